"""Whatever is typed into a form comes back as values or as remarks, never as a fault."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigdesk.actions import workers
from gigdesk.domain.workers import worker

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

TODAY = datetime.date(2026, 9, 1)
TYPED = tuple(field.name for field in worker.FIELDS if field.kind != "ref")
PIECES = st.sampled_from(
    (
        "王小明",
        "4306021980",
        "1234",
        "X",
        "2024年",
        "5月",
        "1日",
        "长期",
        "至今",
        "初中",
        "是",
        "1.5",
    )
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=4).map("".join))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.dictionaries(st.sampled_from(TYPED), TEXTS, max_size=8))
def test_nothing_typed_makes_the_form_fail(desk: Desk, values: dict[str, str]) -> None:
    found = workers.people.preview(desk, values)
    said = {one.field for one in found.remarks}
    for name, text in values.items():
        kept = found.values.get(name)
        if kept in (None, "") and text.strip():
            blank = name in {"doc_kind", "printed_name"}
            assert name in said or blank or _says_nothing(text), (name, text)


def _says_nothing(text: str) -> bool:
    """Say whether a text holds no letter and no digit, or only that something goes on."""
    return not any(map(str.isalnum, text)) or text.strip() == "至今"


def test_every_kind_of_field_has_a_reader() -> None:
    for field in worker.FIELDS:
        if field.kind not in {"docno", "ref"}:
            found = workers.checking.read({field.name: "1"}, today=TODAY)
            assert field.name in found.values or field.name == "doc_kind"


def test_a_suggestion_is_offered_and_never_taken(desk: Desk) -> None:
    found = workers.people.preview(desk, {"doc_no": "43O602198001011232"})
    assert not found.values.get("sex")
    assert found.remarks[0].level == "E"


def test_both_kinds_of_one_insurance_are_a_warning(desk: Desk) -> None:
    values = {"insured_employee_pension": "参保", "insured_resident_pension": "是"}
    found = workers.people.preview(desk, values)
    assert [one.code for one in found.remarks] == ["workers.finding.insured_twice"]


def test_a_disability_card_must_fit_its_holder(desk: Desk) -> None:
    number = "11010119900307109X"
    fitting = {"doc_no": number, "disability_no": f"{number}42", "disability_kind": "4"}
    codes = {one.code for one in workers.people.preview(desk, fitting).remarks}
    assert not {code for code in codes if "disability" in code}
    other = {**fitting, "disability_kind": "1"}
    codes = {one.code for one in workers.people.preview(desk, other).remarks}
    assert "workers.finding.disability_differs" in codes
    agreed = [workers.consents.Given("health")]
    shown = workers.people.preview(desk, {"disability_no": "7"}, also=agreed)
    codes = {one.code for one in shown.remarks}
    assert codes == {"workers.finding.disability_shape"}


def test_a_branch_code_of_ten_digits_and_an_account_of_noughts_are_asked_about(desk: Desk) -> None:
    typed = {"bank_branch_code": "4025570000", "bank_account": "621799123456789000"}
    said = {(one.field, one.level, one.code) for one in workers.people.preview(desk, typed).remarks}
    assert said == {
        ("bank_branch_code", "W", "findings.account.branch"),
        ("bank_account", "W", "findings.account.zero_tail"),
    }


def test_a_category_without_evidence_or_first_day_is_asked_about(
    desk: Desk, register: Register
) -> None:
    person = register("王小明", "11010119900307109X").worker_id
    bare = {"category": "01"}
    with pytest.raises(workers.checking.Unconfirmed) as asked:
        workers.belongings.set_categories(desk, worker_id=person, categories=[bare], prove="01")
    assert [one.field for one in asked.value.remarks] == ["evidence", "valid_from"]
    known = frozenset(one.code for one in asked.value.remarks)
    workers.belongings.set_categories(
        desk, worker_id=person, categories=[bare], prove="01", confirmed=known
    )
    proven = {"category": "08", "evidence": "退役证", "valid_from": "2019-03"}
    workers.belongings.set_categories(desk, worker_id=person, categories=[bare, proven], prove="08")
    assert len(workers.people.get(desk, person).categories) == 2


def test_a_residence_has_a_code_of_its_own_and_words_are_none(
    desk: Desk, register: Register, villages: dict[str, bytes]
) -> None:
    person = register(
        "王小明",
        "11010119900307109X",
        village_id=villages["大元村"],
        address="广东省东莞市长安镇",
        address_code="441900 119",
        hukou_code="430602001001",
    ).worker_id
    kept = workers.people.get(desk, person).worker
    assert (kept["address_code"], kept["hukou_code"]) == ("441900119", "430602001001")
    shown = workers.people.preview(desk, {"address_code": "东莞"})
    assert [(one.field, one.level) for one in shown.remarks] == [("address_code", "E")]
    shown = workers.people.preview(desk, {"address_code": "999999"})
    assert [(one.field, one.level) for one in shown.remarks] == [("address_code", "W")]


@pytest.mark.parametrize("code", ["12345", "4311271", "石桥村"])
def test_a_division_code_that_is_none_is_refused_at_its_field(desk: Desk, code: str) -> None:
    values = {"name": "王小明", "doc_no": "360426199101010071", "address_code": code}
    with pytest.raises(workers.checking.InvalidFields) as told:
        workers.people.register(desk, values=values)
    assert (told.value.field, told.value.code) == ("address_code", "findings.division.unread")
    assert told.value.params["text"] == code
