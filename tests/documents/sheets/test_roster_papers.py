"""Whose validity a column says where people show several papers."""

from __future__ import annotations

import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from tests.actions.workers.imports import rosters

DOC_FROM, DOC_TO, UNTIL = "doc_valid_from", "doc_valid_to", "skill_paper_until"
ISSUER, ISSUED, NO = "skill_paper_issuer", "skill_paper_date", "skill_paper_no"


@pytest.mark.parametrize(
    ("head", "due"),
    [
        # The ordinary papers: the validity is that of the person's own number.
        ("有效期限", [DOC_TO]),
        ("有效期起 有效期止", [DOC_FROM, DOC_TO]),
        ("发证机关 发证日期 有效期限", [ISSUER, ISSUED, DOC_TO]),
        ("证件有效期限 证书编号", [DOC_TO, NO]),
        ("有效期限 证书编号 发证日期", [DOC_TO, NO, ISSUED]),
        ("证书编号 发证日期 身份证有效期限", [NO, ISSUED, DOC_TO]),
        # A certificate stands nearer.
        ("证书编号 有效期限", [NO, UNTIL]),
        ("健康证号 发证日期 有效期至", [NO, ISSUED, UNTIL]),
        ("操作证号 发证机关 发证日期 有效期", [NO, ISSUER, ISSUED, UNTIL]),
        ("操作证号 有效期起 有效期止", [NO, None, UNTIL]),
        ("有效期限 证书编号 有效期", [DOC_TO, NO, UNTIL]),
        # Office and day before a validity of the own paper are not the certificate's.
        ("发证机关 有效期限 证书编号 发证日期", [None, DOC_TO, NO, ISSUED]),
        ("发证机关 证书编号", [ISSUER, NO]),
    ],
)
def test_a_validity_is_that_of_the_nearest_paper(head: str, due: list[str | None]) -> None:
    words = ["姓名", "身份证号", *head.split()]
    rows = [words, ["陈丽", rosters.number(2), *["" for _ in due]]]
    text = "\n".join("\t".join(row) for row in rows)
    (plan,) = roster_in.plans(reading.read_pasted(text, "块"))
    assert [column.field for column in plan.columns][2:] == due


NAME, KIND, LEVEL, TRADE = "skill_paper_name", "skill_paper_kind", "certificate_level", "trade"
UNIT, PLACE, PHONE = "employer_name", "employment_place", "phone"


@pytest.mark.parametrize(
    ("head", "due"),
    [
        # The ordinary lists: the occupation is that of the person.
        ("工种 联系电话", [TRADE, PHONE]),
        ("职业（工种） 技能等级", [TRADE, LEVEL]),
        ("务工单位 工种 证书编号", [UNIT, TRADE, NO]),
        ("务工地点 工种 技能等级 证书编号", [PLACE, TRADE, LEVEL, NO]),
        ("证书编号 工种 务工单位", [NO, TRADE, UNIT]),
        ("主要从事工种 技能等级 证书编号", [TRADE, LEVEL, NO]),
        ("岗位 证书编号", [TRADE, NO]),
        ("工种 联系电话 证书编号", [TRADE, PHONE, NO]),
        ("工种 健康证号 发证日期", [TRADE, NO, ISSUED]),
        ("工种 操作证号", [TRADE, NO]),
        # What the certificate is for.
        ("职业（工种） 技能等级 证书编号 发证日期", [NAME, LEVEL, NO, ISSUED]),
        ("工种 证书编号", [NAME, NO]),
        ("证书编号 职业", [NO, NAME]),
        ("工种 课时 证书编号", [NAME, None, NO]),
        ("证书名称 工种 证书编号", [KIND, NAME, NO]),
        ("证书名称 证书类别 工种 证书编号", [None, KIND, NAME, NO]),
        # To each its own.
        ("务工单位 工种 联系电话 职业 技能等级 证书编号", [UNIT, TRADE, PHONE, NAME, LEVEL, NO]),
        ("务工单位 工种 职业(工种) 证书编号", [UNIT, TRADE, NAME, NO]),
        ("职业(工种) 证书编号 联系电话 务工单位 工种", [NAME, NO, PHONE, UNIT, TRADE]),
        ("主要从事工种 职业 证书编号", [TRADE, NAME, NO]),
    ],
)
def test_an_occupation_beside_a_certificate_is_what_that_is_for(
    head: str, due: list[str | None]
) -> None:
    words = ["姓名", "身份证号", *head.split()]
    rows = [words, ["陈丽", rosters.number(2), *["" for _ in due]]]
    text = "\n".join("\t".join(row) for row in rows)
    (plan,) = roster_in.plans(reading.read_pasted(text, "块"))
    assert [column.field for column in plan.columns][2:] == due
