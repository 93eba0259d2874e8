"""The bands of pay that orders are measured by, as a list; the head enters and drops them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.gui import reach, record, table
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from gigdesk.gui.window import Window


def listing(frame: Window) -> table.Listing:
    """Return the list of bands; Delete drops the chosen one."""
    column, text = table.Column, i18n.text
    may = frame.may("orders.set_band")
    ways = ((text("orders_page.set_band"), "plus", lambda: add(frame, made)),) if may else ()
    made: table.Listing = table.Listing(
        frame.tasks,
        table.RowSource(lambda desk, _query: orders.list_bands(desk)),
        (
            column("number", "orders_page.number", right=True, width=3),
            column(
                "trade",
                "orders.band.trade",
                width=7,
                show=lambda row: row["trade"] or text("orders_page.every_trade"),
            ),
            column("region", "orders.band.region", width=6),
            column(
                "pay_kind",
                "orders.band.pay_kind",
                width=5,
                show=lambda row: words.said(words.PAY_KINDS, row["pay_kind"]),
            ),
            column(
                "pay_unit",
                "orders.band.pay_unit",
                width=4,
                show=lambda row: words.said(words.PAY_UNITS, row["pay_unit"]),
            ),
            column("low_fen", "orders.band.low_fen", kind="money", width=6),
            column("high_fen", "orders.band.high_fen", kind="money", width=6),
            column("valid_from", "orders.band.valid_from", width=6),
            column("source", "orders.band.source", width=12),
        ),
        name=text("orders_page.bands"),
        view="bands",
        layouts=frame.layouts,
        searchable=False,
        nothing=table.Nothing(
            text("orders_page.no_bands"), text("orders_page.no_bands_words"), "file-text", ways
        ),
    )
    if may:
        made.add_action(text("orders_page.set_band"), "plus", lambda: add(frame, made))
        made.add_action(text("orders_page.drop_band"), "trash", lambda: drop(frame, made))
        record.on_key(made.table, "Delete", lambda: drop(frame, made))
    return record.plain(made)


def add(frame: Window, made: table.Listing) -> None:
    """Ask for a band; one for the same trade, place, unit and day is corrected by it."""
    if not reach.reaches("orders.set_band"):
        frame.say(i18n.text("orders_page.bands_of_head"), "warning")
        return
    kinds, units = words.options(words.PAY_KINDS), words.options(words.PAY_UNITS)
    record.question(
        frame,
        i18n.text("orders_page.set_band"),
        (
            Field("trade", "orders.band.trade", hint="orders_page.hint.every_trade"),
            Field("pay_kind", "orders.band.pay_kind", Kind.CHOICE, options=kinds, required=True),
            Field("pay_unit", "orders.band.pay_unit", Kind.CHOICE, options=units, free=True),
            Field("low_fen", "orders.band.low_fen", Kind.MONEY),
            Field("high_fen", "orders.band.high_fen", Kind.MONEY),
            Field("valid_from", "orders.band.valid_from", Kind.DATE, required=True),
            Field("region", "orders.band.region", hint="orders_page.hint.region"),
            Field("source", "orders.band.source", wide=True),
        ),
        lambda desk, values, _confirmed: orders.set_band(desk, fields=values),
        done=lambda taken: _told(frame, made, taken, "orders_page.band_set"),
    )


def drop(frame: Window, made: table.Listing) -> None:
    """Use the chosen band no more."""
    row = next(iter(made.table.selected_rows()), None)
    if row is None or not reach.reaches("orders.drop_band"):
        return
    frame.tasks.do(
        lambda desk, _progress: orders.drop_band(desk, band_id=row["id"]),
        lambda taken: _told(frame, made, taken, "orders_page.band_dropped"),
        owner=made,
        slot=("band", row["id"]),
    )


def _told(frame: Window, made: table.Listing, taken: orders.Taken, key: str) -> None:
    frame.say(i18n.text(key), undo=lambda: frame.undo.take_back(taken.act))
    made.refresh()
