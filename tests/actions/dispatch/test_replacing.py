"""Somebody put in the place of another: same seat and group, judged alike, papers made anew."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.domain.dispatch import batches
from tests.actions.dispatch import insured
from tests.making import copied_desk, examples
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

PLACE = ("position", "crew_id", "vehicle_id", "seat", "pickup")


def listed(desk: Desk, batch: bytes, **more: Any) -> dict[bytes, dict[str, Any]]:
    """Return the rows of a list by person."""
    found = dispatch.list_members(desk, batch_id=batch, **more)
    return {row["worker_id"]: row for row in found}


def place(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(str(row[name]) for name in PLACE)


def made(desk: Desk, people: int, *, spare: int = 2) -> tuple[bytes, list[bytes], list[bytes]]:
    """Return a batch that is seated and divided, its people, and others who could come."""
    who = [add_person(desk, serial) for serial in range(1, people + spare + 1)]
    batch = add_batch(desk, add_order(desk, people=people), who[:people])
    dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": people + 1})
    dispatch.seat_all(desk, batch_id=batch)
    dispatch.divide(desk, batch_id=batch, most=2)
    return batch, who[:people], who[people:]


def test_a_newcomer_takes_place_group_and_seat_and_does_not_lead(desk: Desk) -> None:
    batch, people, (new, _) = made(desk, 4)
    before = listed(desk, batch)
    gone = next(one for one in people if before[one]["leads"])
    told, _ = dispatch.replace_members(desk, batch_id=batch, pairs=[(gone, new)], reason="家里有事")
    assert [one.done for one in told] == [True]
    after = listed(desk, batch)
    assert set(after) == {*people, new} - {gone}
    assert place(after[new]) == place(before[gone])
    assert not after[new]["leads"]
    old = listed(desk, batch, removed=True)[gone]
    assert (old["state"], old["reason"], old["seat"]) == (batches.REMOVED, "家里有事", None)
    office.undo.undo(desk)
    assert {one: place(row) for one, row in listed(desk, batch).items()} == {
        one: place(row) for one, row in before.items()
    }


def test_a_newcomer_leads_where_that_is_asked_for(desk: Desk) -> None:
    batch, people, (new, _) = made(desk, 2)
    gone = next(one for one in people if listed(desk, batch)[one]["leads"])
    pairs = [(gone, new)]
    dispatch.replace_members(desk, batch_id=batch, pairs=pairs, reason="病了", leads=True)
    assert listed(desk, batch)[new]["leads"]


def test_who_goes_loses_the_contract_and_the_newcomer_needs_papers(
    desk: Desk, tmp_path: Path
) -> None:
    batch, people, _ = made(desk, 2, spare=0)
    new = add_person(desk, 9, consent=False)
    desk_rule(desk, "eligible.consent", "warn")
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    dispatch.roster(desk, batch, "coach", tmp_path / "a.xlsx")
    dispatch.replace_members(desk, batch_id=batch, pairs=[(people[0], new)], reason="不去了")
    states = {
        one["worker_id"]: one["state"] for one in dispatch.list_contracts(desk, batch_id=batch)
    }
    assert states[people[0]] == "void"
    (due,) = dispatch.reissues(desk, batch_id=batch)
    assert due["worker_id"] == new
    assert due["due"] == ("contract", "consent", "coach")
    # An insurer has had no list yet, so none has to be sent anew; from then on it stands on it.
    dispatch.insurance(desk, batch, tmp_path / "b.xlsx")
    dispatch.roster(desk, batch, "coach", tmp_path / "c.xlsx")
    dispatch.record_consents(desk, batch_id=batch, people=[new])
    dispatch.make_contracts(desk, batch, tmp_path / "d.pdf")
    assert [row["due"] for row in dispatch.reissues(desk, batch_id=batch)] == [()]
    newer = add_person(desk, 10)
    dispatch.replace_members(desk, batch_id=batch, pairs=[(new, newer)], reason="又换")
    (due,) = dispatch.reissues(desk, batch_id=batch)
    assert (due["worker_id"], due["due"]) == (newer, ("contract", "insurance", "coach"))


def test_a_newcomer_needs_the_promise_and_the_papers_on_which_the_other_stood(
    desk: Desk, tmp_path: Path
) -> None:
    batch, people, (new, _) = made(desk, 2)
    dispatch.make_paper(desk, batch, dispatch.CARDS, tmp_path / "a.pdf")
    dispatch.roster(desk, batch, "employer", tmp_path / "b.pdf")
    dispatch.promise(desk, batch_id=batch, seen_by="王干部")
    dispatch.replace_members(desk, batch_id=batch, pairs=[(people[0], new)], reason="不去了")
    (due,) = dispatch.reissues(desk, batch_id=batch)
    assert due["due"] == ("contract", "promise", "employer", "cards")
    states = {
        one["worker_id"]: one["promise_state"]
        for one in dispatch.list_members(desk, batch_id=batch)
    }
    assert states == {new: "none", people[1]: "signed"}
    dispatch.promise(desk, batch_id=batch, seen_by="王干部", people=[new])
    dispatch.make_paper(desk, batch, dispatch.CARDS, tmp_path / "c.xlsx")
    (due,) = dispatch.reissues(desk, batch_id=batch)
    assert due["due"] == ("contract", "employer")


def desk_rule(desk: Desk, rule: str, value: str) -> None:
    office.slots.set_rule(desk, rule_id=rule, value=value, valid_from=desk.clock.today())


def test_a_newcomer_needs_the_list_for_the_insurer_until_its_next_version(desk: Desk) -> None:
    batch, people, terms = insured.insured(desk)
    new = insured.agreed(desk, add_person(desk, 9))
    dispatch.replace_members(desk, batch_id=batch, pairs=[(people[0], new)], reason="换")
    assert "insurance" not in dispatch.reissues(desk, batch_id=batch)[0]["due"]
    insured.sent(desk, batch, terms)
    newer = insured.agreed(desk, add_person(desk, 10))
    dispatch.replace_members(desk, batch_id=batch, pairs=[(people[1], newer)], reason="换")
    due = {row["worker_id"]: row["due"] for row in dispatch.reissues(desk, batch_id=batch)}
    assert ("insurance" in due[new], "insurance" in due[newer]) == (False, True)
    insured.make(desk, batch, terms)
    assert all("insurance" not in row["due"] for row in dispatch.reissues(desk, batch_id=batch))


def test_who_may_not_be_added_does_not_come_in_and_nobody_goes_out(desk: Desk) -> None:
    batch, people, (new, _) = made(desk, 3)
    child = add_person(desk, 20, birth="2015-01-01")
    pairs = [(people[0], child), (people[1], people[2]), (new, people[0]), (people[2], b"x" * 16)]
    told, done = dispatch.replace_members(desk, batch_id=batch, pairs=pairs, reason="换人")
    assert [one.done for one in told] == [False] * 4
    rules = [[rule for each in one.told for rule in each.rules] for one in told]
    assert rules[0] == ["under_age"]
    assert rules[1] == ["already_listed"]
    assert rules[2] == ["not_listed", "already_listed"]
    assert rules[3] == ["unknown_person"]
    assert set(listed(desk, batch)) == set(people)
    assert done


def test_a_full_order_has_the_place_of_who_goes_free(desk: Desk) -> None:
    desk_rule(desk, "eligible.places", "block")
    batch, people, (new, other) = made(desk, 2)
    added, _ = dispatch.add_members(desk, batch_id=batch, people=[other])
    assert not added[0].done
    told, _ = dispatch.replace_members(desk, batch_id=batch, pairs=[(people[0], new)], reason="换")
    assert told[0].done


def test_thirty_drop_out_and_twenty_five_come_in_as_one_act(desk: Desk) -> None:
    batch, people, others = made(desk, 30, spare=25)
    before = listed(desk, batch)
    pairs = list(zip(people, [*others, *[None] * 5], strict=True))
    told, done = dispatch.replace_members(desk, batch_id=batch, pairs=pairs, reason="换一批")
    assert sum(one.done for one in told) == 30
    after = listed(desk, batch)
    assert set(after) == set(others)
    for gone, new in pairs:
        if new is not None:
            assert place(after[new]) == place(before[gone])
    office.undo.undo(desk, done.number)
    assert set(listed(desk, batch)) == set(people)


def test_who_comes_back_after_being_replaced_gets_another_place(desk: Desk) -> None:
    batch, people, (new, _) = made(desk, 2)
    dispatch.replace_members(desk, batch_id=batch, pairs=[(people[0], new)], reason="换")
    dispatch.add_members(desk, batch_id=batch, people=[people[0]])
    positions = [row["position"] for row in listed(desk, batch).values()]
    assert sorted(positions) == [1, 2, 3]
    # And takes the own one again from who had come in.
    dispatch.remove_members(desk, batch_id=batch, people=[people[0]])
    told, _ = dispatch.replace_members(
        desk, batch_id=batch, pairs=[(new, people[0])], reason="还是来"
    )
    assert told[0].done
    assert listed(desk, batch)[people[0]]["position"] == 1


def test_a_reason_is_needed_and_a_batch_that_is_back_takes_nobody(
    desk: Desk, tmp_path: Path
) -> None:
    batch, people, (new, _) = made(desk, 2)
    with pytest.raises(errors.Invalid):
        dispatch.replace_members(desk, batch_id=batch, pairs=[(people[0], new)], reason=" ")
    send_batch(desk, batch, tmp_path)
    told, _ = dispatch.replace_members(
        desk, batch_id=batch, pairs=[(people[0], new)], reason="没来上车"
    )
    assert told[0].done
    dispatch.return_batch(desk, batch_id=batch, confirmed=(batches.RETURN_AHEAD,))
    with pytest.raises(errors.Refused):
        dispatch.replace_members(desk, batch_id=batch, pairs=[(people[1], new)], reason="换")


def test_written_lines_name_everybody_they_can_mean(desk: Desk) -> None:
    batch, people, (new, other) = made(desk, 2)
    names = {one: row["name"] for one, row in listed(desk, batch).items()}
    text = f"{names[people[0]]} → 3\n2 → 不补\n没有的人 → 谁\n{names[people[0]]} 4"
    found = dispatch.read_swaps(desk, text, batch_id=batch)
    assert [[one[0] for one in row.out] for row in found] == [
        [people[0]],
        [people[1]],
        [],
        [people[0]],
    ]
    assert [[one[0] for one in row.new] for row in found] == [[new], [], [], [other]]
    assert [row.line.nobody for row in found] == [False, True, False, False]


def test_people_are_understood_as_the_program_shows_them(desk: Desk) -> None:
    batch, people, (new, _) = made(desk, 1)
    out, other = listed(desk, batch)[people[0]]["name"], desk.store.get("worker", new)
    assert other is not None
    text = f"{out} W1 → {other['name']} W2\n{out} W1 → {other['name']} W3"
    right, wrong = dispatch.read_swaps(desk, text, batch_id=batch)
    assert ([one[0] for one in right.out], [one[0] for one in right.new]) == ([people[0]], [new])
    assert (len(wrong.out), wrong.new) == (1, ())


STEPS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8)


@settings(max_examples=examples(10), deadline=None)
@given(STEPS)
def test_whoever_is_replaced_by_whomever_seats_and_groups_stay(
    steps: list[tuple[int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(Path(folder) / "config"))
        desk = copied_desk(Path(folder) / "desk")
        batch, people, others = made(desk, 3, spare=3)
        everybody = [*people, *others]
        for gone, new in steps:
            before = listed(desk, batch)
            pair = (everybody[gone], everybody[new])
            told, _ = dispatch.replace_members(desk, batch_id=batch, pairs=[pair], reason="换")
            after = listed(desk, batch)
            is_fit = pair[0] in before and pair[1] not in before
            assert told[0].done == is_fit
            assert sorted(map(place, after.values())) == sorted(map(place, before.values()))
            if is_fit:
                assert place(after[pair[1]]) == place(before[pair[0]])
        desk.close()
