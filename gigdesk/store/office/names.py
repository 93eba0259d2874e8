"""What people call the rows of every table, and which rows they mean by a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.domain import office, tables
from gigdesk.store import ddl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.store.database import Database

TABLES = ()
_SAID = {
    "station": ("name",),
    "staff": ("login", "name"),
    "division": ("name",),
    "rule": ("rule_id",),
    "holiday": ("day",),
    "contract_template": ("name",),
    "saved_filter": ("name",),
    "word_map": ("field", "word"),
    "employer": ("name",),
    "employer_record": ("what",),
    "order_review": ("point",),
    "pay_band": ("trade",),
    "training_class": ("name",),
    "certificate": ("trade",),
    "day_confirmation": ("month",),
}
_HEARD = {
    "station": ("code", "name"),
    "staff": ("login", "name"),
    "division": ("code", "name"),
    "rule": ("rule_id",),
    "holiday": ("day",),
    "contract_template": ("name", "kind"),
    "saved_filter": ("name",),
    "word_map": ("word",),
}
_MAPPED = "workers.remember_columns"
"""The act that remembers columns: people know a mapping by the file it was made for."""


def said_of(table: str, row: Mapping[str, Any]) -> str:
    """Return the name or number by which people know a row; empty where it has none of its own."""
    if table in _SAID:
        return " ".join(str(row[name]) for name in _SAID[table] if row.get(name))
    if table in office.numbers.LETTERS and row.get("number") is not None:
        return office.numbers.spoken(table, int(row["number"]))
    return ""


def find_said(store: Database, asked: Mapping[str, Iterable[bytes]]) -> dict[bytes, str]:
    """Return by id what the rows that still stand are called, given by table."""
    found: dict[bytes, str] = {}
    for table, ids in asked.items():
        rows = store.query(
            f"SELECT {ddl.columns(table)} FROM {table} "
            "WHERE id IN (SELECT unhex(value) FROM json_each(?))",
            (json.dumps([one.hex() for one in ids]),),
        )
        found |= {row["id"]: said for row in rows if (said := said_of(table, row))}
    return found


def find_files(store: Database, ids: Iterable[bytes]) -> dict[bytes, str]:
    """Return by remembered mapping of columns the last file that it was made or changed for."""
    found = store.stream(
        "SELECT op.row_id, json_extract(act.about, '$.file') FROM json_each(?) asked "
        "JOIN op ON op.row_id = unhex(asked.value) JOIN act ON act.id = op.act_id ORDER BY op.seq",
        (json.dumps([one.hex() for one in ids]),),
    )
    return {row[0]: str(row[1]) for row in found if row[1]}


def find_heard(store: Database, table: str, said: str) -> list[bytes]:
    """Return the rows of a table of the office that people mean by a name, a code or a day.

    Where none is called so today, those that were: the history holds earlier and removed ones.
    """
    if table == "column_map":
        found = store.stream(
            "SELECT DISTINCT op.row_id FROM act JOIN op ON op.act_id = act.id "
            "WHERE act.name = ? AND op.tbl = 'column_map' "
            "AND json_extract(act.about, '$.file') = ?",
            (_MAPPED, said),
        )
        return [row[0] for row in found]
    names = _HEARD[table]
    found = store.stream(f"SELECT id, {', '.join(names)} FROM {table}")
    known = [row[0] for row in found if said.casefold() in {str(one).casefold() for one in row[1:]}]
    return known or _heard_before(store, table, names, said)


def find_printed(store: Database, contract_no: str) -> bytes | None:
    """Return the contract that has this number printed on it, or None."""
    found: bytes | None = store.value(
        "SELECT id FROM contract WHERE contract_no = ? ORDER BY rowid", (contract_no,)
    )
    return found


def _heard_before(store: Database, table: str, names: Iterable[str], said: str) -> list[bytes]:
    """Return the rows of a registry table that were called so once, by its captured changes."""
    places = [path for name in names for path in (f"$.{name}", f"$.{name}[0]", f"$.{name}[1]")]
    found = store.stream(
        "SELECT DISTINCT row_id FROM op WHERE tbl = ? AND body IS NOT NULL AND EXISTS "
        "(SELECT 1 FROM json_each(?) place WHERE json_extract(op.body, place.value) = ?)",
        (table, json.dumps(places), said),
    )
    return [row[0] for row in found]


def find_belonging(store: Database, column: str, row_id: bytes) -> list[bytes]:
    """Return the captured rows that name a row in this column: of a batch its days and people."""
    each = " UNION ALL ".join(
        f"SELECT id FROM {table.name} WHERE {column} = ?1"
        for table in tables.captured()
        if column in table.column_names
    )
    return [row[0] for row in store.stream(each, (row_id,))]
