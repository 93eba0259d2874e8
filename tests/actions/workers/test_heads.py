"""Whatever is joined, corrected or taken back, a household keeps one head or the act is refused."""

from __future__ import annotations

import contextlib
import random
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters
from tests.making import undoable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

LEAST = 3
"""So many steps of a random walk must go through, or it has shown nothing."""
NAMES = ("王小明", "李英", "王小军", "王小梅", "张桂花", "周建国")
HEADER = ("姓名", "身份证号码", "与户主关系")


@pytest.fixture
def people(register: Register) -> list[bytes]:
    """Register some people of age."""
    return [register(name, rosters.number(place)).worker_id for place, name in enumerate(NAMES, 1)]


@pytest.fixture
def home(desk: Desk, people: list[bytes]) -> bytes:
    """Make a household: the first person is the head, the second the wife."""
    made, _ = workers.households.create(desk, head_id=people[0])
    workers.households.join(desk, worker_id=people[1], household_id=made, relation="妻子")
    return made


def heads(desk: Desk, household: bytes) -> list[str]:
    """Return the names of the heads of a household."""
    _, members = workers.households.get(desk, household)
    return [one["name"] for one in members if one["relation_to_head"] == "0"]


def test_a_corrected_relation_neither_takes_the_head_away_nor_makes_a_second(
    desk: Desk, people: list[bytes], home: bytes
) -> None:
    correct = workers.people.correct
    with pytest.raises(errors.Refused, match="head_needed") as told:
        correct(desk, worker_id=people[0], changes={"relation_to_head": "配偶"})
    assert told.value.params == {"name": "王小明", "names": ["李英"]}
    with pytest.raises(errors.Refused, match="second_head") as told:
        correct(desk, worker_id=people[1], changes={"relation_to_head": "户主"})
    assert told.value.params == {"name": "李英", "head": "王小明"}
    alone, _ = workers.households.create(desk, head_id=people[2])
    with pytest.raises(errors.Refused, match="head_alone"):
        correct(desk, worker_id=people[2], changes={"relation_to_head": "子"})
    correct(desk, worker_id=people[1], changes={"relation_to_head": "子"})
    assert (heads(desk, home), heads(desk, alone)) == (["王小明"], ["王小军"])


def test_a_row_that_would_leave_a_household_without_its_only_head_waits(
    desk: Desk, people: list[bytes], home: bytes, tmp_path: Path
) -> None:
    listed = [["王小明", rosters.number(1), "配偶"], ["李英", rosters.number(2), "配偶"]]
    taken = rosters.take(desk, rosters.book(tmp_path / "r.xlsx", listed, HEADER))
    assert (taken.counts["undecided"], taken.counts["unchanged"]) == (1, 1)
    lines = imports.waiting_lines(desk)
    assert [one.reasons[0][0].rsplit(".", 1)[1] for one in lines] == ["head_needed"]
    assert len(imports.finish_many(desk, row_ids=[lines[0].id], take=True).left) == 1
    with pytest.raises(errors.Refused, match="head"):
        imports.finish(desk, lines[0].id, fields={"relation_to_head"})
    assert heads(desk, home) == ["王小明"]
    assert people


GAPS = (0, 140)
"""So many rows between two of one household: in the same chunk, or in another."""


def apart(tmp_path: Path, gap: int, first: list[str], last: list[str]) -> Path:
    """Write a list with rows of other people between two rows."""
    between = [["黄多多", rosters.number(at + 100), "户主"] for at in range(gap)]
    return rosters.book(tmp_path / f"{gap}.xlsx", [first, *between, last], HEADER)


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("is_head_first", [True, False])
def test_a_list_that_changes_who_is_the_head_in_two_rows_is_taken_as_it_is(
    desk: Desk, people: list[bytes], home: bytes, tmp_path: Path, *, gap: int, is_head_first: bool
) -> None:
    pair = [["王小明", rosters.number(1), "配偶"], ["李英", rosters.number(2), "户主"]]
    first, last = pair if is_head_first else reversed(pair)
    taken = rosters.take(desk, apart(tmp_path, gap, first, last))
    assert (taken.counts["updated"], heads(desk, home)) == (2, ["李英"])
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert heads(desk, home) == ["王小明"]
    assert people


