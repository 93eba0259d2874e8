"""Places: villages found by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from tests import workforce

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


@pytest.fixture
def villages(desk: Desk) -> None:
    names = ("长乐村", "新建村", "大元村")
    office.places.add_many(desk, wanted=[{"name": name, "level": "village"} for name in names])


@pytest.mark.parametrize("typed", ["cl", "CL", "zl", "cy", "长", "乐村"])
@pytest.mark.usefixtures("villages")
def test_a_village_is_found_by_every_way_its_name_is_read(desk: Desk, typed: str) -> None:
    assert [one["name"] for one in office.places.villages(desk, typed)] == ["长乐村"]


@pytest.mark.parametrize("typed", ["%", "_", "l", "x_"])
@pytest.mark.usefixtures("villages")
def test_signs_of_the_query_are_no_wildcards(desk: Desk, typed: str) -> None:
    assert office.places.villages(desk, typed) == []


def test_initials_find_every_village_that_fits_and_those_of_a_town_after_them(desk: Desk) -> None:
    office.places.add_list(desk, "青山镇 石桥村\n洞桥镇 清水村\n白马镇 清水村\n白马镇 曲山村")
    found = [(one["parent_name"], one["name"]) for one in office.places.villages(desk, "qs")]
    assert found == [
        ("白马镇", "曲山村"),
        ("白马镇", "清水村"),
        ("洞桥镇", "清水村"),
        ("青山镇", "石桥村"),
    ]


def test_villages_stand_as_their_names_sound(desk: Desk) -> None:
    office.places.add_list(desk, "三塘镇 油榨村\n三塘镇 荷花村\n白马镇 沙子岭村\n三塘镇 塘背村")
    found = [(one["parent_name"], one["name"]) for one in office.places.villages(desk, "")]
    assert found == [
        ("白马镇", "沙子岭村"),
        ("三塘镇", "荷花村"),
        ("三塘镇", "塘背村"),
        ("三塘镇", "油榨村"),
    ]
    assert [one["name"] for one in office.places.divisions(desk, "town")] == ["白马镇", "三塘镇"]


def test_villages_of_one_list_keep_its_order_where_lists_go_by_village(desk: Desk) -> None:
    names = [f"{letter}坪村" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
    office.places.add_many(desk, wanted=[{"name": name, "level": "village"} for name in names])
    found = sorted(office.places.divisions(desk, "village"), key=lambda one: bytes(one["id"]))
    assert [one["name"] for one in found] == names


@pytest.mark.parametrize("typed", ["石桥", "sq", "430602001", "430602001001"])
def test_a_code_is_found_by_its_place_and_by_its_own_beginning(desk: Desk, typed: str) -> None:
    town = {"name": "青山镇", "level": "town", "code": "430602001"}
    office.places.add_many(desk, wanted=[town])
    parent = office.places.divisions(desk, "town")[0]["id"]
    office.places.add_many(
        desk,
        wanted=[
            {"name": "石桥村", "level": "village", "parent_id": parent, "code": "430602001001"},
            {"name": "石桥庄", "level": "village", "parent_id": parent},
        ],
    )
    found = [(one["code"], one["name"]) for one in office.places.coded(desk, typed)]
    assert ("430602001001", "石桥村") in found
    assert all(code for code, _ in found)


def test_a_pasted_list_keeps_the_countys_own_code_beside_the_official_one(desk: Desk) -> None:
    office.places.add_list(desk, "青山镇 石桥村 430602001001 4306020102")
    (one,) = office.places.divisions(desk, "village")
    assert (one["code"], one["local_code"]) == ("430602001001", "4306020102")


@pytest.fixture
def joined(desk: Desk) -> dict[str, bytes]:
    office.places.add_list(desk, "青山镇 石桥村\n青山镇 柳树村\n白马镇 清水村")
    return {one["name"]: one["id"] for one in office.places.divisions(desk)}


def test_people_of_a_joined_village_stand_in_the_other_one_and_come_back_by_undo(
    desk: Desk, joined: dict[str, bytes]
) -> None:
    person = workforce.add_person(desk, 1)
    workers.people.correct(
        desk, worker_id=person, changes={"village_id": joined["石桥村"]}, reason=""
    )
    moved, done = office.places.join(
        desk, division_id=joined["石桥村"], successor_id=joined["柳树村"], day="2026-08-01"
    )
    assert moved == 1
    assert workers.people.get(desk, person).worker["village"] == "柳树村"
    old = next(one for one in office.places.divisions(desk) if one["id"] == joined["石桥村"])
    assert (old["valid_to"], old["successor_name"]) == ("2026-08-01", "柳树村")
    assert "石桥村" not in [one["name"] for one in office.places.villages(desk, "")]
    with pytest.raises(errors.Invalid, match="joined_already"):
        office.places.join(
            desk, division_id=joined["石桥村"], successor_id=joined["清水村"], day="2026-08-01"
        )
    office.undo.undo(desk, done.number)
    assert workers.people.get(desk, person).worker["village"] == "石桥村"
    assert "石桥村" in [one["name"] for one in office.places.villages(desk, "")]


def test_villages_of_a_joined_town_belong_to_the_other_one(
    desk: Desk, joined: dict[str, bytes]
) -> None:
    moved, _ = office.places.join(
        desk, division_id=joined["白马镇"], successor_id=joined["青山镇"], day="2026-08-01"
    )
    assert moved == 1
    found = {one["name"]: one["parent_name"] for one in office.places.divisions(desk, "village")}
    assert found["清水村"] == "青山镇"


def test_a_filter_that_names_a_joined_place_finds_the_people_of_the_other_one(
    desk: Desk, joined: dict[str, bytes]
) -> None:
    people = {}
    for number, village in enumerate(("石桥村", "清水村"), 1):
        person = workforce.add_person(desk, number)
        changes = {"village_id": joined[village]}
        workers.people.correct(desk, worker_id=person, changes=changes, reason="")
        people[village] = person
    names = (("石桥村", "柳树村"), ("白马镇", "青山镇"))
    for old, new in names:
        office.places.join(
            desk, division_id=joined[old], successor_id=joined[new], day="2026-08-01"
        )
    wanted = workers.search.WorkerFilter
    of_village = workers.search.ids(desk, wanted=wanted(villages=(joined["石桥村"],)))
    assert of_village == [people["石桥村"]]
    of_town = workers.search.ids(desk, wanted=wanted(towns=(joined["白马镇"],)))
    assert set(of_town) == set(people.values())


@pytest.mark.parametrize(
    ("other", "day", "code"),
    [
        ("石桥村", "2026-08-01", "not_joinable"),
        ("青山镇", "2026-08-01", "not_joinable"),
        ("柳树村", "2027-01-01", "join_to_come"),
    ],
)
def test_what_cannot_be_joined_is_refused(
    desk: Desk, joined: dict[str, bytes], other: str, day: str, code: str
) -> None:
    with pytest.raises(errors.Invalid, match=code):
        office.places.join(desk, division_id=joined["石桥村"], successor_id=joined[other], day=day)


def test_an_undo_puts_nobody_into_a_village_that_was_joined_to_another_meanwhile(
    desk: Desk, joined: dict[str, bytes]
) -> None:
    person = workforce.add_person(desk, 1)
    for village in ("石桥村", "清水村"):
        done = workers.people.correct(
            desk, worker_id=person, changes={"village_id": joined[village]}
        )
    assert done.done is not None
    office.places.join(
        desk, division_id=joined["石桥村"], successor_id=joined["柳树村"], day="2026-08-01"
    )
    office.undo.undo(desk, done.done.number)
    assert workers.people.get(desk, person).worker["village"] == "柳树村"


def test_a_list_that_names_a_joined_town_means_the_town_of_today(
    desk: Desk, joined: dict[str, bytes]
) -> None:
    office.places.join(
        desk, division_id=joined["白马镇"], successor_id=joined["青山镇"], day="2026-08-01"
    )
    office.places.add_list(desk, "青山镇 石桥村\n白马镇 清水村\n白马镇 新建村")
    found = [(one["name"], one["parent_name"]) for one in office.places.divisions(desk, "village")]
    assert sorted(found) == sorted(
        (name, "青山镇") for name in ("石桥村", "柳树村", "清水村", "新建村")
    )


def test_a_village_named_by_a_joined_town_or_by_its_old_name_is_that_of_today(
    desk: Desk, joined: dict[str, bytes]
) -> None:
    office.places.join(
        desk, division_id=joined["白马镇"], successor_id=joined["青山镇"], day="2026-08-01"
    )
    assert office.places.add_named(desk, "白马镇清水村") == joined["清水村"]
    made = office.places.add_named(desk, "白马镇新建村")
    found = {one["id"]: one for one in office.places.divisions(desk, "village")}
    assert (found[made]["name"], found[made]["parent_name"]) == ("新建村", "青山镇")
    office.places.join(
        desk, division_id=joined["清水村"], successor_id=joined["石桥村"], day="2026-08-01"
    )
    assert office.places.add_named(desk, "白马镇清水村") == joined["石桥村"]
