"""What an opened roster tells before its rows are read: sheets left out, and what is unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors, i18n
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import opening
from gigdesk.domain import workers
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.actions.desk import Desk

STRANGE = ("当家的", "当家的证", "谁", "谁的证", "打哪个号")


def strange(path: Path) -> Path:
    """Write a list over which stand words that nobody knows."""
    people = rosters.crowd(6)
    heads = rosters.crowd(6, seed=2)
    rows = [
        [head[0], head[1], one[0], one[1], one[2]] for head, one in zip(heads, people, strict=True)
    ]
    return rosters.book(path, rows, STRANGE)


def test_sheets_left_out_are_told_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    path = rosters.book(tmp_path / "r.xlsx", rosters.crowd(3))
    book = openpyxl.load_workbook(path)
    further: dict[str, list[list[Any]]] = {
        "汇总": [["村名", "人数"], ["新建村", 3]],
        "旧表": [list(rosters.HEADER), *rosters.crowd(2, seed=3)],
        "空表": [],
    }
    for name, rows in further.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book["旧表"].sheet_state = "hidden"
    book.save(path)
    opened = imports.open_file(desk, path)
    assert {(one.name, one.why, one.offered) for one in opened.aside} == {
        ("汇总", "no_people", False),
        ("旧表", "hidden", True),
        ("空表", "empty", False),
    }
    for one in opened.aside:
        assert one.name in i18n.text(opening.ASIDE_WORDS[one.why], name=one.name)


def test_a_list_that_nobody_understands_asks_before_it_reads(desk: Desk, tmp_path: Path) -> None:
    opened = imports.open_file(desk, strange(tmp_path / "s.xlsx"))
    assert opened.unclear == ("花名册",)
    with pytest.raises(errors.UnreadableFile) as caught:
        imports.read(opened, today=desk.clock.today())
    assert caught.value.code == "intake.error.unclear"
    said = i18n.text(caught.value.code, **caught.value.params)
    assert "当家的证" in said


def test_columns_that_are_only_understood_can_be_chosen_as_they_were_proposed(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号", *workers.columns.headings(workers.columns.EXTRAS).values())
    path = rosters.book(tmp_path / "e.xlsx", [one[:2] for one in rosters.crowd(2)], head)
    opened = imports.open_file(desk, path)
    proposed = {column.index: column.field for column in opened.columns}
    assert set(workers.columns.EXTRAS) <= set(proposed.values())
    reading = imports.read(opened, today=desk.clock.today(), mapping=proposed)
    imports.remember_columns(desk, opened=opened, mapping=proposed)
    unread = [one.field for one in imports.unread(reading)]
    assert "county" in unread
    assert "phone_more" not in unread


def test_columns_told_by_their_headers_are_read_and_remembered(desk: Desk, tmp_path: Path) -> None:
    path = strange(tmp_path / "s.xlsx")
    opened = imports.open_file(desk, path)
    by_header = {column.header: column.index for column in opened.columns}
    mapping: dict[int, str | None] = {by_header["谁"]: "name", by_header["谁的证"]: "doc_no"}
    reading = imports.read(opened, today=desk.clock.today(), mapping=mapping)
    assert reading.rows == 6
    assert set(reading.by_number) == {one[1] for one in rosters.crowd(6)}
    imports.remember_columns(desk, opened=opened, mapping=mapping)
    again = imports.open_file(desk, path)
    assert again.unclear == ()
    assert imports.read(again, today=desk.clock.today()).rows == 6


_OWN = ["姓名", "身份证号码", "电话", "联系人电话"]


@pytest.mark.parametrize(
    "listed",
    [
        lambda row: [_OWN, row],
        lambda row: [_OWN[::-1], row[::-1]],
        lambda row: [["花名册"], ["", *_OWN], ["", *row]],
        lambda row: [["花名册"], ["", "", *_OWN[::-1]], ["", "", *row[::-1]]],
    ],
)
def test_a_correction_holds_wherever_its_column_stands_in_the_next_file(
    desk: Desk, listed: Callable[[list[str]], list[list[str]]]
) -> None:
    first = "\n".join("\t".join(row) for row in [_OWN, ["刘桂花", rosters.number(1), "1", "2"]])
    opened = imports.open_pasted(desk, first, "粘贴")
    imports.remember_columns(desk, opened=opened, mapping={2: "emergency_phone", 3: "phone"})
    number = rosters.number(2)
    rows = listed(["陈秀英", number, "13800001111", "13800002222"])
    again = imports.open_pasted(desk, "\n".join("\t".join(row) for row in rows), "粘贴")
    imports.take_in(desk, imports.read(again, today=desk.clock.today()), back_up=False)
    kept = rosters.person(desk, number)
    assert (kept["phone"], kept["emergency_phone"]) == ("13800002222", "13800001111")


def test_columns_that_nothing_keeps_are_unread() -> None:
    assert opening.is_unread(None)
    assert opening.is_unread("work_form")
    assert not opening.is_unread("village")
    assert not opening.is_unread("phone_more")
    assert not opening.is_unread(None, "remarks")


CHAIN = """#接龙
新建村外出务工登记，请按 姓名 身份证 电话 接龙
例 张三 430602199001010000 13800000000

