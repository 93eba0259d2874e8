"""Any file somebody hands in, as sheets of rows that pass one by one."""

from __future__ import annotations

import codecs
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.documents.excel import (
    decoding,
    guarding,
    other_marks,
    plain_tables,
    silence,
    sniffing,
    xls_marks,
    xlsx_marks,
    xml2003,
)
from gigdesk.documents.excel.marks import Marks
from gigdesk.documents.excel.rows import EMPTY, Cell, CellKind, Raw, Row, dressed
from gigdesk.documents.excel.sniffing import FileKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gigdesk.documents.excel.marks import Span

__all__ = [
    "EMPTY",
    "Cell",
    "CellKind",
    "FileKind",
    "Raw",
    "Row",
    "Sheet",
    "Workbook",
    "read",
    "read_pasted",
]

LARGEST_KEPT_BYTES = 20 * 1024 * 1024
"""Larger files are read, but not kept beside what was taken from them."""
_KEPT_CELLS = 4_000_000
"""Sheets stay loaded up to this size together, so that looking at one twice costs nothing."""

_HONEST_NAMES = {
    FileKind.XLSX: {".xlsx", ".xlsm"},
    FileKind.XLSB: {".xlsb"},
    FileKind.XLS: {".xls"},
    FileKind.ODS: {".ods"},
}

_Loaded = tuple["Callable[[], Iterator[tuple[int, list[Raw]]]]", "list[Span]", Marks]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `index` is its place among the sheets of the file that hold cells."""

    name: str
    index: int
    hidden: bool
    _load: Callable[[int], _Loaded]

    def rows(self) -> Iterator[Row]:
        """Yield every row from the first of the sheet to its last with a value.

        May be called again. Raises UnreadableFile where the sheet cannot be loaded.
        """
        values, spans, marks = self._load(self.index)
        return dressed(values(), marks, spans)

    def spans(self) -> list[Span]:
        """Return the merged ranges, rows and columns from 0."""
        return self._load(self.index)[1]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was read: the file's name without its folder, the SHA-256 of its bytes, its sheets.

    `epoch_1904` says from where bare serial numbers count days; cells known to be dates are dates.
    `doubtful` says that a text may be meant in another encoding; `path` is where a file lies.
    """

    name: str
    sha256: str
    kind: FileKind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    epoch_1904: bool = False
    doubtful: bool = False
    path: Path | None = None

    def content(self) -> bytes | None:
        """Return the bytes that were read, None for a file beyond `LARGEST_KEPT_BYTES`.

        Raises UnreadableFile where the file holds others by now, see `require_same`.
        """
        require_same(self.path, self.sha256)
        if self.path is None or self.path.stat().st_size > LARGEST_KEPT_BYTES:
            return None
        content = self.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise errors.UnreadableFile("intake.error.file_changed", name=self.path.name)
        return content


def require_same(path: Path | None, sha256: str) -> None:
    """Raise UnreadableFile `intake.error.file_changed` where a file holds other bytes by now.

    Rows are read while they are asked for, perhaps minutes after the first look, and somebody may
    save the list again in between: what was read of it then is nobody's list. Pasted text has no
    `path`.
    """
    if path is not None and _sha256(path) != sha256:
        raise errors.UnreadableFile("intake.error.file_changed", name=path.name)


def read(path: Path, *, encoding: str | None = None) -> Workbook:
    """Open a file of any kind; `encoding` is the user's own choice for a text file.

    Values are read while rows are asked for; nothing is written anywhere. Raises UnreadableFile
    with a code `intake.error.*`, here or when the first row is asked for; Invalid
    `intake.error.encoding_name` for an encoding that does not exist.
    """
    if encoding is not None:
        try:
            codecs.lookup(decoding.CHOICES.get(encoding, encoding))
        except LookupError as failure:
            raise errors.Invalid("intake.error.encoding_name", encoding=encoding) from failure
    found = sniffing.sniff(path, encoding)
    digest = _sha256(path)  # before any value: what is read later is held against it
    sheets, from_1904 = _sheets(path, found)
    return Workbook(
        path.name,
        digest,
        found.kind,
        sheets,
        found.encoding,
        epoch_1904=from_1904,
        doubtful=found.doubtful,
        path=path,
    )


