"""Names behind their village or beside each other: nobody of such a line is overlooked."""

from __future__ import annotations

import pytest

from gigdesk.documents.sheets import chain_list


@pytest.mark.parametrize(
    ("line", "names", "village"),
    [
        ("下湾村：邹娟巧、韩花香", ["邹娟巧", "韩花香"], "下湾村"),
        ("下湾村 邹娟巧 韩花香", ["邹娟巧", "韩花香"], "下湾村"),
        ("下湾村：邹娟巧", ["邹娟巧"], "下湾村"),
        ("邹娟巧，欧阳小梅", ["邹娟巧", "欧阳小梅"], ""),
    ],
)
def test_names_behind_their_village_or_beside_each_other_are_people(
    line: str, names: list[str], village: str
) -> None:
    for text in (line, f"1. 谢生兵\n{line}", f"{line}\n1. 谢生兵"):
        people = [row for row in chain_list.read(text) if row.name != "谢生兵"]
        assert [(row.name, row.village, row.skip_reason) for row in people] == [
            (name, village, None) for name in names
        ]


def test_more_people_than_names_behind_a_village_are_told() -> None:
    first, last = chain_list.read("下湾村4人：邹娟巧、韩花香")
    assert (first.companions, last.companions) == (0, 2)


def test_a_name_with_village_and_age_needs_no_number() -> None:
    (row,) = chain_list.read("盖玲慧（马头村）57岁")
    assert (row.name, row.village, row.age, row.note) == ("盖玲慧", "马头村", 57, "")


@pytest.mark.parametrize(
    "line",
    [
        "11月22日出发，新疆采棉，带好身份证",
        "地点：镇政府门口集合",
        "下湾村：",
        "下湾村报名接龙",
        "高山村",
    ],
)
def test_a_line_of_other_words_is_nobody(line: str) -> None:
    told = [row.skip_reason for row in chain_list.read(f"{line}\n1. 谢生兵")]
    assert told == [chain_list.TITLE, None]


@pytest.mark.parametrize(
    ("first", "second"),
    [("一、富河村", "二、茶园村"), ("（一）富河村：", "（二）茶园村（1人）")],
)
def test_an_ordered_village_is_nobody_and_holds_for_those_below(first: str, second: str) -> None:
    lines = f"{first}\n1.曾二 13812345678\n{second}\n1.曾三 13812345679"
    rows = chain_list.read(lines)
    assert [(one.name, one.section) for one in rows if one.is_person] == [
        ("曾二", "富河村"),
        ("曾三", "茶园村"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1曾二13812345678富河村2曾三13812345679茶园村",
        "1.曾二13812345678富河村 2.曾三13812345679茶园村",
        "曾二13812345678富河村，曾三13812345679茶园村",
        "富河村曾二13812345678茶园村曾三13812345679",
    ],
)
def test_the_village_behind_a_telephone_is_of_whose_telephone_it_is(line: str) -> None:
    rows = chain_list.read(line)
    assert [(one.name, one.village, one.note) for one in rows] == [
        ("曾二", "富河村", ""),
        ("曾三", "茶园村", ""),
    ]


def test_a_village_between_strokes_stands_over_those_below() -> None:
    lines = "采茶接龙\n—— 富河村 ——\n1. 曾二 13812345678\n\n★茶园村★\n2. 曾三 13812345679"
    rows = [one for one in chain_list.read(lines) if one.is_person]
    assert [(one.section, one.source, one.note) for one in rows] == [
        ("富河村", "section", ""),
        ("茶园村", "section", ""),
    ]


@pytest.mark.parametrize(
    ("head", "village"),
    [
        ("富河村3月28日去新疆兵团报名，写清姓名、电话", "富河村"),
        ("#接龙 富河村外出务工", "富河村"),
        ("【富河村】意向统计", "富河村"),
        ("10月去新疆报名，明早富河村集合", ""),
        ("集合地点：富河村村部", ""),
        ("富河村和茶园村一起报名", ""),
        ("富河村接龙\n茶园村接龙", ""),
        ("发起人：富河村李主任", ""),
        ("没听过村报名", ""),
    ],
)
def test_the_head_of_a_list_names_the_village_of_all_of_it(head: str, village: str) -> None:
    lines = f"{head}\n1. 曾二 13812345678\n2. 曾三 13812345679 石桥村"
    rows = [one for one in chain_list.read(lines, ["富河村", "茶园村"]) if one.is_person]
    assert [one.section for one in rows] == [village, village]
    assert [one.village for one in rows] == ["", "石桥村"]
    assert {one.source for one in rows} == {"title" if village else ""}
