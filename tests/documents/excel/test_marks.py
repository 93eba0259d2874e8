"""Words that are struck through, errors by their name, and .xls rows that are out of order."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.styles import Font

from gigdesk.documents.excel import reading, xls_marks, xlsx_marks
from tests.campaigns.corpus import binary
from tests.campaigns.corpus.model import Failed, Month, Page, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gigdesk.documents.excel.rows import Row


def rows(path: Path) -> list[Row]:
    return list(reading.read(path).sheets[0].rows())


def struck_book(path: Path) -> Path:
    """Write people of whom the second is struck through, and of the third the telephone."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for one in (["姓名", "电话"], ["刘强", "1"], ["陈丽", "2"], ["王伟", "3"]):
        page.append(one)
    for cell in page[3]:
        cell.font = Font(strike=True)
    page["B4"].font = Font(strike=True)
    book.save(path)
    return path


@pytest.mark.parametrize("small_bytes", [0, 1 << 22], ids=["searched", "parsed"])
def test_cells_that_are_struck_through_are_known(
    tmp_path: Path, small_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_marks, "_SMALL_BYTES", small_bytes)
    found = rows(struck_book(tmp_path / "a.xlsx"))
    assert [sorted(row.struck) for row in found] == [[], [], [0, 1], [1]]


def test_a_style_sheet_that_only_denies_the_stroke_strikes_nothing(tmp_path: Path) -> None:
    path = struck_book(tmp_path / "a.xlsx")
    plain = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "xl/styles.xml":
                assert b'<strike val="1"' in body
                body = body.replace(b'<strike val="1"', b'<strike val="0"')
            new.writestr(name, body)
    assert not any(row.struck for row in rows(plain))


def test_other_kinds_of_workbooks_tell_of_the_stroke_too(tmp_path: Path) -> None:
    page = Page(rows=[["姓名", "日"], ["刘强", Month(dt.date(2026, 3, 1))]])
    stream = binary.xls_stream([page])
    font, form = struct.pack("<HH", 0x0031, 16), struct.pack("<HHHH", 0x00E0, 20, 0, 57)
    at = stream.index(font) + len(font) + 16 + 4  # the second font
    stream = stream[: at + 2] + struct.pack("<H", 8) + stream[at + 4 :]
    at = stream.index(form)
    stream = stream[: at + 4] + struct.pack("<H", 1) + stream[at + 6 :]
    binary.compound_file(tmp_path / "a.xls", {"Workbook": stream})
    assert [sorted(row.struck) for row in rows(tmp_path / "a.xls")] == [[], [1]]


@pytest.mark.parametrize("write", [binary.xls_book, binary.xlsb_book, binary.ods_book])
def test_an_error_is_called_as_the_cell_shows_it(
    tmp_path: Path, write: Callable[[Path, Sequence[Page]], None]
) -> None:
    path = tmp_path / f"a.{write.__name__.removesuffix('_book')}"
    write(path, [Page(rows=[["姓名", "号"], ["刘强", Failed()]])])
    cell = rows(path)[1].cell(1)
    assert (cell.kind, cell.text) == ("error", "#N/A")


@pytest.mark.parametrize("small_bytes", [0, 1 << 22], ids=["searched", "parsed"])
def test_an_error_of_xlsx_is_called_as_the_cell_shows_it(
    tmp_path: Path, small_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_marks, "_SMALL_BYTES", small_bytes)
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["姓名", "号", "村"])
    page.append(["刘强", "#N/A", "#REF!"])
    book.save(tmp_path / "a.xlsx")
    row = rows(tmp_path / "a.xlsx")[1]
    assert [(cell.kind, cell.text) for cell in (row.cell(1), row.cell(2))] == [
        ("error", "#N/A"),
        ("error", "#REF!"),
    ]


def test_rows_of_xls_that_are_out_of_order_are_put_into_order(tmp_path: Path) -> None:
    table: list[list[Value]] = [
        ["花名册", ""],
        ["姓名", "电话"],
        ["刘强", 13812345678],
        ["陈丽", Failed()],
    ]
    stream = binary.xls_stream(
        [Page(rows=[list(one) for one in table]), Page("二", [["甲", "乙"]])]
    )
    first = next(at for at in range(len(stream)) if stream[at : at + 8] == _BOF)
    found = list(xls_marks._records(stream, first))
    title = next(one for one in found if one[0] == 0x0204)
    start, end = title[1] - 4, title[1] + title[2]
    last = found[-1][1] + found[-1][2]
    moved = stream[:start] + stream[end:last] + stream[start:end] + stream[last:]
    assert len(moved) == len(stream)
    binary.compound_file(tmp_path / "a.xls", {"Workbook": moved})
    before = (tmp_path / "a.xls").read_bytes()
    book = reading.read(tmp_path / "a.xls")
    read = [[row.text(at) for at in range(2)] for row in book.sheets[0].rows()]
    assert read == [["花名册", ""], ["姓名", "电话"], ["刘强", "13812345678"], ["陈丽", "#N/A"]]
    assert [[row.text(0), row.text(1)] for row in book.sheets[1].rows()] == [["甲", "乙"]]
    assert (tmp_path / "a.xls").read_bytes() == before


_BOF = struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x10)
