"""Opens a roster of any kind, proposes what its columns mean, and reads all its rows once.

Everything that was read is kept packed in memory, so that looking first and taking in afterwards
see the very same rows and the file is read only once.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import chain_list, roster_in
from gigdesk.domain import workers
from gigdesk.domain.workers import rows as row_rules
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from gigdesk.actions.desk import Desk

ROOM = "workers"
LARGEST_KEPT_BYTES = 20 * 1024 * 1024
_TELL_EVERY = 200


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column of a plan as the user sees it: its place, header and the field it goes to."""

    sheet: str
    index: int
    header: str
    field: str | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened and planned, before its rows are read.

    `columns` are the proposed or remembered choices; `remembered` says that somebody corrected
    them for this layout before. A pasted chain list has no plans but `chain`.
    """

    name: str
    sha256: str
    content: bytes | None
    plans: tuple[roster_in.RosterPlan, ...] = ()
    chain: tuple[chain_list.ChainRow, ...] = ()
    columns: tuple[ColumnChoice, ...] = ()
    layout_key: str = ""
    remembered: bool = False
    epoch_1904: bool = False

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the names of the sheets that are taken."""
        return tuple(plan.sheet.name for plan in self.plans if plan.chosen)


@dataclass(slots=True)
class Reading:
    """All rows of a file, read and packed; nothing of the registry is known yet.

    `packed` holds one entry per person row, `skipped` counts the rows that are no people by
    reason, `by_number` the entries of each document number that stands in the file.
    """

    opened: Opened
    mapping: dict[int, str | None]
    packed: list[bytes] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    by_number: dict[str, list[int]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return how many person rows the file has."""
        return len(self.packed)

    def keep(self, entry: Entry) -> None:
        """Pack one row."""
        number = entry.reading.doc_no
        if number is not None:
            self.by_number.setdefault(number, []).append(len(self.packed))
        self.packed.append(pickle.dumps(entry, protocol=pickle.HIGHEST_PROTOCOL))

    def entry(self, at: int) -> Entry:
        """Return one row as it was read."""
        found: Entry = pickle.loads(self.packed[at])  # noqa: S301 -- packed a moment ago by ourselves
        return found

    def skip(self, reason: str) -> None:
        """Count a row that is no person."""
        self.skipped[reason] = self.skipped.get(reason, 0) + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One person row: where it stands, its cells as (column, kind, text), what was read."""

    sheet: str
    block: int
    hidden: bool
    section: str
    cells: list[tuple[int, str, str]]
    reading: row_rules.RowReading


def open_file(desk: Desk, path: Path, *, sheet: str | None = None) -> Opened:
    """Open a roster of any kind and propose what its columns mean.

    Raises errors.UnreadableFile, with one sentence, for what cannot be taken in, and for a
    workbook without a list of people.
    """
    book = reading.read(path)
    content = path.read_bytes() if path.stat().st_size <= LARGEST_KEPT_BYTES else None
    return _planned(desk, book, content, sheet)


def open_pasted(desk: Desk, text: str, name: str) -> Opened:
    """Open what was pasted: a block of cells, or the numbered list of a chat group."""
    content = text.encode("utf-8", "surrogatepass")
    book = reading.read_pasted(text, name)
    try:
        return _planned(desk, book, content, None)
    except errors.UnreadableFile:
        chain = chain_list.read(text)
    return Opened(name, book.sha256, content, chain=chain)


def _planned(
    desk: Desk, book: reading.Workbook, content: bytes | None, sheet: str | None
) -> Opened:
    """Plan the sheets of a workbook and look up what was chosen for this layout before."""
    plans = roster_in.plans(book, sheet)
    chosen = [plan for plan in plans if plan.chosen]
    key = roster_in.layout_key(chosen[0])
    known = rows.intakes.get_columns(desk.store, ROOM, key)
    corrected = _numbered(json.loads(known["columns"])) if known else {}
    columns = tuple(
        ColumnChoice(
            plan.sheet.name,
            guess.index,
            f"{guess.group} {guess.header}".strip(),
            corrected.get(guess.index, guess.field) if plan is chosen[0] else guess.field,
            guess.confidence,
            guess.why,
        )
        for plan in chosen
        for guess in plan.columns
    )
    return Opened(
        book.name,
        book.sha256,
        content,
        plans=plans,
        columns=columns,
        layout_key=key,
        remembered=bool(known),
        epoch_1904=book.epoch_1904,
    )


def _numbered(columns: Mapping[str, str | None]) -> dict[int, str | None]:
    return {int(index): name for index, name in columns.items()}


def check_mapping(mapping: Mapping[int, str | None]) -> None:
    """Raise errors.Invalid where a column is sent to a field that does not exist."""
    known = set(workers.worker.BY_NAME) | EXTRA_FIELDS
    for index, name in mapping.items():
        if name is not None and name not in known:
            raise errors.Invalid("intake.error.no_such_field", "columns", name=name, column=index)


EXTRA_FIELDS = frozenset({"village", "town", "serial", "age"})


def read(
    opened: Opened,
    *,
    today: datetime.date,
    mapping: Mapping[int, str | None] | None = None,
    units_fen: Mapping[str, int] | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read every row of the chosen sheets.

    `mapping` puts fields chosen by hand over the proposed ones (column from 0); `units_fen` says
    what the figures of an amount count where the header does not. Raises errors.UnreadableFile,
    and errors.Refused where the user cancelled.
    """
    choices = {c.index: c.field for c in opened.columns} if opened.remembered else {}
    choices.update(mapping or {})
    check_mapping(choices)
    found = Reading(opened, dict(choices))
    if opened.chain:
        _read_chain(opened, found, today)
        return found
    watch = _Watch(progress, cancelled)
    for plan in opened.plans:
        if plan.chosen:
            facts = row_rules.Sheet(today, {**_units(plan), **(units_fen or {})}, opened.epoch_1904)
            _read_plan(plan, found, facts, watch)
    return found


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
    """Read one sheet; the choices made by hand hold for the first sheet only."""
    first = plan is next(one for one in found.opened.plans if one.chosen)
    for count, row in enumerate(roster_in.rows(plan, found.mapping if first else None)):
        if count % _TELL_EVERY == 0:
            watch.tell(found.rows)
        if row.skip_reason is not None:
            found.skip(row.skip_reason)
            continue
        cells = row.cells
        found.keep(
            Entry(
                row.sheet,
                row.block,
                row.hidden,
                row.section,
                _packed_cells(row),
                row_rules.read(row.row_number, cells, facts),
            )
        )


def _packed_cells(row: roster_in.ReadRow) -> list[tuple[int, str, str]]:
    """Return the filled cells of a row as (column, kind, text)."""
    found = zip(row.columns, row.original(), strict=True)
    return [(at, cell.kind, cell.text) for at, cell in found if cell.kind != "empty"]


def _units(plan: roster_in.RosterPlan) -> dict[str, int]:
    """Return what the figures of each amount count, where the header or its group says so."""
    found: dict[str, int] = {}
    for column in plan.columns:
        unit = workers.columns.unit_fen(f"{column.group} {column.header}")
        if column.field and unit is not None:
            found[column.field] = unit
    return found


def _read_chain(opened: Opened, found: Reading, today: datetime.date) -> None:
    """Read the people of a chat list as rows."""
    facts = row_rules.Sheet(today)
    for line in opened.chain:
        if line.skip_reason is not None:
            found.skip(line.skip_reason)
            continue
        given: Iterable[tuple[str, str]] = (
            ("name", line.name),
            ("phone", line.phone),
            ("doc_no", line.doc_no),
            ("sex", line.sex),
            ("notes", line.note),
        )
        cells: dict[str, Any] = {name: row_rules.TypedCell(text) for name, text in given if text}
        entry = row_rules.read(line.line_number, cells, facts)
        found.keep(Entry("", line.part, False, "", [(0, "text", line.text)], entry))  # noqa: FBT003 -- no line is hidden


def remember_columns(desk: Desk, opened: Opened, mapping: Mapping[int, str | None]) -> None:
    """Remember corrected columns for every file of this layout."""
    check_mapping(mapping)
    columns = json.dumps({str(index): name for index, name in sorted(mapping.items())})
    known = rows.intakes.get_columns(desk.store, ROOM, opened.layout_key)
    with desk.doing("workers.remember_columns") as act:
        act.about = {"file": opened.name}
        if known:
            desk.store.change("column_map", known["id"], {"columns": columns})
        else:
            desk.store.add(
                "column_map",
                {
                    "id": desk.new_id(),
                    "station_id": desk.station.id,
                    "room": ROOM,
                    "layout_key": opened.layout_key,
                    "columns": columns,
                },
            )
