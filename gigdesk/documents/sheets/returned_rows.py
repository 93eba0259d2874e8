"""Rows that an import could not take, given back as they came, with the reason beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Column, Kind, SheetLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REMARKS_TINT = "FFF2CC"


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """The cells of a row as the reader found them, each of its own type, and why it is back."""

    cells: Sequence[Any]
    remark: str


def layout(headers: Sequence[str], *, widths: Sequence[float] = ()) -> SheetLayout:
    """Return a sheet with the headers of the file and the remarks as its last column.

    The header is the first row, so that the importer finds it again. Every cell but a date is
    formatted as text: a number typed over a damaged one keeps its 18 digits.
    """
    made = [
        Column(
            key=str(at),
            header=header,
            width=widths[at] if at < len(widths) else max(10, min(24, 2 * len(header) + 3)),
            kind=Kind.AS_FOUND,
        )
        for at, header in enumerate(headers)
    ]
    remarks = Column(
        "remarks",
        i18n.text("intake.remarks"),
        width=48,
        wrap=True,
        left=True,
        tint=_REMARKS_TINT,
    )
    return SheetLayout(
        name=i18n.text("sheets.returned.tab"),
        columns=(*made, remarks),
        header_height=24,
        filtered=True,
    )


def rows(width: int, returned: Iterable[ReturnedRow]) -> Iterator[list[Any]]:
    """Yield the rows at `width` columns (the number of headers) and the remark.

    A row may be shorter than the header; a longer one has to be met by further headers.
    """
    for row in returned:
        yield [*row.cells, *([None] * (width - len(row.cells))), row.remark]
