"""The search over all rooms: where typed digits are, and the way to everybody found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui.house import finding
from gigdesk.store import workers as rows
from tests.gui.rooms import add_people, desk
from tests.gui.whole import frame
from tests.workforce import add_person

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


def test_who_is_found_by_a_trade_or_a_certificate_is_told_so(desk: Desk) -> None:
    welder = add_person(desk, 31, name="赵一", trade="焊工")
    holder = add_person(desk, 32, name="钱二")
    workers.certificates.add_certificate(
        desk, worker_id=holder, values={"kind": "1", "trade": "焊工"}
    )
    rows.find.rebuild(desk.store)
    details = {hit.id: hit.detail for hit in finding.search(desk, "焊工")[0].hits}
    assert details.keys() == {welder, holder}
    assert details[welder].endswith("工种 焊工")
    assert "证书" in details[holder]
    assert all("焊工" not in hit.detail for hit in finding.search(desk, "赵一")[0].hits)
