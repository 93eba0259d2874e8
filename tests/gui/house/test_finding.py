"""The search over all rooms: where typed digits are, and the way to everybody found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui.house import finding
from tests.gui.rooms import add_people, desk
from tests.gui.whole import frame

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]


def test_a_search_says_where_the_typed_digits_are(desk: Desk) -> None:
    add_people(desk, 9)
    number = str(desk.store.value("SELECT doc_no FROM worker ORDER BY number LIMIT 1"))
    hidden, last = number[6:12], number[-4:]
    found = [hit for hit in finding.search(desk, hidden)[0].hits if isinstance(hit.id, bytes)]
    assert found
    assert all(i18n.text("home.find.hidden") in one.detail or hidden in one.detail for one in found)
    if last.isdigit():
        assert any(hit.detail.endswith(last) for hit in finding.search(desk, last)[0].hits)


def test_more_people_than_a_search_shows_are_one_line_away(desk: Desk, frame: Window) -> None:
    add_people(desk, 9, name="王小兰")
    last = finding.search(desk, "王小兰")[0].hits[-1]
    assert (last.page, last.id) == ("workers", ("search", "王小兰"))
    page: Any = frame.open(last.page, last.id)
    assert page.list.search.text() == "王小兰"
