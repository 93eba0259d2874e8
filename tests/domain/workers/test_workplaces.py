"""Words where an employer should stand, and the employer that stands over a list."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import workplaces

AT_HOME = """
在家 在家务农 无业 没有外出 退休在家 在校学生 待业在家 回家务农 照顾老人 在家带孩子 怀孕在家
无业人员 已返乡 已离职 不外出 去世
"""


@pytest.mark.parametrize("words", AT_HOME.split())
def test_words_that_name_no_employer(words: str) -> None:
    assert workplaces.is_none(words)


@pytest.mark.parametrize(
    "words", ["", "个体", "灵活就业", "务农合作社", "家政公司", "在村小学", "待业青年服务社"]
)
def test_words_that_may_name_one(words: str) -> None:
    assert not workplaces.is_none(words)


@pytest.mark.parametrize(
    ("lines", "employer"),
    [
        (["单位名称:东莞市鑫达电子有限公司"], "东莞市鑫达电子有限公司"),
        (["用工单位(盖章):白沙镇鞋厂"], "白沙镇鞋厂"),
        (["单位名称", "白沙镇鞋厂(公章)"], "白沙镇鞋厂"),
        (["白沙镇鞋厂在职员工花名册(2026年)"], "白沙镇鞋厂"),
        # Who gathered the list, what its amounts are in, who teaches: nobody's employer.
        (["填报单位:白沙镇人民政府"], ""),
        (["单位:万元"], ""),
        (["培训单位:县电子厂"], ""),
        (["白沙镇鞋厂"], ""),
        (["务工人员花名册"], ""),
        ([], ""),
    ],
)
def test_an_employer_over_a_list(lines: list[str], employer: str) -> None:
    assert workplaces.over_list(lines) == employer


@pytest.mark.parametrize(
    ("header", "values", "they_are"),
    [
        ("单位", ["石桥村", "新建村"], True),
        ("单 位", ["石桥村", "城关社区"], True),
        ("工作单位", ["石桥村", "新建村"], False),
        ("单位", ["石桥村", "鑫达电子厂"], False),
        ("单位", ["石桥村村民委员会"], False),
        ("单位", ["桃花源度假村"], False),
        ("单位", [], False),
        # A few of something else among many.
        ("单位", [*["石桥村"] * 9, "镇政府"], True),
        ("单位", [*["石桥村"] * 9, "石桥村3组", "无", "城关居委会"], True),
        ("单位", [*["石桥村"] * 9, *["鑫达电子厂"] * 3], False),
    ],
)
def test_villages_under_a_word_for_employers(
    header: str, values: list[str], *, they_are: bool
) -> None:
    assert workplaces.are_villages(header, values) is they_are
