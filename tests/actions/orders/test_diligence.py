from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, orders
from gigdesk.domain.office import Role
from tests.making import MORNING, move_clock
from tests.workforce import (
    FIRST,
    LABOUR,
    add_batch,
    add_employer,
    add_order,
    add_person,
    review_order,
    send_batch,
)

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

BAN = {"flag": "banned", "flag_reason": "拖欠工资", "flag_until": "2026-10-31"}


def employer_of(desk: Desk, order: bytes) -> bytes:
    return bytes(orders.get_order(desk, order)["employer_id"])


def codes(found: tuple[object, ...]) -> list[str]:
    return [str(getattr(one, "code", "")).rsplit(".", 1)[-1] for one in found]


def test_what_happened_with_an_employer_is_written_down_settled_and_taken_back(desk: Desk) -> None:
    employer = add_employer(desk)
    fields = {
        "kind": "unpaid",
        "what": " 三人工资拖了一个月 ",
        "amount_fen": 1_200_000,
        "people": 3,
    }
    made = orders.add_record(desk, employer_id=employer, fields=fields)
    (row,) = orders.list_records(desk, employer)
    assert (row["what"], row["day"], row["closed_on"]) == ("三人工资拖了一个月", "2026-09-01", None)
    assert codes(orders.card(desk, employer).concerns)[0] == "unpaid"
    assert orders.find_record(desk, "R1") == made.id
    move_clock(desk, MORNING + datetime.timedelta(days=3))
    closed = orders.close_record(desk, record_id=made.id, how="已补发，工人签字")
    assert orders.card(desk, employer).past_records == {"unpaid": 1}
    office.undo.undo(desk, closed.act)
    assert orders.card(desk, employer).open_records == {"unpaid": 1}
    with pytest.raises(errors.Invalid, match="drop_reason"):
        orders.drop_record(desk, record_id=made.id, reason=" ")
    orders.drop_record(desk, record_id=made.id, reason="登错单位")
    assert orders.list_records(desk, employer) == []
    with pytest.raises(errors.NotFound):
        orders.close_record(desk, record_id=made.id, how="?")
    office.undo.undo_last(desk)
    office.undo.undo(desk, made.act)
    assert orders.list_records(desk, employer) == []


def test_a_record_that_says_nothing_is_refused_by_its_field(desk: Desk) -> None:
    employer = add_employer(desk)
    with pytest.raises(errors.Invalid) as refused:
        orders.add_record(desk, employer_id=employer, fields={"kind": "visit"})
    assert refused.value.field == "what"
    with pytest.raises(errors.Invalid, match="unknown_field"):
        orders.add_record(desk, employer_id=employer, fields={"state": "void"})
    with pytest.raises(errors.NotFound):
        orders.add_record(desk, employer_id=b"?" * 16, fields={"kind": "visit", "what": "x"})
    with pytest.raises(errors.NotFound):
        orders.find_record(desk, "R9")
    made = orders.add_record(desk, employer_id=employer, fields={"kind": "visit", "what": "看宿舍"})
    with pytest.raises(errors.Invalid, match="closed_how"):
        orders.close_record(desk, record_id=made.id, how="")


def test_the_card_tells_code_licences_and_deposit_and_hides_numbers(desk: Desk) -> None:
    employer = add_employer(desk, agency_licence_no="1", agency_licence_to="2026-10-01")
    found = orders.card(desk, employer)
    assert codes(found.code) == ["no_licence_number"]
    assert [one.state for one in found.licences] == ["soon", "missing"]
    assert codes(found.concerns) == ["agency_soon", "deposit_missing"]
    office.slots.set_rule(
        desk, rule_id="licence.warn_days", value="10", valid_from=datetime.date(2026, 1, 1)
    )
    assert codes(orders.card(desk, employer).concerns) == ["deposit_missing"]
    desk.staff = dataclasses.replace(desk.staff, role=Role.VIEWER)
    assert "****" in orders.card(desk, employer).employer["contact_phone"]


