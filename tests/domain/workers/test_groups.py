"""Below a group of wishes no column is a fact, and a family is not the person of the row."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import groups


@pytest.mark.parametrize("group", ["务工意向", "求职意向", "就业意向", "就业意愿", "求职意愿"])
@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("工种", "wanted_trades"),
        ("意向岗位", "wanted_trades"),
        ("区域", "wanted_region"),
        ("地区", "wanted_region"),
        ("务工地点", "wanted_region"),
        ("月薪", "wanted_income_fen"),
        ("期望月工资(元)", "wanted_income_fen"),
        ("行业", "wanted_industry"),
        ("就业形式", "wanted_form"),
        ("年收入", None),
        ("就业单位", None),
        ("外出时间", None),
        ("就业状态", None),
        ("联系电话", "phone"),
    ],
)
def test_below_a_wish_for_work_everything_is_wished(
    group: str, header: str, field: str | None
) -> None:
    assert groups.is_wish(group)
    found = groups.below(group, header)
    assert (found.field if found else None) == field


@pytest.mark.parametrize("group", ["培训意愿", "培训意向", "培训需求"])
@pytest.mark.parametrize(
    ("header", "field"),
    [("工种", None), ("等级", None), ("培训类型", None), ("意愿", "training_wish")],
)
def test_below_a_wish_for_training_no_trade_is_the_present_one(
    group: str, header: str, field: str | None
) -> None:
    assert groups.is_wish(group)
    found = groups.below(group, header)
    assert (found.field if found else None) == field


@pytest.mark.parametrize("group", ["", "就业情况", "培训情况", "联系方式", "就业服务需求"])
def test_facts_are_no_wishes(group: str) -> None:
    assert not groups.is_wish(group)
    assert not groups.is_family(group)


def test_members_of_a_household_are_a_family() -> None:
    assert groups.is_family("家庭成员情况")
