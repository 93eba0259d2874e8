"""Workers lent between employers: nobody is in two places on one day, by batch, loan or undo."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import dispatch, office, orders
from gigdesk.store import dispatch as rows
from tests.workforce import FIRST, add_batch, add_employer, add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

OCTOBER: dict[str, Any] = {"from_day": "2026-10-05", "to_day": "2026-10-20"}


def employers(desk: Desk) -> tuple[bytes, bytes]:
    """Return a lender and a borrower."""
    return (
        add_employer(desk, name="甲竹器厂", uscc=None),
        add_employer(desk, name="乙茶场", uscc=None),
    )


def lend(desk: Desk, pair: tuple[bytes, bytes], *people: bytes, **days: Any) -> Any:
    """Lend people on some days; return outcomes and the act."""
    fields = {**OCTOBER, **days}
    return dispatch.lend(desk, people=people, lender_id=pair[0], borrower_id=pair[1], fields=fields)


def test_who_is_lent_is_taken_for_batches_and_who_is_in_a_batch_cannot_be_lent(desk: Desk) -> None:
    pair, (one, two) = employers(desk), (add_person(desk, 1), add_person(desk, 2))
    order = add_order(desk)
    batch = add_batch(desk, order, [one])
    told, _ = lend(desk, pair, one, two, agreement="2026-共-1")
    assert {each.worker_id: each.rules for each in told} == {one: ("double_booking",), two: ()}
    (refused,), _ = dispatch.add_members(desk, batch_id=batch, people=[two])
    assert refused.rules == ("on_loan",)
    found = dispatch.propose(desk, order)
    assert [each.worker.id for each in found.candidates] == [one] or not found.candidates
    assert found.excluded == {"double_booking": 2}
    (again,), _ = lend(desk, pair, two, from_day="2026-10-20", to_day="2026-10-21")
    assert again.rules == ("on_loan",)
    (row,) = dispatch.list_loans(desk)
    assert (row["lender"], row["borrower"], row["agreement"]) == ("甲竹器厂", "乙茶场", "2026-共-1")
    days = dispatch.days_of(desk, worker_id=two, month="2026-10")
    assert [each.day for each in days if each.loans] == [f"2026-10-{d:02d}" for d in range(5, 21)]
    assert dispatch.days_of(desk, worker_id=one, month="2026-10")[0].batches == (1,)


def test_who_is_too_young_or_gone_is_refused_and_a_missing_consent_is_told(desk: Desk) -> None:
    pair = employers(desk)
    child, nobody = add_person(desk, 1, birth="2011-10-06"), add_person(desk, 2, birth="")
    silent = add_person(desk, 3, consent=False)
    told, _ = lend(desk, pair, child, nobody, silent, desk.new_id())
    by_person = {each.worker_id: each for each in told}
    assert by_person[child].rules == ("under_age",)
    assert by_person[nobody].rules == ("birth_unknown",)
    assert by_person[silent].done
    assert [each.code for each in by_person[silent].remarks] == ["dispatch.finding.no_consent"]
    assert told[-1].rules == ("unknown_person",)
    with desk.doing("workers.set_state"):
        desk.store.change("worker", child, {"state": "away", "birth_date": "1990-01-01"})
    assert lend(desk, pair, child)[0][0].rules[0] == "not_active"


def test_impossible_loans_are_refused_before_anything_is_written(desk: Desk) -> None:
    pair, person = employers(desk), add_person(desk, 1)
    for days in ({"to_day": "2026-10-01"}, {"from_day": ""}, {"colour": "red"}):
        with pytest.raises(errors.Invalid):
            lend(desk, pair, person, **days)
    with pytest.raises(errors.Invalid):
        lend(desk, (pair[0], pair[0]), person)
    with pytest.raises(errors.NotFound):
        lend(desk, (pair[0], desk.new_id()), person)
    flagged = {"flag": "banned", "flag_reason": "拖欠工资"}
    orders.change_employer(desk, employer_id=pair[1], changes=flagged)
    with pytest.raises(errors.Refused, match="employer_banned"):
        lend(desk, pair, person)
    assert dispatch.list_loans(desk) == []
    with pytest.raises(errors.NotFound):
        dispatch.find_loan(desk, "L9")
    with pytest.raises(errors.NotFound):
        dispatch.days_of(desk, worker_id=desk.new_id(), month="2026-10")


def test_a_loan_is_changed_and_cancelled_and_undo_puts_nobody_in_two_places(desk: Desk) -> None:
    pair, person = employers(desk), add_person(desk, 1)
    lend(desk, pair, person)
    loan = dispatch.find_loan(desk, "L1")
    dispatch.change_loan(desk, loan_id=loan, changes={"to_day": "2026-10-12"})
    later = add_order(desk, from_day="2026-10-13", to_day="2026-10-30")
    planned = dispatch.plan(desk, order_id=later, depart_on=datetime.date(2026, 10, 13))
    (told,), done = dispatch.add_members(desk, batch_id=planned.id, people=[person])
    assert told.done
    with pytest.raises(errors.Refused):
        dispatch.change_loan(desk, loan_id=loan, changes={"to_day": "2026-10-13"})
    shorter = next(
        row for row in office.history.acts(desk, limit=9) if row["name"] == "dispatch.change_loan"
    )
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number=shorter["number"])
    assert caught.value.code == "matching.error.double_lent"
    with pytest.raises(errors.Invalid):
        dispatch.change_loan(desk, loan_id=loan, changes={}, cancel=True)
    dispatch.change_loan(desk, loan_id=loan, changes={}, cancel=True, reason="不去了")
    assert dispatch.list_loans(desk) == []
    assert dispatch.list_loans(desk, worker_id=person)[0]["state"] == "cancelled"
    with pytest.raises(errors.Refused):
        dispatch.change_loan(desk, loan_id=loan, changes={"to_day": "2026-10-30"})
    assert done.number


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.integers(0, 12)), max_size=5))
def test_nobody_is_in_two_places_on_one_day_whatever_is_tried(
    desk: Desk, tried: list[tuple[bool, int, int]]
) -> None:
    person = add_person(desk, 1 + desk.store.value("SELECT count(*) FROM worker"))
    pair = employers(desk)
    for is_loan, start, length in tried:
        first = FIRST + datetime.timedelta(days=start)
        last = first + datetime.timedelta(days=length)
        days = {"from_day": first.isoformat(), "to_day": last.isoformat()}
        if is_loan:
            lend(desk, pair, person, **days)
        else:
            order = add_order(desk, from_day=days["from_day"], to_day=days["to_day"])
            made = dispatch.plan(desk, order_id=order, depart_on=first)
            dispatch.add_members(desk, batch_id=made.id, people=[person])
    assert rows.members.double_booked(desk.store, today=desk.clock.today()) == []
    for month in ("2026-10", "2026-11"):
        for day in dispatch.days_of(desk, worker_id=person, month=month):
            assert len(day.batches) + len(day.loans) <= 1


def test_a_loan_is_not_moved_into_the_days_of_a_ban(desk: Desk) -> None:
    pair, person = employers(desk), add_person(desk, 1)
    until = {"flag": "banned", "flag_reason": "拖欠", "flag_until": OCTOBER["from_day"]}
    with desk.doing("orders.change_employer"):
        desk.store.change("employer", pair[1], until)
    with pytest.raises(errors.Refused, match="employer_banned"):
        lend(desk, pair, person)
    lend(desk, pair, person, from_day="2026-10-06")
    (loan,) = dispatch.list_loans(desk)
    with pytest.raises(errors.Refused, match="employer_banned"):
        dispatch.change_loan(desk, loan_id=loan["id"], changes={"from_day": OCTOBER["from_day"]})
    dispatch.change_loan(desk, loan_id=loan["id"], changes={"to_day": "2026-10-25"})
