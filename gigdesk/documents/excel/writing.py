"""Writes lists of any length as workbooks, in constant memory and in one step."""

from __future__ import annotations

import hashlib
import re
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from gigdesk import errors, money
from gigdesk.documents.excel import saving
from gigdesk.documents.excel.cells import RowForm, column_letters, escape, plain_number
from gigdesk.documents.excel.layout import Kind
from gigdesk.documents.excel.skeleton import MOST_ROWS, Skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gigdesk.documents.excel.layout import SheetLayout

_ROWS_AT_ONCE = 100
_DEFLATE = 1
_WRITTEN_ON = (1980, 1, 1, 0, 0, 0)
_DIMENSION = re.compile(rb"<dimension [^>]*/>")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: records over all sheets, and the SHA-256 of the file in hex."""

    rows: int
    sha256: str


def write_list(
    out: Path | BinaryIO,
    layout: SheetLayout,
    rows: Iterable[Sequence[Any]],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write one list; `rows` are read once and never kept.

    `progress` hears the number of rows so far; `cancelled` is asked now and then and ends the
    work with Refused. Raises DiskFull, Busy, EnvironmentFailure, Invalid (a text too long for a
    cell) and Refused (too many rows); nothing is left behind then.
    """
    return write_sheets(out, [(layout, rows)], progress=progress, cancelled=cancelled)


def write_sheets(
    out: Path | BinaryIO,
    sheets: Sequence[tuple[SheetLayout, Iterable[Sequence[Any]]]],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write several lists as the sheets of one workbook; for the rest see `write_list`."""
    work = _Work(sheets, progress, cancelled)
    if isinstance(out, Path):
        with saving.fresh_file(out) as part:
            with part.open("xb") as file:
                work.write(file)
            with part.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Written(work.rows, digest)
    with saving.naming_trouble(""), tempfile.TemporaryFile() as kept:
        work.write(kept)
        kept.seek(0)
        digest = hashlib.file_digest(kept, "sha256").hexdigest()
        kept.seek(0)
        while piece := kept.read(1 << 20):
            out.write(piece)
        out.flush()
    return Written(work.rows, digest)


class _Work:
    """One workbook on its way into a file."""

    def __init__(
        self,
        sheets: Sequence[tuple[SheetLayout, Iterable[Sequence[Any]]]],
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.rows = 0
        self._sheets = sheets
        self._progress = progress
        self._cancelled = cancelled

    def write(self, file: Any) -> None:
        """Write the streamed sheets first, then the parts that openpyxl made."""
        skeleton = Skeleton(tuple(layout for layout, _ in self._sheets))
        forms = [
            RowForm(layout.columns, skeleton.styles(at), layout.row_height)
            for at, (layout, _) in enumerate(self._sheets)
        ]
        totals = [skeleton.total_styles(at) for at in range(len(self._sheets))]
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_DEFLATE) as packed:
            parts = skeleton.parts()
            for at, (layout, rows) in enumerate(self._sheets):
                name = f"xl/worksheets/sheet{at + 1}.xml"
                with packed.open(_entry(name), "w", force_zip64=True) as sheet:
                    sheet.write(_head(parts[name]))
                    stream = _Stream(layout, forms[at], totals[at])
                    for piece in stream.pieces(rows):
                        sheet.write(piece.encode())
                        self._tell(stream.count)
                    skeleton.finish(at, stream.last_row)
                    parts = skeleton.parts()
                    sheet.write(_tail(parts[name], stream.last_row))
                self.rows += stream.count
            streamed = {f"xl/worksheets/sheet{at + 1}.xml" for at in range(len(self._sheets))}
            for name in sorted(parts.keys() - streamed):
                packed.writestr(_entry(name), parts[name])

    def _tell(self, count: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise errors.Refused("sheets.error.cancelled")
        if self._progress is not None:
            self._progress(self.rows + count)


class _Stream:
    """The records of one sheet as XML, counted and summed on the way."""

    def __init__(self, layout: SheetLayout, form: RowForm, totals: list[int]) -> None:
        self.count = 0
        self._layout = layout
        self._form = form
        self._total_styles = totals
        self._sums: dict[int, Any] = {
            at: 0 for at, column in enumerate(layout.columns) if column.sum
        }

    @property
    def last_row(self) -> int:
        """Return the last row written, the row of totals included."""
        end = self._layout.first_row + self.count - 1
        return end + 1 if self._sums else end

    def pieces(self, rows: Iterable[Sequence[Any]]) -> Iterator[str]:
        made: list[str] = []
        number = self._layout.first_row - 1
        last = MOST_ROWS - len(self._layout.foot) - 1
        xml, sums = self._form.xml, self._sums
        for row in rows:
            number += 1
            if number > last:
                raise errors.Refused("sheets.error.too_many_rows", limit=MOST_ROWS)
            made.append(xml(number, row))
            for at in sums:
                sums[at] += row[at] or 0
            if len(made) == _ROWS_AT_ONCE:
                self.count += len(made)
                yield "".join(made)
                made.clear()
        self.count += len(made)
        if sums:
            made.append(self._total(number + 1))
        yield "".join(made)

    def _total(self, number: int) -> str:
        """Return the row of totals: live formulas that carry the exact sums of today."""
        made = []
        for at, column in enumerate(self._layout.columns):
            letters = column_letters(at)
            where = f'<c r="{letters}{number}" s="{self._total_styles[at]}"'
            if at in self._sums:
                total = self._sums[at]
                shown = money.plain(total) if column.kind is Kind.MONEY else plain_number(total)
                first, last = self._layout.first_row, max(self._layout.first_row, number - 1)
                formula = f"SUM({letters}{first}:{letters}{last})" if self.count else "0"
                made.append(f"{where}><f>{formula}</f><v>{shown}</v></c>")
            elif at == 0 and self._layout.total_label:
                label = escape(self._layout.total_label)
                made.append(f'{where} t="inlineStr"><is><t>{label}</t></is></c>')
            else:
                made.append(where + "/>")
        height = max(self._layout.row_height, 22)
        return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(made)}</row>'


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a zip entry without the hour of writing: the same rows give the same bytes."""
    entry = zipfile.ZipInfo(name, _WRITTEN_ON)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = _DEFLATE  # type: ignore[attr-defined]  # noqa: SLF001 -- no public way
    return entry


def _head(sheet: bytes) -> bytes:
    """Return a sheet up to the end of its header rows; how far it reaches is not known yet."""
    head, _, _ = _DIMENSION.sub(b"", sheet).partition(b"</sheetData>")
    return head.removesuffix(b"<sheetData/>")


def _tail(sheet: bytes, last_row: int) -> bytes:
    """Return what follows the records: the lines below the table and the rest of the sheet."""
    below = sheet.find(b'<row r="%d"' % (last_row + 1))
    return sheet[below if below >= 0 else sheet.index(b"</sheetData>") :]
