"""Gives every field the editor of its kind, ready to be read out and to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n, stamps
from gigdesk.gui.fields.lines import DateLine, Line, LongText
from gigdesk.gui.fields.picking import ChipSet, Choice, Lookup
from gigdesk.gui.fields.spec import Field, Kind

if TYPE_CHECKING:
    from gigdesk.gui.table.columns import Asks


class Editor(Protocol):
    """What a form needs of an editor, whatever its kind; every editor is a widget."""

    field: Field
    edited: QtCore.SignalInstance
    finished: QtCore.SignalInstance

    def value(self) -> Any:
        """Return the value as `Kind` describes it."""
        ...

    def set_value(self, value: Any) -> None:
        """Show a value."""
        ...

    def problem(self) -> str:
        """Return the sentence about words that cannot be read, or nothing."""
        ...

    def target(self) -> QtWidgets.QWidget:
        """Return the widget that takes the keyboard."""
        ...


class Check(QtWidgets.QCheckBox):
    """Yes or no."""

    edited = QtCore.Signal()
    finished = QtCore.Signal()

    def __init__(self, field: Field) -> None:
        """Show the title beside the box."""
        super().__init__(i18n.text(field.title))
        self.field = field
        self.toggled.connect(lambda _on: self.edited.emit())
        self.clicked.connect(lambda _on=False: self.finished.emit())

    def value(self) -> Any:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it or not."""
        with QtCore.QSignalBlocker(self):
            self.setChecked(bool(value))

    def problem(self) -> str:
        """Say that both can stand."""
        return ""

    def target(self) -> QtWidgets.QWidget:
        """Return the widget that takes the keyboard."""
        return self


def make(field: Field, tasks: Asks | None = None, clock: stamps.Clock | None = None) -> Editor:
    """Return the editor of a field; lookups need `tasks`."""
    editor: QtWidgets.QWidget
    if field.kind is Kind.CHECK:
        editor = Check(field)
    elif field.kind is Kind.CHIPS:
        editor = ChipSet(field)
    elif field.kind is Kind.CHOICE:
        editor = Choice(field)
    elif field.kind is Kind.LOOKUP and tasks is not None:
        editor = Lookup(field, tasks)
    elif field.kind is Kind.DATE:
        editor = DateLine(field, clock or stamps.Clock())
    elif field.kind is Kind.LONG:
        editor = LongText(field)
    else:
        editor = Line(field)
    editor.setAccessibleName(i18n.text(field.title))
    if field.hint:
        editor.setToolTip(i18n.text(field.hint))
        editor.setAccessibleDescription(i18n.text(field.hint))
        if isinstance(editor, QtWidgets.QLineEdit | QtWidgets.QPlainTextEdit):
            editor.setPlaceholderText(i18n.text(field.hint))
    made = cast("Editor", editor)
    made.set_value(field.initial)
    return made
