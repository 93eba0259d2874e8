"""Nothing flashes up as a window of its own while windows and pages are built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.gui.office.sections import SECTIONS
from tests.gui.house.test_doors import place, sign_in, sitting
from tests.making import LOGIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gigdesk.gui import session

__all__ = ["place", "sitting"]
_WINDOWS = (QtWidgets.QDialog, QtWidgets.QMainWindow, QtWidgets.QMenu)


class Watch(QtCore.QObject):
    """Keeps what was shown without standing in a window."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(  # noqa: N802 -- Qt's own name
        self, watched: QtCore.QObject, event: QtCore.QEvent
    ) -> bool:
        if event.type() == QtCore.QEvent.Type.Show and isinstance(watched, QtWidgets.QWidget):
            plain = watched.windowType() in (
                QtCore.Qt.WindowType.Widget,
                QtCore.Qt.WindowType.Window,
            )
            if watched.isWindow() and plain and not isinstance(watched, _WINDOWS):
                name = watched.accessibleName() or watched.objectName()
                self.strays.append(f"{type(watched).__name__} {name}")
        return False


@pytest.fixture
def watch(qapp: QtWidgets.QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_no_part_is_shown_before_it_stands_in_its_window(
    qtbot: QtBot, sitting: session.Session, watch: Watch
) -> None:
    sitting.start(LOGIN)
    frame = sign_in(qtbot, sitting)
    for name in frame._pages:
        frame.open(name)
        qtbot.wait(50)
    for section in SECTIONS:
        frame.open("settings", section.name)
        qtbot.wait(50)
    assert watch.strays == []
    frame.may_close = True
