"""Reads all rows of an opened roster once and keeps them packed.

Looking first and taking in afterwards then see the very same rows, and the file is read only once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers.imports import amounts, chains, heading, meanings, packing, turning
from gigdesk.actions.workers.imports.givers import Givers
from gigdesk.actions.workers.imports.opening import CHOSEN, DOUBTFUL, TELLING, check_mapping, where
from gigdesk.actions.workers.imports.packing import Entry
from gigdesk.actions.workers.imports.spellings import Spellings
from gigdesk.documents.excel import reading as files
from gigdesk.documents.excel.cells import column_letters
from gigdesk.documents.sheets import roster_in
from gigdesk.domain import workers
from gigdesk.domain.workers import dittos, findings
from gigdesk.domain.workers import rows as row_rules

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.workers.imports.opening import ColumnChoice, Opened

Mapped = dict[int, str | None]
_TELL_EVERY = 200
_TITLE, _NOTE, _SAMPLE, _WITHDRAWN = "title", "note", "sample", "withdrawn"


@dataclass(slots=True)
class Reading:
    """All rows of a file, read and packed; nothing of the registry is known yet.

    `packed` holds one entry per person row, `skipped` counts the rows that are no people by reason,
    `samples` names the sheet and row of those skipped as a template's example, `staying` those of
    people who say that they do not come, `by_number` the entries of each document number that
    stands in the file, `by_paper` those of each number of a certificate, `givers` the people of
    each telephone that several of them give, `spellings` how it writes places. `mapping` holds the
    columns chosen by hand for the first sheet, `mappings` those of every sheet; `further` are
    columns under which rows go back beside those of the first headers; `units_fen` says by sheet
    what each amount's figures count; `only_turned` are the columns by sheet without a word but
    below a further header, `stands_at` where those stand in the file that only a further header
    has; `words` is what words mean that no list has, `heard` those that were met.
    """

    opened: Opened
    mapping: Mapped
    mappings: dict[str, Mapped] = field(default_factory=dict)
    packed: list[bytes] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    samples: list[tuple[str, int]] = field(default_factory=list)
    staying: list[tuple[str, int]] = field(default_factory=list)
    by_number: dict[str, list[int]] = field(default_factory=dict)
    by_paper: dict[str, list[int]] = field(default_factory=dict)
    givers: Givers = field(default_factory=Givers)
    spellings: Spellings = field(default_factory=Spellings)
    further: list[ColumnChoice] = field(default_factory=list)
    units_fen: dict[str, dict[str, int]] = field(default_factory=dict)
    only_turned: set[tuple[str, int]] = field(default_factory=set)
    stands_at: dict[tuple[str, int], int] = field(default_factory=dict)
    words: dict[meanings.Key, str] = field(default_factory=dict)
    heard: meanings.Heard = field(default_factory=meanings.Heard)

    @property
    def meanings(self) -> list[meanings.Meaning]:
        """Return the words for which a code may be chosen, or was."""
        return self.heard.meanings(self.opened.words)

    @property
    def columns(self) -> tuple[ColumnChoice, ...]:
        """Return every column that the cells of a row may stand under."""
        return (*self.opened.columns, *self.further)

    @property
    def rows(self) -> int:
        """Return how many person rows the file has."""
        return len(self.packed)

    @property
    def sample_places(self) -> tuple[str, ...]:
        """Return where the rows skipped as examples stand, as people name places."""
        sheets = len(self.opened.sheets)
        return tuple(where(sheet, row, sheets=sheets) for sheet, row in self.samples)

    @property
    def staying_places(self) -> tuple[str, ...]:
        """Return where those stand who are skipped since they do not come."""
        sheets = len(self.opened.sheets)
        return tuple(where(sheet, row, sheets=sheets) for sheet, row in self.staying)

    def keep(self, entry: Entry) -> None:
        """Pack one row."""
        number = entry.reading.doc_no
        if number is not None:
            self.by_number.setdefault(number, []).append(len(self.packed))
        paper = entry.reading.certificate.number
        if paper:
            self.by_paper.setdefault(paper, []).append(len(self.packed))
        self.givers.hear(entry.reading)
        self.spellings.hear(entry.reading)
        self.packed.append(packing.pack(entry))

    def entry(self, at: int) -> Entry:
        """Return one row as it was read."""
        return packing.unpack(self.packed[at])

    def skip(self, reason: str, sheet: str, row: int) -> None:
        """Count a row that is no person, and remember one that might be taken for somebody."""
        self.skipped[reason] = self.skipped.get(reason, 0) + 1
        if reason == _SAMPLE:
            self.samples.append((sheet, row))
        elif reason == _WITHDRAWN:
            self.staying.append((sheet, row))

    def field_of(self, column: ColumnChoice) -> str | None:
        """Return the field a column was read as."""
        return self.mappings.get(column.sheet, {}).get(column.index, column.field)

    def lettered(self, column: ColumnChoice) -> str:
        """Return a column of the file as workbooks name it: A, Z, AA."""
        at = self.stands_at.get((column.sheet, column.index), column.index)
        return column_letters(at)

    def kept_columns(self) -> list[dict[str, Any]]:
        """Return every column as it was read, for sending rows back under it."""
        return [
            {
                "sheet": one.sheet,
                "index": one.index,
                "header": one.header,
                "field": (name := self.field_of(one)),
                "block": one.block,
                "unit_fen": self.units_fen.get(one.sheet, {}).get(name or ""),
            }
            for one in self.columns
        ]


def mappings_of(
    opened: Opened,
    mapping: Mapping[int, str | None] | None = None,
    by_sheet: Mapping[str, Mapping[int, str | None]] | None = None,
) -> dict[str, Mapped]:
    """Return the columns chosen for each sheet, remembered ones included.

    `mapping` is for the first sheet; what is chosen for a sheet holds for all of its layout.
    Raises errors.Invalid for a field that does not exist.
    """
    found: dict[str, Mapped] = {}
    wanted = {name: dict(chosen) for name, chosen in (by_sheet or {}).items()}
    if mapping and opened.taken:
        first = opened.taken[0].sheet.name
        wanted[first] = {**wanted.get(first, {}), **mapping}
    like: dict[str, dict[str, str | None]] = {}
    for plan in opened.taken:
        chosen = wanted.get(plan.sheet.name)
        if chosen:
            there = like.setdefault(roster_in.layout_key(plan), {})
            headings = roster_in.headings(plan).items()
            there.update({heading: chosen[at] for at, heading in headings if at in chosen})
    for plan in opened.taken:
        name = plan.sheet.name
        own = [column for column in opened.columns if column.sheet == name]
        kept = any(column.why == CHOSEN for column in own)
        before = {column.index: column.field for column in own} if kept else {}
        alike = like.get(roster_in.layout_key(plan), {})
        headings = roster_in.headings(plan).items()
        given = {at: alike[heading] for at, heading in headings if heading in alike}
        corrected = {**given, **wanted.get(name, {})}
        found[name] = {**before, **_once(corrected, own), **corrected}
        check_mapping(found[name])
    return found


def _once(corrected: Mapped, columns: Sequence[ColumnChoice]) -> Mapped:
    """Return as not read whichever columns have lost their field to one chosen by hand.

    Of several chosen for one field the last counts; the others must not pass for read.
    """
    block = {column.index: column.block for column in columns}
    last = {(block.get(at, 0), name): at for at, name in sorted(corrected.items()) if name}
    for at, name in list(corrected.items()):
        if name and last[block.get(at, 0), name] != at:
            corrected[at] = None
    return {
        column.index: None
        for column in columns
        if column.index not in corrected and (column.block, column.field) in last
    }


def read(
    opened: Opened,
    *,
    today: datetime.date,
    mapping: Mapping[int, str | None] | None = None,
    by_sheet: Mapping[str, Mapping[int, str | None]] | None = None,
    units_fen: Mapping[str, int] | None = None,
    words: Mapping[meanings.Key, str | None] | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read every row of the chosen sheets.

    `mapping` puts fields chosen by hand over the proposed ones (column from 0 of the first sheet,
    and of all sheets of its layout), `by_sheet` those of further layouts; `units_fen` says what
    the figures of an amount count where the header does not, `words` what words mean beside those
    remembered (None: nothing). Raises errors.Invalid for a code that is none,
    errors.UnreadableFile, also where a sheet is `unclear` and no column was chosen for its names or
    numbers (`intake.error.unclear`), and where the file was saved again since it was opened
    (`intake.error.file_changed`), and errors.Refused where the user cancelled.
    """
    chosen = mappings_of(opened, mapping, by_sheet)
    _check_clear(opened, chosen)
    first = chosen[opened.taken[0].sheet.name] if opened.taken else {}
    found = Reading(opened, first, chosen)
    found.words = meanings.chosen_words(opened.words, words or {})
    if opened.chain:
        chains.read(opened.chain, found, today)
    watch = _Watch(progress, cancelled)
    for plan in opened.taken:
        units = {**(units_fen or {}), **amounts.units(plan, chosen[plan.sheet.name])}
        found.units_fen[plan.sheet.name] = units
        facts = row_rules.Sheet(today, units, opened.epoch_1904, found.words)
        _read_plan(plan, found, facts, watch)
    files.require_same(opened.path, opened.sha256)
    found.givers.forget_single()
    return found


