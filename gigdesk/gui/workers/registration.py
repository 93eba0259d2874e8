"""Registration of one person after the other, from the keyboard alone: the number comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.domain.workers import ages, dates, identity
from gigdesk.gui import parts, record
from gigdesk.gui.fields import Candidate, Field, Kind
from gigdesk.gui.form.page import Doing
from gigdesk.gui.workers import declared, folding, told, words
from gigdesk.gui.workers.folding import FoldingForm

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from gigdesk.actions.desk import Done
    from gigdesk.gui.window import Window

TOLD, CONSENT = "told", "consent"
_REMEMBERED = "registration_remembered"
# What follows from the number of the paper is spoken of where the number stands.
_MOVED = {"birth_date": "doc_no", "sex": "doc_no", "doc_kind": "doc_no", "printed_name": "name"}
_MISSING = ("findings.name.missing", "findings.id.missing")


def fields() -> tuple[Any, ...]:
    """Return the fields: seven of every day, then the folds."""
    return (
        declared.field("doc_no", required=True),
        declared.field("name", required=True),
        Field(TOLD, "people.told", Kind.DERIVED, wide=True),
        declared.field("village_id", remember=True),
        declared.field("phone"),
        declared.field("wanted_trades", wide=False),
        Field(CONSENT, "people.consent_given", Kind.CHECK),
        *declared.folds(),
    )


def derive(values: Mapping[str, Any], today: datetime.date) -> dict[str, str]:
    """Return what the number of the paper says, or what was typed instead of it."""
    read = identity.check(values["doc_no"] or "", today=today)
    birth = read.birth or dates.to_day(values["birth_date"])
    sex = values["sex"] or read.sex
    said = [words.label("sex", sex)] if sex else []
    if birth is not None:
        age = i18n.text("people.years", count=dates.age_on(birth, today))
        said += [birth.isoformat(), age]
        if ages.is_under_age(birth, today):
            said.append(i18n.text("people.told_young"))
        elif ages.is_4050(birth, sex, today):
            said.append(i18n.text("people.flag.is_4050"))
    if values["ethnic"] and said:
        said.append(words.label("ethnic", values["ethnic"]))
    return {TOLD: " · ".join(said)}


def slot(desk: Any) -> str:
    """Return where this user's half-typed registration is kept."""
    return f"workers.register:{desk.staff.id.hex()}"


@dataclass(frozen=True, slots=True)
class Taken:
    """Who was registered, by name, and what the act says of it."""

    name: str
    person: workers.people.Registered

    @property
    def done(self) -> Done:
        """Return the act, for the way back."""
        return self.person.done


