"""The marks of .xls sheets, from one walk over the records of the workbook stream (MS-XLS)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.documents.excel import guarding, xls_order
from gigdesk.documents.excel.marks import Marks, code_of_format, error_mark

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from pathlib import Path

Record = tuple[int, int, int]
"""Kind, start and size of a record in the stream of a workbook."""

_EOF = 0x000A
_STRINGS, _STRING, _DIMENSIONS = 0x00FC, 0x0207, 0x0200
_BOUNDSHEET, _FORMAT, _XF, _ROW = 0x0085, 0x041E, 0x00E0, 0x0208
_NUMBER, _RK, _MULRK, _BOOLERR, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006
_CELLS = {_NUMBER, _RK, _MULRK, _BOOLERR, _FORMULA, 0x00FD, 0x0204}
_DATEMODE = 0x0022
_BIFF8 = 0x0600
_HIDDEN_ROW = 0x0020
_OLD_DIMENSIONS = 10
_ROOT = 5
_WORKSHEET = 0
_FONT, _STRUCK_FONT, _SKIPPED_FONT = 0x0031, 0x0008, 4
_FORMULA_ERROR = 2
"""What the first byte of a formula's result says when it is an error (MS-XLS 2.5.133)."""


def marks_of_sheets(path: Path) -> tuple[list[Marks], bool, io.BytesIO | None]:
    """Return the marks of every sheet in the order of the file, and if it counts from 1904.

    Where rows of a sheet are out of order, the file with them in order comes last, else None.
    Everything by whose size the reader of values asks for memory is compared with the size of
    the file first. Raises UnreadableFile: damaged, too_wide, too_long.
    """
    import olefile  # noqa: PLC0415 -- heavy

    try:
        with olefile.OleFileIO(str(path)) as container:
            _check_container(container, path.stat().st_size)
            stream = "Workbook" if container.exists("Workbook") else "Book"
            body: bytes = container.openstream(stream).read()
        marks, from_1904, fresh = _walked(body, path.name)
        changed = xls_order.with_stream(path, stream, fresh) if fresh != body else None
    except errors.UnreadableFile:
        raise
    except Exception as failure:
        raise errors.UnreadableFile("intake.error.damaged", name=path.name) from failure
    return marks, from_1904, changed


def _check_container(container: Any, size: int) -> None:
    """See that the chains of the container end and its sizes fit; raises ValueError."""
    most = size // 512 + 2
    head = container.fp
    head.seek(0)
    body = head.read(512)
    counts = [struct.unpack_from("<I", body, at)[0] for at in (40, 44, 64, 72)]
    if any(count > most for count in counts):
        raise ValueError
    starts = [container.first_dir_sector, container.first_mini_fat_sector]
    for entry in container.direntries:
        if entry is None:
            continue
        if entry.size > size:
            raise ValueError
        if entry.size >= container.minisectorcutoff or entry.entry_type == _ROOT:
            starts.append(entry.isectStart)
    for start in starts:
        steps, at = 0, start
        while at < len(container.fat):
            at = container.fat[at]
            steps += 1
            if steps > most:
                raise ValueError


def _walked(body: bytes, name: str) -> tuple[list[Marks], bool, bytes]:
    """Read the global formats first, then each sheet at the place the globals give.

    The stream comes back, its cells in order.
    """
    wide = len(body) > 6 and struct.unpack_from("<H", body, 4)[0] == _BIFF8  # noqa: PLR2004 -- a record head
    patterns: dict[int, str] = {}
    formats: list[int] = []
    fonts: list[int] = []
    crossed: list[bool] = []
    places: list[tuple[int, int]] = []
    from_1904 = False
    for kind, start, size in _records(body, 0):
        if kind == _BOUNDSHEET:
            place, _, form = struct.unpack_from("<IBB", body, start)
            places.append((place, form))
        elif kind == _FORMAT and wide:
            number = struct.unpack_from("<H", body, start)[0]
            patterns[number] = _pattern(body[start : start + size])
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", body, start + 2)[0])
            fonts.append(struct.unpack_from("<H", body, start)[0])
        elif kind == _FONT:
            flags = struct.unpack_from("<H", body, start + 2)[0]
            crossed.append(bool(flags & _STRUCK_FONT))
        elif kind == _DATEMODE:
            from_1904 = struct.unpack_from("<H", body, start)[0] == 1
        elif kind == _STRINGS and struct.unpack_from("<I", body, start + 4)[0] > len(body):
            raise ValueError
    codes = {}
    for index, number in enumerate(formats):
        code = code_of_format(number, patterns.get(number))
        if code is not None:
            codes[index] = code
    struck = frozenset(at for at, font in enumerate(fonts) if _is_struck(font, crossed))
    found = []
    for place, form in places:
        marks = _sheet(body, place, codes, struck)
        if form == _WORKSHEET and not marks.in_order:
            fresh = xls_order.in_order(body, _records(body, place))
            body = body[:place] + fresh + body[place + len(fresh) :]
            marks = _sheet(body, place, codes, struck)
        if form != _WORKSHEET and marks.first <= marks.last:
            # Charts keep their values column by column; nobody reads them here.
            marks.in_order = True
        guarding.check_sheet(name, marks, "")
        found.append(marks)
    return found, from_1904, body


