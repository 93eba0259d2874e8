"""The rows of a roster one by one: people with their cells by field, and the rest with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk.documents.excel.rows import EMPTY, Cell
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import grouped, headers, kinds, sections, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.roster_in.plan import Block, RosterPlan


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of one block of a sheet.

    `skip_reason` is None for a person, else one of `SKIP_WORDS`. `over` is the place
    over the person, for lists that name the village once over its people or in their title.
    `layout` gives the column of each field, `turned` the columns of the last header above where
    their order is another than the first one's.
    """

    sheet: str
    row_number: int
    block: int
    skip_reason: str | None
    over: sections.Over
    row: Row
    columns: range
    layout: Mapping[str, int]
    turned: tuple[headers.ColumnGuess, ...] = ()

    @property
    def section(self) -> str:
        """Return the place over the person, or nothing."""
        return self.over.text

    @property
    def hidden(self) -> bool:
        """Say whether the row was hidden by hand or by a filter."""
        return self.row.hidden

    @property
    def struck(self) -> bool:
        """Say whether somebody struck the name or the number of the row through."""
        crossed = self.row.struck
        return bool(crossed) and any(
            self.layout.get(field) in crossed for field in (headers.NAME, headers.DOC_NO)
        )

    def cell(self, field: str) -> Cell:
        """Return the cell of a field; empty where the list has no such column."""
        column = self.layout.get(field)
        return EMPTY if column is None else self.row.cell(column)

    @property
    def cells(self) -> dict[str, Cell]:
        """Return the cells that hold something, by field, with the kind they had in the file.

        Of a name in two columns the second is there when empty as well: half of it is missing.
        """
        found = self.row.cells(self.layout)
        if headers.REST_OF_NAME in self.layout and headers.NAME in found:
            found.setdefault(headers.REST_OF_NAME, EMPTY)
        number = found.get(headers.DOC_NO)
        if number is not None and len(number.text) == 1:
            found[headers.DOC_NO] = spread.joined(self.row, self.layout)
        return found

    def original(self) -> list[Cell]:
        """Return every cell of the row's block as it stood, for sending the row back."""
        return [self.row.cell(column) for column in self.columns]


def rows(
    plan: RosterPlan,
    mapping: Mapping[int, str | None] | None = None,
) -> Iterator[ReadRow]:
    """Yield every row of the sheet, each block of it once, as a person or with a reason.

    `mapping` puts fields chosen by hand over the guessed ones: column from 0, and its field or
    None for a column that shall not be read. Raises whatever reading the sheet raises.
    """
    readers = [kinds.Reader(plan, block, _layout(block, mapping)) for block in plan.blocks]
    sheet = plan.sheet.name
    above = [sections.begun(sheet) for _ in plan.blocks]
    if len(readers) == 1:
        reader = readers[0]
        in_groups, last = grouped.column(plan, reader), ""
        for row in plan.sheet.rows():
            reason = None if reader.looks_like_person(row) else reader.kind(row, row.own())
            if reason == kinds.TITLE or row.number < plan.header_end:
                _hear(above[0], plan, row, row.own())
            elif reason == kinds.HEADER:
                _turn(reader, row, plan, mapping)
            columns, layout, turned = range(len(row.values)), reader.layout, reader.turned
            over = above[0].over
            if in_groups is not None and reason is None:
                own = grouped.place(row, in_groups, reader)
                last = own or last
                over = over if own else sections.Over(last, grouped.ABOVE)
            yield ReadRow(sheet, row.number, 0, reason, over, row, columns, layout, turned)
        return
    for row in plan.sheet.rows():
        yield from _side_by_side(plan, readers, row, above)


def _side_by_side(
    plan: RosterPlan,
    readers: list[kinds.Reader],
    row: Row,
    above: list[sections.Above],
) -> Iterator[ReadRow]:
    """Yield the parts of a row of several tables; what belongs to none is told once."""
    own = row.own()
    found = []
    for reader in readers:
        columns = _columns(reader.block, readers, row)
        inside = [column for column in own if column in columns]
        if inside:
            reason = reader.kind(row, inside)
            if reason == kinds.TITLE or row.number < plan.header_end:
                _hear_beside(above, reader.block.number, plan, row, inside)
            found.append((reader, columns, reason))
    if any(reason == kinds.SIGNATURE for _, _, reason in found):
        # Whoever signs, signs below all tables: what stands beside it is nobody else.
        found = [
            (reader, columns, reason or _beside_signature(reader, row, columns))
            for reader, columns, reason in found
        ]
    if not found:
        reason = kinds.NOTE if own else kinds.BLANK
        found = [(readers[0], range(len(row.values)), reason)]
    elif all(reason is not None for _, _, reason in found):
        reader, _, reason = found[0]
        found = [(reader, range(len(row.values)), reason)]
    for reader, columns, reason in found:
        number = reader.block.number
        yield ReadRow(
            plan.sheet.name,
            row.number,
            number,
            reason,
            above[number].over,
            row,
            columns,
            reader.layout,
        )


