"""Opens rows below the list row of a form, so that all it holds moves or grows with them."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from gigdesk.documents.excel import library
from gigdesk.documents.excel.filling.pen import cells_of

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.filling.shifting import Shift


def open_rows(book: Workbook, sheet: Worksheet, shift: Shift) -> None:
    """Move what lies below and let ranges over the list row grow; the new rows are empty."""
    _formulas(book, shift)
    _names(book, shift)
    for other in book.worksheets:
        _rules(other, shift)
    _print_settings(sheet, shift)
    _tables(sheet, shift)
    _drawings(book, sheet, shift)
    _merges(sheet, shift)
    _cells(sheet, shift)
    _row_forms(sheet, shift)


def _formulas(book: Workbook, shift: Shift) -> None:
    """Rewrite every formula of the workbook, wherever it stands."""
    formulas = library.openpyxl().worksheet.formula
    for sheet in book.worksheets:
        for cell in cells_of(sheet):
            inside = sheet.title == shift.sheet and shift.first <= cell.row <= shift.last
            value: Any = cell.value
            if isinstance(value, formulas.ArrayFormula):
                value.text = shift.formula(value.text or "", sheet.title, inside=inside)
                if sheet.title == shift.sheet and not inside:
                    value.ref = shift.address(value.ref)
            elif cell.data_type == "f" and isinstance(value, str):
                cell.value = shift.formula(value, sheet.title, inside=inside)


def _names(book: Workbook, shift: Shift) -> None:
    for home, names in (
        ("", book.defined_names),
        *((one.title, one.defined_names) for one in book.worksheets),
    ):
        for name in names.values():
            if name.attr_text:
                name.attr_text = shift.formula(name.attr_text, home)


def _rules(sheet: Worksheet, shift: Shift) -> None:
    """Move and grow drop-downs and conditional formats, their formulas on other sheets too."""
    formatting = library.openpyxl().formatting.formatting
    ranges = library.openpyxl().worksheet.cell_range
    here = sheet.title == shift.sheet
    for rule in sheet.data_validations.dataValidation:
        for name in ("formula1", "formula2"):
            formula = getattr(rule, name)
            if formula:
                setattr(rule, name, shift.formula(formula, sheet.title, inside=True))
        if here:
            rule.sqref = ranges.MultiCellRange(shift.address(str(rule.sqref)))
    fresh = formatting.ConditionalFormattingList()
    for where in sheet.conditional_formatting:
        address = shift.address(str(where.sqref)) if here else str(where.sqref)
        for one in where.rules:
            one.formula = [shift.formula(text, sheet.title, inside=True) for text in one.formula]
            fresh.add(address, one)
    sheet.conditional_formatting = fresh


def _print_settings(sheet: Worksheet, shift: Shift) -> None:
    if sheet.print_area:
        areas = [one.rpartition("!")[2] for one in sheet.print_area.split(",")]
        sheet.print_area = ",".join(shift.address(one.replace("$", "")) for one in areas)
    if sheet.print_title_rows:
        sheet.print_title_rows = shift.address(sheet.print_title_rows)
    for stop in sheet.row_breaks.brk:
        stop.id = stop.id + shift.by if stop.id >= shift.below else stop.id


def _tables(sheet: Worksheet, shift: Shift) -> None:
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = shift.address(sheet.auto_filter.ref)
    for table in sheet.tables.values():
        table.ref = shift.address(table.ref)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = shift.address(table.autoFilter.ref)


def _drawings(book: Workbook, sheet: Worksheet, shift: Shift) -> None:
    """Move pictures and charts that lie below, and the ranges that charts draw from."""
    # openpyxl has no public list of the pictures and charts of a sheet.
    for drawn in (*sheet._images, *sheet._charts):  # type: ignore[attr-defined]  # noqa: SLF001
        for name in ("_from", "to"):
            corner = getattr(drawn.anchor, name, None)
            if corner is not None:
                corner.row = shift.row(corner.row + 1) - 1
    for other in book.worksheets:
        for chart in other._charts:  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
            for series in chart.series:
                _series(series, other.title, shift)


def _series(series: Any, home: str, shift: Shift) -> None:
    for part in ("tx", "cat", "val", "xVal", "yVal", "bubbleSize"):
        held = getattr(series, part, None)
        for kind in ("numRef", "strRef", "multiLvlStrRef"):
            reference = getattr(held, kind, None)
            if reference is not None and reference.f:
                reference.f = shift.formula(reference.f, home, total=True)


def _merges(sheet: Worksheet, shift: Shift) -> None:
    """Move merges that lie below; one that reaches past the list row on both sides grows."""
    kept = []
    for merge in sheet.merged_cells.ranges:
        if merge.min_row > shift.below:
            merge.shift(row_shift=shift.by)
        elif merge.max_row > shift.below or merge.min_row < shift.first <= merge.max_row:
            merge.expand(down=shift.by)
        kept.append(merge)
    sheet.merged_cells.ranges = set(kept)


def _cells(sheet: Worksheet, shift: Shift) -> None:
    """Move the cells below, from the last row up, with their links."""
    grid: Any = sheet._cells  # noqa: SLF001 -- the public way fills gaps
    for row, column in sorted((at for at in grid if at[0] > shift.below), reverse=True):
        cell = grid.pop((row, column))
        cell.row = row + shift.by
        grid[cell.row, column] = cell
        link = getattr(cell, "hyperlink", None)
        if link is not None:
            link.ref = cell.coordinate


def _row_forms(sheet: Worksheet, shift: Shift) -> None:
    """Move heights, hidden rows and row styles; the new rows take those of the list row."""
    forms = sheet.row_dimensions
    for row in sorted((row for row in forms if row > shift.below), reverse=True):
        form = forms.pop(row)
        form.index = row + shift.by
        forms[form.index] = form
    height = shift.last - shift.first + 1
    for row in range(shift.below + 1, shift.below + shift.by + 1):
        source = forms.get(shift.first + (row - shift.first) % height)
        if source is not None:
            forms[row] = _like(sheet, row, source)


def _like(sheet: Worksheet, row: int, source: Any) -> Any:
    dimensions = library.openpyxl().worksheet.dimensions
    made = dimensions.RowDimension(
        sheet,
        index=row,
        ht=source.ht,
        hidden=source.hidden,
        outlineLevel=source.outlineLevel,
        thickBot=source.thickBot,
        thickTop=source.thickTop,
    )
    made._style = copy(source._style)  # noqa: SLF001 -- no public way
    return made