def _check_clear(opened: Opened, chosen: Mapping[str, Mapped]) -> None:
    """Raise errors.UnreadableFile where the encoding, or whose a column is, must be said first."""
    if opened.doubtful:
        raise errors.UnreadableFile(DOUBTFUL, name=opened.name)
    for plan in opened.taken:
        told = chosen[plan.sheet.name].values()
        if plan.unclear and not any(field in TELLING for field in told):
            headers = (column.header or str(column.index + 1) for column in plan.columns)
            raise errors.UnreadableFile(
                "intake.error.unclear", name=opened.name, columns=" | ".join(headers)
            )


@dataclass(frozen=True, slots=True)
class _Watch:
    """Who hears how far the reading is and may end it."""

    progress: Callable[[int], None] | None
    cancelled: Callable[[], bool] | None

    def tell(self, rows: int) -> None:
        """Tell the count; raises errors.Refused where the user cancelled."""
        if self.cancelled is not None and self.cancelled():
            raise errors.Refused("intake.error.cancelled")
        if self.progress is not None:
            self.progress(rows)


def _read_plan(
    plan: roster_in.RosterPlan, found: Reading, facts: row_rules.Sheet, watch: _Watch
) -> None:
    """Read one sheet."""
    mapping = found.mappings[plan.sheet.name]
    doubted: dict[int, str] = {}
    above: dict[int, Mapping[str, row_rules.Cell]] = {}
    turned, headed = turning.Turned(plan), heading.Headed(plan, facts)
    bare = {one.index for one in plan.columns if not one.header}
    went_back = plan.reference is not None
    for count, row in enumerate(roster_in.rows(plan, mapping)):
        if count % _TELL_EVERY == 0:
            watch.tell(found.rows)
        if _may_be_title(row):
            doubted[row.block] = row.row.text(row.row.own()[0])
        if row.skip_reason is not None:
            if row.skip_reason in (_TITLE, _NOTE):
                headed.hear(row)
            if row.skip_reason == _TITLE:
                doubted.pop(row.block, None)
                above.pop(row.block, None)
            found.skip(row.skip_reason, row.sheet, row.row_number)
            continue
        # Rows that went back stand below strangers: no mark means the cell above it there.
        before = {} if went_back else above.get(row.block, {})
        cells, remarks = dittos.resolved(row.cells, before, merged=bool(row.row.filled))
        above[row.block] = cells
        if row.struck:
            remarks = (*remarks, findings.warning(row_rules.STRUCK))
        kept = _packed_cells(row)
        if remarks:
            kept = _with_taken(kept, row, cells)
        if bare and not row.turned:
            bare.difference_update(at for at, _, _ in kept)
        found.keep(
            Entry(
                row.sheet,
                row.block,
                row.hidden,
                doubted.get(row.block, row.section),
                turned.placed(row.turned, kept) if row.turned else kept,
                found.heard.row(
                    row_rules.read(row.row_number, cells, headed.over(row), remarks), found.words
                ),
                packing.DOUBTED if row.block in doubted else row.over.source,
                row.over.against,
            )
        )
    found.further += turned.further
    found.stands_at |= {(plan.sheet.name, one): at for one, at in turned.stands_at.items()}
    if turned.met:
        found.only_turned |= {(plan.sheet.name, at) for at in bare}


