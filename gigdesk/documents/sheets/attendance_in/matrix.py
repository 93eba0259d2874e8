"""The month as a matrix: one row or two per person, one column per day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import legend, records, totals
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.documents.excel.rows import Row

_DAY_NUMBER = re.compile(r"(?:\d{1,2}[-/.])?(\d{1,2})")
_FEWEST_DAYS = 5
_UNREADABLE_MARK = "intake.attendance.unreadable_mark"
_EVENING = "evening"
_MOST_IN_MONTH = 31
_HALVES = ("morning", "afternoon", _EVENING)
_WORDS_OF_HALVES = ("intake.words.morning", "intake.words.afternoon", "intake.words.evening")


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a matrix stands: its header row, the columns of the days, and those of the people."""

    at: int
    days: dict[int, tuple[int, str]]
    layout: dict[str, int]
    half_column: int | None
    totals: tuple[int, ...] = ()


@dataclass(slots=True)
class _Half:
    """One half day of a person before the two are put together."""

    row: int
    column: int
    half: str
    quantity: attendance.Quantity
    text: str


@dataclass(slots=True)
class _Open:
    """One person with the rows of the sheet that are theirs, each with its part of the day."""

    person: records.Person
    row: int
    rows: list[tuple[Row, str]] = field(default_factory=list)
    halves: dict[int, list[_Half]] = field(default_factory=dict)
    labelled: bool = False

    def lacks(self, half: str) -> bool:
        """Say whether this part of the day is still missing beside parts that say theirs."""
        return self.labelled and all(half != each for _, each in self.rows)


@dataclass(frozen=True, slots=True)
class _Terms:
    """How the cells of one sheet are read: their dates, its legend, what its numbers count."""

    dates: Mapping[int, str]
    legend: Mapping[str, tuple[int, str]]
    counted: str


def find(sample: Sequence[Row]) -> Grid | None:
    """Find the row of days among the first rows of a sheet."""
    best: Grid | None = None
    for at, row in enumerate(sample):
        days = _days(row)
        if len(days) < _FEWEST_DAYS or (best is not None and len(days) <= len(best.days)):
            continue
        layout: dict[str, int] = {}
        for near in (at, at - 1, at + 1, at - 2):
            if 0 <= near < len(sample):
                found = records.layout_of(sample[near], ("name", "doc_no", "number"))
                layout.update({k: c for k, c in found.items() if c not in days and k not in layout})
        if layout:
            near_rows = sample[max(at - 1, 0) : at + 2]
            best = Grid(
                at,
                days,
                layout,
                _half_column(sample[at + 1 :], min(days)),
                totals.columns(near_rows, {*days, *layout.values()}),
            )
    return best


def _days(row: Row) -> dict[int, tuple[int, str]]:
    """Return the longest run of days in a row: day of the month and, where given, the date."""
    best: dict[int, tuple[int, str]] = {}
    run: dict[int, tuple[int, str]] = {}
    last = 0
    for column in range(len(row.values)):
        day, date = _day_of(row, column)
        follows = day == last + 1 or (day == 1 and last >= 28)  # noqa: PLR2004 -- the shortest month
        if not day or (run and not follows):
            best = max(best, run, key=len)
            run = {}
        if day:
            run[column] = (day, date)
        last = day
    return max(best, run, key=len)


def _day_of(row: Row, column: int) -> tuple[int, str]:
    """Return the day of the month that heads a column, and its date where the cell is one."""
    value = row.values[column]
    if isinstance(value, dt.date):
        return value.day, value.isoformat()[:10]
    if isinstance(value, (int, float)) and value == int(value):
        return (int(value), "") if 1 <= value <= _MOST_IN_MONTH else (0, "")
    text = sheet_words.folded(row.text(column))
    date = records.day_in(row, column)
    if date:
        return int(date[-2:]), date
    for word in sheet_words.words("intake.words.day"):
        text = text.removesuffix(word)
    for word in sheet_words.words("intake.words.month"):
        text = text.replace(word, "-")
    found = _DAY_NUMBER.fullmatch(text)
    return (int(found[1]), "") if found and 1 <= int(found[1]) <= _MOST_IN_MONTH else (0, "")


