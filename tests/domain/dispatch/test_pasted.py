from __future__ import annotations

import pytest

from gigdesk.domain.dispatch import pasted


def test_numbers_telephones_and_names_are_read_from_each_line() -> None:
    found = pasted.read(
        "1. 王小丁 13800000001\n\n（2）430602198503020014 李四\n"
        "430602850302001\n阿依古丽·买买提\n明天五点"
    )
    assert [(one.line, one.doc_no, one.phone, one.name) for one in found] == [
        (1, "", "13800000001", "王小丁"),
        (3, "430602198503020014", "", "李四"),
        (4, "430602198503020014", "", ""),
        (5, "", "", "阿依古丽·买买提"),
        (6, "", "", "明天五点"),
    ]


def test_who_stays_at_home_is_marked() -> None:
    assert pasted.read("3、李四不去了")[0].withdrawn
    assert pasted.read("3、李四不去了")[0].name == "李四"


def test_companions_are_counted_and_a_country_code_is_none() -> None:
    found = pasted.read("王芳+1\n李四＋ 2人\n+86 13800000001 赵六\n孙立本+8613800000002")
    assert [(one.name, one.companions) for one in found] == [
        ("王芳", 1),
        ("李四", 2),
        ("赵六", 0),
        ("孙立本", 0),
    ]


@pytest.mark.parametrize(
    ("line", "beside"),
    [
        ("王芳 13800000001", 0),
        ("王芳+1", 1),
        ("王芳 3人", 2),
        ("王芳 俩", 1),
        ("一家四口 王芳", 3),
        ("王芳带老婆", 1),
        ("王芳和儿子、跟女儿", 2),
        ("王芳 3人 带老婆", 2),  # the largest that is told, never their sum
        ("王芳 2人间", 0),  # a room, not people
        ("王芳 1人", 0),
    ],
)
def test_people_who_come_along_unnamed_are_counted(line: str, beside: int) -> None:
    assert pasted.companions_in(line) == beside


def test_words_behind_kin_and_an_and_may_be_names_as_well() -> None:
    assert pasted.words_of("王芳和李四 138") == ("王芳和李四", "李四")
    assert "赵六" in pasted.words_of("带老婆赵六")
    assert pasted.words_of("+1 ok 王") == ()


@pytest.mark.parametrize(
    ("word", "is_name"),
    [
        ("王芳", True),
        ("王小丁", True),
        ("欧阳小丁", True),
        ("欧阳丁", True),
        ("明天五点", False),
        ("王小丁丁", False),
        ("王家村", False),  # a village, whatever surname it begins with
    ],
)
def test_a_word_reads_like_a_name_by_its_surname_and_length(word: str, *, is_name: bool) -> None:
    assert pasted.reads_like_a_name(word) is is_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王小明\n李秋芳", [(1, "王小明"), (2, "李秋芳")]),
        ("1. 王小明", [(1, "王小明")]),
        ("12 15 99", [(1, "12"), (1, "15"), (1, "99")]),
        ("12 王小明", [(1, "王小明")]),
        ("王小明、李秋芳，赵甲", [(1, "王小明"), (1, "李秋芳"), (1, "赵甲")]),
        ("王小明 李秋芳", [(1, "王小明"), (1, "李秋芳")]),
        ("王小明 到了", [(1, "王小明")]),
        ("谁 不知道", [(1, "谁"), (1, "不知道")]),
        ("  \n,，\n", []),
    ],
)
def test_everybody_in_a_text_is_called_and_nobody_is_lost(
    text: str, found: list[tuple[int, str]]
) -> None:
    known = {"王小明", "李秋芳", "12", "15"}
    assert list(pasted.called(text, lambda one: one in known)) == found


def test_a_number_in_groups_is_one_number() -> None:
    number = "430602 19850302 0013"
    assert pasted.called(number, lambda one: one == number) == ((1, number),)
