"""SQL made from the table spec: tables, indexes and the triggers that capture every change."""

from __future__ import annotations

import functools
import hashlib

from gigdesk.domain import tables
from gigdesk.domain.tables import Column, Kind, Table

_STORAGE = {"text": "TEXT", "integer": "INTEGER", "blob": "BLOB"}


def _column_sql(column: Column) -> str:
    """Return one column as it stands in CREATE TABLE."""
    parts = [column.name, _STORAGE[column.storage]]
    if column.required:
        parts.append("NOT NULL")
    if column.default is not None:
        shown = column.default if isinstance(column.default, int) else f"'{column.default}'"
        parts.append(f"DEFAULT {shown}")
    if column.refers is not None:
        parts.append(f"REFERENCES {column.refers}(id)")
    return " ".join(parts)


def create_table(table: Table) -> str:
    """Return CREATE TABLE of one table of the spec."""
    lines = [] if table.kind is Kind.LOCAL else ["id BLOB NOT NULL PRIMARY KEY"]
    for column in table.columns:
        line = _column_sql(column)
        if column.name == table.key:
            line += " PRIMARY KEY AUTOINCREMENT" if table.name == "op" else " PRIMARY KEY"
        lines.append(line)
    lines += [f"UNIQUE ({', '.join(names)})" for names in table.unique]
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(lines) + "\n)"


def create_indexes(table: Table) -> list[str]:
    """Return CREATE INDEX for each index of one table."""
    whole = [
        f"CREATE INDEX {table.name}_by_{'_'.join(names)} ON {table.name} ({', '.join(names)})"
        for names in table.indexes
    ]
    sparse = [
        f"CREATE INDEX {table.name}_by_{name} ON {table.name} ({name}) WHERE {name} IS NOT NULL"
        for name in table.sparse
    ]
    return whole + sparse


def _json_value(column: str, storage: str, row: str) -> str:
    """Return SQL for one value as JSON text; bytes become lower-case hexadecimal."""
    if storage == "blob":
        return f"iif({row}.{column} IS NULL, 'null', '\"' || lower(hex({row}.{column})) || '\"')"
    return f"json_quote({row}.{column})"


def _named_columns(table: Table) -> list[tuple[str, str]]:
    """Return name and storage of every column, `id` first."""
    return [("id", "blob"), *((column.name, column.storage) for column in table.columns)]


@functools.cache
def columns(name: str, row: str = "") -> str:
    """Return SQL that names every column of a table of the spec, each of the named `row` if any."""
    return ", ".join(f"{row}.{one}" if row else one for one in tables.table(name).column_names)


def body_of_row(table: Table, row: str) -> str:
    """Return SQL that gives a whole row as a JSON object of its filled columns, in spec order."""
    pieces = ", ".join(
        f"iif({row}.{name} IS NULL, '', ',\"{name}\":' || {_json_value(name, storage, row)})"
        for name, storage in _named_columns(table)
    )
    return f"'{{' || substr(concat({pieces}), 2) || '}}'"


def _body_of_change(table: Table) -> str:
    """Return SQL that gives the changed columns as `{column: [before, after]}`."""
    pieces = ", ".join(
        f"iif(OLD.{name} IS NEW.{name}, '', ',\"{name}\":[' || "
        f"{_json_value(name, storage, 'OLD')} || ',' || {_json_value(name, storage, 'NEW')} || ']')"
        for name, storage in _named_columns(table)
    )
    return f"'{{' || substr(concat({pieces}), 2) || '}}'"


TICK = (
    "  UPDATE sync_state SET hlc = max(hlc + 1, "
    "(CAST(unixepoch('now','subsec') * 1000 AS INTEGER) + offset_ms) << 16);"
)


def _note(table: Table, kind: str, row: str, body: str) -> str:
    """Return the SQL that writes one op."""
    return (
        f"{TICK}\n"
        "  INSERT INTO op (hlc, tbl, row_id, kind, body, base, act_id, staff_id, version,\n"
        "    clock_suspect)\n"
        f"  SELECT hlc, '{table.name}', {row}.id, '{kind}', {body},\n"
        "    base, act_id, staff_id, version, clock_doubt IS NOT NULL FROM sync_state;"
    )