1. 刘桂花 {0} 13800000001
2、陈秀英，{1}，电话13800000002
3.杨建国{2}
4. 我家还有人，晚点报
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_the_list_of_a_chat_group_is_read_from_a_text_file_as_if_pasted(
    desk: Desk, tmp_path: Path, encoding: str
) -> None:
    text = CHAIN.format(*(rosters.number(order) for order in (1, 3, 5)))
    path = tmp_path / "chain.txt"
    path.write_text(text, encoding=encoding)
    seen = rosters.look(desk, path)
    pasted = imports.open_pasted(desk, text, "粘贴")
    assert seen.reading.opened.chain == pasted.chain
    assert (seen.counts["new"], seen.counts["rejected"]) == (3, 1)
    assert seen.skipped == {"title": 2, "sample": 1, "blank": 1}


def test_one_line_with_commas_does_not_make_a_table_of_a_chat_list(
    desk: Desk, tmp_path: Path
) -> None:
    lines = [f"{order}. 何平 {rosters.number(order)} 13800000001" for order in (1, 3, 5)]
    cut = f"4、富河村,周明,{rosters.number(7)},13800000004"
    path = tmp_path / "chain.txt"
    path.write_text("\n".join(("#接龙 报名", *lines, cut)), "utf-8")
    seen = rosters.look(desk, path)
    assert seen.reading.opened.chain
    assert seen.counts["new"] == len(lines) + 1


def test_a_sentence_that_asks_for_name_and_number_is_no_header_of_a_table(
    desk: Desk, tmp_path: Path
) -> None:
    lines = [f"{order}. 何平 {rosters.number(order)} 13800000001" for order in (1, 3, 5)]
    path = tmp_path / "chain.txt"
    head = "富河村报名，9月5号截止，姓名+身份证+电话"
    path.write_text("\n".join(("#接龙", head, *lines, f"4. 周明，{rosters.number(7)}")), "utf-8")
    seen = rosters.look(desk, path)
    assert seen.reading.opened.chain
    assert seen.counts["new"] == len(lines) + 1


def test_a_text_file_whose_columns_are_told_is_a_table(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "chain.txt"
    path.write_text(CHAIN.format(*(rosters.number(order) for order in (1, 3, 5))), "utf-8")
    opened = imports.open_file(desk, path, as_table=True)
    assert not opened.chain
    seen = imports.preview(
        desk, imports.read(opened, today=desk.clock.today(), mapping={0: "name", 1: "doc_no"})
    )
    # Every line with a right number is a row to look at, whatever the columns were told to be.
    assert seen.rows >= 3
    assert "note" not in seen.skipped or seen.skipped["note"] <= 2


def test_a_table_in_a_text_file_is_never_taken_for_a_chat_list(desk: Desk, tmp_path: Path) -> None:
    for mark in (",", "\t"):
        path = tmp_path / "table.txt"
        lines = [mark.join(map(str, row)) for row in (rosters.HEADER, *rosters.crowd(3))]
        path.write_text("\n".join(lines), "utf-8")
        assert not imports.open_file(desk, path).chain


def test_exchanged_headers_are_read_by_their_values_and_asked_about(
    desk: Desk, tmp_path: Path
) -> None:
    people = [[name, number, phone] for name, number, phone, _ in rosters.crowd(3)]
    path = rosters.book(tmp_path / "x.xlsx", people, ("姓名", "电话", "身份证号"))
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"new": 3}
    unsure = imports.unsure(seen.reading)
    assert [(one.header, one.field, one.why) for one in unsure] == [
        ("电话", "doc_no", "exchanged"),
        ("身份证号", "phone", "exchanged"),
    ]
    chosen = rosters.look(desk, path, mapping={1: "doc_no", 2: "phone"})
    assert imports.unsure(chosen.reading) == []


def test_a_list_below_unknown_words_without_a_number_is_refused_with_what_to_do(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [["刘桂花", "石桥村", "13800001111"], ["陈海燕", "石桥村", "13800002222"]]
    path = rosters.book(tmp_path / "a.xlsx", rows, ("谁", "哪里的", "打哪个号"))
    with pytest.raises(errors.UnreadableFile) as caught:
        imports.open_file(desk, path)
    assert caught.value.code == "intake.error.no_roster"
    said = i18n.words("zh")
    # The window's own word for it, which stands below the sentence.
    assert said["intake_page.by_hand"] in said["intake.error.no_roster"]
    opened = imports.open_by_hand(desk, path, path.name, header_row=None)
    assert [one.field for one in opened.columns] == ["name", "village", "phone"]
