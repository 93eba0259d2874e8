"""The frame: every page by key, search, undo, notices, lock; whole on the smallest screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import config, errors
from gigdesk.actions import office
from gigdesk.actions.desk import Done
from gigdesk.gui import dialogs, jobs, theme, window
from gigdesk.gui.window import keys
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    bring_up,
    child,
    over_all_steps,
    press,
    say,
    type_keys,
)
from tests.gui.kit import gallery
from tests.gui.kit.checks import SMALL

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.tasks import Tasks

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_ALT = QtCore.Qt.KeyboardModifier.AltModifier
RIGHT = "right password"


def unlock(_desk: Any, password: str) -> None:
    if password != RIGHT:
        raise errors.WrongPassword("window.error.refused")


def take_back(undone: list[Any], number: int) -> office.undo.Undone:
    """Note an undo and answer as the desk does for an import."""
    undone.append(number)
    done = Done(number, "office.undo", frozenset())
    return office.undo.Undone(
        done, "workers.import", number, {"worker": 3}, {"worker": 1}, [], 2, "石桥村.xlsx"
    )


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the numbers taken back: the desk of these tests is a list of people without acts."""
    found: list[Any] = []
    monkeypatch.setattr(office.undo, "undo", lambda _desk, number, **_: take_back(found, number))
    return found


@pytest.fixture
def last() -> list[window.Undoable | None]:
    return [window.Undoable(9, "登记人员", "今天 10:42", "刘站长", "W12 王建国")]


@pytest.fixture
def frame(
    qtbot: QtBot,
    runner: Tasks[Any],
    settings: config.Settings,
    last: list[window.Undoable | None],
) -> window.Window:
    hooks = window.Hooks(
        search=gallery.search,
        undoables=lambda _desk: [window.Undoable(7, "导入名册（812 人）", "今天 09:12")],
        newest=lambda _desk: last[0],
        health=lambda _desk: window.Health(unsent=3, conflicts=2, backup="今天 08:00"),
        unlock=unlock,
        state_pages=(("conflicts", "settings"),),
    )
    made = window.Window(runner, gallery.PAGES, hooks, user="刘站长", settings=settings)
    made.may_close = True
    made.resize(1100, 640)
    bring_up(qtbot, made)
    return made


def test_pages_are_built_when_they_are_first_opened(frame: window.Window) -> None:
    assert frame.page("people") is None
    page = frame.open("people")
    assert page is not None
    assert frame.open("home") is not page
    assert frame.open("people") is page
    assert frame.open("no such page") is None


def test_alt_and_a_digit_open_a_page(frame: window.Window) -> None:
    press(frame, _Key.Key_4, _ALT)
    assert child(frame, gallery.GridPage).isVisible()
    assert frame.head.title.text() == "考勤"
    assert frame.nav._buttons["grid"].isChecked()


def test_search_opens_the_first_find_on_enter_even_before_it_is_there(
    qtbot: QtBot, frame: window.Window
) -> None:
    frame.open("people")
    frame.open("home")
    press(frame, _Key.Key_K, _CTRL)
    assert frame.head.search.hasFocus()
    say(frame.head.search, "王")
    with qtbot.waitSignal(frame._search.opened) as opened:
        press(frame.head.search, _Key.Key_Return)
    assert opened.args[0] == "people"
    assert frame.head.title.text() == "人员"
    assert frame._search.isHidden()
    assert not frame.head.search.text()


def test_finds_are_grouped_walked_by_arrows_and_left_by_escape(
    qtbot: QtBot, frame: window.Window
) -> None:
    frame.head.search.setFocus()
    say(frame.head.search, "王")
    qtbot.waitUntil(frame._search.isVisible)
    rows = [frame._search.item(row).text() for row in range(frame._search.count())]
    assert rows[0].startswith("人员")
    assert any(row.startswith("批次") for row in rows)
    assert frame._search.currentRow() == 1
    press(frame.head.search, _Key.Key_Up)
    assert frame._search.currentRow() == 1
    for _ in range(len(rows)):
        press(frame.head.search, _Key.Key_Down)
    assert frame._search.currentRow() == len(rows) - 1
    press(frame.head.search, _Key.Key_Escape)
    assert frame._search.isHidden()
    assert not frame.head.search.text()


def test_the_status_bar_shows_the_state_and_leads_to_its_page(
    qtbot: QtBot, frame: window.Window
) -> None:
    qtbot.waitUntil(lambda: "3" in frame.foot.unsent.text())
    assert "2" in frame.foot.conflicts.text()
    assert "08:00" in frame.foot.backup.text()
    frame.foot.conflicts.click()
    assert frame.head.title.text() == "设置"


