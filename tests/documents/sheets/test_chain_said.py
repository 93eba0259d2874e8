"""What a line of a chat list says of others, old numbers and by labels goes where it belongs."""

from __future__ import annotations

import pytest

from gigdesk.documents.sheets import chain_list

ONE = "430602198801011237"
TWO = "43060219900203126X"
PHONE = "13812345678"


def read(line: str) -> tuple[chain_list.ChainRow, ...]:
    """Return the people of a line below a title, the villages of the desk being known."""
    return chain_list.read(f"接龙报名\n{line}", ["石桥村", "新建村"])[1:]


def one(line: str) -> chain_list.ChainRow:
    """Return the only person of a line."""
    (row,) = read(line)
    return row


@pytest.mark.parametrize(
    ("words", "village"),
    [
        ("现住石桥村3组", "石桥村3组"),
        ("户籍石桥村", "石桥村"),
        ("地址石桥村二组", "石桥村二组"),
        ("来自石桥村", "石桥村"),
        ("我们石桥村", "石桥村"),
        ("家在石桥村", "石桥村"),
        ("人在石桥村", "石桥村"),
        ("户口在石桥村", "石桥村"),
        ("住在柳溪镇石桥村", "柳溪镇石桥村"),
        ("住址：柳溪镇石桥村5组", "柳溪镇石桥村5组"),
        ("现住 石桥村", "石桥村"),
    ],
)
def test_words_before_a_village_are_no_part_of_it(words: str, village: str) -> None:
    row = one(f"1. 张地一 {ONE} {PHONE} {words}")
    assert (row.name, row.village, row.note, row.doubts) == ("张地一", village, "", ())


def test_who_married_into_a_village_lives_there_and_the_words_stay() -> None:
    row = one(f"1. 张地一 {ONE} 嫁到石桥村")
    assert (row.village, row.note) == ("石桥村", "嫁到石桥村")


@pytest.mark.parametrize("words", ["老家石桥村", "在我们那边的村", "靠近石桥村", "老家在白水村"])
def test_what_is_no_plain_name_of_a_place_stays_in_the_remarks(words: str) -> None:
    row = one(f"1. 张地一 {ONE} {PHONE} {words}")
    assert (row.name, row.village, row.note) == ("张地一", "", words)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("旧号13900000098 新号13812345678", "旧号13900000098"),
        ("原号13900000098 现号13812345678", "原号13900000098"),
        ("13812345678（原来报的13900000099作废）", "原来报的13900000099作废"),
        ("旧手机号：13900000098，新手机号：13812345678", "旧手机号:13900000098"),
        ("13900000098已作废 改为13812345678", "13900000098已作废"),
    ],
)
def test_the_new_number_is_the_phone_and_the_old_one_is_nobodys(words: str, kept: str) -> None:
    row = one(f"1. 张改二 {ONE} {words}")
    assert (row.name, row.phone, row.more_phones) == ("张改二", PHONE, ())
    assert (row.note, row.doubts) == (kept, ())


def test_where_it_is_not_clear_which_number_is_used_the_line_waits() -> None:
    row = one(f"1. 张改二 {ONE} 13900000098 新号13812345678 新号13812345679")
    assert chain_list.DOUBT_PHONE in row.doubts


@pytest.mark.parametrize(
    "words",
    [
        "身份证过期了",
        "电话打不通",
        "没有身份证复印件",
        "身份证在办",
        "没有微信，打电话",
        "还差一个人的身份证",
    ],
)
def test_remarks_stay_as_they_were_written(words: str) -> None:
    row = one(f"1. 张字一 {ONE} {PHONE} {words}")
    assert (row.name, row.doubts) == ("张字一", ())
    assert row.note == words.replace("，", ",")


def test_a_telephone_that_is_said_to_be_the_sons_is_not_the_persons() -> None:
    row = one(f"1. 张字三 {ONE} 电话是儿子的13322350063")
    assert (row.name, row.phone, row.note) == ("张字三", "", "电话是儿子的13322350063")


@pytest.mark.parametrize(
    "line",
    [
        f"1.张三丰 {ONE} {PHONE} 2.李四光 {TWO} 13812345679",
        f"①张三丰{ONE} ②李四光{TWO}",
        f"1、张三丰 {ONE}，2、李四光 {TWO}",
        f"1张三丰{ONE} 2李四光{TWO}",
        f"4.张三丰 {ONE}；5.李四光 {TWO}",
    ],
)
def test_the_number_of_the_next_person_is_no_remark(line: str) -> None:
    first, second = read(line)
    assert (first.name, second.name) == ("张三丰", "李四光")
    assert (first.note, second.note) == ("", "")


