"""The month as a matrix: one row or two per person, one column per day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import days, grids, legend, records, totals, unread
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_UNREADABLE_MARK = "intake.attendance.unreadable_mark"
_HALVES_UNTOLD = "intake.attendance.halves_untold"
_EVENING = "evening"
_HALVES = ("morning", "afternoon", _EVENING)
_WORDS_OF_HALVES = ("intake.words.morning", "intake.words.afternoon", "intake.words.evening")


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
    halves: dict[tuple[int, int], list[_Half]] = field(default_factory=dict)
    labelled: bool = False
    unsure: bool = False
    """A row of marks without a name stands below: these may be halves of days."""

    def lacks(self, half: str) -> bool:
        """Say whether this part of the day is still missing beside parts that say theirs."""
        return self.labelled and all(half != each for _, each in self.rows)


@dataclass(frozen=True, slots=True)
class _Terms:
    """How the cells of one sheet are read: their dates, its legend, what its numbers count.

    `dates` has those of the header's days and, where there are two lines of them, of the second.
    """

    dates: Sequence[Mapping[int, str]]
    legend: Mapping[str, tuple[int, str]]
    counted: str


def read(
    rows: Sequence[Row],
    first: tuple[Grid, ...],
    *,
    ledger: records.Ledger,
    month: str,
) -> None:
    """Read a matrix into the ledger; `month` is `YYYY-MM` for columns that only give the day."""
    parts = list(grids.sections(rows, first))
    whole = len({start for start, _, _ in parts}) == 1
    skipped: dict[int, list[str]] = {}
    shares: dict[int, int] = {}
    for start, end, grid in parts:
        passed: dict[int, str] = {}
        _section(rows, (start, end), grid, ledger=ledger, passed=passed, month=month, whole=whole)
        for at in range(start, end):
            shares[at] = shares.get(at, 0) + 1
        for at, reason in passed.items():
            skipped.setdefault(at, []).append(reason)
    for at, reasons in sorted(skipped.items()):
        if len(reasons) == shares[at]:
            ledger.skip(rows[at].number, next((r for r in reasons if r != "blank"), "blank"))


def _section(
    rows: Sequence[Row],
    part: tuple[int, int],
    grid: Grid,
    *,
    ledger: records.Ledger,
    passed: dict[int, str],
    month: str,
    whole: bool,
) -> None:
    """Read the people under one header; `passed` gets the rows about nobody, `whole` a month."""
    found = _people(rows, part, grid, ledger=ledger, passed=passed)
    counted = attendance.what_numbers_count(_numbered(found, grid))
    dates = [days.dates(each, month) for each in (grid.heads, grid.lower) if each]
    terms = _Terms(dates, legend.read(rows, grid.layout), counted)
    for opened in found:
        for line, (row, half) in enumerate(opened.rows):
            below = 1 if grid.lower and line else 0
            if opened.unsure:
                _leave(row, opened, ledger, terms.dates[below])
                continue
            _take(row, half, opened=opened, ledger=ledger, terms=terms, line=below)
        before = len(ledger.records)
        _closed(ledger, opened, dates, together=not grid.lower)
        totals.compare(
            ledger,
            opened.rows[0][0],
            grid.totals if whole else (),
            name=opened.person.name,
            days=ledger.records[before:],
        )
    named = [(row, opened.person.name) for opened in found for row, _ in opened.rows]
    unread.tell(ledger, grid, rows[max(grid.at - 2, 0) : grid.at + 1], named)


def _people(
    rows: Sequence[Row],
    part: tuple[int, int],
    grid: Grid,
    *,
    ledger: records.Ledger,
    passed: dict[int, str],
) -> list[_Open]:
    """Gather the rows of everybody a matrix names, and note those that are about nobody."""
    found: list[_Open] = []
    opened: _Open | None = None
    for at in range(*part):
        row = rows[at]
        if at <= grid.at:
            passed[at] = "header" if at == grid.at else "title"
            continue
        if opened is None or not _continues(row, grid, opened):
            person = records.person_of(row, grid.layout)
            reason = _no_person(row, person, grid)
            is_nameless = bool(reason and found) and grids.is_nameless(row, grid)
            if is_nameless and opened is not None and len(opened.rows) == 1:
                opened.unsure = not (opened.labelled or _is_counted(row, grid))
            if reason and not is_nameless:
                opened = None
                passed[at] = reason
                continue
            label = _label(row, grid)
            opened = _earlier(found, person, label)
            if opened is None:
                opened = _Open(person, row.number, labelled=bool(label))
                found.append(opened)
                if not is_nameless:
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
        if column in grid.heads and half != _EVENING
    ]


def _continues(row: Row, grid: Grid, opened: _Open) -> bool:
    """Say whether a row is a further one of the same person."""
    keys = [column for key, column in grid.layout.items() if key in {"name", "number", "doc_no"}]
    if grid.lower and len(opened.rows) == 1:
        again = records.person_of(row, grid.layout)
        if not again.is_nobody and again == opened.person:
            return True
    unnamed = all(column in row.filled or not row.text(column) for column in keys)
    if not unnamed or len(opened.rows) >= len(_HALVES):
        return False
    if grid.lower:
        own = _own(row, grid)
        return len(opened.rows) == 1 and bool(own) and own[0] in grid.lower
    labelled = _label(row, grid) != ""
    merged = any(column in row.filled for column in keys)
    return labelled or merged


def _half(row: Row, grid: Grid, before: int) -> str:
    """Return which part of the day a row holds: by its label, else by its place."""
    if grid.lower:
        return _HALVES[0]
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
    own = _own(row, grid)
    if not own:
        return "blank"
    first = sheet_words.folded(row.text(own[0]))
    texts = {sheet_words.plain(row.text(column)) for column in own[:3]}
    if texts & sheet_words.words("intake.words.subtotal"):
        return "subtotal"
    nameless = person.is_nobody and len(days.columns(row, grid.within)) >= days.FEWEST
    if nameless or grids.heads_again(row, grid.layout):
        return "header"
    if first.startswith(sheet_words.longest_first("intake.words.signature")):
        return "signature"
    if ":" in first and not any(column in grid.heads for column in own):
        return "note"
    if person.is_nobody or first.startswith(sheet_words.longest_first("intake.words.note")):
        in_days = [column for column in own if column in grid.heads]
        return (
            "header" if len(in_days) * 2 > len(grid.heads) and not legend.begins(first) else "note"
        )
    return None


def _is_counted(row: Row, grid: Grid) -> bool:
    """Say whether a row without a name has a number of its own before the days: somebody's own."""
    return any(column < min(grid.heads) for column in _own(row, grid))


