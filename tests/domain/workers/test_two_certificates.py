"""Rows of one person that tell of two certificates, which do not contradict each other."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import columns, rows
from tests.domain.workers.classed_rows import NUMBER, classed, codes, diffs, person, row

FIRST, SECOND = "S000043000001234000012", "Y000143000001254000012"


def told(place: int, number: str, **cells: str) -> rows.RowReading:
    return row(place, name="赵大山", doc_no=NUMBER, skill_paper_no=number, **cells)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("证书编号", "skill_paper_no"),
        ("职业资格证书编号", "skill_paper_no"),
        ("职业技能等级证书编号", "skill_paper_no"),
        ("特种作业操作证号", "skill_paper_no"),
        ("证书名称", "skill_paper_name"),
        ("鉴定工种", "skill_paper_name"),
        ("证件编号", "doc_no"),
        ("残疾证号", "disability_no"),
        ("就业创业证编号", "job_card_no"),
    ],
)
def test_a_column_of_certificates_is_known_as_such(header: str, field: str) -> None:
    found = columns.match_header(header)
    assert found is not None
    assert found.field == field


def test_two_certificates_of_one_person_are_no_contradiction() -> None:
    first = told(5, FIRST, certificate_level="四级", trade="焊工", training_project="焊工")
    second = told(9, SECOND, certificate_level="三级", trade="砌筑工", training_project="砌筑工")
    # The highest level is that of the person, wherever it stands.
    made = classed(first, same_number=[second])
    assert (made.kind, codes(made.warnings)) == ("new", ["row.other_certificate"])
    assert (made.values["trade"], "certificate_level" in made.values) == ("焊工", False)
    found = classed(second, same_number=[first])
    assert (found.kind, diffs(found)) == ("updated", {"certificate_level": (None, "3")})
    (said,) = [one for one in found.warnings if one.code == "findings.row.other_certificate"]
    assert said.params["field"] == "trade,training_project"
    known = person(certificate_level="3", trade="焊工", training_project="焊工")
    assert classed(first, known, same_number=[second]).kind == "unchanged"
    assert classed(second, known, same_number=[first]).kind == "unchanged"


def test_a_lower_level_of_another_certificate_takes_none_away() -> None:
    first = told(5, FIRST, certificate_level="三级")
    second = told(9, SECOND, certificate_level="四级")
    found = classed(second, same_number=[first])
    assert (found.kind, found.reasons) == ("unchanged", ())
    assert codes(found.warnings) == ["row.other_certificate"]
    known = classed(second, person(certificate_level="3"), same_number=[first])
    assert (known.kind, codes(known.warnings)) == ("unchanged", ["row.other_certificate"])


def test_what_another_certificate_brings_beside_it_is_taken() -> None:
    first = told(5, FIRST, certificate_level="三级")
    second = told(9, SECOND, phone="13812345678", trade="焊工")
    found = classed(second, same_number=[first])
    assert (found.kind, set(diffs(found))) == ("updated", {"phone", "trade"})
    assert codes(found.warnings) == []


def test_certificates_without_numbers_are_two_by_their_names() -> None:
    first = row(
        5, name="赵大山", doc_no=NUMBER, skill_paper_name="焊工证", certificate_level="四级"
    )
    second = row(
        9, name="赵大山", doc_no=NUMBER, skill_paper_name="电工证", certificate_level="三级"
    )
    assert classed(second, same_number=[first]).kind == "updated"


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        # The same certificate, or one that is not told, with two levels.
        (FIRST, {"certificate_level": "三级"}),
        (FIRST.lower() + " ", {"certificate_level": "三级"}),
        ("", {"certificate_level": "三级"}),
        # No certificate tells the name of a person, or a second address.
        (SECOND, {"name": "赵小山"}),
        (SECOND, {"address": "石桥村"}),
    ],
)
def test_what_is_of_no_certificate_contradicts_as_before(
    number: str, cells: dict[str, str]
) -> None:
    first = told(5, FIRST, certificate_level="四级", address="大坪村")
    second = row(9, **{"name": "赵大山", "doc_no": NUMBER, "skill_paper_no": number, **cells})
    found = classed(second, same_number=[first])
    assert found.kind == "undecided"
    assert "row.contradicts" in codes(found.reasons)