def read_pasted(text: str, name: str = "") -> Workbook:
    """Read a block copied out of WPS or Excel: cells between tabs, quoted where they hold lines.

    Raises UnreadableFile `intake.error.empty` where there is nothing but blanks.
    """
    if not text.strip():
        raise errors.UnreadableFile("intake.error.empty", name=name)
    body = text.replace("\r\n", "\n").replace("\r", "\n")

    def values() -> Iterator[tuple[int, list[Raw]]]:
        return plain_tables.rows_of_text(lambda: io.StringIO(body, newline=""), name)

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    sheet = Sheet(name, 0, False, lambda _: (values, [], Marks()))  # noqa: FBT003 -- pasted text hides nothing
    return Workbook(name, digest, FileKind.TEXT, (sheet,), "utf-8")


def read_pasted_page(page: str, name: str = "") -> Workbook:
    """Read the HTML that a spreadsheet puts beside the text of copied cells.

    Unlike the text it says which cells hold numbers and which lie merged over others. Raises
    UnreadableFile where it holds no table of a spreadsheet.
    """
    if not plain_tables.is_of_cells(page):
        raise errors.UnreadableFile("intake.error.no_sheet", name=name)
    tables = plain_tables.tables_of_page([page], name)
    digest = hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()
    return Workbook(name, digest, FileKind.HTML, _held(tables))


