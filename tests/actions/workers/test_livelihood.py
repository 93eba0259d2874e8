"""One employer, one period at a time: what would overlap is refused and nothing is written."""

from __future__ import annotations

import contextlib
import itertools
import random
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from gigdesk.domain.workers import identity
from tests.actions.workers.imports import rosters
from tests.making import undoable

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

LEAST = 3
"""So many steps of a random walk must go through, or it has shown nothing."""
BODY = "43060219800101123"
WANG = BODY + identity.check_character(BODY)
HEADER = ("姓名", "身份证号码", "就业状态", "就业单位", "就业时间")
SAID = "workers.finding.work_overlaps"


def add(desk: Desk, worker_id: bytes, **values: Any) -> Any:
    """Add work at 甲厂 unless told otherwise."""
    told = {"status": "1", "employer_name": "甲厂", **values}
    return workers.livelihood.add_employment(desk, worker_id=worker_id, values=told)


@pytest.fixture
def person(desk: Desk, register: Register) -> bytes:
    """Register somebody whose work at 甲厂 has ended."""
    worker_id = register("王小明", WANG).worker_id
    add(desk, worker_id, since="2026-01-10", until="2026-06-30")
    return worker_id


def spans(desk: Desk) -> list[tuple[Any, ...]]:
    """Return all work that is kept."""
    found = desk.store.query("SELECT employer_name, since, until FROM employment ORDER BY since")
    return [tuple(row.values()) for row in found]


def test_a_form_refuses_work_inside_a_closed_period_at_the_same_employer(
    desk: Desk, person: bytes
) -> None:
    kept = spans(desk)
    for values in ({"since": "2026-03-01"}, {"since": "2025-12-01", "until": "2026-02-01"}):
        with pytest.raises(workers.checking.InvalidFields) as refused:
            add(desk, person, **values)
        assert (refused.value.code, refused.value.field) == (SAID, "since")
        assert refused.value.params["known"] == "2026-01-10 – 2026-06-30"
    changes = {"employed_since": "2026-03-01"}
    with pytest.raises(workers.checking.InvalidFields) as refused:
        workers.people.correct(desk, worker_id=person, changes=changes)
    assert (refused.value.code, refused.value.field) == (SAID, "employed_since")
    assert spans(desk) == kept
    assert workers.people.get(desk, person).worker["employed_since"] == "2026-01-10"
    add(desk, person, since="2026-07-01")
    assert spans(desk)[1:] == [("甲厂", "2026-07-01", None)]
    with pytest.raises(workers.checking.InvalidFields):
        add(desk, person, since="2026-07-01")


def test_work_that_ends_before_it_begins_is_refused(desk: Desk, person: bytes) -> None:
    with pytest.raises(workers.checking.InvalidFields, match="ends_before"):
        add(desk, person, employer_name="乙厂", since="2026-09-01", until="2026-08-01")


def test_a_row_that_would_overlap_waits_and_says_why(
    desk: Desk, person: bytes, tmp_path: Path
) -> None:
    row = ["王小明", WANG, "就业", "甲厂", "2026-03-01"]
    kept = spans(desk)
    taken = rosters.take(desk, rosters.book(tmp_path / "r.xlsx", [row], HEADER))
    assert (taken.counts["undecided"], taken.counts["updated"]) == (1, 0)
    (line,) = imports.waiting_lines(desk)
    assert [(code, level) for code, level, _ in line.reasons] == [(SAID, "W")]
    with pytest.raises(errors.Refused, match="work_overlaps"):
        imports.finish(desk, line.id, fields={"employed_since"})
    assert imports.finish_many(desk, row_ids=[line.id], take=True).left == (line.id,)
    assert spans(desk) == kept
    imports.finish(desk, line.id, fields=())
    assert (spans(desk), imports.waiting_lines(desk)) == (kept, [])
    again = ["王小明", WANG, "就业", "甲厂", "2026-08-01"]
    taken = rosters.take(desk, rosters.book(tmp_path / "s.xlsx", [again], HEADER))
    assert taken.counts["updated"] == 1
    assert spans(desk) == [*kept, ("甲厂", "2026-08-01", None)]
    assert person


def test_an_undo_does_not_open_a_period_under_a_later_one(desk: Desk, register: Register) -> None:
    person = register("王小明", WANG).worker_id
    add(desk, person, since="2025-01-10")
    _, done = add(desk, person, employer_name="乙厂", since="2026-01-01", until="2026-02-01")
    _, later = add(desk, person, since="2026-03-01")
    with pytest.raises(errors.Refused, match="undo_in_the_way") as refused:
        office.undo.undo(desk, done.number)
    assert refused.value.params["by"] == later.number
    office.undo.undo(desk, later.number)
    office.undo.undo(desk, done.number)
    assert spans(desk) == [("甲厂", "2025-01-10", None)]


def test_of_an_undo_only_the_period_under_a_later_one_stays(desk: Desk, register: Register) -> None:
    person = register("王小明", WANG).worker_id
    add(desk, person, since="2025-01-10")
    _, done = add(desk, person, employer_name="乙厂", since="2026-01-01", until="2026-02-01")
    closed = spans(desk)[0]
    add(desk, person, since="2026-03-01")
    undone = office.undo.undo(desk, done.number, leave_changed=True)
    assert "employment" in {row["tbl"] for row in undone.stayed}
    assert spans(desk) == [closed, ("甲厂", "2026-03-01", None)]
    assert office.safety.verify(desk).sound


