"""What the law lets be is told after printing, once for all whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.actions import dispatch, orders
from gigdesk.domain.orders import relation
from gigdesk.gui.dispatch import asking
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HOURLY = {"employment_form": "part_time", "minutes_per_day": 240, "pay_cycle": "week"}


def test_hours_near_the_limit_and_answers_that_differ_are_told(desk: Desk, tmp_path: Path) -> None:
    order = add_order(desk, pay="hour:25", days_per_week=5, **HOURLY)  # type: ignore[arg-type]
    orders.answer(desk, order_id=order, answers=relation.read("222222"))
    batch = add_batch(desk, order, [add_person(desk, serial) for serial in (1, 2)])
    printed = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    near, differs = asking.looked_at(printed)
    assert all(one.name in near for one in printed.remarks)
    assert "20" in near
    assert "24" in near
    assert differs == i18n.text("batches_page.relation_differs")


def test_nothing_is_told_where_there_is_nothing_to_look_at(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    printed = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    assert asking.looked_at(printed) == []
