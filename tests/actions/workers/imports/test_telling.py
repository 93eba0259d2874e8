"""What an import says as a whole: remarks with counts, columns not read, rows that go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "联系电话", "村", "银行账号", "座右铭")
LIU = rosters.number(1)


def listed() -> list[list[Any]]:
    """Return people with the same remarks in several rows."""
    return [
        ["刘桂花", LIU, "13800000001", "新建村", 6217991234567890000, "一"],
        ["陈秀英", rosters.number(3), "短号 61", "新建村", 6217991234567890000, "二"],
        ["杨建国", LIU[:-1], "", "新建村", "", "三"],
        ["吴海燕", None, "", "没有的村", "", "四"],
        ["周永红", rosters.number(5)[:-1], "", "", "", "五"],
    ]


def test_remarks_are_counted_with_their_first_rows_before_and_after(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    path = rosters.book(tmp_path / "a.xlsx", listed(), HEAD)
    seen = rosters.look(desk, path)
    taken = imports.take_in(desk, seen.reading, back_up=False)
    for told in (seen.told, imports.of_import(desk, taken.number)):
        warned = {one.code: (one.count, one.rows) for one in told.warnings}
        assert warned["findings.account.number_cell"] == (2, ["2", "3"])
        assert warned["findings.phone.unreadable"] == (1, ["3"])
        reasons = {one.code: one.count for one in told.reasons}
        assert reasons["findings.id.length"] == 2
        assert reasons["findings.id.missing"] == 1
        assert (told.reasons[0].count, told.reasons[0].varied) == (2, False)


def test_numbers_that_a_remark_quotes_are_masked(desk: Desk, tmp_path: Path) -> None:
    row = ["刘桂花", LIU, "138123456789", ""]
    seen = rosters.look(desk, rosters.book(tmp_path / "a.xlsx", [row]))
    assert seen.told.warnings[0].params == {"text": "138*****6789"}
    line = imports.lines_of(desk, seen, "new", 0, 1)[0]
    assert line.warnings[0][2] == {"text": "138*****6789"}


def test_columns_that_are_not_read_or_not_sure_are_named(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "身份证号码", "乙", "座右铭")
    people = [[name, number, phone, "甲"] for name, number, phone, _ in rosters.crowd(4)]
    reading = rosters.look(desk, rosters.book(tmp_path / "a.xlsx", people, head)).reading
    assert [one.header for one in imports.unread(reading)] == ["座右铭"]
    assert [one.header for one in imports.unsure(reading)] == ["乙"]
    chosen = rosters.look(
        desk, rosters.book(tmp_path / "a.xlsx", people, head), mapping={2: "phone", 3: "notes"}
    ).reading
    assert imports.unread(chosen) == []


def test_hidden_rows_are_told_whatever_becomes_of_them(desk: Desk, tmp_path: Path) -> None:
    people: list[list[Any]] = [list(one) for one in rosters.crowd(4)]
    people[2][1] = "123"
    path = rosters.book(tmp_path / "a.xlsx", people)
    book = openpyxl.load_workbook(path)
    for row in (3, 4):
        book.worksheets[0].row_dimensions[row].hidden = True
    book.save(path)
    seen = rosters.look(desk, path)
    taken = imports.take_in(desk, seen.reading, back_up=False)
    for told in (seen.told, imports.of_import(desk, taken.number)):
        found = {one.code: (one.count, one.rows) for one in told.warnings}
        assert found["intake.finding.hidden_rows"] == (2, ["3", "4"])


def test_a_mark_for_the_row_above_takes_its_village_and_is_told(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    first, *others = rosters.crowd(3)
    people = [first, *([*one[:3], "同上"] for one in others)]
    people[2][2] = "〃"
    seen = rosters.look(desk, rosters.book(tmp_path / "a.xlsx", people))
    assert seen.counts["new"] == 3
    assert len({one.village_id for one in seen.shown}) == 1
    assert seen.shown[2].village_id is not None
    found = {one.code: (one.count, one.rows) for one in seen.told.warnings}
    assert found["findings.value.ditto"] == (2, ["3", "4"])
    assert found["findings.value.ditto_left"] == (1, ["4"])


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a returned workbook by header."""
    page = openpyxl.load_workbook(path).active
    assert page is not None
    head, *rows = page.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_rows_go_back_with_class_person_and_reasons(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    people = [["刘桂花", LIU, "13800000001", "新建村"]]
    rosters.take(desk, rosters.book(tmp_path / "first.xlsx", people))
    damaged: list[list[Any]] = [
        ["刘桂花", int(LIU[:15] + "000"), "", "新建村"],
        ["钱无人", "", "", "新建村"],
    ]
    path = rosters.book(tmp_path / "a.xlsx", damaged)
    opened = imports.open_file(desk, path)
    seen = imports.preview(desk, imports.read(opened, today=desk.clock.today()))
    dry = imports.return_previewed(seen, tmp_path / "dry.xlsx")
    taken = imports.take_in(desk, seen.reading, back_up=False)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    found = rows_of(back.file)
    assert rows_of(dry.file) == found
    kind, person, reasons, _ = list(found[0])[-4:]
    assert [row[kind] for row in found] == ["需要决定", "不能导入"]
    assert found[0][person] == f"刘桂花  W1  青山镇 新建村  430***********{LIU[-4:]}"
    assert found[1][person] in (None, "")
    assert "15" in found[0][reasons]
    again = rosters.look(desk, back.file)
    assert rosters.counts(again) == {"undecided": 1, "rejected": 1}
    assert [one.why for one in again.reading.opened.columns][-4:] == ["remarks"] * 4


def test_the_same_file_again_is_unchanged_and_its_rows_wait_once(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    path = rosters.book(tmp_path / "a.xlsx", listed(), HEAD)
    first = rosters.take(desk, path)
    assert rosters.counts(first) == {"new": 2, "rejected": 3}
    before = imports.count(desk)
    second = rosters.take(desk, path)
    # What could not be read as an account stands in the remarks by now.
    assert rosters.counts(second) == {"unchanged": 2, "rejected": 3}
    notes = str(rosters.person(desk, LIU)["notes"])
    assert notes == "银行账号原文：6217991234567890000"
    assert (before, imports.count(desk)) == (3, 3)
    assert {one.intake for one in imports.waiting_lines(desk)} == {second.number}
    assert imports.past(desk)[1].waiting == 0
    office.undo.undo(desk, imports.undo_target(desk, second.number))
    assert {one.intake for one in imports.waiting_lines(desk)} == {first.number}


def test_whoever_is_in_already_is_unchanged_when_the_file_comes_again(
    desk: Desk, tmp_path: Path
) -> None:
    path = rosters.book(tmp_path / "a.xlsx", rosters.crowd(30))
    rosters.take(desk, path)
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 30}


def test_numbers_in_groups_and_short_ones_in_their_columns_are_masked(
    desk: Desk, tmp_path: Path
) -> None:
    grouped = f"{LIU[:6]} {LIU[6:14]} {LIU[14:]}"
    wrong = grouped[:-1] + ("0" if LIU[-1] != "0" else "1")
    head = ("姓名", "身份证号码", "联系电话", "银行账号", "备注", "证件有效期止")
    cells = ["刘桂花", wrong, "1381234-567", "6217 0012 3456 7890 129", "另6217-0012-3456-7890"]
    book = rosters.book(tmp_path / "a.xlsx", [[*cells, "2030-01-02 08:30:00"]], head)
    seen = rosters.look(desk, book)
    (line,) = imports.lines_of(desk, seen, "rejected", 0, 1)
    shown = [text for _, text in line.cells]
    assert shown[1:3] == [f"430***********{wrong[-4:]}", "138***4567"]
    assert (shown[4], shown[5]) == ("另621*********7890", "2030-01-02 08:30:00")
    taken = rosters.take(desk, book)
    waiting = imports.waiting_lines(desk, number=taken.number)[0]
    sample = imports.samples(imports.open_file(desk, book))[0].rows[0]
    looked = imports.look(desk, row_id=waiting.id)
    for told in (str(waiting), str(looked.cells), str(sample), str(line.warnings)):
        for part in (LIU[6:14], "3456", "1381234"):
            assert part not in told


def test_a_letter_for_a_figure_is_asked_about_and_never_put_right_unasked(
    desk: Desk, tmp_path: Path
) -> None:
    right = rosters.number(1)
    path = rosters.book(tmp_path / "r.xlsx", [["刘桂花", right.replace("0", "O"), "", "新建村"]])
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"rejected": 1}
    told = {one.code: one.params for one in imports.of_import(desk, taken.number).reasons}
    assert told["findings.id.suggested"]["number"] == f"{right[:3]}***********{right[-4:]}"
    (line,) = imports.waiting_lines(desk, number=taken.number)
    assert "findings.id.suggested" in rosters.codes(line)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    cells = [str(cell.value) for cell in openpyxl.load_workbook(back.file).worksheets[0][2]]
    assert any(i18n.text("findings.id.suggested", number=right) in one for one in cells)