def _half_column(body: Sequence[Row], first_day: int) -> int | None:
    """Find the column that says morning or afternoon."""
    wanted = sheet_words.words("intake.words.half_day_rows")
    for column in range(first_day):
        texts = [sheet_words.plain(row.text(column)) for row in body[:6]]
        if len([text for text in texts if text in wanted]) > 1:
            return column
    return None


def read(
    rows: Sequence[Row],
    grid: Grid,
    *,
    ledger: records.Ledger,
    month: str,
) -> None:
    """Read a matrix into the ledger; `month` is `YYYY-MM` for columns that only give the day."""
    found = _people(rows, grid, ledger)
    counted = attendance.what_numbers_count(_numbered(found, grid))
    terms = _Terms(_dates(grid, month), legend.read(rows, grid.layout), counted)
    for opened in found:
        for row, half in opened.rows:
            _take(row, grid, half, opened=opened, ledger=ledger, terms=terms)
        before = len(ledger.records)
        _closed(ledger, opened, terms.dates)
        totals.compare(
            ledger,
            opened.rows[0][0],
            grid.totals,
            name=opened.person.name,
            days=ledger.records[before:],
        )


def _people(rows: Sequence[Row], grid: Grid, ledger: records.Ledger) -> list[_Open]:
    """Gather the rows of everybody a matrix names, and note those that are about nobody."""
    found: list[_Open] = []
    opened: _Open | None = None
    for at, row in enumerate(rows):
        if at <= grid.at:
            ledger.skip(row.number, "header" if at == grid.at else "title")
            continue
        if opened is None or not _continues(row, grid, opened):
            person = records.person_of(row, grid.layout)
            reason = _no_person(row, person, grid)
            if reason:
                opened = None
                ledger.skip(row.number, reason)
                continue
            label = _label(row, grid)
            opened = _earlier(found, person, label)
            if opened is None:
                opened = _Open(person, row.number, labelled=bool(label))
                found.append(opened)
                ledger.people.append(records.PersonRow(row.number, person))
        opened.rows.append((row, _half(row, grid, len(opened.rows))))
    return found


def _earlier(found: Sequence[_Open], person: records.Person, half: str) -> _Open | None:
    """Return the person whose name is written again beside a further part of the day."""
    if not half:
        return None
    return next((one for one in found if one.person == person and one.lacks(half)), None)


def _numbered(found: Sequence[_Open], grid: Grid) -> list[str]:
    """Return the marks that tell what numbers count; an evening has hours in any sheet."""
    return [
        row.text(column)
        for opened in found
        for row, half in opened.rows
        for column in row.own()
        if column in grid.days and half != _EVENING
    ]


def _dates(grid: Grid, month: str) -> dict[int, str]:
    """Return the date of each day column; before a first of the month stands the month before."""
    year, number = (int(part) for part in month.split("-"))
    wraps = [c for c, (day, _) in grid.days.items() if day == 1 and c != min(grid.days)]
    dates = {}
    for column, (day, date) in grid.days.items():
        at_year, at_month = year, number
        if wraps and column < wraps[0]:
            at_year, at_month = (year, number - 1) if number > 1 else (year - 1, 12)
        if date:
            dates[column] = date
            continue
        try:
            dates[column] = dt.date(at_year, at_month, day).isoformat()
        except ValueError:
            dates[column] = ""
    return dates


def _continues(row: Row, grid: Grid, opened: _Open) -> bool:
    """Say whether a row is a further one of the same person."""
    keys = [column for key, column in grid.layout.items() if key in {"name", "number", "doc_no"}]
    unnamed = all(column in row.filled or not row.text(column) for column in keys)
    if not unnamed or len(opened.rows) >= len(_HALVES):
        return False
    labelled = _label(row, grid) != ""
    merged = any(column in row.filled for column in keys)
    return labelled or merged


def _half(row: Row, grid: Grid, before: int) -> str:
    """Return which part of the day a row holds: by its label, else by its place."""
    if grid.half_column is None:
        return _HALVES[before] if before < len(_HALVES) else ""
    return _label(row, grid)


