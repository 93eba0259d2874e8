"""Rows that say less than is known, half of what belongs together, or what was before."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import partial
from tests.domain.workers.classed_rows import (
    NUMBER,
    OTHER_VILLAGE,
    classed,
    codes,
    diffs,
    person,
    row,
)

WHOLE = "蓝山县塔峰镇石桥村3组12号"


@pytest.mark.parametrize(
    ("field", "said", "known"),
    [
        ("hukou_address", "塔峰镇石桥村", WHOLE),
        ("address", "石桥村３组", WHOLE),
        ("bank_name", "农业银行", "中国农业银行塔峰支行"),
        ("employer_name", "鑫达电子", "东莞市鑫达电子有限公司"),
    ],
)
def test_what_says_less_than_is_known_changes_nothing(field: str, said: str, known: str) -> None:
    found = classed(row(name="赵大山", doc_no=NUMBER, **{field: said}), person(**{field: known}))
    assert (found.kind, found.diffs) == ("unchanged", ())
    more = classed(row(name="赵大山", doc_no=NUMBER, **{field: known}), person(**{field: said}))
    assert (more.kind, diffs(more)) == ("updated", {field: (said, known)})


@pytest.mark.parametrize("said", ["塔峰镇石桥村3组1", "2号", "塔峰镇柳树村"])
def test_another_address_and_part_of_a_number_are_news(said: str) -> None:
    assert not partial.same("address", said, WHOLE)
    assert not partial.same("trade", "焊工", "电焊工")


@pytest.mark.parametrize(
    ("field", "said", "known"),
    [
        ("address", "一组", "十一组"),
        ("address", "三组12号", "石桥村十三组12号"),
        ("address", "东街1号", "河东街1号"),
        ("hukou_address", "山村2组", "白山村2组"),
        ("bank_name", "商业银行", "农村商业银行江村支行"),
    ],
)
def test_words_inside_others_are_no_part_of_them(field: str, said: str, known: str) -> None:
    assert not partial.same(field, said, known)


def test_a_name_that_takes_over_what_belongs_to_another_is_told() -> None:
    known = person(
        emergency_name="李梅", emergency_phone="13911111111", bank_name="农行", bank_account="622"
    )
    given = {"name": "赵大山", "doc_no": NUMBER, "emergency_name": "王刚", "bank_name": "邮储"}
    found = classed(row(**given), known)
    assert (found.kind, codes(found.warnings)) == ("updated", ["row.half", "row.half"])
    assert {one.params["field"] for one in found.warnings} == {"emergency_name", "bank_name"}
    assert [partial.is_half(one, "bank_name") for one in found.warnings].count(True) == 1
    whole = classed(row(**given, emergency_phone="13922222222"), known)
    assert [one.params["field"] for one in whole.warnings] == ["bank_name"]
    assert not classed(row(**given), person()).warnings


def test_who_moves_with_the_address_of_the_old_village_is_told() -> None:
    known = person(address="石桥村3组")
    moved = classed(row(name="赵大山", doc_no=NUMBER), known, village_id=OTHER_VILLAGE)
    assert (moved.kind, codes(moved.warnings)) == ("updated", ["row.half"])
    both = row(name="赵大山", doc_no=NUMBER, address="柳树村1组")
    assert not classed(both, known, village_id=OTHER_VILLAGE).warnings


@pytest.mark.parametrize(
    ("day", "phone", "told"),
    [
        ("2020-08-01", "13900000002", ["row.older"]),
        ("2020-08", "13900000002", ["row.older"]),
        ("2026-08", "13900000002", []),
        ("2026-08-02", "13900000002", []),
        ("2020-08-01", "13900000001", []),
    ],
)
def test_a_row_from_before_what_it_changes_is_told(day: str, phone: str, told: list[str]) -> None:
    known = person(registered_on="2026-08-01", phone="13900000001")
    found = classed(row(name="赵大山", doc_no=NUMBER, phone=phone, registered_on=day), known)
    assert codes(found.warnings) == told


def test_a_list_whose_writer_checked_nothing_takes_no_check_back() -> None:
    read = row(name="赵大山", doc_no=NUMBER, verified_how="未核")
    assert classed(read, person(verified_how="2")).kind == "unchanged"
    looked = row(name="赵大山", doc_no=NUMBER, verified_how="目视")
    assert classed(looked, person(verified_how="0")).kind == "updated"


def test_a_day_that_is_none_leaves_what_else_a_row_tells_of_somebody_known() -> None:
    read = row(name="赵大山", doc_no=NUMBER, address="新地址", employed_since="2023年2月29日")
    found = classed(read, person(address="旧地址"))
    assert (found.kind, codes(found.warnings)) == ("updated", ["date.impossible"])
    assert set(diffs(found)) == {"address", "notes"}
    assert "2023年2月29日" in str(diffs(found)["notes"][1])
    again = classed(read, person(address="新地址", notes=read.given["notes"]))
    assert (again.kind, again.diffs) == ("unchanged", ())


@pytest.mark.parametrize("known", ["0746-2213456", "0746-2213456-801"])
def test_a_landline_without_its_area_code_is_no_news(known: str) -> None:
    for field in ("phone", "emergency_phone"):
        assert partial.same(field, "2213456", known)
        assert not partial.same(field, "2213457", known)
        assert not partial.same(field, "213456", known)
        assert not partial.same(field, known, "2213456")
    assert not partial.same("phone", "2213456", "13822134560")
    found = classed(row(name="赵大山", doc_no=NUMBER, phone="2213456"), person(phone=known))
    assert (found.kind, found.diffs) == ("unchanged", ())
