"""Writes the binary kinds by hand: .xls records, .xlsb records, OpenDocument, and containers."""

from __future__ import annotations

import datetime as dt
import itertools
import struct
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.campaigns.corpus.model import Failed, Month, Page, Value
from tests.campaigns.corpus.writers import PACKAGE, RELATIONS, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_EPOCH = dt.date(1899, 12, 30)
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_GENERAL, _DAY, _MONTH = 0, 1, 2


def compound_file(path: Path, streams: Mapping[str, bytes]) -> None:
    """Write an OLE2 container; every stream is padded so that no mini stream is needed."""
    bodies = {name: body.ljust(4096, b"\x00") for name, body in streams.items()}
    fat: list[int] = [_FAT]
    entries = []
    data = b""
    for name, body in bodies.items():
        start = len(fat)
        count = -(-len(body) // _SECTOR)
        fat += [*range(start + 1, start + count), _END]
        data += body.ljust(count * _SECTOR, b"\x00")
        entries.append(_entry(name, 2, start, len(body)))
    names = sorted(
        range(len(entries)), key=lambda i: (len(list(bodies)[i]), list(bodies)[i].upper())
    )
    directory = _tree(entries, names)
    fat += [_END] * (-(-len(directory) // _SECTOR))
    for at in range(len(fat) - len(directory) // _SECTOR, len(fat) - 1):
        fat[at] = at + 1
    first_directory = len(fat) - len(directory) // _SECTOR
    if len(fat) > _SECTOR // 4:
        message = "larger than this writer can hold"
        raise ValueError(message)
    table = struct.pack(f"<{_SECTOR // 4}I", *(fat + [_FREE] * (_SECTOR // 4 - len(fat))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first_directory, 0, 4096, _END, 0, _END, 0
    )
    head += struct.pack("<109I", 0, *([_FREE] * 108))
    path.write_bytes(head + table + data + directory)


def _entry(name: str, kind: int, start: int, size: int) -> bytearray:
    wide = name.encode("utf-16-le") + b"\x00\x00"
    body = bytearray(wide.ljust(64, b"\x00"))
    body += struct.pack("<HBBIII", len(wide), kind, 1, _FREE, _FREE, _FREE)
    return body + bytes(36) + struct.pack("<IQ", start, size)


def _tree(entries: list[bytearray], order: list[int]) -> bytes:
    """Chain the entries to the right of each other under the root."""
    root = _entry("Root Entry", 5, _END, 0)
    struct.pack_into("<I", root, 76, order[0] + 1)
    for here, following in itertools.pairwise(order):
        struct.pack_into("<I", entries[here], 72, following + 1)
    body = b"".join([bytes(root), *(bytes(entry) for entry in entries)])
    empty = bytes(_entry("", 0, 0, 0))
    while len(body) % _SECTOR:
        body += empty
    return body


def xls_book(path: Path, pages: Sequence[Page]) -> None:
    """Write .xls (BIFF8) with label, number, row and merge records."""
    compound_file(path, {"Workbook": xls_stream(pages)})


def xls_stream(pages: Sequence[Page], *, locked: bool = False) -> bytes:
    """Return the workbook stream."""
    sheets = [_xls_sheet(page) for page in pages]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    if locked:
        head += _record(0x002F, struct.pack("<HHH", 0, 1, 2))
    head += _record(0x0042, struct.pack("<H", 1200))
    head += _record(0x0022, struct.pack("<H", 0))
    head += b"".join(_record(0x0031, bytes(14) + struct.pack("<BB", 0, 0)) for _ in range(4))
    head += _record(
        0x041E, struct.pack("<HHB", 170, 10, 1) + 'yyyy"年"m"月"'[:10].encode("utf-16-le")
    )
    for number in (0, 14, 57):
        head += _record(0x00E0, struct.pack("<HHH", 0, number, 1) + bytes(14))
    names = [page.name.encode("utf-16-le") for page in pages]
    size = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    listed = b""
    at = size
    for page, name, sheet in zip(pages, names, sheets, strict=True):
        state = struct.pack("<IBBBB", at, 1 if page.hidden else 0, 0, len(name) // 2, 1)
        listed += _record(0x0085, state + name)
        at += len(sheet)
    return head + listed + _record(0x000A, b"") + b"".join(sheets)


def _xls_sheet(page: Page) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    width = max(map(len, page.rows))
    body += _record(0x0200, struct.pack("<IIHHH", 0, len(page.rows), 0, width, 0))
    for at in range(len(page.rows)):
        flags = 0x0120 if at in page.hidden_rows else 0x0100
        body += _record(0x0208, struct.pack("<HHHHHHHH", at, 0, width, 255, 0, 0, flags, 15))
    for at, row in enumerate(page.rows):
        for column, value in enumerate(row):
            body += _xls_cell(at, column, value)
    merged = page.merges[:1000]
    if merged:
        areas = b"".join(struct.pack("<HHHH", t, b, left, r) for t, left, b, r in merged)
        body += _record(0x00E5, struct.pack("<H", len(merged)) + areas)
    return body + _record(0x000A, b"")


def _xls_cell(at: int, column: int, value: Value) -> bytes:
    if isinstance(value, Failed):
        return _record(0x0205, struct.pack("<HHHBB", at, column, 0, 0x2A, 1))
    if isinstance(value, Month):
        return _xls_number(at, column, _MONTH, (value.first - _EPOCH).days)
    if isinstance(value, dt.date):
        return _xls_number(at, column, _DAY, (value - _EPOCH).days)
    if isinstance(value, str):
        wide = value.encode("utf-16-le")
        head = struct.pack("<HHHHB", at, column, _GENERAL, len(wide) // 2, 1)
        return _record(0x0204, head + wide) if value else b""
    return _xls_number(at, column, _GENERAL, value)


def _xls_number(at: int, column: int, style: int, value: float) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", at, column, style, value))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xlsb_book(path: Path, pages: Sequence[Page]) -> None:
    """Write a binary workbook."""
    listed, related = b"", ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, page in enumerate(pages, 1):
            state = struct.pack("<II", 1 if page.hidden else 0, number)
            listed += _packed(156, state + _wide(f"rId{number}") + _wide(page.name))
            related += (
                f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" '
                f'Target="worksheets/sheet{number}.bin"/>'
            )
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(page))
        formats = b"".join(
            _packed(47, struct.pack("<HHHHHBBBB", 0, number, 0, 0, 0, 0, 0, 0, 0))
            for number in (0, 14, 57)
        )
        styles = _packed(278, b"") + _packed(617, struct.pack("<I", 3)) + formats
        archive.writestr("xl/styles.bin", styles + _packed(618, b"") + _packed(279, b""))
        book = (
            _packed(131, b"") + _packed(143, b"") + listed + _packed(144, b"") + _packed(132, b"")
        )
        archive.writestr("xl/workbook.bin", book)
        relations = f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')


def _xlsb_sheet(page: Page) -> bytes:
    width = max(map(len, page.rows))
    body = _packed(129, b"") + _packed(
        148, struct.pack("<IIII", 0, len(page.rows) - 1, 0, width - 1)
    )
    body += _packed(145, b"")
    for at, row in enumerate(page.rows):
        hidden = 0x10 if at in page.hidden_rows else 0
        body += _packed(0, struct.pack("<IIHBBBI", at, 0, 300, 0, hidden, 0, 0))
        for column, value in enumerate(row):
            body += _xlsb_cell(column, value)
    body += _packed(146, b"")
    if page.merges:
        body += _packed(177, struct.pack("<I", len(page.merges)))
        for top, left, bottom, right in page.merges:
            body += _packed(176, struct.pack("<IIII", top, bottom, left, right))
        body += _packed(178, b"")
    return body + _packed(130, b"")


def _xlsb_cell(column: int, value: Value) -> bytes:
    if isinstance(value, Failed):
        return _packed(3, struct.pack("<IIB", column, 0, 0x2A))
    if isinstance(value, (Month, dt.date)):
        day = value.first if isinstance(value, Month) else value
        style = _MONTH if isinstance(value, Month) else _DAY
        return _packed(5, struct.pack("<IId", column, style, (day - _EPOCH).days))
    if isinstance(value, str):
        return _packed(6, struct.pack("<II", column, 0) + _wide(value)) if value else b""
    return _packed(5, struct.pack("<IId", column, 0, value))


def _packed(kind: int, body: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    while size > 127:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + body


def _wide(text: str) -> bytes:
    wide = text.encode("utf-16-le")
    return struct.pack("<I", len(wide) // 2) + wide


def ods_book(path: Path, pages: Sequence[Page], *, manifest: str = "") -> None:
    """Write an OpenDocument spreadsheet."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    sheets = "".join(_ods_sheet(page) for page in pages)
    style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{text}" xmlns:style="{style}" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'office:version="1.2">'
        '<office:automatic-styles><style:style style:name="h" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)


def _ods_sheet(page: Page) -> str:
    spans = {(t, left): (b - t + 1, r - left + 1) for t, left, b, r in page.merges}
    rows = []
    for at, row in enumerate(page.rows):
        cells = []
        for column, value in enumerate(row):
            down, right = spans.get((at, column), (1, 1))
            span = ""
            if (down, right) != (1, 1):
                span = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
            cells.append(
                f"<table:table-cell{_ods_type(value)}{span}>{_ods_text(value)}</table:table-cell>"
            )
        hidden = ' table:visibility="collapse"' if at in page.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    state = ' table:style-name="h"' if page.hidden else ""
    return f'<table:table table:name="{escape(page.name)}"{state}>{"".join(rows)}</table:table>'


def _ods_type(value: Value) -> str:
    if isinstance(value, (Month, dt.date)):
        day = value.first if isinstance(value, Month) else value
        return f' office:value-type="date" office:date-value="{day.isoformat()}"'
    if isinstance(value, Failed):
        return ' office:value-type="string" office:string-value="" calcext:value-type="error"'
    if value == "":
        return ""
    if isinstance(value, str):
        return ' office:value-type="string"'
    return f' office:value-type="float" office:value="{value}"'


def _ods_text(value: Value) -> str:
    if isinstance(value, Failed):
        return "<text:p>#N/A</text:p>"
    if isinstance(value, (Month, dt.date)):
        return f"<text:p>{as_text(value)}</text:p>"
    return f"<text:p>{escape(value)}</text:p>" if isinstance(value, str) and value else ""
