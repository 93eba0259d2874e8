"""Lists that are no workbooks: comma and tab files, pasted blocks, HTML tables."""

from __future__ import annotations

import csv
import itertools
import re
import threading
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, TypeVar

from gigdesk import errors
from gigdesk.documents.excel import guarding
from gigdesk.documents.excel.marks import Marks
from gigdesk.domain.workers import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from gigdesk.documents.excel.rows import Raw

_LONGEST_CELL = 1 << 20
_SAMPLE_LINES = 50
_DELIMITERS = ("\t", ",", ";", "|", "\uff0c")
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
_MOST_SPAN = 2_000
_TO_CLOSE = re.compile(r'(?:[^"]++|"")*+"')
_FIGURES = re.compile(r"[\s'\"=]*\d[\d\s'\"xX.*+/-]*")
_CUT_OFF = re.compile(r"\d{13,20}000")
_HEAD_OF_PAGE = 1 << 13
_CELL_PAGES = (
    "microsoft-com:office:excel",
    "excel.sheet",
    "wps office",
    "libreoffice",
    "openoffice",
    "google-sheets-html-origin",
)
_Value = TypeVar("_Value")
_field_limit = threading.Lock()


@dataclass(slots=True)
class Table:
    """One list held in memory: rows by their index from 0, and what lies over them."""

    name: str
    rows: list[tuple[int, list[Raw]]] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    hidden: bool = False
    cells: int = 0

    def add(self, index: int, values: list[Raw]) -> None:
        """Take a row in; raises OverflowError when the table outgrows the memory."""
        self.cells += len(values)
        if self.cells > guarding.MOST_CELLS:
            raise OverflowError
        self.rows.append((index, values))


def rows_of_text(lines: Callable[[], Iterable[str]], name: str) -> Iterator[tuple[int, list[Raw]]]:
    """Yield the records of delimited text; `lines` opens it anew each time it is called.

    A cell in quotation marks may hold line breaks and delimiters; a stray quotation mark, which
    would swallow the following lines, leaves its line a record of its own. Raises UnreadableFile
    damaged, too_wide.
    """
    with _field_limit:
        csv.field_size_limit(_LONGEST_CELL)
    sample = list(itertools.islice(lines(), _SAMPLE_LINES))
    delimiter = _delimiter(sample)
    try:
        for line in sample:
            _narrow(_alone(line, delimiter), name)
        for index, record in enumerate(_records(lines(), delimiter, _shape(sample, delimiter))):
            yield index, [_unwrapped(text) for text in _narrow(record, name)]
    except csv.Error as failure:
        raise errors.UnreadableFile("intake.error.damaged", name=name) from failure
    except OSError as failure:
        raise errors.UnreadableFile("intake.error.missing", name=name) from failure


def _records(lines: Iterable[str], delimiter: str, shape: _Shape) -> Iterator[list[str]]:
    """Cut text into records, each of one line or of all lines its quoted cells run over."""
    source = iter(lines)
    ahead: deque[str] = deque()
    while True:
        line = ahead.popleft() if ahead else next(source, None)
        if line is None:
            return
        held, size, opened = [line], len(line), _stands_open(line, delimiter, opened=False)
        while opened and size < _LONGEST_CELL:
            more = ahead.popleft() if ahead else next(source, None)
            if more is None:
                break
            held.append(more)
            size += len(more)
            opened = _stands_open(more, delimiter, opened=True)
        if len(held) > 1 and opened is False and not _swallows(held, delimiter, shape):
            yield next(csv.reader(held, delimiter=delimiter), [])
            continue
        ahead.extendleft(reversed(held[1:]))
        yield _alone(line, delimiter)


