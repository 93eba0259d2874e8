"""What a row of a list tells of a certificate, and what is never taken for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigdesk.domain.workers import granted, rows
from tests.domain.workers.classed_rows import NUMBER, SHEET
from tests.domain.workers.classed_rows import row as read_row

SKILL, OLD = "S000043000001234000012", "1843060004412345"
SPECIAL = "T" + NUMBER


def read(title: str = "", heads: dict[str, str] | None = None, **cells: str) -> rows.RowReading:
    sheet = replace(SHEET, title=title, heads={"skill_paper_no": "证书编号", **(heads or {})})
    typed = {name: rows.TypedCell(text) for name, text in cells.items()}
    whole = {"name": rows.TypedCell("赵大山"), "doc_no": rows.TypedCell(NUMBER), **typed}
    return rows.read(5, whole, sheet)


def told(found: rows.RowReading) -> dict[str, str] | str:
    """Return the values of a record, or the code of what keeps the certificate back."""
    if found.certificate.values:
        return dict(found.certificate.values)
    return ",".join(one.code.removeprefix("findings.") for one in found.findings)


def kind(title: str, heads: dict[str, str], **cells: str) -> str:
    found = told(read(title, heads, **cells))
    return found if isinstance(found, str) else found["kind"]


NO = "skill_paper_no"
DAY_LEFT = "date.impossible,intake.finding.certificate_left"


@pytest.mark.parametrize(
    ("title", "heads", "cells", "due"),
    [
        # The shape of the number says it, whatever stands over it.
        ("", {}, {NO: SKILL}, "2"),
        ("", {}, {NO: "Ya" + SKILL[2:]}, "certificate.kind_unknown"),
        ("", {}, {NO: "SA" + "00004300000123000012"}, "2"),
        # Old qualifications are numbered like much else.
        ("", {}, {NO: OLD}, "certificate.kind_unknown"),
        ("职业资格证书花名册", {}, {NO: OLD}, "certificate.kind_unknown"),
        ("", {NO: "职业资格证书编号"}, {NO: OLD}, "1"),
        ("", {}, {NO: OLD, "skill_paper_name": "国家职业资格证书"}, "1"),
        ("青山镇职业培训补贴花名册", {}, {NO: "2023430602120001"}, "certificate.kind_unknown"),
        ("", {}, {NO: SPECIAL}, "4"),
        ("", {NO: "职业资格证书编号"}, {NO: SKILL}, "2"),
        # A word of the list says it.
        ("", {NO: "特种作业操作证号"}, {NO: SPECIAL}, "4"),
        ("", {NO: "培训合格证编号"}, {NO: "2024-017"}, "8"),
        ("", {NO: "培训合格证编号"}, {NO: OLD}, "8"),
        ("", {NO: "健康证号"}, {NO: "20240017"}, "6"),
        ("青山镇健康证办理花名册", {}, {NO: "20240017"}, "6"),
        ("", {}, {NO: "20240017", "skill_paper_kind": "培训合格证"}, "8"),
        ("", {}, {NO: "20240017", "skill_paper_name": "健康证"}, "6"),
        ("青山镇健康证办理花名册", {}, {NO: "0017", "skill_paper_kind": "培训合格证"}, "8"),
        # A title counts where it names the paper, and days name none.
        ("特种作业人员身份证信息登记表", {}, {NO: "20240017"}, "certificate.kind_unknown"),
        ("特种作业操作证持证人员名册", {}, {NO: "20240017"}, "4"),
        ("", {"skill_paper_until": "健康证有效期"}, {NO: "20240017"}, "certificate.kind_unknown"),
        (
            "",
            {NO: "培训合格证编号"},
            {NO: "20240017", "skill_paper_name": "健康证"},
            "certificate.kind_unknown",
        ),
        # Nothing says it, two things do, or they speak against each other.
        ("", {}, {NO: "20240017"}, "certificate.kind_unknown"),
        ("技能培训补贴花名册", {}, {NO: "20240017"}, "certificate.kind_unknown"),
        ("技能等级认定补贴花名册", {}, {NO: "20240017"}, "certificate.kind_unknown"),
        ("职业资格（技能等级）证书名册", {}, {NO: "20240017"}, "certificate.kind_unknown"),
        ("", {}, {NO: "20240017", "skill_paper_kind": "1"}, "certificate.kind_unknown"),
        ("", {}, {NO: SKILL, "skill_paper_kind": "职业资格"}, "certificate.kind_differs"),
        ("", {NO: "特种设备作业证号"}, {NO: SPECIAL}, "certificate.kind_differs"),
        ("", {NO: "职业技能等级证书编号"}, {NO: OLD}, "certificate.kind_differs"),
    ],
)
def test_the_class_follows_from_the_number_or_from_words(
    title: str, heads: dict[str, str], cells: dict[str, str], due: str
) -> None:
    assert kind(title, heads, **cells) == due


@pytest.mark.parametrize(
    "cell",
    [
        rows.TypedCell("2018004300412340", "number"),
        rows.TypedCell("2.0180043E+15"),
        rows.TypedCell("已发"),
        rows.TypedCell("S0000430000012******12"),
        rows.TypedCell(f"{SKILL}、{SKILL[:-1]}3"),
        rows.TypedCell("2018-05-01", "date"),
    ],
)
def test_what_is_no_whole_number_makes_no_record(cell: rows.TypedCell) -> None:
    cells = {"name": rows.TypedCell("赵大山"), "doc_no": rows.TypedCell(NUMBER), NO: cell}
    found = rows.read(5, cells, replace(SHEET, heads={NO: "职业资格证书编号"}))
    assert not found.certificate.values
    said = {one.code.removeprefix("findings.certificate.") for one in found.findings}
    assert said & {"digits_lost", "no_number"}
    assert "E" not in {one.level for one in found.findings}


def test_all_that_a_row_says_of_its_certificate_is_kept() -> None:
    found = read(
        "职业技能等级证书花名册",
        {"skill_paper_date": "发证日期", "trade": "职业（工种）", "certificate_level": "等级"},
        skill_paper_no="s0000 4300 0001 2340 0001 2",
        trade="焊工",
        certificate_level="四级",
        skill_paper_issuer="青山职业培训学校",
        skill_paper_date="2023年5月1日",
        skill_paper_until="长期",
        skill_paper_review="2026.5.1",
    )
    assert found.certificate.values == (
        ("kind", "2"),
        ("certificate_no", SKILL),
        ("trade", "焊工"),
        ("level", "4"),
        ("issuer", "青山职业培训学校"),
        ("issued_on", "2023-05-01"),
        ("valid_to", "9999-12-31"),
        ("review_on", "2026-05-01"),
    )


OF_TRADE, OF_COURSE = {"trade": "职业（工种）"}, {"training_project": "培训工种"}


@pytest.mark.parametrize(
    ("title", "heads", "cells", "trade"),
    [
        # What somebody works in or attends is not what he was certified in.
        ("务工人员花名册", {}, {"trade": "焊工"}, None),
        ("证书发放花名册", {}, {"trade": "焊工"}, None),
        ("就业培训需求摸底表", {}, {"trade": "快递员"}, None),
        ("", {}, {"training_project": "焊工"}, None),
        ("", OF_TRADE, {"trade": "焊工"}, "焊工"),
        ("", OF_COURSE, {"trade": "普工", "training_project": "焊工"}, "焊工"),
        ("", OF_COURSE, {"training_project": "焊工、电工"}, None),
        ("", OF_COURSE, {"training_project": "焊工", "skill_paper_name": "电工"}, "电工"),
        ("", {}, {"skill_paper_name": "职业技能等级证书"}, None),
    ],
)
def test_the_occupation_is_that_of_the_certificate(
    title: str, heads: dict[str, str], cells: dict[str, str], trade: str | None
) -> None:
    found = told(read(title, heads, skill_paper_no=SKILL, **cells))
    assert isinstance(found, dict)
    assert found.get("trade") == trade


@pytest.mark.parametrize("word", ["健康证", "驾驶证"])
def test_papers_of_no_trade_have_neither_trade_nor_level(word: str) -> None:
    heads = {NO: f"{word}号", **OF_COURSE, "certificate_level": "职业资格等级"}
    cells = {"training_project": "家政服务员", "certificate_level": "四级"}
    found = told(read("", heads, skill_paper_no="20240017", **cells))
    assert isinstance(found, dict)
    assert set(found) == {"kind", "certificate_no"}


def test_a_day_that_is_none_is_a_doubt_about_the_certificate_alone() -> None:
    found = read("", {}, skill_paper_no=SKILL, skill_paper_date="2024-02-30")
    assert not found.certificate.values
    assert [(one.code, one.level) for one in found.findings] == [
        ("findings.date.impossible", "W"),
        ("intake.finding.certificate_left", "W"),
    ]


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        ({"skill_paper_kind": "健康证", "skill_paper_date": "2024-03-01"}, "6"),
        ({"skill_paper_kind": "健康证"}, "certificate.too_little"),
        ({"skill_paper_date": "2024-03-01"}, "certificate.too_little"),
        ({"skill_paper_kind": "结业证", "skill_paper_date": "2024-03"}, "certificate.too_little"),
        (
            {
                "skill_paper_kind": "培训合格证",
                "skill_paper_date": "2024-03",
                "training_project": "育婴员",
            },
            "8",
        ),
        (
            {
                "skill_paper_kind": "职业技能等级",
                "training_project": "焊工",
                "skill_paper_date": "2024-03-01",
            },
            "certificate.too_little",
        ),
        (
            {
                "skill_paper_kind": "职业技能等级",
                "training_project": "焊工",
                "certificate_level": "五级",
                "skill_paper_date": "2024-03-01",
            },
            "2",
        ),
        ({NO: "无"}, ""),
        ({NO: "", "certificate_level": "四级", "training_project": "焊工"}, ""),
        ({NO: SKILL, "skill_paper_date": "2024.13.1"}, DAY_LEFT),
        ({NO: SKILL, "skill_paper_date": "2034-05-01"}, "certificate.ahead"),
    ],
)
def test_without_a_number_class_occupation_level_and_day_are_needed(
    cells: dict[str, str], due: str
) -> None:
    # The header of an empty cell says nothing of the paper.
    heads = {NO: "职业资格证书编号", **OF_COURSE, "certificate_level": "等级"}
    assert kind("健康证花名册", heads, **cells) == due


def test_the_columns_of_a_ledger_and_days_of_other_papers_are_no_certificate() -> None:
    for cells in (
        {"has_national_certificate": "是", "certificate_level": "四级", "trade": "焊工"},
        {"skill_paper_date": "2019-05-01", "skill_paper_issuer": "某县公安局"},
    ):
        found = read_row(5, name="赵大山", doc_no=NUMBER, **cells)
        assert found.certificate == granted.NONE
        assert not found.findings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"certificate_no": "1"}, {"certificate_no": "1"}),
        ({"certificate_no": "1"}, {}),
        ({"trade": "焊工", "issued_on": "2020"}, {"trade": "焊工", "issued_on": "2021"}),
        ({"kind": "6", "issued_on": "2023-05-01"}, {"kind": "6", "issued_on": "2023-05"}),
        ({"kind": "4", "certificate_no": "T1"}, {"kind": "4", "certificate_no": "T1"}),
    ],
)
def test_a_certificate_is_known_again_by_number_or_by_what_it_is(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert granted.same({"kind": "2", **one}, {"kind": "2", **other})
    assert granted.same({"kind": "2", **other}, {"kind": "2", **one})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"certificate_no": "1"}, {"certificate_no": "2"}),
        ({"trade": "焊工"}, {"trade": "电工"}),
        ({"level": "4"}, {"level": "3"}),
        ({"kind": "6"}, {}),
        ({"kind": "6", "issued_on": "2023-05-01"}, {"kind": "6", "issued_on": "2024-05"}),
        (
            {"kind": "4", "certificate_no": "T1", "trade": "焊工"},
            {"kind": "4", "certificate_no": "T1", "trade": "电工"},
        ),
    ],
)
def test_another_certificate_is_none_that_is_known(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert not granted.same({"kind": "2", **one}, {"kind": "2", **other})
    assert not granted.same({"kind": "2", **other}, {"kind": "2", **one})


def test_an_occupation_is_of_a_certificate_by_its_group_or_neighbours() -> None:
    assert granted.is_trade_of("职业（工种）", "") is None
    assert granted.is_trade_of("工种", "技能证书") is True
    assert granted.is_trade_of("工种", "务工情况") is False
    assert granted.is_trade_of("主要从事工种", "") is False
    assert granted.is_trade_of("岗位", "技能证书") is False


def test_a_bare_word_fits_work_and_certificate_alike() -> None:
    assert granted.is_any_trade("工 种", "")
    assert not granted.is_any_trade("工种", "技能证书")
    assert not granted.is_any_trade("职业（工种）", "")


def test_papers_of_health_are_for_no_occupation() -> None:
    assert not granted.is_for_trade("健康证号")
    assert granted.is_for_trade("证书编号")
