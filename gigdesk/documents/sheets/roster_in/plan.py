"""The plan of a roster: its sheet, header, blocks side by side, and the field of each column."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import carried, exchanged, headers, printed, spread
from gigdesk.documents.sheets.roster_in.headers import ColumnGuess
from gigdesk.domain.workers import answers as column_answers
from gigdesk.domain.workers import columns as column_words
from gigdesk.domain.workers import headers as column_headers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.documents.excel.reading import Sheet, Workbook
    from gigdesk.documents.excel.rows import Row

_SAMPLE_ROWS = 120
_VALUES = 40
_BY_VALUES = 0.5
_ALIKE = 0.5
_DISTINCT = 0.9
_SAME_LAYOUT = 0.6
_LOOKED_AT = 15
_FIGURES_OF_WORDS = 4
"""A word over a column may count it or name a year; numbers of papers have more figures."""
_WISH = "wanted_trades"
_ONE_OF_A_KIND = frozenset({headers.NAME, headers.DOC_NO})
"""Fields that values may only tell where no other column looks like them."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet; `first` and `last` are its columns from 0, both included."""

    number: int
    first: int
    last: int
    columns: tuple[ColumnGuess, ...]

    def column_of(self, field: str) -> int | None:
        """Return the column of a field."""
        return next((c.index for c in self.columns if c.field == field), None)


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """How one sheet will be read.

    `header_rows` are row numbers as shown at the left edge, empty where the list has no header.
    `titles` are the texts above the header. `chosen` is False for sheets that look like rosters
    but should only be taken on demand: hidden ones, lists of another kind beside the roster, and
    those that only show another sheet again (`aside` says why). `units_fen` is what the amounts of
    a returned workbook count, where its headers do not say it; `returned` says that it was one.
    """

    sheet: Sheet
    header_rows: tuple[int, ...]
    blocks: tuple[Block, ...]
    titles: frozenset[str]
    chosen: bool
    score: float
    unclear: bool = False
    aside: str = ""
    units_fen: Mapping[str, int] = field(default_factory=dict, hash=False)
    returned: bool = False

    @property
    def header_end(self) -> int:
        """Return the last row of the header, 0 where there is none."""
        return self.header_rows[-1] if self.header_rows else 0

    @property
    def reference(self) -> int | None:
        """Return the column that ties each row to one that waits, in a returned workbook."""
        found = (c.index for c in self.columns if sheet_words.is_reference(c.header))
        return next(found, None)

    @property
    def columns(self) -> tuple[ColumnGuess, ...]:
        """Return the columns of all blocks."""
        return tuple(column for block in self.blocks for column in block.columns)


def plans(
    workbook: Workbook, sheet: str | None = None, told: Sequence[carried.Told] = ()
) -> tuple[RosterPlan, ...]:
    """Find every roster of a workbook, the best first; `sheet` asks for one sheet by name.

    `told` are the columns that a returned workbook carries: they stand before every guess.
    Raises UnreadableFile `intake.error.no_roster` where there is none, `sheet_missing` where there
    is no such sheet, and whatever reading the sheets raises.
    """
    wanted = [s for s in workbook.sheets if sheet is None or s.name == sheet]
    if not wanted:
        raise errors.UnreadableFile("intake.error.sheet_missing", name=workbook.name, sheet=sheet)
    planned = (_returned(one, told) or _plan(one) for one in wanted)
    found = [plan for plan in planned if plan is not None]
    if not found:
        raise errors.UnreadableFile("intake.error.no_roster", name=workbook.name)
    found.sort(key=lambda p: (p.unclear, p.sheet.hidden, -p.score, p.sheet.index))
    best = found[0]
    return tuple(
        plan if sheet is not None or plan is best else _beside(plan, best) for plan in found
    )


