from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from gigdesk import errors
from gigdesk.domain import dispatch
from gigdesk.domain.dispatch import batches


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


BATCH = dispatch.Batch(
    dispatch.BatchId(b"b"), 1, b"o", day("2026-09-28"), day("2026-10-01"), day("2026-11-30")
)


def test_a_stay_runs_from_departure_to_the_end_or_the_day_of_leaving() -> None:
    today = day("2026-12-03")
    assert batches.stay(BATCH, today=today).start == day("2026-09-28")
    assert batches.stay(BATCH, today=today).end == day("2026-11-30")
    assert batches.stay(BATCH, day("2026-10-05"), today=today).end == day("2026-10-05")


def test_a_batch_that_is_not_back_holds_its_people_at_least_to_today() -> None:
    away = replace(BATCH, state=batches.SENT)
    for today, end in (("2026-11-29", "2026-11-30"), ("2026-12-03", "2026-12-03")):
        assert batches.stay(away, today=day(today)).end == day(end)
    assert batches.stay(away).end == day("2026-11-30")
    left = batches.stay(away, day("2026-10-05"), today=day("2026-12-03"))
    back = replace(away, state=batches.RETURNED, returned_on=day("2026-12-01"))
    assert left.end == day("2026-10-05")
    assert batches.stay(back, today=day("2026-12-03")).end == day("2026-12-01")


def test_a_batch_follows_its_states() -> None:
    batches.STATES.require("planned", "sent", code="dispatch.error.state_step")
    for before, after in (("sent", "planned"), ("returned", "sent"), ("cancelled", "sent")):
        with pytest.raises(errors.Refused):
            batches.STATES.require(before, after, code="dispatch.error.state_step")


def test_days_must_stand_in_order() -> None:
    right = {"depart_on": "2026-09-28", "first_day": "2026-10-01", "last_day": "2026-10-01"}
    assert batches.check(right) == ()
    assert batches.check({**right, "first_day": "2026-09-27"})[0].code.endswith("days_reversed")
    assert batches.check({**right, "last_day": "2026-09-30"})[0].code.endswith("days_reversed")
    assert batches.check({})[0].params == {"field": "depart_on"}


def test_a_return_falls_into_the_planned_days() -> None:
    assert batches.day_of_return(BATCH, day("2026-09-01")) == day("2026-09-28")
    assert batches.day_of_return(BATCH, day("2026-10-15")) == day("2026-10-15")
    assert batches.day_of_return(BATCH, day("2027-01-01")) == day("2026-11-30")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0730", "07:30"),
        ("730", "07:30"),
        ("7", "07:00"),
        ("７：３０", "07:30"),
        ("7.30", "07:30"),
        ("7点半", "07:30"),
        ("早上7点", "07:00"),
        ("下午2时05分", "14:05"),
        ("23:59", "23:59"),
        ("24:00", None),
        ("0760", None),
        ("7:3", None),
        ("一早", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_as_it_is_typed(typed: str, read: str | None) -> None:
    assert batches.read_time(typed) == read


def test_a_time_that_is_none_is_wrong_with_a_batch() -> None:
    days = dict.fromkeys(("depart_on", "first_day", "last_day"), "2026-10-01")
    assert batches.check({**days, "depart_time": "0730"}) == ()
    assert [one.code for one in batches.check({**days, "depart_time": "一早"})] == [
        batches.TIME_UNREAD
    ]
