"""A form in a dialog that never grows beyond the smallest screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk.gui import dialogs, parts, theme

if TYPE_CHECKING:
    from gigdesk.gui.form.page import Form


class FormDialog(QtWidgets.QDialog):
    """Shows a form; closes when it has been saved or left."""

    def __init__(
        self, parent: QtWidgets.QWidget | None, title: str, form: Form, *, wide: float = 36
    ) -> None:
        """`title` in words; `wide` counts Chinese characters. Call `open()` to show it."""
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.form = form
        self._wide = wide
        self.setLayout(parts.down(form, gap=0))
        form.left.connect(self._close)
        form.saved.connect(self._saved)
        theme.follow(self, self._fit)
        form.focus_first()

    def reject(self) -> None:
        """Close; the form itself has asked about changes."""
        self.form.leave()

    def _close(self) -> None:
        super().reject()

    def _saved(self, _answer: object, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        if not again:
            self.accept()

    def _fit(self) -> None:
        wide = theme.measures().em(self._wide)
        rows = len(self.form.boxes) * (theme.measures().control + theme.measures().gap)
        high = rows + theme.measures().control * 2 + theme.measures().pad * 2
        screen = self.screen().availableGeometry()
        self.resize(min(wide, screen.width()), min(high, dialogs.TALLEST, screen.height()))
