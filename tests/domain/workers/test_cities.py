"""Provinces and cities as people name them."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import cities


@pytest.mark.parametrize(
    ("code", "name"),
    [("430602", "湖南"), ("45", "广西"), ("65", "新疆"), ("11", "北京"), ("15", "内蒙古"),
     ("810000", "香港"), ("99", ""), ("", "")],
)  # fmt: skip
def test_a_province_is_named_without_its_kind(code: str, name: str) -> None:
    assert cities.bare_province(code) == name
    assert not name or name in cities.bare_provinces()


@pytest.mark.parametrize(
    "text", ["湖南", "湖南省", "长沙", "长沙市", "广东东莞", "湘西州", "阿克苏地区"]
)
def test_a_province_or_a_city_stands_alone(text: str) -> None:
    assert cities.is_alone(text)


@pytest.mark.parametrize("text", ["长沙市岳麓区", "东莞电子厂", "东风村", "", "广东湖南"])
def test_whatever_more_is_said_is_no_city_alone(text: str) -> None:
    assert not cities.is_alone(text)
