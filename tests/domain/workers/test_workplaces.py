"""Two names of employers differ only where they cannot be two writings of one."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import workplaces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东莞市鑫达电子厂", "佛山市美达陶瓷厂"),
        ("东莞鑫达电子厂", "东莞美力鞋厂"),
        ("深圳富士康", "深圳比亚迪"),
        ("红叶服装厂", "白沙镇鞋厂"),
        ("甲厂", "乙厂"),
        ("在家务农", "鑫达电子厂"),
        ("白沙镇中心小学", "县人民医院"),
    ],
)
def test_two_employers(one: str, other: str) -> None:
    assert workplaces.surely_differ(one, other)
    assert workplaces.surely_differ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳市宏远物业公司", "深圳宏远物业"),
        ("东莞市鑫达电子有限公司", "鑫达电子厂"),
        ("广东省东莞市鑫达电子有限公司", "鑫达"),
        ("富士康科技集团", "深圳富士康"),
        ("湖南宏达电子（岳阳）有限公司", "湖南宏达电子有限公司"),
        ("甲厂", "甲纺织厂"),
        ("东莞鞋厂", "鞋厂"),
        # One wrong character.
        ("鑫达电子厂", "鑫大电子厂"),
        # Words that name no employer.
        ("鑫达电子厂", "外出打工"),
        ("鑫达电子厂", "广东务工"),
        ("鑫达电子厂", "东莞"),
        ("鑫达电子厂", ""),
        ("ABC Company", "abc company"),
    ],
)
def test_perhaps_one_employer(one: str, other: str) -> None:
    assert not workplaces.surely_differ(one, other)
    assert not workplaces.surely_differ(other, one)


@pytest.mark.parametrize("words", ["在家", "在家 务农", "无业", "没有外出", "退休在家", "在校学生"])
def test_words_that_name_no_employer(words: str) -> None:
    assert workplaces.is_none(words)


@pytest.mark.parametrize("words", ["", "个体", "灵活就业", "务农合作社", "家政公司", "在村小学"])
def test_words_that_may_name_one(words: str) -> None:
    assert not workplaces.is_none(words)
