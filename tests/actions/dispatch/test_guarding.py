from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import attendance, dispatch, office
from gigdesk.domain.attendance import Quantity
from tests import making, workforce

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def newest(desk: Desk) -> int:
    number: int = office.history.acts(desk, limit=1)[0]["number"]
    return number


def refusal(desk: Desk, number: int) -> str:
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    return caught.value.code


def test_the_list_of_a_batch_that_has_left_is_not_emptied_by_an_undo(
    desk: Desk, tmp_path: Path
) -> None:
    people = [workforce.add_person(desk, 1), workforce.add_person(desk, 2)]
    batch = workforce.add_batch(desk, workforce.add_order(desk), people)
    listed = newest(desk)
    workforce.send_batch(desk, batch, tmp_path)
    assert refusal(desk, listed) == "dispatch.error.undo_list_sent"
    assert len(dispatch.list_members(desk, batch_id=batch)) == len(people)


def test_contracts_stay_signed_once_the_batch_has_left(desk: Desk, tmp_path: Path) -> None:
    batch = workforce.add_batch(desk, workforce.add_order(desk), [workforce.add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    dispatch.sign(desk, batch_id=batch)
    signed = newest(desk)
    assert dispatch.send(desk, batch_id=batch).done
    assert refusal(desk, signed) == "dispatch.error.undo_sign_sent"
    assert desk.store.value("SELECT state FROM contract") == "signed"


def test_what_was_done_on_the_road_comes_back_right_after(desk: Desk, tmp_path: Path) -> None:
    people = [workforce.add_person(desk, 1), workforce.add_person(desk, 2)]
    batch = workforce.add_batch(desk, workforce.add_order(desk), people)
    workforce.send_batch(desk, batch, tmp_path)
    assert dispatch.remove_members(desk, batch_id=batch, people=people[:1], reason="x")[0].done
    assert office.undo.undo(desk).restored["batch_member"] == 1
    assert desk.store.value("SELECT count(*) FROM contract WHERE state = 'signed'") == 2


def test_somebody_taken_off_before_the_batch_left_is_not_put_on_it_by_an_undo(
    desk: Desk, tmp_path: Path
) -> None:
    people = [workforce.add_person(desk, 1), workforce.add_person(desk, 2)]
    batch = workforce.add_batch(desk, workforce.add_order(desk), people)
    dispatch.remove_members(desk, batch_id=batch, people=people[:1], reason="x")
    removed = newest(desk)
    workforce.send_batch(desk, batch, tmp_path)
    assert refusal(desk, removed) == "dispatch.error.undo_list_sent"


def test_somebody_with_a_contract_does_not_go_off_the_list_without_it(
    desk: Desk, tmp_path: Path
) -> None:
    batch = workforce.add_batch(desk, workforce.add_order(desk), [workforce.add_person(desk, 1)])
    listed = newest(desk)
    dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    assert refusal(desk, listed) == "dispatch.error.undo_has_contract"


def test_somebody_who_worked_does_not_go_off_the_list(desk: Desk, tmp_path: Path) -> None:
    first, second = workforce.add_person(desk, 1), workforce.add_person(desk, 2)
    batch = workforce.add_batch(desk, workforce.add_order(desk), [first, second])
    listed = newest(desk)
    workforce.send_batch(desk, batch, tmp_path)
    making.move_clock(desk, making.SEASON_OVER)
    entry = attendance.Entry(second, "2026-10-02", Quantity(4))
    assert attendance.enter(desk, batch, [entry], reason="x").written == 1
    assert refusal(desk, listed) == "dispatch.error.undo_list_sent"
    assert desk.store.value("SELECT count(*) FROM day_total") == 1


def test_the_last_undo_passes_over_the_list_of_a_batch_that_has_left(
    desk: Desk, tmp_path: Path
) -> None:
    people = [workforce.add_person(desk, 1), workforce.add_person(desk, 2)]
    apart = workforce.add_order(desk)
    free = newest(desk)
    batch = workforce.add_batch(desk, workforce.add_order(desk), people)
    listed = newest(desk)
    dispatch.remove_members(desk, batch_id=batch, people=people[:1], reason="x")
    removed = newest(desk)
    workforce.send_batch(desk, batch, tmp_path)
    sent = newest(desk)
    making.move_clock(desk, making.SEASON_OVER)
    entry = attendance.Entry(people[1], "2026-10-02", Quantity(4))
    attendance.enter(desk, batch, [entry], reason="x")
    attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵")
    confirmed = newest(desk)
    with pytest.raises(office.undo.NotThis) as caught:
        office.undo.undo(desk)
    assert caught.value.act["number"] == confirmed
    assert caught.value.older is not None
    assert caught.value.older["number"] == free
    assert f"undo {free}" in i18n.text(caught.value.code, **caught.value.params)
    undone, passed = office.undo.undo_last(desk)
    assert undone.act_number == free
    assert desk.store.get("job_order", apart) is None
    why = {one.number: one.why.code for one in passed}
    assert why[sent] == "dispatch.error.undo_send_days"
    assert why[removed] == "dispatch.error.undo_list_sent"
    assert listed in why
    assert office.safety.verify(desk).sound
    gone = []
    with pytest.raises(errors.Refused) as last:
        while True:
            gone.append(office.undo.undo_last(desk)[0].act_number)
    assert gone == sorted(set(gone), reverse=True)
    assert last.value.code == "office.error.undo_needed"  # who was sent: the rest may still go
    assert office.safety.verify(desk).sound
    assert len(dispatch.list_members(desk, batch_id=batch)) == 1


def test_somebody_who_came_back_and_has_a_contract_does_not_go_off_by_an_undo(
    desk: Desk, tmp_path: Path
) -> None:
    who = workforce.add_person(desk, 1)
    batch = workforce.add_batch(desk, workforce.add_order(desk), [who])
    dispatch.remove_members(desk, batch_id=batch, people=[who], reason="家里有事")
    dispatch.add_members(desk, batch_id=batch, people=[who])
    back = newest(desk)
    dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    assert refusal(desk, back) == "dispatch.error.undo_off_contract"
    assert len(dispatch.list_members(desk, batch_id=batch)) == 1


def test_no_undo_of_a_part_gives_the_place_of_a_newcomer_to_whoever_left_it(desk: Desk) -> None:
    one, other = (workforce.add_person(desk, serial) for serial in (1, 2))
    batch = workforce.add_batch(desk, workforce.add_order(desk), [one])
    told, swapped = dispatch.replace_members(
        desk, batch_id=batch, pairs=[(one, other)], reason="换人"
    )
    assert told[0].done
    dispatch.promise(desk, batch_id=batch, seen_by="村支书")
    with pytest.raises(errors.Refused, match="undo_place"):
        office.undo.undo(desk, swapped.number, leave_changed=True)
    (row,) = dispatch.list_members(desk, batch_id=batch)
    assert (row["worker_id"], row["position"]) == (other, 1)
