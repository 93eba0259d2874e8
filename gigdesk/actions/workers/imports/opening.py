"""Opens a roster of any kind and proposes what its columns mean; nothing is taken in yet."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.workers.imports import meanings
from gigdesk.documents.excel import cells, decoding, reading
from gigdesk.documents.sheets import chain_list, roster_in
from gigdesk.domain import workers
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

ROOM = "workers"
EXTRA_FIELDS = frozenset(
    {
        *("village", "town", "region_code", "serial", "age", "phone_more", "given_name"),
        *workers.headers.CATEGORIES,
        *workers.granted.COLUMNS,
    }
)
CHOSEN = "chosen"
ASIDE_WORDS = {
    "hidden": "intake.aside.hidden",
    "unclear": "intake.aside.unclear",
    "other_list": "intake.aside.other_list",
    "repeats": "intake.aside.repeats",
    "unsaved": "intake.aside.unsaved",
    "no_people": "intake.aside.no_people",
    "empty": "intake.aside.empty",
}
"""Every reason for which a sheet is left out, with the key of its words (gap: `name`)."""
_NOT_UNREAD = frozenset({"remarks", "spread"})
_LOOKED_AT = 120
_NO_ROSTER = "intake.error.no_roster"
TELLING = ("name", "doc_no")
DOUBTFUL = "intake.error.encoding_doubt"
ENCODINGS = tuple(decoding.CHOICES)
"""The encodings that a user may choose for a text file."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column of a plan as the user sees it: its place, header and the field it goes to.

    Tables that stand side by side in a sheet are its blocks, from 0.
    """

    sheet: str
    index: int
    header: str
    field: str | None
    confidence: float
    why: str
    block: int = 0

    @property
    def letters(self) -> str:
        """Return its place as workbooks name it: A, Z, AA."""
        return cells.column_letters(self.index)


@dataclass(frozen=True, slots=True)
class Aside:
    """A sheet that is left out: its name, why (one of ASIDE_WORDS), and if it could be taken."""

    name: str
    why: str
    offered: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened and planned, before its rows are read.

    `columns` are the proposed or remembered choices; `remembered` says that somebody corrected
    them for this layout before. `left_out` names the sheets that are not taken: those without a
    list of people, and those only taken on demand (`offered`); `aside` says of each why. A pasted
    chain list has no plans but `chain`. `encoding` is that of a text file, one of ENCODINGS;
    `doubtful` says that the user must choose it before anybody is read. `words` is what somebody
    has said that words mean which no list has.
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
    left_out: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()
    encoding: str = ""
    doubtful: bool = False
    words: dict[meanings.Key, str] = field(default_factory=dict, hash=False)
    path: Path | None = None

    @property
    def unclear(self) -> tuple[str, ...]:
        """Return the sheets of which nobody has said yet which column is whose.

        Their rows cannot be read before a column is chosen for the name or the document number.
        """
        told = {column.sheet for column in self.columns if column.why == CHOSEN}
        return tuple(
            plan.sheet.name for plan in self.taken if plan.unclear and plan.sheet.name not in told
        )

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the names of the sheets that are taken."""
        return tuple(plan.sheet.name for plan in self.taken)

    @property
    def taken(self) -> tuple[roster_in.RosterPlan, ...]:
        """Return the plans of the sheets that are taken."""
        return tuple(plan for plan in self.plans if plan.chosen)

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the names of all sheets with a list of people, those taken first."""
        return (*self.sheets, *(plan.sheet.name for plan in self.plans if not plan.chosen))

    @property
    def header_row(self) -> int:
        """Return the number of the header's last row in the first sheet; 0 where it has none."""
        rows = self.taken[0].header_rows if self.taken else ()
        return rows[-1] if rows else 0

    @property
    def leading(self) -> tuple[str, ...]:
        """Return one sheet per layout: columns corrected there hold for all sheets like it."""
        found: dict[str, str] = {}
        for plan in self.taken:
            found.setdefault(roster_in.layout_key(plan), plan.sheet.name)
        return tuple(found.values())


