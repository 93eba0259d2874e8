"""How the cells of one part of a sheet are read: their dates, their columns, what they count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.documents.sheets.attendance_in import about, columns, days, legend, nobody, parts
from gigdesk.documents.sheets.attendance_in.parts import Part, Role
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid
    from gigdesk.documents.sheets.attendance_in.people import Member

COLUMNS_UNTOLD = "intake.attendance.columns_untold"
TITLE_UNTOLD = "intake.attendance.title_untold"
_WIDEST_TITLE = 3


@dataclass(frozen=True, slots=True)
class Common:
    """What all parts of a sheet have in common: its legend, and the days added up for its sums.

    `is_whole` tells that the sheet has no parts, so that its sums are of the whole month.
    """

    signs: legend.Legend
    is_whole: bool
    pages: nobody.Sums = field(default_factory=nobody.Sums)


@dataclass(frozen=True, slots=True)
class Terms:
    """How the cells of one sheet are read: their dates, its legend, what its numbers count.

    `dates` has those of the header's days and, where there are two lines of them, of the second.
    `halves` tells whether rows are called morning and afternoon, `overtime_hours` whether the bare
    numbers of overtime are hours. `columns` are those that hold a part of a day, `homes` the first
    one of their day. `waits` is the code with which everything waits, if it does.
    """

    dates: Sequence[Mapping[int, str]]
    legend: legend.Legend
    counted: str
    halves: bool
    overtime_hours: bool
    columns: Mapping[int, Role]
    homes: Mapping[int, int]
    waits: str = ""


def of(
    found: Sequence[Member],
    grid: Grid,
    month: str,
    *,
    signs: legend.Legend,
    headers: Sequence[Row],
) -> Terms:
    """Gather how the cells of a section are read; `headers` are the rows around its days."""
    cells: dict[Part, list[str]] = {}
    rows = [each for member in found for each in member.rows]
    in_hours = grid.in_hours
    for row, said in rows:
        if said is Part.OVERTIME and grid.part_column is not None:
            in_hours = in_hours or parts.says_hours(row.text(grid.part_column))
        for column in row.own():
            if column in grid.heads:
                part = grid.columns.get(column, said) if said is Part.UNSAID else said
                cells.setdefault(part, []).append(row.text(column))
    overtime = cells.pop(Part.OVERTIME, [])
    nights = cells.pop(Part.NIGHT, [])
    cells.pop(Part.AMOUNT, None)
    roles = columns.roles(grid.columns.values())
    firsts: dict[days.Head, int] = {}
    for column in sorted(grid.columns):
        firsts.setdefault(grid.heads[column], column)
    homes = {column: firsts[grid.heads[column]] for column in grid.columns}
    known = {*(said for _, said in rows), *grid.columns.values()}
    texts = [row.text(column) for row, _ in rows for column in row.own()]
    is_told = about.is_told_apart(grid.about, known, [*texts, *_heads(headers, grid)])
    is_double = columns.clash(grid.columns, homes, (row for row, _ in rows))
    return Terms(
        dates=[days.dates(each, month) for each in (grid.heads, grid.lower) if each],
        legend=signs,
        counted=attendance.what_numbers_count(cell for each in cells.values() for cell in each),
        halves=any(said in parts.HALVES for _, said in rows),
        columns={column: roles[part] for column, part in grid.columns.items()},
        homes=homes,
        overtime_hours=in_hours or attendance.overtime_counts_hours([*overtime, *nights]),
        waits=(COLUMNS_UNTOLD if is_double else "") if is_told else TITLE_UNTOLD,
    )


def _heads(headers: Sequence[Row], grid: Grid) -> Iterator[str]:
    """Yield the heads beside the days; a row of few cells is a title."""
    for row in headers:
        own = row.own()
        for column in own if len(own) > _WIDEST_TITLE else ():
            if column not in grid.heads:
                yield row.text(column)
