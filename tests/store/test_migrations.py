from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.domain import tables
from gigdesk.store import ddl, migrations
from gigdesk.store.database import Database
from gigdesk.store.migrations.steps import step_files

if TYPE_CHECKING:
    from pathlib import Path

# Once a version is released its steps stand here and never change again.
FROZEN: dict[str, str] = {}


def test_released_steps_are_never_edited() -> None:
    found = {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in step_files()
        if path.stem in FROZEN
    }
    assert found == FROZEN


def test_the_migrated_file_has_exactly_the_columns_of_the_spec(store: Database) -> None:
    for table in tables.TABLES:
        info = store.query(f"PRAGMA table_info({table.name})")
        assert tuple(row["name"] for row in info) == table.column_names, table.name


def test_the_migrated_file_has_exactly_the_indexes_of_the_spec(store: Database) -> None:
    for table in tables.TABLES:
        found = {
            row["sql"]
            for row in store.query(
                "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? "
                "AND sql IS NOT NULL",
                (table.name,),
            )
        }
        assert found == set(ddl.create_indexes(table)), table.name


def test_every_table_has_one_home() -> None:
    names = [table.name for table in tables.TABLES]
    assert len(names) == len(set(names))


def test_a_file_with_steps_from_the_future_is_refused(tmp_path: Path) -> None:
    with Database(tmp_path / "new.db", os.urandom(32)) as store:
        migrations.migrate(store)
        with store.atomic():
            store.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
                "VALUES ('gigdesk', '9999_later', '2030-01-01')"
            )
        with pytest.raises(errors.TooNew):
            migrations.pending(store)
