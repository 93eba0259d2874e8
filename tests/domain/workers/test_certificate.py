"""Certificates: their numbers, and whether they hold on a day."""

from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.workers import certificate as papers
from gigdesk.domain.workers.worker import WorkerId

DAY = datetime.date(2025, 6, 1)
HOLDER = "360426199101010071"


def made(**more: str) -> papers.Certificate:
    values = {"kind": papers.SPECIAL_OPERATION, **more}
    return papers.Certificate(
        id=papers.CertificateId(b"c" * 16), worker_id=WorkerId(b"w" * 16), **values
    )


def codes(kind: str, number: str, **more: str) -> list[str]:
    found = papers.check_number(kind, number, **more)
    assert all(one.level == "W" for one in found)
    return [one.code.removeprefix("findings.certificate.") for one in found]


def test_the_number_of_a_skill_level_says_level_province_and_year() -> None:
    number = "S" + "0001" + "43" + "000012" + "23" + "4" + "000321"
    assert len(number) == 22
    assert papers.parts(number) == papers.NumberParts("4", "43", 2023, "S")
    assert codes(papers.SKILL_LEVEL, number.lower(), level="4") == []
    assert codes(papers.SKILL_LEVEL, number, level="3") == ["level"]
    assert codes(papers.SKILL_LEVEL, number, level="T") == []
    assert codes(papers.SKILL_LEVEL, number.replace("43", "99", 1)) == ["province"]


def test_the_highest_level_has_two_letters_instead_of_a_figure() -> None:
    number = "YT" + "0001" + "43" + "000012" + "23" + "000321"
    assert len(number) == 22
    assert papers.parts(number) == papers.NumberParts(None, "43", 2023, "YT")
    assert codes(papers.SKILL_LEVEL, number, level="T") == []


def test_the_old_qualification_has_sixteen_figures() -> None:
    assert papers.parts("1443010012401234") == papers.NumberParts("4", "43", 2014, "0")
    assert papers.parts("9843010012401234") == papers.NumberParts("4", "43", 1998, "0")
    assert codes(papers.QUALIFICATION, "1443010012401234", level="4") == []
    assert codes(papers.QUALIFICATION, "1443010012401234", level="1") == ["level"]


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (papers.SKILL_LEVEL, "1443010012401234"),
        (papers.QUALIFICATION, "S000143000012234000321"),
        (papers.SKILL_LEVEL, "Z000143000012234000321"),
        (papers.SKILL_LEVEL, "S000143000012236000321"),
        (papers.SPECIAL_OPERATION, HOLDER),
        (papers.SPECIAL_OPERATION, "T360426199101010072"),
    ],
)
def test_another_shape_is_a_warning(kind: str, number: str) -> None:
    assert codes(kind, number) == ["shape"]


def test_kinds_without_a_known_shape_and_missing_numbers_pass() -> None:
    assert codes(papers.HEALTH, "湘-001") == []
    assert codes(papers.SKILL_LEVEL, "") == []


def test_a_special_operations_number_is_that_of_its_holder() -> None:
    assert codes(papers.SPECIAL_OPERATION, f"T{HOLDER}", doc_no=HOLDER) == []
    assert codes(papers.SPECIAL_OPERATION, f"T{HOLDER}") == []
    assert codes(papers.SPECIAL_OPERATION, f"T{HOLDER}", doc_no="44011320141005001X") == ["holder"]


def test_a_disability_number_holds_person_kind_and_grade() -> None:
    assert papers.disability_parts(f"{HOLDER}42") == (HOLDER, "4", "2")
    assert papers.disability_parts(f"{HOLDER}82") is None
    assert papers.disability_parts(f"{HOLDER}4") is None


@pytest.mark.parametrize(
    ("dates", "state", "days"),
    [
        ({}, "valid", None),
        ({"valid_to": "9999-12-31"}, "valid", None),
        ({"valid_to": "2025-08-01"}, "valid", 61),
        ({"valid_to": "2025-07-31"}, "soon", 60),
        ({"valid_to": "2025-06-01"}, "soon", 0),
        ({"valid_to": "2025-05-31"}, "expired", -1),
        ({"valid_to": "2025-06"}, "soon", 29),
        ({"valid_to": "2025-05"}, "expired", -1),
        ({"issued_on": "2025-06-02"}, "not_yet", 1),
        ({"issued_on": "2025-06"}, "valid", None),
        ({"review_on": "2025-05-31", "valid_to": "2028-01-01"}, "review_due", -1),
        ({"review_on": "2025-06-30", "valid_to": "2028-01-01"}, "review_soon", 29),
        ({"review_on": "2026-06-30", "valid_to": "2028-01-01"}, "valid", 944),
        ({"state": "void", "valid_to": "2028-01-01"}, "void", None),
    ],
)
def test_how_a_certificate_stands_on_a_day(
    dates: dict[str, str], state: str, days: int | None
) -> None:
    one = made(**dates)
    assert papers.expiry(one, DAY) == papers.Expiry(state, days)  # type: ignore[arg-type]


def test_the_days_that_count_as_soon_are_the_callers() -> None:
    assert papers.expiry(made(valid_to="2025-07-31"), DAY, soon=30).state == "valid"


def test_certificates_stand_on_papers_by_trade_or_kind_with_their_last_day() -> None:
    listed: list[dict[str, str | None]] = [
        {
            "kind": papers.SPECIAL_OPERATION,
            "trade": "电工",
            "until": "2027-05",
            "certificate_no": "T1",
        },
        {"kind": papers.HEALTH, "trade": None, "until": None, "certificate_no": None},
        {"kind": papers.DRIVING, "trade": "C1", "until": "9999-12-31", "certificate_no": "D2"},
    ]
    assert papers.names(listed) == "电工 2027-05、健康证、C1 长期"
    assert papers.numbers(listed) == "T1、D2"
    assert papers.names([]) == papers.numbers([]) == ""
