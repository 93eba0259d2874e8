"""Rows of contracts and of their templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain import dispatch
from gigdesk.store import ddl, joined

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("contract_template", "contract")


def find_templates(store: Database, *, all_versions: bool = False) -> list[Row]:
    """Return templates, the newest version of each kind and name first."""
    where = "" if all_versions else "WHERE state = 'active'"
    return store.query(
        "SELECT id, kind, name, version, body, state FROM contract_template "
        f"{where} ORDER BY kind, name, version DESC"
    )


def find_template(store: Database, kind_or_name: str) -> Row | None:
    """Return the active template of that kind or with that name that was saved last.

    Versions count within one name, so that they say nothing about which of two names is newer.
    """
    return store.one(
        "SELECT id, kind, name, version, body FROM contract_template "
        "WHERE state = 'active' AND (kind = ? OR name = ?) "
        "ORDER BY (SELECT min(op.seq) FROM op WHERE op.row_id = contract_template.id) DESC LIMIT 1",
        (kind_or_name, kind_or_name),
    )


def get_template(store: Database, template_id: bytes) -> Row:
    """Return the version of a template that a contract was made from, in force or replaced."""
    sql = "SELECT id, kind, name, version, body, state FROM contract_template WHERE id = ?"
    return store.query(sql, (template_id,))[0]


def next_version(store: Database, kind: str, name: str) -> int:
    """Return the next version number of a template."""
    used = store.value(
        "SELECT max(version) FROM contract_template WHERE kind = ? AND name = ?", (kind, name)
    )
    return int(used or 0) + 1


def last_seq(store: Database, station_code: str, year: int) -> int:
    """Return the highest running number among the contract numbers of a station and year."""
    start = dispatch.contracts.number(station_code, year, 0).rsplit("-", 1)[0] + "-"
    rows = store.stream(
        "SELECT contract_no FROM contract WHERE contract_no >= ? AND contract_no < ?",
        (start, start + ":"),
    )
    return max((dispatch.contracts.seq_of(row[0]) for row in rows), default=0)


def of_batch(store: Database, batch_id: bytes) -> dict[bytes, Row]:
    """Return by person the newest contract of a batch that is not void."""
    found = store.query(
        f"SELECT {ddl.columns('contract', 'c')}, "
        "t.kind AS template_kind, t.version AS template_version FROM contract c "
        "JOIN contract_template t ON t.id = c.template_id "
        "WHERE c.batch_id = ? AND c.state <> 'void' ORDER BY c.number",
        (batch_id,),
    )
    return {row["worker_id"]: row for row in found}


def earlier(store: Database, batch_id: bytes) -> list[Row]:
    """Return the contracts that people of a batch have with its employer from other batches.

    Each with `member_id`, the record that is on the list, the hours its order states, and
    `probation`, `yes` where one was agreed on.
    """
    return store.query(
        "SELECT m.worker_id AS member_id, c.id, c.contract_no, c.kind, c.state, c.from_day, "
        "c.to_day, c.signed_on, json_extract(c.fields, '$.probation') AS probation, "
        "past.minutes_per_day, past.days_per_week "
        f"FROM batch_member m {joined.person('m.worker_id')} JOIN batch b ON b.id = m.batch_id "
        "JOIN job_order o ON o.id = b.order_id "
        f"JOIN contract c ON c.worker_id IN {joined.RECORDS} AND c.employer_id = o.employer_id "
        "AND c.batch_id IS NOT b.id AND c.state <> 'void' "
        "LEFT JOIN job_order past ON past.id = c.order_id "
        "WHERE m.batch_id = ? AND m.state = 'listed' ORDER BY c.number",
        (batch_id,),
    )


def ended_since(store: Database, batch_id: bytes, seq: int) -> Row | None:
    """Return `contract`, the number of one of a batch that was ended after a place in the history.

    And `by`, the number of the act that did; None where there is none.
    """
    return store.one(
        "SELECT c.contract_no AS contract, act.number AS by FROM contract c "
        "JOIN op ON op.row_id = c.id AND op.seq > ? JOIN act ON act.id = op.act_id "
        "WHERE c.batch_id = ? AND c.state = ? AND op.body LIKE '%\"state\"%' "
        "AND act.undoes_id IS NULL ORDER BY op.seq DESC LIMIT 1",
        (seq, batch_id, dispatch.contracts.ENDED),
    )


def count_binding(store: Database, order_id: bytes) -> int:
    """Return how many contracts for an order are given out or signed."""
    marks = ", ".join("?" * len(dispatch.contracts.BINDING))
    return int(
        store.value(
            f"SELECT count(*) FROM contract WHERE order_id = ? AND state IN ({marks})",
            (order_id, *dispatch.contracts.BINDING),
        )
    )


def list_contracts(
    store: Database,
    *,
    batch_id: bytes | None = None,
    worker_id: bytes | None = None,
    number: int | None = None,
    contract_no: str = "",
    limit: int = 500,
    offset: int = 0,
) -> list[Row]:
    """Return contracts with the names of both sides, newest first; by either number if given."""
    return store.query(
        "SELECT c.id, c.number, c.contract_no, c.kind, c.state, c.from_day, c.to_day, c.signed_on, "
        "c.signed_how, c.ended_on, c.file_sha256, c.batch_id, b.number AS batch_number, "
        "c.worker_id, w.name AS worker_name, w.number AS worker_number, e.name AS employer_name, "
        "t.name AS template_name, t.version AS template_version "
        f"FROM contract c {joined.person('c.worker_id')} "
        "JOIN employer e ON e.id = c.employer_id JOIN contract_template t ON t.id = c.template_id "
        "LEFT JOIN batch b ON b.id = c.batch_id WHERE (? IS NULL OR c.batch_id = ?) "
        "AND (? IS NULL OR c.worker_id = ?) AND (? = '' OR c.contract_no = ? OR c.number = ?) "
        "ORDER BY c.number DESC LIMIT ? OFFSET ?",
        (
            *(batch_id, batch_id, worker_id, worker_id),
            *(contract_no, contract_no, number, limit, offset),
        ),
    )
