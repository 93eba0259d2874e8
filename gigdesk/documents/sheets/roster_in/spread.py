"""Numbers of papers written one sign to a cell, under a header merged over all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.documents.excel.rows import Cell
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import headers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.documents.excel.rows import Row

SPREAD = "spread"
_LONGEST = 18
_NEARLY_ALL = 0.8


def joined(row: Row, layout: Mapping[str, int]) -> Cell:
    """Return the number of a paper whose first sign stands in its column, the others beside it.

    It ends at a cell that holds more than one sign or none, and before the column of a field.
    """
    first = layout[headers.DOC_NO]
    ends = min((at for at in layout.values() if at > first), default=first + _LONGEST)
    signs = []
    for at in range(first, min(ends, first + _LONGEST)):
        sign = row.cell(at).text.strip()
        if len(sign) != 1:
            break
        signs.append(sign)
    return Cell("".join(signs), "text", "".join(signs)) if len(signs) > 1 else row.cell(first)


def told(
    columns: Sequence[headers.ColumnGuess], values: Callable[[int], Sequence[str]]
) -> tuple[headers.ColumnGuess, ...]:
    """Say of the columns that only go on with a number that they are read with the first one."""
    at = next((one.index for one in columns if one.field == headers.DOC_NO), None)
    if at is None or not _are_signs(values(at)):
        return tuple(columns)
    header = next(sheet_words.plain(one.header) for one in columns if one.index == at)
    return tuple(
        replace(one, why=SPREAD)
        if one.field is None
        and at < one.index < at + _LONGEST
        and sheet_words.plain(one.header) == header
        and _are_signs(values(one.index))
        else one
        for one in columns
    )


def _are_signs(values: Sequence[str]) -> bool:
    """Say whether nearly all values are one sign; a title or a signature may stand among them."""
    return sum(len(value) == 1 for value in values) > _NEARLY_ALL * len(values)
