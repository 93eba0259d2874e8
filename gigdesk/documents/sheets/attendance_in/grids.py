"""Where the blocks of a month's matrix stand: their header rows, their days and their people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import (
    about,
    captions,
    columns,
    days,
    heads,
    parts,
    records,
    stated,
    totals,
)
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gigdesk.documents.excel.rows import Row

_ABOVE, _HEADER_LINES, _FEWEST_HEADS = 6, 2, 2
_FEWEST_MARKS, _MOST_HOURS = 3, 24
_BODY = 60
"""So many rows below a header are looked at for the column of the parts of a day."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a matrix stands: its header row, the columns of the days, and those of the people.

    `lower` are the days of a second header line, for a person's second row; `within` are the
    columns of the block where several stand side by side.
    """

    at: int
    heads: days.Columns
    layout: dict[str, int]
    part_column: int | None
    within: range
    totals: tuple[int, ...] = ()
    lower: days.Columns | None = None
    columns: dict[int, parts.Part] = field(default_factory=dict)
    """Columns that hold a part of their day, where a day has several."""
    in_hours: bool = False
    """A word over or below these columns names overtime as one of hours."""
    words_at: int = -1
    """The row of the words below the days, before 0 where there is none."""
    is_last: bool = True
    about: parts.Part = parts.Part.UNSAID
    """What the title above speaks of beside whole days; OTHER for what is no attendance."""
    is_sure: bool = True
    """False where the row of the days may be one of sums."""


def find(sample: Sequence[Row]) -> tuple[Grid, ...]:
    """Find the first row of days among the rows of a sheet: a grid for every block in it.

    It is the first that names people as well, or has other days than that with the most and more
    than half as many: the first part of a month has fewer than the second.
    """
    rows = [found for at in range(len(sample)) if (found := at_row(sample, at))]
    most = max(map(_count, rows), default=0)
    best = next((found for found in rows if _count(found) == most), ())
    for found in rows:
        is_part = _count(found) * 2 > most and not _days_of(found) & _days_of(best)
        if found is best or is_part or heads.names_people(sample[found[0].at]):
            return found
    return best


def _count(found: tuple[Grid, ...]) -> int:
    return sum(len(one.heads) for one in found)


def _days_of(found: tuple[Grid, ...]) -> set[int]:
    return {head.day for one in found for head in one.heads.values()}


def at_row(rows: Sequence[Row], at: int) -> tuple[Grid, ...]:
    """Return the blocks whose days stand in this row, none where it is no header."""
    starts = _names_at(rows, at)
    width = len(rows[at].values)
    found: list[Grid] = []
    left = 0
    for number, start in enumerate(starts or [0]):
        end = starts[number + 1] if number + 1 < len(starts) else width
        block = range(left if number else 0, end)
        taken = days.columns(rows[at], range(start if number else 0, end))
        grid = _grid(rows, at, taken, block)
        if grid is not None:
            found.append(grid)
            left = max(taken) + 1
    others = captions.over_blocks(rows, found) if len(found) > 1 else set()
    return tuple(
        replace(
            one,
            is_last=one is found[-1],
            about=parts.Part.OTHER if number in others else parts.Part.UNSAID,
        )
        for number, one in enumerate(found)
    )


def _names_at(rows: Sequence[Row], at: int) -> list[int]:
    """Return the columns that the rows around the days call by the word for a name."""
    names = sheet_words.words("intake.words.name")
    near = [rows[each] for each in range(max(at - 2, 0), min(at + 2, len(rows)))]
    width = max(len(row.values) for row in near)
    found = [
        column
        for column in range(width)
        if any(sheet_words.plain(row.text(column)) in names for row in near)
    ]
    loose = None if found else _loose(rows, at)
    return found if loose is None else [loose]


def _loose(rows: Sequence[Row], at: int) -> int | None:
    """Return the column of a word for people that is one for a name only in a head."""
    found = heads.loose(rows[at])
    return heads.above(rows, at) if found is None else found


def _grid(rows: Sequence[Row], at: int, taken: days.Columns, block: range) -> Grid | None:
    """Make the grid of one block; None where the row names no days or nobody stands by them."""
    layout: dict[str, int] = {}
    for near in (at, at - 1, at + 1, at - 2) if taken else ():
        if 0 <= near < len(rows):
            said = records.layout_of(rows[near], ("name", "doc_no", "number"), block)
            layout.update({k: c for k, c in said.items() if c not in taken and k not in layout})
    loose = _loose(rows, at) if taken and "name" not in layout else None
    if loose is not None and loose in block and loose not in taken:
        layout = {"name": loose, **{key: at for key, at in layout.items() if at != loose}}
    if not layout or not (loose is not None or _heads_people(rows[at], layout, taken, block)):
        return None
    near_rows = rows[max(at - 1, 0) : at + 2]
    found = columns.find(rows, at, taken, block, layout)
    taken.update(found.heads)
    sums = totals.columns(near_rows, {*taken, *layout.values()})
    before = set(range(block.start, min(taken))) - set(layout.values())
    part = parts.column(rows[at + 1 : at + 1 + _BODY], before)
    sums = tuple(column for column in sums if column in block)
    return _with_columns(Grid(at, taken, layout, part, block, sums), found)


def _with_columns(grid: Grid, found: columns.Parted) -> Grid:
    """Return a grid with the columns of several parts of a day."""
    return replace(
        grid,
        heads=found.heads,
        columns=found.parts,
        in_hours=found.in_hours,
        words_at=found.at,
    )


def _heads_people(row: Row, layout: dict[str, int], taken: days.Columns, block: range) -> bool:
    """Say whether a row of days is a header: no person's own, and with enough days for one.

    Fewer than five suffice where the header of the names stands in the same row, left of them.
    """
    names = sheet_words.words("intake.words.name")
    own = sheet_words.plain(row.text(layout["name"])) if "name" in layout else ""
    if own and own not in names:
        return False
    if len(taken) >= days.FEWEST:
        return True
    named = set(records.layout_of(row, ("name", "doc_no", "number"), block).values())
    numbers = {column for column in block if days.head_of(row, column) is not None}
    return bool(named) and min(named) < min(taken) and numbers == set(taken)


def sections(rows: Sequence[Row], first: tuple[Grid, ...]) -> Iterator[tuple[int, int, Grid]]:
    """Yield the first row, the end and the grid of every part of a sheet.

    A header further down with other days begins a part of its own, the second half of the month,
    and so does one below the title of another month. Another table of the same people ends one.
    """
    first = _in_two_lines(rows, first)
    ends: list[tuple[int, tuple[Grid, ...]]] = [(0, first)]
    at = first[0].at + 1
    while at < len(rows):
        found = _next(rows, at, ends)
        if found is not None:
            ends.append((at, found))
            at = max([at, *(one.at for one in found if one.lower)])
        at += 1
    for number, (start, grids) in enumerate(ends):
        end = ends[number + 1][0] if number + 1 < len(ends) else len(rows)
        for grid in grids:
            yield start, end, grid


def _next(
    rows: Sequence[Row], at: int, ends: Sequence[tuple[int, tuple[Grid, ...]]]
) -> tuple[Grid, ...] | None:
    """Return the grids of the part that begins in a row, empty for another table, None for none."""
    current = next(grids for _, grids in reversed(ends) if grids)
    is_header = _is_header_again(rows[at], current[0]) and not _are_counts(rows, at, current[0])
    if is_header or heads.names_people(rows[at]):
        again = at_row(rows, at) or (_same_people(rows, at, current) if is_header else ())
        again = _in_two_lines(rows, _with_known_columns(again, current))
        before = max(current[0].at, ends[-1][0])
        said = about.above(rows, again[0], before) if again else parts.Part.UNSAID
        titles = titles_above(rows, at, before)
        are_days = None
        if not said.value and again:
            are_days = captions.between(rows, again, current, ends[0][1][0].at, before)
            said = parts.Part.OTHER if are_days is False else said
        anew = bool(titles or are_days)
        begins = titles or said.value or (anew and current[0].about.value)
        is_new = bool(begins) or not is_header or not _same_days(again, current)
        if again and (is_new or again[0].lower):
            carried = parts.Part.UNSAID if anew else current[0].about
            again = told(again, said if said.value else carried)
            return _unsure(again) if _is_gap(rows[at], current[0]) else again
    if not is_header and about.is_heading(rows, at, current[0]):
        return told(current, parts.Part.OTHER)
    if not is_header and _has_corner(rows[at], current[0]):
        return told(_same_people(rows, at, current), parts.Part.OTHER) or None
    return () if not is_header and _is_other_table(rows, at) else None


def _with_known_columns(again: tuple[Grid, ...], current: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Return grids with the parts of days of those before, where only their days are repeated."""
    if len(again) != len(current):
        return again
    pairs = zip(again, current, strict=True)
    return tuple(
        replace(one, heads=before.heads, columns=before.columns, in_hours=before.in_hours)
        if before.columns and not one.columns and one.heads.items() <= before.heads.items()
        else one
        for one, before in pairs
    )


