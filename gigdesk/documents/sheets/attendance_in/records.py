"""What is read out of an attendance sheet: days of people, and everything that is no such day."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain.workers import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.documents.excel.rows import Row

_MONTH = re.compile(r"(?<!\d)(20\d{2})\s*[-/.]\s*(\d{1,2})(?!\d|\s*[-/.]\s*\d)")
_DAY = re.compile(r"(?<!\d)(20\d{2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)")
_MONTHS = 12
_COLUMN_UNREAD = "intake.attendance.column_unread"
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class DayRecord:
    """One day of one person as the sheet tells it.

    The person is named by what the sheet has: `number` (of the sheet's own system), `doc_no`,
    `name`. `day` is ISO text. `quarters` counts quarters of a day, `minutes` the time between
    coming and going; one of the two is given, and `mark` (rest, leave, sick, absent) says why
    nothing was worked. `text` is what stood in the sheet, `row_number` where the day begins.
    """

    sheet: str
    row_number: int
    number: str
    doc_no: str
    name: str
    day: str
    quarters: int | None
    minutes: int | None
    overtime_minutes: int
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that was not understood: where it stands, what it says, and the key of the words.

    `row_number` is the one at the sheet's left edge, `column` counts from 0, `params` fill the
    gaps of the words.
    """

    sheet: str
    row_number: int
    column: int
    name: str
    day: str
    text: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that belongs to nobody, with the tail of a key `intake.skip.*`."""

    sheet: str
    row_number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who a row is about, by what the sheet has."""

    number: str
    doc_no: str
    name: str

    @property
    def is_nobody(self) -> bool:
        """Say whether the row names nobody."""
        return not (self.number or self.doc_no or self.name)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Where a matrix names somebody, and by what."""

    row_number: int
    person: Person


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """Everything an attendance sheet says; `shape` is `matrix`, `punches` or `days`.

    `people` are all whom a matrix names, also those without a mark in the month. `totals` are the
    sums of the sheet's own that are not what its marks come to.
    """

    shape: str
    sheet: str
    month: str
    records: tuple[DayRecord, ...]
    people: tuple[PersonRow, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[SkippedRow, ...]
    totals: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands, the column from 0, and whose day it is where that is known."""

    row_number: int
    column: int
    name: str = ""
    day: str = ""


@dataclass(slots=True)
class Ledger:
    """Collects what is read while the rows pass; hours are of a day of `minutes_a_day`."""

    sheet: str
    minutes_a_day: int
    records: list[DayRecord] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    totals: list[Problem] = field(default_factory=list)

    def trouble(
        self, place: Place, text: str, code: str, params: Mapping[str, object] | None = None
    ) -> None:
        """Note a cell that was not understood; `text` fills a gap of the words as well."""
        problem = Problem(
            self.sheet,
            place.row_number,
            place.column,
            place.name,
            place.day,
            text,
            code,
            {"text": text, **(params or {})},
        )
        self.problems.append(problem)

    def tell(self, place: Place, text: str, code: str) -> None:
        """Tell something of the sheet as a whole that takes no cell away by itself."""
        self._tell(place, text, code, {"text": text})

    def tell_column(self, place: Place, head: str, count: int) -> None:
        """Tell a column in which so many cells are filled that nobody read."""
        said = {"head": head or str(place.column + 1), "count": count}
        self._tell(place, head, _COLUMN_UNREAD, said)

    def _tell(self, place: Place, text: str, code: str, said: Mapping[str, object]) -> None:
        row, column = place.row_number, place.column
        self.totals.append(Problem(self.sheet, row, column, place.name, "", text, code, said))

    def skip(self, row: int, reason: str) -> None:
        """Note a row that belongs to nobody."""
        self.skipped.append(SkippedRow(self.sheet, row, reason))

    def close(self, shape: str, month: str) -> AttendanceSheet:
        """Return all that was collected."""
        return AttendanceSheet(
            shape,
            self.sheet,
            month,
            tuple(self.records),
            tuple(self.people),
            tuple(self.problems),
            tuple(self.skipped),
            tuple(self.totals),
        )


def person_of(row: Row, layout: Mapping[str, int]) -> Person:
    """Read who a row is about; clocks pad their fields with spaces."""
    number, doc_no, name = (
        row.text(layout[key]) if key in layout else "" for key in ("number", "doc_no", "name")
    )
    return Person(number, doc_no, " ".join(name.split()))


def layout_of(row: Row, keys: Iterable[str], within: range | None = None) -> dict[str, int]:
    """Find the columns of a header row by the word lists `intake.words.*`, each column once."""
    found: dict[str, int] = {}
    for key in keys:
        wanted = sheet_words.words(_KEYS[key])
        for column in within or range(len(row.values)):
            if column not in found.values() and sheet_words.plain(row.text(column)) in wanted:
                found[key] = column
                break
    return found


_KEYS = {
    "name": "intake.words.name",
    "doc_no": "intake.words.docno",
    "number": "intake.words.person_number",
    "date": "intake.words.date",
    "time": "intake.words.time",
    "moment": "intake.words.moment",
    "time_in": "intake.words.time_in",
    "time_out": "intake.words.time_out",
    "absent": "intake.words.absent",
}


def month_in(text: str) -> str | None:
    """Return the month a text names with its year, in digits or in words, as `YYYY-MM`.

    A day, such as that of the print, names none.
    """
    found = _MONTH.search(western(dates.western(text)))
    number = int(found[2]) if found else 0
    return f"{found[1]}-{number:02d}" if found and 1 <= number <= _MONTHS else None


def day_in(row: Row, column: int) -> str | None:
    """Return the day a cell names, as ISO text."""
    cell = row.cell(column)
    if isinstance(cell.value, dt.datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, dt.date):
        return cell.value.isoformat()
    text = western(cell.text)
    found = _DAY.search(text)
    year, month, day = map(int, found.groups()) if found else (0, 0, 0)
    if not found and re.fullmatch(r"20\d{6}", text.strip()):
        text = text.strip()
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def minutes_in(row: Row, column: int) -> list[int] | None:
    """Return the times of day a cell names, in minutes after midnight; None for nonsense."""
    cell = row.cell(column)
    if cell.kind == "empty" or not cell.text.strip():
        return []
    if isinstance(cell.value, (dt.datetime, dt.time)):
        return [cell.value.hour * 60 + cell.value.minute]
    if isinstance(cell.value, float) and 0 <= cell.value < 1:
        return [round(cell.value * 24 * 60)]
    text = sheet_words.folded(cell.text) if not _TIME.search(cell.text) else cell.text
    found = [int(match[1]) * 60 + int(match[2]) for match in _TIME.finditer(text)]
    return found or None


@functools.lru_cache(maxsize=2048)
def western(text: str) -> str:
    """Write a date with hyphens for the words year, month and day.

    The number of a group behind a month is no day of it.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _group().sub(r"\1|", _place().sub(r"\1|", plain))
    for key in ("intake.words.year", "intake.words.month"):
        for word in sheet_words.longest_first(key):
            plain = plain.replace(word, "-")
    for word in sheet_words.longest_first("intake.words.day"):
        plain = plain.replace(word, " ")
    return plain


@functools.cache
def _group() -> re.Pattern[str]:
    """Return what finds a month with a number behind it that is no day."""
    months = "|".join(map(re.escape, sheet_words.longest_first("intake.words.month")))
    days = "|".join(map(re.escape, sheet_words.longest_first("intake.words.day")))
    return re.compile(rf"((?:{months}))\s*(?=\d{{1,3}}(?!\d|{days}|[\s\W]|$))")


@functools.cache
def _place() -> re.Pattern[str]:
    """Return what finds a month with the number of a workshop or a field behind it."""
    months = "|".join(map(re.escape, sheet_words.longest_first("intake.words.month")))
    days = "|".join(map(re.escape, sheet_words.longest_first("intake.words.day")))
    places = "|".join(map(re.escape, sheet_words.longest_first("intake.words.numbered_place")))
    return re.compile(rf"((?:{months}))\s*(?=\d{{1,3}}\s*(?:{days})\s*(?:{places}))")
