"""Runs the numbered SQL files that the file has not seen yet, each in one transaction."""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2
from sqlite_utils import Migrations

from gigdesk import errors
from gigdesk.domain import tables
from gigdesk.store import ddl, proofs

if TYPE_CHECKING:
    from gigdesk.store.database import Database

FOLDER = Path(__file__).parent
SET_NAME = "gigdesk"
_SCHEMA = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'trigger' "
    "AND sql IS NOT NULL AND tbl_name NOT LIKE '\\_sqlite\\_%' ESCAPE '\\' "
    "AND tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
"""Tables and indexes without those that SQLite and the steps keep for themselves."""


def step_files() -> list[Path]:
    """Return the SQL files of all steps, in order."""
    return sorted(FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _migrations(store: Database) -> Migrations:
    """Return the set of steps for one connection."""
    steps = Migrations(SET_NAME)
    for path in step_files():

        def step(_db: object, path: Path = path) -> None:
            for statement in path.read_text(encoding="utf-8").split(";\n"):
                if statement.strip():
                    store.execute(statement)

        step.__name__ = path.stem
        steps(name=path.stem)(step)
    return steps


def pending(store: Database) -> list[str]:
    """Return the names of the steps this file still lacks.

    Raises errors.TooNew where the file has steps this program does not know.
    """
    steps = _migrations(store)
    known = {path.stem for path in step_files()}
    if {applied.name for applied in steps.applied(store.helper)} - known:
        raise errors.TooNew("errors.too_new")
    return [step.name for step in steps.pending(store.helper)]


def is_captured(store: Database) -> bool:
    """Say whether capture is whole; of a file that lacks steps only a migration tells."""
    if not pending(store):
        try:
            proofs.check_capture(store)
        except errors.Damaged:
            return False
    return True


def is_as_shipped(store: Database) -> bool:
    """Say whether the steps noted in the file are those shipped, and its tables what they make."""
    noted = [
        tuple(row)
        for row in store.stream("SELECT migration_set, name FROM _sqlite_migrations ORDER BY name")
    ]
    if noted != [(SET_NAME, path.stem) for path in step_files()]:
        return False
    return _shipped() == {tuple(row) for row in store.stream(_SCHEMA)}


@functools.cache
def _shipped() -> frozenset[tuple[object, ...]]:
    """Return the tables and indexes that the shipped steps make; they do not change meanwhile."""
    with contextlib.closing(dbapi2.connect(":memory:")) as fresh:
        for path in step_files():
            fresh.executescript(path.read_text(encoding="utf-8"))
        return frozenset(tuple(row) for row in fresh.execute(_SCHEMA))


def install_triggers(store: Database) -> None:
    """Drop all triggers and make those of the spec, inside the transaction that runs."""
    for name in proofs.installed_triggers(store):
        store.execute(f"DROP TRIGGER {name}")
    for sql in ddl.triggers().values():
        store.execute(sql)


def migrate(store: Database) -> list[str]:
    """Bring the file to the newest schema and return the names of the steps that ran."""
    names = pending(store)
    if not names:
        return []
    with store.atomic():
        for name in proofs.installed_triggers(store):
            store.execute(f"DROP TRIGGER {name}")
        _migrations(store).apply(store.helper)
        install_triggers(store)
        store.execute("UPDATE sync_state SET version = ?", (tables.SCHEMA_VERSION,))
    proofs.check_capture(store)
    return names
