from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from gigdesk import i18n
from gigdesk.domain import dispatch, orders
from gigdesk.domain.dispatch import eligibility
from gigdesk.domain.dispatch.eligibility import (
    Case,
    CertificateFact,
    Places,
    WorkerFacts,
    reasons,
    rule_of,
)
from gigdesk.domain.office import rules
from gigdesk.domain.workers import ages, findings, identity
from tests.domain.sound import EMPLOYER, SOUND

FIRST = datetime.date(2026, 10, 1)
LAST = datetime.date(2026, 11, 30)
ORDER = orders.JobOrder(
    orders.OrderId(b"o"), 1, EMPLOYER.id, "采棉", 10, "阿克苏", FIRST, LAST, "day", 16000
)
STAY = dispatch.Stay(b"b", 1, FIRST, LAST)


def case(first_day: datetime.date = FIRST, **changes: Any) -> Case:
    order = replace(ORDER, **changes.pop("order", {}))
    book = changes.pop("rules", rules.book(rules.DEFAULTS))
    stay = changes.pop("stay", replace(STAY, start=first_day, end=max(LAST, first_day)))
    return Case(order, changes.pop("employer", EMPLOYER), stay, first_day, book, **changes)


def hard(worker: WorkerFacts, asked: Case) -> set[str]:
    return {rule_of(one) for one in reasons(worker, asked).hard}


def soft(worker: WorkerFacts, asked: Case) -> set[str]:
    return {rule_of(one) for one in reasons(worker, asked).soft}


def with_rule(rule_id: str, value: str, since: str = "2026-01-01") -> rules.RuleBook:
    added = rules.Rule(rule_id, value, datetime.date.fromisoformat(since))
    return rules.book([*rules.DEFAULTS, added])


def test_nothing_speaks_against_a_sound_person() -> None:
    found = reasons(SOUND, case(sending=True))
    assert found.may_go
    assert found.soft == ()
    assert {rule_of(one) for one in found.good} == {"knows_trade", "never_away"}


@pytest.mark.parametrize(
    ("birth", "first_day", "allowed"),
    [
        ("2010-10-01", "2026-10-01", True),  # the 16th birthday is the first working day
        ("2010-10-02", "2026-10-01", False),  # one day short
        ("2010-10-02", "2026-10-02", True),
        ("2008-02-29", "2024-02-28", False),  # born on a 29th, 16 in a leap year
        ("2008-02-29", "2024-02-29", True),
        ("2010-10", "2026-10-30", False),  # only the month is known: the last day counts
        ("2010-10", "2026-10-31", True),
    ],
)
def test_under_age_is_counted_to_the_day_of_the_first_working_day(
    birth: str, first_day: str, *, allowed: bool
) -> None:
    asked = case(datetime.date.fromisoformat(first_day))
    assert ("under_age" not in hard(replace(SOUND, birth_date=birth), asked)) is allowed


def test_the_age_of_work_comes_from_the_dated_rule_table() -> None:
    young = replace(SOUND, birth_date="2009-10-01")
    assert "under_age" not in hard(young, case())
    assert "under_age" in hard(young, case(rules=with_rule("age.employable", "18")))
    later = with_rule("age.employable", "18", "2027-01-01")
    assert "under_age" not in hard(young, case(rules=later))


def test_an_unknown_birth_never_passes_for_grown_up() -> None:
    unknown = replace(SOUND, birth_date="")
    assert hard(unknown, case()) == {"birth_unknown"}
    strict = case(rules=with_rule("age.employable", "18"))
    (found,) = reasons(unknown, strict).hard
    assert found.params == {"age": 18}


def test_juveniles_are_kept_from_hazards_and_remarked_elsewhere() -> None:
    young = replace(SOUND, birth_date="2009-10-01")
    assert "juvenile" in soft(young, case())
    assert "juvenile_hazard" in hard(young, case(order={"hazardous": True}))
    grown = replace(SOUND, birth_date="2008-10-01")
    assert "juvenile_hazard" not in hard(grown, case(order={"hazardous": True}))


