"""A contract is refused where the law leaves no choice, and told where one should look."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, orders
from gigdesk.domain.dispatch import terms
from tests.workforce import FIRST, LABOUR, LAST, add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

YEAR: dict[str, Any] = {"to_day": "2027-09-30", "probation_days": 30, "probation_fen": 13000}
HOURLY: dict[str, Any] = {
    "employment_form": "part_time",
    "minutes_per_day": 210,
    "days_per_week": 4,
    "pay_cycle": "half_month",
}


def at_home(desk: Desk, serial: int) -> bytes:
    return add_person(desk, serial, address="青山镇三村")


def a_year_later(desk: Desk, order: bytes, person: bytes) -> bytes:
    """Put somebody on a batch of the season after; return its id."""
    day = datetime.date(2027, 10, 1)
    days = {"first_day": "2027-10-01", "last_day": "2028-09-30"}
    planned = dispatch.plan(desk, order_id=order, depart_on=day, fields=days)
    told, _ = dispatch.add_members(desk, batch_id=planned.id, people=[person])
    assert told[0].done
    return planned.id


def signed(desk: Desk, batch: bytes, out: Path) -> dict[str, Any]:
    dispatch.make_contracts(desk, batch, out)
    dispatch.sign(desk, batch_id=batch)
    return dispatch.list_contracts(desk, batch_id=batch)[0]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**LABOUR, **YEAR, "probation_days": 61}, "probation_long"),
        ({**LABOUR, "probation_days": 7}, "probation_none"),
        ({**LABOUR, **YEAR, "probation_fen": 12799}, "probation_share"),
        ({**HOURLY, "minutes_per_day": 300}, "part_time_day"),
        ({**HOURLY, "days_per_week": 7, "minutes_per_day": 240}, "part_time_week"),
        ({**HOURLY, "pay_cycle": "month"}, "part_time_cycle"),
    ],
)
def test_an_order_beyond_the_law_is_not_taken(
    desk: Desk, fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(errors.Invalid, match=code):
        add_order(desk, **fields)


def test_another_value_in_the_dated_table_lets_it_be_taken(desk: Desk) -> None:
    with pytest.raises(errors.Invalid):
        add_order(desk, **{**HOURLY, "minutes_per_day": 270})
    office.slots.set_rule(
        desk, rule_id="parttime.hours_day", value="5", valid_from=FIRST, source="测试文件"
    )
    assert add_order(desk, **{**HOURLY, "minutes_per_day": 270})


def test_probation_is_agreed_once_with_an_employer_whoever_made_the_order(
    desk: Desk, tmp_path: Path
) -> None:
    person, fresh = at_home(desk, 1), at_home(desk, 2)
    first = add_order(desk, **LABOUR, **YEAR)
    days = {"last_day": "2027-09-30"}
    old = signed(desk, add_batch(desk, first, [person], **days), tmp_path / "a.pdf")
    later: dict[str, Any] = {**YEAR, "from_day": "2027-10-01", "to_day": "2028-09-30"}
    second = add_order(desk, **LABOUR, **later)
    batch = a_year_later(desk, second, person)
    dispatch.add_members(desk, batch_id=batch, people=[fresh])
    made = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
    assert made.contracts == 1
    assert [(one.worker_id, one.rules) for one in made.problems] == [(person, ("probation_again",))]
    assert made.problems[0].against[0].params["contract"] == old["contract_no"]
    drafts = dispatch.make_contracts(desk, batch, tmp_path / "c.pdf", draft=True)
    assert drafts.contracts == 2


def test_a_batch_of_a_few_weeks_has_no_probation_though_its_order_runs_a_year(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk, **LABOUR, **YEAR)
    batch = add_batch(desk, order, [at_home(desk, 1)], last_day="2026-11-30")
    with pytest.raises(errors.Refused, match="probation_none"):
        dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")


def test_part_time_hours_with_one_employer_add_up_over_contracts(
    desk: Desk, tmp_path: Path
) -> None:
    person = at_home(desk, 1)
    one = add_order(desk, pay="hour:25", **HOURLY)
    signed(desk, add_batch(desk, one, [person]), tmp_path / "a.pdf")
    for minutes, refused in ((150, False), (180, True)):
        more = add_order(desk, pay="hour:25", **{**HOURLY, "minutes_per_day": minutes})
        batch = dispatch.plan(desk, order_id=more, depart_on=FIRST).id
        with desk.doing("dispatch.add_members"):
            desk.store.add(
                "batch_member",
                {
                    "id": desk.new_id(),
                    "station_id": desk.station.id,
                    "batch_id": batch,
                    "worker_id": person,
                    "position": 1,
                },
            )
        if refused:
            with pytest.raises(errors.Refused, match="week_hours"):
                dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
            continue
        made = dispatch.make_contracts(desk, batch, tmp_path / "b.pdf")
        (told,) = made.remarks
        assert [one.code for one in told.remarks] == ["dispatch.finding.week_hours_near"]
        dispatch.end_contract(
            desk, contract_id=dispatch.list_contracts(desk)[0]["id"], reason="改单"
        )


def test_a_new_contract_refers_to_the_one_before_and_the_third_term_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    person, kept = at_home(desk, 1), list[dict[str, Any]]()
    for year in (2026, 2027, 2028):
        days: dict[str, Any] = {"from_day": f"{year}-10-01", "to_day": f"{year + 1}-09-30"}
        order = add_order(desk, **LABOUR, **days, probation_days=0)
        planned = dispatch.plan(
            desk, order_id=order, depart_on=datetime.date.fromisoformat(days["from_day"])
        )
        dispatch.add_members(desk, batch_id=planned.id, people=[person])
        made = dispatch.make_contracts(desk, planned.id, tmp_path / f"{year}.pdf")
        told = [one.code for each in made.remarks for one in each.remarks]
        assert told == (["dispatch.finding.third_term"] if year == 2028 else [])
        dispatch.sign(desk, batch_id=planned.id)
        (row,) = dispatch.list_contracts(desk, batch_id=planned.id)
        stored = desk.store.get("contract", row["id"])
        assert stored is not None
        assert stored["renews_id"] == (kept[-1]["id"] if kept else None)
        kept.append(stored)


FORMS = ("labour", "part_time", "service", "contract_work", "shared", "overage")
TERMS_OF: dict[str, dict[str, Any]] = {
    "labour": LABOUR,
    "part_time": HOURLY,
    "overage": {"employment_form": "overage", "days_per_week": 5, "insurance_kinds": "injury"},
}
PAY_OF = {"part_time": "hour:25", "contract_work": "piece:1.80"}


def of_form(desk: Desk, form: str, people: int) -> bytes:
    """Return a batch of so many people for an order of this form of employment."""
    stated = TERMS_OF.get(form, {"employment_form": form})
    order = add_order(desk, pay=PAY_OF.get(form, "day:160"), **stated)
    birth = "1960-03-02" if form == "overage" else "1985-03-02"
    home: dict[str, Any] = {"birth": birth, "address": "青山镇三村"}
    return add_batch(desk, order, [add_person(desk, at + 1, **home) for at in range(people)])


@pytest.mark.parametrize("form", FORMS)
def test_contracts_of_each_kind_are_one_act_with_progress(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    told: list[tuple[int, int]] = []
    before = office.history.acts(desk, limit=1)[0]["number"]
    batch = of_form(desk, form, 4)
    planned = office.history.acts(desk, limit=1)[0]["number"]
    made = dispatch.make_contracts(
        desk, batch, tmp_path / "a.pdf", progress=lambda *at: told.append(at)
    )
    assert (made.contracts, made.problems) == (4, ())
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert office.history.acts(desk, limit=1)[0]["number"] == planned + 1 > before
    rows = dispatch.list_contracts(desk)
    assert {row["kind"] for row in rows} == {terms.KIND_OF_FORM[form]}
    numbers = sorted(row["contract_no"][-5:] for row in rows)
    assert numbers == ["00001", "00002", "00003", "00004"]
    assert rows[0]["to_day"] == LAST.isoformat()


@pytest.mark.parametrize("form", FORMS)
def test_contracts_of_each_kind_that_are_cancelled_leave_nothing(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, told = of_form(desk, form, 3), list[int]()
    with pytest.raises(errors.Refused, match="cancelled"):
        dispatch.make_contracts(
            desk,
            batch,
            tmp_path / "a.pdf",
            progress=lambda done, _all: told.append(done),
            cancelled=lambda: len(told) >= 2,
        )
    assert told == [1, 2]
    assert dispatch.list_contracts(desk) == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_an_order_changed_to_more_than_the_law_allows_is_refused(desk: Desk) -> None:
    order = add_order(desk, pay="hour:25", **HOURLY)
    with pytest.raises(errors.Invalid, match="part_time_cycle"):
        orders.change(desk, order_id=order, changes={"pay_cycle": "season"})
