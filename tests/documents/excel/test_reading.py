"""What comes out of files of every kind: values, kinds, hidden rows, merges, and no guess."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import random
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.documents.excel import guarding, plain_tables, reading, rows, xlsx_marks
from tests.campaigns.corpus import binary, writers
from tests.campaigns.corpus.model import Failed, Month, Page, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.documents.excel.marks import Marks

FOREIGN = Path(__file__).parents[2] / "data" / "foreign"
Writer = "Callable[[Path, list[Page]], None]"
BINARY: list[tuple[str, Callable[[Path, list[Page]], None]]] = [
    (".xlsx", writers.openpyxl_book),
    (".xlsx", writers.xlsxwriter_book),
    (".xlsx", writers.bare_book),
    (".xls", binary.xls_book),
    (".xlsb", binary.xlsb_book),
    (".ods", binary.ods_book),
    (".xls", writers.xml_file),
]


def only(path: Path) -> list[rows.Row]:
    """Return the rows of the only sheet."""
    (sheet,) = reading.read(path).sheets
    return list(sheet.rows())


@pytest.mark.parametrize(("suffix", "write"), BINARY)
def test_every_kind_of_workbook_tells_numbers_texts_and_dates_apart(
    tmp_path: Path, suffix: str, write: Callable[[Path, list[Page]], None]
) -> None:
    page = Page(rows=[["姓名", 430602198801011000.0, dt.date(1988, 1, 1), "430602198801011237"]])
    path = tmp_path / f"book{suffix}"
    write(path, [page])
    (row,) = only(path)
    assert [row.cell(at).kind for at in range(5)] == ["text", "number", "date", "text", "empty"]
    assert row.cell(1).text == "430602198801011000"
    assert row.cell(2).text == "1988-01-01"
    assert row.cell(3).text == "430602198801011237"


@pytest.mark.parametrize(("suffix", "write"), BINARY)
def test_a_date_that_shows_only_its_month_stays_a_month(
    tmp_path: Path, suffix: str, write: Callable[[Path, list[Page]], None]
) -> None:
    page = Page(rows=[["生日"], [Month(dt.date(1990, 5, 1))], [dt.date(1990, 5, 1)]])
    path = tmp_path / f"book{suffix}"
    write(path, [page])
    assert [row.cell(0).text for row in only(path)[1:]] == ["1990-05", "1990-05-01"]


@pytest.mark.parametrize(("suffix", "write"), BINARY)
def test_errors_hidden_rows_and_merged_cells_are_marked(
    tmp_path: Path, suffix: str, write: Callable[[Path, list[Page]], None]
) -> None:
    page = Page(rows=[["村", "姓名"], ["新建村", "甲"], ["", "乙"], ["", Failed()], ["", "丁"]])
    page.merge(1, 0, 3, 0)
    page.hidden_rows = {2}
    path = tmp_path / f"book{suffix}"
    write(path, [page])
    found = only(path)
    assert [row.hidden for row in found] == [False, False, True, False, False]
    assert [row.cell(0).text for row in found] == ["村", "新建村", "新建村", "新建村", ""]
    assert [row.cell(0).filled for row in found] == [False, False, True, True, False]
    assert found[3].cell(1).kind == "error"
    assert found[2].own() == [1]


def test_a_merged_column_is_filled_down_where_the_rows_end_before_it(tmp_path: Path) -> None:
    cells = "<Cell><Data ss:Type='String'>{}</Data></Cell>"
    merged = "<Cell ss:MergeDown='2'><Data ss:Type='String'>大元村</Data></Cell>"
    body = "".join(
        f"<Row>{cells.format(name)}{merged if name == '甲' else ''}</Row>"
        for name in ("甲", "乙", "丙", "丁")
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    xml = tmp_path / "book.xls"
    xml.write_text(
        f"<?xml version='1.0'?><Workbook xmlns='{space}' xmlns:ss='{space}'>"
        f"<Worksheet ss:Name='S'><Table>{body}</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    html = tmp_path / "page.xls"
    rest = "".join(f"<tr><td>{name}</td></tr>" for name in ("乙", "丙", "丁"))
    first = "<tr><td>甲</td><td>左</td><td rowspan=3>大元村</td></tr>"
    html.write_text(f"<html><table>{first}{rest}</table></html>", encoding="utf-8")
    for path, column in ((xml, 1), (html, 2)):
        found = only(path)
        assert [row.text(column) for row in found] == ["大元村", "大元村", "大元村", ""]
        assert [row.cell(column).filled for row in found] == [False, True, True, False]
        assert found[1].own() == [0]


@pytest.mark.parametrize(("suffix", "write"), [one for one in BINARY if one[0] != ".xlsx"])
def test_a_merged_last_column_is_filled_down_in_workbooks_of_every_kind(
    tmp_path: Path, suffix: str, write: Callable[[Path, list[Page]], None]
) -> None:
    page = Page(rows=[["甲", "大元村"], ["乙"], ["丙"]])
    page.merge(0, 1, 2, 1)
    path = tmp_path / f"book{suffix}"
    write(path, [page])
    assert [row.text(1) for row in only(path)] == ["大元村"] * 3


@pytest.mark.parametrize(("suffix", "write"), BINARY)
@pytest.mark.parametrize(("above", "beside"), [(0, 1), (0, 3), (2, 0), (2, 1)])
def test_empty_columns_and_rows_before_the_first_cell_move_nothing(
    tmp_path: Path,
    above: int,
    beside: int,
    suffix: str,
    write: Callable[[Path, list[Page]], None],
) -> None:
    table: list[list[Value]] = [
        ["村", "姓名", "生日"],
        ["新建村", "甲", Month(dt.date(1990, 5, 1))],
        ["", "乙", ""],
        ["", Failed(), "丙"],
    ]
    blank: list[Value] = [""]
    page = Page(rows=[*(blank for _ in range(above)), *(blank * beside + row for row in table)])
    page.merge(above + 1, beside, above + 2, beside)
    page.hidden_rows = {above + 2}
    path = tmp_path / f"book{suffix}"
    write(path, [page])
    found = [row for row in only(path) if any(row.text(at) for at in range(9))]
    assert [row.number for row in found] == [above + at for at in (1, 2, 3, 4)]
    assert [[row.text(beside + at) for at in range(3)] for row in found] == [
        ["村", "姓名", "生日"],
        ["新建村", "甲", "1990-05"],
        ["新建村", "乙", ""],
        ["", "#N/A", "丙"],
    ]
    assert [row.hidden for row in found] == [False, False, True, False]
    assert found[3].cell(beside + 1).kind == "error"
    assert {row.text(at) for row in found for at in range(beside)} <= {""}


@pytest.mark.parametrize(("suffix", "write"), BINARY)
def test_hidden_sheets_are_there_and_marked(
    tmp_path: Path, suffix: str, write: Callable[[Path, list[Page]], None]
) -> None:
    pages = [Page("甲", rows=[["a"]]), Page("旧", rows=[["b"]], hidden=True)]
    path = tmp_path / f"book{suffix}"
    write(path, pages)
    sheets = reading.read(path).sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("甲", False), ("旧", True)]
    assert [next(sheet.rows()).text(0) for sheet in sheets] == ["a", "b"]


def test_a_sheet_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "twice.xlsx"
    writers.openpyxl_book(path, [Page("一", rows=[["村"], [""], ["x"]], merges=[(0, 0, 1, 0)])])
    (sheet,) = reading.read(path).sheets
    assert [row.text(0) for row in sheet.rows()] == [row.text(0) for row in sheet.rows()]


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "花名册(最新)(1).csv"
    path.write_bytes("姓名,电话\n".encode())
    book = reading.read(path)
    assert (book.name, book.sha256) == (path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_formula_nobody_calculated_is_an_error_and_never_an_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = "合计", "=SUM(C1:C9)"
    book.save(tmp_path / "sum.xlsx")
    (row,) = only(tmp_path / "sum.xlsx")
    assert (row.cell(1).kind, row.cell(1).text) == ("error", rows.UNSAVED_TEXT)


def test_cached_results_of_formulas_are_read_and_empty_ones_are_empty(tmp_path: Path) -> None:
    sheet = (
        f'<worksheet xmlns="{writers.SPREADSHEET}"><sheetData><row r="1">'
        '<c r="A1"><f>SUM(B1:B3)</f><v>6</v></c><c r="B1" t="str"><f>A2</f><v></v></c>'
        '<c r="C1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
        '<c r="D1" s="3"><v>32994</v></c></row></sheetData></worksheet>'
    )
    writers.package(tmp_path / "f.xlsx", ["S"], {"xl/worksheets/sheet1.xml": sheet})
    (row,) = only(tmp_path / "f.xlsx")
    assert row.cell(0) == (6.0, "number", "6", False)
    assert row.cell(1).kind == "empty"
    assert row.cell(2).text == '=DISPIMG("ID_1",1)'
    assert row.cell(3) == (32994.0, "number", "32994", False)  # format 59, unknown to most readers


def test_numbers_padded_by_their_format_read_as_they_show(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 12
    sheet["A1"].number_format = "0000"
    book.save(tmp_path / "pad.xlsx")
    assert only(tmp_path / "pad.xlsx")[0].text(0) == "0012"


def test_workbooks_that_count_from_1904_give_the_right_days(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    writers.openpyxl_book(path, [Page(rows=[[dt.date(1990, 5, 1)]])], from_1904=True)
    book = reading.read(path)
    assert book.epoch_1904
    assert next(book.sheets[0].rows()).cell(0).text == "1990-05-01"
    foreign = reading.read(FOREIGN / "npoi-1904DateWindowing.xls")
    assert next(foreign.sheets[0].rows()).text(0) == "2000-01-01"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_files_are_read_in_the_letters_they_were_written_in(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("姓名,电话\r\n𬭎䶮,13812345678\r\n".encode(encoding))
    found = only(path)
    assert [row.text(0) for row in found] == ["姓名", "𬭎䶮"]
    assert found[1].cell(1) == ("13812345678", "text", "13812345678", False)


def test_one_broken_letter_does_not_garble_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    body = "姓名,电话\n".encode() + "陈国强,13812345678\n".encode() * 40
    path.write_bytes(body.replace("国".encode(), b"\xe5\x9b", 1))
    found = only(path)
    assert "\ufffd" in found[1].text(0)
    assert found[2].text(0) == "陈国强"


def test_the_user_may_choose_the_letters(tmp_path: Path) -> None:
    path = tmp_path / "big5.csv"
    path.write_bytes("姓名,電話\n".encode("big5"))
    (sheet,) = reading.read(path, encoding="big5").sheets
    assert next(sheet.rows()).text(1) == "電話"
    with pytest.raises(errors.Invalid):
        reading.read(path, encoding="no-such-letters")


def test_a_stray_quotation_mark_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "stray.csv"
    path.write_text('姓名,村,电话\n甲,"新建村,1\n乙,石桥村,2\n丙,大坪村",3\n', encoding="utf-8")
    assert len(only(path)) == 4


def test_cells_with_lines_in_them_stay_one_cell() -> None:
    book = reading.read_pasted('姓名\t地址\r\n甲\t"青山镇\n新建村"\r\n乙\t"说""好"""\r\n')
    found = list(book.sheets[0].rows())
    assert [row.text(1) for row in found] == ["地址", "青山镇\n新建村", '说"好"']