class RegistrationPage(QtWidgets.QWidget):
    """The form, and above it whoever is registered already or may be the same person."""

    registered = QtCore.Signal(object, bool)
    opened = QtCore.Signal(object)
    left = QtCore.Signal()

    def __init__(self, frame: Window) -> None:
        """Begin with an empty form and offer what was left half typed."""
        super().__init__()
        self.frame = frame
        self._round = 0
        self.note = told.Told()
        self.form = FoldingForm(
            fields(),
            Doing(act=register, derive=self._derive, on_change=self._keep),
            name=i18n.text("people.add"),
            tasks=frame.tasks,
            clock=frame.clock,
            moved=_MOVED,
        )
        column = parts.down(self.note, self.form, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.form)
        for key, box in self.form.boxes.items():
            box.editor.finished.connect(self.look)
            if key == "doc_no":
                box.editor.edited.connect(self._forget)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._leave)
        record.on_key(self, folding.MORE_KEYS, self.form.next_fold)
        record.on_key(self, "F3", self.note.press)
        self._recall()
        self._ask_draft()

    def refresh(self) -> None:
        """Come to the front again: what was said may have changed."""
        self.frame.set_title(i18n.text("people.add"))
        self.look()

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; a draft is kept, so leaving is never a loss."""
        if self.form.is_changed:
            self._keep(self.form.values())
        return True

    # while it is filled in

    def look(self) -> None:
        """Ask the desk about what has been typed: checks, and who may be the same person."""
        values = declared.filled(self.form.values())
        if "doc_no" not in values and "name" not in values:
            return
        number = self._round

        def show(found: workers.people.Preview) -> None:
            if number == self._round:
                self._show(found)

        self.frame.tasks.ask(
            lambda desk: workers.people.preview(desk, values), show, owner=self, slot="preview"
        )

    def _show(self, found: workers.people.Preview) -> None:
        remarks = [one for one in found.remarks if one.code not in _MISSING]
        self.form.show_remarks(remarks)
        if found.known is not None:
            self.note.show_known(found.known, self.opened.emit)
        elif "doc_no" in found.derived:
            better = found.derived["doc_no"]
            self.note.show_better(better, lambda: self._take_number(better))
        elif found.likely:
            self.note.show_likely(found.likely, self.opened.emit)
        else:
            self.note.clear()

    def _take_number(self, better: str) -> None:
        self.form.set_value("doc_no", better)
        self.form.focus_first()
        self.look()

    def _forget(self) -> None:
        """Drop what was said about the number that is being changed."""
        self._round += 1
        self.note.clear()
        if self.form.boxes["doc_no"].findings:
            self.form.show_findings(())

    def _derive(self, values: dict[str, Any]) -> dict[str, str]:
        return derive(values, self.frame.clock.today())

    # saving

    def _saved(self, answer: Taken, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        self._round += 1
        self.note.clear()
        self._remember()
        if again:
            self.form.close_folds()
        self.registered.emit(answer, again)

    def _leave(self) -> None:
        self.frame.tasks.do(
            lambda desk, _progress: office.slots.drop_draft(desk, slot(desk)), owner=self
        )
        self.left.emit()

    # what stays from one person to the next, and from one day to the next

    def _remember(self) -> None:
        kept: dict[str, Any] = {}
        editor: Any = self.form.boxes["village_id"].editor
        village = editor.candidate()
        if village is not None:
            kept["village_id"] = [village.value.hex(), village.words]
        ethnic = self.form.boxes["ethnic"].editor.value()
        if ethnic:
            kept["ethnic"] = ethnic
        if kept:
            self.frame.layouts.set_value(_REMEMBERED, kept)

    def _recall(self) -> None:
        kept = self.frame.layouts.value(_REMEMBERED) or {}
        values: dict[str, Any] = dict(kept)
        if "village_id" in kept:
            values["village_id"] = _village(kept["village_id"])
        self.form.show_values(values)
        for name in values:
            box = self.form.boxes[name]
            box.hint(i18n.text("window.form.remembered"))
            parts.role(box.widget, "remembered")

    # drafts

    def _keep(self, values: dict[str, Any]) -> None:
        """Keep what is half typed; a power cut takes nothing away."""
        kept = {name: value for name, value in values.items() if value not in (None, "", (), False)}
        editor: Any = self.form.boxes["village_id"].editor
        village = editor.candidate()
        kept.pop("village_id", None)
        if village is not None:
            kept["village_id"] = [village.value.hex(), village.words]
        if not self.form.is_changed:
            return
        self.frame.tasks.do(
            lambda desk, _progress: office.slots.keep_draft(desk, slot(desk), kept), owner=self
        )

    def _ask_draft(self) -> None:
        def look(desk: Any) -> dict[str, Any] | None:
            return next(iter(office.slots.drafts(desk, slot(desk))), None)

        def show(draft: dict[str, Any] | None) -> None:
            if draft is not None and not self.form.is_changed:
                self.note.show_draft(
                    draft, lambda: self._restore(draft["fields"]), self._drop_draft
                )

        self.frame.tasks.ask(look, show, owner=self, slot="draft")

    def _restore(self, kept: dict[str, Any]) -> None:
        values = {name: value for name, value in kept.items() if name in self.form.boxes}
        if "village_id" in values:
            values["village_id"] = _village(values["village_id"])
        for name, value in values.items():
            if isinstance(value, list):
                values[name] = tuple(value)
        self.form.show_values(values, as_draft=True)
        self.form.open_filled(but=declared.REMEMBERED)
        self.note.clear()
        self.form.focus_first()
        self.look()

    def _drop_draft(self) -> None:
        self.frame.tasks.do(
            lambda desk, _progress: office.slots.drop_draft(desk, slot(desk)), owner=self
        )
        self.note.clear()
        self.form.focus_first()


def _village(kept: list[str]) -> Candidate:
    return Candidate(bytes.fromhex(kept[0]), kept[1])


def register(desk: Any, values: dict[str, Any], confirmed: tuple[str, ...]) -> Taken:
    """Register a person with the consent that was ticked, and forget the draft."""
    done = workers.people.register(
        desk, values=declared.filled(values), confirmed=frozenset(confirmed)
    )
    if values[CONSENT]:
        workers.consents.consent(
            desk, worker_id=done.worker_id, purpose="registration", given_how="signed"
        )
    office.slots.drop_draft(desk, slot(desk))
    return Taken(values["name"], done)
