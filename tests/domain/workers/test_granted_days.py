"""Until when a certificate holds, which headers say so, and what a row says anew of a known one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigdesk.domain.workers import granted, rows
from tests.domain.workers.classed_rows import NUMBER, SHEET


def read(**cells: str) -> rows.RowReading:
    whole = {
        "name": "赵大山",
        "doc_no": NUMBER,
        "skill_paper_no": "S000043000001234000012",
        **cells,
    }
    typed = {name: rows.TypedCell(text) for name, text in whole.items()}
    return rows.read(5, typed, replace(SHEET, heads={"skill_paper_no": "证书编号"}))


@pytest.mark.parametrize(
    ("cell", "until"),
    [
        ("2020-05-01至2026-04-30", "2026-04-30"),  # of a span the last day
        ("2020.05.01-长期", "9999-12-31"),
        ("2026-04-30", "2026-04-30"),
        ("", None),
    ],
)
def test_a_certificate_holds_until_the_last_day_that_is_said(cell: str, until: str | None) -> None:
    found = read(skill_paper_until=cell)
    assert dict(found.certificate.values).get("valid_to") == until
    assert dict(found.certificate.values)["kind"] == "2"


@pytest.mark.parametrize(
    ("header", "group", "field"),
    [
        ("有效期至", "", granted.UNTIL),
        ("有效期限", "职业资格证书", granted.UNTIL),
        ("有效期开始日期", "", ""),  # from when no certificate is kept with
        ("有效期至", "身份证", None),  # of another paper
        ("身份证有效期至", "", None),
        ("发证日期", "", None),
    ],
)
def test_a_header_says_until_when_some_paper_is_valid(
    header: str, group: str, field: str | None
) -> None:
    assert granted.of_validity(header, group) == field


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("青山镇健康证办理花名册", True),
        ("技能培训情况", True),
        ("职业技能等级证书（2026年）", True),
        ("填表说明：证书", False),
        ("请于月底前报送", False),
        ("证" * 61, False),
    ],
)
def test_a_heading_of_a_list_is_told_from_a_note(line: str, *, title: bool) -> None:
    assert granted.is_title(line) is title


@pytest.mark.parametrize(
    ("told", "known", "fields"),
    [
        ({"level": "3"}, {"level": "4"}, ["level"]),
        ({"issuer": "青山培训学校"}, {"issuer": None}, ["issuer"]),
        ({"issued_on": "2024-05"}, {"issued_on": "2024-05-01"}, []),  # nothing that is not known
        ({"issued_on": "2024-05-01"}, {"issued_on": "2024-05"}, ["issued_on"]),
        ({"issued_on": "2024-06-01"}, {"issued_on": "2024-05"}, ["issued_on"]),
        ({"level": None}, {"level": "4"}, []),
        ({"trade": "焊工"}, {"trade": "焊工"}, []),
    ],
)
def test_what_a_row_says_otherwise_or_anew_of_a_known_certificate(
    told: dict[str, str | None], known: dict[str, str | None], fields: list[str]
) -> None:
    assert granted.differing(told, known) == fields


def test_columns_of_a_certificate_are_named_by_the_fields_of_a_list() -> None:
    assert granted.columns(["certificate_no", "valid_to"]) == "skill_paper_no,skill_paper_until"
    assert set(granted.columns(granted.FIELD_OF).split(",")) == set(granted.FIELD_OF.values())
