"""What a chat line says in so many words: of whom else, which number is old, what is labelled."""

from __future__ import annotations

import unicodedata

import pytest

from gigdesk.domain.workers import chat_said


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


MINE, OTHER = "13800000001", "13900000002"


@pytest.mark.parametrize(
    ("line", "who", "phone", "tie"),
    [
        (f"李小丁 {MINE} 联系人：王大山 {OTHER}", "王大山", OTHER, ""),
        (f"李小丁 紧急联系人 王芳（妻子）{OTHER}", "王芳", OTHER, "妻子"),
        (f"李小丁 老婆王芳 {OTHER}", "王芳", OTHER, ""),
        (f"李小丁 老公的电话：{OTHER}", "", OTHER, "老公"),
        (f"李小丁 紧急联系人：我老婆 {OTHER}", "", OTHER, "我老婆"),
        (f"推荐人：王主任，{OTHER}", "王主任", OTHER, ""),
        (f"李小丁 紧急电话{OTHER}", "", OTHER, ""),
        ("李小丁 介绍人王大山", "王大山", "", ""),
    ],
)
def test_somebody_else_is_named_by_kin_or_by_a_part_played(
    line: str, who: str, phone: str, tie: str
) -> None:
    (found,) = chat_said.others(folded(line))
    assert (found.who, found.phone, found.tie) == (who, phone, tie)
    assert found.emergency is ("紧急" in line)


def test_a_telephone_said_to_be_of_kin_is_surely_not_the_person_s_own() -> None:
    line = folded(f"李小丁 电话是我妈妈的 {OTHER}")
    (found,) = chat_said.others(line)
    assert found.sure_phone
    assert line[found.start : found.end] == f"电话是我妈妈的 {OTHER}"


@pytest.mark.parametrize(
    "line", ["李小丁 老婆也去", "联系人：", "李小丁 13800000001", "介绍人：石桥村委会王主任的亲戚"]
)
def test_kin_that_only_comes_along_and_a_part_without_anybody_name_nobody(line: str) -> None:
    assert list(chat_said.others(folded(line))) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"李小丁 {MINE}（用我妈的号）", "用我妈的号"),
        (f"（我哥的电话）{MINE} 李小丁", "我哥的电话"),
        (f"李小丁 打我哥的{MINE}", "打我哥的"),
    ],
)
def test_whose_a_telephone_is_is_kept_with_its_words(line: str, words: str) -> None:
    found = chat_said.owned(folded(line))
    assert found is not None
    assert found[2:] == (MINE, words)


