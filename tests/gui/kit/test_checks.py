"""The checkers find what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.gui import fields, parts
from gigdesk.gui.fields import Field, Kind, Option
from gigdesk.gui.window.head import Elided, Title
from tests.gui.kit import checks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_words_that_are_cut_off_are_found(qtbot: QtBot) -> None:
    label = parts.label("一行放不下的很长的说明文字")
    holder = parts.panel(parts.across(label))
    qtbot.addWidget(holder)
    holder.show()
    checks.assert_nothing_clipped(holder)
    label.setFixedWidth(30)
    assert "words" in checks.clipped(holder)[0]


def test_a_button_outside_its_parent_is_found(qtbot: QtBot) -> None:
    holder = QtWidgets.QWidget()
    qtbot.addWidget(holder)
    holder.resize(100, 60)
    button = parts.button("保存", "device-floppy")
    button.setParent(holder)
    button.move(80, 10)
    holder.show()
    with pytest.raises(AssertionError):
        checks.assert_nothing_clipped(holder)


def test_what_scroll_bars_reach_is_not_clipped(qtbot: QtBot) -> None:
    inner = parts.panel(parts.down(*(parts.label(f"第 {number} 行") for number in range(40))))
    area = parts.scroll(inner)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    checks.assert_nothing_clipped(area)


def test_a_nameless_input_is_found(qtbot: QtBot) -> None:
    line = QtWidgets.QLineEdit()
    holder = parts.panel(parts.across(line))
    qtbot.addWidget(holder)
    with pytest.raises(AssertionError):
        checks.assert_everything_named(holder)
    line.setAccessibleName("姓名")
    checks.assert_everything_named(holder)


def _shown(qtbot: QtBot, widget: QtWidgets.QWidget, wide: int, high: int = 60) -> QtWidgets.QWidget:
    """Show a widget that has exactly this room in a window of its own."""
    holder = QtWidgets.QWidget()
    qtbot.addWidget(holder)
    holder.resize(600, 200)
    widget.setParent(holder)
    widget.setGeometry(0, 0, wide, high)
    holder.show()
    return holder


def test_a_line_that_ends_in_dots_is_found(qtbot: QtBot) -> None:
    title = Elided()
    holder = _shown(qtbot, title, 60)
    title.say("阿依古丽·买买提依明")
    assert "shows only" in checks.clipped(holder)[0]
    title.setGeometry(0, 0, 400, 60)
    checks.assert_nothing_clipped(holder)


def test_a_title_on_two_lines_is_whole_and_one_on_too_many_is_found(
    qtbot: QtBot,
) -> None:
    title = Title()
    holder = _shown(qtbot, title, 120)
    title.say("阿依古丽·买买提依明")
    assert "\n" in title.text()
    checks.assert_nothing_clipped(holder)
    title.setGeometry(0, 0, 30, 60)
    assert checks.clipped(holder)


def test_a_title_that_its_box_cuts_off_is_found(qtbot: QtBot) -> None:
    holder = _shown(qtbot, parts.label("人员名单", "title"), 200, 8)
    assert "high" in checks.clipped(holder)[0]


def test_a_picker_whose_choice_does_not_fit_is_found(qtbot: QtBot) -> None:
    named = "城镇居民基本医疗保险"
    field = Field("kind", "workers.field.name", Kind.CHOICE, options=(Option("1", named),))
    picker = fields.make(field, None)
    assert isinstance(picker, QtWidgets.QLineEdit)
    holder = _shown(qtbot, picker, 100)
    picker.set_value("1")
    assert named in checks.clipped(holder)[0]
    picker.setGeometry(0, 0, 400, 60)
    checks.assert_nothing_clipped(holder)


def test_a_box_and_a_tab_that_cut_their_words_are_found(qtbot: QtBot) -> None:
    box = QtWidgets.QComboBox()
    box.addItem("全部类别和全部状态的行")
    holder = _shown(qtbot, box, 70)
    assert "wide in" in checks.clipped(holder)[0]
    bar = QtWidgets.QTabBar()
    bar.setElideMode(QtCore.Qt.TextElideMode.ElideRight)
    bar.setUsesScrollButtons(False)
    for at in range(4):
        bar.addTab(f"第 {at} 张很长的工作表名称")
    assert "tab" in checks.clipped(_shown(qtbot, bar, 200))[0]


def test_what_no_scroll_bar_reaches_is_found(qtbot: QtBot) -> None:
    inner = parts.label("一行放不下的很长的说明文字")
    inner.setMinimumWidth(400)
    area = parts.scroll(inner)
    holder = _shown(qtbot, area, 200, 100)
    checks.assert_nothing_clipped(holder)
    area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert "without a bar" in checks.clipped(holder)[0]
