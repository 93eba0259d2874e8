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
