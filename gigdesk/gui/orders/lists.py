"""The two lists of the page: orders with their counts, and employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import jobs
from gigdesk.gui import paging, table
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

OPEN = "open"


def find_orders(desk: Any, query: Query, **page: Any) -> paging.Found:
    """Return how many orders fit the typed words and filters, and one page of them."""
    wanted = query.value("state")
    states = jobs.OPEN if wanted == OPEN else (wanted,) if wanted else ()
    return orders.list_orders(desk, states=states, words=query.text, **page)


def orders_of(employer_id: bytes) -> Callable[..., paging.Found]:
    """Return what finds the orders of one employer; there is no filter that could be cleared."""

    def find(desk: Any, query: Query, **page: Any) -> paging.Found:
        return orders.list_orders(desk, words=query.text, employer_id=employer_id, **page)

    return find


def find_employers(desk: Any, query: Query, **page: Any) -> paging.Found:
    """Return how many employers fit the typed words, and one page of them."""
    return orders.list_employers(desk, query.text, **page)


def order_columns() -> tuple[table.Column, ...]:
    """Return the columns of the list of orders."""
    column = table.Column
    return (
        column("number", "orders_page.number", right=True, width=3, frozen=True),
        column("trade", "orders.field.trade", width=6, frozen=True),
        column("employer_name", "orders_page.employer", width=11),
        column("place", "orders.field.place", width=7),
        column("people", "orders_page.needed", kind="number", width=4),
        column("listed", "orders_page.listed", kind="number", width=4, tone=_short),
        column("on_site", "orders_page.on_site", kind="number", width=4),
        column("from_day", "orders_page.days", width=12, show=_days),
        column("pay_fen", "orders.field.pay_fen", width=6.5, show=words.pay),
        column("state", "orders_page.state", kind="status", width=5, show=_state, tone=_tone),
    )


def _short(row: Row) -> str:
    """Return the tone of the number listed: too few for an order that still looks for people."""
    return "warning" if row["listed"] < row["people"] and row["state"] in jobs.OPEN else ""


def _days(row: Row) -> str:
    return words.span(row["from_day"], row["to_day"])


def _state(row: Row) -> str:
    return words.standing(row)


def _tone(row: Row) -> str:
    return words.standing_tone(row)


def employer_columns() -> tuple[table.Column, ...]:
    """Return the columns of the list of employers."""
    column = table.Column
    return (
        column("number", "orders_page.number", right=True, width=3, frozen=True),
        column("name", "orders.field.name", width=13, frozen=True),
        column("uscc", "orders.field.uscc", width=11),
        column("contact_name", "orders.field.contact_name", width=5, sortable=False),
        column("contact_phone", "orders.field.contact_phone", width=7, sortable=False),
        column("address", "orders.field.address", width=9, sortable=False),
        column("open_orders", "orders_page.open_orders", kind="number", width=5),
        column("orders", "orders_page.all_orders", kind="number", width=5),
        column("flag", "orders.field.flag", kind="status", width=6, show=_flag, tone=_flag_tone),
    )


def _flag(row: Row) -> str:
    return words.said(words.FLAGS, row["flag"])


def _flag_tone(row: Row) -> str:
    return {"banned": "error", "watched": "warning"}.get(row["flag"] or "", "")


def order_list(frame: Window, add: Callable[[], object]) -> table.Listing:
    """Return the list of orders."""
    still_open = {OPEN: i18n.text("orders_page.open")}
    look = paging.Look(
        view="orders",
        name="orders_page.orders",
        new="orders_page.add_order",
        hint="orders_page.search_orders",
        icon="briefcase",
        empty=("orders_page.no_orders", "orders_page.no_orders_words"),
        states=still_open | {code: words.state(code) for code in words.STATES},
        state="orders_page.state",
        every="orders_page.every_state",
        only="orders_page.only_state",
    )
    return paging.make(frame, find_orders, order_columns(), look, add=add)


def employer_list(frame: Window, add: Callable[[], object]) -> table.Listing:
    """Return the list of employers."""
    look = paging.Look(
        view="employers",
        name="orders_page.employers",
        new="orders_page.add_employer",
        hint="orders_page.search_employers",
        icon="building-factory-2",
        empty=("orders_page.no_employers", "orders_page.no_employers_words"),
    )
    return paging.make(frame, find_employers, employer_columns(), look, add=add)
