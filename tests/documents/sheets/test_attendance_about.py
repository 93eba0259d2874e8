"""Tables of overtime, of halves or of something else: no mark of theirs is a whole day unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LAST = 7
HEAD: list[Any] = ["姓名", *range(1, LAST + 1)]


def read(folder: Path, rows: Sequence[Any], name: str = "考勤") -> attendance_in.AttendanceSheet:
    """Write rows into a workbook and read it as attendance of October 2026."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = name
    for row in rows:
        page.append(list(row))
    book.save(folder / "about.xlsx")
    (sheet,) = attendance_in.read(reading.read(folder / "about.xlsx"), month="2026-10")
    return sheet


def said(sheet: attendance_in.AttendanceSheet, name: str = "陈强") -> list[str]:
    """Return the days of somebody with overtime in hours: `01=1+2`."""
    return [
        f"{one.day[-2:]}={(one.quarters or 0) / 4:g}"
        + (f"+{one.overtime_minutes / 60:g}" if one.overtime_minutes else "")
        for one in sheet.records
        if one.name == name
    ]


MIXED = ["考勤及加班登记表", "加班及出勤登记", "10月考勤加班表", "2026年10月出勤及加班统计表"]


@pytest.mark.parametrize("title", MIXED)
@pytest.mark.parametrize("marks", [["√", "√"], [8, 2], [1, 1]])
def test_overtime_in_the_title_waits_where_nothing_tells_it_apart(
    tmp_path: Path, title: str, marks: list[Any]
) -> None:
    for rows in ([[title], HEAD], [[title], ["单位：青禾"], HEAD]):
        sheet = read(tmp_path, [*rows, ["陈强", *marks], ["刘丽", *marks]])
        assert sheet.records == ()
        assert {one.code for one in sheet.problems} == {"intake.attendance.title_untold"}
        assert len(sheet.problems) == 4
    sheet = read(tmp_path, [["2026年10月考勤表"], HEAD, ["陈强", *marks]], name=title[:20])
    assert sheet.records == ()


@pytest.mark.parametrize("title", MIXED)
def test_overtime_in_the_title_is_read_where_it_is_told_apart(tmp_path: Path, title: str) -> None:
    part = ["姓名", "类别", *range(1, LAST + 1)]
    rows = [["陈强", "出勤", "√", "√"], [None, "加班", 2], ["刘丽", "出勤", "√"], [None, "加班"]]
    sheet = read(tmp_path, [[title], part, *rows])
    assert (said(sheet), said(sheet, "刘丽")) == (["01=1+2", "02=1"], ["01=1"])
    other = [["陈强", "出勤", "√", "√"], [None, "加班(分钟)", None, 120], ["刘丽", "出勤"]]
    assert said(read(tmp_path, [[title], part, *other])) == ["01=1"]
    sheet = read(tmp_path, [[title], [*HEAD, "出勤天数", "加班小时"], ["陈强", *["√"] * 7, 7, 3]])
    assert len(sheet.records) == LAST
    assert said(read(tmp_path, [[title], HEAD, ["陈强", "√+2", "√"]])) == ["01=1+2", "02=1"]
    columns = [[None, *["出勤", "加班"] * 6], ["陈强", "√", 2, "√"]]
    heads = ["姓名", *(cell for day in range(1, 7) for cell in (day, None))]
    assert said(read(tmp_path, [[title], heads, *columns])) == ["01=1+2", "02=1"]


@pytest.mark.parametrize(
    "title",
    [
        "2026年10月加班考勤表",
        "加班考勤",
        "缺勤登记表",
        "10月未出勤登记表",
        "旷工登记表",
        "休假统计表",
    ],
)
def test_lists_of_overtime_and_absences_are_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        read(tmp_path, [[title], HEAD, ["陈强", "√", 1]], name="表")
    assert caught.value.code == "intake.error.no_attendance"


