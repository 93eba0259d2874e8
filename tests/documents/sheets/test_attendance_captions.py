"""What stands over a further table of the same days, below or beside the first: days, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.sheets import written_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.documents.sheets import attendance_in

HEAD: list[Any] = ["序号", "姓名", *range(1, 8)]
UNTOLD = {"intake.attendance.title_untold"}


def read(
    folder: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()
) -> attendance_in.AttendanceSheet:
    """Read rows as attendance of October 2026."""
    return written_sheets.read(folder, rows, merged, "2026-10")


def days(sheet: attendance_in.AttendanceSheet, name: str) -> list[str]:
    """Return the days of somebody, `3+2` with two hours of overtime, `3/2` for half a day."""
    return [
        f"{int(one.day[-2:])}"
        + (f"+{one.overtime_minutes / 60:g}" if one.overtime_minutes else "")
        + ("" if one.quarters == 4 else f"/{one.quarters}")
        for one in sheet.records
        if one.name == name
    ]


def below(between: Sequence[Sequence[Any]], mark: Any, *names: str) -> list[list[Any]]:
    """Return a table of the first five days and another one below it with a mark on the sixth."""
    people = [[at, name, *["√"] * 5] for at, name in enumerate(["陈强", "刘丽", "赵军"], 1)]
    more = [[at, name, *[None] * 5, mark] for at, name in enumerate(names, 1)]
    return [["2026年10月考勤表"], HEAD, *people, *map(list, between), HEAD, *more]


# An occasion with an employer's name behind it.
OCCASIONS = [
    "安全培训 青禾公司",
    "安全培训青禾公司一组",
    "安全教育培训-青禾公司",
    "值班 青禾合作社",
    "晚点名 青禾公司",
    "会议 青禾公司一组",
    "教育培训 县农业局",
    "学习 青禾集团10月",
    "例会 青禾项目部",
    "体检 青禾公司",
    "体检名单 青禾公司",
    "班前会 青禾公司2班",
    "早会青禾合作社",
    "计划 青禾公司",
    "应出勤 青禾公司",
    "值班安排 青禾公司",
    "消防演练 青禾园区",
    "培训签到表 青禾公司",
    "安全培训 青禾公司签到表",
    "青禾公司安全培训",
    "启明教育公司",
]

CAPTIONS = [
    ("加班情况", 8),
    ("附：加班记录", 8),
    ("晚上加班", 8),
    ("加班时间（小时）", 8),
    ("注：加班另附如下", 8),
    ("二、加班", 8),
    ("周末加班", "√"),
    ("加班汇总", 8),
    ("员工加班", 8),
    ("采摘组加班", 8),
    ("请假情况", "√"),
    ("请假天数", 1),
    ("缺勤情况", "√"),
    ("未出勤", "√"),
    ("早餐", "√"),
    ("领用手套登记", 1),
    ("休息", "√"),
    ("交通补贴", 1),
    ("节假日上班", "√"),
    ("夜班", "√"),
    ("夜班情况", "√"),
    ("三、押金", 1),
    ("会议签到", "√"),
    ("班前会签到", "√"),
    ("安全教育签到表", "√"),
    ("10月值班签到", "√"),
    ("应出勤", "√"),
    ("计划出勤表", "√"),
    ("考勤异常", "√"),
    ("不出勤", "√"),
    ("晚点名", "√"),
    ("启明教育公司会议签到", "√"),
    ("安全教育培训签到（10月5日）", "√"),
    ("培训班", "√"),
    ("培训班签到", "√"),
    ("值班工地签到", "√"),
    ("会议签到（青禾公司）", "√"),
    ("会议签到第3期", "√"),
    ("培训2天签到", "√"),
    ("考勤异常处理", "√"),
    ("应出勤天数", "√"),
    ("计划10月出勤表", "√"),
    ("安全教育班", "√"),
    ("安全学习班", "√"),
    ("学习班", "√"),
    *((each, "√") for each in OCCASIONS),
]


@pytest.mark.parametrize(("caption", "mark"), CAPTIONS)
@pytest.mark.parametrize("blank", [0, 2])
def test_a_table_of_something_else_over_the_same_people_waits(
    tmp_path: Path, caption: str, mark: Any, blank: int
) -> None:
    lines: list[list[Any]] = [[] for _ in range(blank)]
    sheet = read(tmp_path, below([*lines, [caption]], mark, "陈强", "刘丽"))
    assert days(sheet, "陈强") == days(sheet, "刘丽") == ["1", "2", "3", "4", "5"]
    assert {one.code for one in sheet.problems} == UNTOLD
    assert [(one.name, one.day[-2:]) for one in sheet.problems] == [("陈强", "06"), ("刘丽", "06")]


@pytest.mark.parametrize(("caption", "mark"), CAPTIONS[:17])
def test_a_table_that_plainly_is_something_else_waits_for_others_too(
    tmp_path: Path, caption: str, mark: Any
) -> None:
    sheet = read(tmp_path, below([[caption]], mark, "王芳"))
    assert (days(sheet, "王芳"), len(sheet.problems)) == ([], 1)


ORDINARY: list[list[list[Any]]] = [
    [],
    [[]],
    [["2026年10月考勤表"]],
    [["考勤表"]],
    [["10月"]],
    [["一组"]],
    [["二组（采棉）"]],
    [["三组 组长何静"]],
    [["青禾合作社"]],
    [["石桥村"]],
    [["张三班组"]],
    [["采摘组"]],
    [["管理人员"]],
    [["普工"]],
    [["二组 10月"]],
    [["10月出勤"]],
    [["采棉二队出勤情况"]],
    [["出缺勤登记表"]],
    [["点名"]],
    [["实际出勤"]],
    [["项目部考勤"]],
    [["本页小计", None, *[3] * 5]],
    [["小计"], ["二组"]],
    [["考勤员：李四", None, "负责人："]],
    [["制表人", "李四"]],
    [["第1页 共2页"]],
    [["续表"]],
    [["备注：加班表另附"]],
    [["√出勤 ○休息"]],
    [["加班合计", 3, 2]],
    [["单位：青禾合作社"]],
    [["2026.10.1-2026.10.31"]],
    [["附表2"]],
    [["二"]],
    [["2026年10月考勤表"], ["单位：青禾", None, None, "班组：一组"]],
    [["启明教育公司考勤表"]],
    [["启明教育公司2026年10月考勤表"]],
    [["启明教育公司一组考勤"]],
    [["活动板房厂考勤表"]],
    [["教育局考勤表（10月）"]],
    [["本月应出勤26天"]],
    [["考勤表（应出勤26天）"]],
    [["10月考勤表（应出勤26天）"]],
    [["启明培训公司2026年10月考勤表"]],
    [["启明培训公司点工考勤表"]],
    [["青禾公司10月用工考勤 二组"]],
]


@pytest.mark.parametrize("between", ORDINARY)
def test_pages_and_crews_stay_days(tmp_path: Path, between: list[list[Any]]) -> None:
    for names in (["王芳", "李强"], ["陈强", "刘丽"]):
        sheet = read(tmp_path, below(between, "√", *names))
        assert [days(sheet, name)[-1:] for name in names] == [["6"]] * 2
        assert sheet.problems == ()


@pytest.mark.parametrize(
    "caption",
    [
        "白班",
        "夜班",
        "骨干",
        "老马队",
        "青禾三期",
        "餐厅组",
        "加班另计",
        "外地来的",
        "值班",
        "教育局工地",
    ],
)
def test_any_word_over_other_people_is_that_of_a_crew(tmp_path: Path, caption: str) -> None:
    sheet = read(tmp_path, below([[caption]], "√", "王芳", "李强"))
    assert (days(sheet, "王芳"), days(sheet, "李强"), sheet.problems) == (["6"], ["6"], ())


def test_a_title_of_the_whole_sheet_may_be_said_again(tmp_path: Path) -> None:
    rows = below([["员工考勤请假表"]], "√", "王芳")
    rows[0] = ["员工考勤请假表"]
    sheet = read(tmp_path, rows)
    assert (days(sheet, "王芳"), sheet.problems) == (["6"], ())


@pytest.mark.parametrize("caption", ["加班情况", "10月加班表", "二、加班"])
@pytest.mark.parametrize("line", ["二组", "考勤表", "青禾合作社", "2026年10月考勤表"])
def test_a_crew_below_a_table_of_something_else_has_days_again(
    tmp_path: Path, caption: str, line: str
) -> None:
    rows = below([[caption]], 8, "陈强", "刘丽")
    more = [[line], HEAD, [1, "王芳", "√", "√"], [2, "李强", None, "√"], [caption], HEAD]
    sheet = read(tmp_path, [*rows, *more, [1, "王芳", None, None, 8], [2, "李强", 3]])
    assert (days(sheet, "陈强"), days(sheet, "王芳")) == (["1", "2", "3", "4", "5"], ["1", "2"])
    assert [(one.name, one.day[-2:]) for one in sheet.problems] == [
        *(("陈强", "06"), ("刘丽", "06"), ("王芳", "03"), ("李强", "01"))
    ]


@pytest.mark.parametrize("line", ["考勤", "考勤表", "10月出勤"])
def test_the_second_half_of_a_month_below_overtime_has_days_again(
    tmp_path: Path, line: str
) -> None:
    early, late = ["姓名", *range(1, 16)], ["姓名", *range(16, 32)]
    rows = [
        *(["2026年10月考勤表"], early, ["陈强", "√"], ["加班情况"], early, ["陈强", None, 8]),
        *([line], late, ["陈强", "√"], ["加班情况"], late, ["陈强", None, 8]),
    ]
    sheet = read(tmp_path, rows)
    assert days(sheet, "陈强") == ["1", "16"]
    assert [one.day[-2:] for one in sheet.problems] == ["02", "17"]


@pytest.mark.parametrize("line", [[], [["一组"]], [["第2页"]]])
def test_a_further_page_of_something_else_waits_as_well(
    tmp_path: Path, line: list[list[Any]]
) -> None:
    rows = below([["加班情况"]], 8, "陈强")
    sheet = read(tmp_path, [*rows, *line, HEAD, [2, "刘丽", *[None] * 5, 8]])
    assert (len(days(sheet, "刘丽")), len(sheet.problems)) == (5, 2)


def test_other_days_of_the_same_people_go_on(tmp_path: Path) -> None:
    rows = [
        *(["2026年10月考勤表"], ["姓名", *range(1, 16)], ["陈强", "√"]),
        *(["后半段"], ["姓名", *range(16, 32)], ["陈强", "√"]),
    ]
    assert days(read(tmp_path, rows), "陈强") == ["1", "16"]


def blocks(left: str, right: str, over: str, *names: str) -> tuple[list[list[Any]], list[str]]:
    """Return two blocks side by side with words over the names, or merged over more."""
    words: list[Any] = [left, *[None] * 7, right]
    areas = {"names": [], "all": ["A2:G2", "I2:O2"], "days": ["B2:G2", "J2:O2"]}[over]
    if over == "days":
        words = [None, *words]
    head: list[Any] = ["姓名", *range(1, 7)]
    rows: list[list[Any]] = [["2026年10月考勤表"], words, [*head, None, *head]]
    for one, other in zip(["陈强", "刘丽"], names, strict=True):
        rows.append([one, *["√"] * 5, None, None, other, *["√"] * 3, None, None, "√"])
    return rows, areas


@pytest.mark.parametrize("over", ["names", "all"])
@pytest.mark.parametrize(
    ("left", "right", "taken"),
    [
        ("上午", "下午", 0),
        ("出勤", "加班", 5),
        ("考勤", "加班", 5),
        ("正班", "加班小时", 5),
        ("考勤", "请假", 5),
        ("10月", "夜班情况", 5),
        ("考勤", "工具领用", 5),
        ("考勤", "早会签到", 5),
        ("实际出勤", "应出勤", 5),
    ],
)
def test_the_word_over_a_block_beside_another_counts(
    tmp_path: Path, over: str, left: str, right: str, taken: int
) -> None:
    rows, areas = blocks(left, right, over, "陈强", "刘丽")
    sheet = read(tmp_path, rows, areas)
    assert len(days(sheet, "陈强")) == len(days(sheet, "刘丽")) == taken
    waiting = 5 + 4 if not taken else 4
    assert len([one for one in sheet.problems if one.name == "陈强"]) == waiting
    assert {one.code for one in sheet.problems} == UNTOLD


@pytest.mark.parametrize("over", ["names", "all", "days"])
def test_whole_shifts_beside_each_other_stay_days(tmp_path: Path, over: str) -> None:
    rows, areas = blocks("白班", "夜班", over, "陈强", "刘丽")
    sheet = read(tmp_path, rows, areas)
    assert set(days(sheet, "陈强")) == {"1", "2", "3", "4", "5", "6"}
    assert sheet.problems == ()


@pytest.mark.parametrize("over", ["names", "all", "days"])
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("一组", "二组"),
        ("青禾合作社", "石桥村"),
        ("采摘组", "张三班组"),
        ("管理人员", "普工"),
        ("白班", "夜班"),
        ("老马队", "外地来的"),
    ],
)
def test_crews_beside_each_other_stay_days(
    tmp_path: Path, over: str, left: str, right: str
) -> None:
    rows, areas = blocks(left, right, over, "王芳", "李强")
    sheet = read(tmp_path, rows, areas)
    assert (len(days(sheet, "陈强")), days(sheet, "王芳")) == (5, ["1", "2", "3", "6"])
    assert sheet.problems == ()