def test_the_order_s_ages_warn_and_block_where_the_rule_table_says_so() -> None:
    asked = {"age_min": 18, "age_max": 40}
    assert "age_window" in soft(SOUND, case(order=asked))
    assert "age_window" not in soft(SOUND, case(order={"age_max": 41}))
    block = with_rule("eligible.age_window", "block")
    assert "age_window" in hard(SOUND, case(order=asked, rules=block))
    ignore = with_rule("eligible.age_window", "ignore")
    assert "age_window" not in soft(SOUND, case(order=asked, rules=ignore))


def test_a_used_up_quota_and_a_full_order_are_told() -> None:
    asked = {"men": 2, "women": 3, "people": 5}
    assert "sex_quota" in soft(SOUND, case(order=asked, places=Places(3, 0, 3)))
    assert "sex_quota" not in soft(SOUND, case(order=asked, places=Places(2, 0, 2)))
    man = replace(SOUND, sex="1")
    assert "sex_quota" not in soft(man, case(order=asked, places=Places(3, 0, 3)))
    assert "order_full" in soft(SOUND, case(order=asked, places=Places(5, 2, 3)))


def test_another_trade_is_told_and_a_wish_counts_as_well() -> None:
    welder = replace(SOUND, trade="电焊")
    assert "other_trade" in soft(welder, case())
    assert "other_trade" not in soft(replace(welder, wanted_trades="采棉、番茄"), case())


def test_who_has_no_trade_is_not_said_to_have_another() -> None:
    found = soft(replace(SOUND, trade=""), case())
    assert "no_trade" in found
    assert "other_trade" not in found


def test_a_missing_certificate_warns_or_blocks_as_the_order_says() -> None:
    held = replace(SOUND, certificates=(CertificateFact("4", "电工", "2026-10-01"),))
    for rule, place in (("warn", soft), ("block", hard)):
        asked = {"certificate_kind": "4", "certificate_rule": rule}
        assert "no_certificate" in place(SOUND, case(order=asked))
        assert "certificate_expired" not in place(held, case(order=asked))
    asked = {"certificate_kind": "4", "certificate_rule": "block"}
    assert "certificate_ends" in soft(held, case(order=asked))
    late = case(datetime.date(2026, 10, 2), order=asked)
    assert "certificate_expired" in hard(held, late)
    asked = {"certificate_kind": "4", "certificate_rule": "ignore"}
    assert reasons(SOUND, case(order=asked)).may_go


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [
        ("2026-09-01", "2026-09-30", False),
        ("2026-09-01", "2026-10-01", True),
        ("2026-11-30", "2026-12-31", True),
        ("2026-12-01", "2026-12-31", False),
    ],
)
def test_one_common_day_with_another_batch_blocks(start: str, end: str, *, clash: bool) -> None:
    days = (datetime.date.fromisoformat(start), datetime.date.fromisoformat(end))
    away = replace(SOUND, busy=(dispatch.Stay(b"other", 2, *days),))
    assert ("double_booking" in hard(away, case())) is clash


def test_a_person_s_own_batch_is_no_double_booking() -> None:
    assert "double_booking" not in hard(replace(SOUND, busy=(STAY,)), case())


def test_a_ban_blocks_until_its_last_day() -> None:
    banned = replace(EMPLOYER, flag="banned", flag_reason="欠薪", flag_until=FIRST)
    assert "employer_banned" in hard(SOUND, case(employer=banned))
    later = case(datetime.date(2026, 10, 2), employer=banned)
    assert "employer_banned" not in hard(SOUND, later)
    for_ever = replace(banned, flag_until=None)
    assert "employer_banned" in hard(SOUND, case(datetime.date(2030, 1, 1), employer=for_ever))


def test_consent_and_contract_block_only_departure() -> None:
    bare = replace(SOUND, consented=False, contract_state="")
    assert reasons(bare, case()).may_go
    assert "no_consent" in soft(bare, case())
    assert hard(bare, case(sending=True)) == {"no_consent", "no_contract"}
    for state, allowed in (("draft", False), ("final", True), ("signed", True), ("ended", False)):
        paper = replace(SOUND, contract_state=state)
        assert ("no_contract" not in hard(paper, case(sending=True))) is allowed


