"""Certificates: who looked at them and when, days that can be, and which still end for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office, workers
from tests.workforce import add_person, doc_no

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

LEVEL_FOUR = "Y000143000001254000001"


def add(desk: Desk, person: bytes, **values: Any) -> bytes:
    """Add a certificate whatever is odd about it; return its id."""
    confirmed = frozenset(
        (
            *("workers.finding.ends_before", "workers.finding.before_birth"),
            *("findings.certificate.shape", "findings.certificate.holder"),
        )
    )
    return workers.certificates.add_certificate(
        desk, worker_id=person, values=values, confirmed=confirmed
    )[0]


def test_who_looked_at_a_certificate_and_when_is_noted_by_itself(desk: Desk) -> None:
    made = add(desk, add_person(desk, 1), kind="6", verified_how="目视")

    def told() -> tuple[Any, ...]:
        row = desk.store.get("certificate", made) or {}
        return row["verified_how"], row["verified_by"], row["verified_on"]

    today = desk.clock.today().isoformat()
    assert told() == ("1", desk.staff.name, today)
    change = workers.certificates.change_certificate
    change(desk, certificate_id=made, changes={"verified_how": "0"})
    assert told() == ("0", None, None)
    by = {"verified_how": "4", "verified_by": "王站长", "verified_on": "2026-08-01"}
    change(desk, certificate_id=made, changes=by)
    assert told() == ("4", "王站长", "2026-08-01")
    change(desk, certificate_id=made, changes={"verified_how": "4", "issuer": "县人社局"})
    assert told() == ("4", "王站长", "2026-08-01")


def test_a_level_that_is_not_told_is_that_of_the_number(desk: Desk) -> None:
    person = add_person(desk, 1)
    made = add(desk, person, kind="2", certificate_no=LEVEL_FOUR)
    assert (desk.store.get("certificate", made) or {})["level"] == "4"
    other = add(desk, person, kind="2")
    workers.certificates.change_certificate(
        desk, certificate_id=other, changes={"certificate_no": LEVEL_FOUR[:-1] + "2"}
    )
    assert (desk.store.get("certificate", other) or {})["level"] == "4"


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"issued_on": "长期"}, "issued_on", "findings.date.unreadable"),
        ({"review_on": "长期"}, "review_on", "findings.date.unreadable"),
        ({"issued_on": "1950-01-01"}, "issued_on", "workers.finding.before_birth"),
        (
            {"issued_on": "2025-01-01", "review_on": "2024-12-31"},
            "review_on",
            "workers.finding.ends_before",
        ),
        (
            {"kind": "4", "certificate_no": "T" + doc_no("1985-03-02", 9)},
            "certificate_no",
            "findings.certificate.holder",
        ),
    ],
)
def test_what_cannot_be_or_lies_the_wrong_way_round_is_said(
    desk: Desk, values: dict[str, str], field: str, code: str
) -> None:
    person = add_person(desk, 1)
    said: Any = None
    try:
        add = workers.certificates.add_certificate
        add(desk, worker_id=person, values={"kind": "8", **values})
    except (workers.checking.InvalidFields, workers.checking.Unconfirmed) as refused:
        said = refused
    assert [(one.field, one.code) for one in said.remarks] == [(field, code)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "6"}, ("valid_to", "valid_open", "2026-03-01")),
        ({"kind": "6", "valid_to": "2026-03-01"}, None),
        ({"kind": "6", "valid_to": "2026-03-02"}, ("valid_to", "valid_long", "2026-03-01")),
        (
            {"kind": "4", "valid_to": "长期", "review_on": "2028-03-01"},
            ("valid_to", "valid_long", "2031-03-01"),
        ),
        ({"kind": "6", "issued_on": "2025-03", "valid_to": "2026-03-31"}, None),
        (
            {"kind": "6", "issued_on": "2025-03", "valid_to": "2026-04"},
            ("valid_to", "valid_long", "2026-03-31"),
        ),
        ({"kind": "6", "issued_on": "2024-02-29", "valid_to": "2025-02-28"}, None),
        (
            {"kind": "6", "issued_on": "2024-02-29", "valid_to": "2025-03-01"},
            ("valid_to", "valid_long", "2025-02-28"),
        ),
        ({"kind": "4", "valid_to": "2031-03-01", "review_on": "2028-03-01"}, None),
        (
            {"kind": "4", "valid_to": "2031-03-01", "review_on": "2028-03-02"},
            ("review_on", "review_late", "2028-03-01"),
        ),
        (
            {"kind": "4", "valid_to": "2031-03-01"},
            ("review_on", "review_open", "2028-03-01"),
        ),
        ({"kind": "4", "valid_to": "2028-03-01"}, None),
        ({"kind": "8", "valid_to": "长期"}, None),
        ({"kind": "6", "issued_on": "", "valid_to": "2027-09-01"}, None),
        (
            {"kind": "6", "issued_on": "", "valid_to": "2036-09-01"},
            ("valid_to", "valid_long", "2027-09-01"),
        ),
        ({"kind": "6", "issued_on": ""}, None),
    ],
)
def test_a_certificate_that_holds_longer_than_the_rules_let_it_is_asked_about(
    desk: Desk, values: dict[str, str], said: tuple[str, str, str] | None
) -> None:
    person = add_person(desk, 1)
    whole = {"issued_on": "2025-03-01", **values}
    add = workers.certificates.add_certificate
    if said is None:
        add(desk, worker_id=person, values=whole)
        return
    field, code, day = said
    with pytest.raises(workers.checking.Unconfirmed) as refused:
        add(desk, worker_id=person, values=whole)
    assert [(one.field, one.code, one.params["day"]) for one in refused.value.remarks] == [
        (field, f"workers.finding.{code}", day)
    ]
    add(desk, worker_id=person, values=whole, confirmed=frozenset([f"workers.finding.{code}"]))


def test_how_long_a_health_certificate_holds_follows_the_rule_table(desk: Desk) -> None:
    since = desk.clock.today()
    office.slots.set_rule(desk, rule_id="certificate.health_months", value="24", valid_from=since)
    person = add_person(desk, 1)
    add(desk, person, kind="6", issued_on="2025-03-01", valid_to="2027-03-01")


def test_what_was_renewed_and_what_belongs_to_nobody_any_more_ends_for_nobody(desk: Desk) -> None:
    renewed, died, other = (add_person(desk, serial) for serial in (1, 2, 3))
    ends = {"kind": "6", "valid_to": "2026-09-20"}
    for person in (renewed, died, other):
        add(desk, person, **ends)

    def ending() -> list[bytes]:
        return [row["person_id"] for row in workers.certificates.expiring(desk)]

    assert sorted(ending()) == sorted((renewed, died, other))
    add(desk, renewed, kind="6", trade="厨师", valid_to="2027-08-20")  # of another trade
    assert renewed in ending()
    later = add(desk, renewed, kind="6", valid_to="2027-08-20")
    workers.people.set_state(desk, worker_id=died, state="died")
    assert ending() == [other]
    void = {"state": "void"}
    workers.certificates.change_certificate(desk, certificate_id=later, changes=void)
    assert sorted(ending()) == sorted((renewed, other))


def test_a_category_begins_on_a_day_as_well(desk: Desk) -> None:
    asked = [{"category": "01", "evidence": "手册", "valid_from": "长期"}]
    with pytest.raises(workers.checking.InvalidFields) as told:
        workers.belongings.set_categories(desk, worker_id=add_person(desk, 1), categories=asked)
    assert told.value.field == "valid_from"
