"""The sheet of a draw of lots as PDF, to be posted and signed by those who watched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.forms import roster
from gigdesk.documents.pdf.table import Column, Look
from gigdesk.documents.sheets import lots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLACES = (
    ("sheets.lots.place", 0.6),
    ("sheets.lots.number", 0.8),
    ("sheets.lots.name", 1.2),
    ("sheets.lots.sex", 0.5),
    ("sheets.lots.village", 2.0),
    ("sheets.lots.lot", 2.0),
    ("sheets.lots.taken", 0.8),
)
_LOOK = Look(10.0, 13.0, 19.0)


def draw_list(heading: lots.Heading, people: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a draw as PDF: the seed, everybody who took part with their lot, who was drawn."""
    columns = [Column(i18n.text(name), weight) for name, weight in _PLACES]
    foot = i18n.text("forms.lots.foot", name=heading.filled_by, day=heading.filled_on)
    content = columns, [_cells(one) for one in people]
    title = i18n.text("sheets.lots.title")
    return roster.listing(title, content, lots.above(heading), (foot,), look=_LOOK)


def _cells(one: Mapping[str, Any]) -> list[str]:
    shown = (one[name] for name in ("place", "number", "name", "sex", "village", "lot"))
    return [*(str(value or "") for value in shown), lots.taken(one)]