def test_work_that_overlapped_before_an_act_may_overlap_again(
    desk: Desk, register: Register
) -> None:
    person = register("王小明", WANG).worker_id
    add(desk, person, since="2025-01-10", until="2025-12-31")
    with desk.doing("workers.add_employment"):  # as an old file or another station brings it in
        row = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": person}
        work = {"employer_name": "甲厂", "status": "1", "since": "2025-06-01"}
        desk.store.add("employment", {**row, **work})
    stood = spans(desk)
    with desk.doing("workers.add_employment") as act:
        desk.store.change("employment", row["id"], {"since": "2026-01-01"})
    undone = office.undo.undo(desk, act.number)
    assert undone.restored == {"employment": 1}
    assert spans(desk) == stood


def step(desk: Desk, dice: random.Random, person: bytes, place: Path) -> None:
    """Tell of work by the form, the columns of the person or a list, or take the last act back."""
    day = f"2026-{dice.randint(1, 10):02d}-{dice.randint(1, 28):02d}"
    firm, way = dice.choice(("甲厂", "乙厂")), dice.randrange(4)
    if way == 0:
        until = {"until": f"2026-11-{dice.randint(1, 20):02d}"} if dice.random() < 0.5 else {}
        add(desk, person, employer_name=firm, since=day, **until)
    elif way == 1:
        changes = {"employment_status": "1", "employer_name": firm, "employed_since": day}
        workers.people.correct(desk, worker_id=person, changes=changes)
    elif way == 2:
        row = ["王小明", WANG, dice.choice(("就业", "失业")), firm, day]
        rosters.take(desk, rosters.book(place, [row], HEADER))
    else:
        acts = undoable(desk)
        office.undo.undo(desk, dice.choice(acts)["number"], leave_changed=True)


@pytest.mark.parametrize("seed", range(6))
def test_no_way_of_telling_makes_two_periods_with_one_employer_overlap(
    desk: Desk, register: Register, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    person = register("王小明", WANG).worker_id
    add(desk, person, since="2026-01-10", until="2026-06-30")
    done = 0
    for _ in range(14):
        with contextlib.suppress(errors.Refused, errors.Invalid):
            step(desk, dice, person, tmp_path / "r.xlsx")
            done += 1
        for one, other in itertools.combinations(spans(desk), 2):
            if one[0] == other[0] and one[0] and one[1] and other[1]:
                assert max(one[1], other[1]) >= min(one[2] or "~", other[2] or "~"), spans(desk)
    assert done >= LEAST


ENDED = ("姓名", "身份证号码", "就业状态", "失业时间", "就业时间", "就业单位")
OFF = "SELECT until, until_assumed FROM employment WHERE until IS NOT NULL"


def test_an_end_that_nobody_told_is_noted_as_assumed_until_somebody_does(
    desk: Desk, register: Register, tmp_path: Path
) -> None:
    worker_id = register("王小明", WANG).worker_id
    add(desk, worker_id, since="2025-03-01")

    def take(*cells: str) -> None:
        rosters.take(desk, rosters.book(tmp_path / "r.xlsx", [["王小明", WANG, *cells]], ENDED))

    take("未就业")
    assert desk.store.query(OFF) == [{"until": "2026-09-01", "until_assumed": 1}]
    # The history of the person says so as well.
    told = [one.values["changes"] for one in workers.story.changes(desk, worker_id)]
    assert any(one.get("until_assumed") == (0, 1) for one in told)
    take("未就业", "2026-05-01")
    assert desk.store.query(OFF) == [{"until": "2026-05-01", "until_assumed": 0}]
    office.undo.undo(desk)
    office.undo.undo(desk)
    assert desk.store.query(OFF) == []


def test_work_at_the_same_employer_again_does_not_overlap_an_end_that_was_assumed(
    desk: Desk, register: Register
) -> None:
    worker_id = register("王小明", WANG).worker_id
    add(desk, worker_id, since="2025-03-01")
    everything = frozenset({"workers.finding.work_ended"})
    correct = workers.people.correct
    off = {"employment_status": "2"}
    correct(desk, worker_id=worker_id, changes=off, confirmed=everything)
    again = {"employment_status": "1", "employer_name": "甲厂", "employed_since": "2026-02-01"}
    correct(desk, worker_id=worker_id, changes=again, confirmed=everything)
    first = {"employer_name": "甲厂", "since": "2025-03-01", "until": "2026-02-01"}
    found = desk.store.query("SELECT * FROM employment WHERE since = '2025-03-01'")
    assert {name: found[0][name] for name in first} == first
    assert found[0]["until_assumed"] == 1


@pytest.mark.parametrize("field", ["employed_since", "unemployed_since"])
def test_work_that_begins_only_after_today_is_remarked_in_form_and_list(
    desk: Desk, tmp_path: Path, field: str
) -> None:
    said = "findings.date.to_come"
    for day, remarked in (("2099-01-01", True), ("2026-10", True), ("2026-09-01", False)):
        seen = workers.people.preview(desk, {field: day})
        assert [(one.field, one.level) for one in seen.remarks if one.code == said] == (
            [(field, "W")] if remarked else []
        )
        cells = ["已就业", "", day] if field == "employed_since" else ["未就业", day, ""]
        path = rosters.book(tmp_path / "r.xlsx", [["王小明", WANG, *cells]], ENDED)
        found = rosters.look(desk, path)
        assert found.counts["new"] == 1
        assert [one.code for one in found.told.warnings] == ([said] if remarked else [])


def test_a_wish_that_is_emptied_is_closed(desk: Desk, register: Register) -> None:
    worker_id = register("王小明", WANG, wanted_trades="采棉").worker_id
    workers.people.correct(desk, worker_id=worker_id, changes={"wanted_trades": ""})
    assert [one["state"] for one in desk.store.query("SELECT state FROM intention")] == ["closed"]
