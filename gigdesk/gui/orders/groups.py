"""Groups of a long form: headings that fold, keys that jump, fields asked only where they matter.

Ctrl and a number goes to a group; on its heading Space folds and unfolds it. Folded fields keep
their values, and a group opens by itself when something in it needs attention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import record
from gigdesk.gui.fields import Field, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.form import FieldBox, Form

_Key = QtCore.Qt.Key
_Event = QtCore.QEvent.Type


def is_filled(value: object) -> bool:
    """Say whether a field holds anything; a nought is something."""
    return value is not None and value is not False and value not in ("", ())


class _Group:
    """One heading with its fields."""

    def __init__(self, heading: QtWidgets.QLabel, title: str, number: int) -> None:
        self.heading = heading
        self.title = title
        self.number = number
        self.boxes: list[FieldBox] = []
        self.is_open = True
        self.suggested = ""

    def show_heading(self) -> None:
        """Say whether the group is open, its key, how much is filled and where that is from."""
        filled = sum(is_filled(box.editor.value()) for box in self.boxes)
        key = "orders_page.group.open" if self.is_open else "orders_page.group.folded"
        said = i18n.text(key, title=self.title, number=self.number, filled=filled)
        if any(box.widget.property("role") == "remembered" for box in self.boxes):
            said += self.suggested
        self.heading.setText(said)
        self.heading.setAccessibleName(said)


class Groups(QtCore.QObject):
    """Folds the groups of `form` and shows fields only where another one asks for them."""

    def __init__(
        self,
        form: Form,
        declared: Sequence[Field | Section],
        asked_with: Mapping[str, tuple[str, tuple[str, ...]]],
    ) -> None:
        """Serve the form made from `declared`.

        `asked_with` names for a field the other one and its values; no values mean any value.
        """
        super().__init__(form)
        self._form = form
        self._asked_with = asked_with
        self._groups = self._find(declared)
        self._owner = {id(box): group for group in self._groups for box in group.boxes}
        for group in self._groups:
            self._wire(group)
        for name in {other for other, _ in asked_with.values()}:
            if name in form.boxes:
                form.boxes[name].editor.edited.connect(self.show_fields)
        self.show_fields()

    def _find(self, declared: Sequence[Field | Section]) -> list[_Group]:
        titles = [i18n.text(each.title) for each in declared if isinstance(each, Section)]
        headings = [
            label
            for label in self._form.findChildren(QtWidgets.QLabel)
            if label.property("role") == "section"
        ]
        found: list[_Group] = []
        for each in declared:
            if isinstance(each, Section):
                at = len(found)
                found.append(_Group(headings[at], titles[at], at + 1))
            elif found:
                found[-1].boxes.append(self._form.boxes[each.key])
        return found

    def _wire(self, group: _Group) -> None:
        heading = group.heading
        heading.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        heading.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        heading.installEventFilter(self)
        first = group.boxes[0].editor.target()
        QtWidgets.QWidget.setTabOrder(heading, first)
        record.on_key(self._form, f"Ctrl+{group.number}", lambda: self.go_to(group))
        for box in group.boxes:
            # The strip with what is wrong about a field is shown the moment it is judged.
            box.editor.edited.connect(group.show_heading)
            strip = box.confirm.parentWidget()
            if strip is not None:
                strip.installEventFilter(self)
        group.show_heading()

    def suggest(self, words: str) -> None:
        """Say beside the headings where the fields in dots come from."""
        for group in self._groups:
            group.suggested = words
        self.show_fields()

    def fold(self, number: int, *, is_open: bool) -> None:
        """Open or fold a group by its number from 1."""
        group = self._groups[number - 1]
        group.is_open = is_open
        self.show_fields()

    def go_to(self, group: _Group) -> None:
        """Open a group and put the keyboard on its first field."""
        group.is_open = True
        self.show_fields()
        group.boxes[0].editor.target().setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        # Fields that just came into sight have no place yet.
        QtCore.QTimer.singleShot(0, group.heading, lambda: self._to_top(group.heading))

    def _to_top(self, heading: QtWidgets.QWidget) -> None:
        """Bring a heading to the upper edge, with its fields below it."""
        area, sheet = self._form.area, self._form.area.widget()
        layout = sheet.layout()
        if layout is not None:
            layout.activate()
        area.verticalScrollBar().setValue(heading.mapTo(sheet, QtCore.QPoint(0, 0)).y())

    def show_fields(self) -> None:
        """Show what is asked in open groups; what is not shown takes no keyboard."""
        for group in self._groups:
            for box in group.boxes:
                box.ask(asked=self.is_asked(box.field.key))
                shown = group.is_open and box.is_asked
                box.setVisible(shown)
                box.setEnabled(shown)
            group.show_heading()

    def is_asked(self, key: str) -> bool:
        """Say whether a field matters with what stands in the others."""
        other, wanted = self._asked_with.get(key, ("", ()))
        if other not in self._form.boxes:
            return True
        value = self._form.boxes[other].editor.value()
        return self.is_asked(other) and (value in wanted if wanted else is_filled(value))

    def asked_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values without those of fields that do not matter."""
        return {key: value if self.is_asked(key) else None for key, value in values.items()}

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Fold by mouse and Space; open where a field of a folded group is complained about."""
        if event.type() == _Event.ShowToParent:
            self._open_for(watched)
        group = next((each for each in self._groups if each.heading is watched), None)
        if group is None:
            return super().eventFilter(watched, event)
        pressed = event.type() == _Event.MouseButtonPress
        if event.type() == _Event.KeyPress and isinstance(event, QtGui.QKeyEvent):
            pressed = event.key() in (_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter)
        if pressed:
            self.fold(group.number, is_open=not group.is_open)
        return pressed

    def _open_for(self, watched: QtCore.QObject) -> None:
        group = self._owner.get(id(watched.parent()))
        if group is not None and not group.is_open:
            group.is_open = True
            self.show_fields()
