"""Opens a form, checks every mark before anything is written, fills it and saves it whole."""

from __future__ import annotations

import bisect
import hashlib
import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.documents.excel import library, saving, sniffing
from gigdesk.documents.excel.filling import listing, pen, ready, tables, values
from gigdesk.documents.excel.filling import losses as lost
from gigdesk.documents.excel.filling import marks as marking
from gigdesk.documents.excel.filling.marks import Dictionary, Mark
from gigdesk.documents.excel.filling.opening import open_rows
from gigdesk.documents.excel.filling.shifting import Shift
from gigdesk.documents.excel.guarding import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_RECORDS = 20_000
_MOST_PART_BYTES = 64 * 1024 * 1024
_TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: records, SHA-256 of the file in hex, what the form lost (in words).

    `remarks` are tables of values in the form that matched nobody, in words.
    """

    rows: int
    sha256: str
    losses: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def fill_form(
    form: Path,
    out: Path,
    records: Sequence[Mapping[str, Any]],
    head: Mapping[str, Any],
    *,
    fields: Mapping[str, str],
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Filled:
    """Fill a form: the row of marks once per record, the other marks from `head`.

    Values are text, int, Decimal, date or None; a field whose name ends in `_fen` is money in
    whole fen. `head` holds every field of the head, None where nothing is known: all other
    fields belong to a record. A form whose marks for one person stand in several rows takes one
    record.

    Everything is checked before anything is written: raises UnreadableFile (the form), Invalid
    (unknown marks with their cells, a person's mark in the head or foot of a list, marks in
    several rows, no room to split), Refused
    (cancelled, too many records), and what `saving.fresh_file` raises.
    """
    book, package, read = _checked(form, head.keys(), fields, len(records))
    found, blocks = read.marks, read.blocks
    facts = {**head, **_totals(found, records), marking.COUNT: len(records)}
    if read.scattered:
        facts = {marking.SEQUENCE: 1, **records[0], **facts}
    found, remarks = tables.settled(found, records, facts)
    losses = lost.losses(package, book)
    splits = _split_columns(book, found, records, facts)
    work = _Work(book, replace(read, marks=found), splits, progress=progress, cancelled=cancelled)
    work.head(facts)
    for title in blocks:
        work.records(book[title], records, facts)
    with saving.fresh_file(out) as part:
        book.save(part)
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Filled(len(records), digest, losses, remarks)


def check_form(form: Path, head: Collection[str], *, fields: Mapping[str, str], rows: int) -> None:
    """Raise what `fill_form` would of a form for so many records, before anybody is asked more."""
    _checked(form, head, fields, rows)


@dataclass(frozen=True, slots=True)
class Words:
    """What marks may say, in the user's language: in the head, in a list row, behind a colon."""

    head: tuple[str, ...]
    row: str
    options: tuple[str, ...]


def words(head: Collection[str]) -> Words:
    """Return the words of marks beside the labels of fields; `head` names those of the head."""
    dictionary = Dictionary({}, head)
    sequence = i18n.text(f"sheets.mark.{marking.SEQUENCE}").partition("|")[0]
    return Words(dictionary.head_words(), sequence, dictionary.options())


def _checked(
    form: Path, head: Collection[str], fields: Mapping[str, str], rows: int
) -> tuple[Workbook, Package, listing.Found]:
    """Open a form and read its marks; everything that can be told without people is checked."""
    if rows > MOST_RECORDS:
        raise errors.Refused("sheets.error.form_too_many", limit=MOST_RECORDS, rows=rows)
    book, package = _opened(form)
    dictionary = Dictionary(fields, head)
    read = listing.find(book, dictionary)
    _check(form.name, read, dictionary)
    tables.check(read.marks)
    if read.scattered and rows != 1:
        cells = ", ".join(mark.place for mark in read.scattered)
        raise errors.Invalid("sheets.error.form_several_rows", cells=cells)
    return book, package, read