def test_letters_grow_and_shrink_by_key_and_are_remembered(
    qtbot: QtBot, frame: window.Window
) -> None:
    press(frame, _Key.Key_Equal, _CTRL)
    press(frame, _Key.Key_Equal, _CTRL)
    qtbot.waitUntil(lambda: theme.step() == 3)
    assert config.load_settings().font_step == 3
    press(frame, _Key.Key_Minus, _CTRL)
    qtbot.waitUntil(lambda: theme.step() == 2)
    keys.set_dark(frame, dark=True)
    assert config.load_settings().dark
    keys.set_dark(frame, dark=False)


def test_a_notice_offers_its_way_back_and_is_kept(frame: window.Window) -> None:
    back: list[int] = []
    frame.say("已登记 王建国", undo=lambda: back.append(1))
    notice = frame.notices.current
    assert notice is not None
    assert notice.isVisible()
    buttons = notice.findChildren(QtWidgets.QPushButton)
    buttons[0].click()
    assert back == [1]
    assert frame.notices.history[0] == ("已登记 王建国", "ok")


def test_undo_says_what_it_will_undo_before_it_does(
    qtbot: QtBot, frame: window.Window, undone: list[Any]
) -> None:
    press(frame, _Key.Key_Z, _CTRL | _ALT)
    qtbot.waitUntil(lambda: frame.head.undo.findChild(QtWidgets.QMenu) is not None)
    menu = child(frame.head.undo, QtWidgets.QMenu)
    menu.actions()[0].trigger()
    dialog = child(frame, dialogs.Dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QtWidgets.QLabel))
    assert "导入名册（812 人）" in words
    dialog.accept()
    qtbot.waitUntil(lambda: undone == [7])
    words = "已撤销导入“石桥村.xlsx”：移除 3 人，恢复 1 人。另有 2 处后来改过，保持不动。"
    qtbot.waitUntil(lambda: [told for told, _ in frame.notices.history][:1] == [words])


def said(dialog: dialogs.Dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QtWidgets.QLabel))


def test_ctrl_z_offers_exactly_what_was_done_last(
    qtbot: QtBot, frame: window.Window, undone: list[Any]
) -> None:
    press(frame, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: bool(frame.findChildren(dialogs.Dialog)))
    dialog = child(frame, dialogs.Dialog)
    for words in ("登记人员", "W12 王建国", "今天 10:42", "刘站长", "第 9 号"):
        assert words in said(dialog)
    dialog.accept()
    qtbot.waitUntil(lambda: undone == [9])


def test_what_cannot_be_undone_is_named_and_leads_to_the_older_ones(
    qtbot: QtBot, frame: window.Window, undone: list[Any], last: list[window.Undoable | None]
) -> None:
    last[0] = window.Undoable(9, "登记返回", "今天 10:42", "刘站长", "B3", "这批人已经返回。")
    press(frame, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: bool(frame.findChildren(dialogs.Dialog)))
    dialog = child(frame, dialogs.Dialog)
    assert "登记返回" in said(dialog)
    assert "这批人已经返回。" in said(dialog)
    dialog.accept()
    qtbot.waitUntil(lambda: frame.head.undo.findChild(QtWidgets.QMenu) is not None)
    assert undone == []
    child(frame.head.undo, QtWidgets.QMenu).close()


def test_a_notice_never_lies_over_a_button(qtbot: QtBot, frame: window.Window) -> None:
    button = QtWidgets.QPushButton("保存", frame)
    button.setGeometry(300, frame.height() - 90, 300, 40)
    button.show()
    frame.say("已登记")
    notice = frame.notices.current
    assert notice is not None
    qtbot.waitUntil(lambda: not notice.geometry().intersects(button.geometry()))
    assert notice.geometry().top() > 0


def test_the_lock_screen_covers_everything_until_the_password_is_right(
    qtbot: QtBot, frame: window.Window
) -> None:
    other = QtWidgets.QDialog()
    qtbot.addWidget(other)
    other.show()
    frame.lock()
    screen = frame.locker.screen
    assert screen is not None
    assert screen.geometry() == frame.rect()
    assert not other.isVisible()
    type_keys(screen.password, "wrong")
    press(screen.password, _Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen._words.text()))
    screen.password.setText(RIGHT)
    press(screen.password, _Key.Key_Return)
    qtbot.waitUntil(lambda: frame.locker.screen is None)
    assert other.isVisible()


def test_somebody_else_may_sign_in_at_the_lock_screen(
    qtbot: QtBot, runner: Tasks[Any], settings: config.Settings
) -> None:
    begun: list[Any] = []
    hooks = window.Hooks(unlock=unlock, begin_again=begun.append)
    made = window.Window(runner, gallery.PAGES, hooks, user="刘站长", settings=settings)
    made.may_close = True
    bring_up(qtbot, made)
    made.lock()
    assert made.locker.screen is not None
    held = threading.Event()
    runner.do(lambda _desk, _progress: held.wait(), owner=made, title="导入")
    buttons = made.locker.screen.findChildren(QtWidgets.QAbstractButton)
    other = next(each for each in buttons if "换人登录" in each.text())
    other.click()
    assert begun == []
    held.set()
    qtbot.waitUntil(lambda: not runner.busy())
    other.click()
    assert begun == [None]


