"""The marks of .xlsx sheets, from one streaming pass that also guards the reader of values.

Small sheets are parsed in full. Large ones that are written in the plain way of Excel, WPS and
the usual libraries are only searched, at a tenth of the cost; anything unusual in them sends
them back to the full parse.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from gigdesk.documents.excel import guarding
from gigdesk.documents.excel.marks import (
    UNSAVED,
    Marks,
    code_of_format,
    column_number,
    error_mark,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from xml.etree.ElementTree import Element

    from gigdesk.documents.excel.guarding import Package

_SMALL_BYTES = 4 * 1024 * 1024
_PLAIN_COLUMNS = 52
_FAR_CELL = re.compile(rb'<c(?! r="A?[A-Z][0-9])')
_FOREIGN_CELL = re.compile(rb":(?:c|row)[^A-Za-z0-9]")
_ROW_HEAD = re.compile(rb'<row(?: r="([0-9]{1,9})")?([^>]*)')
_PLACE_ROW = re.compile(rb'<c r="[A-Z]+([0-9]+)"')
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_ERROR_CELL = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]* t="e"[^>]*>'
    rb"(?:<f(?:/>|[^>]*/>|[^>]*>[^<]*</f>))?(?:<v>([^<]*)</v>)?"
)
_IS_NOT = frozenset({"0", "false"})
_UNSAVED_CELL = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^>]*)><f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)(<v></v>|<v ?/>)?</c>',
)
_REFERENCE = re.compile(r"([A-Z]{1,7})([0-9]{1,9})")


class _NotPlainError(Exception):
    """The sheet is not written in the plain way; only the full parse can be trusted."""


def targets_of(package: Package, part: str) -> dict[str, str]:
    """Return the parts that the workbook points to, by the id of the relation."""
    relations = _parsed(package, part)
    found = {}
    for relation in relations.iter() if relations is not None else ():
        target = relation.get("Target", "").replace("\\", "/")
        base = "" if target.startswith("/") else "xl/"
        found[relation.get("Id", "")] = posixpath.normpath(base + target.lstrip("/"))
    return found


def parts_of_sheets(package: Package) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name, from the workbook and its relations."""
    book = _parsed(package, "xl/workbook.xml")
    if book is None:
        return {}
    targets = targets_of(package, "xl/_rels/workbook.xml.rels")
    found = {}
    for element in book.iter():
        if _local(element.tag) != "sheet":
            continue
        key = next((value for name, value in element.items() if _local(name) == "id"), "")
        found[element.get("name", "")] = targets.get(key, "")
    return found


def counts_from_1904(package: Package) -> bool:
    """Say whether the workbook's serial numbers count days from 1904."""
    book = _parsed(package, "xl/workbook.xml")
    settings = (e for e in (book if book is not None else ()) if _local(e.tag) == "workbookPr")
    return any(e.get("date1904") in {"1", "true"} for e in settings)


def codes_of_styles(package: Package) -> dict[int, str]:
    """Return the marks of cell formats by their index in the style sheet."""
    styles = _parsed(package, "xl/styles.xml")
    if styles is None:
        return {}
    patterns, codes = {}, {}
    for element in styles.iter():
        if _local(element.tag) == "numFmt":
            patterns[element.get("numFmtId", "")] = element.get("formatCode", "")
    cells = next((e for e in styles if _local(e.tag) == "cellXfs"), None)
    for index, element in enumerate(cells if cells is not None else ()):
        number = element.get("numFmtId", "0")
        code = code_of_format(int(number) if number.isdigit() else 0, patterns.get(number))
        if code is not None:
            codes[index] = code
    return codes


