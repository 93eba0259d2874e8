"""A form whose later sections fold away: the few fields of every day stay in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import checking
from gigdesk.gui import form, icons, parts
from gigdesk.gui.fields import Field, Finding, Section
from gigdesk.gui.form.judging import UNLISTED
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk import errors, stamps
    from gigdesk.gui.form.page import Doing
    from gigdesk.gui.tasks import Tasks

MORE_KEYS = "Ctrl+M"
_ENTER = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Fold(Section):
    """A heading whose fields are hidden until it is opened."""


class FoldHead(parts.Button):
    """The heading of a fold; Space or a click opens and closes it."""

    toggled_fold = QtCore.Signal()

    def __init__(self, title: str) -> None:
        """Begin closed."""
        super().__init__(i18n.text(title), "chevron-right", "link")
        self.fields: list[form.FieldBox] = []
        self.is_open = False
        self.clicked.connect(lambda _on=False: self.set_open(is_open=not self.is_open))

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the fields; hidden ones take no keyboard."""
        self.is_open = is_open
        self.setIcon(icons.icon("chevron-down" if is_open else "chevron-right", "accent"))
        self.setAccessibleDescription(
            i18n.text("people.fold.opened" if is_open else "people.fold.closed")
        )
        for box in self.fields:
            box.setVisible(is_open)
            box.editor.target().setEnabled(is_open)
        self.toggled_fold.emit()


class FoldingForm(form.Form):
    """Shows plain fields first; folds open by themselves where something in them needs a look."""

    def __init__(
        self,
        declared: Sequence[Field | Section],
        doing: Doing,
        *,
        name: str,
        tasks: Tasks[Any],
        clock: stamps.Clock,
        moved: Mapping[str, str] | None = None,
        can_repeat: bool = True,
        why: str = "",
    ) -> None:
        """Declare fields; `moved` names the field that speaks for one that is not in sight.

        `why` is a field that only shows while a warning waits to be confirmed or is.
        """
        self._why = why
        self.folds: list[FoldHead] = []
        self._moved = dict(moved or {})
        super().__init__(
            declared, doing, name=name, tasks=tasks, clock=clock, can_repeat=can_repeat
        )
        self._gather(declared)
        for box in self.boxes.values():
            box.confirm.installEventFilter(self)
        self._ask_why()

    def _make(self, each: Field | Section, clock: stamps.Clock | None) -> QtWidgets.QWidget:
        if not isinstance(each, Fold):
            return super()._make(each, clock)
        head = FoldHead(each.title)
        self.folds.append(head)
        return head

    def _gather(self, declared: Sequence[Field | Section]) -> None:
        """Give each fold its fields, close it, and put its heading before them for Tab."""
        heads = iter(self.folds)
        head: FoldHead | None = None
        before: QtWidgets.QWidget | None = None
        for each in declared:
            if isinstance(each, Fold):
                head = next(heads)
                if before is not None:
                    self.setTabOrder(before, head)
                before = head
            elif isinstance(each, Field):
                box = self.boxes[each.key]
                if head is not None:
                    head.fields.append(box)
                    if isinstance(before, FoldHead):
                        self.setTabOrder(before, box.editor.target())
                before = box.confirm
        for head in self.folds:
            head.set_open(is_open=False)
        for head in self.folds[:1]:
            head.setText(f"{head.text()}    {MORE_KEYS}")

    # folds

    def next_fold(self) -> None:
        """Open the first closed fold and go into it; with all open, close them again."""
        closed = [head for head in self.folds if not head.is_open]
        if not closed:
            for head in self.folds:
                head.set_open(is_open=False)
            self.focus_first()
            return
        closed[0].set_open(is_open=True)
        target = closed[0].fields[0].editor.target()
        # The sheet has its new height only after it has been laid out.
        QtCore.QTimer.singleShot(0, target, target.setFocus)

    def open_filled(self, *, but: Sequence[str] = ()) -> None:
        """Open every fold that holds a value, except of fields whose value shows elsewhere."""
        for head in self.folds:
            keys = [box for box in head.fields if box.field.key not in but]
            if any(box.editor.value() not in (None, "", (), False) for box in keys):
                head.set_open(is_open=True)

    def close_folds(self) -> None:
        """Close every fold."""
        for head in self.folds:
            head.set_open(is_open=False)

    def is_hidden(self, key: str) -> bool:
        """Say whether a field lies in a closed fold."""
        return any(not head.is_open and self.boxes[key] in head.fields for head in self.folds)

    # what is found

    def show_remarks(
        self, remarks: Sequence[checking.Remark], asked: dict[str, Any] | None = None
    ) -> None:
        """Show remarks at their fields; what speaks of a hidden field stands at a shown one.

        `asked` are the values of the form that were looked at.
        """
        found = words.shown(remarks)
        placed = []
        for one in found:
            at = self._moved.get(one.field, one.field)
            if one.field in self.boxes and not self.is_hidden(one.field):
                at = one.field
            placed.append(type(one)(at, one.words, one.tone, one.code))
        for one in placed:
            if one.field in self.boxes and self.is_hidden(one.field):
                self._unfold(one.field)
        self.show_findings(placed, asked)

    def show_findings(
        self, findings: Sequence[Finding], asked: dict[str, Any] | None = None
    ) -> None:
        """Show what the desk says, and ask why where a warning is to be confirmed."""
        super().show_findings(findings, asked)
        self._ask_why()

    def _finished(self) -> None:
        super()._finished()
        self._ask_why()

    def _settle(self, saved: dict[str, Any] | None = None) -> None:
        super()._settle(saved)
        self._ask_why()

    def _ask_why(self) -> None:
        box = self.boxes.get(self._why)
        if box is not None:
            boxes = self.boxes.values()
            asked = any(_is_doubt(one) for each in boxes for one in each.findings)
            box.setVisible(asked)
            box.editor.target().setEnabled(asked)

    def save(self, *, again: bool = False) -> None:
        """Save; the act itself judges what was typed since the desk was asked."""
        self._judge.doubt()
        super().save(again=again)

    def show_refusal(self, error: errors.Refused) -> None:
        """Show all errors, and warnings to be confirmed, at their fields."""
        if isinstance(error, checking.InvalidFields | checking.Unconfirmed):
            self.show_remarks(error.remarks)
            self.is_ready()
        else:
            super().show_refusal(error)

    def _unfold(self, key: str) -> None:
        for head in self.folds:
            if self.boxes[key] in head.fields:
                head.set_open(is_open=True)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let Enter on a confirmation give it and go on."""
        if event.type() == QtCore.QEvent.Type.KeyPress and isinstance(event, QtGui.QKeyEvent):
            box = next((each for each in self.boxes.values() if each.confirm is watched), None)
            if box is not None and event.key() in _ENTER and not event.modifiers():
                box.confirm.setChecked(True)
                self._go_on(box)
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, box: form.FieldBox) -> None:
        reachable = self._walk.reachable()
        later = reachable[reachable.index(box) + 1 :] if box in reachable else []
        # Why is asked for by the act where it is needed: a tick is enough for most.
        empty = [each for each in later if not each.editor.value() and each.field.key != self._why]
        for each in empty[:1]:
            each.editor.target().setFocus(QtCore.Qt.FocusReason.TabFocusReason)
        if not empty:
            self.save(again=self._can_repeat)


def _is_doubt(finding: Finding) -> bool:
    """Say whether a finding is a warning of an act, which keeps the reason."""
    return finding.tone == "warning" and finding.code != UNLISTED
