"""The sheet of a group leader: a row with its code for each person, to write in and to sign."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Column, Kind, Line, SheetLayout
from gigdesk.documents.sheets import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_REST_TINT = "F1F3F6"
_TITLES = {
    "days": "sheets.leader.title.days",
    "hours": "sheets.leader.title.hours",
    "kilos": "sheets.leader.title.kilos",
}
_LEGENDS = {
    "days": "sheets.leader.legend.days",
    "hours": "sheets.leader.legend.hours",
    "kilos": "sheets.leader.legend.kilos",
}
_PARTS = {"morning": "sheets.leader.morning", "evening": "sheets.leader.evening"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table; days as ISO text, `columns` their keys, `rest` free days."""

    way: str
    employer: str
    batch: str
    group: str
    leader: str
    columns: tuple[str, ...]
    rest: frozenset[str]
    filled_by: str
    filled_on: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row: code, name, what stands in its cells by column, and its total; empty on a blank."""

    code: str
    name: str
    cells: Mapping[str, str]
    total: str = ""


def layout(heading: Heading) -> SheetLayout:
    """Return the sheet of one group for the days of its heading."""
    days = [key.partition("#")[0] for key in heading.columns]
    span = f"{days[0]} – {days[-1]}"
    return SheetLayout(
        name=heading.group,
        title=i18n.text(_TITLES[heading.way], span=span),
        columns=(
            Column("code", i18n.text("sheets.leader.code"), 6),
            Column("name", i18n.text("sheets.leader.name"), 8),
            *(_day(key, heading.rest) for key in heading.columns),
            Column("total", i18n.text("sheets.leader.total"), 7),
            Column("signature", i18n.text("sheets.leader.signature"), 10),
        ),
        head=(
            Line(
                (
                    words.labelled("sheets.attendance.employer", heading.employer),
                    words.labelled("sheets.attendance.batch", heading.batch),
                    words.labelled("sheets.attendance.group", heading.group),
                    words.labelled("sheets.leader.leader", heading.leader),
                )
            ),
        ),
        foot=(
            Line((i18n.text(_LEGENDS[heading.way]),)),
            Line(
                (
                    words.labelled("sheets.leader.leader_signs", ""),
                    words.labelled("sheets.attendance.employer_confirms", ""),
                    words.labelled("sheets.filled_by", heading.filled_by),
                    words.labelled("sheets.filled_on", heading.filled_on),
                ),
                height=30,
            ),
        ),
        freeze_columns=2,
        row_height=24,
        header_height=32,
    )


def rows(
    heading: Heading, people: Sequence[PersonRow], totals: Mapping[str, str], whole: str
) -> list[list[Any]]:
    """Return a row per person and one for the totals of each day, in which a blank has nothing."""
    found: list[list[Any]] = [
        [one.code, one.name, *(one.cells.get(key, "") for key in heading.columns), one.total, ""]
        for one in people
    ]
    sums = [totals.get(key, "") for key in heading.columns]
    return [*found, ["", i18n.text("sheets.leader.day_total"), *sums, whole, ""]]


def _day(key: str, rest: frozenset[str]) -> Column:
    day, _, part = key.partition("#")
    when = datetime.date.fromisoformat(day)
    names = words.listed("weekdays")
    under = i18n.text(_PARTS[part]) if part else names[when.weekday()]
    title = f"{when.month}.{when.day} {under}" if part else f"{when.day} {under}"
    return Column(
        key, title, 7 if part else 5, Kind.TEXT, wrap=False, tint=_REST_TINT if day in rest else ""
    )
