"""What stands in cells that are merged sideways, given to every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.marks import Span
    from gigdesk.documents.excel.rows import Row


def spread(rows: Sequence[Row], spans: Sequence[Span], header: int, start: int) -> None:
    """Fill the cells of areas merged over columns, below a header row and from column `start` on.

    `header` is the number of that row. The rows are changed; what is filled counts as `filled`, as
    what is merged downwards does.
    """
    by_number = {row.number: row for row in rows}
    for (top, left), (bottom, right) in spans:
        first = by_number.get(top + 1)
        if (
            right == left
            or left < start
            or top < header
            or first is None
            or left >= len(first.values)
        ):
            continue
        value = first.values[left]
        for number in range(top + 1, bottom + 2):
            row = by_number.get(number)
            if row is None or value == "" or _heads(row):
                continue
            row.values.extend([""] * (right + 1 - len(row.values)))
            empty = {at for at in range(left, right + 1) if row.values[at] == ""}
            for at in empty:
                row.values[at] = value
            row.filled |= empty


def _heads(row: Row) -> bool:
    """Say whether a row, by its own cells or those above, is a header of people."""
    names = sheet_words.words("intake.words.name")
    return any(sheet_words.plain(row.text(column)) in names for column in range(len(row.values)))
