"""Whose row each row of a matrix is: a person's first, a further one, nobody's, or unnamed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import about, legend, nobody, parts, records
from gigdesk.documents.sheets.attendance_in.parts import Part
from gigdesk.domain import attendance, workers

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_SPARE = 5
"""A column that counts rows may leave out so many numbers."""
_LINES = 2
"""So many rows has a person where the days of the header stand on two lines."""
_WIDEST = 3
"""A caption fills no more cells of its line."""
_FIRST = {Part.MORNING, Part.DAY}
"""What a day begins with: such a row is nobody's further one."""


@dataclass(slots=True)
class Member:
    """One person with the rows of the sheet that are theirs, each with its part of the day."""

    person: records.Person
    row: int
    rows: list[tuple[Row, Part]] = field(default_factory=list)
    is_merged: bool = True
    """Every further row stands under a name that is merged with it, and says no part of the day."""
    is_repeated: bool = False
    """The name was written again on a further row that says no part of the day."""


@dataclass(slots=True)
class Gathered:
    """Everybody of a part of a sheet; `in_doubt` where the names seem to stand on the last rows."""

    members: list[Member] = field(default_factory=list)
    in_doubt: bool = False
    sums: nobody.Sums = field(default_factory=nobody.Sums)
    _by_name: dict[str, list[Member]] = field(default_factory=dict)

    def open(self, person: records.Person, row: Row, said: Part) -> tuple[Member, bool]:
        """Return the member a row belongs to by its name, and whether it is a new one."""
        name = workers.names.normalise(person.name) or person.doc_no
        for one in self._by_name.get(name, ()) if name else ():
            if _is_same(one.person, person, said) and _goes_on(one, said):
                one.person = _fuller(one.person, person)
                one.is_merged = False
                one.is_repeated = one.is_repeated or said is Part.UNSAID
                return one, False
        made = Member(person, row.number)
        self.members.append(made)
        self._by_name.setdefault(name, []).append(made)
        return made, True


def gather(
    rows: Sequence[Row],
    part: tuple[int, int],
    grid: Grid,
    *,
    ledger: records.Ledger,
    passed: dict[int, str],
    pages: nobody.Sums,
) -> Gathered:
    """Gather the rows of everybody a matrix names; `passed` gets those about nobody, with why.

    `pages` are the days of everybody above this part of the sheet; those of the part are added.
    """
    found = Gathered()
    totals = (found.sums, pages)
    grid = _without_counts(rows, part, grid)
    last: Member | None = None
    is_direct = False
    ended: set[Part] | None = None
    for at in range(*part):
        row = rows[at]
        title = _heading(rows, at, part[0], grid)
        if title:
            passed[at], is_direct = title, False
            continue
        above = ended if passed.get(at - 1) == "subtotal" else None
        sums = _sums(row, grid, totals, above)
        if sums is not None and _is_own_sum(sums, last, ended):
            passed[at], is_direct = "subtotal", False
            ended = {*(ended or ()), sums}
            continue
        is_last = sums is None and (ended is None or _is_marked_half(rows, at, grid, last))
        if last is not None and is_last and _continues(row, grid, last, is_direct=is_direct):
            if _is_all_merged(row, grid):
                continue
            said = _further(row, grid, last)
            last.is_merged = last.is_merged and _is_merged(row, grid) and said is Part.UNSAID
            _add(last, (row, said), grid, totals)
            is_direct = True
            continue
        person = records.person_of(row, grid.layout)
        is_first = not found.members
        why = nobody.reason(row, person, grid, is_first=is_first)
        is_unnamed = bool(why) and nobody.is_unnamed(row, person, grid, is_first=is_first)
        if why in {"header", "note"} and not is_first:
            is_unnamed = is_unnamed or nobody.holds_words(row, person, grid)
        if why and not is_unnamed:
            passed[at] = why
            is_direct = False
            ended = _ended(row, grid, ended) if why == "subtotal" else ended
            continue
        said = _part(row, grid, further=is_unnamed)
        found.in_doubt = found.in_doubt or _ends(last, said, person, is_direct=is_direct)
        last, is_new = found.open(person, row, said)
        _add(last, (row, said), grid, totals)
        is_direct, ended = True, None
        if is_new and not person.is_nobody:
            ledger.people.append(records.PersonRow(row.number, person))
    return found


def _add(
    member: Member, further: tuple[Row, Part], grid: Grid, totals: Sequence[nobody.Sums]
) -> None:
    """Add a row, with the part of the day it says, to somebody's and to the sums."""
    member.rows.append(further)
    for one in totals:
        one.add(further[0], grid, further[1])


def _heading(rows: Sequence[Row], at: int, start: int, grid: Grid) -> str:
    """Return why a row of titles, days or words below the days is nobody's, else nothing."""
    if at < grid.at or (at == start and about.is_heading(rows, at, grid)):
        return "title"
    has_words = grid.words_at >= 0 and _same_words(rows[at], rows[grid.words_at], grid)
    return "header" if at == grid.at or has_words else ""


