"""The classes of imported rows, each through a real file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office, workers
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU, CHEN, YANG = rosters.number(1), rosters.number(2), rosters.number(12, "19751103")


@pytest.fixture
def known(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk that knows three people of one village."""
    rosters.add_places(desk, ("青山镇", "新建村"), ("青山镇", "石桥村"))
    people = [
        ["刘桂花", LIU, "13800000001", "新建村"],
        ["陈秀英", CHEN, "13800000002", "新建村"],
        ["杨建国", YANG, "13800000003", "石桥村"],
    ]
    taken = rosters.take(desk, rosters.book(tmp_path / "first.xlsx", people))
    assert rosters.counts(taken) == {"new": 3}
    return desk


def one(desk: Desk, tmp_path: Path, row: list[Any], **how: Any) -> tuple[str, imports.Line]:
    """Return the class of one row and what is shown of it."""
    seen = rosters.look(desk, rosters.book(tmp_path / "one.xlsx", [row]), **how)
    kind = next(kind for kind, many in seen.counts.items() if many)
    return kind, imports.lines_of(desk, seen, kind, 0, 10)[0]


def test_a_right_number_of_an_unknown_person_is_new(known: Desk, tmp_path: Path) -> None:
    number = rosters.number(31)
    taken = rosters.take(
        known, rosters.book(tmp_path / "n.xlsx", [["吴海燕", number, "13811112222", "石桥村"]])
    )
    assert rosters.counts(taken) == {"new": 1}
    row = rosters.person(known, number)
    assert (row["name"], row["sex"], row["birth_date"]) == ("吴海燕", "1", "1980-05-12")
    assert row["registered_by"] == "李站长"
    assert "why" in row["name_initials"].split()


def test_warnings_stay_with_a_new_person(known: Desk, tmp_path: Path) -> None:
    child = rosters.number(41, "20120301")
    kind, line = one(known, tmp_path, ["吴小玲", child, "", ""])
    assert kind == "new"
    assert "findings.row.under_age" in rosters.codes(line)
    kind, line = one(known, tmp_path, ["刘桂花", rosters.number(43), "", "新建村"])
    assert kind == "new"
    assert "findings.row.likely_double" in rosters.codes(line)
    assert line.person is not None
    assert line.person["name"] == "刘桂花"


def test_fifteen_digits_are_taken_as_eighteen_with_a_warning(known: Desk, tmp_path: Path) -> None:
    kind, line = one(known, tmp_path, ["周永红", "430602800512021", "", "新建村"])
    assert kind == "new"
    assert "findings.id.upgraded" in rosters.codes(line)
    assert line.number.startswith("430")
    assert len(line.number) == 18


def test_the_same_again_is_unchanged(known: Desk, tmp_path: Path) -> None:
    row = ["刘桂花", LIU, "13800000001", "新建村"]
    taken = rosters.take(known, rosters.book(tmp_path / "again.xlsx", [row, row]))
    assert rosters.counts(taken) == {"unchanged": 2}


def test_ordinary_fields_are_updated_one_by_one(known: Desk, tmp_path: Path) -> None:
    row = ["刘桂花", LIU, "13899990000", "石桥村"]
    kind, line = one(known, tmp_path, row)
    assert kind == "updated"
    changes = {change.field: (change.before, change.after) for change in line.changes}
    assert changes["phone"] == ("138****0001", "138****0000")
    assert changes["village_id"] == ("青山镇 新建村", "青山镇 石桥村")
    rosters.take(known, rosters.book(tmp_path / "u.xlsx", [row]))
    assert rosters.person(known, LIU)["phone"] == "13899990000"


def test_an_empty_cell_changes_nothing(known: Desk, tmp_path: Path) -> None:
    before = rosters.person(known, LIU)
    taken = rosters.take(
        known, rosters.book(tmp_path / "e.xlsx", [["刘桂花", LIU, None, "  "], ["陈秀英", CHEN]])
    )
    assert rosters.counts(taken) == {"unchanged": 2}
    assert rosters.person(known, LIU) == before


@pytest.mark.parametrize(
    ("header", "value"), [("姓名", "刘桂芳"), ("银行账号", "6222020000000000032")]
)
def test_name_and_account_are_for_a_person_to_decide(
    known: Desk, tmp_path: Path, header: str, value: str
) -> None:
    head, number = ["姓名", "身份证号码", "银行账号"], rosters.number(51)
    first = rosters.book(tmp_path / "b.xlsx", [["刘桂花", number, "6222020000000000024"]], head)
    rosters.take(known, first)
    before = rosters.person(known, number)
    row = {"姓名": "刘桂花", "身份证号码": number, header: value}
    taken = rosters.take(known, rosters.book(tmp_path / "d.xlsx", [list(row.values())], list(row)))
    assert rosters.counts(taken) == {"undecided": 1}
    assert rosters.person(known, number) == before