@pytest.mark.parametrize(
    "line",
    [
        f"李小丁 {OTHER} 打我哥的{MINE}",  # beside another one it may be either's
        f"李小丁 我哥 {MINE}",  # the person's own place in the family, perhaps
        "李小丁",
    ],
)
def test_a_telephone_is_nobody_else_s_for_sure_unless_it_is_said(line: str) -> None:
    assert chat_said.owned(folded(line)) is None


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        (f"原来的号码{MINE} 新号{OTHER}", [(MINE, False), (OTHER, True)]),
        (f"{MINE}已停用，换成{OTHER}", [(MINE, False), (OTHER, True)]),
        (f"之前报的电话是{MINE}作废", [(MINE, False)]),
        (f"{MINE}空号了 现在用{OTHER}（新号）", [(MINE, False), (OTHER, True)]),
        (f"李小丁 {MINE}", []),
    ],
)
def test_an_old_telephone_is_told_from_the_new_one(
    line: str, changes: list[tuple[str, bool]]
) -> None:
    found = chat_said.changes(folded(line))
    assert [(one.number, one.is_new) for one in found] == changes
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("line", "account"),
    [
        ("邮储银行卡号：6217 9912 3456 7890 123", ("6217991234567890123", "邮储银行")),
        ("银行账号 6217991234567890123", ("6217991234567890123", "")),
        ("卡号430602198503020014", None),  # the number of a paper
        ("李小丁 6217991234567890123", None),  # nothing says that it is an account
    ],
)
def test_an_account_stands_behind_its_label(line: str, account: tuple[str, str] | None) -> None:
    found = chat_said.account(folded(line))
    assert (found[2:] if found else None) == account


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("出生日期：1985年3月2日", "1985-03-02"),
        ("李小丁 1985.3.2", "1985-03-02"),
        ("生于1963-7-4 石桥村", "1963-07-04"),
        ("2015-03-02", None),  # a day, but no worker is so young
        ("1985年3月", None),
    ],
)
def test_a_day_that_a_worker_can_be_born_on_is_a_birth(line: str, day: str | None) -> None:
    found = chat_said.born(folded(line))
    assert (found[2] if found else None) == day


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "性别：男 民族：苗族 年龄：41岁 文化程度：初中",
            {"sex": "男", "ethnic": "苗族", "age": "41", "education": "初中"},
        ),
        ("工种：焊工 意向工种：电工", {"trade": "焊工", "wanted_trades": "电工"}),
        ("住址：石桥村3组", {"place": "石桥村3组"}),
        ("家住 石桥村", {"place": "石桥村"}),
        ("家住 很远", {}),  # without a colon only what calls itself a village
        ("文化 很好", {}),  # no word of schooling
        ("本人性别男", {}),
    ],
)
def test_a_value_behind_its_label_is_that_field_s(line: str, values: dict[str, str]) -> None:
    text = folded(line)
    found = list(chat_said.labelled(text))
    assert {name: value for _, _, name, value in found} == values
    assert all(text[start:end].endswith(("岁", value)) for start, end, _, value in found)


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("合计4人", True),
        ("共计：12名", True),
        ("目前共报名12人。", True),
        ("一共4个人（男3女1）", True),
        ("李小丁 4人", False),
        ("截至目前，报名12人", False),
    ],
)
def test_a_line_that_counts_the_ones_above_is_nobody(line: str, *, total: bool) -> None:
    assert chat_said.is_total(folded(line)) is total


@pytest.mark.parametrize(
    ("before", "kin"),
    [
        ("帮我老公报名 ", True),
        ("给老婆登记", True),
        ("帮我妈报名 ", True),
        ("帮我妈妈报名 ", True),
        ("替我哥填的:", True),
        ("代爸报", True),
        ("我老公的", True),
        ("我妈 ", True),
        ("我妈的名字", True),
        ("李小丁", False),
        ("本人", False),
        ("帮我报名 ", False),  # one's own, entered by another
        ("帮张丽丽报名 ", False),
        ("帮村里报名 ", False),
        ("我叔介绍", False),
        ("我妈也报", False),
        ("我妈报名 ", True),
        ("我和我妈报名 ", False),
        ("给老板打工", False),
    ],
)
def test_words_before_a_number_may_say_that_it_is_of_kin(before: str, *, kin: bool) -> None:
    assert chat_said.is_for_kin(before) is kin


@pytest.mark.parametrize(
    ("behind", "kin"),
    [("(我妈)", True), (" 是我老公的", True), ("我妈也去", False), (" 13812345678 我妈", False)],
)
def test_words_behind_a_number_may_say_so_too(behind: str, *, kin: bool) -> None:
    assert chat_said.is_of_kin(behind) is kin


@pytest.mark.parametrize(
    ("line", "comes"),
    [
        ("李小丁不去了，换王建国", ("王建国",)),
        (f"李小丁不去了 王建国 {MINE}", ("王建国",)),
        ("李小丁来不了，让陈老三去", ("陈老",)),  # begins like a name behind an exchange: asked
        ("李小丁不去了", ()),
        ("李小丁不去了 家里有事", ()),
        ("李小丁不去了 谢谢", ()),
        ("李小丁去", ()),
    ],
)
def test_who_comes_instead_of_somebody_is_told(line: str, comes: tuple[str, ...]) -> None:
    assert chat_said.who_comes(folded(line), "李小丁") == comes


@pytest.mark.parametrize(
    ("line", "meeting"), [("早上7点村委会门口集合", True), ("联系书记", True), ("石桥村", False)]
)
def test_a_place_to_meet_is_no_home(line: str, *, meeting: bool) -> None:
    assert chat_said.tells_where_to_meet(line) is meeting
