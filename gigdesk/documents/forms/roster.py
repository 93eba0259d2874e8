"""A list of people on landscape A4 with room for a signature or a thumbprint in every line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.pdf import page, text
from gigdesk.documents.pdf.table import Column, Look, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLE = text.Style("title", 18.0, 28.0, "center")
LINE = text.Style("song", 10.0, 16.0, "left")
SIGNING = Look(11.0, 14.0, 30.0)
_PLACES = (
    ("forms.list.sequence", 0.5),
    ("forms.list.name", 1.1),
    ("forms.list.sex", 0.5),
    ("forms.list.doc_no", 2.0),
    ("forms.list.village", 2.2),
    ("forms.list.phone", 1.3),
    ("forms.list.sign", 2.2),
    ("forms.list.note", 1.1),
)


def signing_list(
    title: str,
    people: Sequence[Mapping[str, Any]],
    *,
    unit: str,
    filled_by: str,
    filled_on: str,
) -> bytes:
    """Return people as PDF to be signed by hand; rows are high enough for a thumbprint.

    `people` have name, sex in words, doc_no, phone, town and village.
    """
    columns = [Column(i18n.text(name), weight) for name, weight in _PLACES]
    said = i18n.text("forms.list.head", unit=unit, day=filled_on, count=len(people))
    cells = [_cells(number, one) for number, one in enumerate(people, 1)]
    foot = i18n.text("forms.list.foot", name=filled_by)
    return listing(title, (columns, cells), (said,), (foot,))


def listing(
    title: str,
    content: tuple[Sequence[Column], Sequence[Sequence[str]]],
    above: Sequence[str],
    below: Sequence[str],
    *,
    look: Look = SIGNING,
) -> bytes:
    """Return a list on landscape A4 as PDF: `content` are its columns and the cells of its lines.

    The lines `above` stand under the title on the first page, those `below` after the list.
    """
    press = page.Press(title, frame=page.LIST_FRAME)
    width = press.frame.width
    table = Table(content[0], width, press, look)
    head = page.paragraph([text.Span(title)], TITLE, width, press)
    for said in above:
        head += page.paragraph([text.Span(said)], LINE, width, press)
    head.append(page.Row(4.0))
    foot = [page.Row(8.0, stick=True)]
    for said in below:
        foot += page.paragraph([text.Span(said)], LINE, width, press)
    heading = table.head()
    rows = [*table.rows(content[1]), *foot]
    pages = page.paginate(rows, press.frame.height, [heading], head)
    furniture = page.Furniture(
        foot=lambda number, count: i18n.text("forms.page", page=number, pages=count)
    )
    press.add_pages(pages, furniture)
    return press.save()


def _cells(number: int, one: Mapping[str, Any]) -> list[str]:
    """Return one line; the columns to write in by hand stay empty."""
    village = f"{one['town'] or ''}{one['village'] or ''}"
    shown = (one["name"], one["sex"], one["doc_no"], village, one["phone"])
    return [str(number), *(str(value or "") for value in shown)]
