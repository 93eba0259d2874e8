"""Lists out of chat groups: every line comes out, as people or with the reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors, i18n
from gigdesk.documents.sheets import chain_list

NUMBER = "430602198801011237"


def one(line: str) -> chain_list.ChainRow:
    """Return the only person of a list of one line."""
    (row,) = chain_list.read(line)
    return row


@pytest.mark.parametrize(
    ("line", "name", "phone", "age"),
    [
        ("1. 刘桂花 45岁 13812345678 🌹", "刘桂花", "13812345678", 45),
        ("2、陈 强 138 1234 5679", "陈强", "13812345679", None),
        ("③吴小妹13812345678", "吴小妹", "13812345678", None),
        ("4️⃣ 何花，电话：138-1234-5678，52", "何花", "13812345678", 52),
        ("5.姓名：叶青 手机13812345678", "叶青", "13812345678", None),
        ("6) 买买提•艾力 13812345678", "买买提·艾力", "13812345678", None),
        ("07 新建村 赵大牛 47 13812345678", "赵大牛", "13812345678", 47),
        ("8：欧阳娜娜49周岁", "欧阳娜娜", "", 49),
        ("9. 13812345678 村口小卖部 周娟", "周娟", "13812345678", None),
    ],
)
def test_lines_as_people_write_them(line: str, name: str, phone: str, age: int | None) -> None:
    row = one(line)
    assert (row.phone, row.age, row.skip_reason) == (phone, age, None)
    assert row.name == name or name in row.note


def test_numbers_of_papers_and_the_sex_are_taken_and_the_rest_is_kept_as_a_note() -> None:
    row = one(f"3. 李秀英 女 {NUMBER} 13712345670 自带被子")
    assert (row.name, row.sex, row.doc_no, row.phone) == ("李秀英", "2", NUMBER, "13712345670")
    assert row.note == "自带被子"


def test_who_does_not_come_is_withdrawn_and_not_lost() -> None:
    row = one("5. 吴小妹 18812345678 不去了")
    assert (row.name, row.skip_reason) == ("吴小妹", "withdrawn")


def test_a_later_line_takes_an_earlier_person_off() -> None:
    first, second, third = chain_list.read("1. 刘桂花 13812345678\n2. 陈强\n刘桂花不去了")
    assert (first.skip_reason, first.withdrawn_by_line) == ("withdrawn", 3)
    assert second.skip_reason is None
    assert third.skip_reason == "withdrawn"


def test_companions_without_a_name_are_counted() -> None:
    assert one("4. 周建国 +1").companions == 1
    rows = chain_list.read("1. 周建国\n+1")
    assert (rows[1].name, rows[1].companions, rows[1].skip_reason) == ("", 1, None)


def test_several_people_in_one_line_become_several_records() -> None:
    rows = chain_list.read("1. 钱多 13612345678 周涛 13612345679\n2. 李梅、王芳、张丽")
    assert [row.name for row in rows] == ["钱多", "周涛", "李梅", "王芳", "张丽"]
    assert [row.part for row in rows] == [0, 1, 0, 1, 2]


SECOND = "430602198505122022"


@pytest.mark.parametrize(
    "line",
    [
        f"1. 王丁 {NUMBER} 、李戊 {SECOND}",
        f"1. 王丁{NUMBER}和李戊{SECOND}",
        f"1. 王 丁 {NUMBER} 李 戊 {SECOND}",
        f"1. 王丁（夫）{NUMBER}，李戊（妻）{SECOND}",
        f"1. 王丁 {NUMBER} 带老婆李戊 {SECOND}",
        f"1. 王丁 13800000001 {NUMBER} 李戊 13800000002 {SECOND}",
        f"1. 王丁 {NUMBER} 13800000001 李戊 {SECOND} 13800000002",
        f"1. 王丁 45岁 {NUMBER} 新建村 焊工；李戊 女 40岁 {SECOND}",
        f"1. {NUMBER} 王丁，{SECOND} 李戊",
        f"1. 王丁 身份证号{NUMBER} 李戊 身份证号：{SECOND}",
    ],
)
def test_a_second_number_in_a_line_is_a_second_person(line: str) -> None:
    rows = chain_list.read(line)
    assert [(row.name, row.doc_no) for row in rows] == [("王丁", NUMBER), ("李戊", SECOND)]
    assert not any(number in row.note for row in rows for number in (NUMBER, SECOND))


def test_a_second_number_without_a_name_is_a_row_of_its_own() -> None:
    rows = chain_list.read(f"1. 王丁 {NUMBER} {SECOND}\n2. 李戊 {SECOND} {SECOND}")
    numbers = [(row.name, row.doc_no, row.note) for row in rows]
    assert numbers == [("王丁", NUMBER, ""), ("", SECOND, ""), ("李戊", SECOND, "")]


def test_titles_blank_lines_and_remarks_are_told_apart() -> None:
    text = "#接龙\n8月20日去新疆摘棉花，联系人王书记13900001111\n\n1. 陈强\n  带小孩一个\n2.\n"
    rows = chain_list.read(text)
    assert [row.skip_reason for row in rows] == ["title", "title", "blank", None, "note", "blank"]
    assert rows[3].note == "带小孩一个"


def test_every_line_is_accounted_for_with_words_for_its_reason() -> None:
    assert set(chain_list.SKIP_WORDS.values()) <= set(i18n.words("zh"))


def test_text_without_people_is_refused() -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        chain_list.read("今天下雨\n明天开会")
    assert caught.value.code == "intake.error.no_chain"


@given(st.lists(st.text(max_size=30), max_size=12))
def test_no_line_is_ever_lost(lines: list[str]) -> None:
    text = "\n".join(["1. 陈强", *lines])
    rows = chain_list.read(text)
    assert {row.line_number for row in rows} == set(range(1, len(text.splitlines()) + 1))


def test_a_number_of_the_wrong_length_is_handed_on_and_not_lost() -> None:
    row = one("8. 孙兰秀 43112719750216559 13842804879")
    assert (row.name, row.doc_no, row.note) == ("孙兰秀", "43112719750216559", "")


def test_a_sample_above_the_list_is_nobody() -> None:
    rows = chain_list.read(f"例 张三 {NUMBER} 13800000000\n1. 李秀英 13800000001")
    assert [row.skip_reason for row in rows] == ["sample", None]


def test_a_sample_below_the_list_is_nobody_either_but_a_remark_that_begins_so_stays() -> None:
    rows = chain_list.read(f"1. 李秀英 13800000001\n例 张三 {NUMBER}\n2. 王丽 13800000002")
    assert [row.skip_reason for row in rows] == [None, "sample", None]
    person, below = chain_list.read("1. 李秀英 13800000001\n例如：做饭、带孩子")
    assert (below.skip_reason, person.note) == ("note", "例如:做饭、带孩子")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"#接龙\n1. 李秀英 {NUMBER}\n2、陈强 13800000001", True),
        (f"姓名 身份证号\n李秀英 {NUMBER}\n陈强 13800000001", True),
        (f"1,李秀英,{NUMBER}\n2,陈强,13800000001", False),
        (f"李秀英\t{NUMBER}\n陈强\t13800000001", False),
        ("今天开会\n大家都来\n1. 李秀英 13800000001\n带好证件\n不要迟到", False),
        ("", False),
    ],
)
def test_a_file_is_such_a_list_where_most_lines_are_people(text: str, *, chain: bool) -> None:
    assert chain_list.is_chain(text) == chain


def test_the_village_and_all_telephones_of_a_line_are_read() -> None:
    lines = "1. 刘强 13712345678\n2、陈丽 16665727524 东风村3组\n3. 王芳 13812345678/15900003333"
    first, second, third = chain_list.read(lines)
    assert (first.village, first.more_phones) == ("", ())
    assert (second.name, second.village, second.note) == ("陈丽", "东风村3组", "")
    assert (third.phone, third.more_phones, third.note) == ("13812345678", ("15900003333",), "")


@pytest.mark.parametrize(
    "line",
    [
        f"9.[握手]何小妹 {NUMBER} 13812345678 会绣花",
        f"9. 何小妹[抱拳] {NUMBER} 13812345678 会绣花 [强]",
        f"No.9 何小妹 {NUMBER} 13812345678 会绣花",
        f"(9) 何小妹 {NUMBER} 13812345678 会绣花",
        f"9.何小妹13812345678{NUMBER} 会绣花",
        f"9.何小妹{NUMBER}13812345678 会绣花",
    ],
)
def test_pictures_orders_and_numbers_run_together_hide_nobody(line: str) -> None:
    row = one(line)
    assert (row.name, row.doc_no, row.phone) == ("何小妹", NUMBER, "13812345678")
    assert row.note == "会绣花"


@pytest.mark.parametrize(
    ("line", "name", "village"),
    [
        (f"3.【班长】何小妹 {NUMBER}", "何小妹", ""),
        (f"3.[班长]何小妹 {NUMBER}", "何小妹", ""),
        (f"3.[张三] {NUMBER}", "张三", ""),
        (f"3.A~富河村~何小妹 {NUMBER}", "何小妹", "富河村"),
        (f"3.富河村 何小妹 {NUMBER}", "何小妹", "富河村"),
        (f"3.王新村 {NUMBER} 会开车", "王新村", ""),
    ],
)
def test_what_stands_beside_a_name_is_not_taken_for_it(line: str, name: str, village: str) -> None:
    row = one(line)
    assert (row.name, row.village) == (name, village)


def test_who_was_written_with_a_picture_can_take_himself_off() -> None:
    first, _ = chain_list.read(f"9.[握手]何小妹 {NUMBER}\n10.何小妹 去不了了")
    assert (first.name, first.withdrawn_by_line) == ("何小妹", 2)


def test_a_thick_plus_counts_companions() -> None:
    assert one("7.刘德华➕2 13812345678").companions == 2


@pytest.mark.parametrize(
    ("line", "name", "others"),
    [
        (f"1. 云淡风轻 王建国 {NUMBER}", "王建国", ("云淡风轻",)),
        (f"1. 平安是福 13812345678 孙平 {NUMBER}", "孙平", ("平安是福",)),
        (f"1. Lily 赵丽 {NUMBER}", "赵丽", ("Lily",)),
        (f"1. 家属王八 {NUMBER}", "王八", ()),
        (f"1. 阿芳 李秀芳 {NUMBER}", "李秀芳", ("阿芳",)),
        (f"1. 李秀英 {NUMBER} 自带被子", "李秀英", ()),
        (f"1. 欧阳娜娜 {NUMBER}", "欧阳娜娜", ()),
    ],
)
def test_what_people_call_themselves_in_a_group_is_not_their_name_unsaid(
    line: str, name: str, others: tuple[str, ...]
) -> None:
    row = one(line)
    assert (row.name, row.others) == (name, others)
    assert all(word in row.note for word in others)


def test_who_only_says_that_he_comes_is_a_row_and_no_remark_of_the_one_before() -> None:
    rows = chain_list.read("王三 13812345678\n王四 去\n王五 不去")
    found = [(row.name, row.skip_reason) for row in rows]
    assert found == [("王三", None), ("王四", None), ("王五", "withdrawn")]


@pytest.mark.parametrize(
    "words", ["不去广东，去浙江", "老公不去", "取消原来的电话，新电话13812345679"]
)
def test_who_speaks_of_others_or_of_another_place_does_come(words: str) -> None:
    row = one(f"22. 何满生 {NUMBER} {words}")
    assert (row.name, row.doc_no, row.skip_reason) == ("何满生", NUMBER, None)


@pytest.mark.parametrize("name", ["张三", "王大宝"])
def test_who_stays_is_told_from_the_name_that_stands_before_it(name: str) -> None:
    row = chain_list.read(f"1. 陈强 13812345678\n2. {name}不去")[-1]
    assert (row.skip_reason, row.name) == (chain_list.WITHDRAWN, name)


@pytest.mark.parametrize("words", ["不去了", "不去，家里有事", "取消报名", "退出"])
def test_who_does_not_come_is_still_taken_off(words: str) -> None:
    assert one(f"22. 何满生 {NUMBER} {words}").skip_reason == "withdrawn"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("陈 小 明", "陈小明"),
        ("欧阳 修", "欧阳修"),
        ("诸葛 孔明", "诸葛孔明"),
        ("富河村3组陈二", "陈二"),
        ("石桥村 何满生", "何满生"),
        ("电焊工 陈七", "陈七"),
        ("组长 陈八", "陈八"),
        ("报名 陈十", "陈十"),
    ],
)
def test_blanks_places_and_trades_do_not_cut_or_hide_a_name(line: str, name: str) -> None:
    assert one(f"1. {line} {NUMBER}").name == name


def test_numbers_on_lines_of_their_own_belong_to_the_person_above() -> None:
    row, *_ = chain_list.read(f"1、曾二\n   电话13812345678\n   身份证{NUMBER}\n2. 陈强")
    assert (row.name, row.phone, row.doc_no, row.note) == ("曾二", "13812345678", NUMBER, "")
    row, _ = chain_list.read("1、曾二 13812345678\n电话13812345679")
    assert (row.phone, row.note) == ("13812345678", "电话13812345679")


def test_figures_that_are_written_to_a_word_are_no_age() -> None:
    row = one(f"1. 陈建军 已交50 {NUMBER}")
    assert (row.name, row.age, row.note) == ("陈建军", None, "已交50")
