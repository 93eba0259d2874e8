"""What an address says of a village: its kind only where a group or a house follows."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import addresses


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("东风村", addresses.VILLAGE),
        ("东风村村民委员会", addresses.VILLAGE),
        ("东风村委会", addresses.VILLAGE),
        ("东风社区", addresses.COMMUNITY),
        ("东风社区居委会", addresses.COMMUNITY),
        ("东风", ""),
    ],
)
def test_a_village_and_a_community_call_themselves_so(name: str, kind: str) -> None:
    assert addresses.kind_of(name) == kind


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ("村", addresses.VILLAGE),
        ("村3组", addresses.VILLAGE),
        ("村12号", addresses.VILLAGE),
        ("村枫树湾组", addresses.VILLAGE),
        ("社区2栋", addresses.COMMUNITY),
        ("村2栋", ""),  # houses are counted so in towns
        ("村小学", ""),
        ("村路12号", ""),
        ("3组", ""),
        ("", ""),
    ],
)
def test_streets_and_schools_called_after_a_village_are_none(behind: str, kind: str) -> None:
    assert addresses.kind_at(f"塔峰镇东风{behind}", len("塔峰镇东风")) == kind


@pytest.mark.parametrize(
    ("outer", "parts"),
    [
        ("湖南省永州市蓝山县", ("永州市", "蓝山县")),
        ("湖南永州市蓝山县", ("永州市", "蓝山县")),
        ("湖南省", ()),
        ("广西壮族自治区", ()),
        ("湘西土家族苗族自治州", ("湘西土家族苗族自治州",)),
        ("", ()),
    ],
)
def test_cities_and_counties_stand_before_a_town_and_a_province_says_nothing(
    outer: str, parts: tuple[str, ...]
) -> None:
    assert addresses.parts(outer) == parts


@pytest.mark.parametrize(
    ("part", "bare"),
    [
        ("蓝山县", "蓝山"),
        ("永州市", "永州"),
        ("江华瑶族自治县", "江华"),
        ("沙市", "沙市"),  # of two signs neither is only a kind
    ],
)
def test_a_county_is_called_by_its_name_alone(part: str, bare: str) -> None:
    assert addresses.bare(part) == bare
