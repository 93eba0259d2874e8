"""The prepared workbook of a list: styles, widths, header, drop-downs, paper; no records yet."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel import library
from gigdesk.documents.excel.cells import Styles, column_letters, lines_needed
from gigdesk.documents.excel.layout import Kind

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.layout import Column, Line, SheetLayout

MOST_ROWS = 1_048_576
_HEADER_FILL = "E7ECF3"
_MOST_LISTED = 255
_LONGEST_TAB = 28
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORMATS = {
    Kind.TEXT: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONEY: "#,##0.00",
    Kind.INT: "0",
    Kind.NUMBER: "General",
    Kind.MARK: "General",
    Kind.AS_FOUND: "@",
}
_RIGHT = (Kind.MONEY,)


class Skeleton:
    """A workbook that openpyxl lays out and whose records are streamed in by somebody else."""

    def __init__(self, layouts: tuple[SheetLayout, ...]) -> None:
        """Lay out every sheet down to the last row of its header."""
        self.book = library.openpyxl().Workbook()
        self.layouts = layouts
        self._sheets: list[Worksheet] = []
        first = self.book.active
        if first is not None:
            self.book.remove(first)
        for layout in layouts:
            self._sheets.append(self.book.create_sheet(_tab(layout.name)))
        self._choices: Worksheet | None = None
        self._choice_columns: dict[tuple[str, ...], str] = {}
        for sheet, layout in zip(self._sheets, layouts, strict=True):
            _page(sheet, layout)
            _above(sheet, layout)
            for at in range(len(layout.columns)):
                _column(sheet, layout, at)
            if layout.hidden:
                sheet.sheet_state = "hidden"

    def styles(self, at: int) -> list[Styles]:
        """Return the cell styles of each column of sheet `at` (from 0)."""
        return [
            Styles(
                own=self._style(at, column, column.kind),
                text=self._style(at, column, Kind.TEXT),
                date=self._style(at, column, Kind.DATE),
                moment=self._style(at, column, Kind.DATE, form="yyyy-mm-dd hh:mm:ss"),
                span=self._style(at, column, Kind.DATE, form="[h]:mm:ss"),
            )
            for column in self.layouts[at].columns
        ]

    def total_styles(self, at: int) -> list[int]:
        """Return the cell style of each column of the row of totals."""
        return [
            self._style(at, column, column.kind, bold=True) for column in self.layouts[at].columns
        ]

    def _style(
        self, at: int, column: Column, kind: Kind, *, form: str = "", bold: bool = False
    ) -> int:
        """Register a style on a cell far from everything and take the cell away again."""
        sheet = self._sheets[at]
        cell = sheet.cell(MOST_ROWS, 1)
        _dress_body(cell, column, form or _FORMATS[kind], bold=bold)
        number = int(cell.style_id)
        del sheet._cells[MOST_ROWS, 1]  # noqa: SLF001 -- openpyxl has no public way to drop a cell
        return number

    def finish(self, at: int, last_row: int) -> None:
        """Add what depends on the number of rows: lines below, drop-downs, print area."""
        sheet, layout = self._sheets[at], self.layouts[at]
        for row, line in enumerate(layout.foot, start=last_row + 1):
            _line(sheet, layout, row, line)
        last_record = max(layout.first_row, last_row - (1 if layout.has_total else 0))
        for index, column in enumerate(layout.columns):
            if column.choices:
                letters = column_letters(index)
                self._drop_down(
                    sheet, column.choices, f"{letters}{layout.first_row}:{letters}{last_record}"
                )
        last_column = column_letters(len(layout.columns) - 1)
        sheet.print_area = f"A1:{last_column}{last_row + len(layout.foot)}"
        if layout.filtered:
            top = layout.first_row - 1
            sheet.auto_filter.ref = f"A{top}:{last_column}{last_record}"

    def _drop_down(self, sheet: Worksheet, choices: tuple[str, ...], where: str) -> None:
        validation = library.openpyxl().worksheet.datavalidation
        listed = ",".join(choices)
        short = len(listed) <= _MOST_LISTED and not any(
            "," in choice or '"' in choice for choice in choices
        )
        source = f'"{listed}"' if short else self._choice_range(choices)
        rule = validation.DataValidation(type="list", formula1=source, allow_blank=True)
        # A superior's word that is not in the list is let in with a hint, never refused.
        rule.errorStyle = "warning"
        rule.showErrorMessage = True
        rule.add(where)
        sheet.add_data_validation(rule)

    def _choice_range(self, choices: tuple[str, ...]) -> str:
        """Return the address of a long list of choices, kept on a hidden sheet."""
        if self._choices is None:
            self._choices = self.book.create_sheet(i18n.text("sheets.choices"))
            self._choices.sheet_state = "hidden"
        name = self._choices.title
        if choices not in self._choice_columns:
            column = len(self._choice_columns) + 1
            for row, choice in enumerate(choices, start=1):
                cell = self._choices.cell(row, column, choice)
                cell.data_type = "s"
            letters = column_letters(column - 1)
            address = f"'{name}'!${letters}$1:${letters}${len(choices)}"
            self._choice_columns[choices] = address
        return self._choice_columns[choices]

    def parts(self) -> dict[str, bytes]:
        """Return the parts of the workbook as it stands, by their names in the file."""
        kept = io.BytesIO()
        self.book.save(kept)
        with zipfile.ZipFile(kept) as packed:
            found = {name: packed.read(name) for name in packed.namelist()}
        found["docProps/core.xml"] = _CORE
        return found


# Without moments of making: the same rows give the same bytes.
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b"<cp:coreProperties xmlns:cp="
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<dc:creator>GigDesk</dc:creator></cp:coreProperties>"
)


def _tab(name: str) -> str:
    """Return a name that a sheet may bear, short enough for a counter behind it."""
    return _NOT_IN_TABS.sub("-", name).strip("' ")[:_LONGEST_TAB] or "1"


def _page(sheet: Worksheet, layout: SheetLayout) -> None:
    """Set paper, margins, titles of every page, page numbers and the frozen panes."""
    header_footer = library.openpyxl().worksheet.header_footer
    properties = library.openpyxl().worksheet.properties
    setup = sheet.page_setup
    setup.orientation = "landscape" if layout.landscape else "portrait"
    setup.paperSize = 8 if layout.paper == "A3" else 9
    setup.fitToWidth = layout.pages_wide
    setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = properties.PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom = 0.55, 0.65
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{layout.header_row}:{layout.first_row - 1}"
    if layout.pages_wide > 1 and layout.freeze_columns:
        sheet.print_title_cols = f"A:{column_letters(layout.freeze_columns - 1)}"
    frozen = column_letters(layout.freeze_columns)
    sheet.freeze_panes = f"{frozen}{layout.first_row}"
    sheet.sheet_format.defaultRowHeight = layout.row_height
    if layout.pages:
        footer = header_footer.HeaderFooterItem()
        footer.center.text = i18n.text("sheets.page", page="&P", pages="&N")
        footer.center.size = 9
        sheet.oddFooter = footer


def _above(sheet: Worksheet, layout: SheetLayout) -> None:
    """Write the title and the lines under it."""
    styles = library.openpyxl().styles
    row = 1
    if layout.title:
        cell = sheet.cell(row, 1, layout.title)
        cell.data_type = "s"
        cell.font = styles.Font(name=i18n.text("sheets.font.title"), size=layout.title_size)
        cell.alignment = styles.Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = layout.title_size * 2
        _merge(sheet, (row, 1, row, _reach(layout)))
        row += 1
    for line in layout.head:
        _line(sheet, layout, row, line)
        row += 1
    _header(sheet, layout)


def _header(sheet: Worksheet, layout: SheetLayout) -> None:
    """Write the header, its groups merged across and its lone columns merged down."""
    columns, top, depth = layout.columns, layout.header_row, layout.depth
    for level in range(depth):
        row = top + level
        sheet.row_dimensions[row].height = layout.header_height if level == depth - 1 else 20
        for at, column in enumerate(columns, start=1):
            words = (*column.group, column.header)
            cell = sheet.cell(row, at, words[level] if level < len(words) else None)
            cell.data_type = "s" if cell.value is not None else "n"
            _dress_header(cell, column.tint)
        start = 1
        for _, same in itertools.groupby(columns, key=lambda one: one.group[: level + 1]):
            width = len(tuple(same))
            if width > 1 and len(columns[start - 1].group) > level:
                _merge(sheet, (row, start, row, start + width - 1))
            start += width
    for at, column in enumerate(columns, start=1):
        if len(column.group) < depth - 1:
            _merge(sheet, (top + len(column.group), at, top + depth - 1, at))


def _column(sheet: Worksheet, layout: SheetLayout, at: int) -> None:
    """Set the width, and the text format of cells that somebody adds below by hand."""
    column = layout.columns[at]
    dimension = sheet.column_dimensions[column_letters(at)]
    dimension.width = column.width
    if _FORMATS[column.kind] == "@":
        dimension.number_format = "@"


def _line(sheet: Worksheet, layout: SheetLayout, row: int, line: Line) -> None:
    """Spread the parts of a line over the width of the table."""
    styles = library.openpyxl().styles
    widths = [column.width for column in layout.columns[: _reach(layout)]]
    starts = _starts(widths, len(line.parts))
    sheet.row_dimensions[row].height = line.height
    for at, (words, start) in enumerate(zip(line.parts, starts, strict=False)):
        last = at == len(starts) - 1
        end = len(widths) if last else starts[at + 1] - 1
        cell = sheet.cell(row, start, words or None)
        cell.data_type = "s" if words else "n"
        cell.font = styles.Font(name=i18n.text("sheets.font.body"), size=11, bold=line.bold)
        across = "left" if at == 0 else "right" if last else "center"
        room = sum(widths[start - 1 : end])
        needed = lines_needed(words, room) if words else 1
        cell.alignment = styles.Alignment(
            horizontal=across, vertical="center", wrap_text=needed > 1
        )
        height = sheet.row_dimensions[row].height or line.height
        sheet.row_dimensions[row].height = max(height, 6 + 15 * needed)
        if end > start:
            _merge(sheet, (row, start, row, end))


def _starts(widths: list[float], parts: int) -> list[int]:
    """Return the first column (from 1) of each part, cutting the width as evenly as it goes."""
    parts = min(parts, len(widths))
    total, starts = sum(widths), [1]
    for part in range(1, parts):
        wanted = total * part / parts
        start, reached = starts[-1], sum(widths[: starts[-1]])
        while reached < wanted and start < len(widths) - (parts - part):
            start += 1
            reached += widths[start - 1]
        starts.append(max(start, starts[-1] + 1))
    return starts


def _reach(layout: SheetLayout) -> int:
    """Return how many columns the title and the lines span: those of the first page across."""
    room = sum(column.width for column in layout.columns) / layout.pages_wide
    reached, count = 0.0, 0
    for column in layout.columns:
        reached += column.width
        if count and reached > room:
            break
        count += 1
    return count


def _merge(sheet: Worksheet, bounds: tuple[int, int, int, int]) -> None:
    top, left, bottom, right = bounds
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _dress_header(cell: Cell, tint: str) -> None:
    styles = library.openpyxl().styles
    cell.font = styles.Font(name=i18n.text("sheets.font.header"), size=10.5, bold=True)
    cell.fill = styles.PatternFill("solid", fgColor=tint or _HEADER_FILL)
    cell.alignment = styles.Alignment(horizontal="center", vertical="center", wrap_text=True)
    _frame(cell)


def _dress_body(cell: Cell | MergedCell, column: Column, form: str, *, bold: bool) -> None:
    styles = library.openpyxl().styles
    cell.font = styles.Font(name=i18n.text("sheets.font.body"), size=10.5, bold=bold)
    cell.number_format = form
    cell.alignment = _alignment(column)
    if column.tint:
        cell.fill = styles.PatternFill("solid", fgColor=column.tint)
    _frame(cell)


def _alignment(column: Column) -> Any:
    styles = library.openpyxl().styles
    across = "left" if column.left else "right" if column.kind in _RIGHT else "center"
    return styles.Alignment(
        horizontal=across, vertical="center", wrap_text=column.wrap, shrink_to_fit=not column.wrap
    )


def _frame(cell: Cell | MergedCell) -> None:
    styles = library.openpyxl().styles
    side = styles.Side(style="thin", color="5F6773")
    cell.border = styles.Border(left=side, right=side, top=side, bottom=side)
