"""Names: one form to store, the printed form kept, notes taken off, oddities told."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gigdesk.domain.workers import dittos, names


def codes(text: str) -> list[str]:
    return [one.code.removeprefix("findings.name.") for one in names.read(text).findings]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        (" 张三 ", "张三"),
        ("欧阳 娜 娜", "欧阳娜娜"),
        ("张\u200b三\ufeff", "张三"),
        ("葛\U000e0100城", "葛城"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提 . 吐尔逊", "买买提·吐尔逊"),
        ("买买提．吐尔逊", "买买提·吐尔逊"),
        ("买买提・吐尔逊", "买买提·吐尔逊"),
        ("买买提‧吐尔逊", "买买提·吐尔逊"),
        ("买买提∙吐尔逊", "买买提·吐尔逊"),
        ("买买提··吐尔逊", "买买提·吐尔逊"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("阿卜杜 热合曼", "阿卜杜 热合曼"),
        ("J. R.  Smith", "J. R. Smith"),
        ("王\ue000", "王\ue000"),
        ("𬎆 䶮", "𬎆䶮"),
        ("e\u0301a", "éa"),
    ],
)
def test_a_name_has_one_stored_form(text: str, name: str) -> None:
    assert names.normalise(text) == name


@given(st.text(alphabet=st.sampled_from("张三 　·.•・\u200b亡（）()*aé\u0301\ufffd\ue00012𬎆")))
def test_storing_a_stored_name_changes_nothing(text: str) -> None:
    once = names.normalise(text)
    assert names.normalise(once) == once
    assert names.normalise(names.read(text).name) == names.read(text).name


@given(st.text())
@example('*"')
def test_any_text_keeps_its_stored_form(text: str) -> None:
    once = names.normalise(text)
    assert names.normalise(once) == once
    reading = names.read(text)
    # A mark for the name above is nobody's.
    stored = "" if dittos.is_ditto(reading.printed) else names.normalise(reading.printed)
    assert reading.name == stored


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("张三（亡）", "张三", ("亡",)),
        ("张三(小)", "张三", ("小",)),
        ("张三（曾用名：张四）", "张三", ("曾用名：张四",)),
        ("【外嫁】李梅", "李梅", ("外嫁",)),
        ("张三（亡", "张三", ("亡",)),
        ("张三（）", "张三", ()),
        ("（张三）", "张三", ()),
        ("张三(大)(亡)", "张三", ("大", "亡")),
    ],
)
def test_a_note_in_brackets_is_taken_off_and_kept(
    text: str, name: str, notes: tuple[str, ...]
) -> None:
    reading = names.read(text)
    assert (reading.name, reading.notes, reading.printed) == (name, notes, name)


def test_no_paper_prints_marks_and_notes() -> None:
    reading = names.read("张 三*（外出）")
    assert (reading.name, reading.printed) == ("张三", "张 三")
    for printed, shown in (("张 三*", "张三"), ("张三（外出）", "张三"), (None, "张三")):
        assert names.on_paper({"name": "张三", "printed_name": printed}) == shown
    assert names.on_paper({"name": "", "printed_name": None}) == ""


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("㛃 二", "㛃二"),
        ("㛃\u3000二", "㛃二"),
        ("欧 阳 娜 娜", "欧阳娜娜"),
        ("John Smith", "John Smith"),
        ("阿依古丽·热合曼", "阿依古丽·热合曼"),
        ("买买提\u2022吐尔逊", "买买提\u00b7吐尔逊"),
        ("买买提 . 吐尔逊", "买买提\u00b7吐尔逊"),
    ],
)
def test_papers_show_the_legal_separator_and_no_spaces_that_line_names_up(
    printed: str, shown: str
) -> None:
    assert names.on_paper({"name": printed, "printed_name": printed}) == shown


def test_a_note_of_death_is_told_from_other_notes() -> None:
    assert codes("张三（亡）") == ["died"]
    assert codes("张三（小）") == ["note"]


@pytest.mark.parametrize("text", ["李四*", "李四＊", "*李四", "李四★", "李四、", "李四 *"])
def test_a_mark_beside_a_name_is_taken_off_and_told(text: str) -> None:
    reading = names.read(text)
    assert reading.name == "李四"
    assert codes(text) == ["mark"]
    assert reading.findings[0].params == {"printed": text}


def test_a_clean_name_has_no_remark() -> None:
    assert names.read("张三") == names.NameReading("张三", "张三")
    assert names.read("张三").ok


def test_what_was_changed_is_shown() -> None:
    found = names.read("张 三").findings
    assert [(one.level, one.params) for one in found] == [
        ("I", {"before": "张 三", "after": "张三"})
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("张\ufffd", "broken"),
        ("锟斤拷", "broken"),
        ("张??", "broken"),
        ("王\ue000", "private_use"),
        ("李四2", "digits"),
        ("张", "short"),
    ],
)
def test_odd_characters_are_warnings(text: str, code: str) -> None:
    reading = names.read(text)
    assert code in codes(text)
    assert reading.ok


@pytest.mark.parametrize("text", ["4.张三丰", "4、张三丰", "12. 张三丰", "７．张三丰", "3)张三丰"])
def test_the_number_of_the_line_before_a_name_is_no_part_of_it(text: str) -> None:
    reading = names.read(text)
    assert (reading.name, reading.printed, reading.findings) == ("张三丰", "张三丰", ())


@pytest.mark.parametrize("text", ["", "  ", "*", "（）"])
def test_a_missing_name_is_an_error(text: str) -> None:
    assert "missing" in codes(text)
    assert not names.read(text).ok


def test_fifty_characters_are_a_name_and_more_are_none() -> None:
    assert names.read("阿" * 50).ok
    assert codes("阿" * 51) == ["too_long"]
    assert not names.read("阿" * 51).ok


def test_variants_are_alike_only_as_a_hint() -> None:
    assert names.variant_key("劉昇") == names.variant_key("刘升")
    assert names.normalise("劉昇") == "劉昇"


@pytest.mark.parametrize(
    ("text", "name", "note", "code"),
    [
        ("张三 亡", "张三", "亡", "findings.name.died"),
        ("李小四已故", "李小四", "已故", "findings.name.died"),
        ("王五-外出", "王五", "外出", "findings.name.note"),
        ("王五（迁出）", "王五", "迁出", "findings.name.note"),
        ("△王五", "王五", None, "findings.name.mark"),
        ("王五※", "王五", None, "findings.name.mark"),
    ],
)
def test_what_became_of_somebody_is_no_part_of_the_name(
    text: str, name: str, note: str | None, code: str
) -> None:
    found = names.read(text)
    assert (found.name, found.notes) == (name, (note,) if note else ())
    assert [one.code for one in found.findings] == [code]


@pytest.mark.parametrize("name", ["王亡", "陈世美", "刘死亡", "李外出", "买买提·外出"])
def test_a_name_that_only_ends_so_stays_whole(name: str) -> None:
    assert names.read(name).name == name


@pytest.mark.parametrize(
    "text", ["死亡", "亡", "已故。", "2024年去世", "因病去世", "本人去世，其子领取"]
)
def test_remarks_tell_of_a_death(text: str) -> None:
    assert names.died(text)


@pytest.mark.parametrize(
    "text", ["父亲已故", "丈夫去世", "母亲死亡,本人外出", "故事", "在外务工", ""]
)
def test_the_death_of_somebody_else_is_not_the_person_s(text: str) -> None:
    assert not names.died(text)


def test_remarks_tell_who_left_the_village_for_good() -> None:
    assert names.moved_away("户口已迁出")
    assert names.moved_away("销户")
    assert not names.moved_away("外出务工")


@given(st.text("张王李大山〇丽锟斤拷烫屯亡故已外出䶮", min_size=1, max_size=3))
def test_a_plain_name_is_read_as_with_a_mark_that_is_taken_off(text: str) -> None:
    plain, marked = names.read(text), names.read(f"{text}*")
    assert (plain.name, plain.printed, plain.notes) == (marked.name, marked.printed, marked.notes)
    told = [one.code for one in marked.findings if one.code != "findings.name.mark"]
    assert [one.code for one in plain.findings] == told


@pytest.mark.parametrize("text", ["王\n五", "王\r\n五", " 王 \t 五 ", "王\u2028五"])
def test_a_line_break_in_a_cell_is_no_part_of_a_name(text: str) -> None:
    read = names.read(text)
    assert (read.name, read.printed) == ("王五", "王 五")
    assert names.read("John\nSmith").name == "John Smith"


@pytest.mark.parametrize("text", ["王五/王武", "户主：吴八", "张三、李四", "赵六，钱七", "李四?"])
def test_signs_that_belong_to_no_name_are_told_and_the_name_is_kept(text: str) -> None:
    assert codes(text) == ["signs"]
    assert names.read(text).name == names.normalise(text)


def test_signs_that_names_have_are_no_remark() -> None:
    for text in ("买买提·艾力", "O'Brien", "Anne-Marie", "J. R. Smith"):
        assert "signs" not in codes(text)


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("郑十二 女", "郑十二", ("女",)),
        ("赵六先生", "赵六", ("先生",)),
        ("李秀英 女士", "李秀英", ("女士",)),
        ("欧 阳 女", "欧阳女", ()),
        ("王 男", "王男", ()),
    ],
)
def test_a_sex_or_an_address_behind_a_name_is_a_note(
    text: str, name: str, notes: tuple[str, ...]
) -> None:
    reading = names.read(text)
    assert (reading.name, reading.notes) == (name, notes)
    assert ("note" in codes(text)) is bool(notes)


def test_an_address_that_leaves_no_whole_name_is_told() -> None:
    assert codes("王先生") == ["style"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("肆万贰仟元整", True), ("肆万 贰仟 元整", True), ("叁佰元", True), ("元小明", False),
     ("万小元", False), ("李四", False)],
)  # fmt: skip
def test_an_amount_written_out_is_nobody(text: str, *, amount: bool) -> None:
    assert names.is_sum_in_words(text) is amount


@pytest.mark.parametrize(
    "note", ["组长", "副队长", "带班", "木工", "女", "2组", "三班", "石桥村", "新来的"]
)
def test_a_note_that_only_describes_somebody_is_known(note: str) -> None:
    assert names.only_describes(note)


@pytest.mark.parametrize(
    "note",
    [
        "妻",
        "丈夫",
        "儿子代",
        "替",
        "代班",
        "家属",
        "哥哥",
        "邻居",
        "另一个",
        "不是本批",
        "停工",
        "亡",
    ],
)
def test_a_note_that_may_mean_another_person_is_none(note: str) -> None:
    assert not names.only_describes(note)
