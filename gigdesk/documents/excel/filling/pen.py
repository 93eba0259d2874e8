"""Writes values into the cells of a form and repeats its list row."""

from __future__ import annotations

import datetime
import re
from copy import copy, deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.documents.excel import library
from gigdesk.documents.excel.cells import MOST_CHARACTERS, escape_controls, serial
from gigdesk.documents.excel.filling import values
from gigdesk.documents.excel.filling.marks import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.filling.marks import Mark

# Digits that a spreadsheet would shorten or strip: long numbers and leading noughts.
_NUMBER_LIKE = re.compile(r"0\d+|\d{11,}[0-9Xx]?|\d{17}[Xx]", re.ASCII)
_PAGE_PARTS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def text_of(cell: Any) -> str:
    """Return the text of a cell where marks may stand; formulas and numbers have none."""
    value = cell.value
    if cell.data_type == "f" or value is None:
        return ""
    if isinstance(value, list):
        return "".join(str(part) for part in value)
    return value if isinstance(value, str) else ""


def page_texts(sheet: Worksheet) -> Iterator[tuple[Any, str]]:
    """Yield the parts of the page headers and footers that carry text."""
    for name in _PAGE_PARTS:
        item = getattr(sheet, name, None)
        for side in ("left", "center", "right"):
            part = getattr(item, side, None)
            if part is not None and part.text:
                yield part, part.text


def cells_of(sheet: Worksheet) -> list[Any]:
    """Return the cells that exist, in reading order; a stray cell far below costs nothing."""
    # openpyxl's public ways make every cell of the rectangle.
    return [cell for _, cell in sorted(sheet._cells.items())]  # noqa: SLF001


def columns_right(sheet: Worksheet, row: int, column: int, count: int) -> list[int]:
    """Return `count` columns from `column` to the right, a merged block counting as one."""
    ends = {(merge.min_row, merge.min_col): merge.max_col for merge in sheet.merged_cells.ranges}
    found = []
    for _ in range(count):
        found.append(column)
        column = int(ends.get((row, column)) or column) + 1
    return found


def write(cell: Any, marks: Sequence[Mark], facts: Mapping[str, Any]) -> None:
    """Put values in the place of the marks of one cell."""
    whole = text_of(cell)
    mark = marks[0]
    if len(marks) == 1 and whole.strip() == mark.text:
        _put(cell, values.shaped(mark, facts.get(mark.key)))
    elif isinstance(cell.value, list):
        _in_runs(cell, marks, facts)
    else:
        _put_text(cell, replaced(whole, marks, facts))


def replaced(
    text: str, marks: Sequence[Mark], facts: Mapping[str, Any], *, page: bool = False
) -> str:
    """Return a sentence with its marks replaced by words; `page`: for a page header."""
    by_text = {mark.text: mark for mark in marks}

    def words(match: re.Match[str]) -> str:
        mark = by_text.get(match[0])
        if mark is None:
            return match[0]
        value = values.shaped(mark, facts.get(mark.key))
        in_yuan = mark.key.endswith("_fen") and not set(mark.how) & set(values.UNITS)
        if in_yuan and isinstance(value, Decimal):
            return f"{value:.2f}"
        shown = values.as_text(value)
        return shown.replace("&", "&&") if page else shown

    return MARK.sub(words, text)


def _in_runs(cell: Any, marks: Sequence[Mark], facts: Mapping[str, Any]) -> None:
    """Fill rich text run by run; a mark that runs over several formats makes it plain."""
    runs = cell.value
    for at, run in enumerate(runs):
        if isinstance(run, str):
            runs[at] = escape_controls(replaced(run, marks, facts))
        else:
            run.text = escape_controls(replaced(run.text, marks, facts))
    joined = "".join(str(run) for run in runs)
    if MARK.search(joined):
        _put_text(cell, replaced(joined, marks, facts))


def write_split(cells: Sequence[Any], mark: Mark, facts: Mapping[str, Any]) -> None:
    """Write one sign of the value per cell; cells that are left over stay empty."""
    text = split_text(mark, facts)
    for at, cell in enumerate(cells):
        if at < len(text):
            _put_text(cell, text[at])
        else:
            cell.value = None


