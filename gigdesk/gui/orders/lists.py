"""The two lists of the page: orders with their counts, and employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import jobs
from gigdesk.gui import parts, record, table
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

MOST = 5_000
OPEN = "open"


def find_orders(desk: Any, query: Query) -> Sequence[Row]:
    """Return the orders that fit the typed words and the filters in force."""
    wanted = query.value("state")
    states = jobs.OPEN if wanted == OPEN else (wanted,) if wanted else ()
    _, found = orders.list_orders(
        desk,
        states=states,
        words=query.text,
        employer_id=query.value("employer"),
        limit=MOST,
    )
    return found


def find_employers(desk: Any, query: Query) -> Sequence[Row]:
    """Return the employers that fit the typed words."""
    return orders.list_employers(desk, query.text, limit=MOST)[1]


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
    return words.state(row["state"])


def _tone(row: Row) -> str:
    return words.tone(row["state"])


def employer_columns() -> tuple[table.Column, ...]:
    """Return the columns of the list of employers."""
    column = table.Column
    return (
        column("number", "orders_page.number", right=True, width=3, frozen=True),
        column("name", "orders.field.name", width=13, frozen=True),
        column("uscc", "orders.field.uscc", width=11),
        column("contact_name", "orders.field.contact_name", width=5),
        column("contact_phone", "orders.field.contact_phone", width=7),
        column("address", "orders.field.address", width=9),
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
    new = i18n.text("orders_page.add_order")
    states = record.MenuButton(i18n.text("orders_page.state"))
    made = table.Listing(
        frame.tasks,
        record.Narrowed(find_orders),
        order_columns(),
        name=i18n.text("orders_page.orders"),
        view="orders",
        layouts=frame.layouts,
        tools=(states, parts.button(new, "plus", "primary", do=add)),
        nothing=table.Nothing(
            i18n.text("orders_page.no_orders"),
            i18n.text("orders_page.no_orders_words"),
            "briefcase",
            ((new, "plus", add),),
        ),
    )
    made.search.setPlaceholderText(i18n.text("orders_page.search_orders"))
    states.offer(_state_menu(made))
    made.selection_said.connect(frame.say_below)
    return made


def _state_menu(made: table.Listing) -> list[record.MenuEntry]:
    def only(code: str, shown: str) -> Callable[[], object]:
        words_ = i18n.text("orders_page.only_state", state=shown)
        return lambda: made.set_filter(table.Filter("state", code, words_))

    everything = i18n.text("orders_page.every_state")
    still_open = i18n.text("orders_page.open")
    return [
        (everything, "", lambda: made.set_filter(None, "state")),
        (still_open, "", only(OPEN, still_open)),
        *((words.state(code), "", only(code, words.state(code))) for code in words.STATES),
    ]


def employer_list(frame: Window, add: Callable[[], object]) -> table.Listing:
    """Return the list of employers."""
    new = i18n.text("orders_page.add_employer")
    made = table.Listing(
        frame.tasks,
        record.Narrowed(find_employers),
        employer_columns(),
        name=i18n.text("orders_page.employers"),
        view="employers",
        layouts=frame.layouts,
        tools=(parts.button(new, "plus", "primary", do=add),),
        nothing=table.Nothing(
            i18n.text("orders_page.no_employers"),
            i18n.text("orders_page.no_employers_words"),
            "building-factory-2",
            ((new, "plus", add),),
        ),
    )
    made.search.setPlaceholderText(i18n.text("orders_page.search_employers"))
    made.selection_said.connect(frame.say_below)
    return made
