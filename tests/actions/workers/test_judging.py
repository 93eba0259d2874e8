"""What is said of a whole person, and where the record came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import office, workers
from tests.actions.workers.conftest import with_check
from tests.actions.workers.imports.rosters import take

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

MAN = with_check("43112719900307451")
_MALE, _BIRTH = "findings.id.says_male", "workers.finding.birth_differs"


def said(desk: Desk, values: dict[str, Any], who: bytes | None = None) -> set[tuple[str, str, str]]:
    given = values if who is not None else {"name": "王小明", "doc_no": MAN, **values}
    found = workers.people.preview(desk, given, worker_id=who).remarks
    return {(one.field, one.level, one.code) for one in found}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sex": "2"}, {("sex", "W", _MALE)}),
        ({"sex": "1"}, set()),
        ({"sex": "9"}, set()),
        ({"birth_date": "1990-03-08"}, {("birth_date", "W", _BIRTH)}),
        ({"birth_date": "1990-03"}, set()),
    ],
)
def test_sex_and_birth_corrected_alone_are_held_against_the_number(
    desk: Desk, register: Register, changes: dict[str, str], told: set[tuple[str, str, str]]
) -> None:
    who = register("王小明", MAN).worker_id
    assert said(desk, changes, who) == told


def test_the_sex_beside_a_card_that_tells_none_is_taken(desk: Desk, register: Register) -> None:
    who = register("王小明", "E12345678", doc_kind="08").worker_id
    assert said(desk, {"sex": "2"}, who) == set()


def test_another_sex_than_the_card_says_is_corrected_with_a_reason_only(
    desk: Desk, register: Register
) -> None:
    who = register("王小明", MAN).worker_id
    change: dict[str, Any] = {"worker_id": who, "changes": {"sex": "2"}}
    with pytest.raises(workers.checking.Unconfirmed):
        workers.people.correct(desk, **change, reason="证件登记有误")
    with pytest.raises(errors.Invalid) as told:
        workers.people.correct(desk, **change, confirmed=frozenset({_MALE}))
    assert told.value.field == "reason"
    assert workers.people.get(desk, who).worker["sex"] == "1"
    sure = frozenset({_MALE})
    workers.people.correct(desk, **change, confirmed=sure, reason="证件登记有误")
    (last,) = workers.story.changes(desk, who)[-1:]
    assert (last.values["changes"]["sex"], last.values["reason"]) == (("1", "2"), "证件登记有误")
    (noted,) = workers.story.acts_about(desk, who)
    assert noted["about"]["warnings"] == [["sex", _MALE]]


@pytest.mark.parametrize(
    ("field", "value", "level", "code"),
    [
        ("address", "大元村锟斤拷3组", "W", "findings.text.broken"),
        ("emergency_name", "李\ufffd", "W", "findings.text.broken"),
        ("address", "大\ue123村", "I", "findings.text.private_use"),
        ("social_card", "A1234", "W", "findings.text.social_card"),
        ("bank_branch_code", "4031", "W", "findings.account.branch"),
        ("wanted_trades", "采茶、装卸、焊工", "W", "workers.finding.many_trades"),
        ("annual_income_fen", "3.5", "W", "workers.finding.income_unit"),
        ("annual_income_fen", "-5", "E", "workers.finding.below_nothing"),
        ("doc_valid_from", "长期", "E", "findings.date.unreadable"),
        ("employed_since", "至今", "E", "findings.date.unreadable"),
    ],
)
def test_what_is_odd_in_a_field_is_said_at_it(
    desk: Desk, field: str, value: str, level: str, code: str
) -> None:
    assert (field, level, code) in said(desk, {field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "大元村3组8号"),
        ("social_card", "A12345678"),
        ("social_card", MAN),
        ("wanted_trades", "采茶、装卸"),
        ("annual_income_fen", "35000"),
        ("annual_income_fen", "0"),
        ("doc_valid_to", "长期"),
    ],
)
def test_nothing_is_said_of_what_is_right(desk: Desk, field: str, value: str) -> None:
    assert said(desk, {field: value}) == set()


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("insured_employee_pension", "insured_resident_pension"),
        ("insured_employee_pension", "insured_rural_pension"),
        ("insured_employee_medical", "insured_resident_medical"),
        ("insured_employee_medical", "insured_rural_medical"),
    ],
)
def test_cover_of_employees_and_residents_exclude_each_other(
    desk: Desk, own: str, other: str
) -> None:
    assert said(desk, {own: "1", other: "1"}) == {(other, "W", "workers.finding.insured_twice")}
    assert said(desk, {own: "1", other: "0"}) == set()


def test_who_was_registered_at_the_desk_has_a_source_and_is_unchecked(
    desk: Desk, register: Register
) -> None:
    seen = register("王小明", MAN, verified_how="1").worker_id
    other = register("李小红", with_check("43112719910307452")).worker_id
    told = [workers.people.get(desk, one).worker for one in (seen, other)]
    assert [(one["source_note"], one["verified_how"]) for one in told] == [
        ("手工录入", "1"),
        ("手工录入", "0"),
    ]


def test_who_came_from_a_list_has_its_file_and_row_as_source_on_papers_too(
    desk: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["姓名", "身份证号码"], ["王小明", MAN]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "石桥村名册.xlsx")
    take(desk, tmp_path / "石桥村名册.xlsx")
    (who,) = workers.search.ids(desk, "王小明")
    source = "石桥村名册.xlsx Sheet 第 2 行"
    assert workers.people.get(desk, who).worker["source_note"] == source
    form = openpyxl.Workbook()
    for row in (["姓名", "来源"], ["{{证件姓名}}{{编号}}", "{{来源}}（{{核验状态}}）"]):
        form.worksheets[0].append(row)
    form.save(tmp_path / "form.xlsx")
    workers.papers.fill_form(desk, tmp_path / "form.xlsx", tmp_path / "out.xlsx")
    filled = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [cell.value for cell in filled[2]] == ["王小明W1", f"{source}（未核）"]


def test_nobody_is_registered_in_a_village_that_was_joined_to_another(desk: Desk) -> None:
    office.places.add_list(desk, "青山镇 石桥村\n青山镇 新建村")
    new, old = office.places.divisions(desk, "village")
    assert said(desk, {"village_id": old["id"]}) == set()
    office.places.join(desk, division_id=old["id"], successor_id=new["id"], day="2026-01-01")
    told = ("village_id", "E", "workers.finding.village_joined")
    assert said(desk, {"village_id": old["id"]}) == {told}
    assert said(desk, {"village_id": new["id"]}) == set()
