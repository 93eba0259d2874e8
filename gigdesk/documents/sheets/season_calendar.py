"""The year over all orders as a workbook: a column for each month or week, an order a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.excel.layout import Column, Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACES = (
    Place("number", 8),
    Place("employer_name", 22, wrap=True),
    Place("trade", 12),
    Place("place", 16, wrap=True),
    Place("days", 23),
)
KEYS = tuple(place.key for place in _PLACES)


def layout(labels: Sequence[str], *, said: str = "") -> SheetLayout:
    """Return the layout for periods with these labels; `said` tells the peak in words."""
    needed, placed = (i18n.text(f"sheets.season.{name}") for name in ("needed", "placed"))
    return SheetLayout(
        name=i18n.text("sheets.season.tab"),
        title=i18n.text("sheets.season.title"),
        columns=(
            *words.columns("season", _PLACES),
            *(
                Column(f"{name}{at}", head, width=7, kind=Kind.INT, group=(label,))
                for at, label in enumerate(labels)
                for name, head in (("needed", needed), ("placed", placed))
            ),
        ),
        head=(Line((said,)),),
    )