def test_a_ban_stops_planning_and_sending_until_the_head_decides(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk)
    batch = add_batch(desk, order, [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    dispatch.sign(desk, batch_id=batch)
    orders.change_employer(desk, employer_id=employer_of(desk, order), changes=BAN)
    assert codes(dispatch.concerns(desk, batch))[0] == "banned"
    with pytest.raises(errors.Refused, match=r"concern\.banned"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST)
    (told,) = dispatch.send(desk, batch_id=batch).people
    assert told.rules == ("employer_banned",)
    head = desk.staff
    desk.staff = dataclasses.replace(head, role=Role.CLERK)
    with pytest.raises(errors.Refused, match="review_head"):
        orders.confirm(desk, order_id=order, points=["not_banned"], note="已补发")
    desk.staff = head
    with pytest.raises(errors.Invalid, match="review_reason"):
        orders.confirm(desk, order_id=order, points=["not_banned"])
    orders.confirm(desk, order_id=order, points=["not_banned"], note="已补发工资，站务会决定")
    assert office.history.acts(desk, limit=1)[0]["reason"] == "已补发工资，站务会决定"
    sent = dispatch.send(desk, batch_id=batch)
    assert sent.done
    assert "banned_allowed" in codes(sent.concerns)


def test_a_ban_that_is_changed_asks_the_head_again_and_one_that_ended_asks_nobody(
    desk: Desk,
) -> None:
    order = add_order(desk)
    employer = employer_of(desk, order)
    orders.change_employer(desk, employer_id=employer, changes=BAN)
    orders.confirm(desk, order_id=order, points=["not_banned"], note="已补发")
    orders.change_employer(desk, employer_id=employer, changes={"flag_reason": "又欠薪"})
    with pytest.raises(errors.Refused, match=r"concern\.banned"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST)
    orders.change_employer(desk, employer_id=employer, changes={"flag_until": "2026-09-30"})
    planned = dispatch.plan(desk, order_id=order, depart_on=FIRST)
    assert "banned" not in codes(planned.concerns)


def test_a_flag_and_open_matters_are_told_when_people_are_planned_and_sent(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk)
    employer = employer_of(desk, order)
    watched = {"flag": "watched", "flag_reason": "住宿差"}
    orders.change_employer(desk, employer_id=employer, changes=watched)
    orders.add_record(desk, employer_id=employer, fields={"kind": "injury", "what": "摔伤一人"})
    planned = dispatch.plan(desk, order_id=order, depart_on=FIRST)
    assert codes(planned.concerns) == ["watched", "injury", "not_reviewed"]
    assert codes(dispatch.order_concerns(desk, order))[:2] == ["watched", "injury"]
    review_order(desk, order)
    dispatch.add_members(desk, batch_id=planned.id, people=[add_person(desk, 1)])
    send_batch(desk, planned.id, tmp_path)


def test_labour_dispatch_goes_only_with_a_licence_that_covers_the_order(desk: Desk) -> None:
    order = add_order(desk, **{**LABOUR, "employment_form": "dispatch"})
    employer = employer_of(desk, order)
    with pytest.raises(errors.Refused, match="dispatch_missing"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST)
    licence = {"dispatch_licence_no": "43060020240001", "dispatch_licence_to": "2026-11-29"}
    orders.change_employer(desk, employer_id=employer, changes=licence)
    with pytest.raises(errors.Refused, match="dispatch_short"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST)
    orders.change_employer(
        desk, employer_id=employer, changes={"dispatch_licence_to": "2026-11-30"}
    )
    assert dispatch.plan(desk, order_id=order, depart_on=FIRST).number == 1


def test_a_station_may_let_no_order_go_that_nobody_reviewed(desk: Desk) -> None:
    order = add_order(desk)
    office.slots.set_rule(
        desk, rule_id="eligible.review", value="block", valid_from=datetime.date(2026, 1, 1)
    )
    with pytest.raises(errors.Refused, match="not_reviewed"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST)
    review_order(desk, order)
    dispatch.plan(desk, order_id=order, depart_on=FIRST)
    assert orders.get_order(desk, order)["state"] == "recruiting"
    office.slots.set_rule(
        desk, rule_id="eligible.review", value="ignore", valid_from=datetime.date(2026, 1, 2)
    )
    silent = dispatch.plan(desk, order_id=add_order(desk), depart_on=FIRST)
    assert silent.concerns == ()
