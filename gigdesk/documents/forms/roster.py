"""Any list of the program as a printed table on landscape A4, with a column to sign in if asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.pdf import page, text
from gigdesk.documents.pdf.table import Column, Look, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = text.Style("title", 18.0, 28.0, "center")
LINE = text.Style("song", 10.0, 16.0, "left")
SIGNING = Look(10.0, 13.0, 27.0)


def list_pdf(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    head: Sequence[str] = (),
    foot: Sequence[str] = (),
    sign: bool = False,
) -> bytes:
    """Return a list as PDF: title, lines under it, the table with repeated heading, closing lines.

    With `sign` a last column is left empty for signatures and thumbprints, in rows high enough.
    """
    press = page.Press(title, frame=page.LIST_FRAME)
    width = press.frame.width
    signing = [Column(i18n.text("forms.list.sign"), 1.2 * _mean(columns))] if sign else []
    table = Table([*columns, *signing], width, press, SIGNING if sign else Look())
    above = page.paragraph([text.Span(title)], TITLE, width, press)
    for words in head:
        above += page.paragraph([text.Span(words)], LINE, width, press)
    above.append(page.Row(4.0))
    below = [page.Row(8.0, stick=True)] if foot else []
    for words in foot:
        below += page.paragraph([text.Span(words)], LINE, width, press)
    heading = table.head()
    room = press.frame.height
    first = room - sum(row.height for row in above)
    pages = _pages([*table.rows(rows), *below], heading, first, room)
    pages[0] = [*above, *pages[0]]
    furniture = page.Furniture(
        foot=lambda number, count: i18n.text("forms.page", page=number, pages=count)
    )
    press.add_pages(pages, furniture)
    return press.save()


def _mean(columns: Sequence[Column]) -> float:
    return sum(column.weight for column in columns) / len(columns)


def _pages(
    rows: list[page.Row], heading: page.Row, first: float, room: float
) -> list[list[page.Row]]:
    """Break the table: the first page has less room, each page begins with the heading."""
    used, taken = heading.height, 0
    for row in rows:
        if used + row.height > first:
            break
        used += row.height
        taken += 1
    pages = [[heading, *rows[:taken]]]
    if taken < len(rows):
        pages += page.paginate(rows[taken:], room, [heading])
    return pages
