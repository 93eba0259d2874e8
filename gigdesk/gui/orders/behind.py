"""The lists behind the four numbers of an order: batches, people, days, and how they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch, orders
from gigdesk.gui import record, table
from gigdesk.gui.orders import reviewing, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.domain.orders.fees import Expected
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window


def _listing(
    frame: Window,
    view: str,
    find: Callable[[Any, Query], Sequence[Row]],
    columns: tuple[table.Column, ...],
    *,
    opens: Callable[[Any], object] | None = None,
    nothing: table.Nothing | None = None,
) -> table.Listing:
    made = table.Listing(
        frame.tasks,
        table.RowSource(find),
        columns,
        name=i18n.text("orders_page.behind"),
        view=view,
        layouts=frame.layouts,
        searchable=False,
        nothing=nothing
        or table.Nothing(i18n.text("orders_page.nothing_behind"), "", "list-details"),
    )
    made.selection_said.connect(frame.say_below)
    if opens is not None:
        made.opened.connect(opens)
    return record.plain(made)


def batches(frame: Window, order_id: bytes) -> table.Listing:
    """Return the list of batches of an order; Enter opens one."""
    column = table.Column
    return _listing(
        frame,
        "order_batches",
        lambda desk, _query: dispatch.list_batches(desk, order_id=order_id, limit=1000)[1],
        (
            column("number", "orders_page.batch", right=True, width=4),
            column("depart_on", "dispatch.field.depart_on", width=6),
            column(
                "last_day",
                "orders_page.days",
                width=12,
                show=lambda row: words.span(row["first_day"], row["last_day"]),
            ),
            column("listed", "orders_page.listed", kind="number", width=4),
            column("signed", "orders_page.signed", kind="number", width=4),
            column(
                "state",
                "orders_page.state",
                kind="status",
                width=5,
                show=lambda row: words.batch_state(row["state"]),
                tone=lambda row: words.BATCH_STATES[row["state"]][1],
            ),
        ),
        opens=lambda batch_id: frame.open("dispatch", batch_id),
        nothing=table.Nothing(
            i18n.text("orders_page.no_batches"),
            i18n.text("orders_page.no_batches_words") if frame.may("dispatch.plan") else "",
            "bus",
        ),
    )


def people(frame: Window, order_id: bytes, how: str | None = None) -> table.Listing:
    """Return the list of everybody on the lists of an order; Enter opens the person.

    With `how` only those who were found that way.
    """

    def find(desk: Any, _query: Query) -> Sequence[Row]:
        found = orders.dashboard(desk, order_id).people
        chosen = [row for row in found if how in (None, row["how_chosen"])]
        return [{**row, "id": row["worker_id"]} for row in chosen]

    column = table.Column
    return _listing(
        frame,
        "order_people",
        find,
        (
            column("name", "record.name", width=5),
            column("sex", "record.sex", width=2.5, show=_sex),
            column("village", "record.village", width=7),
            column("batch_number", "orders_page.batch", right=True, width=4),
            column(
                "batch_state",
                "orders_page.where",
                kind="status",
                width=5,
                show=lambda row: words.batch_state(row["batch_state"]),
                tone=lambda row: words.BATCH_STATES[row["batch_state"]][1],
            ),
            column(
                "quarters",
                "orders_page.days_worked",
                right=True,
                width=5,
                show=lambda row: words.days(row["quarters"]),
            ),
            column("until_day", "orders_page.left_early", width=6),
            column("reason", "orders_page.reason", width=7),
            column(
                "how_chosen",
                "orders_page.how",
                width=5,
                show=lambda row: words.said(words.HOW_CHOSEN, row["how_chosen"]),
            ),
        ),
        opens=lambda worker_id: frame.open("workers", worker_id),
    )


def _sex(row: Row) -> str:
    return record.codes.label("sex", row["sex"] or "")


def days(frame: Window, order_id: bytes) -> table.Listing:
    """Return the list of days on which work was entered."""
    column = table.Column
    return _listing(
        frame,
        "order_days",
        lambda desk, _query: [
            {**row, "id": row["day"]} for row in orders.dashboard(desk, order_id).days
        ],
        (
            column("day", "orders_page.day", width=7),
            column("people", "orders_page.people_there", kind="number", width=5),
            column(
                "quarters",
                "orders_page.days_worked",
                right=True,
                width=6,
                show=lambda row: words.days(row["quarters"]),
            ),
        ),
    )


def sources(frame: Window, order_id: bytes) -> table.Listing:
    """Return the list of ways the people were found, and how many; Enter shows who."""
    column = table.Column
    return _listing(
        frame,
        "order_sources",
        lambda desk, _query: [
            {**row, "id": row["how_chosen"]} for row in orders.dashboard(desk, order_id).sources
        ],
        (
            column(
                "how_chosen",
                "orders_page.how",
                width=8,
                show=lambda row: words.said(words.HOW_CHOSEN, row["how_chosen"]),
            ),
            column("people", "orders_page.people_count", kind="number", width=5),
        ),
    )


def terms(frame: Window, order_id: bytes) -> table.Listing:
    """Return the list of what an order states, and what its contracts will lack."""
    column = table.Column
    return _listing(
        frame,
        "order_terms",
        lambda desk, _query: _terms(
            orders.get_order(desk, order_id), orders.expected_fee(desk, order_id)
        ),
        (
            column("term", "orders_page.term", width=8, sortable=False),
            column(
                "said",
                "orders_page.stated",
                kind="status",
                width=30,
                sortable=False,
                tone=lambda row: "warning" if row["missing"] else "",
            ),
        ),
    )


def _terms(row: Row, fee: Expected | None) -> list[dict[str, Any]]:
    """Return the terms in words, those that are missing first."""
    text = i18n.text
    missing = [
        {"term": text(f"orders.field.{name}"), "said": text("orders_page.not_stated")}
        for name in row["missing_terms"]
    ]
    told = [
        (text("orders.field.place"), row["place"]),
        (text("orders_page.days"), words.span(row["from_day"], row["to_day"])),
        *words.terms(row),
        (text("orders_page.fee_expected"), words.expected(fee)),
    ]
    stated = [{"term": term, "said": said} for term, said in told if said]
    found = [{**one, "missing": True} for one in missing]
    found += [{**one, "missing": False} for one in stated]
    return [{**one, "id": at} for at, one in enumerate(found)]


LISTS = {
    "needed": batches,
    "listed": people,
    "worked": days,
    "sources": sources,
    "terms": terms,
    "review": reviewing.listing,
}
"""The list behind each tile."""
