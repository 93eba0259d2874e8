"""People of one household number in one village are one household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import office
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("户号", "与户主关系", "姓名", "身份证号码", "村")


def listed(folder: Path, *people: tuple[int | str, str, int, str], name: str = "h.xlsx") -> Path:
    """Write a list of households as (number, kinship, order, village)."""
    rows = [
        [number, kin, f"刘桂{'花兰英梅芳'[at]}", rosters.number(order), village]
        for at, (number, kin, order, village) in enumerate(people)
    ]
    return rosters.book(folder / name, rows, HEAD)


def home(desk: Desk, order: int) -> object:
    """Return the household of a person."""
    return rosters.person(desk, rosters.number(order))["household_id"]


def test_rows_of_one_number_and_village_are_one_household(desk: Desk, tmp_path: Path) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"), ("青山镇", "石桥村"))
    path = listed(
        tmp_path,
        (1, "户主", 1, "新建村"),
        (1, "女", 2, "新建村"),
        (2, "户主", 3, "新建村"),
        (1, "户主", 5, "石桥村"),
        (7, "户主", 7, "没有的村"),
    )
    taken = rosters.take(desk, path)
    assert home(desk, 1) == home(desk, 2) is not None
    assert len({home(desk, order) for order in (1, 3, 5)}) == 3
    person = rosters.person(desk, rosters.number(7))
    assert (person["household_id"], person["notes"]) == (None, "户编号 7")
    found = desk.store.query("SELECT number, note FROM household ORDER BY number")
    assert [one["note"] for one in found] == ["户编号 1", "户编号 2", "户编号 1"]
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 5}
    assert desk.store.value("SELECT count(*) FROM household") == 3
    # Next month one more of a household comes: it is found by those who are in it.
    more = listed(tmp_path, ("1", "户主", 1, "新建村"), ("1", "女", 8, "新建村"), name="m.xlsx")
    rosters.take(desk, more)
    assert home(desk, 8) == home(desk, 1)
    office.undo.undo(desk)
    office.undo.undo(desk)
    office.undo.undo(desk)
    assert taken.rows == 5
    assert desk.store.value("SELECT count(*) FROM household") == 0


def test_who_is_registered_is_put_into_no_household_and_that_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    head = ("姓名", "身份证号码", "村", "与户主关系")
    people = [["刘桂花", rosters.number(1), "新建村", "户主"]]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people, head))
    path = listed(tmp_path, (1, "户主", 1, "新建村"))
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"unchanged": 1}
    assert [one.code for one in seen.told.warnings] == ["intake.finding.household_left"]
    rosters.take(desk, path)
    assert home(desk, 1) is None


def test_a_new_head_of_a_list_makes_no_second_head_of_a_known_household(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    rosters.take(desk, listed(tmp_path, (1, "户主", 1, "新建村"), (1, "女", 2, "新建村")))
    later = listed(
        tmp_path,
        (1, "户主", 3, "新建村"),
        (1, "女", 2, "新建村"),
        (1, "女", 4, "新建村"),
        name="l.xlsx",
    )
    seen = rosters.look(desk, later)
    (said,) = [one for one in seen.told.warnings if one.code == "intake.finding.second_head"]
    assert said.params == {"name": "刘桂花", "head": "刘桂花", "number": "1"}
    taken = rosters.take(desk, later)
    assert rosters.counts(taken) == {"new": 2, "unchanged": 1}
    outside = rosters.person(desk, rosters.number(3))
    assert (outside["household_id"], outside["notes"]) == (None, "户编号 1")
    assert home(desk, 4) == home(desk, 1) is not None
    there = "SELECT count(*) FROM worker WHERE household_id = ? AND relation_to_head = '0'"
    assert desk.store.value(there, (home(desk, 1),)) == 1
    assert office.safety.verify(desk).sound


def test_of_two_new_heads_a_known_household_without_one_gets_the_first(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.add_places(desk, ("青山镇", "新建村"))
    rosters.take(desk, listed(tmp_path, (1, "女", 1, "新建村"), (1, "女", 2, "新建村")))
    people = [(1, "户主", 3, "新建村"), (1, "女", 2, "新建村"), (1, "户主", 5, "新建村")]
    rosters.take(desk, listed(tmp_path, *people, name="l.xlsx"))
    assert home(desk, 3) == home(desk, 1) is not None
    assert home(desk, 5) is None


def test_households_of_two_villages_that_were_joined_stay_two(desk: Desk, tmp_path: Path) -> None:
    places = rosters.add_places(desk, ("青山镇", "新建村"), ("青山镇", "石桥村"))
    old, new = places["青山镇", "石桥村"], places["青山镇", "新建村"]
    office.places.join(desk, division_id=old, successor_id=new, day="2026-01-01")
    path = listed(
        tmp_path,
        (1, "户主", 1, "新建村"),
        (1, "户主", 2, "石桥村"),
        (1, "女", 3, "石桥村"),
        (1, "女", 5, "新建村"),
    )
    rosters.take(desk, path)
    assert home(desk, 1) == home(desk, 5) != home(desk, 2)
    assert home(desk, 2) == home(desk, 3) is not None
    assert {rosters.person(desk, rosters.number(at))["village_id"] for at in (1, 2, 3, 5)} == {new}
    more = listed(tmp_path, (1, "户主", 2, "石桥村"), (1, "儿媳", 7, "石桥村"), name="m.xlsx")
    rosters.take(desk, more)
    assert home(desk, 7) == home(desk, 2)
