"""The register of contracts: searched, sorted and paged in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import joined, seeking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.store.database import Database, Row

TABLES = ()

_FROM = (
    f"FROM contract c {joined.person('c.worker_id')} "
    "JOIN employer e ON e.id = c.employer_id JOIN contract_template t ON t.id = c.template_id "
    "LEFT JOIN batch b ON b.id = c.batch_id LEFT JOIN job_order o ON o.id = c.order_id "
    "LEFT JOIN contract old ON old.id = c.renews_id"
)
_SELECT = (
    "SELECT c.id, c.number, c.contract_no, c.kind, c.state, c.from_day, c.to_day, c.signed_on, "
    "c.signed_how, c.file_sha256, c.scan_sha256, c.copy_given, c.copy_on, c.ended_on, c.end_code, "
    "c.end_reason, c.batch_id, b.number AS batch_number, o.number AS order_number, o.trade, "
    "w.id AS worker_id, w.number AS worker_number, w.name AS worker_name, "
    "e.name AS employer_name, t.name AS template_name, t.version AS template_version, "
    f"old.contract_no AS renews {_FROM}"
)
SORTS = {
    "": "c.number DESC",
    "contract_no": "c.contract_no",
    "kind": "c.kind",
    "worker_name": "w.name_pinyin",
    "employer_name": "e.name_pinyin",
    "from_day": "c.from_day",
    "to_day": "c.to_day",
    "signed_on": "c.signed_on",
    "batch_number": "b.number",
    "copy_given": "c.copy_given",
    "scan_sha256": "c.scan_sha256 IS NOT NULL",
    # As the states follow each other in life, not by their letters.
    "state": "instr('draft final signed ended void', c.state)",
}


def list_register(
    store: Database,
    *,
    states: Sequence[str] = (),
    words: str = "",
    number: int | None = None,
    contract_id: bytes | None = None,
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> list[Row]:
    """Return one page of contracts, the newest first; `order` is one of `SORTS`."""
    where, params = _where(states, words, number, contract_id)
    sorting = seeking.sorting(SORTS, order, "c.number", descending=descending)
    sql = f"{_SELECT} {where} ORDER BY {sorting} LIMIT ? OFFSET ?"
    return store.query(sql, (*params, limit, offset))


def count_register(
    store: Database, *, states: Sequence[str] = (), words: str = "", number: int | None = None
) -> int:
    """Return how many contracts `list_register` would give in all."""
    where, params = _where(states, words, number, None)
    return int(store.value(f"SELECT count(*) FROM contract c {where}", params))


def _where(
    states: Sequence[str], words: str, number: int | None, contract_id: bytes | None
) -> tuple[str, tuple[object, ...]]:
    parts, params = ["1 = 1"], list[object]()
    if states:
        parts.append(f"c.state IN ({', '.join('?' * len(states))})")
        params += states
    if contract_id is not None:
        parts.append("c.id = ?")
        params.append(contract_id)
    if number is not None:
        parts.append("c.number = ?")
        params.append(number)
    elif words:
        condition, found = _holds(words)
        parts.append(condition)
        params += found
    return "WHERE " + " AND ".join(parts), tuple(params)


_PEOPLE = (
    "c.worker_id IN (SELECT r.id FROM worker r JOIN worker w "
    "ON w.id = coalesce(r.merged_into, r.id) WHERE {})"
)
# Where words may stand besides the contract itself: SQL for the ids of its column, and where in it.
_PLACES = (
    (
        _PEOPLE,
        ("w.name",),
        ("w.name_initials", "w.name_pinyin"),
    ),
    ("c.employer_id IN (SELECT e.id FROM employer e WHERE {})", ("e.name",), ("e.spoken",)),
    ("c.template_id IN (SELECT t.id FROM contract_template t WHERE {})", ("t.name",), ()),
)


def _holds(words: str) -> tuple[str, list[object]]:
    """Return a condition and its parameters: typed words stand in a contract or beside it.

    People, employers and templates are looked through once each, not once for every contract.
    """
    condition, found = seeking.holds(words, shown=("c.contract_no",), spoken=(), number="c.number")
    parts, params = [condition], list(found)
    for source, shown, spoken in _PLACES:
        condition, found = seeking.holds(words, shown=shown, spoken=spoken, number="NULL")
        parts.append(source.format(condition))
        params += found
    return f"({' OR '.join(parts)})", params


def ending(store: Database, until: str) -> list[Row]:
    """Return signed contracts whose last day is until a day, the soonest first.

    One that another signed contract already follows, and one of a batch that is back, is left out.
    """
    return store.query(
        f"{_SELECT} WHERE c.state = 'signed' AND c.to_day <= ? "
        "AND (b.id IS NULL OR b.state = 'sent') "
        "AND NOT EXISTS (SELECT 1 FROM contract later WHERE later.renews_id = c.id "
        "AND later.state IN ('final', 'signed')) ORDER BY c.to_day, c.number",
        (until,),
    )
