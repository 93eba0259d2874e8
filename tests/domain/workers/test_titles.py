"""Villages that titles name, and titles that name none."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import titles


@pytest.mark.parametrize(
    "title",
    [
        "白沙乡部分村户籍人口抄录表",
        "枫树镇边远村劳动力登记表",
        "枫树镇有关村摸底表",
        "云溪镇石桥村等三村报名表",
        "石桥村等5个村名册",
        "云溪镇石桥村、大坪村务工人员花名册",
    ],
)
def test_a_title_over_several_villages_names_none(title: str) -> None:
    assert titles.village_in(title) == ""


@pytest.mark.parametrize(
    ("title", "village"),
    [
        ("云溪镇石桥村劳动力台账", "云溪镇石桥村"),
        ("2026年白水村外出务工人员名单", "白水村"),
        ("高等村名册", "高等村"),
        ("石桥村等级工名单", "石桥村"),
    ],
)
def test_a_title_of_one_village_names_it(title: str, village: str) -> None:
    assert titles.village_in(title) == village
