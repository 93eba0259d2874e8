"""What the window says of the demonstration, and says nothing of before it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import config, i18n
from gigdesk.gui import window
from gigdesk.gui.window.foot import Foot
from tests.gui.conftest import bring_up
from tests.gui.kit import gallery
from tests.gui.kit.test_window import RIGHT, unlock

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.tasks import Tasks


def test_the_lock_of_the_demonstration_tells_its_password_and_leads_out(
    qtbot: QtBot, runner: Tasks[Any], settings: config.Settings
) -> None:
    gone: list[str] = []
    hooks = window.Hooks(
        unlock=unlock,
        begin_again=lambda _between: gone.append("another"),
        leave_demo=lambda: gone.append("out"),
        told_password=RIGHT,
    )
    made = window.Window(runner, gallery.PAGES, hooks, user="demo", settings=settings)
    made.may_close = True
    bring_up(qtbot, made)
    made.lock()
    screen = made.locker.screen
    assert screen is not None
    said = [each.text() for each in screen.findChildren(QtWidgets.QLabel)]
    assert i18n.text("window.lock.told", password=RIGHT) in said
    leave = i18n.text("window.demo.leave")
    button = next(
        each
        for each in screen.findChildren(QtWidgets.QPushButton)
        if each.accessibleName() == leave
    )
    button.click()
    assert gone == ["out"]
    made.close()


def test_nothing_is_said_of_the_desk_before_it_is_known(qtbot: QtBot) -> None:
    made = Foot("刘站长")
    qtbot.addWidget(made)
    made.show()
    assert not made.link.isVisible()
    assert not made.backup.isVisible()
    made.show_health(window.Health(is_single=True))
    assert made.link.isVisible()
    assert made.backup.text() == i18n.text(
        "window.foot.backup", when=i18n.text("window.foot.never")
    )