def _same_words(row: Row, words: Row, grid: Grid) -> bool:
    """Say whether a row has the words for the parts of the days, on this or a further page."""
    named = any(c not in row.filled and row.text(c) for c in grid.layout.values())
    return not named and all(row.text(c) == words.text(c) for c in grid.columns)


def _sums(
    row: Row, grid: Grid, totals: Sequence[nobody.Sums], above: Collection[Part] | None
) -> Part | None:
    """Return the part of the day of which a row without a name holds the sums, None for no sums.

    Its numbers show it, or the rows of sums just `above` it, which say other parts.
    """
    named = any(row.text(column) for column in grid.layout.values())
    if named or _is_counted(row, grid):
        return None
    beside = {parts.of_word(row.text(c)) for c in nobody.own(row, grid) if c not in grid.heads}
    known = beside - parts.UNKNOWN
    if len(known) > 1 or (not known and _said(row, grid) is not Part.UNSAID):
        return None
    said = next(iter(known), Part.UNSAID)
    goes_on = said.value and any(one.value for one in above or ()) and said not in (above or ())
    return said if goes_on or any(one.are(row, grid, said) for one in totals) else None


def _is_own_sum(said: Part, last: Member | None, ended: Collection[Part] | None) -> bool:
    """Say whether sums of a part of the day can be nobody's further row: else they wait."""
    known = {part for _, part in last.rows} if last is not None else set()
    is_known = said in known or (said is Part.DAY and Part.UNSAID in known)
    return said is Part.UNSAID or ended is not None or is_known


def _is_marked_half(rows: Sequence[Row], at: int, grid: Grid, last: Member | None) -> bool:
    """Say whether a row behind sums is a morning or afternoon of the last person, with marks.

    It can be no sums then; what else stands before its days, and a line above it that no page, head
    or sum begins with, such as the name of another crew, may say that it is somebody else's.
    """
    row = rows[at]
    filled = nobody.own(row, grid)
    marks = [row.text(column) for column in filled if column in grid.heads]
    works = (attendance.is_mark(one) and not attendance.is_rest(one) for one in marks)
    is_half = _said(row, grid) in parts.HALVES and any(
        attendance.number_in(mark) is None and work for mark, work in zip(marks, works, strict=True)
    )
    if not is_half or any(c < min(grid.heads) and c != grid.part_column for c in filled):
        return False
    while last is not None and at and rows[at - 1] is not last.rows[-1][0]:
        at -= 1
        if _begins_others(rows, at, grid):
            return False
    return last is not None


def _begins_others(rows: Sequence[Row], at: int, grid: Grid) -> bool:
    """Say whether a line between people may be the caption of others: else a page goes on."""
    own = rows[at].own()
    if not own or len(own) > _WIDEST or _starts_sums(rows[at], grid):
        return False
    if legend.is_aside(rows[at], own) or legend.is_note(rows[at], own):
        return False
    signature = sheet_words.longest_first("intake.words.signature")
    known = {sheet_words.plain(row.text(c)) for row in rows[: grid.at] for c in row.own()}
    texts = {sheet_words.plain(rows[at].text(column)) for column in own}
    is_signed = sheet_words.folded(rows[at].text(own[0])).startswith(signature)
    return not (is_signed or texts <= known)


def _ended(row: Row, grid: Grid, ended: Collection[Part] | None) -> set[Part] | None:
    """Return what rows of sums say that end those of the last person; not a person's own sum."""
    if not grid.lower and _starts_sums(row, grid):
        return {*(ended or ()), _said(row, grid)}
    return None if ended is None else set(ended)


def _starts_sums(row: Row, grid: Grid) -> bool:
    """Say whether a word for a sum stands before the days and not in the column of the parts."""
    before = (c for c in nobody.own(row, grid) if c < min(grid.heads) and c != grid.part_column)
    return any(nobody.is_sum_word(sheet_words.plain(row.text(column))) for column in before)


def _without_counts(rows: Sequence[Row], part: tuple[int, int], grid: Grid) -> Grid:
    """Return the grid without a column of numbers that only counts the rows."""
    column = grid.layout.get("number")
    if column is None or len(grid.layout) == 1:
        return grid
    heads = {sheet_words.plain(rows[at].text(column)) for at in range(grid.at + 1)}
    texts = [rows[at].text(column) for at in range(grid.at + 1, part[1])]
    numbers = [text for text in texts if text.isdigit()]
    figures = [int(text) for text in numbers]
    rises = all(one < two for one, two in itertools.pairwise(figures))
    counts = rises and figures[:1] == [1] and figures[-1] <= len(texts) + _SPARE
    if not counts or not heads & sheet_words.words("intake.words.serial"):
        return grid
    return replace(grid, layout={key: at for key, at in grid.layout.items() if key != "number"})


