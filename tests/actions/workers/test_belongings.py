"""Certificates, telephones, categories, wishes, work, consents and households of a person."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.store import workers as rows
from tests.actions.workers.people import NUMBERS

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

TODAY = datetime.date(2026, 9, 1)


def test_a_certificate_tells_when_it_ends(desk: Desk, person: bytes) -> None:
    workers.certificates.add_certificate(
        desk, worker_id=person, values={"kind": "健康证", "valid_to": "2026年10月1日"}
    )
    workers.certificates.add_certificate(
        desk, worker_id=person, values={"kind": "7", "valid_to": "长期"}
    )
    listed = {one["kind"]: one for one in workers.people.get(desk, person).certificates}
    assert (listed["6"]["standing"], listed["6"]["days"]) == ("soon", 30)
    assert listed["7"]["standing"] == "valid"
    assert [one["name"] for one in workers.certificates.expiring(desk)] == ["王小明"]
    assert workers.certificates.expiring(desk, days=10) == []
    assert workers.search.counts(desk)["certificates_ending"] == 1


def test_an_odd_certificate_number_is_confirmed_and_an_unknown_kind_refused(
    desk: Desk, person: bytes
) -> None:
    with pytest.raises(workers.checking.Unconfirmed) as told:
        workers.certificates.add_certificate(
            desk, worker_id=person, values={"kind": "2", "certificate_no": "123"}
        )
    assert told.value.remarks[0].code == "findings.certificate.shape"
    with pytest.raises(workers.checking.InvalidFields):
        workers.certificates.add_certificate(desk, worker_id=person, values={"kind": "勋章"})


def test_a_certificate_is_corrected_and_taken_out_of_force(desk: Desk, person: bytes) -> None:
    made, _ = workers.certificates.add_certificate(
        desk, worker_id=person, values={"kind": "6", "valid_to": "2026-10-01"}
    )
    workers.certificates.change_certificate(
        desk, certificate_id=made, changes={"valid_to": "2027-08-01", "state": "void"}, reason="new"
    )
    (one,) = workers.people.get(desk, person).certificates
    assert (one["valid_to"], one["standing"]) == ("2027-08-01", "void")


def test_a_certificate_is_found_by_number_and_kind(desk: Desk, person: bytes) -> None:
    workers.certificates.add_certificate(
        desk,
        worker_id=person,
        values={"kind": "4", "certificate_no": f"T{NUMBERS[0]}", "trade": "焊工"},
    )
    for text in (f"T{NUMBERS[0]}".lower(), "特种作业", "焊工"):
        assert workers.search.ids(desk, text) == [person]


def test_telephones_come_and_go(desk: Desk, person: bytes) -> None:
    workers.belongings.add_phone(desk, worker_id=person, phone="13700000001")
    workers.belongings.add_phone(desk, worker_id=person, phone="13987654321", owner="女儿")
    (one,) = workers.people.get(desk, person).phones
    assert (one["phone"], one["owner"]) == ("139****4321", "女儿")
    assert workers.search.ids(desk, "8765") == [person]
    workers.belongings.remove_phone(desk, phone_id=one["id"])
    assert workers.people.get(desk, person).phones == []
    assert workers.search.ids(desk, "8765") == []
    with pytest.raises(errors.Invalid):
        workers.belongings.add_phone(desk, worker_id=person, phone="none")


def test_categories_are_set_as_a_whole_and_only_changes_are_written(
    desk: Desk, person: bytes
) -> None:
    first = [{"category": "脱贫人口", "evidence": "册", "valid_from": "2021-01-01"}]
    workers.belongings.set_categories(desk, worker_id=person, categories=first)
    before = desk.store.value("SELECT max(seq) FROM op")
    workers.belongings.set_categories(desk, worker_id=person, categories=first)
    assert desk.store.value("SELECT max(seq) FROM op") == before
    workers.belongings.set_categories(
        desk, worker_id=person, categories=[*first, {"category": "03", "valid_to": "2025-12-31"}]
    )
    assert [one["category"] for one in workers.people.get(desk, person).categories] == ["01", "03"]
    wanted = workers.search.WorkerFilter(categories=("03",))
    assert workers.search.count(desk, wanted=wanted) == 0
    then = workers.search.WorkerFilter(categories=("03",), day="2025-06-01")
    assert workers.search.count(desk, wanted=then) == 1


def test_work_has_a_history_and_the_person_shows_the_newest(desk: Desk, person: bytes) -> None:
    workers.livelihood.add_employment(
        desk,
        worker_id=person,
        values={"status": "1", "place": "4", "employer_name": "寿光", "since": "2025-03-01"},
    )
    workers.livelihood.add_employment(
        desk, worker_id=person, values={"status": "暂未就业", "since": "2026-06-01"}
    )
    workers.livelihood.add_employment(
        desk, worker_id=person, values={"status": "1", "since": "2020-01-01", "until": "2020-06-01"}
    )
    told = workers.people.get(desk, person)
    assert [one["since"] for one in told.employments] == ["2026-06-01", "2025-03-01", "2020-01-01"]
    assert told.employments[1]["until"] == "2026-06-01"
    shown = told.worker
    assert (shown["employment_status"], shown["unemployed_since"]) == ("2", "2026-06-01")
    assert (shown["employed_since"], shown["employer_name"]) == (None, None)


def test_corrected_columns_reach_the_history_of_work(desk: Desk, register: Register) -> None:
    made = register("李英", NUMBERS[1], employment_status="就业", employer_name="合作社")
    workers.people.correct(desk, worker_id=made.worker_id, changes={"employer_name": "竹编合作社"})
    (one,) = workers.people.get(desk, made.worker_id).employments
    assert (one["status"], one["employer_name"]) == ("1", "竹编合作社")


def test_consents_are_in_force_until_withdrawn_or_over(desk: Desk, person: bytes) -> None:
    workers.consents.consent(desk, worker_id=person, purpose="employer", given_how="signed")
    ended = TODAY - datetime.timedelta(days=1)
    workers.consents.consent(
        desk, worker_id=person, purpose="insurer", given_on=ended, expires_on=ended
    )
    assert workers.people.get(desk, person).purposes == ("employer",)
    workers.consents.withdraw_consent(desk, worker_id=person, purpose="employer", reason="asked")
    assert workers.people.get(desk, person).purposes == ()
    with pytest.raises(errors.NotFound):
        workers.consents.withdraw_consent(desk, worker_id=person, purpose="employer")
    with pytest.raises(errors.Invalid):
        workers.consents.consent(desk, worker_id=person, purpose="religion")


def test_a_category_that_ends_before_it_begins_asks_once(desk: Desk, person: bytes) -> None:
    put = workers.belongings.set_categories
    odd = {"category": "01", "valid_from": "2026-05-10", "valid_to": "2026-04"}
    with pytest.raises(workers.checking.Unconfirmed) as told:
        put(desk, worker_id=person, categories=[odd])
    assert [(one.field, one.code) for one in told.value.remarks] == [
        ("valid_to", "workers.finding.ends_before")
    ]
    known = frozenset(one.code for one in told.value.remarks)
    put(desk, worker_id=person, categories=[odd], confirmed=known)
    put(desk, worker_id=person, categories=[odd, {"category": "03"}])
    put(desk, worker_id=person, categories=[{**odd, "valid_to": "2026-05"}])


def test_a_category_to_come_is_not_in_force_yet(desk: Desk, person: bytes) -> None:
    workers.belongings.set_categories(
        desk,
        worker_id=person,
        categories=[
            {"category": "01", "valid_from": "2026-09-02"},
            {"category": "03", "valid_from": "2026-09", "valid_to": "2026-09"},
            {"category": "04", "valid_to": "2026-08"},
        ],
    )
    listed = workers.people.get(desk, person).categories
    assert [one["standing"] for one in listed] == ["not_yet", "valid", "expired"]
    for code, found in (("01", []), ("03", [person]), ("04", [])):
        assert workers.search.ids(desk, wanted=workers.search.WorkerFilter(categories=(code,))) == (
            found
        )


def test_every_belonging_is_undone_by_itself(desk: Desk, person: bytes) -> None:
    acts = [
        workers.certificates.add_certificate(desk, worker_id=person, values={"kind": "6"})[1],
        workers.belongings.add_phone(desk, worker_id=person, phone="13987654321"),
        workers.belongings.set_categories(desk, worker_id=person, categories=[{"category": "01"}]),
        workers.livelihood.add_intention(desk, worker_id=person, trades="焊工")[1],
        workers.livelihood.add_employment(desk, worker_id=person, values={"status": "1"})[1],
    ]
    for done in reversed(acts):
        office.undo.undo(desk, done.number)
    told = workers.people.get(desk, person)
    left = (told.certificates, told.phones, told.categories, told.intentions, told.employments)
    assert left == ([], [], [], [], [])
    assert told.worker["wanted_trades"] is None
    assert not office.safety.verify(desk).findings


def test_a_telephone_that_is_known_is_not_kept_twice(desk: Desk, register: Register) -> None:
    person = register("王小明", NUMBERS[0], phone="13800010001").worker_id
    add = workers.belongings.add_phone
    add(desk, worker_id=person, phone="13900001111 13900001111")
    for again in ("13900001111", "13800010001"):
        with pytest.raises(errors.Invalid) as told:
            add(desk, worker_id=person, phone=again)
        assert told.value.code == "workers.error.phone_known"
    add(desk, worker_id=person, phone="13900001111 13900002222")
    kept = desk.store.query("SELECT phone FROM worker_phone ORDER BY phone")
    assert [one["phone"] for one in kept] == ["13900001111", "13900002222"]


def test_a_category_of_both_merged_records_goes_with_one_stroke(
    desk: Desk, register: Register
) -> None:
    one = register("王小明", NUMBERS[0]).worker_id
    other = register("王晓明", NUMBERS[1]).worker_id
    put = workers.belongings.set_categories
    for each, evidence in ((one, "A"), (other, "B")):
        given = {"category": "01", "evidence": evidence}
        put(desk, worker_id=each, categories=[given])
    workers.doubles.merge(desk, keep=one, other=other)
    put(desk, worker_id=one, categories=[{"category": "01", "evidence": "B"}])
    kept = desk.store.query("SELECT evidence FROM worker_category")
    assert [row["evidence"] for row in kept] == ["B"]
    office.undo.undo(desk)
    put(desk, worker_id=one, categories=[])
    assert workers.people.get(desk, one).categories == []


def test_a_later_state_closes_the_one_before_and_clears_its_day(
    desk: Desk, register: Register
) -> None:
    before = {"employment_status": "暂未就业", "unemployed_since": "2025-01-10"}
    made = register("李英", NUMBERS[1], **before)
    for since, firm in (("2026-03-01", "甲厂"), ("2026-09-01", "乙厂")):
        changes = {"employment_status": "就业", "employed_since": since, "employer_name": firm}
        sure = frozenset({workers.checking.WORK_ENDED})
        workers.people.correct(desk, worker_id=made.worker_id, changes=changes, confirmed=sure)
    told = workers.people.get(desk, made.worker_id)
    assert [(one["since"], one["until"], one["employer_name"]) for one in told.employments] == [
        ("2026-09-01", None, "乙厂"),
        ("2026-03-01", "2026-09-01", "甲厂"),
        ("2025-01-10", "2026-03-01", None),
    ]
    assert (told.worker["employed_since"], told.worker["unemployed_since"]) == ("2026-09-01", None)


def test_a_consent_counts_from_its_day_to_its_last_and_never_before(
    desk: Desk, person: bytes
) -> None:
    lacking = workers.search.WorkerFilter(lacking=("consent",))
    day = datetime.timedelta(days=1)
    with pytest.raises(errors.Invalid, match="consent_day"):
        workers.consents.consent(desk, worker_id=person, purpose="employer", given_on=TODAY + day)
    begun, over = TODAY - 9 * day, TODAY - day
    workers.consents.consent(
        desk, worker_id=person, purpose="employer", given_on=begun, expires_on=over
    )
    assert workers.search.ids(desk, wanted=lacking) == [person]
    workers.consents.consent(desk, worker_id=person, purpose="employer", expires_on=TODAY)
    assert workers.search.ids(desk, wanted=lacking) == []


def test_a_consent_of_a_merged_record_counts(desk: Desk, register: Register) -> None:
    one, other = (register("李英", number).worker_id for number in NUMBERS[1:3])
    workers.consents.consent(desk, worker_id=other, purpose="employer")
    workers.doubles.merge(desk, keep=one, other=other)
    lacking = workers.search.WorkerFilter(lacking=("consent",))
    assert one not in workers.search.ids(desk, wanted=lacking)


def test_what_ends_in_a_month_holds_to_its_last_day(desk: Desk, register: Register) -> None:
    month = TODAY.isoformat()[:7]
    made = register("李英", NUMBERS[1], doc_valid_to=month).worker_id
    values = {"kind": "6", "valid_to": month}
    workers.certificates.add_certificate(desk, worker_id=made, values=values)
    assert "doc_expired" not in workers.people.get(desk, made).flags
    wanted = workers.search.WorkerFilter
    assert workers.search.ids(desk, wanted=wanted(doc_expired=True)) == []
    assert workers.search.ids(desk, wanted=wanted(certificate_kind="6")) == [made]
    counted = workers.search.counts(desk)
    assert (counted["doc_expired"], counted["certificates_ending"]) == (0, 1)
    listed = rows.belongings.find_expiring(desk.store, since=TODAY.isoformat(), until=f"{month}-31")
    assert [one["person_id"] for one in listed] == [made]


def test_a_number_as_lists_show_it_is_never_kept_as_the_number(desk: Desk, person: bytes) -> None:
    made, _ = workers.certificates.add_certificate(
        desk, worker_id=person, values={"kind": "7", "certificate_no": NUMBERS[0]}
    )
    broken = f"{NUMBERS[0][:3]}***********1126"
    for act in (
        lambda: workers.certificates.change_certificate(
            desk, certificate_id=made, changes={"certificate_no": broken}
        ),
        lambda: workers.certificates.add_certificate(
            desk, worker_id=person, values={"kind": "7", "certificate_no": broken}
        ),
        lambda: workers.belongings.add_phone(desk, worker_id=person, phone="138****5678"),
        lambda: workers.people.correct(
            desk, worker_id=person, changes={"emergency_phone": "138****5678"}
        ),
        lambda: workers.people.correct(desk, worker_id=person, changes={"social_card": broken}),
        lambda: workers.people.correct(
            desk, worker_id=person, changes={"disability_no": workers.masking.HIDDEN}
        ),
        lambda: workers.people.correct(desk, worker_id=person, changes={"health_note": "***"}),
    ):
        with pytest.raises(errors.Invalid) as told:
            act()
        assert told.value.code == "workers.finding.masked"
    (kept,) = rows.belongings.find_of(desk.store, "certificate", [person])
    assert kept["certificate_no"] == NUMBERS[0]


def test_a_look_at_a_certificates_number_is_noted(desk: Desk, person: bytes) -> None:
    made, _ = workers.certificates.add_certificate(
        desk, worker_id=person, values={"kind": "7", "certificate_no": NUMBERS[0]}
    )
    assert workers.certificates.reveal(desk, certificate_id=made) == NUMBERS[0]
    noted = office.history.acts(desk)[0]
    assert noted["name"] == "workers.reveal"
    assert NUMBERS[0] not in str(noted)


def test_the_first_telephone_of_somebody_without_one_is_the_one_to_call(
    desk: Desk, person: bytes
) -> None:
    workers.belongings.add_phone(desk, worker_id=person, phone="13812345678", owner="女儿")
    found = workers.people.get(desk, person)
    assert found.worker["phone"] == "138****5678"
    assert found.worker["phone_owner"] == "女儿"
    assert (found.phones, "no_phone" in found.flags) == ([], False)
    workers.belongings.add_phone(desk, worker_id=person, phone="13912345678")
    found = workers.people.get(desk, person)
    assert found.worker["phone"] == "138****5678"
    assert [one["phone"] for one in found.phones] == ["139****5678"]


def test_a_paper_in_force_whose_review_is_long_past_is_never_hidden(
    desk: Desk, person: bytes
) -> None:
    for review, until in (("2023-12-05", "2026-09-14"), ("2019-01-01", "2020-01-01")):
        values = {"kind": "4", "valid_to": until, "review_on": review}
        workers.certificates.add_certificate(desk, worker_id=person, values=values)
    (one,) = workers.certificates.expiring(desk)
    assert (one["valid_to"], one["standing"]) == ("2026-09-14", "review_due")
