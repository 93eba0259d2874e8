"""Households: one head each, relations that exist, and nobody left without a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from tests.actions.workers.people import NUMBERS

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register


def test_a_household_has_one_head(desk: Desk, register: Register, person: bytes) -> None:
    wife = register("李英", NUMBERS[1]).worker_id
    household, _ = workers.households.create(desk, head_id=person)
    workers.households.join(desk, worker_id=wife, household_id=household, relation="妻子")
    _, members = workers.households.get(desk, household)
    assert [(one["name"], one["relation_to_head"]) for one in members] == [
        ("王小明", "0"),
        ("李英", "1"),
    ]
    workers.households.join(desk, worker_id=wife, household_id=household, relation="0")
    _, members = workers.households.get(desk, household)
    assert [one["relation_to_head"] for one in members] == ["0", None]
    (found,) = workers.households.find_relatives(desk, "王", beside=wife)
    assert (found["household"], found["head"]) == (1, "李英")
    workers.households.leave(desk, worker_id=person)
    assert workers.people.get(desk, person).household is None
    with pytest.raises(errors.Refused):
        workers.households.leave(desk, worker_id=person)


def test_the_head_of_others_neither_leaves_nor_becomes_anything_else(
    desk: Desk, register: Register, person: bytes
) -> None:
    wife, son = (
        register(name, number).worker_id
        for name, number in (("李英", NUMBERS[1]), ("王小军", NUMBERS[2]))
    )
    homes = workers.households
    household, _ = homes.create(desk, head_id=person)
    with pytest.raises(errors.Refused, match="head_alone"):
        homes.join(desk, worker_id=person, household_id=household, relation="配偶")
    homes.join(desk, worker_id=wife, household_id=household, relation="妻子")
    other, _ = homes.create(desk, head_id=son)
    for deed in (
        lambda: homes.join(desk, worker_id=person, household_id=household, relation="配偶"),
        lambda: homes.join_relative(desk, worker_id=person, relative_id=wife, relation="配偶"),
        lambda: homes.join(desk, worker_id=person, household_id=other, relation="父母"),
        lambda: homes.join_relative(desk, worker_id=person, relative_id=son, relation="父母"),
        lambda: homes.create(desk, head_id=person),
        lambda: homes.leave(desk, worker_id=person),
    ):
        with pytest.raises(errors.Refused, match="head_needed") as told:
            deed()
        assert told.value.params["names"] == ["李英"]
    assert [one["relation_to_head"] for one in homes.get(desk, household)[1]] == ["0", "1"]
    homes.join(desk, worker_id=wife, household_id=household, relation="户主")
    homes.leave(desk, worker_id=person)
    assert [one["name"] for one in homes.get(desk, household)[1]] == ["李英"]
    homes.join(desk, worker_id=son, household_id=household, relation="子")


def test_a_relation_that_does_not_exist_is_refused(
    desk: Desk, register: Register, person: bytes
) -> None:
    wife = register("李英", NUMBERS[1]).worker_id
    household, _ = workers.households.create(desk, head_id=person)
    with pytest.raises(errors.Invalid, match="no_such_relation"):
        workers.households.join(desk, worker_id=wife, household_id=household, relation="外星")
    with pytest.raises(errors.Invalid, match="no_such_relation"):
        workers.households.join_relative(desk, worker_id=wife, relative_id=person, relation="外星")


def test_a_relative_without_a_household_is_found_and_gets_one_in_the_same_act(
    desk: Desk, register: Register, person: bytes
) -> None:
    wife = register("李英", NUMBERS[1]).worker_id
    son = register("王小军", NUMBERS[2]).worker_id
    found = workers.households.find_relatives(desk, "王小明", beside=wife)
    assert [(one["id"], one["household"]) for one in found] == [(person, None)]
    assert workers.households.find_relatives(desk, "王小明", beside=person) == []
    join = workers.households.join_relative
    done = join(desk, worker_id=wife, relative_id=person, relation="妻子", address="石桥村3组")
    told = workers.people.get(desk, wife)
    assert told.household is not None
    assert told.household["address"] == "石桥村3组"
    assert [(one["name"], one["relation_to_head"]) for one in told.members] == [
        ("王小明", "0"),
        ("李英", "1"),
    ]
    join(desk, worker_id=son, relative_id=wife, relation="2")
    assert len(workers.people.get(desk, person).members) == 3
    with pytest.raises(errors.Refused):
        join(desk, worker_id=son, relative_id=son, relation="2")
    workers.households.leave(desk, worker_id=son)
    office.undo.undo(desk, done.number)
    assert workers.people.get(desk, person).household is None


def test_a_relation_that_nobody_told_stays_empty(
    desk: Desk, register: Register, person: bytes
) -> None:
    wife = register("李英", NUMBERS[1]).worker_id
    workers.households.join_relative(desk, worker_id=wife, relative_id=person, relation="")
    members = workers.people.get(desk, wife).members
    assert [(one["name"], one["relation_to_head"]) for one in members] == [
        ("王小明", "0"),
        ("李英", None),
    ]


def test_who_comes_as_head_is_the_head_of_the_household_made_with_a_relative(
    desk: Desk, register: Register, person: bytes
) -> None:
    wife = register("李英", NUMBERS[1]).worker_id
    workers.households.join_relative(desk, worker_id=wife, relative_id=person, relation="户主")
    _, members = workers.households.get(desk, workers.people.get(desk, wife).worker["household_id"])
    assert [(one["name"], one["relation_to_head"]) for one in members] == [
        ("李英", "0"),
        ("王小明", None),
    ]
