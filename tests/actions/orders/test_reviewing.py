from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, orders
from tests.workforce import FIRST, LABOUR, add_order, review_order

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

SINCE = datetime.date(2026, 1, 1)
ASKED = ("no_deposit", "no_papers_kept", "no_worker_fee", "pay_in_band")


def left(desk: Desk, order: bytes) -> list[str]:
    return [one.name for one in orders.review(desk, order) if not one.is_done]


def publish(desk: Desk, order: bytes) -> None:
    orders.set_state(desk, order_id=order, state="recruiting")


def band(desk: Desk, **more: Any) -> orders.Taken:
    fields = {"pay_kind": "day", "low_fen": 15_000, "high_fen": 20_000, "valid_from": "2026-01-01"}
    return orders.set_band(desk, fields={**fields, **more})


def test_an_order_is_public_only_once_its_review_is_done(desk: Desk) -> None:
    order = add_order(desk)
    assert left(desk, order) == list(ASKED)
    with pytest.raises(errors.Refused, match="not_reviewed") as refused:
        publish(desk, order)
    assert refused.value.params["count"] == 4
    orders.set_state(desk, order_id=order, state="review")
    orders.confirm(desk, order_id=order, points=ASKED[:3], by="赵经理")
    band(desk, trade="采棉")
    assert left(desk, order) == []
    publish(desk, order)
    told = [(one["before"], one["after"], one["staff_name"]) for one in orders.steps(desk, order)]
    assert told == [
        (None, "draft", "李站长"),
        ("draft", "review", "李站长"),
        ("review", "recruiting", "李站长"),
    ]
    said = next(one.said for one in orders.review(desk, order) if one.name == "no_deposit")
    assert said is not None
    assert (said.by, said.on) == ("赵经理", "2026-09-01")


def test_planning_a_batch_makes_a_reviewed_order_public_and_no_other(desk: Desk) -> None:
    order = add_order(desk)
    dispatch.plan(desk, order_id=order, depart_on=FIRST)
    assert orders.get_order(desk, order)["state"] == "draft"
    review_order(desk, order)
    dispatch.plan(desk, order_id=order, depart_on=FIRST)
    assert orders.get_order(desk, order)["state"] == "recruiting"


def test_a_confirmation_rests_on_what_the_order_said(desk: Desk) -> None:
    order = add_order(desk)
    review_order(desk, order)
    orders.change(desk, order_id=order, changes={"promise": "每人交押金200元"}, pay="day:120")
    assert left(desk, order) == ["no_deposit", "pay_in_band"]
    with pytest.raises(errors.Invalid, match="review_reason"):
        orders.confirm(desk, order_id=order, points=["no_deposit"])
    orders.confirm(desk, order_id=order, points=["no_deposit"], note="是餐卡押金，已改为不收")
    assert left(desk, order) == ["pay_in_band"]


def test_pay_below_the_minimum_wage_cannot_be_confirmed(desk: Desk) -> None:
    office.slots.set_rule(desk, rule_id="wage.minimum_month", value="2000", valid_from=SINCE)
    order = add_order(desk, pay="day:90", **LABOUR)
    with pytest.raises(errors.Refused, match="review_mend"):
        orders.confirm(desk, order_id=order, points=["pay_in_band"], note="双方同意")
    orders.change(desk, order_id=order, changes={}, pay="day:92")
    orders.confirm(desk, order_id=order, points=["pay_in_band"])
    office.slots.set_rule(
        desk, rule_id="wage.minimum_month", value="2100", valid_from=FIRST, region="4306"
    )
    assert "pay_in_band" in left(desk, order)


