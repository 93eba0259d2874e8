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
        ("备注：出勤√/休息×/半天○", DAY, HALF, REST),
        ("出勤√/休息○", DAY, REST, ABSENT),
        ("备注：出勤√｜休息×", DAY, ASKED, REST),
        # A cross that a legend gives another word is no absence: read, or asked about.
        ("休息×  出勤√", DAY, ASKED, REST),
        ("正常出勤√ 休息×", DAY, ASKED, ASKED),
        ("正常出勤√ 休息× 请如实填写", DAY, ASKED, ASKED),
        ("√正常出勤、×正常休息", DAY, ASKED, ASKED),
        ("说明：×正常休息", DAY, ASKED, ASKED),
        ("√表示上班，×表示未上班（休息）", DAY, ASKED, ASKED),
        ("说明：上午/下午 √出勤 ×请假", DAY, ASKED, ASKED),
        ("说明：√出勤/×休息", DAY, ASKED, REST),
        ("说明：1.√正常出勤 2.×正常休息", DAY, ASKED, ASKED),
        ("说明：正常出勤（√）正常休息（×）", DAY, ASKED, ASKED),
        ("注：请假的打×，其余为出勤", DAY, ASKED, ASKED),
        ("说明：正常出勤√ 年假×", DAY, ASKED, ASKED),
        ("说明：早班√ 晚班× /休息", DAY, ASKED, ASKED),
        ("说明：出勤V，休息X", DAY, ASKED, ASKED),
        # One that it calls absence, or that multiplies, stays what it is.
        ("正常出勤√ 旷工×", DAY, ASKED, ABSENT),
        ("√正常出勤、×旷工", DAY, ASKED, ABSENT),
        ("说明：上午/下午 √出勤 ×旷工", DAY, ASKED, ABSENT),
        ("√表示上班，×表示未上班", DAY, ASKED, ABSENT),
        ("说明：正常出勤√ 旷工× 休息○", DAY, ASKED, ABSENT),
        ("说明：√正常出勤 ×旷工 ○休息", DAY, REST, ABSENT),
        ("说明：出勤打√，未出勤打×，休息日不填", DAY, ASKED, ABSENT),
        ("√出勤 ×缺勤（雨天）-休息", DAY, ASKED, ABSENT),
        ("注：请用√、×填写", DAY, ASKED, ABSENT),
        ("注：工资=出勤天数×日工资", DAY, ASKED, ABSENT),
        ("注：应发工资为出勤天数×日工资", DAY, ASKED, ABSENT),
        ("注：出勤天数×150元，全勤奖2×100", DAY, ASKED, ABSENT),
        ("注：日工资×出勤天数", DAY, ASKED, ABSENT),
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


@pytest.mark.parametrize(
    ("cells", "cross"),
    [
        (["√出勤", "×休息"], REST),
        (["√出勤", "×请假", "○休息"], LEAVE),
        (["图例", "√出勤", "×休息"], REST),
        (["", "√出勤", "×休息"], REST),
    ],
)
def test_a_legend_below_may_fill_the_column_of_names(
    cells: list[str], cross: tuple[int, str]
) -> None:
    sheet = read(matrix(["1", "陈强", "√", "×"], ["2", "刘丽", "×", "√"], cells))
    told = [(one.quarters, one.mark) for one in sheet.records]
    assert told == [DAY, cross, cross, DAY]
    assert sheet.problems == ()


def test_cells_above_the_days_may_name_a_word_and_its_sign_in_turn() -> None:
    table = matrix(["1", "陈强", "√", "●", "◎"])
    table.insert(1, ["白班", "√", "", "夜班", "●", "半天", "◎"])
    assert [(one.quarters, one.mark) for one in read(table).records] == [DAY, DAY, HALF]


def test_marks_of_a_row_without_a_name_are_no_legend() -> None:
    sheet = read(matrix(["1", "陈强", "√", "○"], ["", "", "√", "休", "○", "休"]))
    assert not any(one.mark == "rest" for one in sheet.records if one.text == "○")


