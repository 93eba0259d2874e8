"""A form in a dialog that never grows beyond the smallest screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtWidgets

from gigdesk.gui import dialogs, parts, theme
from gigdesk.gui.form.box import TWO_COLUMNS_EM

if TYPE_CHECKING:
    from gigdesk.gui.form.box import Sheet
    from gigdesk.gui.form.page import Form


class FormDialog(QtWidgets.QDialog):
    """Shows a form; closes when it has been saved or left."""

    def __init__(
        self,
        parent: QtWidgets.QWidget | None,
        title: str,
        form: Form,
        *,
        wide: float = 36,
        said: str = "",
        tone: str = "info",
    ) -> None:
        """`title` in words; `wide` counts Chinese characters. Call `open()` to show it.

        What is `said` stands above the fields, with its tone.
        """
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.form = form
        self._wide = wide
        self.note = parts.Note(said, tone)
        self._held = parts.panel(parts.down(self.note), 0.75, kind="surface")
        self._held.setVisible(bool(said))
        column = parts.down(self._held, form, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self._sheet = cast("Sheet", form.area.widget())
        self._sheet.installEventFilter(self)
        form.left.connect(self._close)
        form.saved.connect(self._saved)
        theme.follow(self, self._fit)
        form.focus_first()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Grow where what is said below a field would have to be scrolled to."""
        if event.type() == QtCore.QEvent.Type.LayoutRequest and self.isVisible():
            QtCore.QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        lacking = self._sheet.sizeHint().height() - self.form.area.viewport().height()
        if lacking > 0:
            dialogs.grow(self, lacking, self._tallest())

    def _tallest(self) -> int:
        return dialogs.tallest(self) - theme.measures().control

    def reject(self) -> None:
        """Close; the form itself has asked about changes."""
        self.form.leave()

    def _close(self) -> None:
        super().reject()

    def _saved(self, _answer: object, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        if not again:
            self.accept()

    def _fit(self) -> None:
        """Take the room that the fields need, but leave the buttons on the smallest screen."""
        measures = theme.measures()
        screen = self.screen().availableGeometry()
        bar = self.form.area.verticalScrollBar().sizeHint().width()
        wide = measures.em(self._wide)
        if self._wide >= TWO_COLUMNS_EM:
            wide = max(wide, self._sheet.roomy())
        wide = min(wide + bar, screen.width())
        columns = 2 if wide - bar >= measures.em(TWO_COLUMNS_EM) else 1
        places = sum(columns if box.field.wide else 1 for box in self.form.boxes.values())
        rows = -(-places // columns) * (measures.control + measures.gap)
        high = rows + measures.control * 2 + measures.pad * 2
        if not self._held.isHidden():
            high += max(0, self._held.heightForWidth(wide))
        self.resize(wide, max(min(high, self._tallest()), self.minimumSizeHint().height()))