def open_file(
    desk: Desk,
    path: Path,
    *,
    sheet: str | None = None,
    as_table: bool = False,
    encoding: str | None = None,
) -> Opened:
    """Open a roster of any kind and propose what its columns mean.

    A text file that is no clear table may hold the numbered list of a chat group; `as_table` says
    that its columns are told by hand. Raises errors.UnreadableFile, with one sentence, for what
    cannot be taken in, and for a workbook without a list of people.
    """
    book, told = roster_in.taken_out(reading.read(path, encoding=encoding))
    content = book.content()
    try:
        opened = planned(desk, book, content, sheet, told)
    except errors.UnreadableFile:
        chain = () if as_table else _chain(desk, book, content, untold=True)
        if book.doubtful:
            raise errors.UnreadableFile(DOUBTFUL, name=book.name) from None
        if not chain:
            raise
        return Opened(book.name, book.sha256, content, chain=chain, path=book.path)
    return opened if as_table else or_chain(desk, opened, book)


def or_chain(desk: Desk, opened: Opened, book: reading.Workbook) -> Opened:
    """Return the chat list instead of a table of which nobody has ever said what it holds.

    A header says it, or what was corrected before. Columns told by their values alone may come
    from the one line of a chat that happens to be cut by commas, and a header from the sentence
    above it that asks for name, number and telephone: most lines of a table are cut.
    """
    told = opened.header_row and not opened.unclear
    if opened.remembered or (told and chain_list.is_cut(_text(book, opened.content))):
        return opened
    chain = _chain(desk, book, opened.content)
    return replace(opened, plans=(), columns=(), layout_key="", chain=chain) if chain else opened


def _chain(
    desk: Desk, book: reading.Workbook, content: bytes | None, *, untold: bool = False
) -> tuple[chain_list.ChainRow, ...]:
    """Return the lines of a text that is a chat list; one `untold`, as the same text pasted."""
    text = _text(book, content)
    is_chain = chain_list.is_chain(text) or (untold and chain_list.holds_people(text))
    return chain_list.read(text, village_names(desk)) if is_chain else ()


def _text(book: reading.Workbook, content: bytes | None) -> str:
    """Return the text of a text file, or nothing."""
    if book.kind is not reading.FileKind.TEXT or content is None:
        return ""
    return content.decode(book.encoding, errors="replace").lstrip("\ufeff")


def village_names(desk: Desk) -> list[str]:
    """Return the names of the villages of the desk, which people write before their own."""
    places = office_rows.places.list_divisions(desk.store)
    return [str(one["name"]) for one in places if one["level"] == "village"]


def open_by_hand(
    desk: Desk,
    source: Path | str,
    name: str,
    *,
    sheet: str | None = None,
    header_row: int | None,
    encoding: str | None = None,
) -> Opened:
    """Open what is not known as a roster: every column stands there to be chosen.

    `source` is a file or pasted text, `header_row` the row with the headers (0: none, None: guess
    it). Raises errors.UnreadableFile for what cannot be read, and where no sheet holds anything.
    """
    if isinstance(source, str):
        book = reading.read_pasted(source, name)
        content: bytes | None = source.encode("utf-8", "surrogatepass")
    else:
        book, _ = roster_in.taken_out(reading.read(source, encoding=encoding))
        content = book.content()
    plans = _by_hand(book, header_row)
    if not plans:
        raise errors.UnreadableFile("intake.error.empty", name=book.name)
    wanted = sheet or plans[0].sheet.name
    plans = tuple(replace(plan, chosen=plan.sheet.name == wanted) for plan in plans)
    return _opened(desk, book, content, tuple(sorted(plans, key=lambda plan: not plan.chosen)))


def _by_hand(book: reading.Workbook, header_row: int | None) -> tuple[roster_in.RosterPlan, ...]:
    """Return plans of all sheets that hold anything, the visible ones first."""
    found = [roster_in.by_hand(one, header_row) for one in book.sheets]
    plans = [plan for plan in found if plan is not None]
    return tuple(sorted(plans, key=lambda plan: plan.sheet.hidden))


def planned(
    desk: Desk,
    book: reading.Workbook,
    content: bytes | None,
    sheet: str | None,
    told: Sequence[roster_in.Told] = (),
) -> Opened:
    """Plan the sheets of a workbook and look up what was chosen for each layout before."""
    try:
        plans = roster_in.plans(book, sheet, told)
    except errors.UnreadableFile as failure:
        if failure.code != _NO_ROSTER:
            raise
        plans = _known_by_hand(desk, book)
        if not plans:
            raise
    return _opened(desk, book, content, plans)


def _known_by_hand(desk: Desk, book: reading.Workbook) -> tuple[roster_in.RosterPlan, ...]:
    """Return the sheets whose columns somebody chose by hand before."""
    return tuple(
        plan
        for plan in _by_hand(book, None)
        if any(field in TELLING for field in _remembered(desk, plan).values())
    )


