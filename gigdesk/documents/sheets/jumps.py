"""The list of people who were put on a batch before others, with the reason for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, stamps
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PLACES = (
    Place("sequence", 6, Kind.INT),
    Place("name", 12),
    Place("number", 10, Kind.INT),
    Place("village", 16, wrap=True),
    Place("passed_over", 14, Kind.INT),
    Place("chosen_why", 46, wrap=True, left=True),
    Place("staff_name", 12),
    Place("at", 18),
)


def layout(
    *, batch: int = 0, employer: str = "", filled_by: str = "", filled_on: str = ""
) -> SheetLayout:
    """Return the layout."""
    return SheetLayout(
        name=i18n.text("sheets.jumps.title"),
        title=i18n.text("sheets.jumps.title"),
        columns=words.columns("jumps", _PLACES),
        head=(
            Line(
                (
                    words.labelled("sheets.roster.batch", str(batch)),
                    words.labelled("sheets.roster.employer", employer),
                )
            ),
        ),
        foot=(
            Line(
                (
                    words.labelled("sheets.filled_by", filled_by),
                    words.labelled("sheets.filled_on", filled_on),
                )
            ),
        ),
        freeze_columns=2,
        row_height=26,
    )


def rows(frame: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records; `at_ms` is when somebody was put on the list, in ms UTC."""
    told = ({**one, "at": stamps.local_text(one["at_ms"])[:16]} for one in records)
    return words.rows(frame, told)
