"""An import of many slices: one act, others in between, stopped, broken off, completed, undone."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing, villages
from gigdesk.domain.workers import pinyin
from tests.actions.workers.imports import rosters
from tests.making import undoable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gigdesk.actions.desk import Desk

SLICE = classing.CHUNK
MANY = 3 * SLICE + 40


def reading_of(desk: Desk, path: Path) -> imports.Reading:
    return imports.read(imports.open_file(desk, path), today=desk.clock.today())


def roster(desk: Desk, tmp_path: Path, people: list[list[Any]]) -> imports.Reading:
    return reading_of(desk, rosters.book(tmp_path / "r.xlsx", people))


def acts(desk: Desk) -> list[str]:
    return [one["name"] for one in reversed(office.history.acts(desk)) if one["source"] is not None]


class Between:
    """Does something once, after the first slice."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self.calls = 0
        self._deed = deed

    def __call__(self) -> None:
        self.calls += 1
        if self.calls == 2:
            self._deed()


def register(desk: Desk, row: list[Any]) -> bytes:
    values = {"name": row[0], "doc_no": row[1], "phone": row[2]}
    seen = workers.people.preview(desk, values)
    confirmed = frozenset(one.code for one in seen.remarks)
    return workers.people.register(desk, values=values, confirmed=confirmed).worker_id