def _opened(
    desk: Desk,
    book: reading.Workbook,
    content: bytes | None,
    plans: tuple[roster_in.RosterPlan, ...],
) -> Opened:
    """Put together what is known of a file; remembered columns stand before proposed ones."""
    chosen = [plan for plan in plans if plan.chosen]
    known = {plan.sheet.name: _remembered(desk, plan) for plan in chosen}
    taken = {plan.sheet.name for plan in chosen}
    return Opened(
        book.name,
        book.sha256,
        content,
        plans=plans,
        columns=tuple(
            column for plan in chosen for column in _columns(plan, known[plan.sheet.name])
        ),
        layout_key=roster_in.layout_key(chosen[0]),
        remembered=any(known.values()),
        epoch_1904=book.epoch_1904,
        left_out=tuple(one.name for one in book.sheets if one.name not in taken),
        aside=tuple(_aside(one, plans) for one in book.sheets if one.name not in taken),
        encoding=decoding.called(book.encoding),
        doubtful=book.doubtful,
        words=meanings.known_words(desk),
        path=book.path,
    )


def _aside(sheet: reading.Sheet, plans: tuple[roster_in.RosterPlan, ...]) -> Aside:
    """Say why a sheet is left out."""
    plan = next((one for one in plans if one.sheet.name == sheet.name), None)
    if sheet.hidden:
        why = "hidden"
    elif plan is not None:
        why = plan.aside or ("unclear" if plan.unclear else "other_list")
    else:
        holds = any(row.own() for row in itertools.islice(sheet.rows(), _LOOKED_AT))
        why = "no_people" if holds else "empty"
    return Aside(sheet.name, why, offered=plan is not None)


def is_unread(field: str | None, why: str = "") -> bool:
    """Say whether what stands in a column is kept of nobody.

    Some columns only help to find the place or the person; what the registry has no field for is
    not kept either.
    """
    if why in _NOT_UNREAD:
        return False
    return field is None or (field not in workers.worker.BY_NAME and field not in EXTRA_FIELDS)


def _remembered(desk: Desk, plan: roster_in.RosterPlan) -> dict[int, str | None]:
    """Return the columns somebody chose for this layout, or nothing."""
    known = rows.intakes.get_columns(desk.store, ROOM, roster_in.source_key(plan))
    if known is None:
        return {}
    columns: dict[str, str | None] = json.loads(known["columns"])
    headings = roster_in.headings(plan).items()
    return {index: columns[heading] for index, heading in headings if heading in columns}


def _columns(plan: roster_in.RosterPlan, corrected: Mapping[int, str | None]) -> list[ColumnChoice]:
    return [
        ColumnChoice(
            plan.sheet.name,
            guess.index,
            f"{guess.group} {guess.header}".strip(),
            corrected.get(guess.index, guess.field),
            1.0 if guess.index in corrected else guess.confidence,
            CHOSEN if guess.index in corrected else guess.why,
            block.number,
        )
        for block in plan.blocks
        for guess in block.columns
    ]


def where(sheet: str, row: int, *, sheets: int) -> str:
    """Return the place of a row as people name it: its number, in a file of several sheets both."""
    return f"{sheet} {row}" if sheet and sheets > 1 else str(row)


def check_mapping(mapping: Mapping[int, str | None]) -> None:
    """Raise errors.Invalid where a column is sent to a field that does not exist."""
    known = {*workers.worker.BY_NAME, *workers.columns.EXTRAS}
    for index, name in mapping.items():
        if name is not None and name not in known:
            at = {"column": cells.column_letters(index), "number": index}
            raise errors.Invalid("intake.error.no_such_field", "columns", name=name, **at)


def remember_columns(
    desk: Desk, *, opened: Opened, mapping: Mapping[int, str | None], sheet: str | None = None
) -> None:
    """Remember corrected columns for every file of this layout, that of `sheet` or the first."""
    check_mapping(mapping)
    plan = next((one for one in opened.taken if one.sheet.name == sheet), opened.taken[0])
    key = roster_in.source_key(plan)
    chosen = {
        heading: mapping[index]
        for index, heading in roster_in.headings(plan).items()
        if index in mapping
    }
    columns = json.dumps(chosen, ensure_ascii=False)
    known = rows.intakes.get_columns(desk.store, ROOM, key)
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
                    "layout_key": key,
                    "columns": columns,
                },
            )