def _narrow(cells: list[_Value], name: str) -> list[_Value]:
    """Return the cells of a row as far as a list may reach; raises UnreadableFile too_wide."""
    if len(cells) <= guarding.MOST_COLUMNS:
        return cells
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1] not in ("", None)), 0)
    if last > guarding.MOST_COLUMNS:
        limit = guarding.MOST_COLUMNS
        raise errors.UnreadableFile(
            "intake.error.too_wide", name=name, sheet=name, columns=last, limit=limit
        )
    return cells[:last]


def _alone(line: str, delimiter: str) -> list[str]:
    """Cut one line, whatever stands open at its end."""
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _stands_open(line: str, delimiter: str, *, opened: bool) -> bool | None:
    """Say whether a quoted cell goes on behind a line; None where a mark closes within a cell."""
    at = 0
    while opened or '"' in line:
        if opened:
            closing = _TO_CLOSE.match(line, at)
            if closing is None:
                return True
            at = closing.end()
        end = line.find(delimiter, at)
        if opened and line[at : end if end >= 0 else None].strip(" \r\n"):
            return None
        if end < 0 and (opened or not line.startswith('"', at)):
            return False
        if not opened and line.startswith('"', at):
            at, opened = at + 1, True
        else:
            at, opened = end + 1, line.startswith('"', end + 1)
            at += opened
    return False


@dataclass(frozen=True, slots=True)
class _Shape:
    """How most lines of a list look: how many cells they have, and which of them are figures."""

    width: int
    figures: frozenset[int]


def _shape(sample: list[str], delimiter: str) -> _Shape:
    """Return how most lines look, each cut alone."""
    cut = [_alone(line, delimiter) for line in sample if line.strip()]
    width = Counter(map(len, cut)).most_common(1)[0][0] if cut else 0
    wide = [cells for cells in cut if len(cells) == width]
    counted = Counter(at for cells in wide for at in _figures(cells))
    return _Shape(width, frozenset(at for at, many in counted.items() if many * 2 >= len(wide)))


def _figures(cells: list[str]) -> frozenset[int]:
    """Return the places of the cells that are figures: numbers of papers, telephones, days."""
    return frozenset(at for at, text in enumerate(cells) if _FIGURES.fullmatch(text))


def _swallows(held: list[str], delimiter: str, shape: _Shape) -> bool:
    """Say whether lines in one quoted cell are records, with figures where the list has figures.

    A remark of several lines may well have as many commas as the list has columns; an ID number
    or a telephone in the very column of such numbers it does not have.
    """
    for line in held[1:]:
        cells = line.rstrip("\r\n").split(delimiter)
        found = _figures(cells)
        if len(cells) == shape.width and found and found <= shape.figures:
            return True
    return False