def _opened(form: Path) -> tuple[Workbook, Package]:
    """Open a form after looking for what would harm; Raises UnreadableFile."""
    kind = sniffing.sniff(form).kind
    if kind is sniffing.FileKind.XLS:
        raise errors.UnreadableFile("sheets.error.form_old_xls", file=form.name)
    if kind is not sniffing.FileKind.XLSX:
        raise errors.UnreadableFile("sheets.error.form_kind", file=form.name)
    package = Package(form)
    if "xl/vbaproject.bin" in package.entries or form.suffix.lower() == ".xlsm":
        raise errors.UnreadableFile("sheets.error.form_macro", file=form.name)
    for part in package.entries:
        package.check(part, _MOST_PART_BYTES)
    with form.open("rb") as file, warnings.catch_warnings():
        # What openpyxl would warn of is found and told by `losses`.
        warnings.simplefilter("ignore")
        try:
            book = library.openpyxl().load_workbook(file, rich_text=True)
        except Exception as failure:
            # openpyxl meets a broken part with whatever its parts raise.
            raise errors.UnreadableFile("sheets.error.form_damaged", file=form.name) from failure
    lost.rescue_drop_downs(package, book)
    return book, package


def _check(name: str, read: listing.Found, dictionary: Dictionary) -> None:
    """Refuse a form without marks, with unknown ones, or with a person's in its head or foot."""
    if not read.marks:
        raise errors.Invalid("sheets.error.form_no_marks", file=name)
    unknown = marking.unknown_of(read.marks)
    if unknown:
        listed = "; ".join(_unknown(mark, dictionary) for mark in unknown)
        raise errors.Invalid("sheets.error.form_unknown_marks", marks=listed)
    if read.misplaced:
        raise errors.Invalid(
            "sheets.error.form_misplaced",
            marks="; ".join(
                _named(mark, dictionary.nearest(mark, head=True)) for mark in read.misplaced
            ),
            known=i18n.text("people.joint").join(dictionary.head_words()),
        )


def _unknown(mark: Mark, dictionary: Dictionary) -> str:
    """Return an unknown mark with what was meant; never one that would show more than it asked for.

    Where an option is wrong, the options are named; the right ones stay with the nearest word.
    """
    wrong = dictionary.refused_options(mark)
    if wrong:
        between = i18n.text("people.joint")
        return i18n.text(
            "sheets.error.form_option",
            mark=f"{mark.place} {mark.text}",
            option=between.join(wrong),
            known=between.join(dictionary.options()),
        )
    nearest = dictionary.nearest(mark)
    return _named(mark, ":".join((nearest, *mark.how)) if nearest else "")


def _named(mark: Mark, nearest: str) -> str:
    """Return a mark with its place, and the one that was probably meant."""
    said = f"{mark.place} {mark.text}"
    if not nearest:
        return said
    return i18n.text("sheets.error.form_meant", mark=said, nearest=f"{{{{{nearest}}}}}")


def _split_columns(
    book: Workbook,
    found: list[Mark],
    records: Sequence[Mapping[str, Any]],
    facts: Mapping[str, Any],
) -> dict[Mark, list[int]]:
    """Return the columns of every mark that is split over cells.

    Raises Invalid where a split would run over something that is written in the form.
    """
    planned = {}
    for mark in found:
        if marking.SPLIT not in mark.how or not mark.row:
            continue
        sheet = book[mark.sheet]
        needed = values.longest(mark, records if mark.per_record else [facts])
        planned[mark] = pen.columns_right(sheet, mark.row, mark.column, needed)
        for column in planned[mark][1:]:
            cell = sheet.cell(mark.row, column)
            if cell.value is not None:
                raise errors.Invalid(
                    "sheets.error.form_split_room",
                    cell=mark.place,
                    needed=needed,
                    blocked=cell.coordinate,
                )
    return planned


