"""A long act taken back slice by slice: others in between, broken off, gone on with."""

from __future__ import annotations

import contextlib
import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office, undoing, workers
from gigdesk.actions.undoing import taking
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from gigdesk.domain import office as office_rules
from tests.actions.workers.imports import rosters
from tests.making import move_clock, no_room, undoable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.actions.desk import Desk

SLICE, MANY = 20, 95


@pytest.fixture(autouse=True)
def _short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classing, "CHUNK", SLICE)
    monkeypatch.setattr(taking, "LONG", SLICE)


@pytest.fixture
def crowd(desk: Desk, tmp_path: Path) -> list[list[Any]]:
    """Take in people, with a household each and two telephones, and return their rows."""
    people = rosters.crowd(MANY)
    path = rosters.book(tmp_path / "r.xlsx", people)
    reading = imports.read(imports.open_file(desk, path), today=desk.clock.today())
    imports.take_in(desk, reading, back_up=False)
    return people


def everything(desk: Desk) -> dict[str, list[Any]]:
    """Return all people and what belongs to them."""
    tables = ("worker", "worker_phone", "household", "employment", "intention", "division")
    return {name: desk.store.query(f"SELECT * FROM {name} ORDER BY id") for name in tables}  # noqa: S608 -- fixed names


def between(at: int, deed: Callable[[], object]) -> Callable[[], None]:
    """Return what does something once, when it is called for the time `at`."""
    calls = [0]

    def call() -> None:
        calls[0] += 1
        if calls[0] == at:
            deed()

    return call


READINGS = 4
"""So often others may act while the act is read; what comes later is between two slices."""


def test_all_slices_are_one_act_and_leave_nothing(desk: Desk, crowd: list[list[Any]]) -> None:
    told: list[tuple[int, int]] = []
    waited: list[int] = []
    pace = undoing.Pace(
        progress=lambda *far: told.append(far),
        others=lambda: waited.append(rosters.people(desk)),
    )
    undone = office.undo.undo(desk, pace=pace)
    assert undone.removed["worker"] == len(crowd)
    assert (undone.stayed_count, rosters.people(desk)) == (0, 0)
    assert waited[READINGS:] == [95, 80, 60, 40, 20]
    assert told[-1][0] == told[-1][1]
    back, act = office.history.acts(desk, limit=2)
    assert (back["name"], back["undoes_id"]) == ("office.undo", act["id"])
    assert (act["undone"], imports.unfinished(desk)) == (1, [])
    assert office.safety.verify(desk).sound
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, act["number"])
    assert caught.value.code == "office.error.undo_twice"


@pytest.mark.parametrize("at", [2, READINGS + 1, READINGS + 3])
def test_who_is_changed_meanwhile_stays_and_can_go_later(
    desk: Desk, crowd: list[list[Any]], at: int
) -> None:
    first = rosters.person(desk, crowd[0][1])["id"]
    second = rosters.person(desk, crowd[1][1])["id"]
    later: list[int] = []

    def work() -> None:
        workers.people.correct(desk, worker_id=first, changes={"phone": "13912345678"})
        later.append(office.history.acts(desk, limit=1)[0]["number"])
        workers.belongings.add_phone(desk, worker_id=second, phone="13900001111")
        later.append(office.history.acts(desk, limit=1)[0]["number"])

    number = office.history.acts(desk, limit=1)[0]["number"]
    pace = undoing.Pace(others=between(at, work))
    undone = office.undo.undo(desk, number, leave_changed=True, pace=pace)
    assert (undone.removed["worker"], undone.stayed_count) == (MANY - 2, 2)
    assert {row["number"] for row in undone.stayed} == set(later)
    (act,) = (one for one in office.history.acts(desk) if one["number"] == number)
    assert (act["undone"], act["undone_in_part"]) == (0, 1)
    assert office.safety.verify(desk).sound
    for one in reversed(later):
        office.undo.undo(desk, one)
    again = office.undo.undo(desk, number, pace=undoing.Pace())
    assert (again.removed["worker"], rosters.people(desk)) == (2, 0)
    assert office.safety.verify(desk).sound


class _CutError(Exception):
    """Stands for a power cut between two slices."""


def cut_off(desk: Desk, at: int) -> None:
    def cut() -> None:
        raise _CutError

    with pytest.raises(_CutError):
        office.undo.undo(desk, pace=undoing.Pace(others=between(at, cut)))


def test_without_a_number_a_broken_off_undo_is_gone_on_with_before_anything_older(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, rosters.book(tmp_path / "older.xlsx", rosters.crowd(1, seed=7)))
    rosters.take(desk, rosters.book(tmp_path / "r.xlsx", rosters.crowd(MANY)))
    newest = office.undo.newest(desk)
    assert newest is not None
    cut_off(desk, READINGS + 3)
    assert 1 < rosters.people(desk) < MANY
    undone, passed = office.undo.undo_last(desk)
    assert (undone.act_number, passed, rosters.people(desk)) == (newest["number"], [], 1)
    assert office.undo.undo_last(desk)[0].act_number < newest["number"]
    assert rosters.people(desk) == 0


