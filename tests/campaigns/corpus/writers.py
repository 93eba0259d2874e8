"""Writes a made-up workbook in every kind of file that rosters come in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from tests.campaigns.corpus.model import Failed, Month, Page, Value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = dt.date(1899, 12, 30)


def openpyxl_book(path: Path, pages: Sequence[Page], *, from_1904: bool = False) -> None:
    """Write .xlsx with openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if from_1904:
        book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 -- workbooks know no zones
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for at, row in enumerate(page.rows, 1):
            for column, value in enumerate(row, 1):
                _put(sheet.cell(at, column), value)
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(
                start_row=top + 1,
                start_column=left + 1,
                end_row=bottom + 1,
                end_column=right + 1,
            )
        for hidden in page.hidden_rows:
            sheet.row_dimensions[hidden + 1].hidden = True
    book.save(path)


def _put(cell: Any, value: Value) -> None:
    if isinstance(value, Month):
        cell.value, cell.number_format = value.first, 'yyyy"年"m"月"'
    elif isinstance(value, Failed):
        cell.value, cell.data_type = "#N/A", "e"
    elif value != "":
        cell.value = value
        if isinstance(value, str):
            cell.number_format = "@"


def xlsxwriter_book(path: Path, pages: Sequence[Page]) -> None:
    """Write .xlsx with XlsxWriter, blank cells formatted to the right and below."""
    book = xlsxwriter.Workbook(str(path))
    month = book.add_format({"num_format": 'yyyy"年"m"月"'})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    framed = book.add_format({"border": 1})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        if page.hidden:
            sheet.hide()
        for at in range(len(page.rows) + 30):
            for column in range(12):
                sheet.write_blank(at, column, None, framed)
        for top, left, bottom, right in page.merges:
            sheet.merge_range(top, left, bottom, right, "")
        for at, row in enumerate(page.rows):
            for column, value in enumerate(row):
                if isinstance(value, Month):
                    sheet.write_datetime(at, column, value.first, month)
                elif isinstance(value, Failed):
                    sheet.write_formula(at, column, "=NA()", None, "#N/A")
                elif isinstance(value, dt.date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, str) and value:
                    sheet.write_string(at, column, value)
                elif not isinstance(value, str):
                    sheet.write(at, column, value)
        for hidden in page.hidden_rows:
            sheet.set_row(hidden, None, None, {"hidden": True})
    book.close()


def bare_book(path: Path, pages: Sequence[Page]) -> None:
    """Write .xlsx by hand as WPS may: inline texts, no shared strings, a dimension of A1:A1."""
    sheets = {f"xl/worksheets/sheet{i}.xml": sheet_xml(p) for i, p in enumerate(pages, 1)}
    package(path, [page.name for page in pages], sheets, [page.hidden for page in pages])


def sheet_xml(page: Page) -> str:
    """Return the XML of one sheet."""
    rows = []
    for at, row in enumerate(page.rows, 1):
        cells = []
        for column, value in enumerate(row):
            place = f"{letters(column)}{at}"
            if isinstance(value, Month):
                cells.append(f'<c r="{place}" s="2"><v>{(value.first - _EPOCH).days}</v></c>')
            elif isinstance(value, Failed):
                cells.append(f'<c r="{place}" t="e"><v>#N/A</v></c>')
            elif isinstance(value, dt.date):
                cells.append(f'<c r="{place}" s="1"><v>{(value - _EPOCH).days}</v></c>')
            elif isinstance(value, str):
                body = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
                cells.append(f'<c r="{place}" t="inlineStr">{body}</c>' if value else "")
            else:
                cells.append(f'<c r="{place}" s="3"><v>{value}</v></c>')
        hidden = ' hidden="1"' if at - 1 in page.hidden_rows else ""
        rows.append(f'<row r="{at}"{hidden}>{"".join(cells)}</row>')
    merged = "".join(
        f'<mergeCell ref="{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in page.merges
    )
    tail = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{SPREADSHEET}">'
        f'<dimension ref="A1:A1"/><sheetData>{"".join(rows)}</sheetData>{tail}</worksheet>'
    )


