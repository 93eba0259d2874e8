"""A line that takes keys as they are: no input method composes in it.

Qt's line asks only whether it is enabled before it lets an input method in, whatever the widget's
attribute says; so a number ending in X would begin a Chinese word, and Enter would end that word.
"""

from __future__ import annotations

from typing import Any

from PySide6 import QtCore, QtWidgets

_ENABLED = QtCore.Qt.InputMethodQuery.ImEnabled


class PlainKeys(QtWidgets.QLineEdit):
    """A line for numbers, codes, dates and passwords; `composes` lets the input method in."""

    composes = False

    def inputMethodQuery(self, what: QtCore.Qt.InputMethodQuery) -> Any:  # type: ignore[override]
        """Answer the input method: it has nothing to do here."""
        if what == _ENABLED and not self.composes:
            return False
        return super().inputMethodQuery(what)
