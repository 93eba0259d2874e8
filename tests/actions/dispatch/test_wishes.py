"""What speaks for and against people is what holds on the day: wishes, consents, papers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk.actions import dispatch, workers
from tests.workforce import FIRST, add_batch, add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

TODAY = datetime.date(2026, 9, 1)


def good(desk: Desk, order: bytes) -> dict[bytes, set[str]]:
    found = dispatch.propose(desk, order).candidates
    return {
        one.worker.id: {each.code.rsplit(".", 1)[-1] for each in one.reasons.good} for one in found
    }


def test_only_an_open_wish_that_has_not_run_out_speaks_for_somebody(desk: Desk) -> None:
    wishing, closed, over, plain = (add_person(desk, at, trade="电焊") for at in range(1, 5))
    for person, day in ((wishing, TODAY), (closed, TODAY), (over, datetime.date(2025, 9, 1))):
        workers.livelihood.add_intention(
            desk, worker_id=person, trades="采棉、番茄", registered_on=day
        )
    (wish,) = workers.people.get(desk, closed).intentions
    workers.livelihood.close_intention(desk, intention_id=wish["id"])
    order = add_order(desk)
    found = good(desk, order)
    assert [person for person, why in found.items() if "wants_trade" in why] == [wishing]
    assert next(iter(found)) == wishing
    assert set(found) == {wishing, closed, over, plain}


def test_a_certificate_that_ends_in_the_month_of_the_first_day_counts(desk: Desk) -> None:
    held, late = add_person(desk, 1), add_person(desk, 2)
    with desk.doing("workers.add_certificate"):
        for person, end in ((held, "2026-10"), (late, "2026-09")):
            row = {"worker_id": person, "kind": "4", "valid_to": end}
            desk.store.add(
                "certificate", {"id": desk.new_id(), "station_id": desk.station.id, **row}
            )
    order = add_order(desk, certificate_kind="特种作业操作证", certificate_rule="block")
    found = dispatch.propose(desk, order)
    assert [one.worker.id for one in found.candidates] == [held]
    assert found.excluded == {"no_certificate": 1}


@pytest.mark.parametrize(
    ("consent", "against"),
    [
        ({"given_on": "2026-09-01"}, False),
        ({"given_on": "2026-09-02"}, True),
        ({"given_on": "2026-08-01", "expires_on": FIRST.isoformat()}, False),
        ({"given_on": "2026-08-01", "expires_on": "2026-09-30"}, True),
        ({"given_on": "2026-08-01", "withdrawn_on": "2026-08-20"}, True),
    ],
)
def test_a_consent_counts_once_given_and_until_it_runs_out(
    desk: Desk, consent: dict[str, str], *, against: bool
) -> None:
    person = add_person(desk, 1, consent=False)
    with desk.doing("workers.consent"):
        row = {"worker_id": person, "purpose": "employer", **consent}
        desk.store.add("consent", {"id": desk.new_id(), "station_id": desk.station.id, **row})
    (told,) = dispatch.check(desk, add_batch(desk, add_order(desk), [person]))
    assert ("no_consent" in told.rules) == against
