"""Rows of imports: each file, each of its rows with its outcome, and remembered columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("intake", "intake_row", "column_map")

ROW_COLUMNS = (
    "id",
    "intake_id",
    "sheet",
    "row",
    "block",
    "outcome",
    "state",
    "worker_id",
    "proposed_id",
    "cells",
    "fields",
    "reasons",
)
_INTAKE = (
    "SELECT intake.id, intake.number, intake.file_name, intake.sha256, intake.sheet, "
    "intake.columns, intake.counts, intake.state, intake.act_id, act.number AS act_number, "
    "act.at_ms, act.staff_name, EXISTS (SELECT 1 FROM act undo WHERE undo.undoes_id = act.id) "
    "AS undone FROM intake LEFT JOIN act ON act.id = intake.act_id"
)


def add_rows(store: Database, rows: Iterable[Sequence[Any]]) -> int:
    """Insert the outcome of many rows, as tuples in the order of `ROW_COLUMNS`."""
    return store.add_many("intake_row", ROW_COLUMNS, rows)


def find_intakes(store: Database, *, limit: int = 50) -> list[Row]:
    """Return imports, newest first, with who did them, when, and whether they were undone."""
    return store.query(f"{_INTAKE} ORDER BY intake.number DESC LIMIT ?", (limit,))


def get_by_number(store: Database, number: int) -> Row | None:
    """Return one import by its number, or None."""
    return store.one(f"{_INTAKE} WHERE intake.number = ?", (number,))


def seen_before(store: Database, sha256: str) -> Row | None:
    """Return the last import of the very same file that was not undone, or None."""
    found = store.query(f"{_INTAKE} WHERE intake.sha256 = ? ORDER BY intake.number DESC", (sha256,))
    return next((row for row in found if not row["undone"]), None)


def waiting_rows(store: Database, intake_id: bytes | None = None) -> list[Row]:
    """Return undecided and rejected rows that nobody has settled, of one import or of all."""
    return store.query(
        "SELECT r.id, r.intake_id, r.sheet, r.row, r.block, r.outcome, r.state, r.proposed_id, "
        "r.cells, r.fields, r.reasons, intake.number AS intake_number, intake.file_name "
        "FROM intake_row r JOIN intake ON intake.id = r.intake_id "
        "WHERE r.state = 'waiting' AND intake.state = 'done' AND (? IS NULL OR r.intake_id = ?) "
        "ORDER BY intake.number DESC, r.sheet, r.row, r.block",
        (intake_id, intake_id),
    )


def count_waiting(store: Database) -> int:
    """Return how many rows wait in the inbox."""
    return int(
        store.value(
            "SELECT count(*) FROM intake_row r JOIN intake ON intake.id = r.intake_id "
            "WHERE r.state = 'waiting' AND intake.state = 'done'"
        )
        or 0
    )


def rows_of(store: Database, intake_id: bytes) -> list[Row]:
    """Return every row of one import with its outcome, in the order of the file."""
    return store.query(
        "SELECT id, sheet, row, block, outcome, state, worker_id, proposed_id, cells, fields, "
        "reasons FROM intake_row WHERE intake_id = ? ORDER BY sheet, row, block",
        (intake_id,),
    )


def get_row(store: Database, row_id: bytes) -> Row | None:
    """Return one row of an import, or None."""
    return store.one("SELECT * FROM intake_row WHERE id = ?", (row_id,))


def settle_row(store: Database, row_id: bytes, *, state: str, worker_id: bytes | None) -> None:
    """Mark a waiting row as `settled` (with the person it became) or `dropped`."""
    store.execute(
        "UPDATE intake_row SET state = ?, worker_id = ? WHERE id = ?", (state, worker_id, row_id)
    )


def sources_of(store: Database, worker_id: bytes) -> list[Row]:
    """Return file, sheet and row of every imported row that became or changed a person."""
    return store.query(
        "SELECT intake.number AS intake_number, intake.file_name, r.sheet, r.row, r.outcome, "
        "intake.act_id FROM intake_row r JOIN intake ON intake.id = r.intake_id "
        "WHERE r.worker_id = ? ORDER BY intake.number",
        (worker_id,),
    )


def get_columns(store: Database, room: str, layout_key: str) -> Row | None:
    """Return the columns somebody chose for this layout, or None."""
    return store.one(
        "SELECT id, columns FROM column_map WHERE room = ? AND layout_key = ? "
        "ORDER BY rowid DESC LIMIT 1",
        (room, layout_key),
    )


def has_phone(store: Database, worker_id: bytes, phone: str) -> bool:
    """Say whether a person has given this telephone number, as the first or a further one."""
    return bool(
        store.value(
            "SELECT EXISTS (SELECT 1 FROM worker WHERE id = ? AND phone = ?) OR EXISTS "
            "(SELECT 1 FROM worker_phone WHERE worker_id = ? AND phone = ?)",
            (worker_id, phone, worker_id, phone),
        )
    )
