"""Forms as offices send them: rows numbered beforehand, two people side by side, value tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from gigdesk import errors
from gigdesk.documents.excel import filling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIELDS = {
    "姓名": "name",
    "电话": "phone",
    "性别": "sex",
    "村": "village",
    "学历": "education",
    "有效期止": "doc_valid_to",
    "服务": "service_needs",
    "人员类别": "categories",
}


def _people(count: int) -> list[dict[str, Any]]:
    return [
        {
            "name": f"人{number}",
            "phone": f"138{number:08}",
            "sex": "男" if number % 2 else "女",
            "village": "大元村",
            "education": "大学专科",
            "doc_valid_to": "9999-12-31",
            "service_needs": "职业介绍、职业培训",
            "categories": "脱贫人口、残疾",
        }
        for number in range(1, count + 1)
    ]


def _form(tmp_path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    path = tmp_path / "form.xlsx"
    book.save(path)
    return path


def _fill(tmp_path: Path, form: Path, count: int) -> tuple[list[list[Any]], filling.Filled]:
    out = tmp_path / "out.xlsx"
    filled = filling.fill_form(form, out, _people(count), {"unit": "甲镇"}, fields=FIELDS)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)], filled


def _numbered(tmp_path: Path, first: object = "{{序号}}") -> Path:
    rows: list[list[Any]] = [["序号", "姓名", "村"], [first, "{{姓名}}", "{{村}}"]]
    rows += [[number, None, None] for number in range(2, 6)]
    rows.append(["合计", "=COUNTA(B2:B6)", "=COUNTA(C2:C2)"])
    return _form(tmp_path, rows)


@pytest.mark.parametrize("first", ["{{序号}}", 1])
def test_rows_numbered_beforehand_are_written_before_new_ones_are_opened(
    tmp_path: Path, first: object
) -> None:
    rows, _ = _fill(tmp_path, _numbered(tmp_path, first), 8)
    assert [row[:2] for row in rows[1:9]] == [[n, f"人{n}"] for n in range(1, 9)]
    assert rows[9] == ["合计", "=COUNTA(B2:B9)", "=COUNTA(C2:C9)"]
    assert len(rows) == 10


def test_rows_numbered_beforehand_stay_where_there_are_fewer_people(tmp_path: Path) -> None:
    rows, _ = _fill(tmp_path, _numbered(tmp_path), 3)
    assert [row[0] for row in rows[1:]] == [1, 2, 3, 4, 5, "合计"]
    assert [row[1] for row in rows[1:6]] == ["人1", "人2", "人3", None, None]
    assert rows[6][1:] == ["=COUNTA(B2:B6)", "=COUNTA(C2:C4)"]


def test_ruled_rows_are_of_the_list_and_blank_or_written_ones_are_not(tmp_path: Path) -> None:
    form = _form(tmp_path, [["姓名", "村"], ["{{姓名}}", "{{村}}"], [], [], [], ["第二部分"]])
    book = openpyxl.load_workbook(form)
    line = Side(style="thin")
    for row in book.worksheets[0]["A2:B3"]:
        for cell in row:
            cell.border = Border(line, line, line, line)
    book.save(form)
    rows, _ = _fill(tmp_path, form, 3)
    assert [row[0] for row in rows] == ["姓名", "人1", "人2", "人3", None, None, "第二部分"]
    told = _form(tmp_path, [["姓名", "人数"], ["{{姓名}}", None], [None, 2], ["合计", 3]])
    rows, _ = _fill(tmp_path, told, 2)
    assert [row[:2] for row in rows[3:]] == [[None, 2], ["合计", 3]]


def test_merges_and_amounts_of_waiting_rows_are_those_of_the_list_row(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["序", "姓名", "", "标准", "月", "金额"]]
    rows.append(["{{序号}}", "{{姓名}}", None, 500, 3, "=D2*E2"])
    rows += [[n, None, None, 500, 3, f"=D{n + 1}*E{n + 1}"] for n in (2, 3)]
    rows.append(["合计", None, None, None, None, "=SUM(F2:F4)"])
    form = _form(tmp_path, rows)
    book = openpyxl.load_workbook(form)
    for row in (2, 3, 4):
        book.worksheets[0].merge_cells(f"B{row}:C{row}")
    book.save(form)
    written, _ = _fill(tmp_path, form, 5)
    assert [row[1] for row in written[1:6]] == [f"人{n}" for n in range(1, 6)]
    assert [row[5] for row in written[1:]] == [
        *(f"=D{n}*E{n}" for n in range(2, 7)),
        "=SUM(F2:F6)",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert sorted(map(str, sheet.merged_cells.ranges)) == [f"B{n}:C{n}" for n in range(2, 7)]


def test_two_people_side_by_side_are_two_people(tmp_path: Path) -> None:
    marks = ["{{序号}}", "{{姓名}}", "{{电话}}"] * 2
    form = _form(tmp_path, [["名单"], ["序号", "姓名", "电话"] * 2, marks, [], ["共{{人数}}人"]])
    rows, _ = _fill(tmp_path, form, 5)
    assert [row[1] for row in rows[2:5]] == ["人1", "人2", "人3"]
    assert [row[3:5] for row in rows[2:5]] == [[4, "人4"], [5, "人5"], [None, None]]
    assert rows[6][0] == "共5人"
    said = [cell for row in rows[2:5] for cell in (row[1], row[4]) if cell]
    assert len(said) == len(set(said)) == 5


def test_rows_numbered_side_by_side_are_filled_down_and_then_to_the_right(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["序号", "姓名"] * 2, ["{{序号}}", "{{姓名}}"] * 2]
    rows += [[n, None, n + 4, None] for n in (2, 3, 4)]
    written, _ = _fill(tmp_path, _form(tmp_path, rows), 6)
    assert [row[1] for row in written[1:]] == ["人1", "人2", "人3", "人4"]
    assert [row[2:] for row in written[1:]] == [[5, "人5"], [6, "人6"], [None, None], [None, None]]


def test_one_mark_twice_under_other_words_is_one_person(tmp_path: Path) -> None:
    form = _form(tmp_path, [["姓名", "领款人"], ["{{姓名}}", "{{姓名}}"]])
    rows, _ = _fill(tmp_path, form, 2)
    assert rows[1:] == [["人1", "人1"], ["人2", "人2"]]
    form = _form(tmp_path, [["姓名", "姓名"], ["{{姓名}}", "{{姓名}}"]])
    rows, _ = _fill(tmp_path, form, 3)
    assert rows[1:] == [["人1", "人3"], ["人2", None]]


def test_the_long_term_day_is_never_written_as_a_day(tmp_path: Path) -> None:
    marks = ["{{有效期止}}", "至{{有效期止}}", "{{有效期止:yyyy.mm}}", "{{姓名}}"]
    rows, _ = _fill(tmp_path, _form(tmp_path, [marks]), 1)
    assert rows[0] == ["长期", "至长期", "长期", "人1"]


def _ticked(tmp_path: Path, *marks: str) -> tuple[list[Any], filling.Filled]:
    form = _form(tmp_path, [["姓名", *("x" * len(marks))], ["{{姓名}}", *marks]])
    rows, filled = _fill(tmp_path, form, 2)
    return [row[1:] for row in rows[1:]], filled


def test_a_table_may_name_the_value_first_or_last(tmp_path: Path) -> None:
    found, filled = _ticked(
        tmp_path, "{{性别:男=1,女=2}}", "{{性别:1=男,2=女}}", "{{村:甲=大元村}}"
    )
    assert found == [["1", "1", "甲"], ["2", "2", "甲"]]
    assert filled.remarks == ()
    found, _ = _ticked(tmp_path, "{{学历:1=初中,2=大专|3}}", "{{学历:大专=是}}", "{{性别:1=√}}")
    assert found == [["2", "是", "√"], ["2", "是", None]]


def test_a_table_finds_one_of_several_values(tmp_path: Path) -> None:
    found, _ = _ticked(
        tmp_path, "{{服务:职业培训=√}}", "{{人员类别:残疾=√}}", "{{人员类别:低保=√|否}}"
    )
    assert found[0] == ["√", "√", "否"]


def test_a_table_that_matches_nobody_is_refused_or_told(tmp_path: Path) -> None:
    with pytest.raises(errors.Invalid, match="form_table"):
        _ticked(tmp_path, "{{性别:甲=1,乙=2}}")
    assert not (tmp_path / "out.xlsx").exists()
    found, filled = _ticked(tmp_path, "{{村:新村=1}}")
    assert found == [[None], [None]]
    (said,) = filled.remarks
    assert "Sheet!B2 {{村:新村=1}}" in said
    assert "大元村" in said


def test_a_form_is_checked_before_anybody_is_asked(tmp_path: Path) -> None:
    form = _form(tmp_path, [["{{姓名}}", "{{性别:甲=1}}"]])
    with pytest.raises(errors.Invalid, match="form_table"):
        filling.check_form(form, (), fields=FIELDS, rows=2)
    form = _form(tmp_path, [["姓名", "{{姓名}}"], ["电话", "{{电话}}"]])
    filling.check_form(form, (), fields=FIELDS, rows=1)
    with pytest.raises(errors.Invalid, match="form_several_rows"):
        filling.check_form(form, (), fields=FIELDS, rows=2)