def _label(row: Row, grid: Grid) -> str:
    """Return the part of the day that a row says it holds, or nothing."""
    if grid.half_column is None:
        return ""
    text = sheet_words.plain(row.text(grid.half_column))
    for half, key in zip(_HALVES, _WORDS_OF_HALVES, strict=True):
        if text in sheet_words.words(key):
            return half
    return ""


def _no_person(row: Row, person: records.Person, grid: Grid) -> str | None:
    """Return why a row is about nobody."""
    own = row.own()
    if not own:
        return "blank"
    first = sheet_words.folded(row.text(own[0]))
    texts = {sheet_words.plain(row.text(column)) for column in own[:3]}
    if texts & sheet_words.words("intake.words.subtotal"):
        return "subtotal"
    if len(_days(row)) >= _FEWEST_DAYS and person.name in {"", *_header_names()}:
        return "header"
    if sheet_words.plain(person.name) in _header_names():
        return "header"
    if first.startswith(sheet_words.longest_first("intake.words.signature")):
        return "signature"
    if ":" in first and not any(column in grid.days for column in own):
        return "note"
    if person.is_nobody or first.startswith(sheet_words.longest_first("intake.words.note")):
        in_days = [column for column in own if column in grid.days]
        return (
            "header" if len(in_days) * 2 > len(grid.days) and not legend.begins(first) else "note"
        )
    return None


def _header_names() -> frozenset[str]:
    return sheet_words.words("intake.words.name")


def _take(
    row: Row,
    grid: Grid,
    half: str,
    *,
    opened: _Open,
    ledger: records.Ledger,
    terms: _Terms,
) -> None:
    """Read the marks of one row of a person."""
    for column in row.own():
        if column not in grid.days:
            continue
        cell = row.cell(column)
        day = terms.dates[column]
        quantity, code, params = None, _UNREADABLE_MARK, {}
        try:
            quantity = attendance.read_mark(
                cell.text,
                minutes_a_day=ledger.minutes_a_day,
                legend=terms.legend,
                counted="" if half == _EVENING else terms.counted,
            )
        except errors.Invalid as failure:
            if failure.code != attendance.UNREAD:
                code, params = failure.code, failure.params
        if quantity is None or not day or cell.kind in {"error", "date", "bool"}:
            place = records.Place(row.number, column, opened.person.name, day)
            if not day:
                code, params = "intake.attendance.unreadable_date", {}
            ledger.trouble(place, cell.text, code, params)
            continue
        part = _Half(row.number, column, half, quantity, cell.text.strip())
        opened.halves.setdefault(column, []).append(part)


def _closed(ledger: records.Ledger, opened: _Open, dates: Mapping[int, str]) -> None:
    """Put the halves of each day together and write the person's days down."""
    spoilt = {(p.row_number, p.column) for p in ledger.problems}
    for column, halves in sorted(opened.halves.items()):
        if any((row.number, column) in spoilt for row, _ in opened.rows):
            continue
        alone = len(opened.rows) == 1 and not opened.labelled
        whole = halves[0].quantity if alone else _together(halves)
        text = " ".join(half.text for half in halves)
        who = opened.person
        if whole is None:
            place = records.Place(halves[0].row, column, who.name, dates[column])
            ledger.trouble(place, text, _UNREADABLE_MARK)
            continue
        ledger.records.append(
            records.DayRecord(
                ledger.sheet,
                opened.row,
                who.number,
                who.doc_no,
                who.name,
                dates[column],
                whole.quarters,
                whole.minutes,
                whole.overtime_minutes,
                whole.mark,
                text,
            ),
        )


def _together(halves: Sequence[_Half]) -> attendance.Quantity | None:
    """Add the halves of a day; None where they cannot be one day."""
    quarters = overtime = 0
    marks = set()
    for half in halves:
        quantity = half.quantity
        if half.half == _EVENING:
            if not quantity.minutes:
                return None
            overtime += quantity.minutes
            continue
        full = quantity.quarters == attendance.WHOLE_DAY
        quarters += attendance.WHOLE_DAY // 2 if full else quantity.quarters
        overtime += quantity.overtime_minutes
        marks.add(quantity.mark)
    if quarters > attendance.WHOLE_DAY or (not quarters and len(marks) > 1):
        return None
    mark = marks.pop() if len(marks) == 1 else ""
    return attendance.Quantity(quarters, mark, overtime)