def split_text(mark: Mark, facts: Mapping[str, Any]) -> str:
    """Return the signs that a split mark writes."""
    return values.as_text(values.shaped(mark, facts.get(mark.key)))


def _put(cell: Any, value: Any) -> None:
    """Write one value by its own kind; text never turns into a number or a formula."""
    numbers = library.openpyxl().styles.numbers
    if value is None or value == "":
        cell.value = None
    elif isinstance(value, (bool, str)):
        as_date = isinstance(value, str) and numbers.is_date_format(cell.number_format)
        if as_date and serial(str(value)) is not None:
            cell.value = datetime.date.fromisoformat(str(value))
        else:
            _put_text(cell, str(value))
    elif isinstance(value, (int, Decimal)):
        cell.value = value
    elif isinstance(value, datetime.date):
        form = cell.number_format
        cell.value = value
        cell.number_format = form if numbers.is_date_format(form) else "yyyy-mm-dd"
    else:
        raise errors.Bug("sheets.error.kind", column=cell.coordinate, found=type(value).__name__)


def _put_text(cell: Any, text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise errors.Invalid("sheets.error.too_long", cell=cell.coordinate, limit=MOST_CHARACTERS)
    cell.value = escape_controls(text)
    cell.data_type = "s"
    if _NUMBER_LIKE.fullmatch(text) or text[:1] in ("=", "+", "-", "@"):
        cell.number_format = "@"


class Pattern:
    """The list row of a form, ready to be repeated below itself."""

    def __init__(self, sheet: Worksheet, first: int, last: int) -> None:
        """Remember the cells and merges of the rows `first` to `last`."""
        self._sheet = sheet
        self._cells = [cell for cell in cells_of(sheet) if first <= cell.row <= last]
        self._merges = []
        self._reaching: set[int] = set()
        for merge in sheet.merged_cells.ranges:
            top, bottom = int(merge.min_row or 0), int(merge.max_row or 0)
            if first <= top and bottom <= last:
                self._merges.append(merge.coord)
            elif top <= last and bottom >= first:
                self._reaching.update(range(int(merge.min_col or 0), int(merge.max_col or 0) + 1))

    def copy_to(self, down: int) -> None:
        """Copy styles, words, formulas and merges `down` rows below."""
        ranges = library.openpyxl().worksheet.cell_range
        for source in self._cells:
            cell: Any = self._sheet.cell(source.row + down, source.column)
            if source.has_style:
                # The style of a cell can be shared as a whole only this way.
                cell._style = copy(source._style)  # noqa: SLF001
            if source.value is None or source.column in self._reaching:
                continue
            if source.data_type == "f":
                cell.value = _moved_formula(source, cell.coordinate, down)
            else:
                cell.value = deepcopy(source.value)
                cell.data_type = source.data_type
        for coord in self._merges:
            moved = ranges.CellRange(coord)
            moved.shift(row_shift=down)
            # Without the check of every other merge that the public way makes each time.
            self._sheet.merged_cells.ranges.add(moved)


def is_repeated(own: Any, below: Any) -> bool:
    """Say whether a cell holds what the cell of the list row would be repeated as."""
    if MARK.search(text_of(own)):
        return False
    if own.data_type == "f":
        down = below.row - own.row
        return bool(_moved_formula(own, below.coordinate, down) == below.value)
    return bool(own.value == below.value)


def _moved_formula(source: Any, target: str, down: int) -> Any:
    translate = library.openpyxl().formula.translate
    ranges = library.openpyxl().worksheet.cell_range
    formulas = library.openpyxl().worksheet.formula
    value = source.value
    if isinstance(value, formulas.ArrayFormula):
        reach = ranges.CellRange(value.ref)
        reach.shift(row_shift=down)
        text = translate.Translator(value.text or "", source.coordinate).translate_formula(target)
        return formulas.ArrayFormula(reach.coord, text)
    if isinstance(value, str):
        return translate.Translator(value, source.coordinate).translate_formula(target)
    return None