def _beside_signature(reader: kinds.Reader, row: Row, columns: range) -> str | None:
    """Return SIGNATURE for what can be no person: without a number, and with no name or a day."""
    texts = [row.text(at) for at in columns]
    at = reader.layout.get(headers.NAME)
    name = row.text(at) if at is not None else ""
    no_name = not name or any(map(str.isdigit, name))
    return kinds.SIGNATURE if no_name and not kinds.may_be_person(texts) else None


def _columns(block: Block, readers: list[kinds.Reader], row: Row) -> range:
    """Return the columns of a block; the last one takes all that stands to its right."""
    is_last = block.number == len(readers) - 1
    return range(block.first, max(len(row.values), block.last + 1) if is_last else block.last + 1)


def _layout(block: Block, mapping: Mapping[int, str | None] | None) -> dict[str, int]:
    """Return the column of each field, the fields chosen by hand before the guessed ones."""
    chosen = mapping or {}
    layout = {
        field: column
        for column, field in chosen.items()
        if field and block.first <= column <= max(block.last, _last_index(block))
    }
    taken = set(chosen)
    for column in block.columns:
        if column.field and column.index not in taken:
            layout.setdefault(column.field, column.index)
    return layout


def _last_index(block: Block) -> int:
    return max((column.index for column in block.columns), default=block.last)


def _turn(
    reader: kinds.Reader,
    row: Row,
    plan: RosterPlan,
    mapping: Mapping[int, str | None] | None,
) -> None:
    """Follow a further header whose columns stand in another order.

    What was chosen for a column of the first header, by hand or in a returned workbook, holds for
    the column of the same words, wherever it stands now.
    """
    if row.number <= plan.header_end:
        return
    if reader.is_first_header(row):
        reader.turn_back(_layout(reader.block, mapping))
        return
    found = headers.find([row], ())
    if found is None:
        return
    told = _told(plan, reader.block, mapping)
    columns = tuple(_as_told(guess, told) for guess in found.columns)
    fresh = {guess.field: guess.index for guess in reversed(columns) if guess.field}
    if any(reader.layout.get(field) != column for field, column in fresh.items()):
        reader.turn(columns, fresh)


def _told(
    plan: RosterPlan, block: Block, mapping: Mapping[int, str | None] | None
) -> dict[str, list[str | None]]:
    """Return what somebody said of the columns of the first header, by their words."""
    chosen = mapping or {}
    found: dict[str, list[str | None]] = {}
    for column in block.columns:
        if column.index in chosen or plan.returned:
            field = chosen.get(column.index, column.field)
            found.setdefault(sheet_words.plain(column.header), []).append(field)
    return found


def _as_told(
    guess: headers.ColumnGuess, told: Mapping[str, list[str | None]]
) -> headers.ColumnGuess:
    """Return a column of a further header with the field of the one of the same words."""
    waiting = told.get(sheet_words.plain(guess.header))
    if not waiting or guess.why == "remarks":
        return guess
    return replace(guess, field=waiting.pop(0), confidence=1.0, why="header")


def _hear(above: sections.Above, plan: RosterPlan, row: Row, own: list[int]) -> None:
    """Let a title be heard over the people below it, or a name over a part of the header."""
    if row.number < plan.header_end and kinds.is_note(row.text(own[0]) if own else ""):
        return
    texts = [row.text(column) for column in own]
    if row.number > plan.header_end:
        above.hear(texts)
    else:
        above.head(texts)


def _hear_beside(
    above: list[sections.Above], number: int, plan: RosterPlan, row: Row, inside: list[int]
) -> None:
    """Let a title over one of several tables be heard; one that stands alone is over them all.

    Below the header that is so for the first table: over the last rows of another it is its own.
    """
    alone = len(row.own()) == 1 and (row.number <= plan.header_end or number == 0)
    for one in above if alone else [above[number]]:
        _hear(one, plan, row, inside)
