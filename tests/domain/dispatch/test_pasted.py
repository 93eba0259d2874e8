from __future__ import annotations

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