def _returned(sheet: Sheet, told: Sequence[carried.Told]) -> RosterPlan | None:
    """Plan a sheet that went back, exactly as its rows were read the first time."""
    found = carried.find(sheet, told)
    if found is None:
        return None
    width = max((column.index for column in found.columns), default=0)
    score = float(sum(column.field is not None for column in found.columns))
    return RosterPlan(
        sheet,
        (found.row,),
        (Block(0, 0, width, found.columns),),
        frozenset(),
        chosen=True,
        score=score,
        units_fen=found.units_fen,
        returned=True,
    )


def _beside(plan: RosterPlan, best: RosterPlan) -> RosterPlan:
    """Return a further plan, chosen where it is taken unasked."""
    if not _belongs(plan, best):
        return replace(plan, chosen=False)
    why = printed.why(plan, best)
    return replace(plan, chosen=not why, aside=why)


def _belongs(plan: RosterPlan, best: RosterPlan) -> bool:
    """Say whether a further sheet is taken unasked: visible, and with people of the same kind."""
    if plan.sheet.hidden or plan.unclear:
        return False
    mine, its = ({c.field for c in p.columns if c.field} for p in (plan, best))
    return headers.DOC_NO in mine or len(mine & its) / len(mine | its) >= _SAME_LAYOUT


def _plan(sheet: Sheet) -> RosterPlan | None:
    """Plan one sheet, or return None where it is no roster."""
    sample = list(itertools.islice(sheet.rows(), _SAMPLE_ROWS))
    header = headers.find(sample, sheet.spans())
    if header is None:
        header = headers.find(sample[:_LOOKED_AT], sheet.spans(), headers.names_people)
        plan = _with_header(sheet, sample, header) if header else None
        return plan or _without_header(sheet, sample)
    return _with_header(sheet, sample, header)


def _with_header(sheet: Sheet, sample: Sequence[Row], header: headers.Header) -> RosterPlan | None:
    """Plan a list whose header was found; None where it is none of people after all."""
    body = sample[header.last + 1 :]
    *firsts, final = _blocks([_unless_answers(column, body) for column in header.columns])
    width = max((len(row.values) for row in body), default=0)
    final = replace(final, last=max(final.last, width - 1))
    right = (
        replace(block, columns=exchanged.put_right(block.columns, body))
        for block in (*firsts, final)
    )
    whole = (
        replace(block, columns=spread.told(block.columns, functools.partial(_values, body)))
        for block in right
    )
    own = (_of_persons(block, body) for block in whole)
    blocks = tuple(by_values(block, body) for block in own)
    if not headers.is_roster(headers.fields(column for one in blocks for column in one.columns)):
        return None
    numbers = tuple(row.number for row in sample[header.first : header.last + 1])
    above = [row.text(c) for row in sample[: header.first] for c in row.own()]
    titles = frozenset(sheet_words.plain(text) for text in above)
    score = sum(column.confidence for block in blocks for column in block.columns if column.field)
    doubts = (_doubtful(block, body) for block in blocks)
    return RosterPlan(
        sheet,
        numbers,
        blocks,
        titles,
        chosen=True,
        score=score,
        unclear=any(doubts),
    )


def _unless_answers(column: ColumnGuess, body: Sequence[Row]) -> ColumnGuess:
    """Leave a column of wanted trades out whose values only say whether somebody wants to go.

    A column that is only called after a group is left out where its values do not answer.
    """
    values = _values(body, column.index)
    if column.field in column_headers.CATEGORIES:
        fitting = not (values and column_answers.is_bare(column.header))
        fitting = fitting or column_words.are_answers(values)
    else:
        fitting = column.field != _WISH or not column_words.are_answers(values)
    if fitting:
        return column
    return replace(column, field=None, confidence=0.0, why="unknown")


