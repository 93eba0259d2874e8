"""What the people of a batch eat: counts without names, and names of whoever agreed to that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place
from gigdesk.domain.workers import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gigdesk.documents.sheets.dispatch_roster import Heading

_COUNTS = (
    Place("need", 30, wrap=True),
    Place("people", 12, Kind.INT, sum=True),
    Place("remarks", 40, wrap=True),
)
_NAMES = (
    Place("sequence", 6, Kind.INT),
    Place("name", 20, wrap=True),
    Place("need", 12),
    Place("group_name", 12, wrap=True),
    Place("remarks", 20, wrap=True),
)


def counts_layout(heading: Heading) -> SheetLayout:
    """Return the layout of how many eat what, for the kitchen; no name stands on it."""
    return SheetLayout(
        name=i18n.text("sheets.meal.tab.counts"),
        title=i18n.text("sheets.meal.title.counts"),
        columns=words.columns("meal", _COUNTS),
        head=_head(heading),
        foot=(
            Line((i18n.text("sheets.meal.why_counts"),), 32),
            Line(
                (
                    words.labelled("sheets.roster.received", ""),
                    words.labelled("sheets.filled_by", heading.filled_by),
                    words.labelled("sheets.filled_on", heading.filled_on),
                ),
                36,
            ),
        ),
        landscape=False,
        row_height=28,
        total_label=i18n.text("sheets.total"),
    )


def counts_rows(counts: Mapping[str, int]) -> Iterator[list[Any]]:
    """Yield a line for each code of `headcounts.meals`."""
    for code, people in counts.items():
        yield [_need(code) if code else i18n.text("sheets.meal.not_told"), people, ""]


def names_layout(heading: Heading, people: int) -> SheetLayout:
    """Return the layout of the names of those who agreed that their need is told."""
    return SheetLayout(
        name=i18n.text("sheets.meal.tab.names"),
        title=i18n.text("sheets.meal.title.names"),
        columns=words.columns("meal", _NAMES),
        head=_head(heading),
        foot=(Line((i18n.text("sheets.meal.why_names", count=people),), 32),),
        landscape=False,
        row_height=26,
    )


def names_rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield a line for each person; `meal_need` is a code."""
    for number, one in enumerate(records, 1):
        yield [number, one["name"], _need(str(one["meal_need"])), one["group_name"], ""]


def _need(code: str) -> str:
    """Return a need in words; who needs nothing of their own eats what everybody eats."""
    return i18n.text("sheets.meal.usual") if code == "0" else codes.label("meal_need", code)


def _head(heading: Heading) -> tuple[Line, ...]:
    return (
        Line(
            (
                words.labelled("sheets.roster.batch", heading.batch),
                words.labelled("sheets.roster.employer", heading.employer),
            )
        ),
        Line(
            (
                words.labelled("sheets.roster.depart", heading.depart),
                words.labelled("sheets.roster.people", str(heading.people)),
            )
        ),
    )
