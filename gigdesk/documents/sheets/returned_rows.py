"""Rows that an import could not take, given back as they came, with the reason beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Column, Kind, SheetLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_REMARKS_TINT = "FFF2CC"
_SAID_WIDTHS = (12, 26, 48, 24)
_LOCKED_TINT = "D9D9D9"


# `1990` and `1990-05`, as the reader writes a date that shows no day.
@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """The cells of a row as the reader found them, each of its own type, and why it is back.

    `kind` is its class and `person` whom it may mean, both in words; `reference` leads from the
    corrected row to the one that waits.
    """

    cells: Sequence[Any]
    remark: str
    kind: str = ""
    person: str = ""
    reference: str = ""


def said_headers() -> list[str]:
    """Return the headers of our own columns: class, person it may mean, remarks, reference.

    By their words the importer knows such columns and takes nothing of them for a person.
    """
    return [*i18n.text("intake.remarks").split("|"), i18n.text("intake.reference")]


def unread(header: str) -> str:
    """Return the header of a column that was not read though its words name a field."""
    return f"{header}{i18n.text('sheets.returned.unread')}"


def layout(headers: Sequence[str], *, widths: Sequence[float] = ()) -> SheetLayout:
    """Return a sheet with the headers of the file and, last, class, person, remarks, reference.

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
    said = [
        Column(f"said{at}", header, width=width, wrap=True, left=True, tint=_REMARKS_TINT)
        for at, (header, width) in enumerate(zip(said_headers(), _SAID_WIDTHS, strict=True))
    ]
    said[-1] = replace(said[-1], tint=_LOCKED_TINT)
    return SheetLayout(
        name=i18n.text("sheets.returned.tab"),
        columns=(*made, *said),
        header_height=36,
        filtered=True,
    )


def rows(width: int, returned: Iterable[ReturnedRow]) -> Iterator[list[Any]]:
    """Yield the rows at `width` columns (the number of headers), and what we say of each.

    A row may be shorter than the header; a longer one has to be met by further headers.
    """
    for row in returned:
        said = (row.kind, row.person, row.remark, row.reference)
        yield [*row.cells, *([None] * (width - len(row.cells))), *said]