@pytest.mark.parametrize("pace", [None, undoing.Pace()])
def test_what_was_broken_off_is_listed_and_gone_on_with_as_the_same_act(
    desk: Desk, crowd: list[list[Any]], pace: undoing.Pace | None
) -> None:
    cut_off(desk, READINGS + 3)
    assert rosters.people(desk) == 3 * SLICE
    (found,) = imports.unfinished(desk)
    assert (found.undoing, found.number, found.file) == (True, 1, "r.xlsx")
    back, act = office.history.acts(desk, limit=2)
    assert (act["undone"], act["undone_in_part"]) == (0, 1)
    assert office.safety.verify(desk).sound
    undone = office.undo.undo(desk, act["number"], pace=pace)
    assert undone.done.number == back["number"]
    assert (undone.removed["worker"], rosters.people(desk)) == (len(crowd), 0)
    assert imports.unfinished(desk) == []
    assert [one["name"] for one in office.history.acts(desk, limit=2)] == [
        "office.undo",
        "workers.import",
    ]
    assert office.history.acts(desk, limit=2)[1]["undone"] == 1
    assert office.safety.verify(desk).sound


def test_who_stops_an_undo_hears_how_to_go_on(desk: Desk, crowd: list[list[Any]]) -> None:
    number = office.history.acts(desk, limit=1)[0]["number"]

    def stop_from(least: int) -> undoing.Pace:
        def progress(count: int, _total: int) -> None:
            if count >= least:
                raise _CutError

        return undoing.Pace(progress=progress)

    with pytest.raises(_CutError):
        office.undo.undo(desk, number, pace=stop_from(0))
    assert (rosters.people(desk), imports.unfinished(desk)) == (len(crowd), [])
    for _ in range(2):
        with pytest.raises(errors.Refused) as caught:
            office.undo.undo(desk, number, pace=stop_from(2 * SLICE))
        assert caught.value.code == "office.error.undo_half_way"
        assert caught.value.params["number"] == number
        what = caught.value.params["act"]
        assert isinstance(what, errors.Code)
        assert (what.code, what.params["act"]) == (
            "office.undo.of",
            errors.Code("acts.workers.import"),
        )
    (found,) = imports.unfinished(desk)
    assert found.undoing
    past = imports.past(desk)[0]
    assert (past.half_undone, past.in_part, past.undoable) == (True, True, True)
    assert [act["number"] for act in undoable(desk)] == [number]
    half = office.undo.left_half_done(desk)
    assert half is not None
    newest = office.undo.newest(desk)
    assert half["number"] == number == (newest or {})["number"]
    office.undo.undo(desk, number, pace=undoing.Pace())
    assert office.undo.left_half_done(desk) is None
    assert (rosters.people(desk), imports.past(desk)[0].half_undone) == (0, False)
    assert office.safety.verify(desk).sound


def test_a_full_disk_half_way_says_how_to_go_on(desk: Desk, crowd: list[list[Any]]) -> None:
    number = office.history.acts(desk, limit=1)[0]["number"]
    with contextlib.ExitStack() as full, pytest.raises(errors.EnvironmentFailure) as caught:
        fill = between(READINGS + 2, lambda: full.enter_context(no_room()))
        office.undo.undo(desk, number, pace=undoing.Pace(others=fill))
    assert caught.value.code == "office.error.undo_interrupted"
    # Which of the two SQLite says depends on whether a page is written anew or over.
    told = [errors.Code("errors.disk_full"), errors.Code("errors.disk_io")]
    assert caught.value.params["why"] in told
    assert len(crowd) > rosters.people(desk) > 0
    office.undo.undo(desk, number)
    assert rosters.people(desk) == 0


def test_what_was_begun_in_time_is_brought_to_its_end_however_old(
    desk: Desk, crowd: list[list[Any]]
) -> None:
    assert crowd
    number = office.history.acts(desk, limit=1)[0]["number"]
    cut_off(desk, READINGS + 3)
    days = datetime.timedelta(days=office_rules.acts.IMPORT_UNDO_DAYS + 1)
    move_clock(desk, datetime.datetime.now(tz=datetime.UTC) + days)
    assert undoing.is_import_old(desk, number)
    assert imports.past(desk)[0].undoable
    assert [act["number"] for act in undoable(desk)] == [number]
    office.undo.undo(desk, number, pace=undoing.Pace())
    assert (rosters.people(desk), imports.unfinished(desk)) == (0, [])
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert caught.value.code == "office.error.undo_twice"
    assert office.safety.verify(desk).sound


def test_slices_leave_the_same_as_one_transaction_does(
    desk: Desk, tmp_path: Path, crowd: list[list[Any]]
) -> None:
    for row in crowd:
        row[2] = "13800138000"
    before = everything(desk)
    path = rosters.book(tmp_path / "again.xlsx", crowd)
    reading = imports.read(imports.open_file(desk, path), today=desk.clock.today())
    taken = imports.take_in(desk, reading, back_up=False)
    assert taken.counts["updated"] == MANY
    office.undo.undo(desk, taken.done.number, pace=undoing.Pace())
    assert everything(desk) == before


def test_nobody_takes_the_same_act_back_between_two_slices(
    desk: Desk, crowd: list[list[Any]]
) -> None:
    assert crowd
    number = office.history.acts(desk, limit=1)[0]["number"]
    refused: list[str] = []

    def again() -> None:
        with pytest.raises(errors.Refused) as caught:
            office.undo.undo(desk, number)
        refused.append(caught.value.code)

    office.undo.undo(desk, number, pace=undoing.Pace(others=between(READINGS + 2, again)))
    assert refused == ["office.error.undo_twice"]
    assert office.safety.verify(desk).sound
