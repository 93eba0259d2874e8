"""What is known of an employer, as lists: its matters, and its licences, code and deposit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.actions import orders
from gigdesk.domain.orders import diligence
from gigdesk.gui import record, table
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.gui.window import Window

KINDS = {name: f"orders.record_kind.{name}" for name in diligence.KINDS}
_LICENCES = {name: f"orders.licence.{name}" for name in diligence.LICENCES}
_STANDING = {
    diligence.MISSING: ("orders.licence_state.missing", "muted"),
    diligence.UNDATED: ("orders.licence_state.undated", "warning"),
    diligence.EXPIRED: ("orders.licence_state.expired", "error"),
    diligence.SOON: ("orders.licence_state.soon", "warning"),
    diligence.VALID: ("orders.licence_state.valid", "ok"),
}


def records(frame: Window, employer_id: bytes, add: Callable[[], object]) -> table.Listing:
    """Return the list of what happened with an employer; open matters stand first."""
    column, text = table.Column, i18n.text
    ways = (
        ((text("orders_page.add_record"), "plus", add),) if frame.may("orders.add_record") else ()
    )
    made = table.Listing(
        frame.tasks,
        table.RowSource(lambda desk, _query: orders.list_records(desk, employer_id)),
        (
            column("day", "orders.record.day", width=6),
            column(
                "kind",
                "orders.record.kind",
                kind="status",
                width=6,
                show=lambda row: words.said(KINDS, row["kind"]),
                tone=_tone,
            ),
            column("what", "orders.record.what", width=16),
            column("amount_fen", "orders.record.amount_fen", kind="money", width=6),
            column("people", "orders.record.people", kind="number", width=4),
            column("source", "orders.record.source", width=7),
            column("closed_on", "orders.record.closed_on", width=6),
            column("closed_how", "orders.record.closed_how", width=10),
        ),
        name=text("orders_page.records"),
        view="employer_records",
        layouts=frame.layouts,
        searchable=False,
        nothing=table.Nothing(
            text("orders_page.no_records"), text("orders_page.no_records_words"), "file-text", ways
        ),
    )
    return record.plain(made)


def _tone(row: Mapping[str, Any]) -> str:
    if row["kind"] not in diligence.AGAINST:
        return "info"
    return "muted" if row["closed_on"] else "error"


def papers(frame: Window, employer_id: bytes) -> table.Listing:
    """Return the list of code, licences and deposit with how each stands."""
    column = table.Column
    made = table.Listing(
        frame.tasks,
        table.RowSource(lambda desk, _query: paper_rows(orders.card(desk, employer_id))),
        (
            column("paper", "orders_page.paper", width=9, sortable=False),
            column("number", "orders_page.paper_number", width=12, sortable=False),
            column("to", "orders_page.paper_to", width=6, sortable=False),
            column(
                "standing",
                "orders_page.state",
                kind="status",
                width=14,
                sortable=False,
                tone=lambda row: row["tone"],
            ),
        ),
        name=i18n.text("orders_page.papers"),
        view="employer_papers",
        layouts=frame.layouts,
        searchable=False,
    )
    return record.plain(made)


def paper_rows(found: orders.Card) -> list[dict[str, Any]]:
    """Return code, licences and deposit as rows."""
    row, text = found.employer, i18n.text
    grave = next((one for one in found.code if one.level != "I"), None)
    code = {
        "paper": text("orders.field.uscc"),
        "number": row["uscc"] or row["old_licence_no"] or row["owner_doc_no"] or "",
        "to": "",
        "standing": record.all_words(found.code),
        "tone": "ok" if grave is None else "error" if grave.level == "E" else "warning",
    }
    held = [
        {
            "paper": text(_LICENCES[one.kind]),
            "number": one.number,
            "to": one.to,
            "standing": text(_STANDING[one.state][0]),
            "tone": _STANDING[one.state][1],
        }
        for one in found.licences
    ]
    fen = row["deposit_fen"]
    deposit = {
        "paper": text("orders.field.deposit_fen"),
        "number": money.grouped(fen).removesuffix(".00") if fen else "",
        "to": row["deposit_to"] or "",
        "standing": row["deposit_where"] or ("" if fen else text("orders.licence_state.missing")),
        "tone": "ok" if fen else "muted",
    }
    return [{**one, "id": at} for at, one in enumerate((code, *held, deposit))]


def add(frame: Window, employer_id: bytes, done: Callable[[], object]) -> None:
    """Ask what happened, and write it down."""
    record.question(
        frame,
        i18n.text("orders_page.add_record"),
        (
            Field(
                "kind",
                "orders.record.kind",
                Kind.CHOICE,
                options=words.options(KINDS),
                required=True,
            ),
            Field("day", "orders.record.day", Kind.DATE),
            Field("what", "orders.record.what", required=True, wide=True),
            Field("source", "orders.record.source"),
            Field("amount_fen", "orders.record.amount_fen", Kind.MONEY),
            Field("people", "orders.record.people", Kind.NUMBER),
        ),
        lambda desk, values, _confirmed: orders.add_record(
            desk, employer_id=employer_id, fields=values
        ),
        done=lambda taken: _told(frame, taken, "orders_page.record_added", done),
    )


def settle(frame: Window, record_id: bytes, done: Callable[[], object]) -> None:
    """Ask how a matter was settled."""
    record.question(
        frame,
        i18n.text("orders_page.settle_record"),
        (Field("how", "orders.record.closed_how", required=True, wide=True),),
        lambda desk, values, _confirmed: orders.close_record(
            desk, record_id=record_id, how=values["how"] or ""
        ),
        done=lambda taken: _told(frame, taken, "orders_page.record_settled", done),
    )


def drop(frame: Window, record_id: bytes, done: Callable[[], object]) -> None:
    """Ask why a record was a mistake, and take it away."""
    record.question(
        frame,
        i18n.text("orders_page.drop_record"),
        (Field("reason", "orders_page.reason", required=True, wide=True),),
        lambda desk, values, _confirmed: orders.drop_record(
            desk, record_id=record_id, reason=values["reason"] or ""
        ),
        done=lambda taken: _told(frame, taken, "orders_page.record_dropped", done),
    )


def _told(frame: Window, taken: orders.Taken, key: str, done: Callable[[], object]) -> None:
    frame.say(i18n.text(key), undo=lambda: frame.undo.take_back(taken.act))
    done()