def _is_struck(font: int, crossed: list[bool]) -> bool:
    """Say whether a font is struck through; there is no font of number 4 (MS-XLS 2.5.129)."""
    at = font - 1 if font > _SKIPPED_FONT else font
    return at < len(crossed) and crossed[at]


def _records(body: bytes, at: int) -> Iterator[Record]:
    """Yield kind, start and size of the records down to the first end, as the reader does."""
    end = len(body)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", body, at)
        if kind == _EOF:
            return
        if at + 4 + size > end:
            raise ValueError
        yield kind, at + 4, size
        at += 4 + size


def _sheet(body: bytes, place: int, codes: dict[int, str], struck: frozenset[int]) -> Marks:
    """Take in one sheet: hidden rows, errors, formats with a meaning, and how far values reach."""
    marks = Marks()
    formula = (0, 0)
    for kind, start, size in _records(body, place):
        if kind == _ROW:
            row = struct.unpack_from("<H", body, start)[0]
            if struct.unpack_from("<H", body, start + 12)[0] & _HIDDEN_ROW:
                marks.hidden.add(row)
        elif kind == _DIMENSIONS:
            _check_dimensions(body[start : start + size])
        elif kind == _STRING:
            marks.reach(*formula)
        elif kind in _CELLS:
            _cell(marks, kind, body[start : start + size], codes)
            row, column, style = struct.unpack_from("<HHH", body, start)
            if style in struck and kind != _MULRK:
                marks.strike(row, column)
            if kind == _FORMULA:
                formula = struct.unpack_from("<HH", body, start)
    return marks.settle()


def _check_dimensions(record: bytes) -> None:
    """Refuse a stated size for which the reader would set memory aside; raises ValueError."""
    shape = "<HHHH" if len(record) == _OLD_DIMENSIONS else "<IIHH"
    top, bottom, left, right = struct.unpack_from(shape, record)
    if bottom and right and (bottom <= top or right <= left):
        raise ValueError
    if (bottom - top) * (right - left) > 2 * guarding.MOST_CELLS:
        raise ValueError


def _cell(marks: Marks, kind: int, record: bytes, codes: dict[int, str]) -> None:
    """Note what a cell record says beside its value."""
    row, column, style = struct.unpack_from("<HHH", record)
    if kind == _MULRK:
        last = struct.unpack_from("<H", record, len(record) - 2)[0]
        marks.reach(row, last)
        for step, offset in enumerate(range(4, len(record) - 2, 6)):
            code = codes.get(struct.unpack_from("<H", record, offset)[0])
            if code is not None:
                marks.note(row, column + step, code)
        return
    marks.reach(row, column)
    failed = kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == _FORMULA_ERROR
    if failed or (kind == _BOOLERR and record[7]):
        marks.note(row, column, error_mark(record[8] if failed else record[6]))
    elif style in codes:
        marks.note(row, column, codes[style])


def _pattern(record: bytes) -> str:
    """Return the text of a FORMAT record of Excel 97 and later."""
    length, flags = struct.unpack_from("<HB", record, 2)
    if flags & 1:
        return record[5 : 5 + 2 * length].decode("utf-16-le", errors="replace")
    return record[5 : 5 + length].decode("latin-1")
