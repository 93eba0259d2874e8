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


def doubted(depart: str, first: str, last: str) -> set[tuple[str, object]]:
    fields = {"depart_on": depart, "first_day": first, "last_day": last}
    order = {"from_day": "2026-10-01", "to_day": "2026-11-30"}
    found = batches.doubts(fields, order=order, today="2026-09-20")
    return {(one.code, one.params["field"]) for one in found}


def test_a_departure_gone_by_and_days_outside_the_order_are_said_and_not_forbidden() -> None:
    assert doubted("2026-09-20", "2026-10-01", "2026-11-30") == set()
    assert doubted("2026-09-19", "2026-10-01", "2026-11-30") == {(batches.PAST, "depart_on")}
    assert doubted("2026-09-28", "2026-09-30", "2026-11-30") == {(batches.OUTSIDE, "first_day")}
    assert doubted("2026-09-28", "2026-10-01", "2026-12-01") == {(batches.OUTSIDE, "last_day")}
    assert doubted("", "", "") == set()


@pytest.mark.parametrize(
    ("left", "planned", "code"),
    [
        ("2026-09-28", "2026-09-10", None),
        ("2026-09-10", "2026-09-10", None),  # earlier than planned, but after the planning
        ("2026-12-02", "2026-09-10", "sent_ahead"),
        ("2026-09-09", "2026-09-10", "sent_unplanned"),
        ("2026-09-27", "2026-10-20", "sent_unplanned"),  # entered late: not before its departure
        ("2026-09-28", "2026-10-20", None),
        ("2026-01-05", None, None),  # the clock of the planning says nothing
        ("2026-12-01", "2026-09-10", "sent_after"),
    ],
)
def test_a_batch_left_after_it_was_planned_not_ahead_and_before_its_end(
    left: str, planned: str | None, code: str | None
) -> None:
    found = batches.why_not_left(
        BATCH, day(left), today=day("2026-12-01"), planned=day(planned) if planned else None
    )
    assert found == (f"dispatch.error.{code}" if code else None)


def test_a_day_long_before_the_departure_may_be_a_slip() -> None:
    assert batches.left_early(BATCH, day("2026-08-28"))
    assert not batches.left_early(BATCH, day("2026-08-29"))


@pytest.mark.parametrize(
    ("sent", "back", "code"),
    [
        (None, "2026-09-27", "dispatch.error.return_before"),
        (None, "2026-09-28", None),
        ("2026-10-02", "2026-10-01", "dispatch.error.return_before"),
        ("2026-09-20", "2026-09-27", "dispatch.error.return_before"),
        ("2026-10-02", "2026-10-15", None),
        ("2026-10-02", "2026-10-16", batches.RETURN_AHEAD),
    ],
)
def test_nobody_is_back_before_they_left_and_a_day_to_come_is_confirmed(
    sent: str | None, back: str, code: str | None
) -> None:
    away = replace(BATCH, sent_on=day(sent) if sent else None)
    assert batches.why_not_back(away, day(back), day("2026-10-15")) == code


def test_two_stays_that_only_touch_share_a_day() -> None:
    mine = batches.stay(BATCH)
    on_its_last = dispatch.Stay(b"c", 2, day("2026-11-30"), day("2026-12-10"))
    after = dispatch.Stay(b"d", 3, day("2026-12-01"), day("2026-12-10"))
    assert batches.clashes(mine, (on_its_last, after, mine)) == (on_its_last,)


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("last_day", "9999-12-31", "day_too_far"),  # stands for long-term, and only on papers
        ("last_day", "2100-01-01", "day_too_far"),
        ("depart_on", "1999-12-31", "day_too_early"),
    ],
)
def test_a_day_that_no_season_has_is_a_slip(field: str, wrong: str, code: str) -> None:
    right = {"depart_on": "2026-09-28", "first_day": "2026-10-01", "last_day": "2099-12-31"}
    assert batches.check(right) == ()
    (found,) = batches.check({**right, field: wrong})
    assert (found.code, found.params["field"]) == (f"dispatch.finding.{code}", field)