def struck_styles(package: Package) -> frozenset[int]:
    """Return the cell formats whose words are struck through, by their index; mostly none."""
    if b"strike" not in package.whole("xl/styles.xml"):
        return frozenset()
    styles = _parsed(package, "xl/styles.xml")
    parts = {_local(e.tag): e for e in (styles if styles is not None else ())}
    crossed = {
        at
        for at, font in enumerate(parts.get("fonts", ()))
        if any(_local(e.tag) == "strike" and e.get("val") not in _IS_NOT for e in font)
    }
    return frozenset(
        index
        for index, cell in enumerate(parts.get("cellXfs", ()))
        if _number(cell.get("fontId", "")) in crossed
    )


def marks_of_sheet(
    package: Package,
    part: str,
    styles: dict[int, str],
    sheet: str,
    struck: frozenset[int] = frozenset(),
) -> Marks:
    """Read the marks of one sheet and see that its values may be loaded.

    `styles` are the formats with a meaning, `struck` those of words that are struck through.

    Raises UnreadableFile: bomb, damaged, entities, too_wide, too_long.
    """
    entry = package.entries.get(part.lower())
    marks = None
    if entry is None:
        raise package.refused("damaged")
    if entry.file_size > _SMALL_BYTES:
        try:
            marks = _searched(package.chunks(part), styles, struck)
        except _NotPlainError:
            marks = None
    if marks is None:
        marks = _parsed_marks(package, part, styles, struck)
    guarding.check_sheet(package.name, marks, sheet)
    return marks.settle()


def _searched(chunks: Iterator[bytes], styles: dict[int, str], struck: frozenset[int]) -> Marks:
    """Search a sheet that is written plainly; raises _NotPlainError where it is not."""
    marks = Marks()
    styled, crossed = _styled_cells(styles), _styled_cells(struck)
    rest = last = b""
    begun = False
    for chunk in chunks:
        text = rest + chunk
        if not begun:
            start = text.find(b"<sheetData>")
            if start < 0:
                raise _NotPlainError
            text, begun = text[start + 11 :], True
        end = text.rfind(b"</row>")
        if end < 0:
            raise _NotPlainError
        rest, text = text[end + 6 :], text[: end + 6]
        _search_piece(marks, text, styled, styles)
        for cell in crossed.finditer(text) if crossed is not None else ():
            marks.strike(int(cell[2]) - 1, column_number(cell[1].decode()))
        if b"<v" in text or b"<is" in text:
            if not last:
                _check_places(text)
            last = text
    _check_places(last)
    if marks.rows * _PLAIN_COLUMNS > guarding.MOST_CELLS:
        raise _NotPlainError
    marks.columns = min(marks.columns, _PLAIN_COLUMNS)
    return marks


def _check_places(piece: bytes) -> None:
    """See that the cells stand in the rows they say.

    Done for the first and the last piece with values, which decide how large a rectangle the
    reader of values makes.
    """
    for row in piece.split(b"</row>")[:-1]:
        start = row.rfind(b"<row ")
        head = _ROW_HEAD.match(row, max(start, 0))
        if head is None or any(at != head[1] for at in _PLACE_ROW.findall(row, head.end())):
            raise _NotPlainError


def _styled_cells(styles: Collection[int]) -> re.Pattern[bytes] | None:
    """Return the pattern of cells that carry one of some formats; None where there is none."""
    if not styles:
        return None
    wanted = b"|".join(str(index).encode() for index in styles)
    return re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*? s="(' + wanted + rb')"')


