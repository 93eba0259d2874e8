"""Columns that are not shown cost no layout, and stand right as soon as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.gui import theme
from tests.gui.kit import gallery, test_table

if TYPE_CHECKING:
    import pytest
    from PySide6 import QtWidgets
    from pytestqt.qtbot import QtBot

    from gigdesk.gui import table

listing = test_table.listing
KEYS = [column.key for column in gallery.COLUMNS]
PHONE = KEYS.index("phone")


def test_a_hidden_column_is_as_wide_as_its_letters_need_when_it_is_shown(
    qtbot: QtBot, listing: table.Listing, qapp: QtWidgets.QApplication
) -> None:
    shown, head = listing.table, listing.table.head
    before, high = shown.columnWidth(PHONE), shown.rowHeight(0)
    head.set_columns(KEYS, ["phone"])
    assert shown.isColumnHidden(PHONE)
    theme.use(qapp, step=3)
    qtbot.waitUntil(lambda: shown.rowHeight(0) > high)
    head.set_columns(KEYS, [])
    grown = shown.columnWidth(PHONE)
    assert grown > before
    assert not shown.isColumnHidden(PHONE)
    head.share()
    assert shown.columnWidth(PHONE) == grown


def test_a_column_that_stays_hidden_is_given_no_width(
    listing: table.Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, given = listing.table, set[int]()
    give = shown.setColumnWidth

    def noted(number: int, wide: int) -> None:
        given.add(number)
        give(number, wide)

    monkeypatch.setattr(shown, "setColumnWidth", noted)
    shown.head.set_columns(KEYS, ["phone", "village"])
    shown.resize(shown.width() - 100, shown.height())
    shown.head.share()
    assert given
    assert not {number for number in given if shown.isColumnHidden(number)}
