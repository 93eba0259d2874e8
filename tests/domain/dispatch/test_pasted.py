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
