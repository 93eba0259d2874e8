"""A line that takes keys as they are: no input method composes in it.

Qt's line asks only whether it is enabled before it lets an input method in, whatever the widget's
attribute says; so a number ending in X would begin a Chinese word, and Enter would end that word.
"""

from __future__ import annotations

from typing import Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons

_ENABLED = QtCore.Qt.InputMethodQuery.ImEnabled


class PlainKeys(QtWidgets.QLineEdit):
    """A line for numbers, codes, dates and passwords; `composes` lets the input method in."""

    composes = False

    def inputMethodQuery(self, what: QtCore.Qt.InputMethodQuery) -> Any:  # type: ignore[override]
        """Answer the input method: it has nothing to do here."""
        if what == _ENABLED and not self.composes:
            return False
        return super().inputMethodQuery(what)


def hide(line: QtWidgets.QLineEdit) -> None:
    """Show dots for what is typed, with an eye that shows the words as long as it is pressed in."""
    line.setEchoMode(line.EchoMode.Password)
    look = line.addAction(icons.icon("eye"), line.ActionPosition.TrailingPosition)
    look.setText(i18n.text("window.entry.look"))
    look.setToolTip(look.text())
    look.setCheckable(True)
    look.toggled.connect(
        lambda on: line.setEchoMode(line.EchoMode.Normal if on else line.EchoMode.Password)
    )
