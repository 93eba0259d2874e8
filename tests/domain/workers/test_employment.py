"""The history of work is kept: what comes later is a new period, the same is corrected."""

from __future__ import annotations

import datetime
from typing import Any

from gigdesk.domain.workers import employment

TODAY = datetime.date(2026, 11, 22)


def period(**values: Any) -> dict[str, Any]:
    names = ("status", "place", "province", "form", "employer_name", "trade", "since", "until")
    return {**dict.fromkeys(names), **values}


def follow(last: dict[str, Any], changes: dict[str, Any]) -> employment.Step:
    return employment.follow(last, {**employment.shown(last), **changes}, changes, TODAY)


def test_work_after_being_without_closes_the_time_without() -> None:
    last = period(status="2", since="2025-01-10")
    changes = {"employment_status": "1", "employed_since": "2026-03-01", "employer_name": "甲厂"}
    step = follow(last, changes)
    assert (step.correct, step.close) == ({}, "2026-03-01")
    assert step.begin["since"] == "2026-03-01"
    assert step.clear == {"unemployed_since": None}


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
    assert set(step.clear) == {"employment_place", "employer_name", "employed_since"}


def test_the_newest_is_the_open_one_begun_last_and_written_last() -> None:
    closed = period(since="2026-05-01", until="2026-06-01")
    one, two = period(since="2026-01-01", trade="一"), period(since="2026-01-01", trade="二")
    assert employment.newest([one, closed, two]) is two
    assert employment.newest([period(), one]) is one