def _is_same(one: records.Person, other: records.Person, said: Part) -> bool:
    """Say whether two people of one name are the same by their numbers.

    Beside a further part of the day a number may be left out.
    """
    pairs = ((one.doc_no, other.doc_no), (one.number, other.number))
    may_lack = said is not Part.UNSAID
    return all(left == right or (may_lack and not (left and right)) for left, right in pairs)


def _fuller(one: records.Person, other: records.Person) -> records.Person:
    return records.Person(one.number or other.number, one.doc_no or other.doc_no, one.name)


def _goes_on(one: Member, said: Part) -> bool:
    """Say whether a row of the same name that says this part is a further one of the person."""
    words = {part for _, part in one.rows}
    if said is Part.UNSAID:
        return words == {Part.UNSAID}
    return Part.UNSAID not in words and (said in {Part.OTHER, Part.SHIFT} or said not in words)


def _ends(last: Member | None, said: Part, person: records.Person, *, is_direct: bool) -> bool:
    """Say whether a named row only ends the day that the unnamed row above it began."""
    begun = last is not None and last.person.is_nobody and last.rows[-1][1] in _FIRST
    return begun and is_direct and not person.is_nobody and said not in _FIRST | parts.UNKNOWN


def _continues(row: Row, grid: Grid, last: Member, *, is_direct: bool) -> bool:
    """Say whether a row is a further one of the last person; `is_direct` where it is just below."""
    if grid.lower:
        return is_direct and len(last.rows) < _LINES and _is_second_line(row, grid, last)
    if any(column not in row.filled and row.text(column) for column in grid.layout.values()):
        return False
    if last.person.is_nobody or _starts_sums(row, grid):
        return False
    if _is_merged(row, grid):
        return is_direct
    said = _said(row, grid)
    if said not in parts.UNKNOWN:
        words = {part for _, part in last.rows}
        if said in _FIRST:  # not of this day, or of nobody that is known: then both wait
            return is_direct and bool(words & _FIRST)
        return said in {Part.SHIFT, Part.ABSENCE} or said not in words
    person = records.person_of(row, grid.layout)
    return is_direct and nobody.is_unnamed(row, person, grid) and not _is_counted(row, grid)


def _is_second_line(row: Row, grid: Grid, last: Member) -> bool:
    """Say whether a row holds the days of the header's second line, for the person above it."""
    again = records.person_of(row, grid.layout)
    if not again.is_nobody and again == last.person:
        return True
    if any(column not in row.filled and row.text(column) for column in grid.layout.values()):
        return False
    filled = nobody.own(row, grid)
    return bool(filled) and filled[0] in (grid.lower or ())


def _is_all_merged(row: Row, grid: Grid) -> bool:
    """Say whether all of a row is merged with the one above, its name and days."""
    is_empty = nobody.own(row, grid) == []
    return _is_merged(row, grid) and is_empty and bool(row.filled & set(grid.heads))


def _is_merged(row: Row, grid: Grid) -> bool:
    return any(column in row.filled for column in grid.layout.values())


def _said(row: Row, grid: Grid) -> Part:
    """Return the part of the day that stands in the column of parts."""
    return Part.UNSAID if grid.part_column is None else parts.of_word(row.text(grid.part_column))


def _part(row: Row, grid: Grid, *, further: bool) -> Part:
    """Return the part of the day of a row; a further one may say it anywhere before its days."""
    said = _said(row, grid)
    if said is not Part.UNSAID or not further or grid.lower:
        return said
    return Part.OTHER if any(_words_beside(row, grid)) else Part.UNSAID


def _further(row: Row, grid: Grid, last: Member) -> Part:
    """Return the part of the day of a further row.

    Without a name and a word it may be part of the same days only where all rows hold nothing but
    marks, or hours of half days; else its numbers stand below whole days.
    """
    said = _part(row, grid, further=True)
    if said is not Part.UNSAID or _is_merged(row, grid) or grid.lower:
        return said
    rows = [*(each for each, _ in last.rows), row]
    cells = [each.text(column) for each in rows for column in each.own() if column in grid.heads]
    numbers = [number for cell in cells if (number := attendance.number_in(cell)) is not None]
    halves = all(number <= 1 for number in numbers) or (
        len(numbers) == len(cells) and 2 * max(numbers) <= attendance.HOURS_A_DAY
    )
    return Part.UNSAID if halves else Part.NUMBERS


def _words_beside(row: Row, grid: Grid) -> list[str]:
    """Return what stands before the days of a row, in cells of its own, and is no number."""
    first, named = min(grid.heads), grid.layout.values()
    texts = [row.text(c) for c in nobody.own(row, grid) if c < first and c not in named]
    return [text for text in texts if attendance.number_in(text) is None]


def _is_counted(row: Row, grid: Grid) -> bool:
    """Say whether a row without a name has a number of its own before the days: somebody's own."""
    first = min(grid.heads)
    return any(column < first for column in nobody.own(row, grid)) and not _words_beside(row, grid)
