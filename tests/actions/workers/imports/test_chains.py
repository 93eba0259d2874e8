"""Lines of a chat list as rows: whom it is not sure about waits, and no number is ever lost."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import chains, opening, reading
from gigdesk.documents.sheets import chain_list
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

NUMBER = rosters.number(1)


def seen(desk: Desk, text: str) -> imports.Preview:
    """Return what an import of a pasted list would do."""
    opened = imports.open_pasted(desk, text, "粘贴")
    return imports.preview(desk, imports.read(opened, today=desk.clock.today()))


@pytest.mark.parametrize(
    "line",
    ["云淡风轻 王建国", "阿芳", "平安 李芳", "王建国媳妇", "刘", "Lily 赵丽", "王家湾 李四海", ""],
)
def test_a_line_whose_name_is_not_sure_waits_with_its_words(desk: Desk, line: str) -> None:
    found = seen(desk, f"接龙报名\n1. {line} {NUMBER} 13800001111")
    assert rosters.counts(found) == {"undecided": 1}
    (shown,) = imports.lines_of(desk, found, "undecided", 0, 9)
    assert shown.reasons[0][0].startswith(("findings.row.line_", "findings.name.missing"))
    assert f"1. {line} {NUMBER} 13800001111" in found.reading.entry(0).cells[0][2]


def test_a_village_of_the_desk_before_a_name_is_the_village(desk: Desk) -> None:
    places = rosters.add_places(desk, ("江村镇", "富河村"))
    found = seen(desk, f"接龙报名\n1. 富河 陈五 {NUMBER}\n2. 富河陈六 {rosters.number(2)}")
    assert rosters.counts(found) == {"new": 2}
    assert {one.village_id for one in found.shown} == {places["江村镇", "富河村"]}


def test_what_goes_back_holds_no_name_that_nobody_has_chosen(desk: Desk, tmp_path: Path) -> None:
    opened = imports.open_pasted(desk, f"接龙报名\n1. 云淡风轻 王建国 {NUMBER}", "粘贴")
    read = imports.read(opened, today=desk.clock.today())
    taken = imports.take_in(desk, read, back_up=False)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(back.file)
    page = book.worksheets[0]
    cells = {str(head.value): cell.value for head, cell in zip(page[1], page[2], strict=True)}
    assert f"1. 云淡风轻 王建国 {NUMBER}" in cells.values()
    assert cells["姓名"] is None
    assert any("王建国" in str(value) and "云淡风轻" in str(value) for value in cells.values())
    again = imports.open_file(desk, back.file)
    seen_again = imports.preview(desk, imports.read(again, today=desk.clock.today()))
    assert "new" not in rosters.counts(seen_again)


def test_who_has_the_number_already_says_which_word_is_the_name(desk: Desk) -> None:
    first = imports.open_pasted(desk, f"接龙报名\n1. 李秀芳 {NUMBER}", "粘贴")
    imports.take_in(desk, imports.read(first, today=desk.clock.today()), back_up=False)
    known = seen(desk, f"接龙报名\n1. 安然 李秀芳 {NUMBER} 13800001111")
    assert rosters.counts(known) == {"updated": 1}
    stranger = seen(desk, f"接龙报名\n1. 安然 王芳 {NUMBER}")
    assert rosters.counts(stranger) == {"undecided": 1}


def test_an_age_that_is_not_that_of_the_number_is_said(desk: Desk) -> None:
    found = seen(desk, f"接龙报名\n1. 李秀芳 25岁 {NUMBER}")
    assert found.warnings == 1


def test_who_stays_at_home_is_named_by_the_line(desk: Desk) -> None:
    found = seen(desk, f"接龙报名\n1. 李秀芳 {NUMBER} 不去了\n2. 王芳 {rosters.number(2)}")
    assert found.reading.staying_places == ("2",)


def test_lines_in_which_it_is_not_sure_who_stays_wait(desk: Desk) -> None:
    found = seen(desk, f"接龙报名\n1. 李秀芳 {NUMBER} 晚上不去")
    assert rosters.counts(found) == {"undecided": 1}


def test_words_before_a_known_village_make_no_other_one(desk: Desk) -> None:
    places = rosters.add_places(desk, ("江村镇", "富河村"))
    said = ("现住", "户籍", "来自", "家在")
    names = ("张春花", "李秋生", "王建国", "刘桂花")
    lines = [
        f"{at}. {name} {rosters.number(at)} {word}富河村3组"
        for at, (name, word) in enumerate(zip(names, said, strict=True), 1)
    ]
    found = seen(desk, "\n".join(["接龙报名", *lines]))
    assert {one.village_id for one in found.shown} == {places["江村镇", "富河村"]}
    imports.take_in(desk, found.reading, back_up=False)
    assert len(desk.store.query("SELECT * FROM division WHERE level = 'village'")) == 1
    addresses = {one["address"] for one in desk.store.query("SELECT address FROM worker")}
    assert addresses == {"富河村3组"}


def test_who_is_called_in_need_is_taken_into_the_fields_of_the_person(desk: Desk) -> None:
    line = f"1. 邓小超 {NUMBER} 13322350066 紧急联系人：邓大父 13812341130"
    found = seen(desk, f"接龙报名\n{line}")
    assert rosters.counts(found) == {"new": 1}
    imports.take_in(desk, found.reading, back_up=False)
    (person,) = desk.store.query("SELECT * FROM worker")
    assert (person["phone"], person["emergency_name"]) == ("13322350066", "邓大父")
    assert (person["emergency_phone"], person["notes"]) == ("13812341130", None)


def test_a_lone_candidate_is_not_named_as_one_of_several(desk: Desk) -> None:
    found = seen(desk, f"接龙报名\n1. 王师傅 {NUMBER} 13800001111")
    (shown,) = imports.lines_of(desk, found, "undecided", 0, 9)
    assert shown.reasons[0][0] == "findings.row.line_person"


def test_an_unclear_number_waits_and_does_not_go_back_as_the_phone(
    desk: Desk, tmp_path: Path
) -> None:
    said = "13900000098 新号13812345678 新号13812345679"
    found = seen(desk, f"接龙报名\n1. 张改二 {NUMBER} {said}")
    assert rosters.counts(found) == {"undecided": 1}
    taken = imports.take_in(desk, found.reading, back_up=False)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    page = openpyxl.load_workbook(back.file).worksheets[0]
    cells = {str(head.value): cell.value for head, cell in zip(page[1], page[2], strict=True)}
    assert cells["联系电话"] is None


def test_a_village_over_the_lines_finds_who_is_known_there(desk: Desk) -> None:
    places = rosters.add_places(desk, ("江村镇", "富河村"), ("江村镇", "石桥村"))
    first = imports.open_pasted(desk, f"接龙报名\n1. 李秀芳 {NUMBER} 富河村", "粘贴")
    imports.take_in(desk, imports.read(first, today=desk.clock.today()), back_up=False)
    found = seen(desk, f"富河村\n1. 李秀芳\n石桥村\n2. 王建国 {rosters.number(2)}")
    assert rosters.counts(found) == {"undecided": 1, "new": 1}
    waiting, new = sorted(found.shown, key=lambda one: one.classed.kind != "undecided")
    assert waiting.classed.proposed_id is not None
    assert new.village_id == places["江村镇", "石桥村"]


def test_a_text_file_is_taken_as_the_same_text_pasted_is(desk: Desk, tmp_path: Path) -> None:
    text = (
        f"姓名:王得福\n性别:男\n身份证号:{NUMBER}\n手机:13322350081\n\n"
        f"姓名:刘得宝\n身份证号:{rosters.number(2)}\n手机:13322350082\n"
    )
    path = tmp_path / "名单.txt"
    path.write_text(text, encoding="utf-8")
    opened = imports.open_file(desk, path)
    assert opened.chain == imports.open_pasted(desk, text, "粘贴").chain
    found = imports.preview(desk, imports.read(opened, today=desk.clock.today()))
    assert rosters.counts(found) == {"new": 2}


def test_all_doubts_have_words_in_both_languages() -> None:
    for language in i18n.LANGUAGES:
        assert {
            "findings.row.line_name",
            "findings.row.line_no_name",
            "findings.row.line_stays",
            "findings.row.line_person",
            "findings.row.line_phone",
        } <= set(i18n.words(language))


_BESIDE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("王李张阿芳村报名去不了取消,，.、()[]【】 0123456789xX+-例"),
    ),
    max_size=24,
)


@given(_BESIDE, _BESIDE, st.integers(1, 900), st.sampled_from(["", "2. "]), st.booleans())
@example("例 张三 ", "", 1, "", False)  # noqa: FBT003 -- an example of what is given
@example("9", "x", 1, "2. ", True)  # noqa: FBT003 -- an example of what is given
@example("王五 不去了 ", "", 1, "", True)  # noqa: FBT003 -- an example of what is given
@example("联系人王书记", "", 1, "", True)  # noqa: FBT003 -- an example of what is given
def test_a_right_number_is_never_lost_in_a_line(
    before: str,
    behind: str,
    order: int,
    front: str,
    above: bool,  # noqa: FBT001 -- hypothesis gives it by place
) -> None:
    number = rosters.number(order)
    line = f"{front}{before}{number}{behind}"
    if len(line.splitlines()) != 1:
        return
    text = f"{line}\n3. 陈强" if above else f"1. 陈强 13800001111\n{line}"
    found = reading.Reading(opening.Opened("粘贴", "", None), {})
    chains.read(chain_list.read(text), found, datetime.date(2026, 11, 22))
    papers = [found.entry(at).reading.paper.number for at in range(found.rows)]
    named = [row for _, row in (*found.samples, *found.staying)]
    assert papers.count(number) == 1 or (papers.count(number) == 0 and (1 if above else 2) in named)


@pytest.mark.parametrize("over", ["富河村3月去新疆报名", "接龙报名\n—— 富河村 ——"])
def test_the_village_over_a_chat_list_fills_and_never_moves(desk: Desk, over: str) -> None:
    places = rosters.add_places(desk, ("江村镇", "富河村"), ("江村镇", "茶园村"))
    one, two, three = (rosters.number(at) for at in (1, 2, 3))
    first = f"1. 陈五 {one} 富河村\n2. 陈六 {two} 茶园村"
    opened = imports.open_pasted(desk, f"接龙报名\n{first}", "粘贴")
    imports.take_in(desk, imports.read(opened, today=desk.clock.today()), back_up=False)
    listed = f"{over}\n1. 陈五\n2. 陈六 {two}\n3. 陈七 {three}\n4. 陈八"
    found = seen(desk, listed)
    assert rosters.counts(found) == {"undecided": 1, "unchanged": 1, "new": 1, "rejected": 1}
    imports.take_in(desk, found.reading, back_up=False)
    homes = [rosters.person(desk, number)["village_id"] for number in (one, two, three)]
    assert homes == [places["江村镇", name] for name in ("富河村", "茶园村", "富河村")]