def _in_two_lines(rows: Sequence[Row], found: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Return the grid with the days of the line below, where a month goes on there."""
    if len(found) != 1 or found[0].at + 1 >= len(rows):
        return found
    row = rows[found[0].at + 1]
    lower = days.columns(row)
    if not days.is_second_line(found[0].heads, lower) or not _is_header_again(row, found[0]):
        return found
    return (replace(found[0], at=found[0].at + 1, lower=lower),)


def _is_gap(row: Row, grid: Grid) -> bool:
    """Say whether days without a name leave out some since those above: they may be sums."""
    if heads_again(row, grid.layout) or heads.names_people(row):
        return False
    first = min(head.day for head in days.columns(row).values())
    return first not in {1, max(head.day for head in grid.heads.values()) + 1}


def _unsure(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    return tuple(replace(one, is_sure=False) for one in grids)


def told(grids: Sequence[Grid], said: parts.Part) -> tuple[Grid, ...]:
    """Return grids with what their title says, where it says anything."""
    return tuple(replace(one, about=said if said.value else one.about) for one in grids)


def _has_corner(row: Row, grid: Grid) -> bool:
    """Say whether a row heads other days of the people above: its corner names what they hold."""
    taken = days.columns(row)
    numbers = {c for c in range(len(row.values)) if days.head_of(row, c) is not None}
    is_row_of_days = len(taken) >= days.FEWEST and numbers == set(taken)
    return (
        about.is_corner(row, grid.layout.values())
        and is_row_of_days
        and days.are_consecutive(taken)
    )


def titles_above(rows: Sequence[Row], at: int, before: int = -1) -> list[str]:
    """Return the texts that name a month just above a header, below somebody's days.

    `before` is the row of the header before it.
    """
    found: list[str] = []
    for row in reversed(rows[max(at - _ABOVE, before + 1, 0) : at]):
        texts = [row.text(column) for column in row.own()]
        if sum(map(_may_be_day, texts)) >= _FEWEST_MARKS:
            break  # somebody's days
        for text in (*texts, "".join(texts)):
            said = stated.read([text], goes_over=False)
            is_told = said.months or said.bare or said.last or stated.months_of_days([text])
            found += [text] if is_told else []
    return found


def _may_be_day(text: str) -> bool:
    """Say whether a text may be somebody's day, in days, hours or as a mark."""
    number = attendance.number_in(text)
    return attendance.is_mark(text) if number is None else number <= _MOST_HOURS


def _is_other_table(rows: Sequence[Row], at: int) -> bool:
    """Say whether a row heads people beside something else than days: a table of wages."""
    texts = {sheet_words.plain(rows[at].text(column)) for column in rows[at].own()}
    others = (
        texts - sheet_words.words("intake.words.name") - sheet_words.words("intake.words.serial")
    )
    headed = {text for text in others if text.isalpha() and len(text) > 1}
    if texts.isdisjoint(sheet_words.words("intake.words.name_head")) or len(headed) < _FEWEST_HEADS:
        return False
    near = rows[max(at - 1, 0) : at + _HEADER_LINES + 1]
    return all(len(days.columns(row)) < days.FEWEST for row in near)


def _is_header_again(row: Row, grid: Grid) -> bool:
    """Say whether a row names no person and puts days over the columns."""
    named = heads_again(row, grid.layout) or heads.names_people(row)
    if not named:
        half = "" if grid.part_column is None else row.text(grid.part_column)
        first = {sheet_words.plain(row.text(column)) for column in row.own()[:3]}
        if half or first & sheet_words.words("intake.words.subtotal"):
            return False
        if any(row.text(column) for column in grid.layout.values()):
            return False
    taken = days.columns(row)
    if named or len(taken) < days.FEWEST:
        return named and len(taken) >= days.FEWEST
    # The days of the week as numbers begin again and again; days of a month do not.
    all_numbers = {c for c in range(len(row.values)) if days.head_of(row, c) is not None}
    known = {head.day for head in grid.heads.values()}
    listed = {head.day for head in taken.values()}
    begins = 1 in listed and (not known & listed or taken.keys() == grid.heads.keys())
    is_new = begins or min(listed) > max(known)
    return is_new and all_numbers == set(taken) and days.are_consecutive(taken)


def _are_counts(rows: Sequence[Row], at: int, grid: Grid) -> bool:
    """Say whether the numbers of a row without a name count the marks above it, or add them."""
    if heads.names_people(rows[at]):
        return False
    above = rows[grid.at + 1 : at]
    for column, head in days.columns(rows[at]).items():
        cells = [row.text(column) for row in above]
        added = sum((attendance.number_in(cell) or 0) for cell in cells)
        if head.day not in {sum(map(attendance.is_worked, cells)), added}:
            return False
    return True


def heads_again(row: Row, layout: Mapping[str, int]) -> bool:
    """Say whether a row repeats the header of the columns that name people."""
    found = records.layout_of(row, layout)
    loose = {heads.loose(row), heads.over_days(row)} - {None}
    repeats = bool(found) and all(layout[key] == column for key, column in found.items())
    return repeats or loose == {layout.get("name")}


def _same_people(rows: Sequence[Row], at: int, current: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Return the grid of a row that only gives new days, for the columns of the people above."""
    one = current[0]
    taken = days.columns(rows[at])
    if len(current) > 1 or set(taken) & set(one.layout.values()):
        return ()
    block = range(len(rows[at].values))
    found = columns.find(rows, at, taken, block, one.layout)
    grid = Grid(at, taken, one.layout, one.part_column, block, one.totals)
    return (_with_columns(grid, found),)


def _same_days(one: tuple[Grid, ...], other: tuple[Grid, ...]) -> bool:
    return len(one) == len(other) and all(
        days.same(left.heads, right.heads) for left, right in zip(one, other, strict=True)
    )
