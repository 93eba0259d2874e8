"""The rows of the register of contracts: how they are found, and what its columns show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import paging, table
from gigdesk.gui.dispatch import words

if TYPE_CHECKING:
    from gigdesk.gui.table import Query, Row

KINDS = {
    "labour": "forms.kind.labour",
    "service": "forms.kind.service",
    "overage": "forms.kind.overage",
    "parttime": "forms.kind.parttime",
    "work": "forms.kind.work",
    "shared": "forms.kind.shared",
}
STATES = {code: key for code, (key, _) in words.CONTRACTS.items() if code}
ENDING = "ending"
"""The filter of contracts that end soon."""


def find(desk: Any, query: Query, **page: Any) -> paging.Found:
    """Return how many contracts fit the typed words and filters, and one page of them."""
    wanted = query.value("state")
    if wanted == ENDING:
        found = dispatch.ending(desk)
        start, limit = page["offset"], page["limit"]
        return len(found), found[start : start + limit]
    return dispatch.register(desk, states=(wanted,) if wanted else (), words=query.text, **page)


def _kind(row: Row) -> str:
    return words.said(KINDS, row["kind"])


def _state(row: Row) -> str:
    return words.said(STATES, row["state"])


def _signed(row: Row) -> str:
    how = words.said(words.SIGNED_HOW, row["signed_how"]) if row["signed_how"] else ""
    return f"{row['signed_on'] or ''} {how}".strip()


def _copy(row: Row) -> str:
    if not row["copy_given"]:
        return ""
    return row["copy_on"] or i18n.text("people.recorded.yes")


def _ended(row: Row) -> str:
    why = words.said(words.END_CODES, row["end_code"]) if row["end_code"] else ""
    return " ".join(str(one) for one in (row["ended_on"], why, row["end_reason"]) if one)


def columns() -> tuple[table.Column, ...]:
    """Return the columns of the register."""
    column = table.Column
    return (
        column("contract_no", "contracts_page.number", width=12, frozen=True),
        column("worker_name", "record.name", width=5, frozen=True),
        column("state", "contracts_page.state", kind="status", width=5, show=_state, tone=_tone),
        column("kind", "contracts_page.kind", width=8, show=_kind),
        column("employer_name", "batches_page.employer", width=11),
        column("from_day", "contracts_page.days", width=12, show=_days),
        column("signed_on", "contracts_page.signed", width=9, show=_signed),
        column("scan_sha256", "contracts_page.page", width=4, show=_page),
        column("copy_given", "contracts_page.copy", width=6, show=_copy),
        column("batch_number", "batches_page.number", right=True, width=4),
        column("ended_on", "contracts_page.ended", width=12, show=_ended, sortable=False),
        column("renews", "contracts_page.renews", width=12, sortable=False, hidden=True),
        column("template_name", "contracts_page.template", width=10, sortable=False, hidden=True),
        column("file_sha256", "contracts_page.hash", width=16, sortable=False, hidden=True),
    )


def _days(row: Row) -> str:
    return words.span(row["from_day"], row["to_day"] or "")


def _page(row: Row) -> str:
    return i18n.text("people.scan.kept") if row["scan_sha256"] else ""


def _tone(row: Row) -> str:
    return words.contract_tone(row["state"])


def filter_words(code: str) -> str:
    """Return the words of a filter of the register."""
    if code == ENDING:
        return i18n.text("contracts_page.ending")
    return words.said(STATES, code)
