"""Makes desks for tests: a real encrypted file, a fixed day, a cheap password."""

from __future__ import annotations

import atexit
import contextlib
import datetime
import functools
import os
import resource
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import config, stamps
from gigdesk.actions import office
from gigdesk.store import database, migrations, vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.actions.desk import Desk

LOGIN = "li"
PASSWORD = "rice-and-tea"
CHEAP = vault.Cost(memory_kib=64, passes=1, lanes=1)
HERE = datetime.timezone(datetime.timedelta(hours=8))
"""The time zone in which all tests run."""
SEASON_OVER = datetime.datetime(2026, 12, 5, 9, 0, tzinfo=datetime.UTC)
MORNING = datetime.datetime(2026, 9, 1, 8, 30, tzinfo=datetime.UTC)


def examples(count: int) -> int:
    """Return how many examples a slow property is tried with.

    The checks try the same ones each time, so a third of them does; whoever works on it tries
    others on every run.
    """
    return max(count // 3, 1) if os.environ.get("CI") else count


def new_desk(folder: Path, moment: datetime.datetime = MORNING) -> Desk:
    """Return a new desk in `folder` whose clock shows `moment`; its head is signed in."""
    desk, _ = office.entry.create(
        folder,
        station_code="430602101",
        station_name="青山镇便民服务中心",
        login=LOGIN,
        password=PASSWORD,
        staff_name="李站长",
        cost=CHEAP,
        clock=stamps.clock_at(moment),
    )
    return desk


def copied_desk(folder: Path) -> Desk:
    """Return a copy of a desk that was founded once in this process, as `new_desk` makes them.

    Every copy is a file of its own and shares only its ids; where a test needs two desks that know
    nothing of each other, `new_desk` founds them.
    """
    founded = _founded()
    shutil.copytree(founded / "desk", folder)
    shutil.copytree(founded / "config", config.config_dir(), dirs_exist_ok=True)
    desk = office.entry.sign_in(folder, LOGIN, PASSWORD)
    move_clock(desk, MORNING)
    return desk


@functools.cache
def _founded() -> Path:
    """Found a desk and return the folder in which it lies, `config` of its computer beside it."""
    place = Path(tempfile.mkdtemp(prefix="gigdesk-founded-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(place / "config"))
        new_desk(place / "desk").close()
    return place


def migrated_store(path: Path) -> database.Database:
    """Return an open copy, at `path`, of an empty file that got its tables once in this process.

    It has no identity yet (`oplog.start`).
    """
    key, tables = _migrated()
    path.write_bytes(tables)
    return database.Database(path, key)


@functools.cache
def _migrated() -> tuple[bytes, bytes]:
    """Make a file with all tables and nothing in them; return its key and what it holds."""
    key = os.urandom(database.KEY_BYTES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        with database.Database(path, key) as store:
            migrations.migrate(store)
        return key, path.read_bytes()


def move_clock(desk: Desk, moment: datetime.datetime) -> None:
    """Let the desk, and every connection opened to it from now on, live at another moment."""
    desk.clock = stamps.clock_at(moment)
    with desk.store.atomic():
        # Time went by: nobody set the clock, so there is nothing to doubt.
        desk.store.execute(
            "UPDATE sync_state SET offset_ms = ?, trusted_ms = 0", (desk.clock.offset_ms,)
        )


def undoable(desk: Desk) -> list[dict[str, Any]]:
    """Return what this person is offered to be taken back, without acts that stay by their kind."""
    return [act for act in office.undo.choices(desk) if not act["stays"]]


@contextlib.contextmanager
def no_room() -> Iterator[None]:
    """Let no file of this process grow, as on a disk that is full to the last byte."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
