"""Batches for the tests of their pages: planned, and opened in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.gui.dispatch.batch import BatchPage
from gigdesk.gui.dispatch.page import BatchesPage
from gigdesk.gui.dispatch.paste import PastePage
from gigdesk.store import workers
from tests.gui.rooms import rows
from tests.workforce import add_order

if TYPE_CHECKING:
    import datetime

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def plan(desk: Desk, people: list[bytes], on: datetime.date | None = None) -> bytes:
    day = on or desk.clock.today()
    order = add_order(desk, from_day=day.isoformat())
    planned = dispatch.plan(desk, order_id=order, depart_on=day, confirmed=batches.DOUBTS)
    if people:
        assert all(
            one.done for one in dispatch.add_members(desk, batch_id=planned.id, people=people)[0]
        )
    return planned.id


def opened(qtbot: QtBot, frame: Window, batch_id: bytes) -> tuple[BatchesPage, BatchPage]:
    page = frame.open("dispatch", batch_id)
    assert isinstance(page, BatchesPage)
    top = page.top
    assert isinstance(top, BatchPage)
    qtbot.waitUntil(lambda: bool(top.row))
    return page, top


def namesakes(desk: Desk, people: list[bytes], name: str = "李秋芳") -> str:
    """Let people have one name, and return it."""
    with desk.doing("workers.correct"):
        for each in people:
            workers.people.change(desk.store, each, {"name": name})
    return name


def pasting(qtbot: QtBot, frame: Window, batch_id: bytes, text: str, *said: str) -> Any:
    """Open a batch and paste a list; return the page once its lines say so."""
    page, top = opened(qtbot, frame, batch_id)
    top.deeds.paste()
    made: Any = page.top
    assert isinstance(made, PastePage)
    made.text.setPlainText(text)
    qtbot.waitUntil(lambda: [row["match"] for row in rows(made.list)] == list(said))
    return made
