"""Everybody's emergency card as one line of a list, for whoever answers the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gigdesk.documents.forms.cards import Card

_PLACES = (
    Place("number", 8),
    Place("name", 13, wrap=True),
    Place("sex", 5),
    Place("coach", 18, wrap=True),
    Place("leader", 20, wrap=True),
    Place("emergency", 22, wrap=True),
    Place("employer", 24, wrap=True),
    Place("contact", 22, wrap=True),
    Place("station", 24, wrap=True),
)


def layout(batch: str, people: int) -> SheetLayout:
    """Return the layout of the list of a batch."""
    head = (
        words.labelled("sheets.roster.batch", batch),
        words.labelled("sheets.roster.people", str(people)),
        i18n.text("forms.card.lines"),
    )
    return SheetLayout(
        name=i18n.text("sheets.card.tab"),
        title=i18n.text("sheets.card.title"),
        columns=words.columns("card", _PLACES),
        head=(Line(head),),
        freeze_columns=2,
        row_height=30,
    )


def rows(cards: Iterable[Card]) -> Iterator[list[Any]]:
    """Yield a line for each card."""
    for one in cards:
        yield [
            one.number,
            one.name,
            one.sex,
            one.coach,
            f"{one.leader} {one.leader_phone}".strip(),
            f"{one.emergency} {one.emergency_phone}".strip(),
            one.employer,
            f"{one.contact} {one.contact_phone}".strip(),
            f"{one.station} {one.station_phone}".strip(),
        ]
