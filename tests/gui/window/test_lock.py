"""The lock screen: nothing is seen, reached or lost behind it, whatever arrives meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.gui import dialogs, theme
from gigdesk.gui.window import keys
from tests.gui.conftest import press, say, type_keys
from tests.gui.frames import quiet
from tests.gui.rooms import to_front
from tests.gui.workers.people_frame import ZHOU, register
from tests.making import PASSWORD

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
NAME = "周桂香"


@pytest.fixture
def zhou(desk: Desk) -> bytes:
    return register(desk, ZHOU, NAME, phone="13870001234")


@pytest.fixture
def locked(qtbot: QtBot, frame: Window, zhou: bytes) -> Window:
    """Return the window with the list of people open, locked."""
    assert zhou
    page: Any = frame.open("workers")
    qtbot.waitUntil(lambda: page.list.model.row(0) is not None)
    press_there(frame, "Ctrl+L")
    assert frame.locker.is_locked
    return frame


def press_there(frame: Window, keys_: str) -> None:
    """Press keys as the system hands them over: in the window that has the keyboard."""
    handle = QtGui.QGuiApplication.focusWindow() or frame.windowHandle()
    sequence: Any = QtGui.QKeySequence(keys_)
    one = sequence[0]
    press(handle, one.key(), one.keyboardModifiers())


def seen(frame: Window) -> list[QtWidgets.QWidget]:
    """Return everything in sight besides the lock screen."""
    screen = frame.locker.screen
    assert screen is not None
    tops = [each for each in QtWidgets.QApplication.topLevelWidgets() if each is not frame]
    parts = [each for each in frame.children() if isinstance(each, QtWidgets.QWidget)]
    return [each for each in (*tops, *parts) if each.isVisible() and each is not screen]


def unlock(qtbot: QtBot, frame: Window) -> None:
    """Type the password and wait until the window is open."""
    screen = frame.locker.screen
    assert screen is not None
    screen.password.clear()
    type_keys(screen.password, PASSWORD)
    press(screen.password, _Key.Key_Return)
    qtbot.waitUntil(lambda: not frame.locker.is_locked)


def every_key() -> list[str]:
    found = ["F8", "Return", "Space", "Down"]
    for said, _words in keys._known():
        for one in said.replace(" … 9", "").split(" / "):
            numbers = "123456789" if one.startswith("Alt+1") else ""
            found += [f"Alt+{number}" for number in numbers] or [one]
    return found


def test_no_key_reaches_anything_behind_the_lock(qtbot: QtBot, desk: Desk, locked: Window) -> None:
    screen, step, title = locked.locker.screen, theme.step(), locked.head.title.text()
    assert screen is not None
    acts = len(office.history.acts(desk, limit=50))
    for one in every_key():
        press_there(locked, one)
        qtbot.wait(10)
        assert screen.isAncestorOf(QtWidgets.QApplication.focusWidget() or locked), one
        assert seen(locked) == [], one
    press_there(locked, "Return")
    qtbot.wait(400)
    assert seen(locked) == []
    assert (theme.step(), locked.head.title.text()) == (step, title)
    assert len(office.history.acts(desk, limit=50)) == acts
    unlock(qtbot, locked)


def test_what_a_key_asked_for_before_the_lock_does_not_come_up_over_it(
    qtbot: QtBot, locked: Window
) -> None:
    unlock(qtbot, locked)
    page: Any = locked.page("workers")
    page.list.table.setFocus()
    gate = threading.Event()
    locked.tasks.ask(lambda _desk: gate.wait(5), lambda _answer: None, owner=locked)
    press_there(locked, "Ctrl+Z")
    press_there(locked, "Ctrl+Alt+Z")
    press_there(locked, "Ctrl+L")
    gate.set()
    quiet(qtbot, locked.tasks)
    assert seen(locked) == []
    unlock(qtbot, locked)
    dialog = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(dialog, dialogs.Dialog)
    dialog.reject()


def test_notices_wait_until_the_window_is_open_again(qtbot: QtBot, locked: Window) -> None:
    unlock(qtbot, locked)
    locked.say("备份好了")
    locked.lock()
    assert seen(locked) == []
    locked.say(f"已登记 {NAME}")
    qtbot.wait(50)
    assert seen(locked) == []
    unlock(qtbot, locked)
    notice = locked.notices.current
    assert notice is not None
    assert notice.accessibleName() == i18n.text(
        "window.notice.held", count=2, words=f"已登记 {NAME}"
    )


def test_what_has_to_be_read_waits_and_leaves_the_password_alone(
    qtbot: QtBot, locked: Window
) -> None:
    painted: list[bool] = []
    dialog = dialogs.say(locked, "登记", f"{NAME} 已经登记过。", "warning")
    handle = dialog.windowHandle()
    painted.append(handle is not None and handle.isVisible())
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert painted == [False]
    assert seen(locked) == []
    assert QtWidgets.QApplication.activeModalWidget() is None
    unlock(qtbot, locked)
    assert dialog.isVisible()
    assert dialog.windowHandle().isVisible()
    assert QtWidgets.QApplication.activeModalWidget() is dialog
    dialog.accept()


def test_the_title_of_the_window_tells_no_name(qtbot: QtBot, frame: Window, zhou: bytes) -> None:
    frame.open("workers", zhou)
    qtbot.waitUntil(lambda: NAME in frame.windowTitle())
    frame.lock()
    assert frame.windowTitle() == i18n.text("window.nav.brand")
    frame.set_title(NAME)
    assert NAME not in frame.windowTitle()
    unlock(qtbot, frame)
    assert NAME in frame.windowTitle()


def test_the_key_locks_while_dialogs_are_open_and_they_come_back_in_their_order(
    qtbot: QtBot, frame: Window, zhou: bytes
) -> None:
    page: Any = frame.open("workers")
    assert zhou
    qtbot.waitUntil(lambda: page.list.model.row(0) is not None)
    page.list.table.setFocus()
    form = dialogs.Dialog(frame, "新增")
    line = QtWidgets.QLineEdit()
    line.setAccessibleName("姓名")
    form.body.addWidget(line)
    form.open()
    line.setFocus()
    question = dialogs.ask(form, "放弃", "要放弃吗？", yes="放弃", then=lambda: None)
    qtbot.waitUntil(question.isActiveWindow)
    press_there(frame, "Ctrl+L")
    assert frame.locker.is_locked
    assert seen(frame) == []
    unlock(qtbot, frame)
    assert form.isVisible()
    assert QtWidgets.QApplication.activeModalWidget() is question
    assert frame.focusWidget() is page.list.table
    question.reject()
    assert QtWidgets.QApplication.activeModalWidget() is form
    form.accept()


def test_a_dialog_that_ended_meanwhile_stays_away_and_the_window_opens(
    qtbot: QtBot, frame: Window
) -> None:
    gone, done, closed = (dialogs.Dialog(frame, words) for words in ("甲", "乙", "丙"))
    for dialog in (gone, done, closed):
        dialog.show()
    frame.lock()
    shiboken6.delete(gone)
    done.accept()
    closed.close()
    unlock(qtbot, frame)
    assert not done.isVisible()
    assert not closed.isVisible()


def test_a_half_typed_word_stays_in_its_field(qtbot: QtBot, frame: Window) -> None:
    page: Any = frame.open("workers")
    page.add()
    qtbot.wait(50)
    to_front(qtbot, frame)
    field = page.top.form.boxes["name"].editor.target()
    field.setFocus()
    say(field, "周")
    preview = QtGui.QInputMethodEvent("gui'xiang", [])
    QtCore.QCoreApplication.sendEvent(field, preview)
    assert frame.idle is not None
    frame.idle.idled.emit()
    assert frame.locker.is_locked
    unlock(qtbot, frame)
    assert field.text() == "周gui'xiang"
    assert field.hasFocus()
    assert field.selectedText() == ""
    page.top.form.drafts.give_up()


def test_a_half_typed_word_in_a_dialog_stays_as_well(qtbot: QtBot, frame: Window) -> None:
    dialog = dialogs.Dialog(frame, "备注")
    box = QtWidgets.QPlainTextEdit()
    box.setAccessibleName("备注")
    dialog.body.addWidget(box)
    dialog.open()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    QtCore.QCoreApplication.sendEvent(box, QtGui.QInputMethodEvent("cai", []))
    press_there(frame, "Ctrl+L")
    unlock(qtbot, frame)
    assert box.toPlainText() == "cai"
    qtbot.waitUntil(box.hasFocus)
    dialog.accept()


def test_composing_puts_the_lock_off(qtbot: QtBot, frame: Window) -> None:
    assert frame.idle is not None
    frame.head.search.setFocus()
    frame.idle._timer.setInterval(400)
    frame.idle._timer.start()
    for typed in ("z", "zh", "zho", "zhou"):
        qtbot.wait(200)
        preview = QtGui.QInputMethodEvent(typed, [])
        QtCore.QCoreApplication.sendEvent(frame.head.search, preview)
    assert not frame.locker.is_locked
    qtbot.waitUntil(lambda: frame.locker.is_locked)
    frame.idle.set_minutes(0)
    unlock(qtbot, frame)


def test_closing_asks_for_the_password_first(qtbot: QtBot, locked: Window) -> None:
    asked: list[int] = []
    locked.close_wanted.connect(lambda: asked.append(1))
    locked.close()
    screen = locked.locker.screen
    assert screen is not None
    assert screen._words.text() == i18n.text("window.lock.close")
    assert asked == []
    unlock(qtbot, locked)
    locked.close()
    assert asked == [1]


def test_a_drop_down_list_is_closed_and_does_not_come_back(qtbot: QtBot, frame: Window) -> None:
    keys.letters_menu(frame)
    menu = QtWidgets.QApplication.activePopupWidget()
    assert menu is not None
    press_there(frame, "Ctrl+L")
    assert frame.locker.is_locked
    assert QtWidgets.QApplication.activePopupWidget() is None
    assert seen(frame) == []
    unlock(qtbot, frame)
    assert QtWidgets.QApplication.activePopupWidget() is None


def test_the_keyboard_comes_back_to_the_list(qtbot: QtBot, locked: Window, desk: Desk) -> None:
    unlock(qtbot, locked)
    page: Any = locked.page("workers")
    page.list.table.setFocus()
    locked.lock()
    unlock(qtbot, locked)
    assert page.list.table.hasFocus()
    assert workers.search.search(desk, "", limit=5)[0]["name"] == NAME


def test_a_choice_of_a_file_is_given_up_at_locking(qtbot: QtBot, frame: Window) -> None:
    QtCore.QTimer.singleShot(300, frame.lock)
    chosen = QtWidgets.QFileDialog.getExistingDirectory(frame, "备份")
    assert chosen == ""
    assert frame.locker.is_locked
    assert seen(frame) == []
    unlock(qtbot, frame)
    assert QtWidgets.QApplication.activeModalWidget() is None
