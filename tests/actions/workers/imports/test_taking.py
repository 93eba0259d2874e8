"""Taking in as one act: undo, cancel, the same file twice, several sheets, rows that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.store.office import acts
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_an_import_is_undone_as_one_step_and_can_be_done_again(desk: Desk, tmp_path: Path) -> None:
    old = rosters.crowd(3, seed=5)
    rosters.take(desk, rosters.book(tmp_path / "old.xlsx", old))
    before = rosters.person(desk, old[0][1])
    changed = [[old[0][0], old[0][1], "13912345678", ""], *rosters.crowd(40, seed=6)]
    path = rosters.book(tmp_path / "new.xlsx", changed)
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"new": 40, "updated": 1}
    undone = office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert (undone.removed["worker"], undone.restored["worker"]) == (40, 1)
    assert rosters.people(desk) == 3
    assert rosters.person(desk, old[0][1]) == before
    listed = imports.past(desk)
    assert [(one.number, one.undone, one.undoable) for one in listed] == [
        (taken.number, True, False),
        (taken.number - 1, False, True),
    ]
    assert rosters.look(desk, path).seen_before is None
    assert rosters.counts(rosters.take(desk, path)) == {"new": 40, "updated": 1}


def test_what_was_changed_since_stays_when_the_import_is_undone(desk: Desk, tmp_path: Path) -> None:
    people = rosters.crowd(5)
    taken = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", [[*people[0][:2], "13912345678", ""]]))
    target = imports.undo_target(desk, taken.number)
    with pytest.raises(errors.Refused) as refused:
        office.undo.undo(desk, target)
    assert refused.value.code == "office.error.undo_in_the_way"
    assert rosters.people(desk) == 5
    undone = office.undo.undo(desk, target, leave_changed=True)
    assert undone.removed["worker"] == 4
    assert rosters.person(desk, people[0][1])["phone"] == "13912345678"


def test_an_import_undone_in_part_is_shown_as_such_and_goes_further(
    desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(5)
    path = rosters.book(tmp_path / "a.xlsx", people)
    taken = rosters.take(desk, path)
    later = rosters.take(
        desk, rosters.book(tmp_path / "b.xlsx", [[*people[0][:2], "13912345678", ""]])
    )
    target = imports.undo_target(desk, taken.number)
    office.undo.undo(desk, target, leave_changed=True)
    first = imports.past(desk)[1]
    assert (first.undone, first.in_part, first.undoable) == (False, True, True)
    assert rosters.look(desk, path).seen_before == taken.number
    office.undo.undo(desk, imports.undo_target(desk, later.number))
    office.undo.undo(desk, target)
    first = imports.past(desk)[1]
    assert (first.undone, first.in_part, first.undoable) == (True, False, False)
    assert rosters.people(desk) == 0
    assert rosters.look(desk, path).seen_before is None
    assert rosters.counts(rosters.take(desk, path)) == {"new": 5}


def test_an_import_nobody_wrote_after_needs_no_look_at_its_rows(desk: Desk, tmp_path: Path) -> None:
    people = rosters.crowd(5)
    taken = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    act = acts.get_act(desk.store, imports.undo_target(desk, taken.number))
    assert act is not None
    assert acts.is_untouched(desk.store, act["id"])
    newest = office.undo.newest(desk)
    assert newest is not None
    assert newest["why_not"] is None
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", [[*people[0][:2], "13912345678", ""]]))
    assert not acts.is_untouched(desk.store, act["id"])


def test_cancelling_the_reading_is_said_in_words(desk: Desk, tmp_path: Path) -> None:
    opened = imports.open_file(desk, rosters.book(tmp_path / "c.xlsx", rosters.crowd(10)))
    with pytest.raises(errors.Refused) as refused:
        imports.read(opened, today=desk.clock.today(), cancelled=lambda: True)
    assert refused.value.code == "intake.error.cancelled"


def test_the_same_file_twice_is_known_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = rosters.book(tmp_path / "a.xlsx", rosters.crowd(30))
    first = rosters.take(desk, path)
    rows = desk.store.query("SELECT * FROM worker ORDER BY id")
    seen = rosters.look(desk, path)
    assert seen.seen_before == first.number
    assert rosters.counts(seen) == {"unchanged": 30}
    rosters.take(desk, path)
    assert desk.store.query("SELECT * FROM worker ORDER BY id") == rows


def test_sheets_with_the_same_row_numbers_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    first, second = rosters.crowd(4, seed=1), rosters.crowd(4, seed=2)
    second[1] = [first[1][0], first[1][1], "13900000000", ""]
    path = rosters.book(tmp_path / "m.xlsx", first, 石桥=(rosters.HEADER, second))
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"new": 6, "undecided": 2}
    lines = imports.lines_of(desk, seen, "undecided", 0, 9)
    assert [line.where for line in lines] == ["花名册 3", "石桥 3"]
    told = [one[2]["row"] for line in lines for one in line.reasons if "row" in one[2]]
    assert set(told) == {"花名册 3", "石桥 3"}


def test_columns_corrected_once_hold_for_all_sheets_of_a_layout(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "号码乙", "电话", "村")
    path = rosters.book(
        tmp_path / "m.xlsx", rosters.crowd(4, 1), head, 石桥=(head, rosters.crowd(4, 2))
    )
    opened = imports.open_file(desk, path)
    mapping: dict[int, str | None] = {0: "name", 1: "doc_no", 2: None, 3: "address"}
    reading = imports.read(opened, today=desk.clock.today(), mapping=mapping)
    taken = imports.take_in(desk, reading, back_up=False)
    assert taken.counts["new"] == 8
    assert desk.store.value("SELECT count(*) FROM worker WHERE phone IS NOT NULL") == 0
    assert desk.store.value("SELECT count(*) FROM worker WHERE address = '新建村'") == 8
    imports.remember_columns(desk, opened=opened, mapping=mapping)
    again = imports.open_file(desk, path)
    assert again.remembered
    assert {column.field for column in again.columns} == {"name", "doc_no", None, "address"}
    assert rosters.counts(rosters.look(desk, path)) == {"unchanged": 8}


def asked(opened: imports.Opened) -> list[str]:
    """Return the headers of the columns whose unit is asked for."""
    known = imports.amounts_of(opened)
    columns = opened.columns
    return [one.header for one in columns if known.ask(one.sheet, one.index, one.field)]


def test_amounts_without_a_unit_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "身份证号", "年收入")
    path = rosters.book(tmp_path / "m.xlsx", [["刘桂花", rosters.number(1), 3.5]], head)
    opened = imports.open_file(desk, path)
    assert asked(opened) == ["年收入"]
    today = desk.clock.today()
    unsaid = imports.read(opened, today=today)
    assert imports.preview(desk, unsaid).warnings == 1
    said = imports.read(opened, today=today, units_fen={"annual_income_fen": 1_000_000})
    imports.take_in(desk, said, back_up=False)
    assert rosters.person(desk, rosters.number(1))["annual_income_fen"] == 3_500_000
    clear = rosters.book(
        tmp_path / "n.xlsx", [["刘桂花", rosters.number(1), 3.5]], (*head[:2], "年收入（万元）")
    )
    assert asked(imports.open_file(desk, clear)) == []
    people = [["刘桂花", rosters.number(1), None]]
    bare = rosters.book(tmp_path / "o.xlsx", people, head)
    assert asked(imports.open_file(desk, bare)) == []
    further = rosters.book(
        tmp_path / "p.xlsx", people, head, 又=(head, [["刘强", rosters.number(3), 3.5]])
    )
    assert asked(imports.open_file(desk, further)) == ["年收入", "年收入"]


def test_a_header_states_its_unit_over_what_was_answered(desk: Desk, tmp_path: Path) -> None:
    people = [["刘桂花", rosters.number(1), 3.5]], ("姓名", "身份证号", "年收入(万元)")
    opened = imports.open_file(desk, rosters.book(tmp_path / "m.xlsx", *people))
    read = imports.read(opened, today=desk.clock.today(), units_fen={"annual_income_fen": 100})
    imports.take_in(desk, read, back_up=False)
    assert rosters.person(desk, rosters.number(1))["annual_income_fen"] == 3_500_000


def corrected(path: Path, out: Path, cells: dict[tuple[int, str], Any]) -> Path:
    """Correct cells, by row and header, of a returned workbook."""
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    heads = {str(cell.value): at for at, cell in enumerate(page[1], 1)}
    for (row, head), value in cells.items():
        page.cell(row, heads[head], value)
    book.save(out)
    return out


def test_returned_rows_can_be_corrected_and_imported_again(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    people = rosters.crowd(6)
    numbers = [row[1] for row in people]
    people[1][1] = int(numbers[1][:15] + "000")
    people[2][1] = numbers[2][:-1]
    people[3][1] = None
    taken = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    assert rosters.counts(taken) == {"new": 3, "rejected": 3}
    returned = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    assert returned.rows == 3
    again = rosters.look(desk, returned.file)
    assert rosters.counts(again) == {"rejected": 3}
    line = imports.lines_of(desk, again, "rejected", 0, 1)[0]
    assert "findings.id.number_cell" in rosters.codes(line)
    cells = {(at, "身份证号码"): numbers[at - 1] for at in (2, 3, 4)}
    fixed = corrected(returned.file, tmp_path / "fixed.xlsx", cells)
    assert rosters.counts(rosters.take(desk, fixed)) == {"new": 3}
    assert rosters.people(desk) == 6
    assert {rosters.person(desk, one)["village_id"] for one in numbers[1:4]} != {None}


def test_a_village_over_the_people_goes_back_with_them(desk: Desk, tmp_path: Path) -> None:
    ids = rosters.add_places(desk, ("青山镇", "新建村"))
    head = ("姓名", "身份证号码", "联系电话")
    people = [row[:3] for row in rosters.crowd(2)]
    number, people[1][1] = people[1][1], None
    path = rosters.book(tmp_path / "a.xlsx", [["新建村", None, None], *people], head)
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"new": 1, "rejected": 1}
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    fixed = corrected(back.file, tmp_path / "fixed.xlsx", {(2, "身份证号码"): number})
    rosters.take(desk, fixed)
    assert rosters.person(desk, number)["village_id"] == ids["青山镇", "新建村"]


def test_rows_go_back_under_headers_that_say_what_was_chosen(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "号码乙", "电话")
    people = [row[:3] for row in rosters.crowd(2)]
    number, people[0][1] = people[0][1], None
    opened = imports.open_file(desk, rosters.book(tmp_path / "a.xlsx", people, head))
    mapping: dict[int, str | None] = {0: "name", 1: "doc_no"}
    read = imports.read(opened, today=desk.clock.today(), mapping=mapping)
    seen = imports.preview(desk, read)
    dry = imports.return_previewed(seen, tmp_path / "dry.xlsx")
    taken = imports.take_in(desk, read, back_up=False)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    assert (dry.rows, back.rows) == (1, 1)
    heads = {str(cell.value) for cell in openpyxl.load_workbook(back.file).active[1]}  # type: ignore[index]
    wanted = next(one for one in heads if "号码乙" in one)
    fixed = corrected(back.file, tmp_path / "fixed.xlsx", {(2, wanted): number})
    assert rosters.counts(rosters.take(desk, fixed)) == {"new": 1}


def test_a_chain_list_is_taken_in_line_by_line(desk: Desk, tmp_path: Path) -> None:
    lines = ["接龙报名去新疆采棉花", "1. 刘桂花 13800001234", "2、陈秀英 {}", "3. 杨建国 不去了"]
    text = "\n".join(lines).format(rosters.number(2))
    opened = imports.open_pasted(desk, text, "粘贴")
    assert opened.chain
    reading = imports.read(opened, today=desk.clock.today())
    seen = imports.preview(desk, reading)
    assert rosters.counts(seen) == {"new": 1, "rejected": 1}
    assert seen.skipped == {"title": 1, "withdrawn": 1}
    taken = imports.take_in(desk, reading, back_up=False)
    assert rosters.person(desk, rosters.number(2))["name"] == "陈秀英"
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    assert back.rows == 1


def test_a_pasted_block_is_a_roster_like_any_other(desk: Desk) -> None:
    listed = [rosters.HEADER, *rosters.crowd(3)]
    text = "\r\n".join("\t".join(map(str, row)) for row in listed)
    reading = imports.read(imports.open_pasted(desk, text, "粘贴"), today=desk.clock.today())
    assert imports.take_in(desk, reading, back_up=False).counts["new"] == 3


def test_further_telephones_are_kept(desk: Desk, tmp_path: Path) -> None:
    row = ["刘桂花", rosters.number(1), "13800001111/13800002222", ""]
    rosters.take(desk, rosters.book(tmp_path / "p.xlsx", [row]))
    found = desk.store.query("SELECT phone FROM worker_phone")
    assert [one["phone"] for one in found] == ["13800002222"]


def test_a_backup_is_made_before(desk: Desk, tmp_path: Path) -> None:
    path = rosters.book(tmp_path / "a.xlsx", rosters.crowd(2))
    reading = imports.read(imports.open_file(desk, path), today=desk.clock.today())
    imports.take_in(desk, reading)
    assert any("import" in one.name for one in desk.folder.rglob("*.gdbak"))


def test_samples_show_the_first_people_with_long_numbers_masked(desk: Desk, tmp_path: Path) -> None:
    path = rosters.book(tmp_path / "a.xlsx", rosters.crowd(9))
    shown = imports.samples(imports.open_file(desk, path))
    assert [(one.sheet, one.numbers) for one in shown] == [("花名册", (2, 3, 4, 5, 6, 7))]
    number = shown[0].rows[0][1]
    assert number[3:-4] == "***********"
    assert shown[0].rows[0][2].startswith("138****")


def test_sheets_that_are_left_out_are_named(desk: Desk, tmp_path: Path) -> None:
    path = rosters.book(
        tmp_path / "a.xlsx", rosters.crowd(3), 填写说明=(("要求",), [["1.如实填写"]])
    )
    opened = imports.open_file(desk, path)
    assert (opened.sheets, opened.left_out) == (("花名册",), ("填写说明",))


def test_a_list_that_nothing_is_known_of_is_taken_by_columns_chosen_by_hand(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("称谓", "号", "别的")
    people = [[name, number, "甲"] for name, number, *_ in rosters.crowd(2)]
    number, people[0][1] = people[0][1], None
    path = rosters.book(tmp_path / "u.xlsx", people, head)
    unclear = imports.open_file(desk, path)
    with pytest.raises(errors.UnreadableFile) as refused:
        imports.read(unclear, today=desk.clock.today())
    assert (unclear.unclear, refused.value.code) == (("花名册",), "intake.error.unclear")
    opened = imports.open_by_hand(desk, path, path.name, header_row=None)
    assert (opened.header_row, [one.header for one in opened.columns]) == (1, list(head))
    mapping: dict[int, str | None] = {0: "name", 1: "doc_no", 2: None}
    reading = imports.read(opened, today=desk.clock.today(), mapping=mapping)
    taken = imports.take_in(desk, reading, back_up=False)
    assert rosters.counts(taken) == {"new": 1, "rejected": 1}
    assert taken.skipped == {"header": 1}
    imports.remember_columns(desk, opened=opened, mapping=mapping)
    again = imports.open_file(desk, path)
    assert [one.field for one in again.columns] == ["name", "doc_no", None]
    bare = imports.open_by_hand(desk, path, path.name, header_row=0)
    assert bare.header_row == 0
    pasted = imports.open_by_hand(desk, f"称谓\t号\n钱某\t{number}\n", "粘贴", header_row=None)
    assert [one.header for one in pasted.columns] == ["称谓", "号"]
    empty = rosters.book(tmp_path / "e.xlsx", [], ())
    with pytest.raises(errors.UnreadableFile):
        imports.open_by_hand(desk, empty, "e.xlsx", header_row=None)
