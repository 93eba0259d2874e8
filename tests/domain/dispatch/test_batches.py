from __future__ import annotations

import datetime

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
    assert batches.stay(BATCH).start == day("2026-09-28")
    assert batches.stay(BATCH).end == day("2026-11-30")
    assert batches.stay(BATCH, day("2026-10-05")).end == day("2026-10-05")


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
