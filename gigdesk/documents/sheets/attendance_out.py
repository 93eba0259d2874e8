"""The attendance of a batch in a month: the matrix with totals, and sheets to fill in by hand."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Column, Kind, Line, SheetLayout
from gigdesk.documents.sheets import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

_REST_TINT = "F1F3F6"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below the matrix, as words; `month` is `YYYY-MM`.

    `to_come` says how many of its days lie after the day of writing, empty where none does.
    """

    month: str
    employer: str = ""
    batch: str = ""
    place: str = ""
    group: str = ""
    leader: str = ""
    filled_by: str = ""
    filled_on: str = ""
    to_come: str = ""


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person's month: marks by day of the month, and the totals that the desk keeps.

    A mark is a number of days (Decimal or int) or a word such as leave; a missing day is empty.
    """

    name: str
    doc_no: str = ""
    group_name: str = ""
    marks: Mapping[int, str | int | Decimal] | None = None
    days: Decimal | int | None = None
    overtime_hours: Decimal | int | None = None


def matrix(heading: Heading, rest_days: AbstractSet[int]) -> SheetLayout:
    """Return the month with a row per person and its totals; `rest_days` are tinted."""
    return _layout(heading, rest_days, title="matrix", tail=_totals())


def group_sheet(heading: Heading, rest_days: AbstractSet[int]) -> SheetLayout:
    """Return an empty month for one group, to be filled in with a pen on site."""
    return _layout(heading, rest_days, title="group", tail=_by_hand(), height=24)


def matrix_rows(heading: Heading, people: Iterable[PersonMonth]) -> Iterator[list[Any]]:
    """Yield one row per person with marks, days and overtime hours."""
    last = days_in(heading.month)
    for number, person in enumerate(people, start=1):
        marks = person.marks or {}
        days = [marks.get(day) for day in range(1, last + 1)]
        totals = [person.days, person.overtime_hours, None]
        yield [number, person.group_name, person.name, person.doc_no, *days, *totals]


def group_rows(heading: Heading, people: Iterable[PersonMonth]) -> Iterator[list[Any]]:
    """Yield one row per person with every day left empty."""
    last = days_in(heading.month)
    for number, person in enumerate(people, start=1):
        row = [number, person.group_name, person.name, person.doc_no]
        yield [*row, *([None] * (last + 3))]


def days_in(month: str) -> int:
    """Return how many days a month `YYYY-MM` has."""
    first = datetime.date.fromisoformat(f"{month}-01")
    return calendar.monthrange(first.year, first.month)[1]


def _layout(
    heading: Heading,
    rest_days: AbstractSet[int],
    *,
    title: str,
    tail: tuple[Column, ...],
    height: float = 20,
) -> SheetLayout:
    year, month = heading.month.split("-")
    when = i18n.text("sheets.attendance.month", year=year, month=int(month))
    return SheetLayout(
        name=heading.group or i18n.text("sheets.attendance.tab", month=when),
        title=i18n.text(f"sheets.attendance.title.{title}", month=when),
        columns=(*_people(), *_days(heading.month, rest_days), *tail),
        head=(
            Line(
                (
                    words.labelled("sheets.attendance.employer", heading.employer),
                    words.labelled("sheets.attendance.batch", heading.batch),
                    words.labelled("sheets.attendance.group", heading.group),
                )
            ),
        ),
        foot=(
            Line((i18n.text("sheets.attendance.legend"),)),
            *_ahead(heading),
            Line(
                (
                    words.labelled("sheets.attendance.leader", heading.leader),
                    words.labelled("sheets.attendance.employer_confirms", ""),
                    words.labelled("sheets.filled_by", heading.filled_by),
                    words.labelled("sheets.filled_on", heading.filled_on),
                ),
                height=30,
            ),
        ),
        freeze_columns=4,
        row_height=height,
        header_height=20,
        total_label=i18n.text("sheets.total"),
    )


def _ahead(heading: Heading) -> tuple[Line, ...]:
    if not heading.to_come:
        return ()
    told = {"days": heading.to_come, "today": heading.filled_on}
    return (Line((i18n.text("sheets.attendance.to_come", **told),), bold=True),)


def _people() -> tuple[Column, ...]:
    def word(key: str) -> str:
        return i18n.text(f"sheets.attendance.{key}")

    return (
        Column("sequence", word("sequence"), 5, Kind.INT),
        Column("group_name", word("group_name"), 8),
        Column("name", word("name"), 9),
        Column("doc_no", word("doc_no"), 20),
    )


def _days(month: str, rest: AbstractSet[int]) -> Iterator[Column]:
    names = words.listed("weekdays")
    first = datetime.date.fromisoformat(f"{month}-01")
    for day in range(1, days_in(month) + 1):
        yield Column(
            f"day_{day}",
            str(day),
            width=4.2,
            kind=Kind.MARK,
            tint=_REST_TINT if day in rest else "",
            group=(names[first.replace(day=day).weekday()],),
        )


def _totals() -> tuple[Column, ...]:
    return (
        Column("days", i18n.text("sheets.attendance.days"), 8, Kind.NUMBER, sum=True),
        Column(
            "overtime_hours",
            i18n.text("sheets.attendance.overtime_hours"),
            8,
            Kind.NUMBER,
            sum=True,
        ),
        Column("signature", i18n.text("sheets.attendance.signature"), 10),
    )


def _by_hand() -> tuple[Column, ...]:
    return (
        Column("days", i18n.text("sheets.attendance.days"), 8),
        Column("overtime_hours", i18n.text("sheets.attendance.overtime_hours"), 8),
        Column("signature", i18n.text("sheets.attendance.signature"), 12),
    )