def test_a_birth_that_the_number_contradicts_waits_for_a_decision(
    known: Desk, tmp_path: Path
) -> None:
    head = ["姓名", "身份证号码", "出生日期"]
    row = ["周永红", rosters.number(51), "1981-05-12"]
    taken = rosters.take(known, rosters.book(tmp_path / "o.xlsx", [row], head))
    assert rosters.counts(taken) == {"undecided": 1}
    line = imports.waiting_lines(known)[0]
    assert [one[:2] for one in line.reasons] == [("findings.row.birth", "W")]
    row[1] = LIU
    again = rosters.look(known, rosters.book(tmp_path / "o.xlsx", [row], head))
    assert rosters.counts(again) == {"undecided": 1}


def test_a_known_sex_is_not_overwritten(known: Desk, tmp_path: Path) -> None:
    with known.doing("workers.correct"):
        known.store.change("worker", rosters.person(known, LIU)["id"], {"sex": "2"})
    head = ["姓名", "身份证号码", "性别"]
    seen = rosters.look(known, rosters.book(tmp_path / "s.xlsx", [["刘桂花", LIU, "男"]], head))
    assert rosters.counts(seen) == {"undecided": 1}
    line = imports.lines_of(known, seen, "undecided", 0, 1)[0]
    assert [(one.field, one.before, one.after) for one in line.changes] == [("sex", "2", "1")]


def test_rows_that_contradict_each_other_are_undecided_both(known: Desk, tmp_path: Path) -> None:
    number = rosters.number(61)
    people = [["马春梅", number, "13811111111", ""], ["马春梅", number, "13822222222", ""]]
    seen = rosters.look(known, rosters.book(tmp_path / "c.xlsx", people))
    assert rosters.counts(seen) == {"undecided": 2}
    first = imports.lines_of(known, seen, "undecided", 0, 1)[0]
    told = [one for one in first.reasons if one[0] == "findings.row.contradicts"]
    assert told[0][2]["row"] == "3"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "findings.id.missing"),
        (LIU[:-1], "findings.id.length"),
        (LIU[:-1] + ("0" if LIU[-1] != "0" else "1"), "findings.id.check"),
        (rosters.number(1, "19800230"), "findings.id.date"),
        (int(LIU[:15] + "000"), "findings.id.number_cell"),
        ("4.30602E+17", "findings.id.scientific"),
    ],
)
def test_a_wrong_number_proposes_the_one_person_who_fits_or_is_rejected(
    known: Desk, tmp_path: Path, value: Any, code: str
) -> None:
    kind, line = one(known, tmp_path, ["刘桂花", value, "", "新建村"])
    assert kind == "undecided"
    assert code in rosters.codes(line)
    assert line.person is not None
    assert line.person["doc_no"] == f"430***********{LIU[-4:]}"
    kind, line = one(known, tmp_path, ["刘桂花", value, "", ""])
    has_birth = code in {"findings.id.check", "findings.id.number_cell"}
    assert kind == ("undecided" if has_birth else "rejected")
    kind, line = one(known, tmp_path, ["钱无人", value, "", "新建村"])
    assert kind == "rejected"
    assert line.person is None


def test_fifteen_digits_of_a_numeric_cell_propose_whom_they_name(
    known: Desk, tmp_path: Path
) -> None:
    kind, line = one(known, tmp_path, ["刘桂花", int(LIU[:6] + LIU[8:17]), "", ""])
    assert kind == "undecided"
    assert line.person is not None
    assert line.person["name"] == "刘桂花"
    # Only what differs from the person stands there.
    assert line.changes == ()
    kind, line = one(known, tmp_path, ["钱无人", int(LIU[:6] + LIU[8:17]), "", ""])
    assert (kind, line.person) == ("rejected", None)


def test_a_telephone_of_many_is_said_at_each_of_their_rows(known: Desk, tmp_path: Path) -> None:
    def look(people: int) -> set[str]:
        rows = [[*row[:2], "13800000001", ""] for row in rosters.crowd(people, 3)]
        seen = rosters.look(known, rosters.book(tmp_path / "p.xlsx", rows))
        lines = imports.lines_of(known, seen, "new", 0, 10)
        assert len({frozenset(rosters.codes(one)) for one in lines}) == 1
        return rosters.codes(lines[0])

    assert look(2) == set()
    # With the one in the registry they are four.
    assert look(3) == {"findings.phone.shared"}
    assert look(5) == {"findings.row.phone_in_file"}