def package(
    path: Path,
    names: Sequence[str],
    parts: dict[str, str],
    hidden: Sequence[bool] = (),
) -> None:
    """Write the zip around hand-written sheets; `parts` adds or replaces parts."""
    states = [*hidden, *([False] * len(names))]
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"'
        f"{' state=' + chr(34) + 'hidden' + chr(34) if states[i - 1] else ''}/>"
        for i, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 57, 59))
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}">'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{SPREADSHEET}"><cellXfs count="4">{formats}</cellXfs></styleSheet>'
        ),
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)


def letters(column: int) -> str:
    """Return the letters of a column counted from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def as_text(value: Value) -> str:
    """Return what a value becomes in files that know only text."""
    if isinstance(value, Month):
        return f"{value.first.year}年{value.first.month}月"
    if isinstance(value, Failed):
        return "#N/A"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.5E}" if value > 1e15 else str(int(value))
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def text_file(path: Path, page: Page, *, encoding: str, delimiter: str) -> None:
    """Write comma- or tab-separated text."""
    path.write_bytes(delimited(page, delimiter).encode(encoding))


def delimited(page: Page, delimiter: str) -> str:
    """Return a page as delimited text."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    for row in page.rows:
        writer.writerow([as_text(value) for value in row])
    return stream.getvalue()


def html_file(path: Path, page: Page, *, encoding: str = "utf-8") -> None:
    """Write an HTML table that calls itself .xls."""
    spans = {(t, left): (b - t + 1, r - left + 1) for t, left, b, r in page.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    width = max(map(len, page.rows))
    rows = []
    for at, row in enumerate(page.rows):
        cells = []
        for column in range(width):
            if (at, column) in covered:
                continue
            down, right = spans.get((at, column), (1, 1))
            value = row[column] if column < len(row) else ""
            number = f' x:num="{value}"' if isinstance(value, float) else ""
            body = escape(as_text(value))
            cells.append(f'<td rowspan="{down}" colspan="{right}"{number}>{body}</td>')
        hidden = ' style="display:none"' if at in page.hidden_rows else ""
        rows.append(f"<tr{hidden}>{''.join(cells)}</tr>")
    body = (
        f'<html><head><meta charset="{encoding}"><style>td {{ color: black }}</style></head>'
        f"<body><table>{''.join(rows)}</table></body></html>"
    )
    path.write_bytes(body.encode(encoding))


def xml_file(path: Path, pages: Sequence[Page]) -> None:
    """Write the XML of Excel 2003 that calls itself .xls."""
    sheets = []
    for page in pages:
        merges = {(t, left): (b - t, r - left) for t, left, b, r in page.merges}
        rows = []
        for at, row in enumerate(page.rows):
            cells = [_xml_cell(v, at, c, merges) for c, v in enumerate(row) if v != ""]
            hidden = ' ss:Hidden="1"' if at in page.hidden_rows else ""
            rows.append(f'<Row ss:Index="{at + 1}"{hidden}>{"".join(cells)}</Row>')
        state = "SheetHidden" if page.hidden else "SheetVisible"
        sheets.append(
            f'<Worksheet ss:Name="{escape(page.name)}"><Table>{"".join(rows)}</Table>'
            '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
            f"<Visible>{state}</Visible></WorksheetOptions></Worksheet>",
        )
    path.write_text(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Styles><Style ss:ID="m"><NumberFormat ss:Format="yyyy\\年m\\月"/></Style></Styles>'
        f"{''.join(sheets)}</Workbook>",
        encoding="utf-8",
    )


def _xml_cell(
    value: Value, at: int, column: int, merges: dict[tuple[int, int], tuple[int, int]]
) -> str:
    down, right = merges.get((at, column), (0, 0))
    kind, body, style = "String", as_text(value), ""
    if isinstance(value, Month):
        kind, body = "DateTime", f"{value.first.isoformat()}T00:00:00.000"
        style = ' ss:StyleID="m"'
    elif isinstance(value, Failed):
        kind = "Error"
    elif isinstance(value, dt.date):
        kind, body = "DateTime", f"{value.isoformat()}T00:00:00.000"
    elif isinstance(value, (int, float)):
        kind, body = "Number", str(value)
    return (
        f'<Cell ss:Index="{column + 1}" ss:MergeDown="{down}" ss:MergeAcross="{right}"{style}>'
        f'<Data ss:Type="{kind}">{escape(body)}</Data></Cell>'
    )
