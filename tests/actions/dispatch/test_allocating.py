"""People shared out among open orders: the most places filled, then taken in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def test_an_order_with_fewer_people_to_choose_from_is_not_left_short(desk: Desk) -> None:
    young, old = add_person(desk, 1, birth="2004-03-02"), add_person(desk, 2)
    broad = add_order(desk, people=1)
    narrow = add_order(desk, people=1, age_max=30, age_reason="高空作业", trade="摘茶")
    found = dispatch.share_out(desk)
    assert {one.worker.id: one.order for one in found.people} == {young: narrow, old: broad}
    assert found.filled == {broad: 1, narrow: 1}
    wanted = {one.worker.id: one.order for one in found.people if one.order}
    made, told, done = dispatch.allocate(desk, wanted=wanted)
    assert sorted(made.values()) == [1, 2]
    assert all(one.done for one in told)
    assert dispatch.share_out(desk).orders == ()
    (row,) = dispatch.list_members(desk, batch_id=dispatch.find_batch(desk, str(made[narrow])))
    assert (row["worker_id"], row["how_chosen"]) == (young, "allocated")
    assert office.history.acts(desk, limit=1)[0]["number"] == done.number
    office.undo.undo(desk)
    assert dispatch.list_batches(desk)[0] == 0
    assert len(dispatch.share_out(desk).orders) == 2


def test_people_join_the_batch_that_is_there_and_who_is_elsewhere_by_then_is_refused(
    desk: Desk,
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    order, other = add_order(desk, people=2), add_order(desk, people=2)
    batch = add_batch(desk, order, [])
    found = dispatch.share_out(desk, [order])
    assert [each.order for each in found.people] == [order, order]
    add_batch(desk, other, [two])
    made, told, _ = dispatch.allocate(desk, wanted={one: order, two: order})
    assert made == {order: 1}
    assert {each.worker_id: each.rules for each in told} == {one: (), two: ("double_booking",)}
    assert [row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)] == [one]
    refused = dispatch.why_not(desk, two, order)
    assert refused is not None
    assert refused.rules == ("double_booking",)
    assert (
        dispatch.why_not(desk, one, add_order(desk, from_day="2027-03-01", to_day="2027-04-01"))
        is None
    )
    with pytest.raises(errors.Invalid, match="nobody_shared"):
        dispatch.allocate(desk, wanted={})


def test_quotas_and_a_banned_employer_are_kept(desk: Desk) -> None:
    for serial in range(1, 7):
        add_person(desk, serial)
    order = add_order(desk, people=4, men=1)
    found = dispatch.share_out(desk)
    assert found.filled == {order: 4}
    assert [each.worker.sex for each in found.people if each.order].count("1") == 1
    employer = desk.store.get("job_order", order)
    assert employer is not None
    with desk.doing("orders.change_employer"):
        banned = {"flag": "banned", "flag_reason": "拖欠"}
        desk.store.change("employer", employer["employer_id"], banned)
    assert dispatch.share_out(desk).orders == ()
