"""The recovery sheet: one page with the code that opens a desk when every password is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.pdf import page, text

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = text.Style("title", 24.0, 44.0, "center")
LINE = text.Style("song", 14.0, 27.0, "left")
BODY = text.Style("song", 13.0, 24.0, "justify", hanging=1.2)
GROUP = text.Style("hei", 22.0, 30.0, "center")
ORDER = text.Style("song", 8.0, 10.0, "center")
_PER_LINE = 4
_CELL = 50.0


@dataclass(frozen=True, slots=True)
class Recovery:
    """What stands on the sheet: the code already in groups, the date as text."""

    station: str
    user: str
    desk: str
    made_on: str
    groups: Sequence[str]


def file_name(station_code: str, made_on: str) -> str:
    """Return what the file of a sheet is called, without its ending."""
    return i18n.text("forms.recovery.file", code=station_code, date=made_on)


def recovery_sheet(sheet: Recovery) -> bytes:
    """Return the sheet as a one-page PDF; it is printed, never kept beside the desk."""
    title = i18n.text("forms.recovery.title")
    press = page.Press(title)
    width = press.frame.width
    rows = page.paragraph([text.Span(title)], TITLE, width, press, after=14.0)
    for words in (
        i18n.text("forms.recovery.station", station=sheet.station),
        i18n.text("forms.recovery.user", user=sheet.user),
        i18n.text("forms.recovery.desk", desk=sheet.desk),
        i18n.text("forms.recovery.made_on", date=sheet.made_on),
    ):
        rows += page.paragraph([text.Span(words)], LINE, width, press)
    rows += page.paragraph(
        [text.Span(i18n.text("forms.recovery.code"), role="hei")], LINE, width, press, after=6.0
    )
    for at in range(0, len(sheet.groups), _PER_LINE):
        rows.append(_boxes(sheet.groups[at : at + _PER_LINE], at, width, press))
    rows.append(page.Row(18.0))
    for key in (
        i18n.text("forms.recovery.rule1"),
        i18n.text("forms.recovery.rule2"),
        i18n.text("forms.recovery.rule3"),
        i18n.text("forms.recovery.rule4"),
    ):
        rows += page.paragraph([text.Span(key)], BODY, width, press, after=4.0)
    rows.append(page.Row(20.0))
    rows += page.paragraph([text.Span(i18n.text("forms.recovery.keeper"))], LINE, width, press)
    press.add_pages(page.paginate(rows, press.frame.height), page.Furniture())
    return press.save()


def _boxes(groups: Sequence[str], first: int, width: float, ink: text.Ink) -> page.Row:
    """Return one line of boxed groups, each with its order under it."""
    each = width / _PER_LINE
    texts, graphics = [], []
    for at, group in enumerate(groups):
        left = at * each
        line = text.lines([text.Span(group)], text.fit(group, GROUP, each - 16), each - 8)[0]
        texts.append((left + 4, 30.0, text.code(line, ink)))
        order = text.lines([text.Span(str(first + at + 1))], ORDER, each - 8)[0]
        texts.append((left + 4, 50.0, text.code(order, ink)))
        graphics.append(f"1 w {left + 4:.2f} 0 {each - 8:.2f} -40 re S")
    return page.Row(_CELL + 8, tuple(texts), " ".join(graphics), stick=True)