def _sha256(path: Path) -> str:
    """Return the digest of the file's bytes."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as failure:
        raise errors.UnreadableFile("intake.error.missing", name=path.name) from failure


def _sheets(path: Path, found: sniffing.Sniffed) -> tuple[tuple[Sheet, ...], bool]:
    """Choose the reader for the kind of file; say also if its serials count from 1904."""
    if found.kind is FileKind.TEXT:

        def values() -> Iterator[tuple[int, list[Raw]]]:
            def lines() -> Iterator[str]:
                return plain_tables.lines_of_file(path, found.encoding, found.broken)

            return plain_tables.rows_of_text(lines, path.name)

        sheet = Sheet(path.stem, 0, False, lambda _: (values, [], Marks()))  # noqa: FBT003 -- text hides nothing
        return (sheet,), False
    if found.kind is FileKind.HTML:
        return _held(plain_tables.tables_of_html(path, found.encoding, found.broken)), False
    if found.kind is FileKind.XML2003:
        return _held(xml2003.tables_of(path, found.encoding, found.broken)), False
    book = _Calamine(path, found.kind)
    return book.sheets(), book.epoch_1904


def _held(tables: list[plain_tables.Table]) -> tuple[Sheet, ...]:
    """Make sheets of tables that are in memory as a whole."""

    def load(index: int) -> _Loaded:
        table = tables[index]
        table.marks.settle()
        return (lambda: ((i, list(v)) for i, v in table.rows)), table.marks.spans, table.marks

    return tuple(Sheet(table.name, i, table.hidden, load) for i, table in enumerate(tables))


class _Calamine:
    """Workbooks that python-calamine reads, each sheet checked before it is loaded."""

    def __init__(self, path: Path, kind: FileKind) -> None:
        self._path = path
        self._kind = kind
        self._loaded: dict[int, tuple[int, _Loaded]] = {}
        self._package: guarding.Package | None = None
        self._parts: dict[str, str] = {}
        self._styles: dict[int, str] = {}
        self._struck: frozenset[int] = frozenset()
        self._mended: io.BytesIO | None = None
        self._marks: list[Marks] = []
        self.epoch_1904 = False
        self._check()
        self._book: Any = self._guarded(self._open)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets that hold cells; charts and macro sheets hold none."""
        import python_calamine  # noqa: PLC0415 -- heavy

        found = []
        for index, about in enumerate(self._book.sheets_metadata):
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
                hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
                found.append(Sheet(about.name, index, hidden, self._load))
        if not found:
            raise errors.UnreadableFile("intake.error.no_sheet", name=self._path.name)
        return tuple(found)

    def _check(self) -> None:
        """See that what is loaded at once may be loaded."""
        if self._kind is FileKind.XLS:
            self._marks, self.epoch_1904, self._mended = xls_marks.marks_of_sheets(self._path)
            return
        package = self._package = guarding.Package(self._path)
        if self._kind is FileKind.ODS:
            self._marks = other_marks.marks_of_ods(package)
            return
        for part in package.entries:
            if "sharedstrings." in part:
                package.check(part, guarding.MOST_STRINGS_BYTES)
            elif part.startswith(("xl/workbook.", "xl/styles.", "xl/_rels/", "_rels/")):
                package.check(part, guarding.MOST_OTHER_BYTES)
        if self._kind is FileKind.XLSX:
            self._parts = xlsx_marks.parts_of_sheets(package)
            self._styles = xlsx_marks.codes_of_styles(package)
            self._struck = xlsx_marks.struck_styles(package)
            self.epoch_1904 = xlsx_marks.counts_from_1904(package)
        else:
            self._parts = other_marks.parts_of_xlsb(package)
            self._styles, self._struck = other_marks.codes_of_xlsb(package)

    def _open(self) -> Any:
        import python_calamine  # noqa: PLC0415 -- heavy

        if self._mended is not None:
            return python_calamine.CalamineWorkbook.from_filelike(self._mended)
        # By path it would believe the name; from a stream it looks at the bytes.
        if self._path.suffix.lower() in _HONEST_NAMES[self._kind]:
            return python_calamine.CalamineWorkbook.from_path(str(self._path))
        with self._path.open("rb") as stream:
            return python_calamine.CalamineWorkbook.from_filelike(stream)

    def _guarded(self, job: Callable[[], Any]) -> Any:
        """Run the reader of values; whatever it dies of is damage in the file."""
        import python_calamine  # noqa: PLC0415 -- heavy

        try:
            with silence.silence():
                return job()
        except python_calamine.PasswordError as failure:
            raise errors.UnreadableFile("intake.error.password", name=self._path.name) from failure
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as failure:  # the reader's own panics are no Exception
            raise errors.UnreadableFile("intake.error.damaged", name=self._path.name) from failure

    def _marks_of(self, index: int, name: str) -> Marks:
        """Gather the marks of a sheet, which also sees that it may be loaded."""
        if self._package is None or self._kind is FileKind.ODS:
            return self._marks[index] if index < len(self._marks) else Marks()
        part = self._parts.get(name, "")
        if self._kind is FileKind.XLSB:
            return other_marks.marks_of_xlsb(self._package, part, self._styles, name, self._struck)
        return xlsx_marks.marks_of_sheet(self._package, part, self._styles, name, self._struck)

    def _load(self, index: int) -> _Loaded:
        """Load a sheet, or find it still loaded."""
        if index in self._loaded:
            return self._loaded[index][1]
        name = self._book.sheet_names[index]
        marks = self._marks_of(index, name)
        sheet = self._guarded(lambda: self._book.get_sheet_by_index(index))
        spans = marks.spans or list(sheet.merged_cell_ranges or ())
        left = [""] * (sheet.start or (0, 0))[1]
        # The reader leaves out empty columns on the left, which marks and spans count.
        loaded: _Loaded = (
            (lambda: enumerate([*left, *values] for values in sheet.iter_rows())),
            spans,
            marks,
        )
        size = sheet.total_height * sheet.total_width
        while self._loaded and sum(kept[0] for kept in self._loaded.values()) + size > _KEPT_CELLS:
            del self._loaded[next(iter(self._loaded))]
        self._loaded[index] = (size, loaded)
        return loaded