def test_a_figure_that_does_not_go_on_counting_stays_with_the_person() -> None:
    first, _ = read(f"1.张三丰 {ONE} 43 李四光 {TWO}")
    assert first.age == 43


@pytest.mark.parametrize("words", ["妻子李和美", "妻子 李和美", "妻子：李和美"])
def test_the_word_for_the_second_person_goes_with_that_one(words: str) -> None:
    first, second = read(f"1. 张和平{ONE} {words}{TWO} {PHONE}")
    assert (first.name, first.note) == ("张和平", "")
    assert (second.name, second.note, second.phone) == ("李和美", "妻子", PHONE)


def test_labelled_values_go_into_their_fields() -> None:
    row = one(
        f"1. 姓名：张标一，性别：男，民族：汉族，年龄：50，身份证号：{ONE}，手机号码：{PHONE}，"
        "村组：石桥村3组，学历：初中，工种：采棉工"
    )
    assert (row.name, row.sex, row.age, row.phone) == ("张标一", "1", 50, PHONE)
    assert (row.village, row.note, row.doubts) == ("石桥村3组", "", ())
    assert dict(row.said) == {"ethnic": "汉族", "education": "初中", "trade": "采棉工"}


def test_an_address_in_another_county_makes_no_village() -> None:
    row = one(f"1. 姓名：张标一 身份证：{ONE} 地址：广东省东莞市长安镇乌沙村")
    assert (row.village, dict(row.said)["address"]) == ("", "广东省东莞市长安镇乌沙村")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "紧急联系人：邓大父 13812341130",
            {"emergency_name": "邓大父", "emergency_phone": "13812341130"},
        ),
        (
            "紧急联系人王大姐13900000001",
            {"emergency_name": "王大姐", "emergency_phone": "13900000001"},
        ),
        (
            "紧急联系人：李大山（丈夫）13900000001",
            {
                "emergency_name": "李大山",
                "emergency_relation": "丈夫",
                "emergency_phone": "13900000001",
            },
        ),
        ("紧急电话13900000004", {"emergency_phone": "13900000004"}),
        ("银行卡：6217002930000012344", {"bank_account": "6217002930000012344"}),
    ],
)
def test_who_is_called_in_need_and_an_account_have_their_fields(
    words: str, said: dict[str, str]
) -> None:
    row = one(f"1. 邓小超 {ONE} {PHONE} {words}")
    assert (row.name, row.phone, row.more_phones) == ("邓小超", PHONE, ())
    assert (dict(row.said), row.note, row.doubts) == (said, "", ())


@pytest.mark.parametrize(
    "words",
    [
        "老公李大山",
        "介绍人李大婶",
        "联系人儿子",
        "带队：李大山",
        "老婆13900000006",
        "家属电话13900000005",
        "儿子王小小13900000008",
        "联系人：王大姐 13900000003",
    ],
)
def test_others_stay_in_the_remarks_with_their_telephone(words: str) -> None:
    row = one(f"1. 邓小超 {ONE} 本人{PHONE} {words}")
    assert (row.name, row.phone, row.more_phones) == ("邓小超", PHONE, ())
    assert (row.note, row.doubts, row.others) == (words.replace("：", ":"), (), ())


def test_whose_number_stands_behind_kin_is_still_asked() -> None:
    row = one(f"1. 陈建军，妻子李梅 {ONE}")
    assert chain_list.DOUBT_NAME in row.doubts


def test_a_village_over_the_lines_holds_until_the_next_one() -> None:
    rows = chain_list.read(
        f"石桥村\n1.周建国 {PHONE}\n2.吴志明 13812345679\n茶园村\n3.黄翠兰 13812345670\n"
        "【新建村】（柳溪镇）\n1.陈桂英 13812345671"
    )
    found = [(row.name, row.section) for row in rows if row.is_person]
    assert found == [
        ("周建国", "石桥村"),
        ("吴志明", "石桥村"),
        ("黄翠兰", "茶园村"),
        ("陈桂英", "柳溪镇新建村"),
    ]


def test_a_village_below_a_person_is_that_of_the_person() -> None:
    first, _, second = chain_list.read(f"1.周建国 {PHONE}\n茶园村\n2.吴志明 13812345679")
    assert (first.village, second.village, second.section) == ("茶园村", "", "")


