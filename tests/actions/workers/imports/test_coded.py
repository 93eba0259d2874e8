"""Codes of places in a roster: they tell a village where no name does, and never beat a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("姓名", "身份证号码", "行政区划代码", "街道（乡镇）", "社区（村）")
NAMES = ("刘桂花", "陈秀英", "杨建国", "黄志强", "周丽娟", "吴春梅", "徐海燕", "孙永红")
EAST, BRIDGE, GREEN_BRIDGE = "431127101201", "431127101202", "431127102201"


@pytest.fixture(autouse=True)
def places(desk: Desk) -> dict[str, bytes]:
    """Give the desk three villages with official codes, one with the county's own as well."""
    towns = (("塔峰镇", "431127101000"), ("青山镇", "431127102000"))
    office.places.add_many(
        desk, wanted=[{"name": name, "level": "town", "code": code} for name, code in towns]
    )
    ids = {one["name"]: one["id"] for one in office.places.divisions(desk, "town")}
    listed = (
        ("塔峰镇", "东风村", EAST, "4311270101"),
        ("塔峰镇", "石桥村", BRIDGE, None),
        ("青山镇", "石桥村", GREEN_BRIDGE, None),
    )
    office.places.add_many(
        desk,
        wanted=[
            {
                "name": name,
                "level": "village",
                "parent_id": ids[town],
                "code": code,
                "local_code": own,
            }
            for town, name, code, own in listed
        ],
    )
    return {one["code"]: one["id"] for one in office.places.divisions(desk, "village")}


def roster(folder: Path, *rows: tuple[Any, str, str]) -> Path:
    """Write people with (code, town, village)."""
    people = [
        [NAMES[at], rosters.number(2 * at + 1), code, town, village]
        for at, (code, town, village) in enumerate(rows)
    ]
    return rosters.book(folder / "r.xlsx", people, HEAD)


def village_of(desk: Desk, at: int = 0) -> Any:
    """Return the village of the person of a row."""
    return rosters.person(desk, rosters.number(2 * at + 1))["village_id"]


def said(desk: Desk, path: Path) -> dict[str, int]:
    """Return how many rows each warning of places in a file concerns."""
    told = rosters.look(desk, path).told.warnings
    return {one.code.rpartition(".")[2]: one.count for one in told if ".finding.code_" in one.code}


@pytest.mark.parametrize("code", [EAST, int(EAST), "4311270101", 4311270101, f"'{EAST}"])
def test_a_code_places_a_row_that_names_no_village(
    desk: Desk, places: dict[str, bytes], tmp_path: Path, code: object
) -> None:
    rosters.take(desk, roster(tmp_path, (code, "塔峰镇", "")))
    assert village_of(desk) == places[EAST]


@pytest.mark.parametrize("text", ["塔峰镇", "不详", "东凤村"])
def test_a_code_settles_words_that_leave_the_village_open(
    desk: Desk, places: dict[str, bytes], tmp_path: Path, text: str
) -> None:
    path = roster(tmp_path, (EAST, "", text))
    assert said(desk, path) == {}
    rosters.take(desk, path)
    assert village_of(desk) == places[EAST]
    assert rosters.person(desk, rosters.number(1))["address"] is None


