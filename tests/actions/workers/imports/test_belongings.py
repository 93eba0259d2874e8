"""What hangs on imported people: telephones once, work and wishes written down as in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEADER = ("姓名", "身份证号码", "联系电话", "就业状态", "就业工种意向")
WANG = rosters.number(1)


def take(desk: Desk, tmp_path: Path, *listed: Sequence[Any]) -> imports.Taken:
    return rosters.take(desk, rosters.book(tmp_path / "r.xlsx", listed, HEADER))


def phones(desk: Desk) -> list[str]:
    return [row["phone"] for row in desk.store.query("SELECT phone FROM worker_phone")]


def work(desk: Desk) -> list[tuple[str, str | None]]:
    kept = desk.store.query("SELECT status, until FROM employment ORDER BY rowid")
    return [(row["status"], row["until"]) for row in kept]


def wishes(desk: Desk) -> list[tuple[str, str]]:
    kept = desk.store.query("SELECT trades, state FROM intention ORDER BY rowid")
    return [(row["trades"], row["state"]) for row in kept]


def test_the_same_person_twice_in_a_file_keeps_each_telephone_once(
    desk: Desk, tmp_path: Path
) -> None:
    row = ["王桂花", WANG, "13800010001 13800010002", "", ""]
    take(desk, tmp_path, row, row)
    assert phones(desk) == ["13800010002"]
    take(desk, tmp_path, row, row)
    assert phones(desk) == ["13800010002"]


def test_a_new_number_before_the_known_one_is_kept(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "", ""])
    take(desk, tmp_path, ["王桂花", WANG, "13800010002 13800010001", "", ""])
    assert rosters.person(desk, WANG)["phone"] == "13800010001"
    assert phones(desk) == ["13800010002"]


def test_a_number_in_the_second_column_alone_stands_beside_the_registered_one(
    desk: Desk, tmp_path: Path
) -> None:
    header = ("姓名", "身份证号码", "联系电话", "备用电话")
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "", ""])
    book = rosters.book(tmp_path / "two.xlsx", [["王桂花", WANG, "", "13800010002"]], header)
    assert rosters.take(desk, book).counts["updated"] == 1
    assert rosters.person(desk, WANG)["phone"] == "13800010001"
    assert phones(desk) == ["13800010002"]
    assert rosters.take(desk, book).counts["unchanged"] == 1


def test_a_further_number_of_a_row_that_waited_is_kept_beside_the_known_one(
    desk: Desk, tmp_path: Path
) -> None:
    header = ("姓名", "身份证号码", "联系电话", "备用电话")
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "", ""])
    row = ["王贵华", WANG, "", "13800010002"]
    rosters.take(desk, rosters.book(tmp_path / "two.xlsx", [row], header))
    imports.finish(desk, imports.waiting_lines(desk)[0].id, fields={"name"})
    assert rosters.person(desk, WANG)["phone"] == "13800010001"
    assert phones(desk) == ["13800010002"]


def test_work_and_wishes_of_an_import_are_written_down_and_run_out(
    desk: Desk, tmp_path: Path
) -> None:
    row = ["王桂花", WANG, "13800010001", "就业", "采棉"]
    taken = take(desk, tmp_path, row, ["刘秀英", rosters.number(2), "13800010003", "", ""])
    assert (work(desk), wishes(desk)) == ([("1", None)], [("采棉", "open")])
    listed = workers.people.get(desk, rosters.person(desk, WANG)["id"])
    assert len(listed.employments) == len(listed.intentions) == 1
    ending = workers.livelihood.wish_days(desk, desk.clock.today())["expires_on"]
    assert desk.store.value("SELECT expires_on FROM intention") == ending
    take(desk, tmp_path, row)
    assert (len(work(desk)), len(wishes(desk))) == (1, 1)
    office.undo.undo(desk, taken.done.number)
    assert (rosters.people(desk), work(desk), wishes(desk)) == (0, [], [])
    assert office.safety.verify(desk).sound
    take(desk, tmp_path, row)
    assert (len(work(desk)), len(wishes(desk))) == (1, 1)


def test_what_an_import_changes_follows_and_goes_back_with_it(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "就业", "采棉"])
    taken = take(desk, tmp_path, ["王桂花", WANG, "13800010001", "失业", "摘茶"])
    assert taken.counts["updated"] == 1
    unemployed = rosters.person(desk, WANG)["employment_status"]
    assert unemployed != "1"
    assert {one[0] for one in work(desk)} == {unemployed, "1"}
    assert wishes(desk) == [("采棉", "replaced"), ("摘茶", "open")]
    office.undo.undo(desk)
    assert (work(desk), wishes(desk)) == ([("1", None)], [("采棉", "open")])


def test_who_had_no_work_noted_begins_its_history_with_the_import(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "", ""])
    assert (work(desk), wishes(desk)) == ([], [])
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "就业", "采棉"])
    assert (work(desk), wishes(desk)) == ([("1", None)], [("采棉", "open")])


def test_a_row_that_waited_writes_work_and_wish_when_it_is_taken(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "", ""])
    take(desk, tmp_path, ["王贵华", WANG, "13800010001", "就业", "采棉"])
    line = imports.waiting_lines(desk)[0]
    imports.finish(desk, line.id, fields={"employment_status", "wanted_trades"})
    assert (work(desk), wishes(desk)) == ([("1", None)], [("采棉", "open")])


def test_a_roster_of_later_work_keeps_the_history(desk: Desk, tmp_path: Path) -> None:
    header = ("姓名", "身份证号码", "就业状态", "就业单位", "就业时间", "失业时间")
    for number, row in enumerate(
        (
            ["失业", "", "", "2025-01-10"],
            ["就业", "甲厂", "2026-03-01", ""],
            ["就业", "乙厂", "2026-09-01", ""],
        )
    ):
        listed = [["王桂花", WANG, *row]]
        done = rosters.take(desk, rosters.book(tmp_path / f"{number}.xlsx", listed, header))
    kept = desk.store.query("SELECT employer_name, since, until FROM employment ORDER BY since")
    assert [tuple(row.values()) for row in kept] == [
        (None, "2025-01-10", "2026-03-01"),
        ("甲厂", "2026-03-01", "2026-09-01"),
        ("乙厂", "2026-09-01", None),
    ]
    shown = rosters.person(desk, WANG)
    assert (shown["employed_since"], shown["unemployed_since"]) == ("2026-09-01", None)
    office.undo.undo(desk, done.done.number)
    assert work(desk)[1:] == [("1", None)]


def test_a_second_telephone_of_somebody_known_is_an_update_that_is_shown(
    desk: Desk, tmp_path: Path
) -> None:
    number = rosters.number(1)
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [["刘桂花", number, "13712345678", ""]]))
    both = [["刘桂花", number, "13712345678/15273100009", ""]]
    path = rosters.book(tmp_path / "b.xlsx", both)
    seen = rosters.look(desk, path)
    (line,) = imports.lines_of(desk, seen, "updated", 0, 5)
    assert [(one.field, one.before, one.after) for one in line.changes] == [
        ("phone_more", None, "152****0009")
    ]
    assert rosters.counts(rosters.take(desk, path)) == {"updated": 1}
    assert desk.store.value("SELECT group_concat(phone) FROM worker_phone") == "15273100009"
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 1}
    first = rosters.book(tmp_path / "c.xlsx", [["刘桂花", number, "15273100009/13712345678", ""]])
    assert rosters.counts(rosters.take(desk, first)) == {"unchanged": 1}


def test_who_has_no_status_of_work_any_more_is_imported_and_settled_all_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    header = (*HEADER, "工种")
    take(desk, tmp_path, ["王桂花", WANG, "13800010001", "就业", ""])
    person = rosters.person(desk, WANG)
    workers.people.correct(desk, worker_id=person["id"], changes={"employment_status": ""})
    before = work(desk)
    for trade in ("焊工", "电工"):
        path = rosters.book(tmp_path / "b.xlsx", [["王桂花", WANG, "", "", "", trade]], header)
        assert rosters.take(desk, path).counts["updated"] == 1
    assert (rosters.person(desk, WANG)["trade"], work(desk)) == ("电工", before)
    path = rosters.book(tmp_path / "c.xlsx", [["王桂枝", WANG, "", "", "", "钳工"]], header)
    rosters.take(desk, path)
    (line,) = imports.waiting_lines(desk)
    imports.finish(desk, line.id, fields={"trade"}, worker_id=person["id"])
    assert (rosters.person(desk, WANG)["trade"], work(desk)) == ("钳工", before)


def test_whose_the_telephone_to_call_is_stands_beside_it(desk: Desk, tmp_path: Path) -> None:
    row = ["刘桂花", WANG, "（用我妈的号）13812345678", "", ""]
    assert take(desk, tmp_path, row).counts["new"] == 1
    kept = desk.store.query("SELECT phone, owner FROM worker_phone")
    assert [(one["phone"], one["owner"]) for one in kept] == [("13812345678", "母亲")]
    assert take(desk, tmp_path, row).counts["unchanged"] == 1
    assert phones(desk) == ["13812345678"]


def test_a_ledger_that_comes_back_makes_no_own_words_of_what_is_recorded(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, ["王秀英", WANG, "", "", ""], ["李春兰", rosters.number(3), "", "", ""])
    person, other = (rosters.person(desk, one)["id"] for one in (WANG, rosters.number(3)))
    low = {"category": "03", "evidence": "低保证", "valid_to": "2099-12-31"}
    veteran = {"category": "08", "evidence": "退役证"}
    workers.belongings.set_categories(desk, worker_id=person, categories=[low, veteran])
    workers.people.correct(desk, worker_id=other, changes={"hardship": "残疾"})
    workers.belongings.set_categories(desk, worker_id=other, categories=[low])
    head = ("姓名", "身份证号码", "困难群体情况", "人员身份")
    listed = [["王秀英", WANG, "低保", "退役军人"], ["李春兰", rosters.number(3), "残疾、低保", ""]]
    back = rosters.take(desk, rosters.book(tmp_path / "b.xlsx", listed, head))
    assert rosters.counts(back) == {"unchanged": 2}
    answers = ("姓名", "身份证号码", "是否低保", "是否退役军人", "是否残疾")
    listed = [["王秀英", WANG, "是", "是", "否"], ["李春兰", rosters.number(3), "是", "否", "是"]]
    back = rosters.take(desk, rosters.book(tmp_path / "c.xlsx", listed, answers))
    assert rosters.counts(back) == {"unchanged": 2}
    listed = [["王秀英", WANG, "低保、残疾", "退役军人"]]
    back = rosters.take(desk, rosters.book(tmp_path / "d.xlsx", listed, head))
    assert rosters.counts(back) == {"updated": 1}
    assert rosters.person(desk, WANG)["hardship"] == "低保、残疾"
    assert rosters.person(desk, WANG)["person_kind"] is None


def test_a_waiting_row_of_a_ledger_makes_no_own_words_of_what_is_recorded(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path, ["王秀英", WANG, "", "", ""])
    person = rosters.person(desk, WANG)["id"]
    low = {"category": "03", "evidence": "低保证", "valid_to": "2099-12-31"}
    workers.belongings.set_categories(desk, worker_id=person, categories=[low])
    head = ("姓名", "身份证号码", "困难群体情况")
    back = rosters.take(desk, rosters.book(tmp_path / "b.xlsx", [["王秀莹", WANG, "低保"]], head))
    assert rosters.counts(back) == {"undecided": 1}
    (row,) = imports.waiting(desk)
    seen = imports.look(desk, row_id=row["id"])
    assert [one.field for one in seen.changes] == ["name"]
