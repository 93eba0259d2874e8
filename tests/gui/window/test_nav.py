"""The navigation: its words stand whole, or the icons stand alone."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from gigdesk.gui import theme
from gigdesk.gui.window import nav
from tests.gui.kit import gallery

if TYPE_CHECKING:
    from PySide6 import QtWidgets
    from pytestqt.qtbot import QtBot


def test_the_words_of_the_navigation_are_whole_or_not_there(
    qtbot: QtBot, qapp: QtWidgets.QApplication
) -> None:
    pages = [dataclasses.replace(gallery.PAGES[at % 4], name=f"page {at}") for at in range(9)]
    made = nav.Nav(pages)
    qtbot.addWidget(made)
    made.set_narrow(narrow=True)
    made.show()
    styles = set()
    for step in range(len(theme.STEPS)):
        theme.use(qapp, step=step)
        for high in range(440, 700, 5):
            made.resize(made.width(), high)
            qtbot.wait(1)
            for button in (*made._buttons.values(), made.fold):
                assert button.height() >= button.sizeHint().height()
                assert made.rect().contains(button.geometry())
            styles.add(made.fold.toolButtonStyle())
    assert len(styles) == 2
