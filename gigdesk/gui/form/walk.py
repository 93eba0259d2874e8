"""The way of the keyboard through a form: Enter goes on, what has the keyboard stays in sight."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.form.box import FieldBox

_Key = QtCore.Qt.Key
_PLAIN = QtCore.Qt.KeyboardModifier.KeypadModifier
_MARGIN = 48


class Walk(QtCore.QObject):
    """Moves between the fields of a form; `ended` fires on Enter in the last one."""

    ended = QtCore.Signal()

    def __init__(
        self, area: QtWidgets.QScrollArea, boxes: Mapping[str, FieldBox], *, anew: bool = False
    ) -> None:
        """Walk through `boxes` in their order, keeping them in sight in `area`.

        With `anew` what is typed into a field that is not right takes the place of what stands.
        """
        super().__init__(area)
        self._area = area
        self._boxes = boxes
        self._anew = anew
        for box in boxes.values():
            box.editor.target().installEventFilter(self)
        stops = [stop for box in self.reachable() for stop in (box.editor.target(), box.confirm)]
        for before, after in itertools.pairwise(stops):
            QtWidgets.QWidget.setTabOrder(before, after)

    def reachable(self) -> list[FieldBox]:
        """Return the fields that take the keyboard, in order."""
        return [
            box
            for box in self._boxes.values()
            if box.field.kind is not Kind.DERIVED and box.editor.target().isEnabled()
        ]

    def to_first(self, *, empty: bool) -> None:
        """Go to the first field, or with `empty` to the first one that is still empty."""
        reachable = self.reachable()
        still_empty = [box for box in reachable if empty and not box.editor.value()]
        for box in (still_empty or reachable)[:1]:
            box.editor.target().setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def to(self, box: FieldBox) -> None:
        """Go to a field that needs attention."""
        self._take(box, box.stop_target())

    def to_only(self) -> None:
        """Go back to the field of a form that has no other, of which nothing is said by itself."""
        reachable = self.reachable()
        if len(reachable) == 1:
            self._take(reachable[0], reachable[0].editor.target())

    def _take(self, box: FieldBox, target: QtWidgets.QWidget) -> None:
        target.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        again = self._anew or box.field.kind is Kind.SECRET or len(self._boxes) == 1
        if again and isinstance(target, QtWidgets.QLineEdit):
            # Where the keyboard was there already, what is typed would only follow what stands.
            target.selectAll()
        self._area.ensureWidgetVisible(box, 8, 8)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let Enter go on to the next field, and keep the focused field in sight."""
        if event.type() == QtCore.QEvent.Type.FocusIn and isinstance(watched, QtWidgets.QWidget):
            self._area.ensureWidgetVisible(watched, 8, _MARGIN)
        if event.type() != QtCore.QEvent.Type.KeyPress or not isinstance(event, QtGui.QKeyEvent):
            return super().eventFilter(watched, event)
        enter = event.key() in (_Key.Key_Return, _Key.Key_Enter)
        if enter and not event.modifiers() & ~_PLAIN:
            box = next((b for b in self._boxes.values() if b.editor.target() is watched), None)
            if box is not None and box.field.kind is not Kind.LONG:
                watched.event(event)
                # What a field ignores would go on to its parents, and to the dialog's button.
                event.accept()
                self._go_on(box)
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, box: FieldBox) -> None:
        reachable = self.reachable()
        place = reachable.index(box) + 1 if box in reachable else len(reachable)
        if place < len(reachable):
            target = reachable[place].editor.target()
            target.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
        else:
            self.ended.emit()
