"""Emergency cards, eight on a sheet of A4 to be cut apart: whom to call wherever somebody is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.forms.printed_list import Printed
from gigdesk.documents.pdf import page, strips, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ACROSS, DOWN = 2, 4
_FRAME = page.Frame(page.A4, 28.0, 28.0, 30.0, 30.0)
_WIDE, _HIGH = _FRAME.width / ACROSS, _FRAME.height / DOWN
_PAD = 11.0
_NAME = text.Style("title", 17.0, 21.0, "left")
_LINE = text.Style("song", 10.0, 13.2, "left")
_STRONG = replace(_LINE, role="hei")
_SIZES = (1.25, 1.2, 1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
_PICTURE_HIGH = 20.0
_MARK = 9.0  # points that a cut mark is long


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card, as words; what is empty leaves a gap to write in.

    `name_image` is a JPEG of a name that nobody can type.
    """

    number: str
    name: str
    sex: str = ""
    batch: str = ""
    coach: str = ""
    station: str = ""
    station_phone: str = ""
    leader: str = ""
    leader_phone: str = ""
    employer: str = ""
    contact: str = ""
    contact_phone: str = ""
    emergency: str = ""
    emergency_phone: str = ""
    place: str = ""
    name_image: bytes = b""


def cut_sheets(
    cards: Sequence[Card], *, progress: Callable[[int, int], None] | None = None
) -> Printed:
    """Return the cards as PDF, row after row, with marks where to cut.

    Letters of a card become smaller until all of it fits; nothing is left out. `progress` hears the
    number of cards set, of how many.
    """
    press = page.Press(i18n.text("forms.card.title"), frame=_FRAME)
    pages, done = [], 0
    for start in range(0, len(cards), ACROSS * DOWN):
        rows = []
        for at in range(start, min(start + ACROSS * DOWN, len(cards)), ACROSS):
            beside = cards[at : min(at + ACROSS, start + ACROSS * DOWN)]
            rows.append(_row(beside, press))
            done += len(beside)
            if progress:
                progress(done, len(cards))
        rows[0] = replace(rows[0], graphics=f"{rows[0].graphics} {_marks(len(rows))}")
        pages.append(rows)
    press.add_pages(pages, page.Furniture())
    return Printed(press.save(), press.pages)


def _row(beside: Sequence[Card], press: page.Press) -> page.Row:
    texts, graphics, pictures = [], [], []
    for at, card in enumerate(beside):
        left = at * _WIDE + _PAD
        down = _PAD
        for row in _fitted(card, press):
            texts += [(left + x, round(down + y, 2), code) for x, y, code in row.texts]
            if row.graphics:
                graphics.append(f"q 1 0 0 1 {left:.2f} {-down:.2f} cm {row.graphics} Q")
            pictures += [(left + x, down + y, w, h, one) for x, y, w, h, one in row.pictures]
            down += row.height
    return page.Row(_HIGH, tuple(texts), " ".join(graphics), pictures=tuple(pictures))


def _fitted(card: Card, press: page.Press) -> list[page.Row]:
    """Set a card as large as it fits; the smallest size stands however much there is."""
    for scale in _SIZES:
        rows = _set(card, press, scale)
        if sum(row.height for row in rows) <= _HIGH - 2 * _PAD:
            break
    return rows


def _set(card: Card, press: page.Press, scale: float) -> list[page.Row]:
    width = _WIDE - 2 * _PAD
    name, line, strong = (_scaled(style, scale) for style in (_NAME, _LINE, _STRONG))

    def said(key: str, *values: str, style: text.Style = line) -> list[page.Row]:
        label = text.Span(i18n.text(f"forms.card.{key}"), role="hei")
        value = text.Span(" ".join(one for one in values if one))
        return page.paragraph([label, value], style, width, press)

    head = i18n.text("forms.card.head", station=card.station)
    rows = page.paragraph([text.Span(head)], replace(strong, align="center"), width, press)
    rows.append(page.Row(3.0, graphics=page.rule(0, width, -1.0, 0.8)))
    rows += _name(card, name, width, press)
    rows += said("number", card.number, card.sex, i18n.text("forms.card.batch", batch=card.batch))
    rows += said("coach", card.coach)
    rows += said("place", card.place)
    rows += said("leader", card.leader, card.leader_phone)
    rows += said("employer", card.employer, card.contact, card.contact_phone)
    rows += said("station", card.station_phone)
    rows += said("emergency", card.emergency, card.emergency_phone)
    rows.append(page.Row(3.0, graphics=page.rule(0, width, -1.0, 0.4)))
    lines = i18n.text("forms.card.lines")
    return rows + page.paragraph([text.Span(lines)], strong, width, press)


def _scaled(style: text.Style, scale: float) -> text.Style:
    return replace(
        style, size=round(style.size * scale, 1), leading=round(style.leading * scale, 1)
    )


def _name(card: Card, style: text.Style, width: float, press: page.Press) -> list[page.Row]:
    """Return the name, and the picture of it at its end or below where there is no room beside."""
    rows = page.paragraph([text.Span(card.name)], style, width, press)
    if not card.name_image:
        return rows
    wide, high = strips.reader(card.name_image).getSize()
    wide = min(width, wide * _PICTURE_HIGH / high)
    typed = text.width(card.name, style) + 6.0
    if len(rows) == 1 and typed + wide <= width:
        beside = ((typed, style.leading, wide, _PICTURE_HIGH, card.name_image),)
        return [replace(rows[0], height=max(style.leading, _PICTURE_HIGH), pictures=beside)]
    below = ((0.0, _PICTURE_HIGH, wide, _PICTURE_HIGH, card.name_image),)
    return [*rows, page.Row(_PICTURE_HIGH + 2.0, pictures=below)]


def _marks(rows: int) -> str:
    """Return thin broken lines where the cards are cut apart, with marks at the edges of the sheet.

    They begin at the upper left corner of the first card.
    """
    high = rows * _HIGH
    broken, marks = ["0.3 w 0.6 G [3 3] 0 d"], ["[] 0 d 0 G 0.6 w"]
    for at in range(ACROSS + 1):
        x = at * _WIDE
        broken.append(f"{x:.2f} 0 m {x:.2f} {-high:.2f} l S")
        marks += [
            f"{x:.2f} {start:.2f} m {x:.2f} {start + _MARK:.2f} l S" for start in (2, -high - 11)
        ]
    for at in range(rows + 1):
        y = -at * _HIGH
        broken.append(f"0 {y:.2f} m {_FRAME.width:.2f} {y:.2f} l S")
        marks += [
            f"{start:.2f} {y:.2f} m {start + _MARK:.2f} {y:.2f} l S"
            for start in (-11, _FRAME.width + 2)
        ]
    return " ".join([*broken, *marks])
