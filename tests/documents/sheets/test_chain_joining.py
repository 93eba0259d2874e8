"""Lines of a chat list that act on each other."""

from __future__ import annotations

import pytest

from gigdesk.documents.sheets import chain_list

ONE, TWO = "43060219800111001X", "430602198502030042"
PHONE = "13812345678"


def people(text: str) -> list[tuple[int, str, str, str]]:
    """Return line, name, number and telephone of everybody of a list."""
    rows = chain_list.read(text)
    return [
        (one.line_number, one.name, one.doc_no, one.phone)
        for one in rows
        if one.skip_reason is None
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"1、曾二\n电话{PHONE}\n身份证{ONE}",
        f"1、曾二 电话{PHONE}\n身份证\n{ONE}",
        f"1、曾二\n女 45岁\n{PHONE}\n{ONE}",
        f"姓名：曾二\n身份证号：{ONE}\n电话：{PHONE}",
        f"曾二\n{ONE}\n{PHONE}",
        f"曾二\n富河村\n{PHONE}\n{ONE}",
        f"曾二 {PHONE}\n\n{ONE}",
    ],
)
def test_somebody_over_several_lines_is_one_person(text: str) -> None:
    assert people(text) == [(1, "曾二", ONE, PHONE)]
    assert all(line in chain_list.read(text)[0].text for line in text.split("\n"))


def test_a_further_number_below_is_a_row_of_its_own() -> None:
    rows = people(f"1、曾二 {ONE}\n{TWO}")
    assert rows == [(1, "曾二", ONE, ""), (2, "", TWO, "")]


def test_the_village_below_a_name_is_that_of_the_person() -> None:
    row, *_ = chain_list.read(f"1、曾二\n富河村3组\n{ONE}")
    assert (row.village, row.doc_no, row.note) == ("富河村3组", ONE, "")


@pytest.mark.parametrize("foot", ["谢谢大家", "收到", "辛苦了！", "好的", "安全第一", "2.谢谢大家"])
def test_thanks_are_neither_a_person_nor_a_remark_of_one(foot: str) -> None:
    person, line = chain_list.read(f"1、曾二 {ONE}\n{foot}")
    assert (person.note, line.skip_reason) == ("", chain_list.NOTE)


def test_who_said_it_and_when_is_no_remark_of_the_person_above() -> None:
    person, stamp, _ = chain_list.read(f"1. 曾二 {ONE}\n云淡风轻 2026-11-22 08:16\n2. 曾三 {TWO}")
    assert (person.note, stamp.skip_reason) == ("", chain_list.NOTE)


def test_no_right_number_stands_in_a_title() -> None:
    rows = people(f"#接龙\n联系人王书记 {ONE}\n新疆采棉报名 {TWO}\n1. 曾三")
    assert {number for _, _, number, _ in rows} == {ONE, TWO, ""}


def test_a_line_can_take_somebody_off_by_the_number_in_the_list() -> None:
    first, second, _ = chain_list.read(f"1. 刘桂花 {ONE}\n2. 陈强 {TWO}\n3. 第2个不去了")
    assert (first.skip_reason, second.withdrawn_by_line) == (None, 3)


def test_a_withdrawal_that_may_mean_several_waits() -> None:
    text = f"1.刘桂花 {ONE}\n2.刘桂花 {TWO}\n3.刘桂花不去了"
    rows = chain_list.read(text)
    assert [row.skip_reason for row in rows] == [None, None, None]
    assert chain_list.DOUBT_STAYS in rows[2].doubts


def test_two_numbers_behind_one_name_leave_open_whose_is_which() -> None:
    rows = chain_list.read(f"1. 王丁 {ONE} {TWO}")
    assert all(chain_list.DOUBT_NAME in row.doubts for row in rows)


@pytest.mark.parametrize("foot", ["合计4人", "合计：15人，其中女8人", "目前共12人", "共3个人。"])
def test_how_many_there_are_is_no_remark_of_the_last_person(foot: str) -> None:
    person, line = chain_list.read(f"1、曾二 {ONE}\n{foot}")
    assert (person.note, line.skip_reason) == ("", chain_list.NOTE)


@pytest.mark.parametrize("stamp", ["2026-11-22 08:16 云婶", "2026年11月22日 上午8:16 云婶"])
def test_when_somebody_wrote_is_no_remark_of_the_person_above(stamp: str) -> None:
    person, line, _ = chain_list.read(f"1. 曾二 {ONE}\n{stamp}\n2. 曾三 {TWO}")
    assert (person.note, line.skip_reason) == ("", chain_list.NOTE)
