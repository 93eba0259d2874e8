"""The list of batches, the latest departure first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import paging, table
from gigdesk.gui.dispatch import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6 import QtWidgets

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

COMING = "coming"
_STATES = {COMING: ("planned", "ready")}


def find(desk: Any, query: Query, **page: Any) -> paging.Found:
    """Return how many batches fit the typed words and filters, and one page of them."""
    wanted = query.value("state")
    states = _STATES.get(wanted, (wanted,)) if wanted else ()
    return dispatch.list_batches(desk, states=states, words=query.text, **page)


def columns() -> tuple[table.Column, ...]:
    """Return the columns of the list."""
    column = table.Column
    return (
        column("number", "batches_page.number", right=True, width=3, frozen=True),
        column("trade", "batches_page.trade", width=6, frozen=True),
        column("employer_name", "batches_page.employer", width=11),
        column("place", "batches_page.place", width=7),
        column("depart_on", "dispatch.field.depart_on", width=6),
        column("first_day", "batches_page.days", width=12, show=_days),
        column("listed", "batches_page.people", kind="number", width=4),
        column("contracts", "batches_page.signed_of", width=5, right=True, show=_contracts),
        column("leader_name", "dispatch.field.leader_name", width=4.5, sortable=False),
        column("state", "batches_page.state", kind="status", width=5, show=_state, tone=_tone),
    )


def _days(row: Row) -> str:
    return words.span(row["first_day"], row["returned_on"] or row["last_day"])


def _contracts(row: Row) -> str:
    return f"{row['signed']} / {row['listed']}" if row["listed"] else ""


def _state(row: Row) -> str:
    return words.state(row["state"])


def _tone(row: Row) -> str:
    return words.tone(row["state"])


def make(
    frame: Window, add: Callable[[], object], tools: Sequence[QtWidgets.QWidget]
) -> table.Listing:
    """Return the list of batches; `tools` stand beside the search box."""
    coming = {COMING: i18n.text("batches_page.coming")}
    look = paging.Look(
        view="batches",
        name="batches_page.batches",
        new="batches_page.add_batch",
        hint="batches_page.search",
        icon="bus",
        empty=("batches_page.no_batches", "batches_page.no_batches_words"),
        states=coming | {code: words.state(code) for code in words.STATES},
        state="batches_page.state",
        every="batches_page.every_state",
        only="batches_page.only_state",
    )
    return paging.make(frame, find, columns(), look, add=add, tools=tools)
