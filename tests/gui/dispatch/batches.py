"""Batches for the tests of their pages: planned, and opened in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.gui.dispatch.batch import BatchPage
from gigdesk.gui.dispatch.page import BatchesPage
from tests.workforce import add_order

if TYPE_CHECKING:
    import datetime

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def plan(desk: Desk, people: list[bytes], on: datetime.date | None = None) -> bytes:
    day = on or desk.clock.today()
    order = add_order(desk, from_day=day.isoformat())
    planned = dispatch.plan(desk, order, depart_on=day, confirmed=batches.DOUBTS)
    if people:
        assert all(one.done for one in dispatch.add_members(desk, planned.id, people))
    return planned.id


def opened(qtbot: QtBot, frame: Window, batch_id: bytes) -> tuple[BatchesPage, BatchPage]:
    page = frame.open("dispatch", batch_id)
    assert isinstance(page, BatchesPage)
    top = page.top
    assert isinstance(top, BatchPage)
    qtbot.waitUntil(lambda: bool(top.row))
    return page, top
