"""Editors of one line: text, numbers that switch the input method off, dates and amounts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import icons, parts, theme
from gigdesk.gui.fields import reading
from gigdesk.gui.fields.spec import Field, Kind
from gigdesk.gui.plain_keys import PlainKeys, hide

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk import stamps

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
NO_IME = (Kind.DOCUMENT, Kind.PHONE, Kind.DATE, Kind.MONEY, Kind.NUMBER, Kind.SECRET)


class Line(PlainKeys):
    """One line of any plain kind."""

    edited = QtCore.Signal()
    finished = QtCore.Signal()

    def __init__(self, field: Field) -> None:
        """Write and read as the kind of `field` asks."""
        super().__init__()
        self.field = field
        self.setMaxLength(field.longest)
        self.composes = field.kind not in NO_IME
        if field.kind is Kind.SECRET:
            hide(self)
        if field.kind in (Kind.MONEY, Kind.NUMBER):
            self.setAlignment(QtCore.Qt.AlignmentFlag.AlignRight)
        if field.kind is Kind.DERIVED:
            self.setReadOnly(True)
            self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
            parts.role(self, "derived")
        self.textEdited.connect(self._tidy)
        self.editingFinished.connect(self._finish)

    def value(self) -> Any:
        """Return the value; None where nothing (readable) stands."""
        try:
            return self.read()
        except errors.Invalid:
            return None

    def read(self) -> Any:
        """Return the value; raises `errors.Invalid` where the words cannot be read."""
        words = self.text().strip() if self.field.kind is not Kind.SECRET else self.text()
        if not words:
            return None
        reader = _READERS.get(self.field.kind)
        return reader(words) if reader is not None else words

    def set_value(self, value: Any) -> None:
        """Show a value."""
        shown = reading.written_amount if self.field.kind is Kind.MONEY else reading.written
        words = shown(value)
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)

    def problem(self) -> str:
        """Return the sentence about words that cannot be read, or nothing."""
        try:
            self.read()
        except errors.Invalid as error:
            return i18n.text(error.code, **error.params)
        return ""

    def target(self) -> QtWidgets.QWidget:
        """Return the widget that takes the keyboard."""
        return self

    def focusInEvent(self, event: QtGui.QFocusEvent) -> None:
        """Choose the whole value when the keyboard arrives, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (
            QtCore.Qt.FocusReason.TabFocusReason,
            QtCore.Qt.FocusReason.BacktabFocusReason,
            QtCore.Qt.FocusReason.OtherFocusReason,
        ):
            self.selectAll()

    def _tidy(self, words: str) -> None:
        if self.field.kind in NO_IME and self.field.kind is not Kind.SECRET:
            plain = reading.narrow(words)
            plain = plain.upper() if self.field.kind is Kind.DOCUMENT else plain
            if plain != words:
                place = self.cursorPosition()
                self.setText(plain)
                self.setCursorPosition(place)
        self.edited.emit()

    def _finish(self) -> None:
        if self.isModified() and not self.problem():
            self.set_value(self.value())
        self.setModified(False)
        self.finished.emit()


_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.DOCUMENT: reading.document,
    Kind.PHONE: reading.phone,
    Kind.NUMBER: reading.number,
    Kind.MONEY: reading.amount,
}


class DateLine(Line):
    """A day: typed in any common form, Ctrl+; for today, Up and Down for its neighbours."""

    def __init__(self, field: Field, clock: stamps.Clock) -> None:
        """`clock` knows today and this year."""
        super().__init__(field)
        self._clock = clock
        self.setPlaceholderText(i18n.text("window.field.date_hint"))
        action = self.addAction(icons.icon("calendar"), self.ActionPosition.TrailingPosition)
        action.setText(i18n.text("window.field.calendar"))
        action.setToolTip(action.text())
        action.triggered.connect(self.open_calendar)

    def read(self) -> Any:
        """Return the day as ISO text."""
        words = self.text().strip()
        return reading.day(words, self._clock.today()) if words else None

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Answer Ctrl+;, Up, Down and F4."""
        key = event.key()
        if key == _Key.Key_Semicolon and event.modifiers() & _CTRL:
            self._put(self._clock.today())
        elif key in (_Key.Key_Up, _Key.Key_Down) and self.value():
            by = 1 if key == _Key.Key_Up else -1
            day = datetime.date.fromisoformat(self.value())
            self._put(day + datetime.timedelta(days=by))
        elif key in (_Key.Key_F4, _Key.Key_F7):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month to choose from, by mouse or arrow keys."""
        popup = QtWidgets.QFrame(self, QtCore.Qt.WindowType.Popup)
        popup.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        parts.role(popup, "popup")
        calendar = QtWidgets.QCalendarWidget()
        calendar.setAccessibleName(i18n.text("window.field.calendar"))
        calendar.setVerticalHeaderFormat(calendar.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(QtCore.Qt.DayOfWeek.Monday)
        day = self._clock.today() if not self.value() else None
        day = day or datetime.date.fromisoformat(self.value())
        calendar.setSelectedDate(QtCore.QDate(day.year, day.month, day.day))
        for number in QtCore.Qt.DayOfWeek:
            form = QtGui.QTextCharFormat()
            form.setForeground(theme.colour("text"))
            calendar.setWeekdayTextFormat(number, form)

        def take(chosen: QtCore.QDate) -> None:
            popup.close()
            self._put(datetime.date(chosen.year(), chosen.month(), chosen.day()))

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        popup.setLayout(parts.down(calendar))
        popup.adjustSize()
        popup.move(self.mapToGlobal(QtCore.QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()

    def _put(self, day: datetime.date) -> None:
        self.set_value(day.isoformat())
        self.edited.emit()
        self.finished.emit()


class LongText(QtWidgets.QPlainTextEdit):
    """Several lines; Tab leaves it, Enter begins a new line."""

    edited = QtCore.Signal()
    finished = QtCore.Signal()

    def __init__(self, field: Field) -> None:
        """Show three lines at first."""
        super().__init__()
        self.field = field
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.edited)
        theme.follow(self, self._fit)

    def value(self) -> Any:
        """Return the text; None where it is empty."""
        return self.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.setPlainText(reading.written(value))

    def problem(self) -> str:
        """Say that any text can stand here, as long as it is not too long."""
        most = self.field.longest * 10
        too_long = len(self.toPlainText()) > most
        return i18n.text("window.field.too_long", count=most) if too_long else ""

    def target(self) -> QtWidgets.QWidget:
        """Return the widget that takes the keyboard."""
        return self

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Say that writing has ended."""
        super().focusOutEvent(event)
        self.finished.emit()

    def _fit(self) -> None:
        self.setFixedHeight(theme.measures().row * 3)
