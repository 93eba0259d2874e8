"""What is proven when a file is opened to be read, and which bytes are not proven again."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, stamps
from gigdesk.store import proven
from gigdesk.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.datetime(2026, 9, 1, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def closed(store: Database) -> tuple[Path, bytes]:
    """Return a file nobody has open, and its key."""
    store.close()
    return store.path, store.key


def _asked(closed: tuple[Path, bytes], moment: datetime.datetime = NOW) -> int:
    """Check the file as a new reader does; return how often every page was read for it."""
    with Database(*closed, read_only=True) as reading:
        asked: list[str] = []
        reading.helper.conn.set_trace_callback(asked.append)
        proven.check(reading, stamps.clock_at(moment))
    return sum("cipher_integrity_check" in one for one in asked)


def _damage(path: Path) -> None:
    """Change eight bytes of the last page, which opening a file does not read."""
    with path.open("r+b") as file:
        file.seek(-2000, os.SEEK_END)
        file.write(bytes(8))


def test_a_damaged_page_is_named_by_whoever_opens_the_file_to_read(
    closed: tuple[Path, bytes],
) -> None:
    _damage(closed[0])
    with pytest.raises(errors.Damaged):
        _asked(closed)
    with pytest.raises(errors.Damaged):
        _asked(closed)


def test_the_same_bytes_are_proven_once_a_day(closed: tuple[Path, bytes]) -> None:
    hour = datetime.timedelta(hours=1)
    assert _asked(closed) == 1
    assert _asked(closed, NOW + 23 * hour) == 0
    assert _asked(closed, NOW + 25 * hour) == 1
    assert _asked(closed, NOW + 23 * hour) == 1, "a proof that is still to come counts for nothing"


def test_other_bytes_are_proven_again(closed: tuple[Path, bytes]) -> None:
    assert _asked(closed) == 1
    closed[0].touch()
    assert _asked(closed) == 1
    said = closed[0].stat()
    _damage(closed[0])
    os.utime(closed[0], ns=(said.st_atime_ns, said.st_mtime_ns))
    with pytest.raises(errors.Damaged):
        _asked(closed)


@pytest.mark.parametrize("told", ["", "[]", "[1]", '["x", "y"]', "{}", "[9999999999999, null]"])
def test_a_note_that_the_key_did_not_make_counts_for_nothing(
    closed: tuple[Path, bytes], told: str
) -> None:
    note = closed[0].with_name("desk.db-proven")
    assert _asked(closed) == 1
    assert note.exists()
    note.write_text(told)
    assert _asked(closed) == 1
    # The clock of a test starts anew each time, and a proof of the next millisecond is none yet.
    assert _asked(closed, NOW + datetime.timedelta(seconds=1)) == 0


def test_where_nothing_can_be_noted_every_opening_proves(closed: tuple[Path, bytes]) -> None:
    closed[0].with_name("desk.db-proven").mkdir()
    assert (_asked(closed), _asked(closed)) == (1, 1)
