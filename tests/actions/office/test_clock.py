from __future__ import annotations

import dataclasses
import datetime
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, stamps
from gigdesk.actions import office
from gigdesk.domain.office import clocks
from gigdesk.store import oplog
from tests import making, workforce

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

HOUR_MS = 3_600_000


def set_clock(desk: Desk, by_ms: int) -> None:
    """Set the clock of the PC on or back, as somebody does who opens its settings."""
    desk.clock = dataclasses.replace(desk.clock, offset_ms=desk.clock.offset_ms + by_ms)


def suspects(desk: Desk, worker_id: bytes) -> set[int]:
    return {entry["clock_suspect"] for entry in oplog.history(desk.store, worker_id)}


def test_what_is_written_after_a_jump_is_marked_until_somebody_looked(desk: Desk) -> None:
    before = workforce.add_person(desk, 1)
    set_clock(desk, 3 * HOUR_MS)
    asked = office.clock.question(desk)
    assert asked is not None
    assert asked.doubt is clocks.Doubt.JUMPED
    during = workforce.add_person(desk, 2)
    office.clock.confirm(desk)
    after = workforce.add_person(desk, 3)
    assert [suspects(desk, one) for one in (before, during, after)] == [{0}, {1}, {0}]
    assert office.clock.question(desk) is None
    report = office.safety.verify(desk)
    assert report.sound
    assert report.in_doubt > 0


def test_the_word_of_who_looked_is_in_the_history(desk: Desk) -> None:
    workforce.add_person(desk, 1)
    set_clock(desk, -3 * HOUR_MS)
    workforce.add_person(desk, 2)
    office.clock.confirm(desk)
    said, doubted = office.history.acts(desk, limit=2)
    assert said["name"] == "office.confirm_clock"
    assert said["about"]["doubt"] == "behind"
    assert said["about"]["last_ms"] - said["about"]["shown_ms"] > 2 * HOUR_MS
    assert (said["clock_suspect"], doubted["clock_suspect"]) == (0, 1)


def test_a_clock_that_goes_back_is_believed_without_a_word(desk: Desk) -> None:
    workforce.add_person(desk, 1)
    set_clock(desk, 3 * HOUR_MS)
    workforce.add_person(desk, 2)
    set_clock(desk, -3 * HOUR_MS)
    person = workforce.add_person(desk, 3)
    assert suspects(desk, person) == {0}
    assert office.clock.question(desk) is None


def test_nothing_is_noted_where_there_was_no_doubt(desk: Desk) -> None:
    workforce.add_person(desk, 1)
    newest = office.history.acts(desk, limit=1)
    office.clock.confirm(desk)
    assert office.history.acts(desk, limit=1) == newest


def test_a_mark_cannot_be_taken_off_unseen(desk: Desk) -> None:
    workforce.add_person(desk, 1)
    set_clock(desk, 3 * HOUR_MS)
    workforce.add_person(desk, 2)
    with desk.store.atomic():
        desk.store.execute("UPDATE sync_state SET applying = 1")
        desk.store.execute("UPDATE op SET clock_suspect = 0")
        desk.store.execute("UPDATE sync_state SET applying = 0")
    assert not office.safety.verify(desk).sound


def test_an_empty_battery_is_seen_on_the_day_the_desk_is_opened_again(desk: Desk) -> None:
    workforce.add_person(desk, 1)
    desk.clock = stamps.clock_at(datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC))
    asked = office.clock.question(desk)
    assert asked is not None
    assert asked.doubt is clocks.Doubt.BEHIND


@pytest.mark.parametrize("year", [1969, 2201])
def test_what_no_desk_can_keep_is_refused_and_the_desk_opens_again(desk: Desk, year: int) -> None:
    before = office.history.acts(desk, limit=1)
    right, desk.clock = (
        desk.clock,
        stamps.clock_at(datetime.datetime(year, 6, 1, tzinfo=datetime.UTC)),
    )
    for deed in (lambda: workforce.add_person(desk, 1), lambda: office.clock.confirm(desk)):
        with pytest.raises(errors.EnvironmentFailure) as told:
            deed()
        assert told.value.code == "errors.clock_impossible"
    desk.clock = right
    assert office.history.acts(desk, limit=1) == before
    desk.close()
    again = office.entry.sign_in(desk.folder, making.LOGIN, making.PASSWORD)
    assert office.safety.verify(again).sound
    again.close()


def test_a_clock_before_the_days_that_archives_know_stops_no_backup(desk: Desk) -> None:
    os.utime(desk.vault.path, (0, 0))
    made = office.safety.back_up_on_exit(desk)
    with zipfile.ZipFile(made) as archive:
        assert {one.date_time[0] for one in archive.infolist() if one.filename != "desk.db"} == {
            1980
        }
    assert office.safety.prove(desk, made).whole
