"""Registering, correcting, revealing: nothing wrong gets in, nothing is shown unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.domain.workers import identity
from gigdesk.store import oplog

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

WANG = "430602198001011233"
LI = "430602197505152348"


def right(number: str) -> str:
    return number[:17] + identity.check_character(number[:17])


def row(desk: Desk, worker_id: bytes) -> dict[str, Any]:
    found = desk.store.get("worker", worker_id)
    assert found is not None
    return found


def test_sex_and_birth_follow_from_the_number(desk: Desk, villages: dict[str, bytes]) -> None:
    values = {"doc_no": right(WANG), "name": "王小明", "village_id": villages["大元村"]}
    made = workers.people.register(desk, values={**values, "phone": "138 1234 5678"})
    kept = row(desk, made.worker_id)
    assert (kept["sex"], kept["birth_date"], kept["doc_kind"]) == ("1", "1980-01-01", "01")
    assert kept["phone"] == "13812345678"
    assert kept["name_pinyin"].startswith("wang2")
    assert (kept["registered_by"], kept["registered_on"]) == ("李站长", "2026-09-01")
    assert made.number == 1
    assert made.warnings == ()
    assert made.done.rooms == {"workers"}


def test_all_errors_come_at_once_and_nothing_is_written(desk: Desk) -> None:
    values = {"doc_no": "430602198013011234", "name": "", "bank_account": "62", "birth_date": "80"}
    with pytest.raises(workers.checking.InvalidFields) as told:
        workers.people.register(desk, values=values)
    assert {one.field for one in told.value.remarks} == {
        "doc_no",
        "name",
        "bank_account",
        "birth_date",
    }
    assert desk.store.value("SELECT count(*) FROM worker") == 0


def test_a_number_must_be_there(desk: Desk) -> None:
    with pytest.raises(workers.checking.InvalidFields) as told:
        workers.people.register(desk, values={"name": "王小明"})
    assert told.value.field == "doc_no"
    assert told.value.code == "findings.id.missing"


def test_warnings_must_be_confirmed_by_name(desk: Desk) -> None:
    values = {"doc_no": right(WANG), "name": "王小明", "sex": "2", "doc_valid_to": "2020-01-01"}
    with pytest.raises(workers.checking.Unconfirmed) as told:
        workers.people.register(desk, values=values, confirmed=frozenset({"findings.id.says_male"}))
    assert [one.code for one in told.value.remarks] == ["workers.finding.doc_expired"]
    codes = frozenset({"findings.id.says_male", "workers.finding.doc_expired"})
    with pytest.raises(errors.Invalid) as asked:
        workers.people.register(desk, values=values, confirmed=codes, reason=" ")
    assert (asked.value.code, asked.value.field) == ("workers.error.reason_needed", "reason")
    made = workers.people.register(desk, values=values, confirmed=codes, reason="看过户口簿")
    assert {one.code for one in made.warnings} == codes
    (registered,) = workers.story.timeline(desk, made.worker_id)
    assert registered.values["reason"] == "看过户口簿"
    assert row(desk, made.worker_id)["sex"] == "2"


def test_somebody_known_is_refused_by_name(desk: Desk, register: Register) -> None:
    first = register("王小明", right(WANG))
    with pytest.raises(workers.people.Known) as told:
        workers.people.register(desk, values={"doc_no": right(WANG).lower(), "name": "王大明"})
    assert told.value.worker_id == first.worker_id
    assert told.value.params == {"name": "王小明", "number": "W1"}


def test_an_old_number_meets_the_new_one(desk: Desk, register: Register) -> None:
    first = register("王小明", right(WANG))
    old = WANG[:6] + WANG[8:17]
    with pytest.raises(workers.people.Known) as told:
        workers.people.register(desk, values={"doc_no": old, "name": "王小明"})
    assert told.value.worker_id == first.worker_id


def test_a_child_is_registered_only_with_a_word_of_warning(desk: Desk) -> None:
    values = {"doc_no": right("43060220110902123"), "name": "王小宝"}
    with pytest.raises(workers.checking.Unconfirmed) as told:
        workers.people.register(desk, values=values)
    (remark,) = told.value.remarks
    assert remark.code == "workers.finding.under_age"
    assert remark.params == {"least": 16, "age": 14, "day": "2027-09-02"}
    made = workers.people.register(desk, values=values, confirmed=frozenset({remark.code}))
    person = workers.people.get(desk, made.worker_id)
    assert "under_age" in person.flags
    assert person.employable_from == "2027-09-02"


def test_nobody_is_marked_4050_beside_the_retirement_age(desk: Desk, register: Register) -> None:
    born = {"19551231": False, "19800101": True, "19950101": False}  # women, in 2026
    for day, marked in born.items():
        made = register("李桂英", right(f"430602{day}224"))
        assert ("is_4050" in workers.people.get(desk, made.worker_id).flags) is marked


def test_a_telephone_of_many_is_a_warning(desk: Desk, register: Register) -> None:
    for count in range(3):
        register(f"王小{count}", right(f"4306021980010112{count}"), phone="13812345678")
    found = workers.people.preview(desk, {"phone": "13812345678"})
    assert [one.code for one in found.remarks] == ["findings.phone.shared"]
    assert found.remarks[0].params == {"people": 4}


def test_further_telephones_of_a_field_are_kept(desk: Desk, register: Register) -> None:
    made = register("王小明", right(WANG), phone="13812345678、13987654321（女儿）")
    person = workers.people.get(desk, made.worker_id)
    assert [(one["phone"], one["owner"]) for one in person.phones] == [("139****4321", "女儿")]


def test_whose_the_first_telephone_of_a_field_is_stays_by_it(
    desk: Desk, register: Register
) -> None:
    made = register("王小明", right(WANG), phone="13812345678（儿子）")
    told = workers.people.get(desk, made.worker_id)
    assert (told.worker["phone"], told.worker["phone_owner"]) == ("138****5678", "儿子")
    assert told.phones == []
    again = {"phone": "13812345678 儿媳"}
    workers.people.correct(desk, worker_id=made.worker_id, changes=again)
    told = workers.people.get(desk, made.worker_id)
    assert (told.worker["phone_owner"], told.phones) == ("儿媳", [])


def test_what_is_left_of_a_telephone_stays_with_the_remarks(desk: Desk) -> None:
    doubts = frozenset({"findings.phone.no_area", "findings.phone.unreadable"})
    made = workers.people.register(
        desk,
        values={
            "name": "王小明",
            "doc_no": right(WANG),
            "phone": "400-820-8820",
            "notes": "腿脚慢",
        },
        confirmed=doubts,
    )
    told = workers.people.get(desk, made.worker_id).worker
    assert told["notes"] == "腿脚慢；联系电话原文：400-820-8820"
    workers.people.correct(
        desk,
        worker_id=made.worker_id,
        changes={"emergency_phone": "0730-8123456 / 0730-8123457 嫂子"},
    )
    told = workers.people.get(desk, made.worker_id).worker
    assert str(told["notes"]).endswith("原文：0730-8123456 / 0730-8123457 嫂子")


def test_looking_ahead_says_all_and_writes_nothing(desk: Desk, register: Register) -> None:
    register("王小明", right(WANG), phone="13812345678")
    before = oplog.last_seq(desk.store)
    found = workers.people.preview(desk, {"doc_no": right(WANG)})
    assert found.derived == {"birth_date": "1980-01-01", "sex": "1"}
    assert found.known is not None
    assert found.known["doc_no"].startswith("430***")
    alike = workers.people.preview(
        desk, {"name": "王小明", "birth_date": "1980-01-01", "doc_no": right(LI)}
    )
    assert [one.row["number"] for one in alike.likely] == [1]
    slip = workers.people.preview(desk, {"name": "王小明", "doc_no": "430602198001011324"})
    assert slip.remarks[0].code == "findings.id.check"
    assert oplog.last_seq(desk.store) == before


def test_only_what_differs_is_written(desk: Desk, register: Register) -> None:
    made = register("王小明", right(WANG), address="大元村3组")
    changes = {"name": "王小明", "address": "大元村 4组", "education": "初中"}
    done = workers.people.correct(
        desk, worker_id=made.worker_id, changes=changes, reason="came to the desk"
    )
    last = oplog.history(desk.store, made.worker_id)[-1]
    assert last["changes"] == {"address": ("大元村3组", "大元村 4组"), "education": (None, "70")}
    assert last["reason"] == "came to the desk"
    assert done.number == made.number


def test_a_correction_that_changes_nothing_leaves_no_trace(desk: Desk, register: Register) -> None:
    made = register("王小明", right(WANG))
    before = oplog.last_seq(desk.store)
    workers.people.correct(desk, worker_id=made.worker_id, changes={"name": "王小明"})
    assert oplog.last_seq(desk.store) == before


def test_another_number_is_checked_against_everybody(desk: Desk, register: Register) -> None:
    register("王小明", right(WANG))
    other = register("李英", right(LI))
    with pytest.raises(workers.people.Known):
        workers.people.correct(
            desk, worker_id=other.worker_id, changes={"doc_no": right(WANG), "sex": "1"}
        )


def test_values_are_read_as_the_house_keeps_them(desk: Desk) -> None:
    made = workers.people.register(
        desk,
        values={
            "doc_no": right(WANG),
            "name": " 王 小明 ",
            "education": "初中毕业",
            "annual_income_fen": "1.5",
            "service_needs": "职业介绍、职业培训",
            "doc_valid_to": "长期",
            "doc_valid_from": "2016年5月1日",
            "insured_work_injury": True,
            "skilled_training": "否",
            "ethnic": "穿青人",
        },
        confirmed=frozenset({"workers.finding.income_unit"}),
    )
    kept = row(desk, made.worker_id)
    assert kept["name"] == "王小明"
    assert kept["printed_name"] == "王 小明"
    assert kept["education"] == "70"
    assert kept["annual_income_fen"] == 150
    assert kept["service_needs"] == "1,2"
    assert (kept["doc_valid_from"], kept["doc_valid_to"]) == ("2016-05-01", "9999-12-31")
    assert (kept["insured_work_injury"], kept["skilled_training"]) == ("1", "0")
    assert kept["ethnic"] == "穿青人"


def test_numbers_are_masked_until_somebody_asks_and_that_is_noted(
    desk: Desk, register: Register
) -> None:
    numbers = {"phone": "13812345678", "bank_account": "6217001234567890"}
    made = register("王小明", right(WANG), **numbers)
    agreed = [workers.consents.Given("health")]
    changes = {"health_note": "x"}
    workers.people.correct(desk, worker_id=made.worker_id, changes=changes, also=agreed)
    shown = workers.people.get(desk, made.worker_id).worker
    assert shown["doc_no"] == "430***********" + right(WANG)[-4:]
    assert (shown["phone"], shown["bank_account"]) == ("138****5678", "****7890")
    assert shown["health_note"] == "***"
    plain = workers.people.reveal(desk, worker_id=made.worker_id, fields=["doc_no", "phones"])
    assert plain == {"doc_no": right(WANG), "phones": []}
    act = office.history.acts(desk, limit=1)[0]
    assert act["name"] == "workers.reveal"
    assert act["about"] == {"worker": 1, "fields": ["doc_no", "phones"]}
    assert workers.story.acts_about(desk, made.worker_id)[0]["about"]["worker"] == 1


def test_states_are_few_and_known(desk: Desk, register: Register) -> None:
    made = register("王小明", right(WANG))
    workers.people.set_state(desk, worker_id=made.worker_id, state="moved", reason="to Guangdong")
    assert row(desk, made.worker_id)["state"] == "moved"
    with pytest.raises(errors.Invalid):
        workers.people.set_state(desk, worker_id=made.worker_id, state="merged")


def test_an_unknown_field_is_a_fault_of_ours(desk: Desk) -> None:
    with pytest.raises(errors.Bug):
        workers.people.register(desk, values={"shoe_size": "42"})


def test_registering_is_undone_as_one_act(desk: Desk, register: Register) -> None:
    made = register("王小明", right(WANG), phone="13812345678、13987654321", employment_status="1")
    office.undo.undo(desk, made.done.number)
    assert desk.store.value("SELECT count(*) FROM worker") == 0
    assert desk.store.value("SELECT count(*) FROM employment") == 0
    assert workers.search.count(desk, "王") == 0
    assert not office.safety.verify(desk).findings


def test_registration_with_consent_and_wish_is_one_act_and_one_undo(desk: Desk) -> None:
    values = {"doc_no": right(WANG), "name": "王小明", "wanted_trades": "采茶"}
    given = workers.consents.Given("registration", given_how="signed")
    before = len(office.history.acts(desk))
    made = workers.people.register(desk, values=values, also=[given])
    assert len(office.history.acts(desk)) == before + 1
    person = workers.people.get(desk, made.worker_id)
    assert person.purposes == ("registration",)
    assert [(one["trades"], one["state"]) for one in person.intentions] == [("采茶", "open")]
    undone = office.undo.undo(desk)
    assert undone.act_number == made.done.number
    assert undone.removed == {"consent": 1, "intention": 1, "worker": 1}
    assert desk.store.value("SELECT count(*) FROM consent") == 0
    assert office.safety.verify(desk).sound


def test_a_consent_for_no_known_purpose_registers_nobody(desk: Desk) -> None:
    values = {"doc_no": right(WANG), "name": "王小明"}
    with pytest.raises(errors.Invalid):
        workers.people.register(desk, values=values, also=[workers.consents.Given("religion")])
    assert desk.store.value("SELECT count(*) FROM worker") == 0


def test_health_and_diet_are_kept_only_with_a_consent_of_their_own(desk: Desk) -> None:
    values = {"doc_no": right(WANG), "name": "王小明", "meal_need": "清真", "health_note": "腰伤"}
    given = [workers.consents.Given(one) for one in ("registration", "meal")]
    with pytest.raises(workers.checking.InvalidFields) as refused:
        workers.people.register(desk, values=values, also=given)
    said = [(one.field, one.code) for one in refused.value.remarks]
    assert said == [("health_note", "workers.finding.unagreed_health")]
    given.append(workers.consents.Given("health"))
    made = workers.people.register(desk, values=values, also=given)
    assert workers.people.get(desk, made.worker_id).purposes == ("registration", "health", "meal")
    changes = {"health_note": "腰伤已好", "meal_need": None}
    workers.people.correct(desk, worker_id=made.worker_id, changes=changes, also=given)
    person = workers.people.get(desk, made.worker_id)
    assert (len(person.consents), person.worker["meal_need"]) == (3, None)


def test_a_slip_of_one_digit_is_seen_before_the_name_is_typed(
    desk: Desk, register: Register
) -> None:
    register("王小明", right(WANG))
    slip = right(WANG[:16] + "4")
    (found,) = workers.people.preview(desk, {"doc_no": slip}).likely
    assert found.row["name"] == "王小明"