@pytest.mark.parametrize(
    ("legend", "marks", "meant"),
    [
        # Letters, words and numbers of which the sheet says something else.
        ("说明：√-出勤 工-工伤 事-事假 休-休息", "√工事休", [DAY, ASKED, LEAVE, REST]),
        ("备注：√=出勤 V=年假 X=休息 P=事假 S=病假", "√VXPS", [DAY, ASKED, REST, LEAVE, SICK]),
        ("√：出勤；V：休假；×：旷工", "√V×", [DAY, ASKED, ABSENT]),
        ("说明：V 代表 休假，√代表出勤", "√V", [DAY, ASKED]),
        ("说明：“V”表示年假", "√V", [DAY, ASKED]),
        ("备注：V年假 X休息", "√VX", [DAY, ASKED, REST]),
        ("说明：到=迟到 全=全天", "到全√", [ASKED, DAY, DAY]),
        ("符号：√出勤 出：外出办事未出工 假：放假 缺：缺卡", "√出假缺", [DAY, *[ASKED] * 3]),
        ("说明：年：年假，公：公休", "√年公", [DAY, ASKED, REST]),
        ("说明：1：出勤 0：请假", "101", [DAY, LEAVE, DAY]),
        ("说明：1出勤，0请假", "101", [DAY, LEAVE, DAY]),
        ("说明：以1表示出勤，以0表示旷工", "101", [DAY, ABSENT, DAY]),
        ("说明：1代表半天，2代表全天", "112", [HALF, HALF, DAY]),
        ("说明：1代表请假", "√1", [DAY, ASKED]),
        ("说明：×休息", "√xX×", [DAY, REST, REST, REST]),
        # A sign for absence above the days is no title of a table of absences.
        ("备注：√代表出勤；×代表缺勤", "√×", [DAY, ABSENT]),
        ("考勤表（√代表出勤 ×代表缺勤）", "√×", [DAY, ABSENT]),
        ("考勤表：√出勤 ×缺勤", "√×", [DAY, ABSENT]),
        ("缺勤代表×，出勤代表√", "√×", [DAY, ABSENT]),
        # Dashes and strokes, which mostly divide words.
        ("说明：√出勤，- 休息", "√-√", [DAY, REST, DAY]),
        ("说明：√出勤 -休息 /请假", "√-/", [DAY, REST, LEAVE]),
        ("√：出勤　半：半天　/：未出勤", "√半/", [DAY, HALF, ABSENT]),
        ("√：出勤　—：未出勤", "√—", [DAY, ABSENT]),
        ("备注：√出勤；/ 表示休息；－ 代表缺勤", "√/－", [DAY, REST, ABSENT]),
        ("说明：“√”出勤，“/”休息，“-”旷工", "√/-", [DAY, REST, ABSENT]),
        ("说明：/ 出勤，× 旷工", "/×", [DAY, ABSENT]),
        ("说明：/=半天，√=全天", "√/", [DAY, HALF]),
        ("说明：√出勤，〇休息", "√〇", [DAY, REST]),
        ("说明：/年假，√出勤", "√/", [DAY, ASKED]),
        ("说明：/休息，/请假", "√/", [DAY, ASKED]),
        ("说明：√出勤 / 休息○", "√/", [DAY, ASKED]),
        ("出勤√/休息○/请假△", "√/", [DAY, ASKED]),
        ("说明：出勤√，休息/，事假-", "√/-", [DAY, ASKED, ASKED]),
        ("说明：出勤：√ 休息：/ 旷工：×", "√/×", [DAY, ASKED, ABSENT]),
        ("说明：√-出勤 休-休息", "√休-", [DAY, REST, ASKED]),
        ("注：√出勤 - 请假须写请假条", "√-", [DAY, ASKED]),
        ("说明：√为上午/下午均到", "√/", [DAY, ASKED]),
        # Where a word stands before its sign, or with none, a dash or a stroke only parts entries.
        ("出勤√ -半天 △", "√-/", [DAY, ASKED, ASKED]),
        ("出勤 √ /半天 △", "√/", [DAY, ASKED]),
        ("说明：出勤√ /半天 △ ×缺勤", "√/×", [DAY, ASKED, ABSENT]),
        ("符号：出勤√  -半天 △  旷工 ×", "√-×", [DAY, ASKED, ABSENT]),
        ("出勤√ /请假 ×", "√/", [DAY, ASKED]),
        ("√ /半天 △ 请假 ×", "√/", [DAY, ASKED]),
        ("说明：出勤√，/半天，旷工×", "√/×", [DAY, ASKED, ABSENT]),
        ("说明：出勤√ /半天△，-休息", "√-", [DAY, ASKED]),
        ("出勤（√） /半天 （△）", "√/", [DAY, ASKED]),
        ("说明：出勤打√ /请假打×", "√/", [DAY, ASKED]),
        ("说明：全天 8 /半天 4", "√/", [DAY, ASKED]),
        ("说明：出勤 V /请假 X", "√/", [DAY, ASKED]),
        ("说明：全天 /半天 /休息", "√/", [DAY, ASKED]),
        ("说明：白班 8:00-17:00 /夜班 20:00-5:00", "√/", [DAY, ASKED]),
        ("注：√出勤 /夜班 20:00-5:00", "√/", [DAY, ASKED]),
        ("说明：请写明上午 /下午 /全天", "√/", [DAY, ASKED]),
        ("说明：出勤√ -休息〇", "√-", [DAY, ASKED]),
        ("说明：√出勤 每天8小时 /夜班", "√/", [DAY, ASKED]),
        # All signs before their words.
        ("说明 √出勤 -休息", "√-", [DAY, REST]),
        ("说明：-休息 /请假", "√-/", [DAY, REST, LEAVE]),
        ("说明：√ 出勤 -休息 × 缺勤", "√-×", [DAY, REST, ABSENT]),
        ("符号：√ 出勤 /半天 △ 请假", "√/△", [DAY, HALF, LEAVE]),
        ("说明：√出勤 -休息 ×旷工 每天8小时为1个工", "√-×", [DAY, REST, ABSENT]),
        ("说明：√出勤 /请假 -休息，请如实填写！", "√/-", [DAY, LEAVE, REST]),
        ("考勤表（√出勤 -休息 ×旷工）", "√-×", [DAY, REST, ABSENT]),
        ("说明：√出勤 V年假 -休息", "√V-", [DAY, ASKED, REST]),
        ("说明：√：出勤 半：半天 -：休息 /：请假", "√半-/", [DAY, HALF, REST, LEAVE]),
        ("说明：√出勤，-休息，/请假，×旷工", "√-/×", [DAY, REST, LEAVE, ABSENT]),
        # What the line says besides, of amounts and people, hides no sign that stands before.
        ("备注：√出勤 /请假 -休息，本月应出勤26", "√/-", [DAY, LEAVE, REST]),
        ("备注：√出勤，/请假，-休息，全勤奖200", "√/-", [DAY, LEAVE, REST]),
        ("√出勤 /请假 -休息 全勤奖励100！", "√/-", [DAY, LEAVE, REST]),
        ("备注：√出勤 /请假 -休息，出勤1工=150", "√/-", [DAY, LEAVE, REST]),
        ("说明：√出勤，/请假，-休息。出勤率98", "√/-", [DAY, LEAVE, REST]),
        ("√出勤 /请假 -休息 出勤统计截止10.31", "√/-", [DAY, LEAVE, REST]),
        ("备注：√出勤（全天8） /请假 -休息", "√/-", [DAY, LEAVE, REST]),
        ("说明：√出勤 -休息 /请假 半天0.5", "√/-", [DAY, LEAVE, REST]),
        ("√出勤 /请假 -休息 加班写+2", "√/-", [DAY, LEAVE, REST]),
        ("备注：√出勤 /请假 -休息 请如实填写★", "√/-", [DAY, LEAVE, REST]),
        ("备注：√出勤，/请假，-休息 出勤统计员：李四 2026-11-1", "√/-", [DAY, LEAVE, REST]),
        # A number, a sign or a word that may be of the stroke's own word still makes it doubtful.
        ("√出勤 /半天 4", "√/", [DAY, ASKED]),
        ("说明：√出勤 /夜班8 -休息", "√-", [DAY, ASKED]),
        ("说明：全天8，/半天", "√/", [DAY, ASKED]),
        ("√出勤 /请假 打○", "√/", [DAY, ASKED]),
        ("√出勤 /请假 打★", "√/", [DAY, ASKED]),
        ("√出勤 /请假 休息", "√/", [DAY, ASKED]),
        ("√出勤 /请假 正常休息", "√/", [DAY, ASKED]),
        ("√出勤 全天8 /请假", "√/", [DAY, ASKED]),
        ("√出勤 全勤奖200 /请假", "√/", [DAY, ASKED]),
        ("√出勤 /请假 休息★", "√/", [DAY, ASKED]),
        ("（√）正常出勤（×）正常休息", "√×", [DAY, ASKED]),
        # Sentences by which a tick is no day, or a cross is one.
        ("注：缺勤者打√，出勤不填", "√✓V", [ASKED] * 3),
        ("说明：请假的打√，其余为出勤", "√×", [ASKED, ABSENT]),
        ("说明：未出勤人员一律打√", "√×", [ASKED, ABSENT]),
        ("说明：√表示请假人员", "√×", [ASKED, ABSENT]),
        ("说明：×表示当天上班", "√×", [DAY, ASKED]),
        # What papers usually say changes nothing.
        ("说明：√出勤 ×旷工，每天8小时为1个工", "√×1V", [DAY, ABSENT, DAY, DAY]),
        ("说明：出勤打√，请假不打√", "√×", [DAY, ABSENT]),
        ("说明：出勤打√，未出勤打×，休息日不填", "√×", [DAY, ABSENT]),
        ("说明：未打√的按缺勤处理", "√×", [DAY, ABSENT]),
        ("说明：休息日上班也打√", "√×", [DAY, ABSENT]),
        ("说明：1、出勤打√ 2、请假打× 3、迟到早退写明时间", "√V1到", [DAY] * 4),
        ("说明：1：出勤打√；2：缺勤打×", "√×1", [DAY, ABSENT, DAY]),
        ("说明：1.考勤每日登记；2.请假须写请假条。", "√×1假", [DAY, ABSENT, DAY, LEAVE]),
        ("说明：全天记1，半天记0.5，休息记0", "1√", [DAY, DAY]),
        ("说明：全：8小时 半：4小时", "全半", [DAY, HALF]),
        (
            "说明：出：当日到岗 半：半日工 休：轮班休息 假：事假",
            "出半休假",
            [DAY, HALF, REST, LEAVE],
        ),
        ("说明：病：病假需医院证明 旷：无故旷工 工：记工", "病旷", [SICK, ABSENT]),
        ("备注：本表1式2份，V、X均可；1-15日为上半月", "√VX1", [DAY, DAY, ABSENT, DAY]),
        ("说明：考勤员：张三 复核：工会", "√工到", [DAY] * 3),
        ("备注：10月1日至3日放假", "√假1", [DAY, LEAVE, DAY]),
    ],
)
def test_a_legend_of_letters_words_and_numbers_is_heard(
    legend: str, marks: str, meant: list[tuple[int, str] | None]
) -> None:
    for place in (1, 4):
        table = matrix(["1", "陈强", *marks], ["2", "刘丽", "√"])
        table.insert(place, [legend])
        sheet = read(table)
        own = [one for one in sheet.records if one.name == "陈强"]
        found = {int(one.day[-2:]): (one.quarters, one.mark) for one in own}
        waits = [int(one.day[-2:]) for one in sheet.problems if one.name == "陈强"]
        assert [found.get(day) for day in range(1, len(marks) + 1)] == meant
        assert waits == [day for day, each in enumerate(meant, 1) if each is ASKED]


def test_a_mark_that_the_legend_calls_otherwise_waits_with_that_reason() -> None:
    sheet = read([*matrix(["1", "陈强", "√", "V"]), ["说明：√=出勤 V=年假"]])
    assert [(one.text, one.code) for one in sheet.problems] == [("V", "attendance.error.legend")]
