"""The list for calling people of a reserve pool up by telephone, with room for what they say."""

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
    Place("number", 9, Kind.INT),
    Place("sex", 6),
    Place("village", 14, wrap=True),
    Place("trade", 12, wrap=True),
    Place("phone", 14),
    Place("confirmed_on", 13, Kind.DATE),
    Place("result", 14),
    Place("reason_code", 14),
    Place("stands", 26, wrap=True, left=True),
    Place("note", 20, wrap=True, left=True),
)


def layout(
    *, pool: str = "", batch: str = "", filled_by: str = "", filled_on: str = ""
) -> SheetLayout:
    """Return the layout."""
    return SheetLayout(
        name=i18n.text("sheets.calls.title"),
        title=i18n.text("sheets.calls.title"),
        columns=words.columns("calls", _PLACES),
        head=(
            Line(
                (
                    words.labelled("sheets.calls.pool", pool),
                    words.labelled("sheets.roster.batch", batch),
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
        filtered=True,
        row_height=26,
    )


def rows(frame: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records; `result` and `reason_code` are codes, `against` findings."""
    told = (
        {
            **one,
            "result": _said("sheets.calls.results.", one["result"]),
            "reason_code": _said("sheets.calls.declines.", one["reason_code"]),
            "stands": "\n".join(i18n.text(why.code, **why.params) for why in one["against"]),
        }
        for one in records
    )
    return words.rows(frame, told)


def _said(start: str, code: str | None) -> str:
    return i18n.text(f"{start}{code}") if code else ""