def _search_piece(
    marks: Marks,
    piece: bytes,
    styled: re.Pattern[bytes] | None,
    styles: dict[int, str],
) -> None:
    """Take in some whole rows."""
    if _FAR_CELL.search(piece) or _FOREIGN_CELL.search(piece):
        raise _NotPlainError
    heads = _ROW_HEAD.findall(piece)
    try:
        numbers = [int(head[0]) for head in heads]
    except ValueError:
        raise _NotPlainError from None
    if numbers != sorted(numbers) or numbers[0] <= marks.rows:
        raise _NotPlainError
    marks.rows = numbers[-1]
    if b" hidden=" in piece:
        marks.hidden.update(int(head[0]) - 1 for head in heads if _HIDDEN.search(head[1]))
    marks.columns = _PLAIN_COLUMNS
    if b"#" in piece and b't="e"' in piece:
        for cell in _ERROR_CELL.finditer(piece):
            shown = error_mark((cell[3] or b"").decode("latin-1"))
            marks.note(int(cell[2]) - 1, column_number(cell[1].decode()), shown)
    if b"f" in piece and b"<f" in piece:
        for cell in _UNSAVED_CELL.finditer(piece):
            if b't="str"' not in cell[3] or cell[4] is None:
                marks.note(int(cell[2]) - 1, column_number(cell[1].decode()), UNSAVED)
    if styled is not None:
        for cell in styled.finditer(piece):
            code = styles[int(cell[3])]
            marks.note(int(cell[2]) - 1, column_number(cell[1].decode()), code)


class _SheetTarget:
    """Takes the events of a full parse and keeps the marks."""

    def __init__(self, styles: dict[int, str], struck: frozenset[int]) -> None:
        self.marks = Marks()
        self._styles = styles
        self._struck = struck
        self._shown = ""
        self._row = self._column = -1
        self._attributes: dict[str, str] = {}
        self._formula = self._value = self._text = False
        self._empty = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = _local(tag)
        if local == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdigit() else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self.marks.hidden.add(self._row)
        elif local == "c":
            self._begin_cell(attributes)
        elif local == "f":
            self._formula = True
        elif local in {"v", "is"}:
            self._value = True
            self._text = True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", "").upper())
        if place is not None:
            self._column = column_number(place[1])
            self._row = int(place[2]) - 1
        else:
            self._column += 1
        self._attributes = attributes
        self._formula = self._value = self._text = False
        self._empty = True
        self._shown = ""

    def data(self, text: str) -> None:
        if self._text and text:
            self._empty = False
            if self._attributes.get("t") == "e":
                self._shown += text

    def end(self, tag: str) -> None:
        local = _local(tag)
        if local in {"v", "is"}:
            self._text = False
        elif local == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if self._value or self._formula:
            self.marks.reach(max(self._row, 0), self._column)
        kind = self._attributes.get("t", "")
        style = _number(self._attributes.get("s", ""))
        code = self._styles.get(style)
        if style in self._struck and self._value:
            self.marks.strike(self._row, self._column)
        if kind == "e":
            code = error_mark(self._shown)
        elif self._formula and self._empty and not (kind == "str" and self._value):
            code = UNSAVED
        if code is not None:
            self.marks.note(self._row, self._column, code)

    def close(self) -> Marks:
        return self.marks


def _parsed_marks(
    package: Package, part: str, styles: dict[int, str], struck: frozenset[int]
) -> Marks:
    """Parse a sheet in full; what no parser can follow is damaged."""
    from defusedxml import ElementTree, common  # noqa: PLC0415 -- heavy

    target: Any = _SheetTarget(styles, struck)
    parser = ElementTree.XMLParser(target=target, forbid_dtd=True)
    try:
        for chunk in package.chunks(part):
            parser.feed(chunk)
        parser.close()
    except common.DefusedXmlException as failure:
        raise package.refused("entities") from failure
    except ElementTree.ParseError as failure:
        raise package.refused("damaged") from failure
    found: Marks = target.marks
    return found


def _parsed(package: Package, part: str) -> Element | None:
    """Parse a small part as a tree; an absent one is None.

    Raises UnreadableFile: entities, damaged.
    """
    from defusedxml import ElementTree, common  # noqa: PLC0415 -- heavy

    body = package.whole(part)
    if not body:
        return None
    try:
        found: Element = ElementTree.fromstring(body, forbid_dtd=True)
    except common.DefusedXmlException as failure:
        raise package.refused("entities") from failure
    except (ElementTree.ParseError, ValueError, LookupError) as failure:
        raise package.refused("damaged") from failure
    return found


def _local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else -1
