"""Lists that are streamed into a prepared workbook, read back by other readers."""

from __future__ import annotations

import datetime
import io
import re
import resource
import signal
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.documents.excel import writing
from gigdesk.documents.excel.layout import Column, Kind, Line, SheetLayout

PEOPLE = (
    Column("name", "姓名", 12),
    Column("doc_no", "身份证号码", 22),
    Column("born", "出生日期", 12, Kind.DATE),
    Column("pay", "工资", 12, Kind.MONEY, sum=True),
    Column("days", "天数", 8, Kind.NUMBER, sum=True),
    Column("sex", "性别", 6, choices=("男", "女")),
)
LAYOUT = SheetLayout(
    "名单",
    PEOPLE,
    title="花名册",
    head=(Line(("单位：甲", "日期：乙")),),
    foot=(Line(("填表人：", "审核人：")),),
    freeze_columns=1,
    total_label="合计",
)
ROWS: list[list[Any]] = [
    ["张三", "431127198001010018", "1980-01-01", 16050, Decimal("24.5"), "男"],
    ["李四", "001127198001010010", "1980-05", 1, 3, "女"],
    ["王五", "", None, None, None, None],
]


def _read(path: Path) -> list[list[Any]]:
    found = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return found.to_python()


def test_a_second_reader_finds_every_cell_with_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    written = writing.write_list(path, LAYOUT, iter(ROWS))
    rows = _read(path)
    assert written.rows == 3
    assert rows[0][0] == "花名册"
    assert rows[2] == ["姓名", "身份证号码", "出生日期", "工资", "天数", "性别"]
    day = datetime.date(1980, 1, 1)
    assert rows[3] == ["张三", "431127198001010018", day, 160.5, 24.5, "男"]
    assert rows[4] == ["李四", "001127198001010010", "1980-05", 0.01, 3.0, "女"]
    assert rows[5] == ["王五", "", "", "", "", ""]
    assert rows[6] == ["合计", "", "", 160.51, 27.5, ""]
    assert rows[7][0] == "填表人："


def test_the_print_set_up_and_the_drop_downs_reach_to_the_last_record(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    writing.write_list(path, LAYOUT, ROWS)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'名单'!$A$1:$F$8"
    assert sheet.freeze_panes == "B4"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter is not None
    assert "&P" in str(sheet.oddFooter.center.text)
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"A1:F1"}
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "F4:F6"
    assert rule.formula1 == '"男,女"'
    assert sheet["D7"].value == "=SUM(D4:D6)"
    assert sheet["B4"].number_format == "@"
    assert sheet["B6"].number_format == "@"
    assert sheet.column_dimensions["B"].width == 22