def test_missing_papers_are_soft_until_the_rule_table_blocks_them() -> None:
    bare = replace(SOUND, phone="", emergency_phone="", doc_no="")
    assert {"no_phone", "no_emergency", "no_document"} <= soft(bare, case())
    block = with_rule("eligible.phone", "block")
    assert "no_phone" in hard(bare, case(rules=block))
    expires = replace(SOUND, doc_valid_to="2026-11-29")
    assert "document_expires" in soft(expires, case())
    assert "document_expires" not in soft(replace(SOUND, doc_valid_to="9999-12-31"), case())


def test_nobody_to_call_in_an_emergency_is_told_and_stops_a_departure_where_the_rule_says_so() -> (
    None
):
    alone = replace(SOUND, emergency_phone="")
    assert "no_emergency" in soft(alone, case())
    assert "no_emergency" in soft(alone, case(sending=True))
    ignore = with_rule("eligible.emergency_contact", "ignore")
    assert "no_emergency" not in soft(alone, case(sending=True, rules=ignore))
    block = with_rule("eligible.emergency_contact", "block")
    assert reasons(alone, case(rules=block)).may_go  # the contact may still be asked for
    assert "no_emergency" in hard(alone, case(sending=True, rules=block))


def test_cover_is_asked_for_by_age() -> None:
    old = replace(SOUND, birth_date="1960-10-01")
    assert "not_insurable" in soft(old, case())
    assert "not_insurable" not in soft(replace(SOUND, birth_date="1960-10-02"), case())


def test_a_record_that_is_not_active_cannot_go() -> None:
    assert "not_active" in hard(replace(SOUND, state="merged"), case())


def test_what_speaks_for_somebody_is_told() -> None:
    proven = replace(
        SOUND,
        wanted_trades="采棉",
        certificates=(CertificateFact("8", "采棉"),),
        trained=("采棉",),
        times_with_employer=2,
        last_away="2025-11-30",
    )
    assert {rule_of(one) for one in reasons(proven, case()).good} == {
        "knows_trade",
        "wants_trade",
        "has_certificate",
        "trained",
        "went_before",
    }


def test_every_finding_has_words() -> None:
    words = i18n.words("zh")
    bare = replace(
        SOUND, birth_date="2012-01-01", phone="", consented=False, state="gone", trade=""
    )
    found = reasons(bare, case(sending=True))
    for one in (*found.hard, *found.soft, *found.good):
        assert words[one.code].format_map(dict(one.params))


def test_a_birth_that_is_not_that_of_the_number_is_judged_by_the_younger_and_said() -> None:
    body = "43060220120101123"
    number = body + identity.check_character(body)
    for worker in (
        replace(SOUND, doc_no=number),
        replace(SOUND, birth_date="2012-01-01"),
    ):
        found = reasons(worker, case())
        assert "under_age" in {one.code.rsplit(".", 1)[1] for one in found.hard}
    known = {one.code for one in reasons(replace(SOUND, doc_no=number), case()).soft}
    assert "dispatch.finding.birth_differs" in known
    assert "dispatch.finding.birth_differs" not in {one.code for one in reasons(SOUND, case()).soft}


def test_months_of_birth_end_on_their_last_day() -> None:
    assert ages.youngest_birth("2008-02") == datetime.date(2008, 2, 29)
    assert ages.youngest_birth("") is None


def test_what_ends_in_a_month_counts_to_its_last_day() -> None:
    wanted: dict[str, Any] = {"order": {"certificate_kind": "4", "certificate_rule": "block"}}
    for month, against in (("2026-09", {"certificate_expired"}), ("2026-10", set())):
        held = replace(SOUND, certificates=(CertificateFact("4", valid_to=month),))
        assert hard(held, case(**wanted)) == against
    lasting = replace(SOUND, certificates=(CertificateFact("4", valid_to="2026-11"),))
    assert "certificate_ends" not in soft(lasting, case(**wanted))
    for month, against in (("2026-10", {"document_expires"}), ("2026-11", set())):
        assert soft(replace(SOUND, doc_valid_to=month), case()) == against


@pytest.mark.parametrize(
    ("start", "end", "against"),
    [
        ("2026-10-01", "2026-11-30", set()),
        ("2026-09-01", "", set()),
        ("2026-10-02", "2026-11-30", {"contract_days"}),
        ("2026-10-01", "2026-11-29", {"contract_days"}),
    ],
)
def test_a_contract_for_other_days_does_not_let_anybody_leave(
    start: str, end: str, against: set[str]
) -> None:
    bound = replace(SOUND, contract_from=start, contract_to=end)
    assert hard(bound, case(sending=True)) == against


