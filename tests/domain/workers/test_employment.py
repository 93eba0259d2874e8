"""The history of work is kept: what comes later is a new period, the same is corrected."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gigdesk.domain.workers import employment

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = datetime.date(2026, 11, 22)


def period(**values: Any) -> dict[str, Any]:
    names = ("status", "place", "province", "form", "employer_name", "trade", "since", "until")
    return {**dict.fromkeys(names), **values}


def follow(last: Mapping[str, Any], changes: dict[str, Any]) -> employment.Step:
    return employment.follow(last, written(last, employment.shown(last), changes), TODAY)


def written(
    last: Mapping[str, Any], person: dict[str, Any], changes: dict[str, Any]
) -> dict[str, Any]:
    """Return a person with changes and without what they empty."""
    whole = {**person, **changes}
    return {**whole, **employment.emptied(last, whole, changes)}


def emptied(last: dict[str, Any], changes: dict[str, Any]) -> set[str]:
    return {*employment.emptied(last, {**employment.shown(last), **changes}, changes)}


def test_work_after_being_without_closes_the_time_without() -> None:
    last = period(status="2", since="2025-01-10")
    changes = {"employment_status": "1", "employed_since": "2026-03-01", "employer_name": "甲厂"}
    step = follow(last, changes)
    assert (step.correct, step.close) == ({}, "2026-03-01")
    assert step.begin["since"] == "2026-03-01"
    assert emptied(last, changes) == {"unemployed_since"}


def test_another_employer_later_is_another_period() -> None:
    last = period(status="1", since="2026-03-01", employer_name="甲厂")
    later = {"employed_since": "2026-09-01", "employer_name": "乙厂"}
    assert follow(last, later).close == "2026-09-01"
    assert follow(period(status="1", employer_name="甲厂"), later).begin["employer_name"] == "乙厂"


def test_work_elsewhere_from_before_a_closed_period_leaves_that_one_as_it_was() -> None:
    last = period(status="1", since="2026-01-10", until="2026-06-30", employer_name="甲厂")
    step = follow(last, {"employed_since": "2025-12-01", "employer_name": "乙厂"})
    assert (step.correct, step.close) == ({}, "")
    assert (step.begin["employer_name"], step.begin["since"]) == ("乙厂", "2025-12-01")
    corrected = follow(last, {"employed_since": "2025-12-01"})
    assert corrected == employment.Step(correct={"since": "2025-12-01"})


def test_work_elsewhere_from_before_an_open_period_does_not_take_its_place() -> None:
    last = period(status="1", since="2026-01-10", employer_name="甲厂")
    step = follow(last, {"employed_since": "2023-01-01", "employer_name": "乙厂"})
    assert (step.correct, step.close, step.assumed) == ({}, TODAY.isoformat(), True)
    assert (step.begin["employer_name"], step.begin["since"]) == ("乙厂", "2023-01-01")


def before(last: dict[str, Any], changes: dict[str, Any]) -> str | None:
    said = employment.from_before(last, follow(last, changes))
    return said.code if said else None


def test_what_began_before_the_open_period_is_for_a_person_to_decide() -> None:
    last = period(status="1", since="2026-01-10", employer_name="甲厂")
    said = "workers.finding.work_from_before"
    earlier = {"employed_since": "2023-01-01", "employer_name": "乙厂"}
    assert before(last, earlier) == said
    assert before(last, {"employment_status": "2", "unemployed_since": "2025-05"}) == said
    assert before(last, {"employment_status": "2", "unemployed_since": "2026-05"}) is None
    assert before(last, {"employed_since": "2026-05-01", "employer_name": "乙厂"}) is None
    assert before(last, {"employed_since": "2025-12-01"}) is None
    assert before({**last, "until": "2026-06-30"}, earlier) is None
    assert before({**last, "since": None}, earlier) is None


def test_the_same_beginning_is_corrected_in_its_place() -> None:
    last = period(status="1", since="2026-03", employer_name="甲厂", place="4")
    for changes, correct in (
        ({"employer_name": "甲纺织厂"}, {"employer_name": "甲纺织厂"}),
        ({"employed_since": "2026-03-05"}, {"since": "2026-03-05"}),
        ({"employed_since": "2025-03-01"}, {"since": "2025-03-01"}),
    ):
        assert follow(last, changes) == employment.Step(correct=correct)
    assert follow(period(status="1"), {"employed_since": "2026-01-01"}).begin == {}
    assert follow(period(status="1"), {"employment_status": "2"}).begin == {}


def test_a_dated_state_is_kept_where_the_next_has_no_day() -> None:
    last = period(status="1", since="2026-03-01", employer_name="甲厂", place="4", trade="焊工")
    step = follow(last, {"employment_status": "2"})
    assert (step.close, step.begin["since"]) == (TODAY.isoformat(), None)
    assert (step.begin["employer_name"], step.begin["trade"]) == (None, "焊工")
    gone = {"employment_place", "employer_name", "employed_since"}
    assert emptied(last, {"employment_status": "2"}) == gone


def test_what_is_stated_with_another_state_is_not_emptied_though_it_is_as_before() -> None:
    last = period(status="1", since="2026-03-01", employer_name="甲厂", place="4")
    stated = {"employment_status": "2", "employer_name": "甲厂", "employed_since": "2026-03-01"}
    assert emptied(last, stated) == {"employment_place"}
    assert follow(last, stated).begin["employer_name"] == "甲厂"


def test_the_newest_is_the_open_one_begun_last_and_written_last() -> None:
    closed = period(since="2026-05-01", until="2026-06-01")
    one, two = period(since="2026-01-01", trade="一"), period(since="2026-01-01", trade="二")
    assert employment.newest([one, closed, two]) is two
    assert employment.newest([period(), one]) is one


def over(history: list[dict[str, Any]], changes: dict[str, Any]) -> str | None:
    last = employment.newest(history)
    step = follow(last, changes)
    said = employment.overlap(history, last, step, TODAY)
    return said.code if said else None


def test_the_same_employer_told_again_inside_a_closed_period_is_for_a_person_to_decide() -> None:
    closed = period(status="1", since="2026-01-10", until="2026-06-30", employer_name="甲厂")
    said = "workers.finding.work_overlaps"
    assert over([closed], {"employed_since": "2026-03-01"}) == said
    assert over([closed], {"employed_since": "2026-03"}) == said
    assert over([closed], {"employed_since": "2026-06-30"}) is None
    assert over([closed], {"employed_since": "2026-06"}) is None
    assert over([closed], {"employed_since": "2026-03-01", "employer_name": "乙厂"}) is None
    later = period(status="1", since="2026-07-01", employer_name="乙厂")
    back = {"employed_since": "2026-08-01", "employer_name": "甲 厂"}
    assert over([closed, later], back) is None
    assert over([closed, later], {"employer_name": "甲厂"}) is None
    early = {"employed_since": "2026-05-01", "employer_name": "甲厂"}
    assert over([closed, later], early) == said
    assert over([closed, {**later, "employer_name": "甲厂"}], {"employed_since": "2026-05"}) == said


def test_what_overlapped_before_is_not_the_doing_of_a_step() -> None:
    twice = [period(status="1", since=day, employer_name="甲厂") for day in ("2026-01", "2026-02")]
    assert over(twice, {"employment_place": "4"}) is None
    assert over(twice, {"employment_status": "2", "unemployed_since": "2026-09-01"}) is None


def test_what_was_to_begin_later_never_ends_before_its_beginning() -> None:
    ahead = period(status="1", since="2027-03-01", employer_name="甲厂")
    assert follow(ahead, {"employment_status": "2"}).close == "2027-03-01"


DAYS = some.dates(datetime.date(2025, 1, 1), datetime.date(2026, 11, 22)).map(
    datetime.date.isoformat
)
TOLD = some.fixed_dictionaries(
    {"employment_status": some.sampled_from("112")},
    optional={
        "employer_name": some.sampled_from(("甲厂", "乙厂")),
        "employed_since": DAYS,
        "unemployed_since": DAYS,
    },
)


def take(history: list[dict[str, Any]], person: dict[str, Any], changes: dict[str, Any]) -> None:
    """Write changes as the acts do, unless they are refused."""
    place = history.index({**employment.newest(history)})
    last = history[place]
    whole = written(last, person, changes)
    step = employment.follow(last, whole, TODAY)
    if employment.overlap(history, last, step, TODAY) is None:
        last.update(step.correct)
        last.update({"until": step.close} if step.close else {})
        history += [period(**step.begin)] if step.begin else []
        person.update(whole)


@given(some.lists(TOLD, max_size=8), some.lists(DAYS, min_size=2, max_size=2))
def test_no_history_has_two_periods_with_one_employer_over_another(
    told: list[dict[str, Any]], first: list[str]
) -> None:
    since, until = sorted(first)
    start = period(status="1", since=since, until=until, employer_name="甲厂")
    history, person = [start], employment.shown(start)
    for changes in told:
        take(history, person, changes)
    work = [one for one in history if one["status"] == "1" and one["since"]]
    for one, other in itertools.combinations(work, 2):
        if one["employer_name"] and one["employer_name"] == other["employer_name"]:
            first_end = min(one["until"] or "~", other["until"] or "~")
            begins = max(one["since"], other["since"])
            assert begins >= first_end, history


def test_an_end_that_nobody_told_is_assumed_and_gives_way_to_what_is_told() -> None:
    last = period(status="1", since="2025-03-01", employer_name="甲厂")
    step = follow(last, {"employment_status": "2"})
    assert step.of_last == {"until": TODAY.isoformat(), "until_assumed": 1}
    closed, off = {**last, **step.of_last}, period(**step.begin)
    told = employment.Step(correct={"since": "2026-05-01"})
    better = {"until": "2026-05-01", "until_assumed": 0}
    assert employment.ended([closed, off], off, told) == (closed, better)
    begun = employment.Step(begin={"since": "2026-05"})
    by_then = {"until": "2026-05", "until_assumed": 1}
    assert employment.ended([closed, off], off, begun) == (closed, by_then)
    early = employment.Step(correct={"since": "2025-01-01"})
    assert employment.ended([closed, off], off, early) is None
    assert follow(last, {"employed_since": "2026-05-01"}).of_last["until_assumed"] == 0


@pytest.mark.parametrize(
    ("changes", "does"),
    [
        ({"employer_name": "乙厂"}, True),
        ({"employer_name": "乙厂", "employed_since": "2026-03-01"}, False),
        ({"employer_name": "甲厂有限公司"}, False),
        ({"trade": "电工"}, False),
        ({"employment_status": "2"}, False),
        ({"employment_status": "", "employer_name": "", "employed_since": ""}, False),
    ],
)
def test_a_list_moves_somebody_by_naming_another_employer_and_no_day(
    changes: dict[str, Any], *, does: bool
) -> None:
    last = period(status="1", since="2026-03-01", employer_name="甲厂")
    person = {**employment.shown(last), **changes}
    assert employment.moves(last, person, changes) is does


def test_work_that_somebody_moved_from_ends_by_today_and_the_new_has_no_day() -> None:
    last = period(status="1", since="2026-03-01", employer_name="甲厂")
    person = {**employment.shown(last), "employer_name": "乙厂"}
    moved = {**person, **employment.unbegun(person)}
    step = employment.follow(last, moved, TODAY, of_list=True)
    assert step.of_last == {"until": TODAY.isoformat(), "until_assumed": 1}
    assert (step.begin["employer_name"], step.begin["since"]) == ("乙厂", None)
    assert employment.unbegun(moved) == {}
    said = employment.left(last)
    assert (said.code, said.params) == ("findings.row.work_moved", {"employer": "甲厂"})


def test_a_list_tells_of_a_new_period_where_no_day_is_known_and_a_form_corrects() -> None:
    last, changes = period(status="1", employer_name="甲厂"), {"employer_name": "乙厂"}
    person = {**employment.shown(last), **changes}
    assert employment.follow(last, person, TODAY) == employment.Step(correct=changes)
    step = employment.follow(last, person, TODAY, of_list=True)
    assert step.of_last == {"until": TODAY.isoformat(), "until_assumed": 1}
    assert (step.begin["since"], step.begin["employer_name"]) == (None, "乙厂")


def test_who_becomes_without_work_keeps_no_employer() -> None:
    last = period(status="1", employer_name="甲厂", place="4")
    person = {**employment.shown(last), **IDLE}
    for of_list in (False, True):
        gone = employment.emptied(last, person, IDLE, of_list=of_list)
        assert {*gone} == {"employer_name", "employment_place"}


def test_whoever_has_an_employer_or_a_beginning_works_unless_it_is_said_otherwise() -> None:
    at_work = {"employer_name": "甲厂", "employed_since": "2026-03-01"}
    assert employment.told(at_work)["status"] == employment.WORKING
    assert employment.told({"employed_since": "2026-03-01"})["since"] == "2026-03-01"
    assert employment.told({**at_work, "employment_status": "2"})["status"] == "2"
    assert employment.told({**at_work, "unemployed_since": "2026-09-01"}) == {}
    assert employment.told({"trade": "电焊工", "employment_place": "1"}) == {}


def test_columns_that_tell_of_no_period_leave_the_history_as_it_is() -> None:
    last = period(status="1", since="2026-03-01", employer_name="甲厂")
    assert employment.follow(last, {"trade": "电工"}, TODAY) == employment.Step()
    assert employment.emptied(last, {"trade": "电工"}, ()) == {}


@pytest.mark.parametrize(
    ("name", "day", "told"),
    [
        ("employed_since", "2026-11-23", True),
        ("employed_since", "2026-11-22", False),
        ("unemployed_since", "2026-12", True),
        ("unemployed_since", "2026-11", False),  # a month has begun with its first day
        ("employed_since", None, False),
        ("doc_valid_to", "2036-01-01", False),
    ],
)
def test_what_somebody_is_now_has_not_begun_in_days_to_come(
    name: str, day: str | None, *, told: bool
) -> None:
    assert bool(employment.remarks(name, day, TODAY)) is told


def test_a_later_beginning_without_an_employer_is_asked_of_who_works() -> None:
    person = {"employer_name": "鞋厂", "employed_since": "2023-05"}
    (asked,) = employment.unsaid({"employed_since": "2024-12-01"}, [], person)
    assert asked.code == "findings.row.work_whose"
    assert asked.params == {"day": "2024-12-01", "employer": "鞋厂"}
    said = {"employed_since": "2024-12-01", "employer_name": "鞋厂"}
    assert employment.unsaid(said, [], person) == ()
    assert employment.unsaid({"employed_since": "2024-12-01"}, [said], person) == ()
    assert employment.unsaid({"employed_since": "2023-05-08"}, [], person) == ()
    assert employment.unsaid({"trade": "普工"}, [], person) == ()
    assert employment.unsaid({"employed_since": "2024"}, [], {"employed_since": "2023"}) == ()


FACTORY = {"employer_name": "鞋厂"}
IDLE = {"employment_status": "2"}


@pytest.mark.parametrize(
    ("row", "works", "person", "denied"),
    [
        (IDLE, FACTORY, {}, True),
        (IDLE, {"employed_since": "2026-05-01"}, {}, True),
        ({**IDLE, "employed_since": "2026-05-01"}, {"employed_since": "2026-05-01"}, {}, False),
        ({**IDLE, **FACTORY}, FACTORY, {}, False),
        (IDLE, FACTORY, {**IDLE, **FACTORY}, False),
        (IDLE, FACTORY, {"employment_status": employment.WORKING, **FACTORY}, True),
        (IDLE, {**FACTORY, "employment_status": employment.WORKING}, {}, False),
        ({"unemployed_since": "2026-05-01"}, FACTORY, {}, False),
        (FACTORY, {"employer_name": "电子厂"}, {}, False),
    ],
)
def test_of_two_rows_one_may_deny_the_work_of_the_other(
    row: dict[str, str], works: dict[str, str], person: dict[str, str], *, denied: bool
) -> None:
    assert bool(employment.contrary(row, works, person)) is denied
    assert bool(employment.contrary(works, row, person)) is denied


FACTORY_SINCE = {"employer_name": "东莞市鑫达电子厂", "since": "2025-03-01"}
AWAY = {"employer_name": "外出务工", "employment_place": "4", "employed_since": None}
EMPTIED = {"employer_name": "蓝山县新风鞋厂", "employed_since": None}


@pytest.mark.parametrize(
    ("last", "changes", "of_list", "another"),
    [
        # Another employer and no day: a list tells of other work, a form where it takes the day.
        ({"employer_name": "蓝山县红叶服装厂"}, {"employer_name": "蓝山县新风鞋厂"}, True, True),
        ({"employer_name": "蓝山县红叶服装厂"}, {"employer_name": "蓝山县新风鞋厂"}, False, False),
        (FACTORY_SINCE, EMPTIED, False, True),
        (FACTORY_SINCE, {"employer_name": "蓝山县新风鞋厂"}, False, False),
        (FACTORY_SINCE, {"employer_name": "鑫达电子", "employed_since": None}, True, False),
        # Another state and no day.
        ({"place": "4", "province": "44", "form": "1"}, IDLE, True, True),
        ({"place": "4", "province": "44", "form": "1"}, IDLE, False, True),
        ({"employer_name": "甲厂"}, IDLE, False, True),
        ({}, IDLE, True, True),
        ({}, IDLE, False, False),
        ({"status": "2"}, {"employment_status": "1"}, True, True),
        ({"status": "2"}, {"employment_status": "1", "employer_name": "甲厂"}, True, True),
        ({"status": "2"}, {"employment_status": "2"}, True, False),
        # Words that name no employer.
        (FACTORY_SINCE, {"employer_name": "电子厂"}, True, False),
        ({**FACTORY_SINCE, "place": "1"}, AWAY, True, True),
        ({"employer_name": "广东务工"}, {"employer_name": "浙江务工"}, True, True),
        ({"employer_name": "广东务工"}, {"employer_name": "在广东打工"}, True, False),
        # No employer before: it is told of the same work.
        ({"place": "4"}, {"employer_name": "甲厂"}, True, False),
        # One wrong character is for a person to decide, and corrects where it is taken.
        ({"employer_name": "鑫达电子厂"}, {"employer_name": "鑫大电子厂"}, True, False),
    ],
)
def test_what_tells_of_another_period(
    last: dict[str, Any], changes: dict[str, Any], *, of_list: bool, another: bool
) -> None:
    before = period(**{"status": "1", **last})
    person = {**employment.shown(before), **changes}
    person |= employment.emptied(before, person, changes, of_list=of_list)
    step = employment.follow(before, person, TODAY, of_list=of_list)
    assert bool(step.begin) is another
    kept = {"employer_name", "place", "since", "status"} & step.correct.keys()
    assert not (another and kept)