def test_the_same_person_in_two_rows_is_one_with_a_telephone(known: Desk, tmp_path: Path) -> None:
    rows = [["钱一", rosters.number(301), "13855550000", ""]] * 5
    taken = rosters.take(known, rosters.book(tmp_path / "p.xlsx", rows))
    assert rosters.counts(taken) == {"new": 1, "unchanged": 4}
    seen = rosters.look(known, rosters.book(tmp_path / "p.xlsx", rows))
    assert seen.warnings == 0


def test_what_is_no_person_is_skipped_and_not_counted(desk: Desk, tmp_path: Path) -> None:
    people = rosters.crowd(3)
    listed = [
        ["张三", "110101199001011234", "13800138000", "示例村"],
        *people,
        [None, " ", None, None],
        ["合计", "", "", "3人"],
        ["填报人：周会计", "", "审核人：", ""],
    ]
    path = rosters.book(tmp_path / "s.xlsx", listed)
    taken = rosters.take(desk, path)
    assert taken.rows == 3
    assert taken.skipped == {"header": 1, "sample": 1, "blank": 1, "subtotal": 1, "signature": 1}


def test_a_village_is_none_one_or_several(desk: Desk, tmp_path: Path) -> None:
    ids = rosters.add_places(desk, ("青山镇", "新建村"), ("白水镇", "新建村"), ("青山镇", "石桥村"))
    head = ("姓名", "身份证号码", "乡镇", "村")
    people = [
        ["刘桂花", rosters.number(1), "", "石桥村委会"],
        ["陈秀英", rosters.number(3), "", "新建村"],
        ["杨建国", rosters.number(5), "白水镇", "新建"],
        ["黄志强", rosters.number(7), "", "没有的村"],
        ["周丽娟", rosters.number(9), "", "青山镇新建村"],
        ["吴春梅", rosters.number(11), "", ""],
    ]
    village = ids["青山镇", "石桥村"]
    path = rosters.book(tmp_path / "v.xlsx", people, head)
    assert rosters.counts(rosters.take(desk, path, default_village=village)) == {"new": 6}
    found = [rosters.person(desk, row[1]) for row in people]
    assert [row["village_id"] for row in found] == [
        village,
        None,
        ids["白水镇", "新建村"],
        None,
        ids["青山镇", "新建村"],
        village,
    ]
    assert found[1]["address"] == "新建村"
    assert found[3]["address"] == "没有的村"


def test_a_village_learned_without_its_town_proposes_people_and_takes_nobody(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [["刘桂花", LIU, "", "新建村"]]))
    head = ("姓名", "身份证号码", "乡镇", "村")
    people = [["刘桂花", "4.30602E+17", "青山镇", "新建村"], ["陈秀英", CHEN, "青山镇", "新建村"]]
    taken = rosters.take(desk, rosters.book(tmp_path / "b.xlsx", people, head))
    assert rosters.counts(taken) == {"new": 1, "undecided": 1}
    villages = {rosters.person(desk, number)["village_id"] for number in (LIU, CHEN)}
    assert len(villages) == 2


def test_a_rejected_row_teaches_no_village_and_points_to_none(desk: Desk, tmp_path: Path) -> None:
    people = [["刘桂花", "430602198005120011", "", "井边村"]]
    assert rosters.counts(rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))) == {
        "rejected": 1
    }
    assert desk.store.value("SELECT count(*) FROM division WHERE name = '井边村'") == 0
    row_id = desk.store.value("SELECT id FROM intake_row")
    assert "village_id" not in imports.prefill(desk, row_id)


def test_a_village_is_known_by_its_other_names_and_by_what_it_was_joined_to(
    desk: Desk, tmp_path: Path
) -> None:
    ids = rosters.add_places(desk, ("青山镇", "新建村"), ("青山镇", "老屋村"))
    new, old = ids["青山镇", "新建村"], ids["青山镇", "老屋村"]
    office.places.change(desk, division_id=new, changes={"aliases": "枫树湾、井边村"})
    office.places.change(
        desk, division_id=old, changes={"successor_id": new, "valid_to": "2020-01-01"}
    )
    people = [
        ["刘桂花", rosters.number(1), "", "井边"],
        ["陈秀英", rosters.number(3), "", "老屋村"],
    ]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    assert {rosters.person(desk, row[1])["village_id"] for row in people} == {new}


