"""Backups made beside an open window: a line in the history all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office
from gigdesk.domain.office import Role
from gigdesk.store import notes
from tests.making import LOGIN, PASSWORD, no_room

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

OVER = office.restoring.Over(replace=True)


def _back_up(desk: Desk, target: Path, login: str = LOGIN) -> None:
    """Make a backup as a command does while the desk is held by a window."""
    reading = office.entry.sign_in(desk.folder, login, PASSWORD, read_only=True)
    office.safety.back_up(reading, target)
    reading.close()


def _told(desk: Desk) -> list[tuple[str, str]]:
    """Return who made backups, and into which files, the last first."""
    found: list[dict[str, Any]] = office.history.acts(desk)
    made = [act for act in found if act["name"] == "office.backup"]
    return [(act["staff_name"], act["about"]["file"]) for act in made]


def _notes(desk: Desk) -> list[Path]:
    return list(desk.folder.glob("*note*"))


def test_a_backup_beside_an_open_window_stands_in_the_history_when_it_closes(
    desk: Desk, tmp_path: Path
) -> None:
    office.staff.add(desk, login="zhao", name="赵干事", role=Role.CLERK, password=PASSWORD)
    _back_up(desk, tmp_path / "a.gdbak", "zhao")
    made = desk.clock.now_ms()
    assert _told(desk) == []
    office.safety.back_up_on_exit(desk)
    assert _told(desk) == [("赵干事", "a.gdbak")]
    assert abs(office.history.acts(desk)[0]["at_ms"] - made) < 10_000
    assert _notes(desk) == []
    assert office.safety.verify(desk).sound


def test_a_backup_beside_a_window_that_was_killed_is_entered_at_the_next_opening(
    desk: Desk, tmp_path: Path
) -> None:
    _back_up(desk, tmp_path / "a.gdbak")
    _back_up(desk, tmp_path / "b.gdbak")
    desk.close()
    again = office.entry.sign_in(desk.folder, LOGIN, PASSWORD)
    assert _told(again) == [("李站长", "b.gdbak"), ("李站长", "a.gdbak")]
    assert _notes(again) == []
    again.close()


def test_a_note_that_could_not_be_removed_is_entered_once(desk: Desk, tmp_path: Path) -> None:
    _back_up(desk, tmp_path / "a.gdbak")
    (note,) = _notes(desk)
    content = note.read_bytes()
    office.safety.back_up_now(desk)
    note.write_bytes(content)
    office.safety.back_up_on_exit(desk)
    assert [file for _, file in _told(desk) if file == "a.gdbak"] == ["a.gdbak"]
    assert _notes(desk) == []


@pytest.mark.parametrize("content", ["", "[]", '["{}", "0"]', '["{}", null]', "{}"])
def test_a_note_that_the_key_did_not_mark_is_entered_nowhere(desk: Desk, content: str) -> None:
    place = desk.folder / "desk.db-note-00"
    place.write_text(content)
    before = len(office.history.acts(desk))
    office.safety.back_up_on_exit(desk)
    assert len(office.history.acts(desk)) == before
    assert place.exists()


def test_what_cannot_be_entered_now_waits_and_keeps_nobody_out(desk: Desk, tmp_path: Path) -> None:
    _back_up(desk, tmp_path / "a.gdbak")
    with no_room():
        office.noting.take(desk)
    assert _told(desk) == []
    office.noting.take(desk)
    assert _told(desk) == [("李站长", "a.gdbak")]


def test_a_note_of_somebody_whom_a_restored_desk_does_not_know_keeps_nobody_out(
    desk: Desk, tmp_path: Path
) -> None:
    office.safety.back_up(desk, tmp_path / "before.gdbak")
    office.staff.add(desk, login="zhao", name="赵干事", role=Role.CLERK, password=PASSWORD)
    _back_up(desk, tmp_path / "a.gdbak", "zhao")
    desk.close()
    office.restoring.restore(tmp_path / "before.gdbak", desk.folder, LOGIN, PASSWORD, over=OVER)
    again = office.entry.sign_in(desk.folder, LOGIN, PASSWORD)
    assert ("赵干事", "a.gdbak") not in _told(again)
    assert len(list(notes.find(again.folder, again.store.key))) == 1
    again.close()