def test_what_is_typed_while_saving_waits_behind_the_lock_too(
    qtbot: QtBot, frame: window.Window
) -> None:
    page: Any = frame.open("form")
    page.form.show_values({"docno": "430101199003071126", "name": "王建国", "village": "石桥村"})
    gate = threading.Event()
    frame.tasks.do(lambda _desk, _progress: gate.wait(30), owner=frame)
    page.form.save_and_new()
    type_keys(page.form.boxes["name"].editor.target(), "4301")
    frame.lock()
    gate.set()
    qtbot.waitUntil(lambda: not page.form._foot.is_busy)
    assert frame.locker.screen is not None
    frame.locker.screen.password.setText(RIGHT)
    press(frame.locker.screen.password, _Key.Key_Return)
    qtbot.waitUntil(lambda: page.form.values()["docno"] == "4301")


def test_idling_locks_and_touching_puts_it_off(qtbot: QtBot, frame: window.Window) -> None:
    assert frame.idle is not None
    frame.idle._timer.setInterval(300)
    frame.idle._timer.start()
    window_handle = frame.windowHandle()
    frame.idle._follow(window_handle)
    qtbot.wait(200)
    press(window_handle, _Key.Key_Shift)
    qtbot.wait(200)
    assert frame.locker.screen is None
    qtbot.waitUntil(lambda: frame.locker.screen is not None)


def test_a_page_with_changes_can_keep_the_user(frame: window.Window) -> None:
    page = frame.open("people")
    page.may_leave = lambda: False  # type: ignore[union-attr]
    assert frame.open("home") is None
    assert frame.head.title.text() == "人员"
    page.may_leave = lambda: True  # type: ignore[union-attr]
    assert frame.open("home") is not None


def test_pages_out_of_sight_are_refreshed_after_a_write_when_they_come_back(
    qtbot: QtBot, frame: window.Window
) -> None:
    page: Any = frame.open("people")
    calls: list[int] = []
    page.refresh = lambda: calls.append(1)
    frame.open("home")
    with qtbot.waitSignal(frame.tasks.wrote):
        frame.tasks.do(lambda _desk, _progress: None, owner=frame)
    frame.open("people")
    frame.open("home")
    frame.open("people")
    assert calls == [1]


def test_closing_is_left_to_whoever_opened_the_desk(qtbot: QtBot, frame: window.Window) -> None:
    frame.may_close = False
    with qtbot.waitSignal(frame.close_wanted):
        frame.close()
    assert frame.isVisible()
    frame.may_close = True


def test_the_jobs_list_shows_running_jobs_and_stops_them(
    qtbot: QtBot, frame: window.Window
) -> None:
    def work(_desk: Any, progress: Any) -> None:
        for number in range(10_000):
            pause.wait(0.005)
            progress.step(number, 10_000)

    pause = threading.Event()
    job = frame.tasks.do(work, owner=frame, title="导入名册")
    qtbot.waitUntil(lambda: job.count > 0)
    dialog = jobs.open_jobs(frame, frame.tasks, frame.notices.history)
    row = child(dialog, jobs.JobRow)
    assert_everything_named(dialog)
    assert_nothing_clipped(dialog)
    row.stop.click()
    qtbot.waitUntil(lambda: job.is_over)
    assert "取消" in jobs.state_words(job)
    dialog.accept()


@pytest.mark.parametrize("size", [(880, 440), (911, 494), (911, 512), (1093, 614), (1366, 768)])
def test_the_frame_is_whole_on_every_screen_in_every_step(
    qtbot: QtBot, frame: window.Window, size: tuple[int, int], qapp: QtWidgets.QApplication
) -> None:
    assert qtbot
    frame.show_demo(demo=True)
    for step in range(len(theme.STEPS)):
        theme.use(qapp, step=step)
        frame.resize(*size)
        for name in ("home", "people", "form", "grid", "empty"):
            frame.open(name)
            qtbot.wait(20)
            assert frame.size() == QtCore.QSize(*size)
            assert_nothing_clipped(frame)


def test_everything_in_the_frame_is_named(frame: window.Window) -> None:
    for name in ("home", "people", "form", "grid"):
        frame.open(name)
    assert_everything_named(frame)


def test_the_list_of_keys_and_the_questions_fit_in_every_step(
    qtbot: QtBot, frame: window.Window
) -> None:
    assert qtbot
    frame.resize(*SMALL)
    keys.show_keys(frame)
    dialog = child(frame, dialogs.Dialog)
    over_all_steps(frame, lambda: assert_nothing_clipped(dialog))
    assert dialog.height() <= dialogs.TALLEST
    dialog.accept()