def test_all_slices_are_one_act_and_one_step_of_undo(desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    reading = roster(desk, tmp_path, rosters.crowd(MANY))
    taken = imports.take_in(
        desk, reading, progress=lambda *so_far: told.append(so_far), back_up=False
    )
    steps = (0, SLICE, 2 * SLICE, 3 * SLICE, MANY)
    assert told == [(written, MANY) for written in steps]
    assert acts(desk) == ["workers.import"]
    assert taken.counts["new"] == rosters.people(desk) == MANY
    assert imports.unfinished(desk) == []
    assert office.safety.verify(desk).sound
    undone = office.undo.undo(desk)
    assert (undone.act_number, undone.removed["worker"]) == (taken.done.number, MANY)
    assert rosters.people(desk) == 0
    past = imports.past(desk)[0]
    assert (past.undone, past.rows, past.counts["new"]) == (True, MANY, MANY)


def test_who_is_registered_between_two_slices_is_found_and_not_doubled(
    desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(MANY)
    late = people[-1]
    between = Between(lambda: register(desk, late))
    taken = imports.take_in(desk, roster(desk, tmp_path, people), others=between, back_up=False)
    assert between.calls == 5
    assert (taken.counts["new"], taken.counts["updated"]) == (MANY - 1, 1)
    assert rosters.people(desk) == MANY
    assert (
        rosters.person(desk, late[1])["number"] < rosters.person(desk, people[SLICE][1])["number"]
    )
    assert [one["name"] for one in office.history.acts(desk, limit=2)] == [
        "workers.register",
        "workers.import",
    ]


def test_a_village_added_between_two_slices_is_found(desk: Desk, tmp_path: Path) -> None:
    people = rosters.crowd(MANY)
    people[-1][3] = "石桥村"
    rosters.add_places(desk, ("青山镇", "新建村"))
    town = office.places.divisions(desk, "town")[0]["id"]
    row = {"name": "石桥村", "level": "village", "parent_id": town, "code": "x"}
    between = Between(lambda: office.places.add_many(desk, wanted=[row]))
    imports.take_in(desk, roster(desk, tmp_path, people), others=between, back_up=False)
    assert rosters.person(desk, people[-1][1])["village_id"] is not None


def test_stopping_takes_back_what_was_written_and_leaves_two_acts(
    desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(MANY)
    people[3][1] = None
    reading = roster(desk, tmp_path, people)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(rosters.people(desk))
        return len(asked) > 2

    with pytest.raises(errors.Refused) as refused:
        imports.take_in(desk, reading, cancelled=cancelled, others=lambda: None, back_up=False)
    assert (refused.value.code, refused.value.params["rows"]) == (
        "intake.error.taken_back",
        SLICE,
    )
    assert asked == [0, SLICE - 1, 2 * SLICE - 1]
    assert (rosters.people(desk), imports.count(desk), imports.unfinished(desk)) == (0, 0, [])
    assert [one["name"] for one in office.history.acts(desk, limit=2)] == [
        "office.undo",
        "workers.import",
    ]
    assert undoable(desk) == []
    assert imports.seen_before(desk, reading.opened) is None
    assert office.safety.verify(desk).sound
    assert imports.take_in(desk, reading, back_up=False).counts["new"] == MANY - 1


def test_a_slice_is_as_long_as_nobody_waits(desk: Desk, tmp_path: Path) -> None:
    waits = iter((False, True, False))
    stood: list[int] = []
    imports.take_in(
        desk,
        roster(desk, tmp_path, rosters.crowd(MANY)),
        others=lambda: stood.append(rosters.people(desk)),
        others_wait=lambda: next(waits),
        back_up=False,
    )
    assert stood == [0, 2 * SLICE, MANY]
    assert len(desk.store.query("SELECT id FROM act WHERE name = 'workers.import'")) == 1


def test_stopping_inside_a_long_slice_leaves_nothing_of_it(desk: Desk, tmp_path: Path) -> None:
    reading = roster(desk, tmp_path, rosters.crowd(MANY))
    told: list[int] = []

    def cancelled() -> bool:
        told.append(rosters.people(desk))
        return len(told) > 2

    with pytest.raises(errors.Refused) as refused:
        imports.take_in(desk, reading, cancelled=cancelled, back_up=False)
    assert (refused.value.code, told) == ("intake.error.cancelled", [0, SLICE, 2 * SLICE])
    assert (rosters.people(desk), imports.count_past(desk)) == (0, 0)
    assert office.safety.verify(desk).sound


def test_stopping_before_the_first_slice_leaves_nothing_at_all(desk: Desk, tmp_path: Path) -> None:
    def stop(_written: int, _rows: int) -> None:
        raise KeyError

    before = office.history.acts(desk)
    with pytest.raises(errors.Refused) as refused:
        imports.take_in(
            desk, roster(desk, tmp_path, rosters.crowd(3)), progress=stop, back_up=False
        )
    assert refused.value.code == "intake.error.cancelled"
    assert isinstance(refused.value.__cause__, KeyError)
    assert (office.history.acts(desk), imports.count_past(desk)) == (before, 0)


def test_what_was_corrected_since_stays_when_an_import_is_stopped(
    desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(MANY)
    first = people[0]

    def correct() -> None:
        known = rosters.person(desk, first[1])
        workers.people.correct(desk, worker_id=known["id"], changes={"phone": "13912345678"})

    between = Between(correct)
    with pytest.raises(errors.Refused) as refused:
        imports.take_in(
            desk,
            roster(desk, tmp_path, people),
            others=between,
            cancelled=lambda: between.calls > 1,
            back_up=False,
        )
    assert refused.value.code == "intake.error.taken_back_but"
    assert refused.value.params["stayed"] == 1
    assert rosters.people(desk) == 1
    assert rosters.person(desk, first[1])["phone"] == "13912345678"


def test_an_import_that_is_undone_while_it_runs_ends_there(desk: Desk, tmp_path: Path) -> None:
    between = Between(lambda: office.undo.undo(desk))
    with pytest.raises(errors.Refused) as refused:
        imports.take_in(
            desk, roster(desk, tmp_path, rosters.crowd(MANY)), others=between, back_up=False
        )
    assert refused.value.code == "intake.error.taken_back"
    assert (between.calls, rosters.people(desk), imports.unfinished(desk)) == (2, 0, [])


def broken_off(desk: Desk, reading: imports.Reading) -> errors.GigDeskError:
    """Let the disk be full after the first slice; return what is told."""

    def full() -> None:
        pages = desk.store.value("PRAGMA page_count")
        desk.store.execute_outside(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(errors.GigDeskError) as failed:
        imports.take_in(desk, reading, others=Between(full), back_up=False)
    desk.store.execute_outside("PRAGMA max_page_count = 1000000")
    return failed.value


def test_a_full_disk_leaves_whole_slices_and_the_same_file_completes_them(
    desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(MANY)
    people[3][1] = people[MANY - 5][1] = None
    reading = roster(desk, tmp_path, people)
    told = broken_off(desk, reading)
    assert isinstance(told, errors.EnvironmentFailure)
    assert told.code == "intake.error.interrupted"
    assert (told.params["rows"], told.params["of"]) == (SLICE, MANY)
    assert told.params["why"] == errors.Code("errors.disk_full")
    found = imports.unfinished(desk)
    assert [(one.number, one.file, one.written, one.rows) for one in found] == [
        (1, "r.xlsx", SLICE, MANY)
    ]
    past = imports.past(desk)[0]
    assert (past.state, past.written, past.rows) == (imports.INTERRUPTED, SLICE, MANY)
    assert imports.seen_before(desk, reading.opened) is None
    assert office.safety.verify(desk).sound
    taken = imports.take_in(desk, reading, back_up=False)
    assert rosters.counts(taken) == {
        "unchanged": SLICE - 1,
        "new": MANY - SLICE - 1,
        "rejected": 2,
    }
    assert (rosters.people(desk), imports.count(desk)) == (MANY - 2, 2)
    assert imports.unfinished(desk) == []
    states = [one.state for one in imports.past(desk)]
    assert states == ["whole", imports.COMPLETED]
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert [one.number for one in imports.unfinished(desk)] == [1]


def test_stopping_between_two_slices_keeps_them_listed_and_the_same_file_goes_on(
    desk: Desk, tmp_path: Path
) -> None:
    reading = roster(desk, tmp_path, rosters.crowd(MANY))

    def stop() -> None:
        raise errors.Refused("window.jobs.parked")

    with pytest.raises(errors.Refused, match="parked"):
        imports.take_in(desk, reading, others=Between(stop), back_up=False)
    found = [(one.written, one.rows) for one in imports.unfinished(desk)]
    assert found == [(SLICE, MANY)]
    assert rosters.people(desk) == SLICE
    assert imports.take_in(desk, reading, back_up=False).counts["new"] == MANY - SLICE
    assert imports.unfinished(desk) == []


def test_what_is_unfinished_is_undone_as_one_step(desk: Desk, tmp_path: Path) -> None:
    reading = roster(desk, tmp_path, rosters.crowd(MANY))
    broken_off(desk, reading)
    assert rosters.people(desk) == SLICE
    office.undo.undo(desk, imports.undo_target(desk, 1))
    assert (rosters.people(desk), imports.unfinished(desk)) == (0, [])
    assert imports.past(desk)[0].undone


def test_what_is_being_written_is_under_way_and_not_unfinished(desk: Desk, tmp_path: Path) -> None:
    seen: list[Any] = []

    def look() -> None:
        seen.append((imports.unfinished(desk), imports.past(desk)[0].state))

    imports.take_in(
        desk, roster(desk, tmp_path, rosters.crowd(MANY)), others=Between(look), back_up=False
    )
    assert seen == [([], imports.UNDER_WAY)]


def test_a_bug_half_way_is_told_as_a_bug_with_what_is_in(desk: Desk, tmp_path: Path) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(errors.Bug) as failed:
        imports.take_in(
            desk, roster(desk, tmp_path, rosters.crowd(MANY)), others=Between(fail), back_up=False
        )
    assert (failed.value.code, failed.value.params["rows"]) == (
        "intake.error.interrupted_bug",
        SLICE,
    )
    assert isinstance(failed.value.__cause__, ZeroDivisionError)
    assert len(imports.unfinished(desk)) == 1


def test_rows_that_never_come_end_the_import_and_are_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = classing.classify

    def some(*told: Any, **named: Any) -> Iterator[Any]:
        return itertools.islice(whole(*told, **named), SLICE + 7)

    monkeypatch.setattr(classing, "classify", some)
    with pytest.raises(errors.Bug) as failed:
        imports.take_in(
            desk,
            roster(desk, tmp_path, rosters.crowd(MANY)),
            others=Between(lambda: None),
            back_up=False,
        )
    assert failed.value.code == "intake.error.interrupted_bug"
    assert isinstance(failed.value.__cause__, errors.Bug)
    assert failed.value.__cause__.params["count"] == MANY - SLICE - 7
    assert len(imports.unfinished(desk)) == 1


def test_a_backup_can_be_made_beside_the_writing(desk: Desk, tmp_path: Path) -> None:
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", rosters.crowd(5)))
    reader = desk.reader()
    try:
        imports.make_backup(reader)
    finally:
        reader.close()
    assert any("import" in one.name for one in desk.folder.rglob("*.gdbak"))


def test_the_tables_of_readings_are_loaded_with_the_backup_before_the_lane_that_writes(
    desk: Desk,
) -> None:
    pinyin._dictionary.cache_clear()
    imports.make_backup(desk)
    assert pinyin._dictionary.cache_info().currsize == 1


def test_a_chosen_village_taken_back_before_a_slice_is_given_to_nobody(
    desk: Desk, tmp_path: Path
) -> None:
    made = office.places.add_many(
        desk, wanted=[{"name": "大村", "level": "village", "code": "430602101200"}]
    )
    village = office.places.divisions(desk, "village")[0]["id"]
    people = [[*row[:3], ""] for row in rosters.crowd(MANY)]
    waiting = [made.number]

    def undo_once() -> None:
        if waiting:
            office.undo.undo(desk, waiting.pop())

    taken = imports.take_in(
        desk,
        roster(desk, tmp_path, people),
        default_village=village,
        others=undo_once,
        back_up=False,
    )
    assert taken.counts["new"] == MANY
    assert rosters.person(desk, people[-1][1])["village_id"] is None
    told = imports.of_import(desk, taken.number).warnings[0]
    assert (told.code, told.params["village"]) == ("intake.finding.village_none", "大村")
    assert told.count == MANY


def test_a_chosen_village_that_has_gone_is_told_with_each_row(desk: Desk, tmp_path: Path) -> None:
    row = {"name": "大村", "level": "village", "code": "430602101200"}
    office.places.add_many(desk, wanted=[row])
    village = office.places.divisions(desk, "village")[0]["id"]
    gone = villages.Villages(desk, village)
    office.undo.undo(desk)
    gone.read()
    person = rosters.crowd(1)[0]
    person[3] = ""
    entry = roster(desk, tmp_path, [person]).entry(0)
    found = gone.find(entry)
    assert found.village_id is None
    assert [(one.code, one.params["village"]) for one in found.remarks] == [
        ("intake.finding.village_none", "大村")
    ]
