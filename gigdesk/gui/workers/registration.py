"""Registration of one person after the other, from the keyboard alone: the number comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import form, parts, record
from gigdesk.gui.fields import Candidate
from gigdesk.gui.form.page import Doing
from gigdesk.gui.workers import declared, folding, minding, roster_row, told, words
from gigdesk.gui.workers.folding import FoldingForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.actions.desk import Done
    from gigdesk.domain.workers import ages
    from gigdesk.gui.window import Window

DRAFT = "workers.register"
LOOK_MS = 300
_TYPED_ENOUGH = 18
_REMEMBERED = "registration_remembered."
# What follows from the number of the paper is spoken of where the number stands.
_MOVED = {"birth_date": "doc_no", "sex": "doc_no", "doc_kind": "doc_no", "printed_name": "name"}
_MISSING = ("findings.name.missing", "findings.id.missing")


@dataclass(frozen=True, slots=True)
class Taken:
    """Who was registered, by name, what the act says of it, and whether with a consent."""

    name: str
    person: workers.people.Registered
    has_consent: bool

    @property
    def done(self) -> Done:
        """Return the act, for the way back."""
        return self.person.done


class RegistrationPage(QtWidgets.QWidget):
    """The form, and above it whoever is registered already or may be the same person."""

    registered = QtCore.Signal(object, bool)
    opened = QtCore.Signal(object)
    left = QtCore.Signal()

    def __init__(
        self,
        frame: Window,
        roster: roster_row.FromRoster | None = None,
        begun: roster_row.Begun | None = None,
    ) -> None:
        """Begin empty or with a row of a roster; go on with what is `begun`, with or without it."""
        super().__init__()
        self.frame = frame
        self.roster = roster
        self._round = 0
        self._is_sent = False
        self._led_to: set[str] = set()
        self._limits: ages.Limits | None = None
        self.note = told.Told()
        record_id = begun.row_id if begun else roster.row_id if roster else None
        self.form = FoldingForm(
            declared.of_registration(),
            Doing(
                act=self._register,
                derive=self._derive,
                draft=form.name_of(DRAFT, record_id),
            ),
            name=i18n.text("people.add"),
            tasks=frame.tasks,
            clock=frame.clock,
            moved=_MOVED,
            why=declared.WHY,
        )
        column = parts.down(self.note, self.form, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.form)
        for box in self.form.boxes.values():
            box.editor.finished.connect(self.look)
        self._soon = QtCore.QTimer(self, singleShot=True, interval=LOOK_MS)
        self._soon.timeout.connect(self._look_on)
        for key in ("doc_no", "name"):
            self.form.boxes[key].editor.edited.connect(self._soon.start)
        self.form.boxes["doc_no"].editor.edited.connect(self._forget)
        self.form.saved.connect(self._saved)
        self.form.sent.connect(lambda: self._wait(is_sent=True))
        self.form.stayed.connect(lambda: self._wait(is_sent=False))
        self.form.left.connect(self.left)
        self.form.drafts.restored.connect(self._restored)
        if begun is not None:
            self.form.drafts.wanted = begun.turn
        minding.Minding(self.form.boxes[declared.CONSENT], i18n.text("people.consent_unticked"))
        record.on_key(self, folding.MORE_KEYS, self.form.next_fold)
        record.on_key(self, "F3", self.note.press)
        self._ask_limits()
        if roster is None:
            self._recall()
        else:
            self._take_up(roster)

    def refresh(self) -> None:
        """Come to the front again: what was said may have changed."""
        self.frame.set_title(i18n.text("people.add"), of=self)
        self._ask_limits()
        self.look()

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; a draft is kept, so leaving is never a loss."""
        if self.form.is_changed:
            self.form.drafts.flush()
        return True

    # while it is filled in

    def look(self) -> None:
        """Ask the desk about what has been typed: checks, and who may be the same person."""
        asked = self.form.values()
        values = declared.filled(asked)
        if "doc_no" in values or "name" in values:
            self._ask(values, lambda found: self._show(found, asked), "preview")

    def _look_on(self) -> None:
        """Look while typing goes on: who may be the same, but no blame for half a number."""
        values = declared.filled(self.form.values())
        if len(values.get("doc_no", "")) >= _TYPED_ENOUGH or "name" in values:
            self._ask(values, self._show_doubles, "on")

    def _ask(
        self, values: dict[str, Any], show: Callable[[workers.people.Preview], None], slot: str
    ) -> None:
        """Ask about somebody; the answer counts as long as that one is still being typed.

        While somebody is being saved, it may have found that very person.
        """
        number, also = self._round, declared.agreed(self.form.values())
        row_id = self.roster.row_id if self.roster is not None else None

        def answer(found: workers.people.Preview) -> None:
            if number == self._round and not self._is_sent:
                show(found)

        self.frame.tasks.ask(
            lambda desk: workers.people.preview(desk, values, also=also, intake_row=row_id),
            answer,
            owner=self,
            slot=slot,
        )

    def _show(self, found: workers.people.Preview, asked: dict[str, Any]) -> None:
        remarks = [one for one in found.remarks if one.code not in _MISSING]
        self.form.show_remarks(remarks, asked)
        if "doc_no" in found.derived and found.known is None:
            better = found.derived["doc_no"]
            if better != declared.filled(self.form.values()).get("doc_no"):
                self.note.show_better(better, lambda: self._take_number(better))
                return
        self._show_doubles(found)

    def _show_doubles(self, found: workers.people.Preview) -> None:
        if found.known is not None:
            self._meet(found.known)
        elif found.likely:
            self.note.show_likely(found.likely, self.opened.emit)
        elif self.roster is not None and self.roster.said:
            self.note.show_origin(self.roster.said)
        else:
            self.note.clear()

    def _meet(self, known: Mapping[str, Any]) -> None:
        """Open who has this number, once; what else was typed stays for the way back."""
        self.note.show_known(known, self.opened.emit)
        number = self.form.values()["doc_no"] or ""
        if number in self._led_to or self.roster is not None:
            return
        self._led_to.add(number)
        values = declared.filled(self.form.values())
        if not set(values) - {"doc_no", *declared.REMEMBERED}:
            self._led_to.discard(number)
            self._round += 1
            self.note.clear()
            self.form.clear(keep_remembered=True)
        said = i18n.text(
            "people.double.opened", name=known["name"], number=words.number(known["number"])
        )
        self.opened.emit(known["id"])
        self.frame.say(said, "info")

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
        return told.derive(values, self.frame.clock.today(), self._limits)

    def _ask_limits(self) -> None:
        """Ask once what the rule table says of ages: nobody waits for it at every key."""

        def know(found: ages.Limits) -> None:
            self._limits = found
            self.form.boxes[told.TOLD].editor.set_value(self._derive(self.form.values())[told.TOLD])

        self.frame.tasks.ask(workers.people.age_limits, know, owner=self, slot="limits")

    # saving

    def _register(self, desk: Any, values: dict[str, Any], confirmed: tuple[str, ...]) -> Taken:
        """Register a person, with the consents that were ticked, as one act."""
        done = workers.people.register(
            desk,
            values=declared.filled(values),
            confirmed=frozenset(confirmed),
            reason=values[declared.WHY] or "",
            also=declared.agreed(values),
            intake_row=self.roster.row_id if self.roster is not None else None,
        )
        return Taken(values["name"], done, bool(values[declared.CONSENT]))

    def _wait(self, *, is_sent: bool) -> None:
        """Look at nobody who is on the way to the desk; look again where it was refused."""
        self._is_sent = is_sent
        if not is_sent:
            self.look()

    def _saved(self, answer: Taken, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        self._round += 1
        # A page that is left looks no more: what loses the keyboard now would meet the one saved.
        self._is_sent = not again
        self._soon.stop()
        self.note.clear()
        self._remember()
        if again:
            self.form.close_folds()
        self.registered.emit(answer, again)

    # what stays from one person to the next, and from one day to the next

    def _remember(self) -> None:
        """Keep the village: a place goes on to the next person, never a fact of this one."""
        editor: Any = self.form.boxes["village_id"].editor
        village = editor.candidate()
        if village is not None:
            kept = {"village_id": [village.value.hex(), village.words]}
            self.frame.layouts.set_value(_REMEMBERED + self.frame.hooks.desk, kept)

    def _recall(self) -> None:
        there = self.frame.layouts.value(_REMEMBERED + self.frame.hooks.desk)
        kept = (there or {}).get("village_id")
        self.form.show_values({"village_id": _village(kept)} if kept else {}, is_new=True)
        if kept:
            box = self.form.boxes["village_id"]
            box.hint(i18n.text("window.form.remembered"))
            parts.role(box.widget, "remembered")

    # what was begun elsewhere or earlier

    def _take_up(self, roster: roster_row.FromRoster) -> None:
        """Begin with what a row of a roster says; what is doubtful in it is marked at once."""
        self.form.show_values(roster.values, is_new=True)
        self.form.open_filled(but=declared.REMEMBERED)
        if roster.said:
            self.note.show_origin(roster.said)
        self.look()

    def _restored(self) -> None:
        self.form.open_filled(but=declared.REMEMBERED)
        self.note.clear()
        self.look()


def _village(kept: list[str]) -> Candidate:
    return Candidate(bytes.fromhex(kept[0]), kept[1])
