"""Whose validity a column says where people show several papers."""

from __future__ import annotations

import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from tests.actions.workers.imports import rosters

DOC_FROM, DOC_TO, UNTIL = "doc_valid_from", "doc_valid_to", "skill_paper_until"
ISSUER, ISSUED, NO = "skill_paper_issuer", "skill_paper_date", "skill_paper_no"
REVIEW, ANY = "skill_paper_review", "any"
NAME, KIND, LEVEL, TRADE = "skill_paper_name", "skill_paper_kind", "certificate_level", "trade"
UNIT, PLACE, PHONE = "employer_name", "employment_place", "phone"


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
        ("发证机关 证书编号", [None, NO]),
        ("发证机关 发证日期 证书编号", [None, None, NO]),
    ],
)
def test_a_validity_is_that_of_the_nearest_paper(head: str, due: list[str | None]) -> None:
    assert fields(head) == due


def fields(head: str) -> list[str | None]:
    """Return what the columns behind name and number of a list are read as."""
    words = ["姓名", "身份证号", *head.split()]
    rows = [words, ["陈丽", rosters.number(2), *["" for _ in head.split()]]]
    text = "\n".join("\t".join(row) for row in rows)
    (plan, *_) = roster_in.plans(reading.read_pasted(text, "块"))
    return [column.field for column in plan.columns][2:]


@pytest.mark.parametrize(
    "head",
    [
        "作业类别 证号 初领日期 有效期限 复审日期 发证机关",
        "证号 发证日期 有效期限",
        "健康证明编号 有效期限",
        "健康合格证号 发证日期 有效期限",
        "健康证 有效期限",
        "准操项目 有效期限",
        "作业类别 有效期起 有效期止",
        "初领日期 有效期限",
        "有效期限 复审日期",
        "驾驶证号 准驾车型 有效期限",
        "准驾车型 有效期止",
        "焊工证号 有效期限",
        "从业资格证 有效期限",
        "残疾证号 有效期限",
        "护照号 有效期限",
        "就业创业证号 发证日期 有效期限",
        "保单号 有效期限",
        "劳动合同编号 有效期限",
        "社保卡号 有效期限",
        "银行卡号 有效期限",
        "联系电话 有效期限",
        "操作证号 证件有效期至",
        "健康证号 证件到期日",
        "证书名称 证号 有效期限",
    ],
)
def test_the_validity_of_another_paper_is_never_the_persons_own(head: str) -> None:
    assert not {DOC_FROM, DOC_TO} & set(fields(head))


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
        ("工种 等级 证书编号", [NAME, LEVEL, NO]),
        ("证书编号 等级 职业", [NO, LEVEL, NAME]),
        ("工种 课时 等级 证书编号", [NAME, None, LEVEL, NO]),
        ("证书名称 职业工种 证书编号", [KIND, NAME, NO]),
        ("证书名称 证书类别 职业工种 证书编号", [None, KIND, NAME, NO]),
        # A bare word without a level may be either: it is told as not read.
        ("工种 证书编号", [None, NO]),
        ("证书编号 职业", [NO, None]),
        ("工种 证书名称 证书编号", [None, NAME, NO]),
        ("主要从事工种 职业 证书编号", [TRADE, None, NO]),
        # To each its own.
        ("务工单位 工种 联系电话 职业 技能等级 证书编号", [UNIT, TRADE, PHONE, NAME, LEVEL, NO]),
        ("务工单位 工种 职业(工种) 证书编号", [UNIT, TRADE, NAME, NO]),
        ("职业(工种) 证书编号 联系电话 务工单位 工种", [NAME, NO, PHONE, UNIT, TRADE]),
        ("主要从事工种 职业(工种) 证书编号", [TRADE, NAME, NO]),
    ],
)
def test_an_occupation_beside_a_certificate_is_what_that_is_for(
    head: str, due: list[str | None]
) -> None:
    assert fields(head) == due


@pytest.mark.parametrize(
    ("head", "due"),
    [
        # What stands behind a second paper is not that of the first.
        ("职业资格证书编号 特种作业操作证号 发证日期 有效期限", [NO, None, None, None]),
        ("职业资格证书编号 驾驶证号 发证日期 有效期限", [NO, None, None, None]),
        ("就业创业证号 发证日期 证书编号", ["job_card_no", None, NO]),
        ("残疾证号 发证日期 有效期 证书编号", ["disability_no", None, None, NO]),
        ("证书编号 护照号 联系电话 发证日期", [NO, None, "phone", None]),
        ("证书名称 证书编号 证书名称 证书编号 发证日期", [NAME, NO, None, None, None]),
        ("操作证号 证书名称 证书编号", [NO, None, None]),
        ("证书编号 准操项目 有效期限", [NO, None, None]),
        # Right behind its number it is, and where its own header says so.
        ("证书编号 发证日期 有效期限 驾驶证号", [NO, ISSUED, UNTIL, None]),
        ("证书编号 等级 发证日期 护照号", [NO, LEVEL, ISSUED, None]),
        ("健康证号 护照号 健康证有效期", [NO, None, UNTIL]),
        # The ordinary lists of certificates.
        ("职业（工种） 技能等级 证书编号 发证日期", [ANY, LEVEL, NO, ISSUED]),
        ("证书名称 发证日期 证书编号", [NAME, ISSUED, NO]),
        ("操作证号 作业类别 准操项目 初领日期 有效期", [NO, None, None, None, UNTIL]),
        ("作业类别 准操项目 操作证号 有效期 复审日期", [None, None, NO, UNTIL, REVIEW]),
        ("健康证号 体检日期 发证日期 有效期至", [NO, None, ISSUED, UNTIL]),
        ("证书编号 联系电话 发证日期 有效期至", [NO, "phone", ISSUED, UNTIL]),
        ("性别 出生日期 有效期限", ["sex", "birth_date", DOC_TO]),
    ],
)
def test_days_and_offices_are_of_the_certificate_they_stand_behind(
    head: str, due: list[str | None]
) -> None:
    found = fields(head)
    assert [field for field, wanted in zip(found, due, strict=True) if wanted != ANY] == [
        wanted for wanted in due if wanted != ANY
    ]


def test_tables_side_by_side_have_each_its_own_papers() -> None:
    head = "证书编号 发证日期 姓名 身份证号 证书编号 发证日期"
    assert fields(head)[:2] == [NO, ISSUED]


def test_a_bare_number_of_a_paper_gives_way_to_that_of_the_person() -> None:
    rows = [["姓名", "证号", "身份证号"], ["陈丽", "T1", rosters.number(2)]]
    text = "\n".join("\t".join(row) for row in rows)
    (plan, *_) = roster_in.plans(reading.read_pasted(text, "块"))
    assert [column.field for column in plan.columns] == ["name", None, "doc_no"]
