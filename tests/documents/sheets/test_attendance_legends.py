"""What a sheet says of its own signs: read where it is clear which word is whose, else asked."""

from __future__ import annotations

import pytest

from tests.documents.sheets.test_attendance_in import matrix, read

DAY, HALF, REST, LEAVE, SICK, ABSENT = (
    *((4, ""), (2, "")),
    *((0, "rest"), (0, "leave"), (0, "sick"), (0, "absent")),
)
ASKED = None


@pytest.mark.parametrize(
    ("legend", "tick", "circle", "cross"),
    [
        # Words behind their signs.
        ("备注：√出勤 ○休息 △半天", DAY, REST, ABSENT),
        ("备注：√出勤，○休息，×旷工", DAY, REST, ABSENT),
        ("说明：1、√出勤；2、○半天", DAY, HALF, ABSENT),
        ("√出勤 ○休息", DAY, REST, ABSENT),
        ("√：出勤  ○：休息  ×：病假", DAY, REST, SICK),
        ("√=出勤 ○=请假", DAY, LEAVE, ABSENT),
        ("√（出勤）○（休息）", DAY, REST, ABSENT),
        ("√代表全天，○代表半天", DAY, HALF, ABSENT),
        ("“√”表示出勤，“○”表示休息", DAY, REST, ABSENT),
        ("以√表示出勤，以○表示休息", DAY, REST, ABSENT),
        ("考勤符号 √出勤 ○休息", DAY, REST, ABSENT),
        ("符号说明：√出 ○休 ×病", DAY, REST, SICK),
        ("请注意√表示出勤，○表示半天", DAY, HALF, ABSENT),
        ("注：√出勤 ○出勤", DAY, DAY, ABSENT),
        ("√白班 ○夜班", DAY, DAY, ABSENT),
        ("考勤表（√到 ○休 ×未到）", DAY, REST, ABSENT),
        # Words before their signs.
        ("备注：出勤√ 休息○ 旷工×", DAY, REST, ABSENT),
        ("出勤√ 病假○", DAY, SICK, ABSENT),
        ("说明 出勤√ 休息○", DAY, REST, ABSENT),
        ("出勤（√）休息（○）", DAY, REST, ABSENT),
        ("出勤打√ 休息打○", DAY, REST, ABSENT),
        ("出勤打√，休息打○，旷工打×，请如实填写", DAY, REST, ABSENT),
        ("出勤为√ 休息为○", DAY, REST, ABSENT),
        ("出勤“√”，休息“○”", DAY, REST, ABSENT),
        ("出勤用√表示，休息用○表示", DAY, REST, ABSENT),
        ("说明：1.出勤：√ 2.半天：○ 3.事假：×", DAY, HALF, LEAVE),
        ("备注：全天√、半天○", DAY, HALF, ABSENT),
        ("出勤√休息○事假△旷工×夜班●", DAY, REST, ABSENT),
        # Nobody can say whose word it is, or what the word counts: the circle is asked about.
        ("正常出勤√ 休息○", DAY, ASKED, ABSENT),
        ("正常出勤（√）休息（○）", DAY, ASKED, ABSENT),
        ("正常出勤√ 休息○ 请如实填写", DAY, ASKED, ABSENT),
        ("出勤：√ 全天 ○ 半天", DAY, ASKED, ABSENT),
        ("未出勤○ 出勤√", DAY, ASKED, ABSENT),
        ("√出勤 ○出勤半天", DAY, ASKED, ABSENT),
        ("半天出勤○ 出勤√", DAY, ASKED, ABSENT),
        ("√出勤 ○加班", DAY, ASKED, ABSENT),
        ("√出勤 ○休息 ○半天", DAY, ASKED, ABSENT),
        ("√、○由考勤员填写", DAY, ASKED, ABSENT),
        ("合格√ 不合格○", DAY, ASKED, ABSENT),
        # What says the opposite of a sign that everybody knows is asked about.
        ("√休息 ○出勤", ASKED, DAY, ABSENT),
        ("×出勤 √休息", ASKED, ASKED, ASKED),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_legend_is_read_where_it_is_clear_which_word_is_whose(
    legend: str,
    tick: tuple[int, str] | None,
    circle: tuple[int, str] | None,
    cross: tuple[int, str] | None,
    *,
    above: bool,
) -> None:
    table = matrix(["1", "陈强", "√", "○", "×"])
    table.insert(1 if above else len(table), [legend])
    sheet = read(table)
    read_days = {int(one.day[-2:]): (one.quarters, one.mark) for one in sheet.records}
    assert [read_days.get(day) for day in (1, 2, 3)] == [tick, circle, cross]
    assert len(sheet.problems) == [tick, circle, cross].count(ASKED)


def test_a_legend_may_stand_in_cells_of_its_own() -> None:
    table = matrix(["1", "陈强", "√", "○", "△"])
    for legend in (["备注：", "√", "出勤", "○", "休息", "△", "半天"], ["说明", "休息○", "半天△"]):
        sheet = read([*table, legend])
        assert [(one.quarters, one.mark) for one in sheet.records] == [DAY, REST, HALF]


def test_cells_above_the_days_may_name_a_word_and_its_sign_in_turn() -> None:
    table = matrix(["1", "陈强", "√", "●", "◎"])
    table.insert(1, ["白班", "√", "", "夜班", "●", "半天", "◎"])
    assert [(one.quarters, one.mark) for one in read(table).records] == [DAY, DAY, HALF]


def test_marks_of_a_row_without_a_name_are_no_legend() -> None:
    sheet = read(matrix(["1", "陈强", "√", "○"], ["", "", "√", "休", "○", "休"]))
    assert not any(one.mark == "rest" for one in sheet.records if one.text == "○")
