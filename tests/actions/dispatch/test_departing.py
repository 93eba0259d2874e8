"""The checklist of a batch: computed from what is kept, ticked only where nobody can know."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, orders
from gigdesk.domain.dispatch import checklist
from tests.actions.dispatch.insured import EVE, insured, ready, sent
from tests.making import move_clock
from tests.workforce import FIRST, add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def lines(desk: Desk, batch: bytes) -> dict[str, checklist.Line]:
    return {one.code: one for one in dispatch.list_checks(desk, batch)}


def far(desk: Desk, batch: bytes) -> dict[str, tuple[int, int]]:
    return {code: (one.done, one.of) for code, one in lines(desk, batch).items()}


def test_every_line_follows_what_is_kept(desk: Desk, tmp_path: Path) -> None:
    batch, who, terms = insured(desk)
    before = far(desk, batch)
    assert set(before) == set(checklist.RULES)
    assert (before["terms"], before["recruited"], before["problems"]) == ((1, 1), (3, 3), (3, 3))
    for code in ("promised", "contracts", "signed", "groups", "seats", "list"):
        assert before[code] == (0, 3)
    assert (before["vehicles"], before["receipt"], before["boarding"]) == ((0, 1), (0, 1), (0, 3))
    assert lines(desk, batch)["papers"].state == checklist.NOT_NEEDED
    move_clock(desk, EVE)
    made = sent(desk, batch, terms)
    dispatch.note_receipt(desk, list_id=made, receipt_no="R1")
    ready(desk, batch, tmp_path)
    papers = {"plate": "湘M00001", "driver_name": "周师傅", "driver_phone": "13800000099"}
    more = {"charter_no": "C1", "permit_no": "P1", "insured_to": "2027-01-01"}
    dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": 9, **papers, **more})
    dispatch.seat_all(desk, batch_id=batch)
    dispatch.divide(desk, batch_id=batch)
    after = far(desk, batch)
    for code in ("contracts", "signed", "groups", "seats", "list"):
        assert after[code] == (3, 3), code
    assert (after["vehicles"], after["receipt"], after["boarding"]) == ((1, 1), (1, 1), (0, 3))
    move_clock(desk, EVE + datetime.timedelta(days=1))
    assert dispatch.send(desk, batch_id=batch).done
    assert far(desk, batch)["boarding"] == (1, 1)
    assert len(who) == 3


def test_a_promise_counts_as_signed_while_its_terms_stand(desk: Desk) -> None:
    who = [add_person(desk, 1), add_person(desk, 2)]
    order = add_order(desk, people=2)
    batch = add_batch(desk, order, who)
    dispatch.promise(desk, batch_id=batch, seen_by="王干部", people=who[:1])
    assert far(desk, batch)["promised"] == (1, 2)
    dispatch.promise(desk, batch_id=batch, seen_by="王干部")
    assert far(desk, batch)["promised"] == (2, 2)
    orders.change(desk, order_id=order, changes={"meals": "none"})
    assert far(desk, batch)["promised"] == (0, 2)


def test_problems_are_those_that_no_other_line_tells(desk: Desk) -> None:
    who = [add_person(desk, 1, consent=False), add_person(desk, 2)]
    batch = add_batch(desk, add_order(desk, people=2, insurance_kinds="accident"), who)
    assert far(desk, batch)["problems"] == (2, 2)
    with desk.doing("workers.set_state"):
        desk.store.change("worker", who[1], {"state": "inactive"})
    assert far(desk, batch)["problems"] == (1, 2)
    assert [one.worker_id for one in dispatch.stopped(desk, batch)] == [who[1]]


def test_papers_are_counted_where_the_order_asks_for_them(desk: Desk) -> None:
    who = [add_person(desk, 1), add_person(desk, 2)]
    order = add_order(desk, people=2, certificate_kind="6", certificate_rule="warn")
    batch = add_batch(desk, order, who)
    assert far(desk, batch)["papers"] == (0, 2)
    with desk.doing("workers.add_certificate"):
        row = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": who[0]}
        desk.store.add("certificate", {**row, "kind": "6", "valid_to": "2027-06-01"})
    assert far(desk, batch)["papers"] == (1, 2)


def test_only_what_nobody_can_know_is_ticked_with_who_and_when(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    with pytest.raises(errors.Invalid, match="tick_computed"):
        dispatch.tick(desk, batch_id=batch, line=checklist.RECRUITED)
    with pytest.raises(errors.Invalid, match="tick_ahead"):
        dispatch.tick(desk, batch_id=batch, line=checklist.VISIT, on=FIRST)
    dispatch.tick(desk, batch_id=batch, line=checklist.VISIT, on=datetime.date(2026, 8, 1))
    dispatch.tick(desk, batch_id=batch, line=checklist.VISIT, note="看了宿舍")
    line = lines(desk, batch)["visit"]
    assert (line.state, line.done_on, line.done_by, line.note) == (
        *("done", "2026-09-01", "李站长", "看了宿舍"),
    )
    office.undo.undo(desk)
    assert lines(desk, batch)["visit"].done_on == "2026-08-01"
    dispatch.untick(desk, batch_id=batch, line=checklist.VISIT)
    with pytest.raises(errors.NotFound):
        dispatch.untick(desk, batch_id=batch, line=checklist.VISIT)
    assert lines(desk, batch)["visit"].state == checklist.LATE


def test_late_lines_of_batches_that_are_still_to_leave_are_told(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk, people=1), [add_person(desk, 1)])
    assert {one["line"].code for one in dispatch.overdue(desk)} == {"visit", "agreement"}
    move_clock(desk, EVE)
    late = {one["line"].code for one in dispatch.overdue(desk)}
    assert {"visit", "signed", "vehicles"} <= late
    assert "seats" not in late  # today is its day
    ready(desk, batch, tmp_path)
    assert dispatch.send(desk, batch_id=batch).done
    assert dispatch.overdue(desk) == []


def test_a_rule_that_is_changed_moves_the_day_of_a_line(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    assert lines(desk, batch)["seats"].due_on == datetime.date(2026, 9, 30)
    office.slots.set_rule(
        desk, rule_id="checklist.seats", value="4", valid_from=datetime.date(2026, 9, 1)
    )
    assert lines(desk, batch)["seats"].due_on == datetime.date(2026, 9, 27)
