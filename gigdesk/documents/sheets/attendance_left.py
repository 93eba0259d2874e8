"""The list of what an attendance sheet said that was not written, each with the reason."""

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
    Place("sheet", 14, wrap=True, left=True),
    Place("row", 7, Kind.INT),
    Place("name", 12, wrap=True),
    Place("day", 12),
    Place("text", 14, wrap=True),
    Place("why", 58, wrap=True, left=True),
)


def layout(file: str = "") -> SheetLayout:
    """Return the layout; `file` is the name of the sheet that was taken in."""
    return SheetLayout(
        name=i18n.text("sheets.attendance_left.tab"),
        title=i18n.text("sheets.attendance_left.title"),
        columns=words.columns("attendance_left", _PLACES),
        head=(Line((words.labelled("sheets.attendance_left.file", file),)),),
        freeze_columns=4,
        filtered=True,
    )


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records; `code` and `params` are why something was not written.

    The original words stand as text, just as the sheet showed them.
    """
    told = ({**one, "why": i18n.text(one["code"], **one["params"])} for one in records)
    return words.rows(layout(), told)
