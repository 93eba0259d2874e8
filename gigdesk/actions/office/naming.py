"""Puts what the proof of a file found into words of the field: records by name, not by table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.office import told
from gigdesk.domain import office, tables, workers
from gigdesk.store import oplog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.actions.desk import Desk

    Finding = tuple[str, dict[str, object]]

_TABLES = frozenset(table.name for table in tables.captured()) - set(workers.naming.UNTOLD_TABLES)
PARTS = frozenset(
    (
        "act",
        "backups",
        "content",
        "counter",
        "day_total",
        "intake_row",
        "op",
        "original",
        "sqlite_master",
        "sync_state",
        "weigh_total",
        "vault",
        "worker_find",
    )
)
"""What of a file has no page of its own, and words under `verify.part`."""
_MOST_NAMED = 200
"""Of so many records the names are looked up: of a file altered as a whole, nobody reads on."""
_ENDING = 4


def named(desk: Desk, found: Iterable[Finding]) -> list[Finding]:
    """Return findings whose tables, parts and records are words (`errors.Code`)."""
    return [
        (code, _filled(desk, params, look=at < _MOST_NAMED))
        for at, (code, params) in enumerate(found)
    ]


def _filled(desk: Desk, params: dict[str, object], *, look: bool) -> dict[str, object]:
    filled = dict(params)
    for name in ("table", "part"):
        if name in params:
            filled[name] = _called(str(params[name]))
    row_id = filled.pop("id", None)
    if isinstance(row_id, bytes):
        said = _said(desk, str(params["table"]), row_id) if look else ""
        said = said or row_id.hex()[-_ENDING:].upper() or "?"
        filled["record"] = errors.Code("verify.record", {"table": filled["table"], "said": said})
    return filled


def _called(name: str) -> object:
    """Return the words of a table or part; what somebody else put into the file keeps its name."""
    if name in _TABLES:
        return errors.Code(workers.naming.of_table(name))
    return errors.Code(f"verify.part.{name}") if name in PARTS else name


def _said(desk: Desk, table: str, row_id: bytes) -> object:
    """Return by what people know a record, or whose it is; empty where that cannot be read."""
    try:
        if table == "act":
            row: dict[str, Any] = desk.store.get(table, row_id) or {}
            return office.numbers.spoken(table, row["number"])
        entries = oplog.history(desk.store, row_id)
        bare: dict[str, Any] = {"tbl": table, "row_id": row_id, "changes": {}}
        op = next((one for one in entries if one["tbl"] == table), bare)
        whose = told.whose(desk, op)
        if whose["number"] is not None:
            number = office.numbers.spoken("worker", whose["number"])
            return f"{number} {whose['name'] or ''}".strip()
        title = told.titles(desk, [op])[row_id]
    except (*oplog.UNREADABLE, errors.Damaged):
        return ""
    if table == "rule" and title in {rule.rule_id for rule in office.rules.DEFAULTS}:
        return errors.Code(f"settings.rules.{title.replace('.', '_')}")
    return title
