"""The plan of a roster: its sheet, header, blocks side by side, and the field of each column."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import headers
from gigdesk.documents.sheets.roster_in.headers import ColumnGuess
from gigdesk.domain.workers import columns as column_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.reading import Sheet, Workbook
    from gigdesk.documents.excel.rows import Row

_SAMPLE_ROWS = 120
_VALUES = 40
_BY_VALUES = 0.5
_ALIKE = 0.5
_SAME_LAYOUT = 0.6


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
    but should only be taken on demand: hidden ones, and lists of another kind beside the roster.
    """

    sheet: Sheet
    header_rows: tuple[int, ...]
    blocks: tuple[Block, ...]
    titles: frozenset[str]
    chosen: bool
    score: float

    @property
    def columns(self) -> tuple[ColumnGuess, ...]:
        """Return the columns of all blocks."""
        return tuple(column for block in self.blocks for column in block.columns)


def plans(workbook: Workbook, sheet: str | None = None) -> tuple[RosterPlan, ...]:
    """Find every roster of a workbook, the best first; `sheet` asks for one sheet by name.

    Raises UnreadableFile `intake.error.no_roster` where there is none, `sheet_missing` where
    there is no such sheet, and whatever reading the sheets raises.
    """
    wanted = [s for s in workbook.sheets if sheet is None or s.name == sheet]
    if not wanted:
        raise errors.UnreadableFile("intake.error.sheet_missing", name=workbook.name, sheet=sheet)
    found = [plan for plan in map(_plan, wanted) if plan is not None]
    if not found:
        raise errors.UnreadableFile("intake.error.no_roster", name=workbook.name)
    found.sort(key=lambda plan: (plan.sheet.hidden, -plan.score, plan.sheet.index))
    best = found[0]
    return tuple(
        replace(plan, chosen=sheet is not None or plan is best or _belongs(plan, best))
        for plan in found
    )


def layout_key(plan: RosterPlan) -> str:
    """Return a signature of the columns, by which a corrected mapping is remembered.

    The same headers in the same order give the same key, wherever they stand in the sheet.
    """
    parts = [
        f"{block.number}:{sheet_words.plain(column.group)}/{sheet_words.plain(column.header)}"
        for block in plan.blocks
        for column in block.columns
        if column.why != "remarks"
    ]
    if not plan.header_rows:
        parts = [f"{column.index}:{column.field}" for column in plan.columns]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _belongs(plan: RosterPlan, best: RosterPlan) -> bool:
    """Say whether a further sheet is taken unasked: visible, and with people of the same kind."""
    if plan.sheet.hidden:
        return False
    mine, its = ({c.field for c in p.columns if c.field} for p in (plan, best))
    return headers.DOC_NO in mine or len(mine & its) / len(mine | its) >= _SAME_LAYOUT


def _plan(sheet: Sheet) -> RosterPlan | None:
    """Plan one sheet, or return None where it is no roster."""
    sample = list(itertools.islice(sheet.rows(), _SAMPLE_ROWS))
    header = headers.find(sample, sheet.spans())
    if header is None:
        return _without_header(sheet, sample)
    body = sample[header.last + 1 :]
    blocks = tuple(by_values(block, body) for block in _blocks(header.columns))
    fields = [column.field for block in blocks for column in block.columns]
    if not headers.is_roster(fields):
        return None
    numbers = tuple(row.number for row in sample[header.first : header.last + 1])
    above = (row.text(c) for row in sample[: header.first] for c in row.own())
    titles = frozenset(sheet_words.plain(text) for text in above)
    score = sum(column.confidence for block in blocks for column in block.columns if column.field)
    return RosterPlan(sheet, numbers, blocks, titles, chosen=True, score=score)


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
    """Guess the columns whose header says nothing by what stands in them."""
    known = {column.field for column in block.columns}
    filled = []
    for column in block.columns:
        if column.field is None and column.why == "unknown":
            field = column_words.guess_by_values(_values(body, column.index))
            if field and field not in known and not headers.is_of_another(column.header):
                known.add(field)
                filled.append(replace(column, field=field, confidence=_BY_VALUES, why="values"))
                continue
        filled.append(column)
    return replace(block, columns=tuple(filled))


def _values(body: Sequence[Row], column: int) -> list[str]:
    """Return the first texts of a column."""
    texts = (row.text(column) for row in body)
    return list(itertools.islice((text for text in texts if text), _VALUES))


def _without_header(sheet: Sheet, sample: Sequence[Row]) -> RosterPlan | None:
    """Plan a list that begins with its first person, by the values alone."""
    width = max((len(row.values) for row in sample), default=0)
    guesses = []
    known: set[str] = set()
    for index in range(width):
        field = column_words.guess_by_values(_values(sample, index))
        if field in known:
            field = None
        if field:
            known.add(field)
        why = "values" if field else "unknown"
        guesses.append(ColumnGuess(index, "", field, _BY_VALUES if field else 0.0, why))
    if not {headers.NAME, headers.DOC_NO} <= known:
        return None
    block = Block(0, 0, width - 1, tuple(guesses))
    score = _BY_VALUES * len(known)
    return RosterPlan(sheet, (), (block,), frozenset(), chosen=True, score=score)
