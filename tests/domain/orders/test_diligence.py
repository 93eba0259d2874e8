from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from gigdesk.domain.orders import diligence, employers
from gigdesk.domain.orders.employers import Employer, EmployerId

DAY = datetime.date(2026, 10, 1)
LAST = datetime.date(2026, 11, 30)
KNOWN = Employer(
    EmployerId(b"e" * 16),
    1,
    "青禾",
    agency_licence_no="(430600)人服证字2024第1号",
    agency_licence_to="2029-05-31",
    dispatch_licence_no="43060020240001",
    dispatch_licence_to="2027-05-31",
    deposit_fen=5_000_000,
    deposit_to="2027-01-01",
)


def asked(**changes: Any) -> diligence.Asked:
    return dataclasses.replace(diligence.Asked(DAY, LAST, 60), **changes)


def record(kind: str, day: str = "2026-08-01", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "day": day, "state": "active", "closed_on": None, **more}


def codes(employer: Employer, *records: dict[str, Any], **changes: Any) -> list[str]:
    found = diligence.card(employer, records, asked(**changes)).concerns
    return [f"{one.level} {one.code.removeprefix('orders.concern.')}" for one in found]


@pytest.mark.parametrize(
    ("number", "to", "state"),
    [
        ("", "", "missing"),
        ("1", "", "undated"),
        ("1", "2026-09-30", "expired"),
        ("1", "2026-10-01", "soon"),
        ("1", "2026-11-29", "soon"),
        ("1", "2026-11-30", "valid"),
    ],
)
def test_a_licence_is_told_before_and_after_its_end(number: str, to: str, state: str) -> None:
    found = diligence.licence("agency", number, to, day=DAY, warn_days=60)
    assert found.state == state


def test_of_an_employer_in_order_there_is_nothing_to_say() -> None:
    found = diligence.card(KNOWN, (), asked())
    assert found.concerns == ()
    assert [one.state for one in found.licences] == ["valid", "valid"]


def test_open_matters_are_warned_of_and_settled_ones_only_told() -> None:
    kinds = (
        record("complaint"),
        record("unpaid", closed_on="2026-09-01"),
        record("injury"),
        record("injury", "2026-09-09"),
        record("no_pay", state="void"),
        record("visit"),
    )
    assert codes(KNOWN, *kinds) == ["W injury", "W complaint", "I unpaid_past"]
    found = diligence.card(KNOWN, kinds, asked())
    assert found.open_records == {"complaint": 1, "injury": 2}
    assert found.past_records == {"unpaid": 1}
    assert found.concerns[0].params == {"count": 2, "day": "2026-09-09"}


def test_a_ban_is_grave_unless_the_head_lets_the_order_go() -> None:
    banned = dataclasses.replace(
        KNOWN, flag="banned", flag_reason="欠薪", flag_until=datetime.date(2026, 10, 1)
    )
    assert codes(banned) == ["E banned"]
    assert codes(dataclasses.replace(banned, allowed="已补发")) == ["W banned_allowed"]
    assert codes(banned, day=datetime.date(2026, 10, 2)) == []
    assert banned.flag_term.params == {"day": "2026-10-01"}
    watched = dataclasses.replace(KNOWN, flag="watched", flag_reason="住宿差")
    assert codes(watched) == ["W watched"]
    assert watched.flag_term.code == "orders.concern.no_end"
    assert employers.check({"name": "青禾", "uscc": "1", "flag": "odd", "flag_reason": "?"})


@pytest.mark.parametrize(
    ("changes", "form", "strict", "told"),
    [
        ({}, "dispatch", "block", []),
        ({"dispatch_licence_to": "2026-11-29"}, "dispatch", "block", ["E dispatch_short"]),
        ({"dispatch_licence_to": ""}, "dispatch", "warn", ["W dispatch_short"]),
        ({"dispatch_licence_no": ""}, "dispatch", "block", ["E dispatch_missing"]),
        ({"dispatch_licence_no": ""}, "dispatch", "ignore", []),
        ({"dispatch_licence_no": ""}, "labour", "block", []),
        ({"dispatch_licence_to": "2026-09-01"}, "labour", "block", ["W dispatch_expired"]),
        ({"agency_licence_to": "2026-10-20"}, "labour", "block", ["W agency_soon"]),
    ],
)
def test_labour_dispatch_needs_a_licence_that_covers_the_order(
    changes: dict[str, Any], form: str, strict: str, told: list[str]
) -> None:
    employer = dataclasses.replace(KNOWN, **changes)
    assert codes(employer, form=form, strict=strict) == told


def test_a_deposit_that_is_missing_or_over_is_told() -> None:
    assert codes(dataclasses.replace(KNOWN, deposit_fen=0)) == ["I deposit_missing"]
    assert codes(dataclasses.replace(KNOWN, deposit_to="2026-09-30")) == ["W deposit_ended"]
    assert codes(dataclasses.replace(KNOWN, deposit_to="")) == []
    wrong = employers.check({"name": "青禾", "uscc": "1", "deposit_fen": -1})
    assert [one.params["field"] for one in wrong] == ["deposit_fen"]


def test_a_record_needs_a_kind_a_day_gone_by_and_words() -> None:
    whole = {"kind": "complaint", "day": "2026-09-30", "what": "少算工"}
    assert diligence.check_record(whole, today=DAY) == ()
    for change, field in (
        ({"kind": "odd"}, "kind"),
        ({"day": ""}, "day"),
        ({"day": "2026-10-02"}, "day"),
        ({"what": " "}, "what"),
        ({"amount_fen": -1}, "amount_fen"),
        ({"people": -1}, "people"),
    ):
        (found,) = diligence.check_record({**whole, **change}, today=DAY)
        assert found.params["field"] == field


def test_a_matter_is_settled_after_it_happened_and_says_how() -> None:
    kept = {"day": "2026-09-01"}
    assert diligence.check_closing(kept, "2026-09-01", "补发", today=DAY) == ()
    assert diligence.check_closing(kept, "2026-10-01", " ", today=DAY)[0].params == {
        "field": "closed_how"
    }
    for day in ("2026-08-31", "2026-10-02"):
        assert diligence.check_closing(kept, day, "补发", today=DAY)[0].code.endswith("closed_on")


def test_a_licence_that_ends_while_the_work_goes_on_is_told_of_however_far_off() -> None:
    ending = dataclasses.replace(KNOWN, agency_licence_to="2027-03-31")
    assert codes(ending) == []
    assert codes(ending, last_day=datetime.date(2027, 3, 31)) == []
    assert codes(ending, last_day=datetime.date(2027, 4, 1)) == ["W agency_soon"]