def _blocks(guesses: Sequence[ColumnGuess]) -> list[Block]:
    """Cut the columns into tables that stand side by side, and strike out repeated fields."""
    names = [i for i, guess in enumerate(guesses) if guess.field == headers.NAME]
    starts = [0]
    for at in names[1:]:
        start = at
        while start - 1 > starts[-1] and _twin(guesses[start - 1], guesses[: names[0]]):
            start -= 1
        if _alike(guesses[starts[-1] : start], guesses[start:]):
            starts.append(start)
    blocks = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(guesses)
        part = _once_each(guesses[start:end])
        last = guesses[end].index - 1 if end < len(guesses) else part[-1].index
        blocks.append(Block(number, 0 if number == 0 else part[0].index, last, part))
    return blocks


def _twin(guess: ColumnGuess, before_name: Sequence[ColumnGuess]) -> bool:
    """Say whether a column left of a further name has its like left of the first name."""
    return any(sheet_words.plain(guess.header) == sheet_words.plain(b.header) for b in before_name)


def _alike(left: Sequence[ColumnGuess], right: Sequence[ColumnGuess]) -> bool:
    """Say whether the columns on the right begin the same table again."""
    mine = [sheet_words.plain(guess.header) for guess in left]
    its = [sheet_words.plain(guess.header) for guess in right[: len(left)]]
    shared = len(set(mine) & set(its))
    return shared > 1 and shared >= _ALIKE * min(len(set(mine)), len(set(its)))


