"""Birth and sex that came from a number follow it when the number is corrected, and it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import workers
from gigdesk.domain.workers import identity

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register


def number(birth: str, serial: str) -> str:
    body = f"430602{birth}{serial}"
    return body + identity.check_character(body)


OLD, NEW = number("19800101", "123"), number("20121214", "010")


def _kept(desk: Desk, worker_id: bytes) -> tuple[Any, ...]:
    row = desk.store.get("worker", worker_id) or {}
    return row["doc_no"], row["birth_date"], row["sex"]


def test_what_came_from_the_old_number_follows_the_new_one_once_it_is_confirmed(
    desk: Desk, register: Register
) -> None:
    who = register("王小明", OLD).worker_id
    assert _kept(desk, who) == (OLD, "1980-01-01", "1")
    with pytest.raises(workers.checking.Unconfirmed) as told:
        workers.people.correct(desk, worker_id=who, changes={"doc_no": NEW})
    said = {one.code: one for one in told.value.remarks}
    assert said["workers.finding.birth_follows"].params == {
        "before": "1980-01-01",
        "after": "2012-12-14",
    }
    assert {"workers.finding.sex_follows", "workers.finding.under_age"} <= set(said)
    assert "workers.finding.birth_differs" not in said
    workers.people.correct(desk, worker_id=who, changes={"doc_no": NEW}, confirmed=frozenset(said))
    assert _kept(desk, who) == (NEW, "2012-12-14", "2")


def test_what_is_told_beside_the_number_stays_as_told(desk: Desk, register: Register) -> None:
    who = register("王小明", OLD).worker_id
    changes = {"doc_no": NEW, "birth_date": "2012-12-14", "sex": "2"}
    found = workers.people.preview(desk, changes, worker_id=who)
    assert not set(workers.checking.FOLLOWS) & {one.code for one in found.remarks}
    own = workers.people.preview(desk, changes | {"birth_date": "1981-05-05"}, worker_id=who)
    assert own.values["birth_date"] == "1981-05-05"
    assert "workers.finding.birth_differs" in {one.code for one in own.remarks}


def test_a_birth_that_never_came_from_the_number_stays(desk: Desk, register: Register) -> None:
    who = register(
        "王小明",
        OLD,
        birth_date="1979-12-30",
    ).worker_id
    found = workers.people.preview(desk, {"doc_no": NEW}, worker_id=who)
    assert found.values["birth_date"] == "1979-12-30"
    assert "workers.finding.birth_differs" in {one.code for one in found.remarks}
    assert "under_age" not in workers.people.get(desk, who).flags


def test_whoever_is_too_young_by_the_number_alone_is_marked(desk: Desk, register: Register) -> None:
    who = register(
        "王小明",
        NEW,
        birth_date="1979-12-30",
    ).worker_id
    assert "under_age" in workers.people.get(desk, who).flags


def test_what_told_of_work_that_ended_is_emptied_once_it_is_confirmed_unless_it_is_told_again(
    desk: Desk, register: Register
) -> None:
    working = {"employment_status": "1", "employed_since": "2026-03-01", "employer_name": "甲厂"}
    who = register("王小明", OLD, **working, employment_province="44").worker_id
    changes = {"employment_status": "2", "employer_name": "甲厂"}
    seen = workers.people.preview(desk, changes, worker_id=who)
    gone = {one.field for one in seen.remarks if one.code == workers.checking.WORK_ENDED}
    assert gone == {"employed_since", "employment_province"}
    assert [seen.values[name] for name in gone] == [None, None]
    with pytest.raises(workers.checking.Unconfirmed):
        workers.people.correct(desk, worker_id=who, changes=changes)
    sure = frozenset({workers.checking.WORK_ENDED})
    workers.people.correct(desk, worker_id=who, changes=changes, confirmed=sure)
    row = desk.store.get("worker", who) or {}
    assert (row["employed_since"], row["employment_province"]) == (None, None)
    assert row["employer_name"] == "甲厂"
    assert [one["until"] for one in workers.people.get(desk, who).employments].count(None) == 1