def _totals(found: list[Mark], records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    sign = f"{marking.SUM}:"
    keys = {mark.key for mark in found if mark.key.startswith(sign)}
    return {key: values.total(key.removeprefix(sign), records) for key in keys}


class _Work:
    """A form on its way from marks to values."""

    def __init__(
        self,
        book: Workbook,
        read: listing.Found,
        splits: Mapping[Mark, list[int]],
        *,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._book = book
        self._read = read
        self._splits = splits
        self._progress = progress
        self._cancelled = cancelled
        self._by_cell: dict[tuple[str, int, int], list[Mark]] = {}
        for mark in read.marks:
            self._by_cell.setdefault((mark.sheet, mark.row, mark.column), []).append(mark)

    def head(self, facts: Mapping[str, Any]) -> None:
        """Fill everything outside the list rows, page headers and footers included."""
        for (title, row, column), own in self._by_cell.items():
            first, last = self._read.blocks.get(title, (0, -1))
            if row and not first <= row <= last:
                self._write(self._book[title], row, column, own, facts=facts)
        for sheet in self._book.worksheets:
            own = self._by_cell.get((sheet.title, 0, 0), [])
            for part, text in pen.page_texts(sheet):
                part.text = pen.replaced(text, own, facts, page=True)

    def records(
        self, sheet: Worksheet, records: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]
    ) -> None:
        """Open the rows that are needed and write the records, down and then to the right."""
        first, last = self._read.blocks[sheet.title]
        parts, height = self._read.parts[sheet.title], last - first + 1
        own = self._cells_of_list(sheet.title, first, last)
        waiting = self._ready(sheet, own)
        # A form with parts side by side is filled down to the last row that it holds ready.
        least = min(len(records), waiting.rows + 1) if len(parts) > 1 else 0
        lines = max(-(-len(records) // len(parts)), least)
        if lines > 1:
            used = min(waiting.rows, lines - 1)
            ready.clear(sheet, last + 1, used)
            opened = Shift(sheet.title, first, last, (lines - 1) * height - used, used)
            open_rows(self._book, sheet, opened)
        pattern = pen.Pattern(sheet, first, last)
        # The first line goes last: until then its row is the pattern of the others.
        for line in (*range(1, lines), 0):
            if line:
                pattern.copy_to(line * height)
            self._tell(line)
            for row, column, found in own:
                number = (bisect.bisect_right(parts, column) or 1) * lines - lines + line
                self._line(sheet, (row, column), found, (line * height, number), (records, facts))
            for column, start in waiting.counted.items():
                sheet.cell(first + line, column).value = start + line

    def _cells_of_list(
        self, title: str, first: int, last: int
    ) -> list[tuple[int, int, list[Mark]]]:
        return [
            (row, column, found)
            for (sheet, row, column), found in self._by_cell.items()
            if sheet == title and first <= row <= last
        ]

    def _ready(self, sheet: Worksheet, own: Sequence[tuple[int, int, list[Mark]]]) -> ready.Ready:
        first, last = self._read.blocks[sheet.title]
        if first != last:
            return ready.Ready()
        running = {c for _, c, found in own if found[0].key == marking.SEQUENCE}
        return ready.find(sheet, first, {column for _, column, _ in own}, running)

    def _line(
        self,
        sheet: Worksheet,
        at: tuple[int, int],
        found: Sequence[Mark],
        where: tuple[int, int],
        known: tuple[Sequence[Mapping[str, Any]], Mapping[str, Any]],
    ) -> None:
        """Write one cell of a line; a part of the last lines may have nobody any more."""
        (row, column), (down, number), (records, facts) = at, where, known
        if number < len(records):
            one = {**facts, **records[number], marking.SEQUENCE: number + 1}
        elif records and any(mark.per_record for mark in found):
            sheet.cell(row + down, column).value = None
            return
        else:
            one = dict(facts) if records else {}
        self._write(sheet, row, column, found, down=down, facts=one)

    def _write(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        own: Sequence[Mark],
        *,
        facts: Mapping[str, Any],
        down: int = 0,
    ) -> None:
        columns = self._splits.get(own[0])
        if columns is None:
            pen.write(sheet.cell(row + down, column), own, facts)
        else:
            pen.write_split([sheet.cell(row + down, at) for at in columns], own[0], facts)

    def _tell(self, number: int) -> None:
        if number % _TOLD_EVERY:
            return
        if self._cancelled is not None and self._cancelled():
            raise errors.Refused("sheets.error.cancelled")
        if self._progress is not None and number:
            self._progress(number)
