"""The list of certificates that end, or are to be looked at again, soon."""

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
    Place("name", 10),
    Place("town", 12),
    Place("village", 14),
    Place("phone", 14),
    Place("kind", 22, wrap=True, left=True),
    Place("trade", 16, wrap=True),
    Place("level", 14, wrap=True),
    Place("certificate_no", 24),
    Place("ends_on", 13, Kind.DATE),
    Place("state", 18),
)
_REVIEW = "review"


def layout(*, unit: str = "", filled_on: str = "") -> SheetLayout:
    """Return the layout, with the soonest first under one another."""
    return SheetLayout(
        name=i18n.text("sheets.certificate_list.title"),
        title=i18n.text("sheets.certificate_list.title"),
        columns=words.columns("certificate_list", _PLACES),
        head=(
            Line(
                (words.labelled("sheets.unit", unit), words.labelled("sheets.filled_on", filled_on))
            ),
        ),
        freeze_columns=2,
        filtered=True,
        row_height=22,
    )


def rows(frame: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records: words instead of codes, `standing` and `days` as the domain tells them."""
    return words.rows(frame, ({**record, "state": _state(record)} for record in records))


def _state(record: Mapping[str, Any]) -> str:
    """Return how many days are left or have gone by, till the end or till the review."""
    days = int(record["days"] or 0)
    if str(record["standing"]).startswith(_REVIEW):
        key = (
            "sheets.certificate_list.review_over" if days < 0 else "sheets.certificate_list.review"
        )
    else:
        key = "sheets.certificate_list.over" if days < 0 else "sheets.certificate_list.soon"
    return i18n.text(key, days=abs(days))