def _trigger(name: str, when: str, table: Table, condition: str, body: str) -> tuple[str, str]:
    """Return name and SQL of one trigger."""
    sql = f"CREATE TRIGGER {name} {when} ON {table.name}\nWHEN {condition}\nBEGIN\n{body}\nEND"
    return name, sql


_QUIET = "(SELECT applying FROM sync_state) = 0"
_UNDOING = "(SELECT undoing FROM sync_state) = 0"


def _changed(table: Table) -> str:
    """Return SQL that is true when any column differs."""
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name, _ in _named_columns(table))


def capture_triggers(table: Table) -> list[tuple[str, str]]:
    """Return (name, SQL) of the triggers that capture one table, or guard what is written once."""
    name = table.name
    written_once = table.kind in (Kind.FACT, Kind.DOCUMENT)
    body = "NULL" if written_once else body_of_row(table, "NEW")
    found = [
        _trigger(
            f"op_{name}_insert",
            "AFTER INSERT",
            table,
            _QUIET,
            _note(table, "insert", "NEW", body),
        )
    ]
    if written_once:
        for verb in ("update", "delete"):
            refusal = f"  SELECT RAISE(ABORT, 'written_once:{name}');"
            found.append(
                _trigger(f"keep_{name}_{verb}", f"BEFORE {verb.upper()}", table, _QUIET, refusal)
            )
        return found
    found.append(
        _trigger(
            f"op_{name}_update",
            "AFTER UPDATE",
            table,
            f"{_QUIET} AND ({_changed(table)})",
            _note(table, "update", "NEW", _body_of_change(table)),
        )
    )
    found.append(
        _trigger(
            f"op_{name}_delete",
            "AFTER DELETE",
            table,
            _QUIET,
            _note(table, "delete", "OLD", body_of_row(table, "OLD")),
        )
    )
    if not table.deletable:
        found.append(
            _trigger(
                f"keep_{name}_delete",
                "BEFORE DELETE",
                table,
                f"{_QUIET} AND {_UNDOING}",
                f"  SELECT RAISE(ABORT, 'never_deleted:{name}');",
            )
        )
    return found


def watch_triggers(table: Table) -> list[tuple[str, str]]:
    """Return (name, SQL) of the triggers that tell the search index which rows changed."""
    if not table.watched:
        return []
    owner = next((c.name for c in table.columns if c.name == "worker_id"), "id")
    target = "worker" if owner == "worker_id" else table.name
    note = f"  INSERT INTO dirty (tbl, row_id) VALUES ('{target}', {{row}}.{owner});"
    found = []
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        name = f"watch_{table.name}_{verb.lower()}"
        head = f"CREATE TRIGGER {name} AFTER {verb} ON {table.name}"
        found.append((name, f"{head}\nBEGIN\n{note.format(row=row)}\nEND"))
    return found


def seal_triggers() -> list[tuple[str, str]]:
    """Return (name, SQL) of the triggers that keep ops and seals from being changed."""
    found = []
    for table in ("op", "seal"):
        for verb in ("UPDATE", "DELETE"):
            name = f"keep_{table}_{verb.lower()}"
            head = f"CREATE TRIGGER {name} BEFORE {verb} ON {table}\nWHEN {_QUIET}"
            body = f"  SELECT RAISE(ABORT, 'written_once:{table}');"
            found.append((name, f"{head}\nBEGIN\n{body}\nEND"))
    return found


def triggers() -> dict[str, str]:
    """Return every trigger a healthy file has, by name."""
    found = dict(seal_triggers())
    for table in tables.captured():
        found.update(capture_triggers(table))
        found.update(watch_triggers(table))
    return found


def fingerprint(triggers_by_name: dict[str, str]) -> str:
    """Return SHA-256 over trigger names and texts, white space folded."""
    digest = hashlib.sha256()
    for name in sorted(triggers_by_name):
        digest.update(f"{name}\n{' '.join(triggers_by_name[name].split())}\n".encode())
    return digest.hexdigest()


def schema() -> str:
    """Return the whole schema as SQL text, for writing the next frozen migration."""
    parts = []
    for table in tables.TABLES:
        parts.append(create_table(table))
        parts.extend(create_indexes(table))
    return ";\n\n".join(parts) + ";\n"
