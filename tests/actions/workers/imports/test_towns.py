"""Spellings of one town in a list: one village of it, and a word about each other spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.actions import office
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "乡镇", "村")


def listed(folder: Path, *places: tuple[str, str]) -> Path:
    """Write new people of these towns and villages."""
    crowd = rosters.crowd(len(places))
    people = [[one[0], one[1], *place] for one, place in zip(crowd, places, strict=True)]
    return rosters.book(folder / "r.xlsx", people, HEAD)


def villages(desk: Desk) -> list[tuple[str, str]]:
    found = office.places.divisions(desk, "village")
    return sorted((one["parent_name"] or "", one["name"]) for one in found)


SPELLINGS = (
    ("江村镇", "富河村"),
    ("江村", "富河村委会"),
    ("江村乡", "富河村"),
    ("江村镇", "富 河 村"),
    ("", "江村镇富河村民委员会"),
    ("蓝山县江村镇", "富河"),
)


def test_spellings_of_one_town_make_one_village_and_are_told(desk: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path, *SPELLINGS)
    seen = rosters.look(desk, path)
    told = {one.code.rpartition(".")[2]: one.rows for one in seen.told.warnings}
    assert told == {"village_made": ["2"], "town_taken": ["3", "4"]}
    taken = rosters.take(desk, path)
    assert rosters.counts(taken) == {"new": 6}
    assert villages(desk) == [("江村镇", "富河村")]
    homes = desk.store.query("SELECT DISTINCT village_id FROM worker")
    assert len(homes) == 1
    assert homes[0]["village_id"] is not None
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 6}


def test_two_towns_of_one_name_with_villages_of_their_own_stay_two(
    desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, listed(tmp_path, ("城关镇", "东街村"), ("城关乡", "石桥村")))
    assert villages(desk) == [("城关乡", "石桥村"), ("城关镇", "东街村")]


def test_a_town_written_first_without_its_kind_is_called_by_its_fuller_name(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [("江村", "富河村"), ("江村镇", "富河村"), ("江村乡", "石桥村"), ("江村镇富河村", "")]
    path = listed(tmp_path, *rows)
    told = {one.code.rpartition(".")[2]: one.rows for one in rosters.look(desk, path).told.warnings}
    assert told["town_taken"] == ["2"]
    rosters.take(desk, path)
    assert villages(desk) == [("江村乡", "石桥村"), ("江村镇", "富河村")]
    homes = desk.store.query("SELECT village_id FROM worker")
    assert all(one["village_id"] is not None for one in homes)
    assert rosters.counts(rosters.take(desk, path)) == {"unchanged": 4}


def test_a_village_written_first_without_its_kind_is_called_by_its_fuller_name(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [("江村", "富河"), ("江村", "上洞"), ("江村镇", "富河村"), ("", "江村镇富河村委会")]
    rosters.take(desk, listed(tmp_path, *rows))
    assert villages(desk) == [("江村镇", "上洞"), ("江村镇", "富河村")]


def test_a_town_without_its_kind_stays_where_two_have_its_name(desk: Desk, tmp_path: Path) -> None:
    rows = [("城关", "上洞村"), ("城关镇", "东街村"), ("城关乡", "石桥村")]
    rosters.take(desk, listed(tmp_path, *rows))
    assert ("城关", "上洞村") in villages(desk)


def test_a_village_like_another_of_the_list_is_made_with_a_word(desk: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path, ("江村镇", "富河村"), ("江村镇", "富禾村"), ("江村镇", "上洞村"))
    told = rosters.look(desk, path).told.warnings
    alike = [one for one in told if one.code == "intake.finding.village_alike"]
    assert [(one.params, one.rows) for one in alike] == [
        ({"village": "富禾村", "known": "富河村"}, ["3"])
    ]
    rosters.take(desk, path)
    assert len(villages(desk)) == 3


@pytest.mark.parametrize(
    ("town", "code", "home"),
    [("江村", "town_taken", True), ("江村乡", "village_near", False)],
)
def test_a_town_known_before_is_taken_without_its_kind_and_asked_about_with_another(
    desk: Desk, tmp_path: Path, town: str, code: str, *, home: bool
) -> None:
    rosters.take(desk, listed(tmp_path, ("江村镇", "富河村")))
    person = ["陈秀英", rosters.number(7, "19990101"), town, "富河村"]
    path = rosters.book(tmp_path / "b.xlsx", [person], HEAD)
    seen = rosters.look(desk, path)
    assert [one.code.rpartition(".")[2] for one in seen.told.warnings] == [code]
    rosters.take(desk, path)
    assert villages(desk) == [("江村镇", "富河村")]
    assert (rosters.person(desk, person[1])["village_id"] is not None) is home


def test_a_village_is_learned_in_the_town_of_its_code(desk: Desk, tmp_path: Path) -> None:
    town = {"name": "青山镇", "level": "town", "code": "431127102000"}
    office.places.add_many(desk, wanted=[town])
    head = ("姓名", "身份证号码", "乡镇代码", "村")
    people = [["刘桂花", rosters.number(1), "431127102", "白鹤村"]]
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people, head))
    [made] = office.places.divisions(desk, "village")
    assert (made["parent_name"], made["name"]) == ("青山镇", "白鹤村")
