"""A form: declared fields, checks beside them, and everything reachable by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n, stamps
from gigdesk.gui import dialogs, fields, folding, parts
from gigdesk.gui.fields import Field, Finding, Kind, Section
from gigdesk.gui.form.ahead import Ahead
from gigdesk.gui.form.box import FieldBox, Sheet
from gigdesk.gui.form.drafts import Drafts
from gigdesk.gui.form.foot import Foot
from gigdesk.gui.form.judging import Judge, confirmed_codes
from gigdesk.gui.form.walk import Walk

if TYPE_CHECKING:
    from gigdesk.gui.tasks import Tasks

Values = dict[str, Any]
Check = Callable[[Values], Sequence[Finding]]

HELD_MS = 40
"""So long after it is asked again whether a mouse button is still held down."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What a form does: the act that saves, and the checks before it.

    `act(desk, values, confirmed codes)` runs on the writing desk. `check(values)` is quick and
    pure and runs whenever a field is left; `look(desk, values)` asks the desk in the background.
    `derive(values)` gives the values of derived fields. `draft` names the form and its record
    (`form.name_of`): what is typed is then kept until it is saved or given up.
    """

    act: Callable[[Any, Values, tuple[str, ...]], Any] | None = None
    check: Check | None = None
    look: Callable[[Any, Values], Sequence[Finding]] | None = None
    derive: Callable[[Values], Mapping[str, Any]] | None = None
    draft: str = ""


class Form(QtWidgets.QWidget):
    """Fields in a sheet that scrolls above a fixed row of buttons.

    Enter goes to the next field and on the last one saves and begins anew; Ctrl+S (or Alt+S)
    saves, Ctrl+Enter saves and begins anew, Esc goes back and asks where something would be lost.
    While a record is on its way what is typed waits for the answer: `sent` fires when it goes, and
    `saved` or `stayed` (where it was not saved) when the answer is there.
    """

    saved = QtCore.Signal(object, bool)
    left = QtCore.Signal()
    ended = QtCore.Signal()
    sent = QtCore.Signal()
    stayed = QtCore.Signal()

    def __init__(
        self,
        declared: Sequence[Field | Section],
        doing: Doing,
        *,
        name: str,
        tasks: Tasks[Any] | None = None,
        clock: stamps.Clock | None = None,
        can_repeat: bool = True,
        save_words: str = "",
        bare: bool = False,
    ) -> None:
        """`name` is read out; `can_repeat` offers "save and new"; `bare` has no buttons."""
        super().__init__()
        self.setAccessibleName(name)
        self._doing = doing
        self._tasks = tasks
        self._can_repeat = can_repeat
        self._is_bare = bare
        self.boxes: dict[str, FieldBox] = {}
        self.started_with: Values = {}
        self._again = False
        self._is_new = True
        self._foot = Foot(can_repeat=can_repeat, save_words=save_words)
        if bare:
            self._foot.hide()
        self._judge = Judge(self.boxes, doing.check, self._foot.say)
        self.area = parts.scroll(Sheet([self._make(each, clock) for each in declared]))
        # A warning that makes the fields scroll must not cost them their second column.
        folding.steady(self.area)
        self.drafts = Drafts(self, doing.draft, tasks)
        self._ahead = Ahead(self)
        column = parts.down(self.drafts.bar, self.area, self._foot, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        if not bare:
            self._foot.wire(self, back=self.leave, save=self.save, repeat=self.save_and_new)
        self._walk = Walk(self.area, self.boxes, anew=bare)
        self._walk.ended.connect(self.ended if bare else lambda: self.save(again=self._can_repeat))
        self._settle()

    def _make(self, each: Field | Section, clock: stamps.Clock | None) -> QtWidgets.QWidget:
        if isinstance(each, Section):
            return parts.label(i18n.text(each.title), "section")
        editor = fields.make(each, self._tasks, clock)
        box = self.boxes[each.key] = FieldBox(each, editor, is_step=self._is_bare)
        editor.edited.connect(lambda key=each.key: self._edited(key))
        editor.finished.connect(self._finished)
        box.confirmed.connect(self._judge.count)
        return box

    # values

    def values(self) -> Values:
        """Return all values by field key, derived ones left out."""
        return {
            key: box.editor.value()
            for key, box in self.boxes.items()
            if box.field.kind is not Kind.DERIVED
        }

    def show_values(
        self, values: Mapping[str, Any], *, as_draft: bool = False, is_new: bool = False
    ) -> None:
        """Show a record; fields without a value become empty. The form is then unchanged.

        A draft only fills the fields it has, and counts as changed. `is_new` begins a new record
        with what is known of it.
        """
        if not as_draft:
            self._is_new = is_new
        for key, box in self.boxes.items():
            if key in values or not as_draft:
                box.editor.set_value(values.get(key))
        if as_draft:
            self._derive()
        else:
            self._settle()

    def set_value(self, key: str, value: Any) -> None:
        """Put a value into a field as if it had been typed (a change)."""
        box = self.boxes[key]
        box.editor.set_value(value)
        target = box.editor.target()
        if target.hasFocus() and isinstance(target, QtWidgets.QLineEdit):
            target.selectAll()  # as on arriving: what is typed next takes its place
        self._edited(key)

    def clear(self, *, keep_remembered: bool = False) -> None:
        """Begin a new record; remembered fields may keep the values saved last."""
        last = self.values()
        self._is_new = True
        for key, box in self.boxes.items():
            kept = keep_remembered and box.field.remember and last.get(key) not in (None, "", ())
            if not kept:
                box.editor.set_value(box.field.initial)
        self._settle()
        for box in self.boxes.values():
            if keep_remembered and box.field.remember and box.editor.value():
                box.hint(i18n.text("window.form.remembered"))
                parts.role(box.widget, "remembered")
        self.focus_first()

    @property
    def is_changed(self) -> bool:
        """Say whether something would be lost by leaving: words that cannot be read as well."""
        if self.values() != self.started_with:
            return True
        return any(box.editor.problem() for box in self.boxes.values())

    def focus_first(self) -> None:
        """Put the keyboard on the first field; of a new record on the first empty one."""
        self._walk.to_first(empty=self._is_new)

    # saving

    def is_ready(self) -> bool:
        """Judge everything; go to the first field that needs attention where there is one."""
        stopping = self._judge(self.values(), everything=True)
        if stopping:
            self._walk.to(stopping[0])
        return not stopping

    def save_and_new(self) -> None:
        """Save and begin the next record."""
        self.save(again=True)

    def leave(self) -> None:
        """Go back; ask first where something would be lost, and stay while it is being saved."""
        if self._foot.is_busy:
            self._foot.say(i18n.text("window.form.saving_stay"))
            return
        if not self.is_changed:
            self.left.emit()
            return
        dialogs.ask(
            self.window(),
            i18n.text("window.form.leave"),
            i18n.text("window.form.leave_words"),
            yes=i18n.text("window.form.discard"),
            no=i18n.text("window.form.go_on"),
            then=self.drafts.give_up,
            danger=True,
        )

    def show_error(self, error: BaseException) -> bool:
        """Show a refusal at its field, or below the fields; say whether it was shown here."""
        self._foot.set_busy(busy=False)
        self._foot.say("")
        self._ahead.end()
        self._ahead.type_on(afresh=False)
        is_refusal = isinstance(error, errors.Refused)
        if isinstance(error, errors.Refused):
            self.show_refusal(error)
        self.stayed.emit()
        return is_refusal

    def show_refusal(self, error: errors.Refused) -> None:
        """Show why the act refused; the fields take the keyboard again by then."""
        box = self.boxes.get(getattr(error, "field", None) or "")
        self._judge.refuse(box, dialogs.words_of(error))
        if box is not None:
            self._walk.to(box)
        else:
            self._walk.to_only()

    def show_findings(self, findings: Sequence[Finding], asked: Values | None = None) -> None:
        """Show what the desk says about the record, beside what the form itself finds.

        `asked` are the values it was asked about; of a field that changed since nothing is said.
        """
        now = self.values()
        before = now if asked is None else asked
        self._judge.hear([f for f in findings if before.get(f.field) == now.get(f.field)])
        self._judge(now)

    def save(self, *, again: bool = False) -> None:
        """Save and stay, or begin the next record; what stops it is shown at its field."""
        if self._foot.is_busy:
            return
        if not self.is_ready():
            return
        values, confirmed = self.values(), confirmed_codes(self.boxes.values())
        act, self._again = self._doing.act, again
        if act is None or self._tasks is None:
            self._done(values, values)
            return
        self.sent.emit()
        self._foot.set_busy(busy=True)
        self._foot.say(i18n.text("window.form.saving"))
        self._ahead.begin(self.boxes.values())
        forget = self.drafts.dropper()

        def run(desk: Any, _progress: object) -> Any:
            answer = act(desk, values, confirmed)
            forget(desk)
            return answer

        self._tasks.do(
            run,
            lambda answer: self._done(answer, values),
            failed=self.show_error,
            owner=self,
        )

    def _done(self, answer: Any, saved: Values) -> None:
        self._foot.set_busy(busy=False)
        self._ahead.end()
        if self._again:
            self.clear(keep_remembered=True)
        else:
            self._settle(saved)
        self._foot.say(i18n.text("window.form.saved"), "ok")
        again = self._again
        self.saved.emit(answer, again)
        if shiboken6.isValid(self):
            self._ahead.type_on(afresh=again)

    # while it is filled in

    def _edited(self, key: str) -> None:
        box = self.boxes[key]
        self._judge.changed(key)
        if box.widget.property("role") == "remembered":
            parts.role(box.widget, "")
            box.hint("")
        self._foot.say("")
        self._derive()
        self.drafts.soon()

    def _finished(self) -> None:
        if QtWidgets.QApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton:
            # What is said at a field draws everything below away from under a pressed mouse.
            QtCore.QTimer.singleShot(HELD_MS, self, self._finished)
            return
        self._judge(self.values())
        look, values = self._doing.look, self.values()
        if look is not None and self._tasks is not None and self.is_changed:
            self._tasks.ask(
                lambda desk: tuple(look(desk, values)),
                lambda found: self.show_findings(found, values),
                owner=self,
                slot="look",
            )

    def _derive(self) -> None:
        if self._doing.derive is not None:
            for key, value in self._doing.derive(self.values()).items():
                if key in self.boxes:
                    self.boxes[key].editor.set_value(value)

    def _settle(self, saved: Values | None = None) -> None:
        self._judge.begin()
        self._derive()
        self.started_with = self.values() if saved is None else saved
        if self.is_changed:
            self.drafts.soon()
        else:
            self.drafts.drop()
        for box in self.boxes.values():
            if box.widget.property("role") == "remembered":
                parts.role(box.widget, "")
