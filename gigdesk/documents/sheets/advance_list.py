"""The list of money handed out in a batch before the wage, with a place for each signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PLACES = (
    Place("sequence", 6, Kind.INT),
    Place("number", 8, Kind.INT),
    Place("day", 12, Kind.DATE),
    Place("name", 11),
    Place("village", 14),
    Place("kind", 10),
    Place("amount_fen", 12, Kind.MONEY, sum=True),
    Place("signed", 10),
    Place("signature", 16),
    Place("note", 20, wrap=True),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below the list, as words; `total_fen` in whole fen."""

    station: str = ""
    employer: str = ""
    batch: str = ""
    total_fen: int = 0
    filled_by: str = ""
    filled_on: str = ""


def layout(heading: Heading | None = None) -> SheetLayout:
    """Return the layout: a line for each advance, the total in figures and in capitals below."""
    facts = heading or Heading()
    return SheetLayout(
        name=i18n.text("sheets.advances.tab"),
        title=i18n.text("sheets.advances.title"),
        columns=words.columns("advances", _PLACES),
        head=(
            Line(
                (
                    words.labelled("sheets.advances.station", facts.station),
                    words.labelled("sheets.advances.employer", facts.employer),
                    words.labelled("sheets.advances.batch", facts.batch),
                )
            ),
        ),
        foot=(
            Line((words.labelled("sheets.advances.capitals", money.in_capitals(facts.total_fen)),)),
            Line(
                (
                    words.labelled("sheets.filled_by", facts.filled_by),
                    words.labelled("sheets.filled_on", facts.filled_on),
                ),
                height=32,
            ),
        ),
        freeze_columns=4,
        row_height=26,
    )


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records, words instead of codes; the place of the signature stays empty."""
    told = (
        {
            **each,
            "kind": i18n.text(f"dispatch.advance_kind.{each['kind']}"),
            "signed": i18n.text("sheets.advances.has_signed") if each["signed"] else "",
            "signature": "",
        }
        for each in records
    )
    return words.rows(layout(), told)
