"""Which of the three shapes an attendance workbook has, and which month it is about."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets.attendance_in import (
    days,
    grids,
    logs,
    matrix,
    merged,
    months,
    records,
    stated,
)
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.documents.excel.reading import Sheet, Workbook
    from gigdesk.documents.excel.rows import Row

_SAMPLE_ROWS, _FEWEST_ROWS, _HEAD_LINES = 60, 3, 3
_OTHER_SHEET = "intake.attendance.other_sheet"
_HIDDEN = "intake.attendance.hidden_sheet"


def read(
    workbook: Workbook,
    *,
    month: str | None = None,
    sheet: str | None = None,
    minutes_a_day: int | None = None,
) -> tuple[records.AttendanceSheet, ...]:
    """Read every attendance sheet of a workbook; `month` is `YYYY-MM` where the user chose it.

    Hours in a matrix count by a day of `minutes_a_day`, eight hours where nobody states it.
    The month of a matrix is the one its dates, its titles or its sheet's name give with the year;
    else the user's, else that of the file's name; of several sheets that follow each other without
    a year the user's month is one, and tells the year of all. Where they differ among themselves,
    or the days of the week beside the numbers are those of another month, the user must say which
    it is.
    Raises UnreadableFile: no_attendance, no_month, sheet_missing, two_months, weekdays_differ;
    Refused other_month and other_weekdays where the sheet itself speaks of no such month as the
    user's, by its words or, where these give no year, by its days of the week.
    """
    wanted = [s for s in workbook.sheets if sheet is None or s.name == sheet]
    if not wanted:
        raise errors.UnreadableFile("intake.error.sheet_missing", name=workbook.name, sheet=sheet)
    opened: list[records.AttendanceSheet | _Matrix] = []
    aside: list[records.AttendanceSheet] = []
    for one in wanted:
        ledger = records.Ledger(one.name, attendance.minutes_of_day(minutes_a_day))
        is_hidden = one.hidden and sheet is None
        found = None if is_hidden else _open(one, workbook.name, month, ledger)
        if found is not None:
            opened.append(found)
        elif _is_worth_telling(one, is_hidden=is_hidden):
            ledger.tell(records.Place(1, 0), one.name, _HIDDEN if is_hidden else _OTHER_SHEET)
            aside.append(ledger.close("matrix", ""))
    if not any(isinstance(one, _Matrix) or one.shape != "matrix" for one in opened):
        raise errors.UnreadableFile("intake.error.no_attendance", name=workbook.name)
    said = [one.said for one in opened if isinstance(one, _Matrix)]
    own = iter(months.in_book(said, month))
    read_ones = (
        _read(one, workbook.name, next(own)) if isinstance(one, _Matrix) else one for one in opened
    )
    return (*read_ones, *aside)


def _is_worth_telling(sheet: Sheet, *, is_hidden: bool) -> bool:
    """Say whether a sheet that is not read holds anything; a hidden one must be a matrix."""
    sample = list(itertools.islice(sheet.rows(), _SAMPLE_ROWS))
    if is_hidden:
        return bool(grids.find(sample))
    return sum(bool(row.own()) for row in sample) >= _FEWEST_ROWS


@dataclass(frozen=True, slots=True)
class _Matrix:
    """A sheet that is a month's matrix, before it is known of which month."""

    sheet: Sheet
    sample: Sequence[Row]
    found: tuple[grids.Grid, ...]
    said: months.Evidence
    ledger: records.Ledger


def _open(
    sheet: Sheet, file: str, month: str | None, ledger: records.Ledger
) -> records.AttendanceSheet | _Matrix | None:
    """Read a log, find the matrix of a sheet, or return None where it is no attendance."""
    sample = list(itertools.islice(sheet.rows(), _SAMPLE_ROWS))
    for at, row in enumerate(sample):
        layout = logs.layout(row)
        if layout is not None and not _is_over_days(sample[at : at + _HEAD_LINES], layout):
            logs.read(sheet.rows(), row.number, layout, ledger=ledger)
            return ledger.close(logs.shape(layout), month or "")
    found = grids.find(sample)
    if not found:
        return None
    titles = [row.text(column) for row in sample[: found[0].at] for column in row.own()]
    other = stated.other_thing(titles, sheet.name)
    if other:
        place = records.Place(sample[found[0].at].number, 0)
        ledger.tell(place, other, _OTHER_SHEET)
        return ledger.close("matrix", "")
    said = months.gather(found, sample, (sheet.name, file))
    return _Matrix(sheet, sample, found, said, ledger)


def _is_over_days(lines: Sequence[Row], layout: Mapping[str, int]) -> bool:
    """Say whether a head like a log's holds days of a month, or has them in the lines below it.

    Such a line names nobody: at most it repeats or merges the words for a name.
    """
    named = [layout[key] for key in ("name", "doc_no", "number") if key in layout]
    return any(
        len(days.columns(line)) >= days.FEWEST
        and all(line.text(c) in {"", lines[0].text(c)} or c in line.filled for c in named)
        for line in lines
    )


def _is_filled(sheet: Sheet, found: Sequence[grids.Grid]) -> bool:
    """Say whether anything stands below the days: a template is empty there."""
    names = max(found[0].layout.values())
    heads = {column for grid in found for column in grid.heads}
    body = itertools.islice(sheet.rows(), found[0].at + 1, None)
    return any(
        (column > names or column in heads) and row.text(column) != "0"
        for row in body
        for column in row.own()
    )


def _read(one: _Matrix, file: str, month: str | None) -> records.AttendanceSheet:
    """Read a matrix for the month that it says or the user chose."""
    try:
        own = months.of(one.said, one.found, one.sample, file, month)
    except errors.UnreadableFile:
        if _is_filled(one.sheet, one.found):
            raise
        return one.ledger.close("matrix", "")
    rows = list(one.sheet.rows())
    first = one.found[0]
    merged.spread(rows, one.sheet.spans(), rows[first.at].number, min(first.heads))
    matrix.read(rows, one.found, ledger=one.ledger, month=own)
    return one.ledger.close("matrix", own)
