"""One sitting after another: somebody else signs in, or comes in by the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import entry, session
from tests.gui.kit.sitting import House, sign_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_nobody_is_chosen_beforehand_where_another_user_is_to_sign_in(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    frame = sign_in(qtbot, sitting)
    first = sitting.entry
    house.logins.append("王芳")
    assert frame.hooks.begin_again is not None
    frame.hooks.begin_again(None)
    qtbot.waitUntil(lambda: sitting.entry is not first and sitting.entry is not None)
    assert house.left == 1
    entry: Any = sitting.entry
    qtbot.waitUntil(lambda: entry.user.count() > 0)
    assert entry.name() == ""
    assert entry.user.hasFocus() or entry.focusWidget() in (entry.user, entry.user.lineEdit())


def test_a_backup_that_fails_as_another_user_comes_is_told_at_the_sign_in(
    qtbot: QtBot, sitting: session.Session, house: House
) -> None:
    frame = sign_in(qtbot, sitting)
    first = sitting.entry
    house.fails = True
    assert frame.hooks.begin_again is not None
    frame.hooks.begin_again(None)
    qtbot.waitUntil(lambda: sitting.entry is not first and sitting.entry is not None)
    entered: Any = sitting.entry

    def told() -> list[str]:
        return [each.text() for each in entered.findChildren(QtWidgets.QLabel)]

    qtbot.waitUntil(lambda: i18n.text("window.leaving.no_room") in told())


def test_who_came_in_by_the_recovery_code_is_told_what_has_changed(
    qtbot: QtBot, sitting: session.Session
) -> None:
    sitting.start("刘站长")
    entered = sitting.entry
    assert isinstance(entered, entry.SignIn)
    entered.forgot.click()
    entered.code.setText("ABCD" * 8)
    for line in (entered.fresh, entered.again):
        line.setText("a new one")
    entered.try_in()
    qtbot.waitUntil(lambda: sitting.window is not None)
    assert sitting.window is not None
    assert sitting.window.notices.history[0][0] == i18n.text("window.entry.recovered")
