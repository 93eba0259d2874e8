"""Signing in at the coaches: nobody beyond the places, nobody in two, differences by name."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.domain.dispatch import boarding
from tests.making import copied_desk, examples
from tests.workforce import add_batch, add_order, add_person, doc_no

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch import Outcome

Made = tuple[bytes, list[bytes], list[bytes]]


def made(desk: Desk, people: int, *coaches: int, spare: int = 0, seated: bool = True) -> Made:
    """Return a batch that is seated in coaches of so many legal seats, everybody, the coaches."""
    who = [add_person(desk, serial) for serial in range(1, people + spare + 1)]
    batch = add_batch(desk, add_order(desk, people=people), who[:people])
    cars = [
        dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": count})[0] for count in coaches
    ]
    if cars and seated:
        dispatch.seat_all(desk, batch_id=batch)
    return batch, who, cars


def sign(desk: Desk, batch: bytes, *people: bytes, **wanted: Any) -> list[Outcome]:
    told, _ = dispatch.sign_in(
        desk, batch_id=batch, people=people, wanted=dispatch.Wanted(**wanted)
    )
    return told


def codes(told: list[Outcome]) -> list[str]:
    found = [why.code for one in told for why in (*one.against, *one.remarks)]
    return [code.rpartition(".")[2] for code in found]


def heads(desk: Desk, batch: bytes, leg: int = 1) -> list[boarding.Head]:
    return [head for _, head in dispatch.heads(desk, batch_id=batch, leg=leg)]


def test_people_sign_in_where_they_sit_and_missing_ones_are_named(desk: Desk) -> None:
    batch, (one, two, three), _ = made(desk, 3, 3, 3)
    assert all(each.done for each in sign(desk, batch, one, how="id"))
    bus, van = heads(desk, batch)
    assert bus.aboard == (one,)
    assert dict(bus.missing) == {two: boarding.UNSIGNED}
    assert dict(van.missing) == {three: boarding.UNSIGNED}
    sign(desk, batch, two, result="absent", reason="ill")
    assert dict(heads(desk, batch)[0].missing) == {two: boarding.ABSENT}
    shown = {row["worker_id"]: row for row in dispatch.rows_on(desk, batch_id=batch)}
    assert (shown[one]["result"], shown[one]["in_vehicle"], shown[one]["how"]) == (
        "present",
        1,
        "id",
    )
    assert (shown[two]["result"], shown[two]["sign_reason"]) == ("absent", "ill")
    assert shown[three]["result"] == ""
    # Late, but there after all: a further row, and the first stays in the file.
    sign(desk, batch, two)
    assert heads(desk, batch)[0].missing == ()
    assert desk.store.value("SELECT count(*) FROM sign_in WHERE worker_id = ?", (two,)) == 2
    office.undo.undo(desk)
    assert dict(heads(desk, batch)[0].missing) == {two: boarding.ABSENT}


def test_an_absence_needs_a_reason_and_another_one_words(desk: Desk) -> None:
    batch, (one,), _ = made(desk, 1, 3)
    for wanted in ({}, {"reason": "lazy"}, {"reason": "other"}):
        with pytest.raises(errors.Invalid):
            sign(desk, batch, one, result="absent", **wanted)
    sign(desk, batch, one, result="absent", reason="other", note="在亲戚家")
    (shown,) = dispatch.rows_on(desk, batch_id=batch)
    assert shown["sign_note"] == "在亲戚家"
    for leg in (0, boarding.MOST_LEGS + 1):
        with pytest.raises(errors.Invalid):
            sign(desk, batch, one, leg=leg)


def test_nobody_gets_into_a_full_coach(desk: Desk) -> None:
    batch, (one, two, three), (bus, van) = made(desk, 3, 3, 3)
    assert codes(sign(desk, batch, one, two, three, vehicle=bus)) == ["coach_full"]
    assert codes(sign(desk, batch, three, vehicle=van)) == []
    # Who is in it may be signed in again, and moves only to where there is a place.
    assert codes(sign(desk, batch, one)) == ["signed_already"]
    assert codes(sign(desk, batch, one, vehicle=van)) == ["moved_coach"]
    assert codes(sign(desk, batch, three, vehicle=bus)) == ["moved_coach"]
    assert [len(head.aboard) for head in heads(desk, batch)] == [2, 1]


def test_a_coach_that_was_full_later_takes_nobody_on_an_earlier_leg(desk: Desk) -> None:
    batch, (one, two, three), (bus, van) = made(desk, 3, 3, 3)
    sign(desk, batch, one, vehicle=bus)
    sign(desk, batch, two, three, vehicle=van)
    sign(desk, batch, three, vehicle=bus, leg=2)
    # On leg 2 the coach carries one and three; two in it from leg 1 on would be too many.
    assert codes(sign(desk, batch, two, vehicle=bus, leg=1)) == ["coach_full"]
    assert len(heads(desk, batch, 2)[0].aboard) == 2


def test_who_has_no_seat_chooses_the_coach_first_and_strangers_stay_out(desk: Desk) -> None:
    batch, (one, stranger), (bus,) = made(desk, 1, 3, spare=1, seated=False)
    assert codes(sign(desk, batch, one, stranger)) == ["no_seat_yet", "not_listed"]
    assert codes(sign(desk, batch, one, vehicle=bus)) == []
    with pytest.raises(errors.NotFound):
        sign(desk, batch, one, vehicle=b"x" * 16)


def test_without_coaches_people_sign_in_as_well(desk: Desk) -> None:
    batch, (one, _), _ = made(desk, 2)
    assert all(each.done for each in sign(desk, batch, one))
    assert heads(desk, batch) == []


def test_a_count_must_agree_and_never_goes_beyond_the_places(desk: Desk) -> None:
    batch, (one, two), (bus,) = made(desk, 2, 3)
    sign(desk, batch, one, two)
    head, _ = dispatch.count(desk, vehicle_id=bus, counted=1)
    assert (head.off, head.agrees) == (-1, False)
    head, done = dispatch.count(desk, vehicle_id=bus, counted=2)
    assert head.agrees
    for counted in (-1, 3):
        with pytest.raises(errors.Invalid):
            dispatch.count(desk, vehicle_id=bus, counted=counted)
    with pytest.raises(errors.Invalid):
        dispatch.count(desk, vehicle_id=bus, counted=2, leg=0)
    with pytest.raises(errors.NotFound):
        dispatch.count(desk, vehicle_id=b"x" * 16, counted=1)
    office.undo.undo(desk, done.number)
    assert heads(desk, batch)[0].counted == 1


def test_at_a_stop_everybody_is_counted_again(desk: Desk) -> None:
    batch, (one, two), (bus,) = made(desk, 2, 3)
    sign(desk, batch, one, two)
    dispatch.count(desk, vehicle_id=bus, counted=2)
    head, _ = dispatch.count(desk, vehicle_id=bus, counted=1, leg=2, stop="服务区")
    assert head.off == -1
    assert dispatch.legs(desk, batch_id=batch) == {1: "", 2: "服务区"}
    sign(desk, batch, one, leg=2)
    assert heads(desk, batch, 2)[0].unasked == (two,)
    sign(desk, batch, two, leg=2, result="absent", reason="missing")
    assert heads(desk, batch, 2)[0].agrees
    assert heads(desk, batch, 1)[0].agrees


def test_a_departure_waits_for_a_count_that_differs_as_the_rule_says(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, two), (bus,) = made(desk, 2, 3)
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    today = desk.clock.today()
    assert dispatch.departure_doubts(desk, batch, today) == ()
    sign(desk, batch, one)
    told = [each.code.rpartition(".")[2] for each in dispatch.departure_doubts(desk, batch, today)]
    assert told == ["uncounted", "not_aboard"]
    dispatch.count(desk, vehicle_id=bus, counted=2)
    with pytest.raises(errors.Refused) as caught:
        dispatch.send(desk, batch_id=batch)
    assert caught.value.code == "dispatch.error.headcount"
    office.slots.set_rule(desk, rule_id="departure.headcount", value="warn", valid_from=today)
    (first, _) = dispatch.departure_doubts(desk, batch, today)
    assert first.level == "W"
    office.slots.set_rule(desk, rule_id="departure.headcount", value="ignore", valid_from=today)
    assert dispatch.departure_doubts(desk, batch, today) == ()
    office.slots.set_rule(desk, rule_id="departure.headcount", value="block", valid_from=today)
    sign(desk, batch, two)
    assert dispatch.departure_doubts(desk, batch, today) == ()
    assert dispatch.send(desk, batch_id=batch).done


def test_who_is_aboard_is_neither_taken_off_nor_replaced(desk: Desk) -> None:
    batch, (one, two, new), (bus,) = made(desk, 2, 3, spare=1)
    sign(desk, batch, one)
    sign(desk, batch, two, result="absent", reason="missing")
    assert codes(dispatch.remove_members(desk, batch_id=batch, people=[one])) == ["is_aboard"]
    told, _ = dispatch.replace_members(
        desk, batch_id=batch, pairs=[(one, new), (two, new)], reason="没来"
    )
    assert [each.done for each in told] == [False, True]
    assert codes(sign(desk, batch, new)) == []
    assert set(heads(desk, batch)[0].aboard) == {one, new}
    with pytest.raises(errors.Refused):
        dispatch.drop_vehicle(desk, vehicle_id=bus)
    with pytest.raises(errors.Refused):
        dispatch.change_vehicle(desk, vehicle_id=bus, fields={"seats": 2})
    dispatch.change_vehicle(desk, vehicle_id=bus, fields={"seats": 4})


def test_no_undo_takes_somebody_in_a_coach_off_the_list_or_overfills_it(desk: Desk) -> None:
    batch, (one, two, three), (bus, van) = made(desk, 2, 2, 3, spare=1)
    added = dispatch.add_members(desk, batch_id=batch, people=[three])[1].number
    sign(desk, batch, three, vehicle=van)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, added)
    assert caught.value.code == "dispatch.error.undo_aboard"
    sign(desk, batch, one, vehicle=bus)
    moved, done = dispatch.sign_in(
        desk, batch_id=batch, people=[one], wanted=dispatch.Wanted(vehicle=van)
    )
    assert moved[0].done
    sign(desk, batch, two, vehicle=bus)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, done.number)
    assert caught.value.code == "dispatch.error.undo_overfull"


def test_what_was_corrected_since_is_not_taken_back(desk: Desk) -> None:
    batch, (one,), _ = made(desk, 1, 3)
    _, first = dispatch.sign_in(desk, batch_id=batch, people=[one], wanted=dispatch.Wanted())
    sign(desk, batch, one, result="absent", reason="late")
    with pytest.raises(errors.Refused):
        office.undo.undo(desk, first.number)
    office.undo.undo(desk)
    office.undo.undo(desk, first.number)
    assert heads(desk, batch)[0].aboard == ()


def test_arrival_is_signed_in_once_the_batch_is_on_the_road(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two), _ = made(desk, 2, 3)
    with pytest.raises(errors.Refused):
        sign(desk, batch, one, stage="arrive")
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    assert dispatch.send(desk, batch_id=batch).done
    sign(desk, batch, one, stage="arrive")
    sign(desk, batch, two, stage="arrive", result="absent", reason="ill")
    found = dispatch.rows_on(desk, batch_id=batch, stage="arrive")
    assert [row["result"] for row in found] == ["present", "absent"]
    assert heads(desk, batch)[0].aboard == ()


def test_typed_numbers_and_names_mean_people_of_the_batch_only(desk: Desk) -> None:
    batch, (one, two, stranger), _ = made(desk, 2, 3, spare=1)
    number = doc_no("1985-03-02", 1)
    row = desk.store.get("worker", two)
    other = desk.store.get("worker", stranger)
    assert row is not None
    assert other is not None
    text = f"{number}\n2\n{row['name']}，{other['name']}\n{number[-4:]}"
    found = dispatch.named(desk, text, batch_id=batch)
    assert [[each.id for each in line.people] for line in found] == [[one], [two], [two], [], [one]]
    assert dispatch.people_of(found) == [one, two, two, one]
    assert [line.line for line in found] == [1, 2, 3, 3, 4]


def test_a_list_kept_on_paper_is_entered_with_its_day(desk: Desk) -> None:
    batch, (one,), (bus,) = made(desk, 1, 3)
    today = desk.clock.today()
    before = today - datetime.timedelta(days=2)
    sign(desk, batch, one, on=before)
    (shown,) = dispatch.rows_on(desk, batch_id=batch)
    assert (shown["day"], shown["time"]) == (before.isoformat(), "")
    assert dispatch.count(desk, vehicle_id=bus, counted=1, on=today)[0].agrees
    with pytest.raises(errors.Invalid):
        sign(desk, batch, one, leg=2, on=today + datetime.timedelta(days=1))


STEP = st.one_of(
    st.tuples(st.just("sign"), st.integers(0, 4), st.integers(0, 1), st.integers(1, 3)),
    st.tuples(st.just("absent"), st.integers(0, 4), st.just(0), st.integers(1, 3)),
    st.tuples(st.just("seat"), st.integers(0, 4), st.integers(0, 1), st.integers(1, 3)),
    st.tuples(st.just("replace"), st.integers(0, 4), st.integers(0, 4), st.just(1)),
    st.tuples(st.just("shrink"), st.integers(2, 5), st.integers(0, 1), st.just(1)),
    st.tuples(st.just("undo"), st.just(0), st.just(0), st.just(1)),
)


@settings(max_examples=examples(15), deadline=None)
@given(st.lists(STEP, max_size=12))
def test_no_coach_carries_more_than_its_places_and_nobody_is_in_two(
    steps: list[tuple[str, int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(Path(folder) / "config"))
        desk = copied_desk(Path(folder) / "desk")
        batch, who, cars = made(desk, 4, 4, 3, spare=1)
        for step in steps:
            _do(desk, batch, who, cars, step)
            for leg in (1, 2, 3):
                found = heads(desk, batch, leg)
                everybody = [one for head in found for one in head.aboard]
                assert len(everybody) == len(set(everybody))
                assert all(len(head.aboard) <= head.places for head in found)
            listed = dispatch.list_members(desk, batch_id=batch)
            seats = [(row["vehicle_id"], row["seat"]) for row in listed if row["seat"]]
            assert len(seats) == len(set(seats))
        desk.close()


def _do(
    desk: Desk, batch: bytes, who: list[bytes], cars: list[bytes], step: tuple[str, int, int, int]
) -> None:
    what, first, second, third = step
    try:
        if what == "sign":
            sign(desk, batch, who[first], vehicle=cars[second], leg=third)
        elif what == "absent":
            sign(desk, batch, who[first], result="absent", reason="late", leg=third)
        elif what == "seat":
            dispatch.seat_one(
                desk,
                batch_id=batch,
                worker_id=who[first],
                vehicle_id=cars[second],
                seat=third,
            )
        elif what == "replace":
            pairs = [(who[first], who[second])]
            dispatch.replace_members(desk, batch_id=batch, pairs=pairs, reason="换")
        elif what == "shrink":
            dispatch.change_vehicle(desk, vehicle_id=cars[second], fields={"seats": first})
        else:
            office.undo.undo(desk)
    except (errors.Refused, errors.NotFound):
        pass  # refused by a rule, which is what keeps the coaches right
