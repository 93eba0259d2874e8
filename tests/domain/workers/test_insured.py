"""Covers that exclude each other are told of a row, as the window tells them of a form."""

from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.workers import rows
from gigdesk.domain.workers.rows import TypedCell as Cell

SHEET = rows.Sheet(today=datetime.date(2026, 7, 1))


def codes(**cells: str) -> list[str]:
    """Read a row and return the codes of what is said of it."""
    typed = {name: Cell(text) for name, text in cells.items()}
    return [one.code for one in rows.read(5, typed, SHEET).findings]


@pytest.mark.parametrize(
    "other",
    ["insured_resident_pension", "insured_rural_pension"],
)
def test_a_pension_of_employees_excludes_that_of_residents(other: str) -> None:
    both = {"insured_employee_pension": "参保", other: "参保"}
    assert codes(name="赵大山", **both) == ["findings.row.insured_twice"]
    assert codes(name="赵大山", **{**both, other: "未参保"}) == []


@pytest.mark.parametrize(
    "other",
    ["insured_resident_medical", "insured_rural_medical"],
)
def test_medical_cover_of_employees_excludes_that_of_residents(other: str) -> None:
    both = {"insured_employee_medical": "参保", other: "参保"}
    assert codes(name="赵大山", **both) == ["findings.row.insured_twice"]
    assert codes(name="赵大山", insured_employee_pension="参保", **{other: "参保"}) == []