def _with_taken(
    kept: list[tuple[int, str, str]], row: roster_in.ReadRow, cells: Mapping[str, row_rules.Cell]
) -> list[tuple[int, str, str]]:
    """Return the cells of a row with what its marks for the row above stand for."""
    taken = {row.layout[name]: cell for name, cell in cells.items() if name in row.layout}
    return [
        (at, taken[at].kind, taken[at].text) if at in taken else (at, kind, text)
        for at, kind, text in kept
    ]


def _may_be_title(row: roster_in.ReadRow) -> bool:
    """Say whether a row may begin another village without having been known as a title.

    Who stands below it is then left without a village rather than with the one before.
    """
    own = row.row.own() if row.skip_reason in (None, _NOTE) else ()
    return len(own) == 1 and workers.titles.may_be_unknown_village(row.row.text(own[0]))


def _packed_cells(row: roster_in.ReadRow) -> list[tuple[int, str, str]]:
    """Return the filled cells of a row as (column, kind, text)."""
    whole = row.row
    if whole.codes or whole.filled:
        found = zip(row.columns, row.original(), strict=True)
        return [(at, cell.kind, cell.text) for at, cell in found if cell.kind != "empty"]
    kept = []
    for at in row.columns:
        value = whole.values[at] if at < len(whole.values) else ""
        if type(value) is str:
            # The plain case is written out: an import passes here millions of times.
            if value:
                kept.append((at, "text", value))
            continue
        cell = whole.cell(at)
        kept.append((at, cell.kind, cell.text))
    return kept