@pytest.mark.parametrize(
    "title",
    [
        "2026年10月请假名单",
        "2026年10月请假人员名单",
        "请假人员名单（10月）",
        "请假名单（一组）",
        "青禾合作社务工人员请假名单",
        "用工人员请假名单",
        "缺勤名单",
        "10月缺勤人员名册",
        "旷工人员名单",
        "未出勤人员名单",
        "未上班人员名单",
        "请假学员名单",
        "请假、旷工人员名单",
        "迟到早退名单",
        "休息人员名单",
        "病假名单",
        "附件2：请假人员名单",
        "值班人员名单",
        "加班人员名单",
        "10月培训人员名单",
        "值班签到名单",
        "未签到人员名单",
        "签到未到人员名单",
        "缺工人员名单",
        "用餐名单",
        "缺勤、请假人员名单",
        "无故缺勤人员名单",
        "安保人员请假名单",
        "卫生院生病人员名单",
        "门卫值班人员名单",
        "顶岗实习学生请假名单",
        "无请假条人员名单",
        "安保值班请假人员名单",
        "请假人员替班安排及请假名单",
        "到期未到人员名单",
    ],
)
@pytest.mark.parametrize("is_sheet", [False, True])
def test_a_list_of_people_who_were_away_is_refused(
    tmp_path: Path, title: str, *, is_sheet: bool
) -> None:
    name = title.replace("：", "") if is_sheet else "表"
    for above in ([["2026年10月"]] if is_sheet else [[title]], [["青禾合作社"], [title]]):
        with pytest.raises(errors.UnreadableFile) as caught:
            read(tmp_path, [*above, HEAD, ["陈强", "√", "√"], ["刘丽", "√"]], name=name)
        assert caught.value.code == "intake.error.no_attendance"


@pytest.mark.parametrize(
    "title",
    [
        "考勤名单",
        "出勤名单",
        "2026年10月出勤人员名单",
        "务工人员名单考勤表",
        "派工人员名单",
        "2026年10月务工人员名单",
        "采摘人员名单",
        "采茶工人名单",
        "计件人员名册",
        "水电工人名单",
        "缺工企业用工人员名单",
        "缺工企业务工人员名单",
        "学习班人员名单",
        "培训合格上岗人员名单",
        "上班人员名单",
        "出缺勤人员名单",
        "考勤请假名单",
        "考勤及请假人员名单",
        "签到、请假人员名单",
        "2026年10月考勤（含缺勤）人员名单",
        "2026年10月出勤、缺勤人员名单",
        "出勤及缺勤人员名册（2026年10月）",
        "2026年10月无缺勤人员考勤名单",
        "2026年10月全勤无请假人员名单",
        "请假替班工人名单2026年10月",
        "病假顶班人员名单2026年10月",
        "缺勤补位务工人员名单2026年10月",
        "2026年10月安保值班人员名单",
        "卫生病房护工名单（2026年10月）",
        "合同未到期务工人员名单2026年10月",
        "全勤人员名单",
        "夜班人员名单",
        "教育局工地人员名单",
        "活动板房厂务工人员花名册",
        "务工人员名单（请假打×）",
        "备注：请假人员名单附后",
        "说明：另附请假人员名单",
        "另附请假人员名单",
        "请假人员名单附后",
    ],
)
def test_a_list_of_people_who_work_is_read(tmp_path: Path, title: str) -> None:
    for above in ([[title]], [["2026年10月考勤表"], [title]]):
        sheet = read(tmp_path, [*above, HEAD, ["陈强", "√", "√"], ["刘丽", "√"]])
        assert (said(sheet), said(sheet, "刘丽")) == (["01=1", "02=1"], ["01=1"])
        assert sheet.problems == ()


