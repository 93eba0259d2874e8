"""Coaches and groups of a batch: over-seating is refused, and every step can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.domain.dispatch import vehicles
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def seats(desk: Desk, batch: bytes) -> dict[int, tuple[Any, Any]]:
    """Return coach and seat by the place on the list."""
    found = dispatch.list_members(desk, batch_id=batch)
    return {row["position"]: (row["vehicle_id"], row["seat"]) for row in found}


def made(desk: Desk, people: int, *coaches: int) -> tuple[bytes, list[bytes], list[bytes]]:
    """Return a batch, its people and its coaches with so many legal seats."""
    who = [add_person(desk, serial) for serial in range(1, people + 1)]
    batch = add_batch(desk, add_order(desk, people=max(people, 1)), who)
    cars = [
        dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": count})[0] for count in coaches
    ]
    return batch, who, cars


def test_everybody_is_seated_and_who_finds_no_seat_is_told(desk: Desk) -> None:
    batch, _, (one, two) = made(desk, 5, 4, 2)
    plan, _ = dispatch.seat_all(desk, batch_id=batch)
    assert len(plan.left) == 1
    assert sorted(seats(desk, batch).values(), key=str) == sorted(
        [(one, 1), (one, 2), (one, 3), (two, 1), (None, None)], key=str
    )
    told = dispatch.list_vehicles(desk, batch_id=batch)
    assert [(row["number"], row["places"], row["seated"]) for row in told] == [(1, 3, 3), (2, 1, 1)]
    office.undo.undo(desk)
    assert set(seats(desk, batch).values()) == {(None, None)}


def test_a_seat_beyond_the_legal_ones_is_refused(desk: Desk) -> None:
    batch, (who, *_), (coach,) = made(desk, 2, 3)
    for seat in (0, 3, 99):
        with pytest.raises(errors.Refused) as caught:
            dispatch.seat_one(desk, batch_id=batch, worker_id=who, vehicle_id=coach, seat=seat)
        assert caught.value.code == vehicles.NO_SEAT
    assert set(seats(desk, batch).values()) == {(None, None)}


def test_nobody_sits_in_the_coach_of_another_batch(desk: Desk) -> None:
    batch, (who,), _ = made(desk, 1, 3)
    other = add_batch(desk, add_order(desk), [])
    coach, _ = dispatch.add_vehicle(desk, batch_id=other, fields={"seats": 3})
    with pytest.raises(errors.NotFound):
        dispatch.seat_one(desk, batch_id=batch, worker_id=who, vehicle_id=coach, seat=1)
    assert set(seats(desk, batch).values()) == {(None, None)}


def test_two_people_change_places_and_one_can_stand_up_again(desk: Desk) -> None:
    batch, (one, two), (coach,) = made(desk, 2, 3)
    dispatch.seat_all(desk, batch_id=batch)
    assert seats(desk, batch) == {1: (coach, 1), 2: (coach, 2)}
    dispatch.seat_one(desk, batch_id=batch, worker_id=one, vehicle_id=coach, seat=2)
    assert seats(desk, batch) == {1: (coach, 2), 2: (coach, 1)}
    dispatch.seat_one(desk, batch_id=batch, worker_id=two, vehicle_id=None, seat=None)
    assert seats(desk, batch) == {1: (coach, 2), 2: (None, None)}
    dispatch.seat_all(desk, batch_id=batch)
    assert seats(desk, batch) == {1: (coach, 2), 2: (coach, 1)}
    dispatch.seat_all(desk, batch_id=batch, anew=True)
    assert seats(desk, batch) == {1: (coach, 1), 2: (coach, 2)}


def test_a_smaller_coach_or_none_frees_the_seats_that_are_gone(desk: Desk) -> None:
    batch, _, (coach,) = made(desk, 3, 4)
    dispatch.seat_all(desk, batch_id=batch)
    dispatch.change_vehicle(desk, vehicle_id=coach, fields={"seats": 3, "plate": "湘M00001"})
    assert seats(desk, batch) == {1: (coach, 1), 2: (coach, 2), 3: (None, None)}
    dispatch.drop_vehicle(desk, vehicle_id=coach, reason="车坏了")
    assert set(seats(desk, batch).values()) == {(None, None)}
    assert dispatch.list_vehicles(desk, batch_id=batch) == []
    office.undo.undo(desk)
    assert seats(desk, batch) == {1: (coach, 1), 2: (coach, 2), 3: (None, None)}


def test_who_is_taken_off_leaves_the_seat_free(desk: Desk) -> None:
    batch, (one, two), (coach,) = made(desk, 2, 2)
    dispatch.seat_all(desk, batch_id=batch)
    assert seats(desk, batch) == {1: (coach, 1), 2: (None, None)}
    dispatch.remove_members(desk, batch_id=batch, people=[one])
    dispatch.seat_all(desk, batch_id=batch)
    assert seats(desk, batch) == {2: (coach, 1)}
    # Back on the list, the seat of before belongs to somebody else.
    dispatch.add_members(desk, batch_id=batch, people=[one])
    assert seats(desk, batch) == {1: (None, None), 2: (coach, 1)}
    assert dispatch.list_vehicles(desk, batch_id=batch)[0]["seated"] == 1
    assert two


def test_no_undo_puts_two_people_on_one_seat(desk: Desk) -> None:
    batch, (one, two), (coach,) = made(desk, 2, 2)
    dispatch.seat_all(desk, batch_id=batch)
    dispatch.remove_members(desk, batch_id=batch, people=[one])
    gone = office.history.acts(desk, limit=1)[0]["number"]
    dispatch.seat_all(desk, batch_id=batch)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, gone)
    assert caught.value.code == "dispatch.error.undo_seat"
    assert seats(desk, batch) == {2: (coach, 1)}
    dispatch.seat_one(desk, batch_id=batch, worker_id=two, vehicle_id=None, seat=None)
    office.undo.undo(desk, gone)
    assert seats(desk, batch) == {1: (coach, 1), 2: (None, None)}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"seats": 1}, "dispatch.finding.seats"),
        ({"seats": 90}, "dispatch.finding.seats"),
        ({}, "dispatch.finding.seats"),
        ({"seats": 50, "staff_seats": 50}, "dispatch.finding.staff_seats"),
        ({"seats": 50, "insured_to": "2026-10-15"}, "dispatch.finding.coach_uninsured"),
        ({"seats": 50, "licence_to": "2026-09-30"}, "dispatch.finding.coach_expired"),
        ({"seats": 50, "colour": "red"}, "dispatch.error.unknown_field"),
    ],
)
def test_what_cannot_be_a_coach_is_refused(desk: Desk, fields: dict[str, Any], code: str) -> None:
    batch, _, _ = made(desk, 1)
    with pytest.raises(errors.Invalid) as caught:
        dispatch.add_vehicle(desk, batch_id=batch, fields=fields)
    assert caught.value.code == code
    assert dispatch.list_vehicles(desk, batch_id=batch) == []


def test_nobody_is_seated_without_a_coach(desk: Desk) -> None:
    batch, _, _ = made(desk, 1)
    with pytest.raises(errors.Refused):
        dispatch.seat_all(desk, batch_id=batch)


def crews_of(desk: Desk, batch: bytes) -> list[tuple[int, int, str | None]]:
    found = dispatch.list_crews(desk, batch_id=batch)
    return [(row["number"], row["people"], row["leader"]) for row in found]


def test_a_list_is_divided_into_groups_with_a_leader_each(desk: Desk) -> None:
    batch, people, _ = made(desk, 5)
    count, _ = dispatch.divide(desk, batch_id=batch, most=2)
    assert count == 3
    assert [row[1] for row in crews_of(desk, batch)] == [2, 2, 1]
    assert all(row[2] for row in crews_of(desk, batch))
    shown = dispatch.list_members(desk, batch_id=batch)
    assert {row["group_name"] for row in shown} == {"1", "2", "3"}
    # Divided again with more room the first groups are used again, the last one goes.
    dispatch.divide(desk, batch_id=batch, most=3)
    assert [row[:2] for row in crews_of(desk, batch)] == [(1, 3), (2, 2)]
    dispatch.divide(desk, batch_id=batch)
    assert [row[:2] for row in crews_of(desk, batch)] == [(1, 5)]
    office.undo.undo(desk)
    assert [row[:2] for row in crews_of(desk, batch)] == [(1, 3), (2, 2)]
    assert people


def test_a_group_is_named_and_led_by_one_of_its_own(desk: Desk) -> None:
    batch, people, _ = made(desk, 4)
    dispatch.divide(desk, batch_id=batch, most=2)
    first, second = dispatch.list_crews(desk, batch_id=batch)
    inside = [
        row["worker_id"]
        for row in dispatch.list_members(desk, batch_id=batch)
        if row["crew_id"] == first["id"]
    ]
    other = next(one for one in people if one not in inside)
    dispatch.change_crew(desk, crew_id=first["id"], name="采棉一组", leader=inside[1])
    leads = [
        row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch) if row["leads"]
    ]
    assert inside[1] in leads
    assert inside[0] not in leads
    shown = dispatch.list_members(desk, batch_id=batch)
    assert {row["group_name"] for row in shown} == {"采棉一组", "2"}
    with pytest.raises(errors.Invalid):
        dispatch.change_crew(desk, crew_id=first["id"], leader=other)
    dispatch.move(desk, batch_id=batch, people=[inside[1]], crew_id=second["id"])
    assert [row[:2] for row in crews_of(desk, batch)] == [(1, 1), (2, 3)]
    moved = dispatch.list_members(desk, batch_id=batch)
    assert not next(row["leads"] for row in moved if row["worker_id"] == inside[1])


def test_a_coach_and_groups_taken_back_leave_nothing_to_doubt(desk: Desk) -> None:
    batch, _, _ = made(desk, 3, 4)
    dispatch.divide(desk, batch_id=batch, most=1)
    office.undo.undo(desk)
    dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": 9})
    office.undo.undo(desk)
    assert office.safety.verify(desk).sound
