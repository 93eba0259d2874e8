"""What is kept of a person at a glance, and the form in which it is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import folding, form, parts, record, theme
from gigdesk.gui.fields import Field
from gigdesk.gui.form.page import Doing
from gigdesk.gui.workers import declared, words
from gigdesk.gui.workers.folding import FoldingForm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.name_image import NameImage

_ORIGIN = ("registered_by", "registered_on", "source_note")
_PAIRS = 2
_WIDE_EM = 44
REASON = "reason"


class Basics(QtWidgets.QWidget):
    """Facts in groups, two columns where there is room; what is not known is left out."""

    def __init__(self, photo: QtWidgets.QWidget, name_image: NameImage) -> None:
        """Show nothing yet; the photo stands on the right, where a card has it.

        A picture of the name stands above all; where there is none, the way to one below.
        """
        super().__init__()
        self.setAccessibleName(i18n.text("people.tab.basics"))
        self._grid = QtWidgets.QGridLayout()
        self._name_image = name_image
        self._left = parts.down(name_image)
        self._left.addLayout(self._grid, 1)
        beside = parts.across(gap=1)
        beside.addLayout(self._left, 1)
        beside.addWidget(photo)
        self._inner = parts.panel(beside, 0.75, "surface")
        self._area = parts.scroll(self._inner)
        folding.steady(self._area)
        self._area.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(i18n.text("people.tab.basics"))
        self.setLayout(parts.down(self._area))
        self.setFocusProxy(self._area)
        self._facts: list[tuple[str, list[tuple[str, str]]]] = []
        self._pairs = 0
        theme.follow(self, self._lay_out)
        folding.Later(self, self._fit)

    def show_person(self, person: workers.people.Person) -> None:
        """Show what is known."""
        self._facts = groups(person)
        self._name_image.show_person(person)
        self._left.removeWidget(self._name_image)
        self._left.insertWidget(0 if self._name_image.is_kept else 1, self._name_image)
        self._lay_out()

    def _fit(self) -> None:
        """Use the width there is."""
        if self._wanted() != self._pairs:
            self._lay_out()

    def _wanted(self) -> int:
        return _PAIRS if self.width() >= theme.measures().em(_WIDE_EM) else 1

    def _lay_out(self) -> None:
        parts.empty(self._grid)
        measures, self._pairs, row = theme.measures(), self._wanted(), 0
        self._grid.setHorizontalSpacing(measures.gap)
        self._grid.setVerticalSpacing(measures.unit)
        for title, facts in self._facts:
            heading = parts.label(i18n.text(title), "section")
            heading.setMinimumHeight(measures.row + (measures.gap if row else 0))
            heading.setAlignment(QtCore.Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(heading, row, 0, 1, self._pairs * 2)
            row += 1
            for place, (name, said) in enumerate(facts):
                at = (row + place // self._pairs, place % self._pairs * 2)
                self._add(name, said, at)
            row += -(-len(facts) // self._pairs)
        for column in range(_PAIRS * 2):
            self._grid.setColumnStretch(column, column % 2 if column < self._pairs * 2 else 0)
        for each in range(self._grid.rowCount()):
            self._grid.setRowStretch(each, 0)
        self._grid.setRowStretch(row, 1)

    def _add(self, name: str, said: str, at: tuple[int, int]) -> None:
        label = parts.label(name, "muted")
        shown = parts.label(said, wrap=True)
        shown.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{name} {said}")
        top = QtCore.Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, at[0], at[1], top)
        self._grid.addWidget(shown, at[0], at[1] + 1, top)


def groups(person: workers.people.Person) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (title, facts) of all groups that have any."""
    row, found = person.worker, []
    for title, names in (*declared.GROUPS, ("people.group.origin", _ORIGIN)):
        first = ("wanted_trades",) if title == "people.group.wish" else ()
        listed = (*first, *names)
        facts = [(words.field(name), words.value(name, row.get(name))) for name in listed]
        known = [(name, said) for name, said in facts if said]
        if title == "people.group.identity":
            retires = i18n.text("people.retires")
            days = i18n.text("people.or").join(day for _, day in person.retires)
            known += [(retires, days)] if days else []
        if known:
            found.append((title, known))
    return found


# correcting


def correct(
    frame: Window,
    person: workers.people.Person,
    show: Callable[[record.FormPage, FoldingForm], object],
) -> None:
    """Ask for the whole values (the look is noted), then show the form with them."""
    names = [each.key for each in declared.everything() if isinstance(each, Field)]
    hidden = [name for name in names if name in workers.masking.PRIVATE and person.worker[name]]

    def open_with(plain: Mapping[str, Any]) -> None:
        row = {**person.worker, **plain}
        made = make(frame, person.id, declared.shown(row, names))
        show(record.FormPage(made), made)

    if hidden:
        frame.tasks.do(
            lambda desk, _progress: workers.people.reveal(desk, worker_id=person.id, fields=hidden),
            open_with,
            owner=frame,
        )
    else:
        open_with({})


def make(frame: Window, worker_id: bytes, values: Mapping[str, Any]) -> FoldingForm:
    """Return the form that corrects a person; only what was changed is handed on."""
    before: dict[str, Any] = {}
    # What the form itself has changed is told even where somebody puts the old value back.
    followed: set[str] = set()

    def act(desk: Any, filled: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        changes = changed(before, filled, followed)
        return workers.people.correct(
            desk,
            worker_id=worker_id,
            changes=changes,
            reason=filled[REASON] or "",
            confirmed=frozenset(confirmed),
            also=declared.agreed(filled),
        )

    reason = Field(REASON, "people.history.reason", hint="people.hint.reason", wide=True)
    made = FoldingForm(
        (*declared.everything(), reason),
        Doing(act=act, draft=form.name_of("workers.correct", worker_id)),
        name=i18n.text("people.edit"),
        tasks=frame.tasks,
        clock=frame.clock,
        moved={"printed_name": "name"},
        can_repeat=False,
    )
    made.show_values(values)
    before.update(made.values())

    def look() -> None:
        asked = made.values()
        changes = changed(before, asked, followed)

        def show(found: workers.people.Preview) -> None:
            for name in _followed(found, asked, made.values()):
                followed.add(name)
                made.set_value(name, found.values[name])
                asked[name] = made.values()[name]
                changes[name] = found.values[name]
            said = [one for one in found.remarks if one.field in {*changes, "doc_no"}]
            made.show_remarks(said, asked)

        if changes:
            frame.tasks.ask(
                lambda desk: workers.people.preview(
                    desk, changes, worker_id=worker_id, also=declared.agreed(asked)
                ),
                show,
                owner=made,
                slot="preview",
            )

    for box in made.boxes.values():
        box.editor.finished.connect(look)
    return made


def _followed(
    found: workers.people.Preview, asked: Mapping[str, Any], now: Mapping[str, Any]
) -> list[str]:
    """Return the fields that follow a new number and were not typed into meanwhile."""
    return [
        one.field
        for one in found.remarks
        if one.code in workers.checking.FOLLOWS and asked[one.field] == now[one.field]
    ]


def changed(
    before: Mapping[str, Any], now: Mapping[str, Any], also: Collection[str] = ()
) -> dict[str, Any]:
    """Return the values that differ, and others to be told in any case, as the acts take them."""
    return declared.given(
        {name: value for name, value in now.items() if value != before.get(name) or name in also}
    )