@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(
                st.text('ab ,"\n\r', max_size=8),
                min_size=width,
                max_size=width,
            ),
            min_size=1,
            max_size=6,
        )
    )
)
def test_what_is_quoted_rightly_is_read_back_cell_for_cell(table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    found = plain_tables.rows_of_text(lambda: io.StringIO(text.getvalue(), newline=""), "list")
    assert [cells for _, cells in found] == table


NUMBERS = ("430602198801011237", "430602198801011309")


@pytest.mark.parametrize(
    "remark", ["在家\n有两个孩子,老人一个", "在家\n两个孩子,老人一个,田三亩", 'a\n\n,,,\n"b",c']
)
def test_a_remark_with_lines_and_commas_is_one_cell(remark: str) -> None:
    text = io.StringIO(newline="")
    heads = ["姓名\n(必填,真实)", "证号", "备注"]
    table = [heads, *(["刘甲", number, remark] for number in NUMBERS)]
    csv.writer(text).writerows(table)
    found = plain_tables.rows_of_text(lambda: io.StringIO(text.getvalue(), newline=""), "list")
    assert [cells for _, cells in found] == table


def test_a_pasted_cell_with_lines_and_a_tab_is_one_cell() -> None:
    pasted = f'姓名\t证号\t备注\n刘甲\t{NUMBERS[0]}\t"第一行\n第二行\t三"\n陈乙\t{NUMBERS[1]}\tx\n'
    found = list(reading.read_pasted(pasted).sheets[0].rows())
    assert [row.text(2) for row in found] == ["备注", "第一行\n第二行\t三", "x"]


@pytest.mark.parametrize("remarks", [('"x', 'y"'), ('"x', "y"), ('"x', '"y"'), ('x"', 'y"')])
def test_astray_marks_leave_every_person_a_row(remarks: tuple[str, str]) -> None:
    people = "".join(f"刘甲,{one},{say}\n" for one, say in zip(NUMBERS, remarks, strict=True))
    text = f'姓名,证号,备注\n{people}陈乙,{NUMBERS[0]},"好\n，是,的"\n'
    found = [cells for _, cells in plain_tables.rows_of_text(lambda: io.StringIO(text), "list")]
    assert [cells[1] for cells in found] == ["证号", *NUMBERS, NUMBERS[0]]
    assert found[-1][2] == "好\n，是,的"


def test_a_number_protected_as_a_formula_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text('姓名,证号\n甲,"=""430602198801011237"""\n', encoding="utf-8")
    assert only(path)[1].text(1) == "430602198801011237"


def test_an_empty_paste_is_refused() -> None:
    with pytest.raises(errors.UnreadableFile):
        reading.read_pasted(" \n\t\n")


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_excel_copies_comes_back_cell_by_cell(table: list[list[str]]) -> None:
    plain = [[" ".join(text.replace("\x00", "").split()) + "x" for text in row] for row in table]
    block = "\r\n".join("\t".join(row) for row in plain if '"' not in "".join(row)) + "\r\n"
    kept = [row for row in plain if '"' not in "".join(row)]
    if kept:
        found = [row.values for row in reading.read_pasted(block).sheets[0].rows()]
        assert found == kept


def marks_both_ways(path: Path) -> tuple[Marks, Marks]:
    """Return the marks of the first sheet by search and by full parse."""
    package = guarding.Package(path)
    styles = xlsx_marks.codes_of_styles(package)
    (part,) = xlsx_marks.parts_of_sheets(package).values()
    searched = xlsx_marks._searched(package.chunks(part), styles, frozenset()).settle()
    return searched, xlsx_marks._parsed_marks(package, part, styles, frozenset()).settle()


@pytest.mark.parametrize("write", [writers.openpyxl_book, writers.xlsxwriter_book])
def test_searching_a_large_sheet_finds_the_same_marks_as_parsing_it(
    tmp_path: Path, write: Callable[[Path, list[Page]], None]
) -> None:
    rng = random.Random(4)
    page = Page(rows=[["姓名", "生日", "村"]])
    for at in range(3000):
        value = rng.choice((Failed(), Month(dt.date(1980, 1, 1)), dt.date(1980, 1, 2), "x"))
        page.rows.append([f"人{at}", value, "新建村"])
        if rng.random() < 0.1:
            page.hidden_rows.add(at)
    write(tmp_path / "b.xlsx", [page])
    searched, parsed = marks_both_ways(tmp_path / "b.xlsx")
    assert searched.hidden == parsed.hidden == page.hidden_rows
    for row in range(3001):
        assert searched.codes_in(row) == parsed.codes_in(row)


def test_reading_lets_the_window_breathe(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    page = Page(rows=[[f"人{at}", "430602198801011237", "新建村"] for at in range(20_000)])
    writers.bare_book(path, [page])
    longest, stop = 0.0, threading.Event()
    begun = last = time.perf_counter()

    def read() -> None:
        for _ in reading.read(path).sheets[0].rows():
            pass
        stop.set()

    worker = threading.Thread(target=read)
    worker.start()
    while not stop.wait(0.002):
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    worker.join()
    # Held in one piece it would be nearly all of the time that the reading takes.
    assert longest < (last - begun) / 2