def test_the_longest_pay_cycle_follows_form_and_dated_rule(desk: Desk) -> None:
    part_time: dict[str, Any] = {"employment_form": "part_time", "minutes_per_day": 240}
    with pytest.raises(errors.Invalid, match="part_time_cycle") as refused:
        add_order(desk, **part_time, pay_cycle="month")
    assert refused.value.field == "pay_cycle"
    add_order(desk, **part_time, pay_cycle="half_month")
    with pytest.raises(errors.Invalid, match="cycle_long"):
        add_order(desk, **{**LABOUR, "pay_cycle": "end"})
    office.slots.set_rule(desk, rule_id="parttime.cycle_days", value="7", valid_from=SINCE)
    with pytest.raises(errors.Invalid, match="part_time_cycle"):
        add_order(desk, **part_time, pay_cycle="half_month")
    office.slots.set_rule(desk, rule_id="pay.cycle_labour", value="61", valid_from=SINCE)
    add_order(desk, **{**LABOUR, "pay_cycle": "end"})
    add_order(desk, pay_cycle="end")


def test_a_confirmation_is_withdrawn_with_a_reason_and_may_come_back(desk: Desk) -> None:
    order = add_order(desk)
    review_order(desk, order)
    with pytest.raises(errors.Invalid, match="drop_reason"):
        orders.withdraw(desk, order_id=order, point="no_deposit", reason="")
    orders.withdraw(desk, order_id=order, point="no_deposit", reason="工人说收了押金")
    assert left(desk, order) == ["no_deposit"]
    with pytest.raises(errors.NotFound, match="review_unsaid"):
        orders.withdraw(desk, order_id=order, point="no_deposit", reason="?")
    office.undo.undo_last(desk)
    assert left(desk, order) == []


def test_what_cannot_be_confirmed_is_refused_by_name(desk: Desk) -> None:
    order = add_order(desk)
    for points in ((), ("odd",)):
        with pytest.raises(errors.Invalid, match="review_point"):
            orders.confirm(desk, order_id=order, points=points)
    with pytest.raises(errors.Refused, match="review_known"):
        orders.confirm(desk, order_id=order, points=["terms_complete"])
    with pytest.raises(errors.NotFound):
        orders.review(desk, b"?" * 16)


def test_a_confirmation_is_not_undone_under_a_public_order(desk: Desk) -> None:
    order = add_order(desk)
    review_order(desk, order)
    number = office.history.acts(desk, limit=1)[0]["number"]
    publish(desk, order)
    with pytest.raises(errors.Refused, match="undo_review"):
        office.undo.undo(desk, number)
    back = orders.set_state(desk, order_id=order, state="review", reason="再核对")
    orders.withdraw(desk, order_id=order, point="no_deposit", reason="再核对")
    with pytest.raises(errors.Refused, match="not_reviewed"):
        office.undo.undo(desk, back.act)
    review_order(desk, order)
    office.undo.undo(desk, back.act)
    assert orders.get_order(desk, order)["state"] == "recruiting"


def test_bands_are_entered_corrected_and_dropped_by_the_head(desk: Desk) -> None:
    first = band(desk, trade=" 采棉 ", source="本县调查")
    second = band(desk, trade="采棉", low_fen=16_000)
    (row,) = orders.list_bands(desk)
    assert (row["number"], row["trade"], row["low_fen"]) == (second.number, "采棉", 16_000)
    with pytest.raises(errors.NotFound):
        orders.drop_band(desk, band_id=first.id)
    orders.drop_band(desk, band_id=orders.find_band(desk, "P2"))
    assert orders.list_bands(desk) == []
    office.undo.undo_last(desk)
    assert [row["number"] for row in orders.list_bands(desk)] == [2]
    kilo = band(desk, pay_kind="piece", pay_unit="公斤", low_fen=150, high_fen=None)
    assert desk.store.get("pay_band", kilo.id)["pay_unit"] == "kg"  # type: ignore[index]
    for fields in ({"colour": 1}, {"pay_kind": "day"}):
        with pytest.raises(errors.Invalid):
            orders.set_band(desk, fields=fields)
    with pytest.raises(errors.NotFound):
        orders.find_band(desk, "P9")