@pytest.mark.parametrize(
    ("title", "found"),
    [("石桥村（2人）", True), ("石桥村", True), ("石桥村 2人", False), ("【石桥村】", False)],
)
def test_a_title_over_people_names_their_village_or_none(
    desk: Desk, tmp_path: Path, *, title: str, found: bool
) -> None:
    ids = rosters.add_places(desk, ("青山镇", "新建村"), ("青山镇", "石桥村"))
    new, bridge = ids["青山镇", "新建村"], ids["青山镇", "石桥村"]
    head = ("姓名", "身份证号码", "联系电话")
    first, second = [row[:3] for row in rosters.crowd(2)], [row[:3] for row in rosters.crowd(2, 2)]
    listed = [["新建村（2人）", None, None], *first, [title, None, None], *second]
    rosters.take(desk, rosters.book(tmp_path / "t.xlsx", listed, head))
    assert {rosters.person(desk, row[1])["village_id"] for row in first} == {new}
    below = {rosters.person(desk, row[1])["village_id"] for row in second}
    assert below == {bridge} if found else below <= {bridge, None}


def test_rows_that_contradict_each_other_make_nobody_whom_a_third_could_repeat(
    known: Desk, tmp_path: Path
) -> None:
    number = rosters.number(71)
    people = [
        ["马春梅", number, "13811111111", ""],
        ["马春梅", number, "13822222222", ""],
        ["马春梅", number, "", ""],
    ]
    taken = rosters.take(known, rosters.book(tmp_path / "c.xlsx", people))
    assert rosters.counts(taken) == {"new": 1, "undecided": 2}
    assert rosters.person(known, number)["phone"] is None


def test_a_list_with_one_number_for_all_is_undecided_and_not_slow(
    known: Desk, tmp_path: Path
) -> None:
    people = [[row[0], LIU, row[2], ""] for row in rosters.crowd(1500)]
    seen = rosters.look(known, rosters.book(tmp_path / "same.xlsx", people))
    assert seen.counts["undecided"] == 1500


def test_a_village_of_a_title_that_is_not_known_for_sure_is_told_and_kept(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"), ("白水镇", "新建村"))
    people = [row[:3] for row in rosters.crowd(2)]
    listed = [["新建村（1人）", "", ""], people[0], ["石桥村", "", ""], people[1]]
    path = rosters.book(tmp_path / "a.xlsx", listed, rosters.HEADER[:3])
    seen = rosters.look(desk, path)
    lines = imports.lines_of(desk, seen, "new", 0, 9)
    assert [rosters.codes(one) for one in lines] == [
        {"intake.finding.village_many"},
        {"intake.finding.village_none"},
    ]
    rosters.take(desk, path)
    kept = [rosters.person(desk, row[1]) for row in people]
    assert [(one["village_id"], one["address"]) for one in kept] == [
        (None, "新建村"),
        (None, "石桥村"),
    ]


def test_what_the_rule_table_says_holds_for_rosters_and_lists(desk: Desk, tmp_path: Path) -> None:
    since = desk.clock.today()
    for rule_id, value in (("age.employable", "18"), ("phone.shared_by", "1")):
        office.slots.set_rule(desk, rule_id=rule_id, value=value, valid_from=since)
    born = f"{since.year - 17}0101"
    people = [
        [name, rosters.number(place, born), "13800001111", ""]
        for place, name in ((1, "刘桂花"), (3, "陈秀英"))
    ]
    seen = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    codes = {one.code for one in imports.of_import(desk, seen.number).warnings}
    assert codes == {"findings.row.under_age", "findings.row.phone_in_file"}
    assert all(row["under_age"] for row in workers.search.search(desk, ""))


def test_news_of_somebody_noted_as_dead_waits_for_a_person(desk: Desk, tmp_path: Path) -> None:
    row = ["刘桂花", rosters.number(1), "13800001111", ""]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", [row]))
    person = rosters.person(desk, rosters.number(1))
    workers.people.set_state(desk, worker_id=person["id"], state="died")
    seen = rosters.look(desk, rosters.book(tmp_path / "b.xlsx", [[*row[:2], "13800002222", ""]]))
    assert seen.counts["undecided"] == 1
    assert [one.code for one in seen.told.reasons] == ["findings.row.known_died"]


def test_a_day_that_is_none_is_asked_about_once_and_then_unchanged(
    desk: Desk, tmp_path: Path
) -> None:
    header = ("姓名", "身份证号码", "登记日期")
    path = rosters.book(tmp_path / "d.xlsx", [["刘桂花", rosters.number(1), "2026-13-01"]], header)
    assert rosters.take(desk, path).counts["new"] == 1
    assert rosters.take(desk, path).counts["unchanged"] == 1