@pytest.mark.parametrize("gap", GAPS)
def test_of_a_change_of_head_neither_row_is_taken_where_one_has_to_wait(
    desk: Desk, people: list[bytes], home: bytes, tmp_path: Path, gap: int
) -> None:
    first, last = ["王大明", rosters.number(1), "配偶"], ["李英", rosters.number(2), "户主"]
    taken = rosters.take(desk, apart(tmp_path, gap, first, last))
    assert (taken.counts["undecided"], heads(desk, home)) == (2, ["王小明"])
    assert people


def test_two_rows_that_wait_for_each_other_are_finished_together(
    desk: Desk, people: list[bytes], home: bytes, tmp_path: Path
) -> None:
    listed = [["王大明", rosters.number(1), "配偶"], ["李英", rosters.number(2), "户主"]]
    rosters.take(desk, rosters.book(tmp_path / "r.xlsx", listed, HEADER))
    ids = [one.id for one in imports.waiting_lines(desk)]
    for one in ids:
        assert imports.finish_many(desk, row_ids=[one], take=True).left == (one,)
    assert imports.finish_many(desk, row_ids=ids, take=True).settled == len(ids)
    assert heads(desk, home) == ["李英"]
    assert people


def test_a_row_that_waits_for_another_names_it_when_it_is_finished_alone(
    desk: Desk, people: list[bytes], home: bytes, tmp_path: Path
) -> None:
    listed = [["王大明", rosters.number(1), "配偶"], ["李英", rosters.number(2), "户主"]]
    rosters.take(desk, rosters.book(tmp_path / "r.xlsx", listed, HEADER))
    one, two = imports.waiting_lines(desk)
    for line, other in ((one, two), (two, one)):
        with pytest.raises(imports.GoesWith) as told:
            imports.finish(desk, line.id, fields={"relation_to_head"})
        assert told.value.row_ids == (line.id, other.id)
        assert told.value.params["row"] == other.where
    imports.drop(desk, two.id, reason="x")
    with pytest.raises(errors.Refused, match="head_needed") as alone:
        imports.finish(desk, one.id, fields={"relation_to_head"})
    assert not isinstance(alone.value, imports.GoesWith)
    assert heads(desk, home) == ["王小明"]
    assert people


@pytest.mark.parametrize("gap", GAPS)
def test_two_people_of_a_household_without_a_head_cannot_both_become_it(
    desk: Desk, people: list[bytes], tmp_path: Path, gap: int
) -> None:
    home, _ = workers.households.create(desk, head_id=people[0])
    workers.households.join(desk, worker_id=people[1], household_id=home, relation="妻子")
    with desk.doing("workers.correct"):
        desk.store.change("worker", people[0], {"relation_to_head": "2"})
    first, last = ["王小明", rosters.number(1), "户主"], ["李英", rosters.number(2), "户主"]
    taken = rosters.take(desk, apart(tmp_path, gap, first, last))
    assert (taken.counts["undecided"], heads(desk, home)) == (2, [])
    reasons = imports.of_import(desk, taken.number).reasons
    assert [(one.code, one.count) for one in reasons] == [("workers.error.second_head", 2)]


def test_joining_the_record_of_a_head_into_another_is_refused_unless_the_headship_comes_along(
    desk: Desk, people: list[bytes], home: bytes
) -> None:
    _, other, third = people[:3]
    merge = workers.doubles.merge
    with pytest.raises(errors.Refused, match="merge_headless") as told:
        merge(desk, keep=other, other=people[0], choices={"relation_to_head": "keep"})
    assert told.value.params["name"] == "王小明"
    elsewhere, _ = workers.households.create(desk, head_id=third)
    with pytest.raises(errors.Refused, match="merge_headless"):
        merge(desk, keep=third, other=people[0])
    assert workers.people.get(desk, people[0]).id == people[0]
    done = merge(desk, keep=other, other=people[0], choices={"relation_to_head": "other"})
    assert (heads(desk, home), heads(desk, elsewhere)) == (["李英"], ["王小军"])
    office.undo.undo(desk, done.number)
    assert heads(desk, home) == ["王小明"]


