"""The checkers find what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtWidgets

from gigdesk.gui import parts
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
