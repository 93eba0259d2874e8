"""What headers of lists say of papers: whose number a column holds, whose level and occupation."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import paper_heads

NO, LEVEL, TRADE, TRAINED = "skill_paper_no", "certificate_level", "trade", "training_project"
FIELDS = {
    "证书编号": NO,
    "健康证号": NO,
    "等级": LEVEL,
    "专业职称": LEVEL,
    "工种": TRADE,
    "现从事工种": TRADE,
    "职业(工种)": TRADE,
    "职业工种": TRADE,
    "培训工种": TRAINED,
    "培训项目": TRAINED,
    "身份证号": "doc_no",
    "联系电话": "phone",
}


@pytest.mark.parametrize(
    ("heads", "due"),
    [
        ("职业(工种) 等级 证书编号", {TRADE, LEVEL}),
        ("证书编号 职业工种", {TRADE}),
        ("培训工种 等级 联系电话 证书编号", {TRAINED, LEVEL}),
        # What somebody works in or attends, and what stands far from the certificate.
        ("工种 证书编号", set()),
        ("现从事工种 证书编号", set()),
        ("培训项目 证书编号", set()),
        ("职业工种 联系电话 证书编号", set()),
        ("专业职称 证书编号", set()),
        # Another paper in the list may be what it is about.
        ("驾驶证号 等级 证书编号", set()),
        ("等级 证书编号 护照号", set()),
        ("证书编号 等级 护照号", {LEVEL}),
        ("证书编号 职业工种 护照号", {TRADE}),
        ("等级 证书编号 领证日期", {LEVEL}),
    ],
)
def test_level_and_occupation_are_the_certificates_where_they_stand_beside_it(
    heads: str, due: set[str]
) -> None:
    found = paper_heads.of_certificate([(head, FIELDS.get(head)) for head in heads.split()])
    assert set(found) == due


@pytest.mark.parametrize(
    ("head", "field", "number", "due"),
    [
        ("证号", None, "证书编号", True),
        ("就业创业证号", "job_card_no", "", True),
        ("残疾等级", "disability_grade", "", True),
        ("准操项目", None, "证书编号", True),
        ("准操项目", None, "操作证号", False),
        ("作业类别", None, "", False),
        ("身份证地址", "hukou_address", "证书编号", False),
        ("是否持证", "has_national_certificate", "证书编号", False),
        ("身份证复印件", None, "证书编号", False),
        ("领证人签字", None, "证书编号", False),
        ("培训补贴", None, "证书编号", False),
    ],
)
def test_columns_of_other_papers_are_known(
    head: str, field: str | None, number: str, *, due: bool
) -> None:
    assert paper_heads.is_of_another(head, field, number) is due


def test_words_of_headers_say_what_they_are_about() -> None:
    assert paper_heads.is_own("公民身份号码")
    assert not paper_heads.is_own("证号")
    assert paper_heads.is_of_proof("证件有效期")
    assert paper_heads.is_of_operation("作业类别")
    assert paper_heads.is_day("初领日期")
    assert not paper_heads.is_day("联系电话")
    assert paper_heads.is_no_id("复审日期")


@pytest.mark.parametrize(
    ("head", "number", "others", "due"),
    [
        ("健康证有效期", "健康证号", ["护照号"], True),
        ("操作证有效期", "特种作业操作证号", [], True),
        ("证书有效期", "证书编号", ["技能证书编号"], False),
        ("健康证有效期", "证书编号", [], False),
        ("发证日期", "证书编号", [], False),
    ],
)
def test_a_header_may_call_the_certificate_by_its_name(
    head: str, number: str, others: list[str], *, due: bool
) -> None:
    assert paper_heads.is_named(head, number, others) is due