@pytest.mark.parametrize("evil", ["=1+1", "+86", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, evil: str) -> None:
    path = tmp_path / "list.xlsx"
    writing.write_list(path, SheetLayout("a", (Column("x", "x"),)), [[evil]])
    cell = openpyxl.load_workbook(path)["a"]["A2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("s", evil, "@")
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b't="inlineStr"' in sheet


_ANY_TEXT = st.text(max_size=40)


@given(st.lists(st.tuples(_ANY_TEXT, _ANY_TEXT), max_size=20))
def test_any_text_comes_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    kept = io.BytesIO()
    layout = SheetLayout("a", (Column("x", "x"), Column("y", "y", wrap=True)))
    writing.write_list(kept, layout, rows)
    sheet = openpyxl.load_workbook(kept)["a"]
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            found = sheet.cell(number, column).value
            assert _unescaped("" if found is None else str(found)) == text


def _unescaped(text: str) -> str:
    """Follow the rule of ECMA-376 part 1, 22.9.2.19, written here a second time."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def test_rare_characters_and_signs_of_xml_survive_every_reader(tmp_path: Path) -> None:
    words = ["李𬭎", "<b>&amp;", "  两头空格 ", "第一行\n第二行", "a]]>b", "_x0041_", "50%s"]
    path = tmp_path / "list.xlsx"
    writing.write_list(path, SheetLayout("a", (Column("x", "x"),)), [[word] for word in words])
    assert [row[0] for row in _read(path)][1:6] == words[:5]
    with zipfile.ZipFile(path) as packed:
        assert b"_x005F_x0041_" in packed.read("xl/worksheets/sheet1.xml")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    first, second = (writing.write_list(path, LAYOUT, ROWS) for path in (one, other))
    assert first == second
    assert one.read_bytes() == other.read_bytes()


def test_a_file_and_a_stream_get_the_same_bytes(tmp_path: Path) -> None:
    kept = io.BytesIO()
    to_stream = writing.write_list(kept, LAYOUT, ROWS)
    to_file = writing.write_list(tmp_path / "1.xlsx", LAYOUT, ROWS)
    assert to_stream == to_file
    assert kept.getvalue() == (tmp_path / "1.xlsx").read_bytes()


def test_cancelling_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    writing.write_list(path, LAYOUT, ROWS)
    older = path.read_bytes()
    heard: list[int] = []

    with pytest.raises(errors.Refused) as refused:
        writing.write_list(
            path,
            SheetLayout("a", (Column("x", "x"),)),
            ([str(number)] for number in range(10_000)),
            progress=heard.append,
            cancelled=lambda: len(heard) >= 3,
        )
    assert refused.value.code == "sheets.error.cancelled"
    assert [one.name for one in tmp_path.iterdir()] == ["list.xlsx"]
    assert path.read_bytes() == older
    assert heard == sorted(heard)


def test_an_error_in_the_rows_leaves_nothing_behind(tmp_path: Path) -> None:
    def rows() -> Any:
        yield ["a"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        writing.write_list(tmp_path / "a.xlsx", SheetLayout("a", (Column("x", "x"),)), rows())
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_as_such() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(errors.DiskFull):
        writing.write_list(full, LAYOUT, ROWS)


_NO_ROOM = """
import pathlib, sys
from gigdesk import errors
from gigdesk.documents.excel import writing
from gigdesk.documents.excel.layout import Column, SheetLayout
rows = ([str(number) * 20] for number in range(200_000))
try:
    writing.write_list(pathlib.Path(sys.argv[1]), SheetLayout("a", (Column("x", "x"),)), rows)
except errors.DiskFull:
    sys.exit(7)
"""


def test_running_out_of_room_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        [sys.executable, "-c", _NO_ROOM, str(tmp_path / "a.xlsx")],
        check=False,
        preexec_fn=little_room,
    )
    assert done.returncode == 7
    assert list(tmp_path.iterdir()) == []


def test_a_text_longer_than_a_cell_is_refused_and_never_cut(tmp_path: Path) -> None:
    layout = SheetLayout("a", (Column("x", "x"),))
    writing.write_list(tmp_path / "a.xlsx", layout, [["长" * 32_767]])
    assert len(_read(tmp_path / "a.xlsx")[1][0]) == 32_767
    with pytest.raises(errors.Invalid) as refused:
        writing.write_list(tmp_path / "b.xlsx", layout, [["长" * 32_768]])
    assert refused.value.params["cell"] == "A2"


@pytest.mark.parametrize(
    ("kind", "value"), [(Kind.MONEY, 1.5), (Kind.NUMBER, 0.1), (Kind.INT, "3"), (Kind.TEXT, 3)]
)
def test_a_value_of_the_wrong_kind_is_a_bug_and_never_rounded(kind: Kind, value: Any) -> None:
    with pytest.raises(errors.Bug):
        writing.write_list(io.BytesIO(), SheetLayout("a", (Column("x", "x", 9, kind),)), [[value]])


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (1, "0.01"), (-5, "-0.05"), (123456789012345678, None)]
)
def test_money_is_written_as_exact_decimal_text(fen: int, text: str | None) -> None:
    kept = io.BytesIO()
    layout = SheetLayout("a", (Column("x", "x", 9, Kind.MONEY),))
    writing.write_list(kept, layout, [[fen]])
    with zipfile.ZipFile(kept) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert f"<v>{text or '1234567890123456.78'}</v>" in sheet


def test_dates_that_excel_would_show_wrong_stay_text(tmp_path: Path) -> None:
    layout = SheetLayout("a", (Column("x", "x", 12, Kind.DATE),))
    days = ["1900-02-28", "1900-03-01", "2024-02-29", "2023-02-29", "1970-05", "9999-12-31"]
    writing.write_list(tmp_path / "a.xlsx", layout, [[day] for day in days])
    found = [row[0] for row in _read(tmp_path / "a.xlsx")][1:]
    assert found[0] == "1900-02-28"
    assert found[1:3] == [datetime.date(1900, 3, 1), datetime.date(2024, 2, 29)]
    assert found[3:5] == ["2023-02-29", "1970-05"]
    assert isinstance(found[5], str)


def test_long_lists_of_choices_move_to_a_hidden_sheet(tmp_path: Path) -> None:
    choices = tuple(f"第{number}个很长的选项" for number in range(60))
    layout = SheetLayout("a", (Column("x", "x", choices=choices), Column("y", "y")))
    writing.write_list(tmp_path / "a.xlsx", layout, [[choices[0], "y"]])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    hidden = book.worksheets[1]
    assert hidden.sheet_state == "hidden"
    assert [hidden.cell(row, 1).value for row in (1, 60)] == [choices[0], choices[-1]]
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert rule.formula1 == f"'{hidden.title}'!$A$1:$A$60"


def test_several_sheets_keep_their_own_words(tmp_path: Path) -> None:
    sheets = [
        (
            SheetLayout(
                f"组{number}",
                (Column("a", f"表头{number}"), Column("b", "共同")),
                title=f"标题{number}",
                foot=(Line((f"页脚{number}", "右")),),
            ),
            [[f"行{number}", "x"]] * number,
        )
        for number in range(1, 4)
    ]
    written = writing.write_sheets(tmp_path / "a.xlsx", sheets)
    assert written.rows == 6
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    for number in range(1, 4):
        rows = book.get_sheet_by_name(f"组{number}").to_python()
        assert [row[0] for row in rows] == [
            f"标题{number}",
            f"表头{number}",
            *[f"行{number}"] * number,
            f"页脚{number}",
        ]


def test_groups_may_bear_any_name_and_the_same_name(tmp_path: Path) -> None:
    names = ["一组/二组", "一组/二组", "很长的班组名称" * 8, "[']", ""]
    sheets = [(SheetLayout(name, PEOPLE), ROWS) for name in names]
    writing.write_sheets(tmp_path / "a.xlsx", sheets)
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert len(set(book.sheet_names)) == 5
    assert all(len(name) <= 31 for name in book.sheet_names)
    assert [len(book.get_sheet_by_index(at).to_python()) for at in range(5)] == [5] * 5


def test_headers_of_several_levels_are_merged_across_and_down(tmp_path: Path) -> None:
    layout = SheetLayout(
        "a",
        (
            Column("a", "姓名"),
            Column("b", "基本", group=("应发",)),
            Column("c", "加班", group=("应发",)),
            Column("d", "实发"),
        ),
    )
    writing.write_list(tmp_path / "a.xlsx", layout, [["张三", "1", "2", "3"]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1", "D1:D2"}
    assert [sheet[where].value for where in ("A1", "B1", "B2", "C2", "A3")] == [
        "姓名",
        "应发",
        "基本",
        "加班",
        "张三",
    ]


def test_an_empty_list_is_still_a_whole_workbook(tmp_path: Path) -> None:
    assert writing.write_list(tmp_path / "a.xlsx", LAYOUT, []).rows == 0
    rows = _read(tmp_path / "a.xlsx")
    assert rows[2][0] == "姓名"
    assert rows[3][0] == "合计"


def test_no_list_takes_the_place_of_a_file_of_another_kind(tmp_path: Path) -> None:
    wrong = tmp_path / "desk.db"
    wrong.write_bytes(b"anything but a workbook")
    with pytest.raises(errors.Refused) as failure:
        writing.write_list(wrong, LAYOUT, ROWS)
    assert failure.value.code == "sheets.error.other_kind"
    assert wrong.read_bytes() == b"anything but a workbook"
    for path in (tmp_path / "empty.xlsx", tmp_path / "again.xlsx"):
        path.touch()
        writing.write_list(path, LAYOUT, ROWS)
        writing.write_list(path, LAYOUT, ROWS)
        assert openpyxl.load_workbook(path).sheetnames


def test_an_archive_that_nobody_can_unpack_is_no_workbook_to_write_over(tmp_path: Path) -> None:
    path = tmp_path / "strange.xlsx"
    writing.write_list(path, LAYOUT, ROWS)
    strange = bytearray(path.read_bytes())
    at = strange.index(b"PK\x01\x02")
    strange[at + 6] = 99  # the version of the format that would be needed
    path.write_bytes(strange)
    with pytest.raises(errors.Refused):
        writing.write_list(path, LAYOUT, ROWS)
    assert path.read_bytes() == strange


def test_a_folder_that_is_missing_is_what_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.EnvironmentFailure) as caught:
        writing.write_list(tmp_path / "无" / "a.xlsx", LAYOUT, [])
    assert caught.value.code == "errors.no_such_file"
    assert caught.value.params == {"file": str(tmp_path / "无")}
