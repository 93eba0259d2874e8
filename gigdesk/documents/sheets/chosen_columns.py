"""A list of any columns that the user has chosen, in the order chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.documents.excel.layout import Column, Kind, Line, SheetLayout
from gigdesk.documents.sheets import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_DATE_ENDINGS = ("_date", "_on", "_since", "_until", "_day", "_valid_from", "_valid_to")
_WIDE = {"doc_no": 21, "phone": 14, "bank_account": 23, "social_card": 21, "disability_no": 23}
_LONG = ("address", "notes", "name_printed", "employer_name", "remarks", "hardship")
_NARROW, _USUAL, _BROAD = 6, 12, 26
_A4_PORTRAIT = 92
_FROZEN = 2


def layout(
    title: str, columns: Sequence[tuple[str, str]], *, unit: str = "", filled_on: str = ""
) -> SheetLayout:
    """Return a layout for pairs of key and header; the kind of a column follows from its key.

    Keys ending in `_fen` are money in whole fen, in `_on`, `_date` and the like dates; `sequence`
    and `age` whole numbers; all others text. Few columns stand upright, many lie across.
    """
    made = tuple(_column(key, header) for key, header in columns)
    width = sum(column.width for column in made)
    return SheetLayout(
        name=title,
        title=title,
        columns=made,
        head=(
            Line(
                (words.labelled("sheets.unit", unit), words.labelled("sheets.filled_on", filled_on))
            ),
        ),
        landscape=width > _A4_PORTRAIT,
        freeze_columns=min(_FROZEN, len(made) - 1),
        filtered=True,
        row_height=22,
    )


def rows(frame: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records in the order of the columns of `frame`."""
    return words.rows(frame, records)


def _column(key: str, header: str) -> Column:
    needed = 2 * len(header) + 2
    if key in (words.SEQUENCE, "age"):
        return Column(key, header, max(_NARROW, needed), Kind.INT)
    if key.endswith("_fen"):
        return Column(key, header, max(_USUAL, needed), Kind.MONEY)
    if key.endswith(_DATE_ENDINGS):
        return Column(key, header, max(_USUAL, needed), Kind.DATE)
    if key.endswith(_LONG):
        return Column(key, header, _BROAD, wrap=True, left=True)
    width = _NARROW if key == "sex" else _USUAL
    return Column(key, header, max(_WIDE.get(key, width), needed), wrap=key not in _WIDE)