def _leave(row: Row, opened: _Open, ledger: records.Ledger, dates: Mapping[int, str]) -> None:
    """Tell the marks of a row of which nobody knows whether they are days or halves of days."""
    for column in row.own():
        if column in dates:
            place = records.Place(row.number, column, opened.person.name, dates[column])
            ledger.trouble(place, row.text(column), _HALVES_UNTOLD)


def _own(row: Row, grid: Grid) -> list[int]:
    """Return the filled columns of a row that belong to this block."""
    return [column for column in row.own() if column in grid.within or grid.is_last]


def _take(
    row: Row,
    half: str,
    *,
    opened: _Open,
    ledger: records.Ledger,
    terms: _Terms,
    line: int,
) -> None:
    """Read the marks of one row of a person, under the days of this line of the header."""
    for column in row.own():
        if column not in terms.dates[line]:
            continue
        cell = row.cell(column)
        day = terms.dates[line][column]
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
        opened.halves.setdefault((line, column), []).append(part)


def _closed(
    ledger: records.Ledger,
    opened: _Open,
    dates: Sequence[Mapping[int, str]],
    *,
    together: bool,
) -> None:
    """Put the halves of each day together and write the person's days down."""
    spoilt = {(p.row_number, p.column) for p in ledger.problems}
    for (line, column), halves in sorted(opened.halves.items()):
        if together and any((row.number, column) in spoilt for row, _ in opened.rows):
            continue
        alone = not together or (len(opened.rows) == 1 and not opened.labelled)
        whole = halves[0].quantity if alone else _together(halves)
        text = " ".join(half.text for half in halves)
        who = opened.person
        if whole is None:
            place = records.Place(halves[0].row, column, who.name, dates[line][column])
            ledger.trouble(place, text, _UNREADABLE_MARK)
            continue
        ledger.records.append(
            records.DayRecord(
                ledger.sheet,
                opened.row,
                who.number,
                who.doc_no,
                who.name,
                dates[line][column],
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