@pytest.mark.parametrize(
    "title",
    [
        "2026年10月考勤表",
        "出缺勤登记表",
        "员工出缺勤统计表",
        "考勤请假表",
        "夜班考勤表",
        "白班考勤",
        "采茶记工表",
        "上午8点签到、下午6点签退",
        "√出勤 ○加班",
        "上班时间：上午8:00—下午6:00",
        "备注：加班另行登记，出勤打√",
        "说明：√出勤 ×缺勤",
        "每日标准工时8小时，超出部分计加班",
        "工时超过8小时计加班",
        "上下午考勤表",
        "上午下午考勤表",
    ],
)
def test_other_words_above_the_days_change_nothing(tmp_path: Path, title: str) -> None:
    for above in ([[title]], [["2026年10月考勤表"], [title]]):
        assert said(read(tmp_path, [*above, HEAD, ["陈强", "√"]])) == ["01=1"]


BESIDE = [
    [["加班小时"], HEAD],
    [["10月加班表"], HEAD],
    [["二、加班统计"], [], HEAD],
    [["加班小时", *HEAD[1:]]],
    [["加班", *HEAD[1:]]],
    [["加班"]],
    [["上午"], HEAD],
    [["下午"]],
    [["请假登记表"], HEAD],
    [["缺勤登记"], [], HEAD],
    [["10月下午考勤表"], HEAD],
    [["考勤加班表"], HEAD],
]


@pytest.mark.parametrize("between", BESIDE)
def test_a_table_of_something_else_below_waits(tmp_path: Path, between: list[list[Any]]) -> None:
    first = [["2026年10月考勤表"], HEAD, ["陈强", "√", "√"], ["刘丽", "√"]]
    second = [["陈强", 8, None, 8], ["刘丽", None, 1]]
    sheet = read(tmp_path, [*first, *between, *second])
    assert (said(sheet), said(sheet, "刘丽")) == (["01=1", "02=1"], ["01=1"])
    assert {one.code for one in sheet.problems} == {"intake.attendance.title_untold"}
    assert [(one.name, one.day[-2:]) for one in sheet.problems] == [
        *(("陈强", "01"), ("陈强", "03"), ("刘丽", "02"))
    ]
    again = [*first, *between, *second, ["2026年10月考勤表"], HEAD, ["王芳", "√"]]
    assert said(read(tmp_path, again), "王芳") == ["01=1"]


@pytest.mark.parametrize("word", ["上午", "加班"])
def test_a_word_over_all_the_days_lets_them_wait(tmp_path: Path, word: str) -> None:
    for rows in ([[word], HEAD], [HEAD, [word]]):
        sheet = read(tmp_path, [["2026年10月考勤表"], *rows, ["陈强", "√", "√"]])
        assert (sheet.records, len(sheet.problems)) == ((), 2)
    sheet = read(tmp_path, [["2026年10月考勤表"], HEAD, ["陈强", "√", "√"]], name=word)
    assert (sheet.records, len(sheet.problems)) == ((), 2)


@pytest.mark.parametrize(
    "between",
    [
        ["本页小计"],
        ["加班合计", 3, 2],
        ["加班另计"],
        ["备注：加班表另附"],
        ["一组"],
        ["白班"],
        ["夜班"],
        ["审批人：", None, "加班审批："],
    ],
)
def test_other_rows_between_pages_change_nothing(tmp_path: Path, between: list[Any]) -> None:
    first = [["2026年10月考勤表"], HEAD, ["陈强", "√", "√"], ["刘丽", "√"]]
    sheet = read(tmp_path, [*first, between, HEAD, ["王芳", "√", "√"]])
    assert said(sheet, "王芳") == ["01=1", "02=1"]
    assert said(sheet) == ["01=1", "02=1"]


def test_an_empty_second_row_of_somebody_is_no_heading(tmp_path: Path) -> None:
    rows = [["陈强", "√"], ["加班", 2], ["刘丽", "√"], ["加班"], ["王芳", "√"]]
    assert said(read(tmp_path, [["2026年10月考勤表"], HEAD, *rows]), "王芳") == ["01=1"]
    part = ["姓名", "", *range(1, LAST + 1)]
    more = [["陈强", None, "√"], [None, "加班"], ["王芳", None, "√"]]
    assert said(read(tmp_path, [["2026年10月考勤表"], part, *more]), "王芳") == ["01=1"]