def test_an_undo_neither_leaves_a_household_without_a_head_nor_gives_it_a_second(
    desk: Desk, people: list[bytes], home: bytes
) -> None:
    homes = workers.households
    husband, wife, son, other = people[:4]
    alone, begun = homes.create(desk, head_id=son)
    homes.join(desk, worker_id=other, household_id=alone, relation="妻子")
    for leave_changed in (False, True):
        with pytest.raises(errors.Refused, match="all_changed"):
            office.undo.undo(desk, begun.number, leave_changed=leave_changed)
    assert heads(desk, alone) == ["王小军"]
    homes.join(desk, worker_id=wife, household_id=home, relation="户主")
    gone = homes.leave(desk, worker_id=husband)
    away = homes.join(desk, worker_id=husband, household_id=alone, relation="父母")
    office.undo.undo(desk, away.number)
    office.undo.undo(desk, gone.number)
    homes.join(desk, worker_id=husband, household_id=home, relation="户主")
    homes.leave(desk, worker_id=wife)
    homes.leave(desk, worker_id=husband)
    left = homes.join(desk, worker_id=husband, household_id=alone, relation="父母")
    assert heads(desk, alone) == ["王小军"]
    back = undoable(desk)[1]["number"]
    homes.join(desk, worker_id=wife, household_id=home, relation="户主")
    office.undo.undo(desk, left.number)
    for leave_changed in (False, True):
        with pytest.raises(errors.Refused, match="all_changed"):
            office.undo.undo(desk, back, leave_changed=leave_changed)
    assert heads(desk, home) == ["李英"]


LISTED = ("姓名", "身份证号码", "户号", "与户主关系", "村")


def member(place: int, relation: str, household: int = 1) -> list[object]:
    """Return a row under LISTED."""
    return [NAMES[place - 1], rosters.number(place), household, relation, "新建村"]


