"""The finds of the search above all pages are read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk.gui.window import Hit, HitGroup

if TYPE_CHECKING:
    from gigdesk.gui.window import Window


def test_the_end_of_a_find_is_in_sight_where_there_is_room(frame: Window) -> None:
    found: Any = frame._search
    frame.head.search.setText("0330")
    detail = "45  新建村  199****0362  432***********0330"
    hit = Hit("workers", b"1", "阿依古丽·热合曼", detail)
    found.show_groups([HitGroup("人员", "user", [hit])])
    row = found.visualItemRect(found.item(1))
    view = found.viewport().width()
    assert found.sizeHintForColumn(0) <= view
    assert row.right() <= view
    edge = found.mapTo(frame, QtCore.QPoint(found.width(), 0))
    assert edge.x() <= frame.width()