def test_a_code_tells_which_of_several_villages_a_name_means(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    path = roster(tmp_path, (GREEN_BRIDGE, "", "石桥村"), (BRIDGE, "", "石桥村3组"))
    rosters.take(desk, path)
    assert [village_of(desk, 0), village_of(desk, 1)] == [places[GREEN_BRIDGE], places[BRIDGE]]
    assert rosters.person(desk, rosters.number(3))["address"] == "石桥村3组"


def test_the_name_stands_where_the_code_says_another_village(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    path = roster(
        tmp_path, (BRIDGE, "塔峰镇", "东风村"), (EAST, "", "石桥村"), (EAST, "", "白鹤村")
    )
    assert said(desk, path) == {"code_against": 3}
    rosters.take(desk, path)
    assert [village_of(desk, at) for at in range(3)] == [places[EAST], None, None]


def test_a_code_goes_before_the_village_for_people_without_one(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    path = roster(tmp_path, (BRIDGE, "", ""), ("", "", ""))
    rosters.take(desk, path, default_village=places[EAST])
    assert [village_of(desk, 0), village_of(desk, 1)] == [places[BRIDGE], places[EAST]]


def test_an_unknown_code_is_told_and_places_nobody(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    path = roster(
        tmp_path,
        ("431127101999", "塔峰镇", ""),
        ("4311270199", "", ""),
        # Beside a name once for each code.
        ("431127101998", "", "东风村"),
        ("431127101998", "", "东风村"),
    )
    assert said(desk, path) == {"code_unknown": 3}
    rosters.take(desk, path)
    found = [village_of(desk, at) for at in range(4)]
    assert found == [None, None, places[EAST], places[EAST]]


@pytest.mark.parametrize("code", ["431127101", "431127101000"])
def test_the_code_of_a_town_says_nothing_of_a_village(
    desk: Desk, tmp_path: Path, code: str
) -> None:
    path = roster(tmp_path, (code, "塔峰镇", ""), (code, "塔峰镇", "东风村"))
    assert said(desk, path) == {}
    rosters.take(desk, path)
    assert village_of(desk) is None


@pytest.mark.parametrize("code", ["431127102", "431127102000", 431127102000, "'431127102"])
@pytest.mark.parametrize("header", ["行政区划代码", "乡镇代码", "乡镇"])
def test_the_code_of_a_town_chooses_among_villages_of_one_name(
    desk: Desk, places: dict[str, bytes], tmp_path: Path, *, code: object, header: str
) -> None:
    head = ("姓名", "身份证号码", header, "社区（村）")
    people = [
        [NAMES[at], rosters.number(2 * at + 1), code, village]
        for at, village in enumerate(("石桥村", "石桥村3组"))
    ]
    path = rosters.book(tmp_path / "t.xlsx", people, head)
    assert said(desk, path) == {}
    rosters.take(desk, path)
    assert [village_of(desk, at) for at in range(2)] == [places[GREEN_BRIDGE]] * 2
    found = [rosters.person(desk, rosters.number(at))["address"] for at in (1, 3)]
    assert found == [None, "石桥村3组"]


def test_the_name_stands_where_the_code_is_that_of_another_town(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    path = roster(
        tmp_path,
        ("431127102", "", "东风村"),
        ("431127102", "", "东风村3组"),
        ("431127102", "塔峰镇", "石桥村"),
    )
    assert said(desk, path) == {"code_against": 3}
    rosters.take(desk, path)
    assert [village_of(desk, at) for at in range(3)] == [places[EAST], places[EAST], places[BRIDGE]]


def test_the_town_in_the_name_of_a_village_stands_against_the_code_of_another(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    texts = ("塔峰镇石桥村", "蓝山县塔峰镇石桥村3组")
    path = roster(tmp_path, *(("431127102", "", text) for text in texts))
    assert said(desk, path) == {"code_against": 2}
    rosters.take(desk, path)
    assert [village_of(desk, at) for at in range(2)] == [places[BRIDGE]] * 2


@pytest.mark.parametrize("town", ["青山镇", "431127102"])
def test_nobody_is_put_into_one_of_two_towns_that_a_row_names(
    desk: Desk, places: dict[str, bytes], tmp_path: Path, *, town: str
) -> None:
    path = roster(tmp_path, ("", town, "塔峰镇石桥村"), ("", town, "青山镇石桥村"))
    told = {one.code: one.count for one in rosters.look(desk, path).told.warnings}
    assert told["intake.finding.village_many"] == 1
    rosters.take(desk, path)
    assert [village_of(desk, at) for at in range(2)] == [None, places[GREEN_BRIDGE]]
    kept = rosters.person(desk, rosters.number(1))["address"]
    assert "塔峰镇石桥村" in kept


def test_the_code_of_a_town_that_was_joined_means_the_villages_it_had(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    towns = {one["name"]: one["id"] for one in office.places.divisions(desk, "town")}
    office.places.join(
        desk, division_id=towns["青山镇"], successor_id=towns["塔峰镇"], day="2026-01-01"
    )
    path = roster(tmp_path, ("431127102", "", "石桥村"), ("431127101", "", "东风村"))
    assert said(desk, path) == {}
    rosters.take(desk, path)
    assert [village_of(desk, 0), village_of(desk, 1)] == [places[GREEN_BRIDGE], places[EAST]]


def test_a_code_of_two_villages_places_nobody(desk: Desk, tmp_path: Path) -> None:
    (town,) = (one for one in office.places.divisions(desk, "town") if one["name"] == "青山镇")
    further = {"level": "village", "parent_id": town["id"], "local_code": "4311270101"}
    office.places.add_many(desk, wanted=[{"name": "富河村", **further}])
    path = roster(tmp_path, ("4311270101", "", ""))
    assert said(desk, path) == {"code_unknown": 1}
    rosters.take(desk, path)
    assert village_of(desk) is None


def test_nobody_registered_is_moved_by_a_code_against_the_name(
    desk: Desk, places: dict[str, bytes], tmp_path: Path
) -> None:
    rosters.take(desk, roster(tmp_path, ("", "塔峰镇", "东风村")))
    for village in ("东风村", "白鹤村", "石桥村"):
        rosters.take(desk, roster(tmp_path, (GREEN_BRIDGE, "塔峰镇", village)))
        home = places[BRIDGE] if village == "石桥村" else places[EAST]
        assert village_of(desk) == home
    again = rosters.take(desk, roster(tmp_path, (GREEN_BRIDGE, "", "")))
    assert rosters.counts(again) == {"updated": 1}
    assert village_of(desk) == places[GREEN_BRIDGE]