def test_the_retirement_age_is_told_where_the_order_asks_for_the_other_side_of_it() -> None:
    man = replace(SOUND, sex="1", doc_no="")
    labour, overage = {"employment_form": "labour"}, {"employment_form": "overage"}
    assert "pension_age" in soft(replace(man, birth_date="1965-05-01"), case(order=labour))
    assert "below_pension_age" in soft(replace(man, birth_date="1990-05-01"), case(order=overage))
    for birth, asked in (("1990-05-01", labour), ("1965-05-01", overage)):
        found = soft(replace(man, birth_date=birth), case(order=asked))
        assert not {"pension_age", "below_pension_age"} & found


def test_reasons_can_be_looked_at_without_those_of_some_rules() -> None:
    hard = (findings.error("dispatch.finding.no_certificate"),)
    soft = (findings.warning("dispatch.finding.no_phone"),)
    found = eligibility.without(eligibility.Reasons(hard, soft), ("no_certificate",))
    assert (found.hard, found.soft) == ((), soft)


COVERED = dispatch.covers.Cover(FIRST.isoformat(), LAST.isoformat())


def test_nobody_leaves_without_the_cover_that_the_order_promises() -> None:
    asked = case(sending=True, leaves=FIRST)
    assert hard(SOUND, case(sending=True)) == set()
    assert hard(SOUND, asked) == {"no_cover"}
    assert hard(replace(SOUND, to_send=True), asked) == {"cover_unsent"}
    later = dispatch.covers.Cover("2026-10-02", LAST.isoformat())
    assert hard(replace(SOUND, covers=(later,)), asked) == {"cover_later"}
    assert hard(replace(SOUND, covers=(COVERED,)), asked) == set()
    short = dispatch.covers.Cover(FIRST.isoformat(), "2026-10-31")
    assert "cover_ends" in soft(replace(SOUND, covers=(short,)), asked)
    assert hard(replace(SOUND, covers=(short,)), asked) == set()


def test_the_head_may_let_somebody_go_without_cover() -> None:
    waived = replace(SOUND, cover_waived="次日补保")
    asked = case(sending=True, leaves=FIRST)
    assert hard(waived, asked) == set()
    assert soft(waived, asked) == {"cover_waived"}
    assert soft(replace(waived, covers=(COVERED,)), asked) == set()


@pytest.mark.parametrize(("mode", "blocks", "told"), [("warn", 0, 1), ("ignore", 0, 0)])
def test_how_strict_cover_is_stands_in_the_dated_table(mode: str, blocks: int, told: int) -> None:
    asked = case(sending=True, leaves=FIRST, rules=with_rule("eligible.cover", mode))
    assert (len(hard(SOUND, asked)), len(soft(SOUND, asked))) == (blocks, told)


def test_a_health_paper_lasts_from_its_issue_as_the_table_says() -> None:
    asked = {"certificate_kind": "6", "certificate_rule": "block"}

    def paper(valid_to: str = "", issued_on: str = "") -> WorkerFacts:
        return replace(SOUND, certificates=(CertificateFact("6", "", valid_to, issued_on),))

    assert hard(paper(issued_on="2025-10-01"), case(order=asked)) == {"certificate_expired"}
    assert hard(paper(issued_on="2025-10-02"), case(order=asked)) == set()
    assert "certificate_ends" in soft(paper(issued_on="2025-10-02"), case(order=asked))
    assert hard(paper(issued_on="2026-01-05"), case(order=asked)) == set()
    assert hard(paper(valid_to="2027-01-01"), case(order=asked)) == set()
    longer = with_rule("certificate.health_months", "24")
    assert hard(paper(issued_on="2025-10-01"), case(order=asked, rules=longer)) == set()
    for issued in ("", "2026-01"):  # nobody can say how long it lasts
        assert hard(paper(issued_on=issued), case(order=asked)) == {"health_open"}
        warned = case(order={**asked, "certificate_rule": "warn"})
        assert "health_open" in soft(paper(issued_on=issued), warned)