@pytest.mark.parametrize(("earlier", "later"), [("户主", "妻子"), ("", "户主"), ("妻子", "户主")])
def test_an_undo_restores_a_household_without_a_head_or_with_two_as_a_list_made_it(
    desk: Desk, tmp_path: Path, earlier: str, later: str
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    first = [member(1, earlier), member(2, "")]
    rosters.take(desk, rosters.book(tmp_path / "1.xlsx", first, LISTED))
    # As a list could leave it that knew no remark on a second head.
    with desk.doing("workers.correct"):
        home = rosters.person(desk, rosters.number(1))["household_id"]
        second = {"household_id": home, "relation_to_head": "0" if earlier == "户主" else "2"}
        desk.store.change("worker", rosters.person(desk, rosters.number(2))["id"], second)
    before = standing(desk)
    crowd = [member(place, "户主", place) for place in (3, 4, 5)]
    file = rosters.book(tmp_path / "2.xlsx", [member(1, later), *crowd], LISTED)
    taken = rosters.take(desk, file)
    assert taken.counts["updated"] == 1
    undone = office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert (undone.stayed_count, standing(desk)) == (0, before)


def test_of_an_import_only_the_household_stays_that_a_later_act_has_changed(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    first = [member(1, "户主"), member(2, "妻子"), member(3, "户主", 3)]
    rosters.take(desk, rosters.book(tmp_path / "1.xlsx", first, LISTED))
    home = rosters.person(desk, rosters.number(1))["household_id"]
    listed = [member(1, "丈夫"), member(2, "户主"), member(4, "户主", 4), member(5, "户主", 5)]
    taken = rosters.take(desk, rosters.book(tmp_path / "2.xlsx", listed, LISTED))
    third = rosters.person(desk, rosters.number(3))["id"]
    workers.households.join(desk, worker_id=third, household_id=home, relation="户主")
    target = imports.undo_target(desk, taken.number)
    with pytest.raises(errors.Refused, match="in_the_way"):
        office.undo.undo(desk, target)
    undone = office.undo.undo(desk, target, leave_changed=True)
    assert (undone.removed["worker"], undone.stayed_count) == (2, 2)
    assert heads(desk, home) == ["王小军"]


def test_a_second_head_of_a_new_household_is_told_and_comes_in_outside(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    file = rosters.book(
        tmp_path / "1.xlsx", [member(1, "户主"), member(2, "户主"), member(3, "子")], LISTED
    )
    told = rosters.look(desk, file).told.warnings
    assert [(one.code, one.count) for one in told] == [("intake.finding.second_head", 1)]
    taken = rosters.take(desk, file)
    account = imports.of_import(desk, taken.number).warnings
    assert [(one.code, one.count) for one in account] == [("intake.finding.second_head", 1)]
    one, two = (rosters.person(desk, rosters.number(at)) for at in (1, 2))
    assert [one["name"] for one in (one, two) if one["household_id"] is None] == ["李英"]
    assert standing(desk) == {one["household_id"]: (2, 1)}


def test_a_new_member_joins_the_household_of_a_head_whose_own_row_waits(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    rosters.take(desk, rosters.book(tmp_path / "1.xlsx", [member(1, "户主")], LISTED))
    listed = [["王大明", *member(1, "户主")[1:]], member(2, "妻子"), member(3, "户主")]
    taken = rosters.take(desk, rosters.book(tmp_path / "2.xlsx", listed, LISTED))
    assert (taken.counts["undecided"], taken.counts["new"]) == (1, 2)
    home = rosters.person(desk, rosters.number(1))["household_id"]
    assert standing(desk) == {home: (2, 1)}


def standing(desk: Desk) -> dict[bytes, tuple[int, int]]:
    """Return by household how many people and how many heads it has."""
    found = desk.store.query(
        "SELECT household_id, count(*) AS people, total(relation_to_head = '0') AS heads "
        "FROM worker WHERE household_id IS NOT NULL AND merged_into IS NULL GROUP BY household_id"
    )
    return {row["household_id"]: (row["people"], int(row["heads"])) for row in found}


def step(desk: Desk, dice: random.Random, people: Sequence[bytes]) -> None:
    """Join, correct, leave, begin, merge or take back at random."""
    one, other = dice.sample(people, 2)
    relation = dice.choice(("户主", "配偶", "子"))
    homes = workers.households
    way = dice.randrange(7)
    if way == 0:
        homes.create(desk, head_id=one)
    elif way == 1:
        homes.join_relative(desk, worker_id=one, relative_id=other, relation=relation)
    elif way == 2:
        homes.leave(desk, worker_id=one)
    elif way == 3:
        side = {"household_id": dice.choice(("keep", "other"))}
        side["relation_to_head"] = side["household_id"]
        numbers = dict.fromkeys(("doc_no", "name"), "keep")
        workers.doubles.merge(desk, keep=one, other=other, choices={**numbers, **side})
    elif way in (4, 5):
        workers.people.correct(desk, worker_id=one, changes={"relation_to_head": relation})
    else:
        acts = undoable(desk)[:8]
        office.undo.undo(desk, dice.choice(acts)["number"], leave_changed=dice.random() < 0.8)


@pytest.mark.parametrize("seed", range(6))
def test_no_random_walk_of_acts_breaks_a_household(
    desk: Desk, people: list[bytes], seed: int
) -> None:
    dice = random.Random(seed)
    homes = workers.households
    for head, wife in ((0, 1), (2, 3)):
        made, _ = homes.create(desk, head_id=people[head])
        homes.join(desk, worker_id=people[wife], household_id=made, relation="妻子")
    before = standing(desk)
    done = 0
    for _ in range(40):
        with contextlib.suppress(errors.Refused, errors.Invalid):
            step(desk, dice, people)
            done += 1
        after = standing(desk)
        for household, (_, count) in after.items():
            assert count in (1, before.get(household, (0, 1))[1]), (seed, before, after)
        before = after
    assert done >= LEAST
