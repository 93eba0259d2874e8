"""The list of people who would fit an open order but for a certificate it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PLACES = (
    Place("sequence", 6, Kind.INT),
    Place("order", 14),
    Place("employer", 22, wrap=True, left=True),
    Place("first_day", 13, Kind.DATE),
    Place("certificate", 20, wrap=True),
    Place("expired", 12),
    Place("name", 10),
    Place("number", 9, Kind.INT),
    Place("village", 14, wrap=True),
    Place("trade", 12, wrap=True),
    Place("phone", 14),
)


def layout(*, unit: str = "", filled_on: str = "") -> SheetLayout:
    """Return the layout."""
    return SheetLayout(
        name=i18n.text("sheets.gaps.title"),
        title=i18n.text("sheets.gaps.title"),
        columns=words.columns("gaps", _PLACES),
        head=(
            Line(
                (words.labelled("sheets.unit", unit), words.labelled("sheets.filled_on", filled_on))
            ),
        ),
        freeze_columns=2,
        filtered=True,
        row_height=26,
    )


def rows(frame: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records; `expired` says whether somebody held the certificate before."""
    told = ({**one, "expired": _state(expired=one["expired"])} for one in records)
    return words.rows(frame, told)


def _state(*, expired: bool) -> str:
    return i18n.text("sheets.gaps.over" if expired else "sheets.gaps.none")
