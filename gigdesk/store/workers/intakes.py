"""Rows of imports: each file, each of its rows with its outcome, and remembered columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.store import ddl, witness
from gigdesk.store.workers import people, proving

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("intake", "intake_row", "column_map", "word_map")

ROW_COLUMNS = proving.COLUMNS
_INTAKE = (
    "SELECT intake.id, intake.number, intake.file_name, intake.sha256, intake.sheet, "
    "intake.columns, intake.counts, intake.state, intake.act_id, act.number AS act_number, "
    "act.at_ms, act.staff_name, EXISTS (SELECT 1 FROM act undo WHERE undo.undoes_id = act.id "
    f"AND {witness.left_nothing('undo')}) AS undone, "
    "EXISTS (SELECT 1 FROM act undo WHERE undo.undoes_id = act.id) AS undone_in_part "
    "FROM intake LEFT JOIN act ON act.id = intake.act_id"
)
"""An import of which rows had to stay is not undone: the rest may still go, as of any act."""
# What a later import of the same file says of the same row stands for all earlier ones.
_NOT_AGAIN = (
    "NOT EXISTS (SELECT 1 FROM intake newer JOIN intake_row again ON again.intake_id = newer.id "
    "AND again.row = r.row AND again.block = r.block AND again.sheet IS r.sheet "
    "WHERE newer.sha256 = intake.sha256 AND newer.number > intake.number AND newer.state = 'done')"
)
_STANDS = "intake.state = 'done'"

SETTLED, DROPPED = "settled", "dropped"
# A row is settled by an act, and waits again once that was taken back: judged row by row, for the
# person it was settled with may have had to stay. The plus keeps the search on the few ops of one
# person, not on the many of a long act.
_WAITS = (
    "(r.state = 'waiting' OR r.rowid IN (SELECT s.rowid FROM act undo "
    "JOIN act a ON a.id = undo.undoes_id JOIN intake_row s ON s.settled_by = a.number "
    "WHERE NOT EXISTS (SELECT 1 FROM op own WHERE own.row_id = s.worker_id "
    "AND +own.act_id = a.id) OR EXISTS (SELECT 1 FROM op back "
    "WHERE back.row_id = s.worker_id AND +back.act_id = undo.id)))"
)


def add_rows(store: Database, rows: Iterable[Sequence[Any]]) -> int:
    """Insert the outcome of many rows, as tuples in the order of `ROW_COLUMNS`.

    They are not captured: the running act says what it wrote, so that `verify` can tell.
    """
    written = list(rows)
    proving.note_written(store, written)
    return store.add_many("intake_row", ROW_COLUMNS, written)


def taught_by(store: Database, sha256: str) -> frozenset[bytes]:
    """Return the villages, of those there are, that imports of this very file made known."""
    # From the villages, which are few: an import wrote tens of thousands of other rows.
    found = store.stream(
        "SELECT division.id FROM intake CROSS JOIN division CROSS JOIN op "
        "ON op.row_id = division.id AND +op.act_id = intake.act_id "
        "WHERE intake.sha256 = ? AND op.tbl = 'division' AND op.kind = 'insert'",
        (sha256,),
    )
    return frozenset(bytes(one[0]) for one in found)


def find_intakes(store: Database, *, start: int = 0, limit: int = 50) -> list[Row]:
    """Return imports, newest first, with who did them, when, and whether they were undone.

    `undone` is the whole import, `undone_in_part` any of it.
    """
    return store.query(f"{_INTAKE} ORDER BY intake.number DESC LIMIT ? OFFSET ?", (limit, start))


def count_intakes(store: Database) -> int:
    """Return how many imports there were, undone ones included."""
    return int(store.value("SELECT count(*) FROM intake") or 0)


def get_by_number(store: Database, number: int) -> Row | None:
    """Return one import by its number, or None."""
    return store.one(f"{_INTAKE} WHERE intake.number = ?", (number,))


def get(store: Database, intake_id: bytes) -> Row | None:
    """Return one import by its id, or None."""
    return store.one(f"{_INTAKE} WHERE intake.id = ?", (intake_id,))


def seen_before(store: Database, sha256: str) -> Row | None:
    """Return the last import of the very same file of which anything still stands, or None."""
    found = store.query(f"{_INTAKE} WHERE intake.sha256 = ? ORDER BY intake.number DESC", (sha256,))
    return next((row for row in found if not row["undone"]), None)


def waiting_rows(store: Database, intake_id: bytes | None = None) -> list[Row]:
    """Return undecided and rejected rows that nobody has settled, of one import or of all."""
    return find_waiting(store, intake_id=intake_id)


def find_waiting(
    store: Database,
    *,
    intake_id: bytes | None = None,
    outcome: str | None = None,
    text: str = "",
    start: int = 0,
    limit: int = -1,
) -> list[Row]:
    """Return a page of the rows that wait, newest import first, in the order of the file.

    `text` is looked for in the cells and the name of the file; `limit` -1 returns all.
    """
    where, values = _waiting(intake_id, outcome, text)
    return store.query(
        "SELECT r.id, r.intake_id, r.sheet, r.row, r.block, r.outcome, r.state, r.proposed_id, "
        "r.cells, r.fields, r.reasons, intake.number AS intake_number, intake.file_name, "
        "intake.sheet AS sheets, intake.sha256, p.number AS person_number, p.name AS person_name, "
        "p.doc_no AS person_doc_no, trim(coalesce(t.name, '') || ' ' || coalesce(d.name, '')) "
        f"AS person_village FROM (SELECT r.rowid AS at {where}) found "
        "JOIN intake_row r ON r.rowid = found.at JOIN intake ON intake.id = r.intake_id "
        "LEFT JOIN worker w ON w.id = r.proposed_id "
        "LEFT JOIN worker p ON p.id = coalesce(w.merged_into, w.id) "
        "LEFT JOIN division d ON d.id = p.village_id LEFT JOIN division t ON t.id = d.parent_id "
        "ORDER BY intake.number DESC, r.sheet, r.row, r.block LIMIT ? OFFSET ?",
        (*values, limit, start),
    )


def count_waiting(
    store: Database,
    *,
    intake_id: bytes | None = None,
    outcome: str | None = None,
    text: str = "",
) -> int:
    """Return how many rows wait in the inbox, of one import, outcome or text or of all."""
    where, values = _waiting(intake_id, outcome, text)
    return int(store.value(f"SELECT count(*) {where}", values) or 0)


def count_waiting_by_intake(store: Database) -> dict[bytes, int]:
    """Return by import how many of its rows wait."""
    where, values = _waiting(None, None, "")
    sql = f"SELECT r.intake_id, count(*) {where} GROUP BY r.intake_id"
    return {row[0]: row[1] for row in store.stream(sql, values)}


def _waiting(intake_id: bytes | None, outcome: str | None, text: str) -> tuple[str, list[Any]]:
    """Return the FROM and WHERE of waiting rows: also of those whose settling was taken back.

    No row waits in an import that was taken back or stopped half-way. Where the very same file was
    taken in again, a row waits once, in the newest of its imports.
    """
    wanted = [_WAITS, _STANDS, _NOT_AGAIN]
    values: list[Any] = []
    for column, value in (("r.intake_id", intake_id), ("r.outcome", outcome)):
        if value is not None:
            wanted.append(f"{column} = ?")
            values.append(value)
    if text:
        wanted.append("(instr(r.cells, ?) OR instr(intake.file_name, ?))")
        values += [text, text]
    return (
        "FROM intake_row r JOIN intake ON intake.id = r.intake_id WHERE " + " AND ".join(wanted),
        values,
    )


def find_referred(
    store: Database, *, row_numbers: Iterable[int], references: Iterable[str], without: bytes
) -> list[Row]:
    """Return the waiting rows, but for those of one import, that a reference may lead to.

    They have one of these numbers in their file, or carry one of these references themselves.
    """
    return store.query(
        "SELECT r.id, r.sheet, r.row, r.block, r.cells, intake.sha256, intake.columns, "
        "coalesce(json_extract(r.fields, '$.reference'), '') AS reference "
        "FROM intake_row r JOIN intake ON intake.id = r.intake_id "
        f"WHERE {_WAITS} AND {_STANDS} AND r.intake_id <> ? "
        "AND (r.row IN (SELECT value FROM json_each(?)) "
        "OR json_extract(r.fields, '$.reference') IN (SELECT value FROM json_each(?)))",
        (without, json.dumps(sorted(row_numbers)), json.dumps(list(references))),
    )


def is_waiting(store: Database, row: Row) -> bool:
    """Say whether a row waits, by the very rule by which waiting rows are counted and shown."""
    where, values = _waiting(None, None, "")
    return bool(store.value(f"SELECT EXISTS (SELECT 1 {where} AND r.id = ?)", (*values, row["id"])))


def rows_of(store: Database, intake_id: bytes) -> list[Row]:
    """Return every row of one import with its outcome, in the order of the file."""
    return store.query(
        "SELECT id, sheet, row, block, outcome, state, worker_id, proposed_id, cells, fields, "
        "reasons FROM intake_row WHERE intake_id = ? ORDER BY sheet, row, block",
        (intake_id,),
    )


def told_rows(store: Database, intake_id: bytes) -> list[Row]:
    """Return the rows of an import of which anything is said, in the order they were read."""
    return store.query(
        "SELECT sheet, row, outcome, reasons FROM intake_row "
        "WHERE intake_id = ? AND reasons IS NOT NULL ORDER BY rowid",
        (intake_id,),
    )


def get_row(store: Database, row_id: bytes) -> Row | None:
    """Return one row of an import, or None."""
    return store.one(f"SELECT {ddl.columns('intake_row')} FROM intake_row WHERE id = ?", (row_id,))


def settle_row(
    store: Database, row_id: bytes, *, state: str, worker_id: bytes | None, act: int
) -> None:
    """Mark a waiting row as SETTLED (with the person it became) or DROPPED by an act.

    These rows are not captured, so they name the act by its number: once what it did for them is
    taken back, they wait again.
    """
    sql = "UPDATE intake_row SET state = ?, settled_by = ?, worker_id = ? WHERE id = ?"
    if store.execute(sql, (state, act, worker_id, row_id)):
        proving.note_settled(store, row_id, state=state, act=act, worker_id=worker_id)


def sources_of(store: Database, worker_id: bytes) -> list[Row]:
    """Return file, sheet and row of every imported row that became or changed a person."""
    return store.query(
        "SELECT intake.number AS intake_number, intake.file_name, r.sheet, r.row, r.outcome, "
        "intake.act_id FROM intake_row r JOIN intake ON intake.id = r.intake_id "
        "WHERE r.worker_id = ? ORDER BY intake.number, r.row",
        (worker_id,),
    )


def first_sources(store: Database, worker_ids: Sequence[bytes]) -> dict[bytes, Row]:
    """Return by person file, sheet and row that the record was taken in from first of all."""
    found: dict[bytes, Row] = {}
    for some in people.chunks(worker_ids):
        listed = store.stream(
            "SELECT r.worker_id, intake.file_name, r.sheet, r.row FROM intake_row r "
            "JOIN intake ON intake.id = r.intake_id "
            f"WHERE r.worker_id IN ({people.marks(len(some))}) ORDER BY intake.number, r.row",
            some,
        )
        for worker_id, file, sheet, row in listed:
            found.setdefault(worker_id, {"file": file, "sheet": sheet, "row": row})
    return found


def get_columns(store: Database, room: str, layout_key: str) -> Row | None:
    """Return the columns somebody chose for this layout, or None."""
    return store.one(
        "SELECT id, columns FROM column_map WHERE room = ? AND layout_key = ? "
        "ORDER BY rowid DESC LIMIT 1",
        (room, layout_key),
    )


def get_words(store: Database) -> dict[tuple[str, str], tuple[bytes, str | None]]:
    """Return by field and word the row and the code that somebody chose last; None: no code."""
    found = store.stream("SELECT field, word, id, code FROM word_map ORDER BY id")
    return {(field, word): (row_id, code) for field, word, row_id, code in found}


def phone_givers(store: Database, phones: Iterable[str]) -> dict[str, dict[bytes, str]]:
    """Return by telephone the people who have given it as their first.

    By id with the number of each, or the id in letters where there is no number; also for a
    telephone that nobody gives.
    """
    found: dict[str, dict[bytes, str]] = {phone: {} for phone in phones}
    for some in people.chunks(found):
        sql = (
            "SELECT phone, id, coalesce(doc_no, hex(id)) FROM worker "
            f"WHERE phone IN ({people.marks(len(some))}) AND +merged_into IS NULL"
        )
        for phone, who, giver in store.stream(sql, some):
            found[phone][who] = giver
    return found