def _delimiter(sample: list[str]) -> str:
    """Choose the separator that most lines have most of."""
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        counts = sorted(line.count(delimiter) for line in sample if line.strip())
        if not counts:
            break
        middle = counts[len(counts) // 2] * 1000 + sum(counts)
        if sum(counts) and middle > most:
            best, most = delimiter, middle
    return best


def _unwrapped(text: str) -> str:
    """Take `="0123"` for the text it protects."""
    found = _FORMULA_TEXT.fullmatch(text)
    return found[1] if found else text


def lines_of_file(path: Path, encoding: str, broken: str) -> Iterator[str]:
    """Yield the lines of a text file."""
    with path.open(encoding=encoding, errors=broken, newline="") as stream:
        for line in stream:
            yield line.replace("\x00", "\ufffd")


def tables_of_html(path: Path, encoding: str, broken: str) -> list[Table]:
    """Return every table of an HTML page that calls itself a workbook.

    Raises UnreadableFile: bomb, no_sheet.
    """
    with path.open(encoding=encoding, errors=broken) as stream:
        return tables_of_page(iter(lambda: stream.read(guarding.CHUNK_BYTES), ""), path.name)


def tables_of_page(chunks: Iterable[str], name: str) -> list[Table]:
    """Return every table of an HTML page in pieces.

    Raises UnreadableFile: bomb, no_sheet.
    """
    parser = _TableParser()
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except OverflowError as failure:
        raise errors.UnreadableFile("intake.error.bomb", name=name) from failure
    parser.finish()
    if not parser.tables:
        raise errors.UnreadableFile("intake.error.no_sheet", name=name)
    for table in parser.tables:
        table.rows = [(at, _narrow(values, name)) for at, values in table.rows]
    return parser.tables


def is_of_cells(page: str) -> bool:
    """Say whether HTML is what a spreadsheet puts beside the text of cells that are copied."""
    head = page[:_HEAD_OF_PAGE].casefold()
    return "<table" in page.casefold() and any(mark in head for mark in _CELL_PAGES)


class _TableParser(HTMLParser):
    """Collects cells with their row and column spans; nested tables count as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._depth = 0
        self._row = -1
        self._values: list[Raw] | None = None
        self._text: list[str] | None = None
        self._attributes: dict[str, str | None] = {}
        self._taken: dict[int, int] = {}
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag in {"script", "style"}:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(Table(f"{len(self.tables) + 1}"))
                self._row, self._taken = -1, {}
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._row += 1
            self._values = []
            style = next((value or "" for key, value in attrs if key == "style"), "")
            if "display:none" in style.replace(" ", ""):
                self.tables[-1].marks.hidden.add(self._row)
        elif self._depth == 1 and tag in {"td", "th"} and self._values is not None:
            self._end_cell()
            self._text, self._attributes = [], dict(attrs)
        elif tag in {"br", "p", "div"} and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a table, a row or a cell."""
        if tag in {"script", "style"}:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take in the text of the open cell."""
        if self._text is not None and not self._silent:
            self._text.append(data)

    def finish(self) -> None:
        """Take in what a page that breaks off left open, and drop tables without a cell."""
        self._end_row()
        self.tables = [table for table in self.tables if table.rows]

    def _end_cell(self) -> None:
        if self._text is None or self._values is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
        text = "\n".join(line for line in lines if line)
        number = _counted(text, self._attributes)
        self._text = None
        while self._taken.get(len(self._values), -1) >= self._row:
            self._values.append("")
        column = len(self._values)
        right = _span(self._attributes.get("colspan"), _MOST_SPAN)
        down = _span(self._attributes.get("rowspan"), 1 << 16)
        self._values.append(_number(number) if number is not None else text)
        self._values.extend([""] * (right - 1))
        if down > 1 or right > 1:
            last = (self._row + down - 1, column + right - 1)
            self.tables[-1].marks.spans.append(((self._row, column), last))
        if down > 1:
            self._taken.update(dict.fromkeys(range(column, column + right), self._row + down - 1))

    def _end_row(self) -> None:
        self._end_cell()
        if self._values is not None and self.tables:
            while self._taken.get(len(self._values), -1) >= self._row:
                self._values.append("")
            self.tables[-1].add(self._row, self._values)
        self._values = None


def _counted(text: str, attributes: dict[str, str | None]) -> str | None:
    """Return the number that a cell holds, None for a text; a day stays as it is shown.

    WPS and older Excel say it by `x:num`, LibreOffice by `sdval`. Newer Excel only puts numbers to
    the right: a long figure there that ends in noughts has lost its last places.
    """
    for name in ("x:num", "sdval"):
        if name in attributes and not figures.DAY.search(text):
            return attributes[name] or text
    right = (attributes.get("align") or "").casefold() == "right" and "x:str" not in attributes
    return text if right and _CUT_OFF.fullmatch(text) else None


def _number(text: str) -> Raw:
    """Read a cell that HTML from a spreadsheet marks as a number."""
    try:
        return float(text)
    except ValueError:
        return text


def _span(text: str | None, most: int) -> int:
    """Read a span; nonsense counts as one."""
    return min(max(int(text), 1), most) if text and text.isdecimal() and len(text) < 8 else 1  # noqa: PLR2004 -- digits of a span
