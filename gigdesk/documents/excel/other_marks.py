"""The marks of .ods and .xlsb sheets: hidden rows, merged cells, and how far the values reach."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from gigdesk.documents.excel import guarding, xlsx_marks
from gigdesk.documents.excel.marks import MONTH, YEAR, Marks, code_of_format, error_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.documents.excel.guarding import Package

_ROW_HEADER, _LAST_CELL_RECORD, _BUNDLE_SHEET, _MERGED = 0, 11, 156, 176
_ERROR_RECORDS = {3, 11}
_FORMAT, _CELL_FORMAT, _BEGIN_FORMATS, _END_FORMATS = 44, 47, 617, 618
_FONT, _STRUCK_FONT = 43, 0x08
_FAILED = "error"
_HIDDEN_ROW = 0x10
_LINE_THROUGH = "text-line-through-style"
_DIGITS = re.compile(r"\d+")
_SHOWN_PARTS = {1: YEAR, 2: MONTH}


def marks_of_ods(package: Package) -> list[Marks]:
    """Return the marks of every sheet of an OpenDocument workbook, in order.

    Raises UnreadableFile: password, bomb, damaged, entities, too_wide, too_long.
    """
    from defusedxml import ElementTree, common  # noqa: PLC0415 -- heavy

    if b"encryption-data" in package.whole("META-INF/manifest.xml"):
        raise package.refused("password")
    target: Any = _OdsTarget(package)
    parser = ElementTree.XMLParser(target=target, forbid_dtd=True)
    try:
        for chunk in package.chunks("content.xml"):
            parser.feed(chunk)
        parser.close()
    except common.DefusedXmlException as failure:
        raise package.refused("entities") from failure
    except ElementTree.ParseError as failure:
        raise package.refused("damaged") from failure
    return [marks.settle() for marks in target.sheets]


class _OdsTarget:
    """Takes the events of content.xml."""

    def __init__(self, package: Package) -> None:
        self.sheets: list[Marks] = []
        self._package = package
        self._name = ""
        self._row = self._column = 0
        self._repeat_row = self._repeat_cell = 1
        self._attributes: dict[str, str] = {}
        self._filled = False
        self._shown = ""
        self._style = ""
        self._struck: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        named = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "table":
            self.sheets.append(Marks())
            self._name, self._row = named.get("name", ""), 0
        elif local == "table-row":
            self._column = 0
            self._repeat_row = _count(named.get("number-rows-repeated"))
            if named.get("visibility") in {"collapse", "filter"}:
                last = min(self._row + self._repeat_row, guarding.MOST_CELLS)
                self.sheets[-1].hidden.update(range(self._row, last))
        elif local in {"table-cell", "covered-table-cell"}:
            self._attributes = named
            self._repeat_cell = _count(named.get("number-columns-repeated"))
            self._filled = "value-type" in named
            self._shown = ""
        elif local == "style":
            self._style = named.get("name", "")
        elif local == "text-properties" and named.get(_LINE_THROUGH, "none") != "none":
            self._struck.add(self._style)

    def data(self, text: str) -> None:
        if text.strip():
            self._filled = True
            self._shown += text

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        if local in {"table-cell", "covered-table-cell"} and self.sheets:
            self._end_cell()
        elif local == "table-row":
            self._row += self._repeat_row

    def _end_cell(self) -> None:
        marks, named = self.sheets[-1], self._attributes
        if self._filled:
            marks.reach(self._row + self._repeat_row - 1, self._column + self._repeat_cell - 1)
            guarding.check_sheet(self._package.name, marks, self._name)
            code = self._code(named)
            if named.get("style-name") in self._struck:
                for row in range(self._row, self._row + self._repeat_row):
                    marks.strike(row, self._column)
            if code is not None:
                for row in range(self._row, self._row + self._repeat_row):
                    marks.note(row, self._column, code)
        down, right = (
            _count(named.get(key)) for key in ("number-rows-spanned", "number-columns-spanned")
        )
        if down > 1 or right > 1:
            first = (self._row, self._column)
            marks.spans.append((first, (self._row + down - 1, self._column + right - 1)))
        self._column += self._repeat_cell
        self._filled = False

    def _code(self, named: dict[str, str]) -> str | None:
        """Tell an error, and a date of which the cell shows no day, by the text it shows."""
        if named.get("value-type") == _FAILED:
            return error_mark(self._shown)
        if named.get("value-type") != "date":
            return None
        return _SHOWN_PARTS.get(len(_DIGITS.findall(self._shown)))

    def close(self) -> list[Marks]:
        return self.sheets


def parts_of_xlsb(package: Package) -> dict[str, str]:
    """Return the part of each sheet of a binary workbook by the sheet's name.

    Raises UnreadableFile damaged.
    """
    targets = xlsx_marks.targets_of(package, "xl/_rels/workbook.bin.rels")
    found = {}
    try:
        for kind, record in _binary_records(package.whole("xl/workbook.bin")):
            if kind == _BUNDLE_SHEET:
                relation, after = _wide_text(record, 8)
                found[_wide_text(record, after)[0]] = targets.get(relation, "")
    except (struct.error, IndexError, UnicodeDecodeError) as failure:
        raise package.refused("damaged") from failure
    return found


def _wide_text(record: bytes, at: int) -> tuple[str, int]:
    """Return a counted UTF-16 text and the place behind it."""
    length = struct.unpack_from("<I", record, at)[0]
    if length == 0xFFFFFFFF:  # noqa: PLR2004 -- MS-XLSB writes "no text" so
        return "", at + 4
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le"), end


def codes_of_xlsb(package: Package) -> tuple[dict[int, str], frozenset[int]]:
    """Return the marks of cell formats of a binary workbook by their index, and those struck out.

    Raises UnreadableFile damaged.
    """
    patterns: dict[int, str] = {}
    formats: list[int] = []
    fonts: list[int] = []
    crossed: list[bool] = []
    inside = False
    try:
        for kind, record in _binary_records(package.whole("xl/styles.bin")):
            if kind == _FORMAT:
                patterns[struct.unpack_from("<H", record)[0]] = _wide_text(record, 2)[0]
            elif kind in {_BEGIN_FORMATS, _END_FORMATS}:
                inside = kind == _BEGIN_FORMATS
            elif kind == _CELL_FORMAT and inside:
                formats.append(struct.unpack_from("<H", record, 2)[0])
                fonts.append(struct.unpack_from("<H", record, 4)[0])
            elif kind == _FONT:
                crossed.append(bool(record[2] & _STRUCK_FONT))
    except (struct.error, IndexError, UnicodeDecodeError) as failure:
        raise package.refused("damaged") from failure
    codes = ((i, code_of_format(n, patterns.get(n))) for i, n in enumerate(formats))
    struck = (at for at, font in enumerate(fonts) if font < len(crossed) and crossed[font])
    return {index: code for index, code in codes if code is not None}, frozenset(struck)


def marks_of_xlsb(
    package: Package, part: str, styles: dict[int, str], sheet: str, struck: frozenset[int]
) -> Marks:
    """Return the marks of one sheet of a binary workbook (MS-XLSB).

    Raises UnreadableFile: bomb, damaged, too_wide, too_long.
    """
    marks = Marks()
    row = 0
    if part.lower() not in package.entries:
        raise package.refused("damaged")
    try:
        for kind, record in _binary_records(package.whole(part, guarding.MOST_PART_BYTES)):
            if kind == _ROW_HEADER:
                row = struct.unpack_from("<I", record)[0]
                if len(record) > _LAST_CELL_RECORD and record[11] & _HIDDEN_ROW:
                    marks.hidden.add(row)
            elif 1 < kind <= _LAST_CELL_RECORD:
                column = struct.unpack_from("<I", record)[0]
                marks.reach(row, column)
                style = int.from_bytes(record[4:7], "little")
                code = styles.get(style)
                if style in struck:
                    marks.strike(row, column)
                if kind in _ERROR_RECORDS:
                    code = error_mark(record[8])
                if code is not None:
                    marks.note(row, column, code)
            elif kind == _MERGED:
                top, bottom, left, right = struct.unpack_from("<IIII", record)
                marks.spans.append(((top, left), (bottom, right)))
    except (struct.error, IndexError) as failure:
        raise package.refused("damaged") from failure
    guarding.check_sheet(package.name, marks, sheet)
    return marks.settle()


def _binary_records(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record; both sizes are stored in 7-bit pieces."""
    at, end = 0, len(body)
    while at < end:
        kind = body[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | ((body[at] & 0x7F) << 7)
            at += 1
        size = shift = 0
        while True:
            piece = body[at]
            at += 1
            size |= (piece & 0x7F) << shift
            shift += 7
            if not piece & 0x80:
                break
        yield kind, body[at : at + size]
        at += size


def _count(text: str | None) -> int:
    """Read a repeat count; nonsense counts as one."""
    return max(int(text), 1) if text and text.isdigit() and len(text) < 10 else 1  # noqa: PLR2004 -- digits of a count
