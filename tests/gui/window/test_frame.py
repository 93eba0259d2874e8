"""The frame: what is half filled in is asked about before anything takes its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import dialogs, folder, letters, theme
from gigdesk.gui.window import keys
from tests.architecture.reading import ROOT
from tests.gui.conftest import child, over_all_steps, press, say, type_keys
from tests.gui.kit.checks import SMALL
from tests.workforce import add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_record_on_the_same_page_does_not_throw_away_a_half_filled_form(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    page: Any = frame.open("orders")
    page.add_order()
    made = page.top.form
    say(made.boxes["trade"].editor.target(), "半填的内容")
    assert frame.open("orders", order) is None
    asked = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(asked, dialogs.Dialog)
    asked.reject()
    assert page.top.form is made
    assert made.values()["trade"] == "半填的内容"
    made.show_values({})
    frame.open("orders", order)
    qtbot.waitUntil(lambda: page.top is not made)


def test_a_page_is_come_back_to_as_it_was_left(qtbot: QtBot, frame: Window) -> None:
    page: Any = frame.open("orders")
    page.add_order()
    form = page.top.form
    qtbot.waitUntil(lambda: form.boxes["place"].editor.target().isVisible())
    form.boxes["place"].editor.target().setFocus()
    title = frame.head.title.text()
    frame.open("attendance")
    assert frame.head.title.text() != title
    frame.open("workers")
    frame.open("orders")
    assert page.top.form is form
    assert frame.head.title.text() == title
    assert frame.windowTitle().startswith(title)
    assert QtWidgets.QApplication.focusWidget() is form.boxes["place"].editor.target()
    type_keys(form.boxes["place"].editor.target(), "ab")
    assert form.values()["place"] == "ab"


def test_a_page_that_asks_anew_leaves_the_title_of_the_one_before_alone(frame: Window) -> None:
    frame.open("home")
    home = frame.head.title.accessibleName()
    frame.open("workers")
    frame.open("home")
    frame.tasks.wrote.emit(None)
    frame.open("workers")
    assert frame.head.title.accessibleName() != home
    frame.open("home")
    assert frame.head.title.accessibleName() == home
    assert frame.windowTitle().startswith(home)


def test_an_answer_that_comes_late_gives_its_title_to_its_own_page(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    person = add_person(desk, 1, name="王小兰")
    frame.open("home")
    home = frame.head.title.accessibleName()
    frame.open("workers", person)
    frame.open("home")
    page: Any = frame.built["workers"]
    qtbot.waitUntil(lambda: page.top.person is not None)
    assert frame.head.title.accessibleName() == home
    frame.open("workers")
    assert frame.head.title.accessibleName() == "王小兰"


def test_a_page_that_an_answer_opens_asks_anew_for_what_was_written(
    qtbot: QtBot, frame: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.open("intake", "inbox")
    asked: list[int] = []
    monkeypatch.setattr(frame.built["intake"], "refresh", lambda: asked.append(1))
    frame.open("workers")
    opened: list[object] = []
    frame.tasks.do(
        lambda _desk, _progress: None,
        lambda _done: opened.append(frame.open("intake", "inbox")),
        owner=frame,
    )
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert asked


def test_each_purpose_begins_in_the_folder_chosen_last_for_it(
    frame: Window, tmp_path: Path
) -> None:
    documents = folder.last(frame, "backup")
    folder.remember(frame, "attendance", tmp_path)
    assert folder.last(frame, "attendance") == str(tmp_path)
    assert folder.last(frame, "backup") == documents
    folder.remember(frame, "attendance", tmp_path / "gone")
    assert folder.last(frame, "attendance") == documents


def test_the_list_of_keys_is_read_by_the_keyboard_where_it_is_longer_than_its_window(
    frame: Window,
) -> None:
    frame.resize(*SMALL)
    keys.show_keys(frame)
    dialog = child(frame, dialogs.Dialog)
    bar = dialog.findChildren(QtWidgets.QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() > 0
    close = dialog.findChildren(QtWidgets.QPushButton)[-1]
    press(close, QtCore.Qt.Key.Key_Down)
    assert 0 < bar.value() < bar.maximum()
    press(close, QtCore.Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    press(close, QtCore.Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    dialog.accept()


def test_a_dialog_uses_the_height_of_a_large_window(qtbot: QtBot, frame: Window) -> None:
    frame.resize(1366, 768)
    keys.show_keys(frame)
    dialog = child(frame, dialogs.Dialog)
    bar = dialog.findChildren(QtWidgets.QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert dialogs.TALLEST < dialog.height() <= frame.height()
    dialog.accept()


def test_quick_presses_for_the_letters_are_laid_out_and_kept_once(
    qtbot: QtBot, qapp: QtWidgets.QApplication, frame: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctrl, changes = QtCore.Qt.KeyboardModifier.ControlModifier, list[int]()
    whole = theme.use

    def use(app: QtWidgets.QApplication, *, step: int, dark: bool) -> None:
        changes.append(step)
        whole(app, step=step, dark=dark)

    monkeypatch.setattr(theme, "use", use)
    keys.set_step(frame, theme.STANDARD)
    changes.clear()
    for key in (QtCore.Qt.Key.Key_Equal,) * 2 + (QtCore.Qt.Key.Key_Minus,) * 2:
        press(frame, key, ctrl)
    qtbot.wait(letters.SOON_MS * 2)
    assert not changes
    for _ in range(9):
        press(frame, QtCore.Qt.Key.Key_Equal, ctrl)
    qtbot.waitUntil(lambda: theme.step() == len(theme.STEPS) - 1)
    assert changes == [len(theme.STEPS) - 1]
    assert frame.settings.font_step == len(theme.STEPS) - 1
    keys.set_step(frame, theme.STANDARD)
    assert qapp.styleSheet()


def test_the_key_of_a_page_is_no_text_while_a_dialog_is_open(qtbot: QtBot, frame: Window) -> None:
    dialog = dialogs.Dialog(frame, "x")
    one, many = QtWidgets.QLineEdit("abc"), QtWidgets.QPlainTextEdit("abc")
    dialog.body.addWidget(one)
    dialog.body.addWidget(many)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    for field in (one, many):
        field.setFocus()
        field.selectAll()
        for key in (QtCore.Qt.Key.Key_8, QtCore.Qt.Key.Key_0):
            press(dialog.windowHandle(), key, QtCore.Qt.KeyboardModifier.AltModifier)
            press(field, key, QtCore.Qt.KeyboardModifier.AltModifier)
    assert (one.text(), many.toPlainText()) == ("abc", "abc")
    press(many, QtCore.Qt.Key.Key_8)
    assert many.toPlainText() == "8"
    dialog.reject()


def test_the_banner_of_the_demonstration_begins_where_the_title_does(
    qtbot: QtBot, frame: Window
) -> None:
    frame.show_demo(demo=True)
    words = next(one for one in frame._banner.findChildren(QtWidgets.QLabel) if one.text())
    qtbot.waitUntil(words.isVisible)
    start = QtCore.QPoint(0, 0)

    def begin_at_one_place() -> bool:
        return words.mapTo(frame, start).x() == frame.head.title.mapTo(frame, start).x()

    qtbot.waitUntil(begin_at_one_place)
    over_all_steps(frame, lambda: qtbot.waitUntil(begin_at_one_place))


def test_no_page_takes_a_key_that_the_window_has_for_itself(frame: Window) -> None:
    """Of two that want the same keys neither gets them: nothing happens at all."""
    own = {
        each.key().toString()
        for each in frame.findChildren(
            QtGui.QShortcut, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly
        )
    }
    assert {"Ctrl+L", "Ctrl+F", "Alt+1"} <= own
    wanted = re.compile(r'(?:on_key\([^"]*?|KEYS = )"((?:Ctrl|Alt|Shift|F\d)[^"]*)"')
    pages = [
        (file.name, keys_)
        for file in (ROOT / "gigdesk" / "gui").rglob("*.py")
        if file.parent.name != "window"
        for keys_ in wanted.findall(file.read_text(encoding="utf-8"))
    ]
    assert ("order.py", "Ctrl+B") in pages
    assert not [each for each in pages if each[1] in own]
