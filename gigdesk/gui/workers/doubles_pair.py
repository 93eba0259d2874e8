"""Two records side by side: what differs, which value stays, joined into one or kept apart."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions.workers import doubles
from gigdesk.domain.workers import joining
from gigdesk.gui import form, icons, parts, record, theme
from gigdesk.gui.fields import Field
from gigdesk.gui.workers import intake_line, intake_undo, intake_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.window import Window

CLASH_AWAY = "workers.error.merge_clash_away"
_SAME = ("name", "sex", "birth_date", "doc_no", "phone", "village_id")
_UNSHOWN = frozenset(("doc_kind", "printed_name"))
"""Fields that are no rows of their own: they go with the one that leads them."""


class PairView(QtWidgets.QWidget):
    """Shows a pair; `settled(pair, gone)` fires when it was joined or set apart.

    `gone` is the id of the record that was joined to the other, or None.
    """

    settled = QtCore.Signal(object, object)
    taken_back = QtCore.Signal()
    left = QtCore.Signal()

    def __init__(self, frame: Window) -> None:
        """Show no pair yet."""
        super().__init__()
        self._frame = frame
        self.pair: doubles.Pair | None = None
        self.keeps_first = True
        self._places: Mapping[bytes, str] = {}
        self.groups: dict[str, QtWidgets.QButtonGroup] = {}
        self._differing: list[tuple[str, Any, Any]] = []
        self._area = parts.scroll(QtWidgets.QWidget())
        text = i18n.text
        self.merge = parts.button(text("doubles_page.merge"), "git-merge", "primary", do=self.join)
        self.swap = parts.button(text("doubles_page.swap"), "refresh", do=self.exchange)
        self.apart = parts.button(text("doubles_page.apart"), "users", do=self.set_apart)
        self.back = parts.button(text("record.back"), "arrow-left", do=self.left.emit)
        self.back.hide()
        foot = intake_line.button_row((self.back, self.merge, self.apart, self.swap))
        column = parts.down(self._area, foot, gap=0.75)
        column.setStretch(0, 1)
        self.setLayout(column)
        intake_words.enter_presses(self)
        record.on_escape(self, self.left.emit)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no pair is chosen."""
        self.pair = None
        self._put(
            parts.down(parts.label(i18n.text("doubles_page.choose"), "muted", wrap=True), None)
        )
        self._offer()

    def show_pair(self, pair: doubles.Pair, places: Mapping[bytes, str]) -> None:
        """Ask in what the two differ and show them; `places` names villages by id."""
        self._places = places
        if self.pair is not None and _ids(pair) == _ids(self.pair):
            return
        self.pair, self.keeps_first = pair, True
        self._ask()

    def exchange(self) -> None:
        """Let the other record be the one that stays."""
        self.keeps_first = not self.keeps_first
        self._show(self._differing)

    def choices(self) -> dict[str, str]:
        """Return for each field which record's value stays."""
        sides = {0: doubles.KEEP, 1: doubles.OTHER}
        return {
            name: sides[group.checkedId()]
            for name, group in self.groups.items()
            if group.checkedId() in sides
        }

    def join(self) -> None:
        """Join the two; it can be undone."""
        if self.pair is None:
            return
        merge, done = self._joining()

        def failed(error: BaseException) -> bool:
            if isinstance(error, errors.Refused) and error.code == CLASH_AWAY:
                self.ask_reason(error)
                return True
            return False

        slot = ("join", _ids(self.pair))
        self._frame.tasks.do(
            lambda desk, _: merge(desk), done, owner=self, failed=failed, slot=slot
        )

    def _joining(self) -> tuple[Callable[..., Any], Callable[[Any], None]]:
        """Return what joins the two as they are shown now, and what tells that it was done."""
        pair, (keep, other) = self.pair, self._rows()
        chosen = self.choices()
        told = i18n.text(
            "doubles_page.merged",
            kept=words.number(keep["number"]),
            joined=words.number(other["number"]),
        )

        def merge(desk: Any, **more: Any) -> Any:
            return doubles.merge(desk, keep=keep["id"], other=other["id"], choices=chosen, **more)

        return merge, lambda done: self._done(pair, told, other["id"], done.number)

    def ask_reason(self, error: errors.Refused) -> form.Form:
        """Both are with batches that have left: join them with a reason, or leave them."""
        merge, done = self._joining()
        return record.question(
            self._frame,
            i18n.text("doubles_page.merge"),
            [Field("reason", "doubles_page.merge_reason", required=True, wide=True)],
            lambda desk, values, _codes: merge(desk, reason=values["reason"], despite_overlap=True),
            done=done,
            said=i18n.text("doubles_page.clash", **error.params),
            draft=_draft("merge", self._rows()),
        )

    def set_apart(self) -> None:
        """Note that they are two people, with the reason; they are not proposed again."""
        if self.pair is None:
            return
        pair = self.pair
        one, other = _ids(pair)
        declared = [Field("reason", "doubles_page.reason", wide=True)]
        record.question(
            self._frame,
            i18n.text("doubles_page.apart"),
            declared,
            lambda desk, values, _codes: doubles.not_double(
                desk, one_id=one, other_id=other, reason=values["reason"] or ""
            ),
            done=lambda done: self._done(
                pair, i18n.text("doubles_page.set_apart"), None, done.number
            ),
            draft=_draft("apart", (pair.one, pair.other)),
        )

    def _done(self, pair: doubles.Pair | None, said: str, gone: bytes | None, act: int) -> None:
        """Tell what became of the pair that was meant; another one may be shown by now."""
        back = intake_undo.way_back(self._frame, self, act, self.taken_back.emit)
        self._frame.say(said, undo=back)
        self.settled.emit(pair, gone)

    def _ask(self) -> None:
        pair = self.pair
        if pair is not None:
            one, other = _ids(pair)
            self._frame.tasks.ask(
                lambda desk: doubles.compare(desk, one_id=one, other_id=other),
                self._show,
                owner=self,
                slot="compare",
            )

    def _rows(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        pair = self.pair
        if pair is None:
            return {}, {}
        return (pair.one, pair.other) if self.keeps_first else (pair.other, pair.one)

    def _show(self, differing: Sequence[tuple[str, Any, Any]]) -> None:
        if self.pair is None:
            return
        self._differing = list(differing)
        self.groups = {}
        column = parts.down(gap=0.75)
        for code in self.pair.reasons:
            column.addWidget(parts.Status(words.told(code), "info", wrap=True))
        grid = QtWidgets.QGridLayout()
        grid.setHorizontalSpacing(theme.measures().gap)
        grid.setVerticalSpacing(theme.measures().unit)
        for at, share in enumerate((0, 0, 1, 1)):
            grid.setColumnStretch(at, share)
        self._heads(grid)
        found = self._in_order()
        for at, (name, one, other) in enumerate(found, 1):
            self._field(grid, at, name, (one, other))
        self._begin({name: (one, other) for name, one, other in found})
        column.addLayout(grid)
        column.addWidget(parts.label(i18n.text("doubles_page.hint"), "small", wrap=True))
        column.addStretch(1)
        self._put(column)
        self._offer()

    def _heads(self, grid: QtWidgets.QGridLayout) -> None:
        keys = ("doubles_page.stays", "doubles_page.goes")
        for at, (row, key) in enumerate(zip(self._rows(), keys, strict=True), 2):
            said = i18n.text(key, number=words.number(row["number"]))
            grid.addWidget(parts.label(said, "section", wrap=True), 0, at)

    def _in_order(self) -> list[tuple[str, Any, Any]]:
        """Return what tells people apart first, then all else in which the two differ."""
        keep, other = self._rows()
        told = {name: (one, two) for name, one, two in self._differing if name not in _UNSHOWN}
        found = [
            (name, keep.get(name), other.get(name))
            for name in _SAME
            if name in told or keep.get(name) not in (None, "")
        ]
        found += [
            (name, one, two) if self.keeps_first else (name, two, one)
            for name, (one, two) in told.items()
            if name not in _SAME
        ]
        return found

    def _field(
        self, grid: QtWidgets.QGridLayout, row: int, name: str, sides: tuple[Any, Any]
    ) -> None:
        differs = any(each[0] == name for each in self._differing)
        title = parts.label(words.field(name), "heading" if differs else "muted")
        mark = icons.Picture(
            "alert-triangle" if differs else "check", "warning" if differs else "ok"
        )
        mark.setAccessibleName(
            i18n.text("doubles_page.differs" if differs else "doubles_page.same")
        )
        mark.setToolTip(mark.accessibleName())
        grid.addWidget(mark, row, 0)
        grid.addWidget(title, row, 1)
        said = [words.side(self._places, name, value) for value in sides]
        if not differs:
            for at, each in enumerate(said, 2):
                grid.addWidget(parts.label(each, "muted", wrap=True), row, at)
            return
        group = self.groups[name] = QtWidgets.QButtonGroup(self)
        for at, each in enumerate(said):
            choice = QtWidgets.QRadioButton(each)
            choice.setAccessibleName(f"{words.field(name)} {each}")
            group.addButton(choice, at)
            grid.addWidget(choice, row, at + 2)
            choice.clicked.connect(functools.partial(self._together, name, at))
        if said[0] == said[1]:
            note = parts.label(i18n.text("doubles_page.hidden_digits"), "small", wrap=True)
            grid.addWidget(note, row, 3, QtCore.Qt.AlignmentFlag.AlignRight)

    def _begin(self, shown: Mapping[str, tuple[Any, Any]]) -> None:
        """Propose a side for what belongs together; where only a person can say, none."""
        for lead, *rest in dict.fromkeys(joining.group_of(name) for name in self.groups):
            names = [name for name in (lead, *rest) if name in self.groups]
            said = [[shown[name][at] not in (None, "") for name in names] for at in (0, 1)]
            for name in names:
                for at in (0, 1):
                    self.groups[name].button(at).setEnabled(any(said[at]))
            if any(said[0]) and lead == names[0] and not said[0][0]:
                continue
            self.groups[names[0]].button(0 if any(said[0]) else 1).setChecked(True)
            self._together(names[0], 0 if any(said[0]) else 1)

    def _together(self, name: str, at: int, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 -- Qt hands the state over
        """Choose the same side for all that belongs to a field."""
        for other in joining.group_of(name):
            if other in self.groups:
                self.groups[other].button(at).setChecked(True)

    def _offer(self) -> None:
        for button in (self.merge, self.swap, self.apart):
            button.setVisible(self.pair is not None)

    def _put(self, column: QtWidgets.QVBoxLayout) -> None:
        old = self._area.takeWidget()
        self._area.setWidget(parts.panel(column, 0.75, kind="surface"))
        if old is not None:
            old.hide()
            old.deleteLater()


def _draft(what: str, pair: Sequence[Mapping[str, Any]]) -> str:
    """Return what a question about two records keeps its words under."""
    one, other = pair
    return form.name_of(f"doubles_{what}:{one['id'].hex()}", other["id"])


def _ids(pair: doubles.Pair) -> tuple[bytes, bytes]:
    return pair.one["id"], pair.other["id"]