def _once_each(guesses: Sequence[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """Keep each field for one column: the one of which the header says most."""
    best: dict[str, ColumnGuess] = {}
    for guess in guesses:
        if guess.field and (
            guess.field not in best or guess.confidence > best[guess.field].confidence
        ):
            best[guess.field] = guess
    return tuple(
        guess
        if guess.field is None or best[guess.field] is guess
        else replace(guess, field=None, why="repeated")
        for guess in guesses
    )


def by_values(block: Block, body: Sequence[Row]) -> Block:
    """Guess the columns whose header says nothing by what stands in them.

    A header that only its group explains, or that names a code none of the values is, gives way to
    the values as well. Names and numbers of papers are not guessed where two columns could be them.
    """
    columns = [_weighed(column, block, body) for column in _all_columns(block, body)]
    known = {column.field for column in columns}
    looks = {at: _look(column, body) for at, column in enumerate(columns)}
    several = {one for one in _ONE_OF_A_KIND if list(looks.values()).count(one) > 1}
    for at, column in enumerate(columns):
        field = looks[at]
        if field and field not in known and field not in several:
            known.add(field)
            columns[at] = replace(column, field=field, confidence=_BY_VALUES, why="values")
    return replace(block, columns=tuple(columns))


def _of_persons(block: Block, body: Sequence[Row]) -> Block:
    """Leave householders out again where further names stand beside them, or theirs repeat."""
    at = block.column_of(headers.NAME)
    name = next((column for column in block.columns if column.index == at), None)
    if name is None or not headers.is_householder(name):
        return block
    names = _values(body, name.index)
    others = (_look(column, body) for column in _all_columns(block, body))
    if headers.NAME not in others and len(set(names)) >= _DISTINCT * len(names):
        return block
    columns = (
        replace(column, field=None, confidence=0.0, why="other_person")
        if headers.is_householder(column)
        else column
        for column in block.columns
    )
    return replace(block, columns=tuple(columns))


def _all_columns(block: Block, body: Sequence[Row]) -> list[ColumnGuess]:
    """Return the columns of a block with those that have values but no header."""
    known = {column.index: column for column in block.columns}
    for index in range(block.first, block.last + 1):
        if index not in known and _values(body, index):
            known[index] = ColumnGuess(index, "", None, 0.0, "unknown")
    return [known[index] for index in sorted(known)]


def _look(column: ColumnGuess, body: Sequence[Row]) -> str | None:
    """Return what the values of a column without a field look like."""
    if column.field or column.why != "unknown" or headers.is_of_another(column.header):
        return None
    found = column_words.guess_by_values(_values(body, column.index))
    return found if found and column_headers.may_be(found, column.header) else None


def _weighed(column: ColumnGuess, block: Block, body: Sequence[Row]) -> ColumnGuess:
    """Hold what a header says against the values below it."""
    if column.field is None or column.why != "header":
        return column
    values = _values(body, column.index)
    other = column_words.instead(column.field, values)
    if other and block.column_of(other) is None:
        return replace(column, field=other, confidence=_BY_VALUES, why="values")
    likely = column_words.likeness(column.field, values)
    if column.confidence <= headers.BY_GROUP and likely is not None and likely < _ALIKE:
        return replace(column, field=None, confidence=0.0, why="unknown")
    return column


def _doubtful(block: Block, body: Sequence[Row]) -> bool:
    """Say whether a name or number of the person is missing while several columns could be it."""
    looks = [_look(column, body) for column in block.columns]
    return any(looks.count(one) > 1 and block.column_of(one) is None for one in _ONE_OF_A_KIND)


def _values(body: Sequence[Row], column: int) -> list[str]:
    """Return the first texts of a column."""
    texts = (row.text(column) for row in body)
    return list(itertools.islice((text for text in texts if text), _VALUES))


def _without_header(sheet: Sheet, sample: Sequence[Row]) -> RosterPlan | None:
    """Plan a list that begins with its first person, by the values alone.

    Where a row of words stands over the people, or two columns could be their names or numbers,
    nothing is guessed: the plan is `unclear`, and who knows the list says what its columns are.
    """
    width = max((len(row.values) for row in sample), default=0)
    empty = tuple(ColumnGuess(index, "", None, 0.0, "unknown") for index in range(width))
    numbers = [index for index in range(width) if _are_numbers(_values(sample, index))]
    if not numbers:
        return None
    head = _head_over(sample, numbers[0])
    if head is not None and all(headers.is_of_another(head.text(at)) for at in numbers):
        return None
    if head is None:
        block = by_values(Block(0, 0, max(width - 1, 0), empty), sample)
        known = {column.field for column in block.columns} - {None}
        if known >= _ONE_OF_A_KIND:
            score = _BY_VALUES * len(known)
            return RosterPlan(sheet, (), (block,), frozenset(), chosen=True, score=score)
        if not _doubtful(block, sample):
            return None
    body = [row for row in sample if head is None or row.number > head.number]
    said = {column.index: column for column in headers.of_row(head)} if head else {}
    columns = tuple(
        said.get(column.index, column)
        for column in empty
        if column.index in said or _values(body, column.index)
    )
    block = by_values(Block(0, 0, width - 1, _once_each(columns)), body)
    rows = (head.number,) if head else ()
    known = {column.field for column in block.columns} - {None}
    told = known >= _ONE_OF_A_KIND and all(map(_is_wordless, block.columns))
    score = _BY_VALUES * len(known) if told else 0.0
    return RosterPlan(
        sheet, rows, (block,), frozenset(), chosen=True, score=score, unclear=not told
    )


def _is_wordless(column: ColumnGuess) -> bool:
    """Say whether a column has a header that is known or only numbers it: F1, F2."""
    return column.why == "header" or column_headers.is_generated(column.header)


def _are_numbers(values: Sequence[str]) -> bool:
    """Say whether what is no word in a column are the numbers of people's papers."""
    figures = [value for value in values if any(map(str.isdecimal, value))]
    return (column_words.likeness(headers.DOC_NO, figures) or 0.0) >= _ALIKE


def _head_over(sample: Sequence[Row], column: int) -> Row | None:
    """Return the row of words over a column of numbers: the last before the first number."""
    found = None
    for row in sample[:_LOOKED_AT]:
        text = row.text(column)
        if sum(map(str.isdecimal, text)) > _FIGURES_OF_WORDS:
            return found
        if text and len(row.own()) > 1:
            found = row
    return None
