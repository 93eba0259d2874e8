"""Lists on A4 as a PDF, from the same layout as their workbook: title, lines, table, signatures."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.documents.excel.cells import plain_number
from gigdesk.documents.excel.layout import Kind
from gigdesk.documents.pdf import page, text
from gigdesk.documents.pdf.table import Column, Look, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.documents.excel.layout import Line, SheetLayout

    Sheet = tuple[SheetLayout, Sequence[Sequence[Any]]]
    """A list as its workbook takes it: the layout and the rows."""

_UPRIGHT = page.Frame(page.A4, 36.0, 36.0, 40.0, 46.0)
_ACROSS = page.Frame(page.A4_LANDSCAPE, 36.0, 36.0, 36.0, 46.0)
_TITLE = text.Style("title", 18.0, 28.0, "center")
_LINE = text.Style("song", 11.0, 15.0, "left")
_BETWEEN = 10.0  # points between two parts of a line
_SMALLEST, _LARGEST = 8.0, 12.0
_OF_A_CHARACTER = 2.0  # widths count half of a Chinese character each


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and how many pages it has."""

    data: bytes
    pages: int


def printed_lists(
    title: str,
    sheets: Sequence[Sheet],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Printed:
    """Return lists one after the other, each from a fresh page and with its pages counted alone.

    All lie as the first one does. Nothing is cut: what is too long for its cell wraps, and the row
    grows. `progress` hears how many lists are set, of how many.
    """
    frame = _ACROSS if sheets[0][0].landscape else _UPRIGHT
    press = page.Press(title, frame=frame)
    for done, (layout, rows) in enumerate(sheets, 1):
        furniture = page.Furniture(
            foot=lambda number, count: i18n.text("forms.page", page=number, pages=count),
            note=layout.name if len(sheets) > 1 else "",
        )
        press.add_pages(_pages(layout, rows, press), furniture)
        if progress:
            progress(done, len(sheets))
    return Printed(press.save(), press.pages)


def _pages(
    layout: SheetLayout, rows: Sequence[Sequence[Any]], press: page.Press
) -> list[list[page.Row]]:
    width = press.frame.width
    above = page.paragraph([text.Span(layout.title)], _TITLE, width, press, after=4.0)
    for line in layout.head:
        above.append(line_row(line, width, press))
    above.append(page.Row(4.0))
    table = Table(_columns(layout), width, press, _look(layout, width))
    cells = [[shown(column.kind, value) for column, value in _pairs(layout, row)] for row in rows]
    if layout.has_total:
        cells.append(_totals(layout, rows))
    below = [page.Row(6.0, stick=True)]
    below += [replace(line_row(line, width, press), stick=True) for line in layout.foot]
    below[-1] = replace(below[-1], stick=False)
    set_rows = list(table.rows(cells))
    if set_rows and layout.foot:
        set_rows[-1] = replace(set_rows[-1], stick=True)
    return page.paginate([*set_rows, *below], press.frame.height, [table.head()], above)


def _pairs(layout: SheetLayout, row: Sequence[Any]) -> Any:
    return zip(layout.columns, row, strict=True)


def _columns(layout: SheetLayout) -> list[Column]:
    return [
        Column(one.header, one.width, "left" if one.left or one.wrap else "center")
        for one in layout.columns
    ]


def _look(layout: SheetLayout, width: float) -> Look:
    """Return letters as large as the widths of the columns leave room for."""
    room = width / sum(column.width for column in layout.columns)
    size = min(_LARGEST, max(_SMALLEST, round(room * _OF_A_CHARACTER - 0.2, 1)))
    return Look(size, round(size * 1.3, 1), layout.row_height)


def shown(kind: Kind, value: Any) -> str:
    """Return a value as it stands in a cell on paper."""
    if value is None or value == "":
        return ""
    if kind is Kind.MONEY:
        return money.plain(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) else plain_number(value)


def _totals(layout: SheetLayout, rows: Sequence[Sequence[Any]]) -> list[str]:
    found = []
    for at, column in enumerate(layout.columns):
        total = sum(row[at] or 0 for row in rows) if column.sum else None
        found.append(shown(column.kind, total))
    if layout.columns and not layout.columns[0].sum:
        found[0] = layout.total_label
    return found


def line_row(line: Line, width: float, ink: text.Ink) -> page.Row:
    """Return a line above or below a table: its parts side by side, each wrapping in its share."""
    style = replace(_LINE, role="hei") if line.bold else _LINE
    each = (width - _BETWEEN * (len(line.parts) - 1)) / len(line.parts)
    parts = [text.lines([text.Span(words)], style, each) for words in line.parts]
    deepest = max(map(len, parts))
    height = max(line.height, deepest * style.leading + 4.0)
    texts = []
    for at, lines in enumerate(parts):
        top = (height - len(lines) * style.leading) / 2
        for down, one in enumerate(lines):
            base = top + (down + 0.5) * style.leading + style.size * 0.36
            texts.append((at * (each + _BETWEEN), round(base, 2), text.code(one, ink)))
    return page.Row(height, tuple(texts))
