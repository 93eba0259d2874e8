"""The promise of an employer as a workbook: what is promised, and who signed it, seen by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gigdesk.documents.forms.promise import Sheet

_TERMS = (Place("item", 16), Place("said", 80, wrap=True, left=True))
_SIGNED = (
    Place("sequence", 6, Kind.INT),
    Place("name", 16, wrap=True),
    Place("village", 18, wrap=True),
    Place("signed_on", 14),
    Place("seen_by", 16, wrap=True),
    Place("state", 16, wrap=True),
    Place("sign", 20),
)


def terms_layout(sheet: Sheet) -> SheetLayout:
    """Return the layout of what is promised."""
    head = (
        Line((i18n.text("forms.promise.employer", employer=sheet.employer),), 22),
        Line((i18n.text("forms.promise.opening"),), 40),
    )
    said = ("no_fee", "no_deposit", "whole_wage", "home")
    foot = tuple(
        Line((i18n.text(f"forms.promise.{name}", phone=sheet.station_phone),), 24) for name in said
    )
    return SheetLayout(
        name=i18n.text("sheets.promise.tab.terms"),
        title=i18n.text("forms.promise.title"),
        columns=words.columns("promise", _TERMS),
        head=head,
        foot=foot,
        landscape=False,
        row_height=30,
    )


def terms_rows(sheet: Sheet) -> Iterator[list[Any]]:
    """Yield what is promised, item by item."""
    for name, said in sheet.items.items():
        yield [i18n.text(f"forms.promise.item.{name}"), said]


def signed_layout(sheet: Sheet, people: int) -> SheetLayout:
    """Return the layout of who is to sign and who has."""
    head = (
        words.labelled("sheets.roster.batch", sheet.batch),
        words.labelled("sheets.roster.employer", sheet.employer),
        words.labelled("sheets.roster.people", str(people)),
    )
    return SheetLayout(
        name=i18n.text("sheets.promise.tab.signed"),
        title=i18n.text("sheets.promise.title"),
        columns=words.columns("promise", _SIGNED),
        head=(Line(head),),
        landscape=False,
        row_height=30,
    )


def signed_rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield a line for each person; `promise_state` is a code of `domain.dispatch.promises`."""
    for number, one in enumerate(records, 1):
        state = i18n.text(f"sheets.promise.state.{one['promise_state']}")
        day, seen = one["promised_on"] or "", one["promise_seen_by"] or ""
        yield [number, one["name"], one["village"], day, seen, state, ""]