@pytest.mark.parametrize(
    ("words", "birth"),
    [("1958年1月1日", "1958-01-01"), ("1986.9.17", "1986-09-17"), ("1986-09-17生", "1986-09-17")],
)
def test_a_date_of_birth_is_read_where_there_is_no_number(words: str, birth: str) -> None:
    row = one(f"1.周建国 {words} {PHONE}")
    assert (row.name, dict(row.said), row.note) == ("周建国", {"birth_date": birth}, "")


def test_a_date_of_this_year_stays_in_the_remarks() -> None:
    row = one(f"1.周建国 {PHONE} 2026年3月1日走")
    assert (row.said, row.note) == ((), "2026年3月1日走")


@pytest.mark.parametrize("label", ["银行卡", "卡号", "工资卡", "农商银行"])
@pytest.mark.parametrize("number", [ONE, TWO])
def test_the_number_of_a_paper_is_never_an_account(label: str, number: str) -> None:
    row = one(f"1.周建国 {label}{number} {PHONE}")
    assert (row.name, row.doc_no, row.phone, row.said) == ("周建国", number, PHONE, ())


def test_villages_whose_name_begins_like_a_small_word_are_villages() -> None:
    assert one(f"1.周建国 {ONE} 那马村").village == "那马村"


@pytest.mark.parametrize(
    ("line", "other"),
    [
        (f"1. 张三丰 不去了，换成李四光 {ONE} {PHONE}", "李四光"),
        (f"1. 张三丰不去，改李四光 {ONE}", "李四光"),
        (f"1. 张三丰 不去了 她妈去 李爱华 {ONE} {PHONE}", "李爱华"),
        (f"1. 张三丰不去了，让我老婆刘桂花去 {ONE}", "刘桂花"),
        ("1. 张三丰 不去了 李爱华去", "李爱华"),
    ],
)
def test_who_comes_instead_is_not_taken_off_with_who_stays(line: str, other: str) -> None:
    row = one(line)
    assert (row.skip_reason, row.doubts) == (None, ("name", "stays"))
    assert other in row.others


@pytest.mark.parametrize("words", ["不去了，孩子要上学，谢谢", "不去了 身体不好", "退出 高血压"])
def test_why_somebody_stays_is_nobody_who_comes_instead(words: str) -> None:
    assert one(f"1. 张三丰 {ONE} {PHONE} {words}").skip_reason == "withdrawn"


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        (f"{PHONE}（用我妈的号）", "用我妈的号"),
        (f"（用我妈的号）{PHONE}", "用我妈的号"),
        (f"打我哥的{PHONE}", "打我哥的"),
        (f"用我儿子的手机{PHONE}", "用我儿子的手机"),
    ],
)
def test_a_telephone_that_is_kin_s_says_so(words: str, whose: str) -> None:
    row = one(f"1. 张地一 {ONE} {words}")
    assert (row.phone, row.owners, row.note, row.doubts) == (PHONE, ((PHONE, whose),), "", ())


@pytest.mark.parametrize("words", [f"{PHONE} 老公不去", f"{PHONE}（女儿）"])
def test_kin_that_is_only_named_owns_no_telephone(words: str) -> None:
    assert one(f"1. 张地一 {ONE} {words}").owners == ()


SENT = "2026/4/18 19:31"


def test_who_wrote_and_when_is_nobody_of_the_list() -> None:
    text = f"1.张三丰 13894287001\nA金枝土鸡蛋13907460001 {SENT}\n2.李四光 13894287003"
    rows = chain_list.read(text)
    assert [row.skip_reason for row in rows] == [None, "note", None]
    # Where a name stands there the line is that person, who would else be lost.
    named = chain_list.read(f"1.张三丰 13894287001\n王建国 13907460001 {SENT}")
    assert [(row.skip_reason, row.name) for row in named] == [(None, "张三丰"), (None, "王建国")]


@pytest.mark.parametrize(
    "line",
    [
        "21. 文丹 电话13894287001 身份证44011320141005001X 水打田村",
        "21. 文丹 身份证44011320141005001x 电话13894287001 水打田村",
        "1.文丹身份证号44011320141005001X手机13894287001",
    ],
)
def test_labels_written_to_their_numbers_leave_no_doubt(line: str) -> None:
    (row,) = chain_list.read(line)
    assert (row.name, row.phone, row.doc_no) == ("文丹", "13894287001", "44011320141005001X")
    assert row.doubts == ()


@pytest.mark.parametrize("word", ["平安", "文丹 我老公", "文丹 高飞", "紧急联系人 文丹"])
def test_labels_do_not_make_another_word_the_name(word: str) -> None:
    (row,) = chain_list.read(f"1. {word} 电话13894287001 身份证44011320141005001X")
    assert chain_list.DOUBT_NAME in row.doubts
