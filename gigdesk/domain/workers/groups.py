"""What a group of columns says of those below it: wishes are never facts, a family not the person.

Below 务工意向 a column 工种 holds the trade somebody looks for, whatever 工种 alone would say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain import patterns
from gigdesk.domain.workers import columns

if TYPE_CHECKING:
    import re

_WISH = patterns.later("意向|意愿|求职|期望")
_TRAINING = patterns.later("培训.{0,2}(?:意向|意愿|需求|计划)")
_FAMILY = patterns.later("家庭成员|家庭人员|户内成员")
_WANTED = {
    "trade": "wanted_trades",
    "industry": "wanted_industry",
    "employment_form": "wanted_form",
    "employment_place": "wanted_region",
    "employment_province": "wanted_region",
}
"""What a fact becomes below a group of wishes."""
_FACTS = frozenset(
    {
        "employment_status",
        "employer_name",
        "employed_since",
        "annual_income_fen",
        "unemployed_since",
        "unemployed_reason",
        "address",
        "address_code",
        "county",
        "region_code",
        "services_received",
        "skilled_training",
        "training_kind",
        "training_project",
        "has_national_certificate",
        "certificate_level",
    }
)
"""Facts that no wish is kept of: below a group of wishes such a column is not read."""
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "wanted_region",
        patterns.later("地区|区域|地域|地点|地方|省份|省市|城市|去向|范围|就业地|务工地"),
    ),
    ("wanted_income_fen", patterns.later("工资|薪|待遇|收入")),
    ("wanted_trades", patterns.later("工种|岗位|职业|工作类型")),
    ("wanted_industry", patterns.later("产业|行业")),
    ("wanted_form", patterns.later("形式|方式")),
)
_OF_YEAR = patterns.later("年薪|年收入|年工资|年均")
_OF_TRAINING = patterns.later("工种|专业|项目|内容|课程|等级|级别|时间|地点|岗位|职业")
_WHOLE = patterns.later("(?:具体)?(?:意向|意愿|需求|内容|是否|有无)?")
"""Words that leave it to the group what a column is."""


def is_wish(group: str) -> bool:
    """Say whether the columns below a group tell what somebody wants, of work or of training."""
    return bool(_WISH.search(group) or _TRAINING.search(group))


def is_family(group: str) -> bool:
    """Say whether a group of columns names members of a household."""
    return bool(_FAMILY.search(group))


def below(group: str, header: str) -> columns.Match | None:
    """Return the field of a column below a group of wishes; None where no field takes it."""
    own = columns.match_header(header)
    training = bool(_TRAINING.search(group))
    if training and (_OF_TRAINING.search(header) or (own and own.field in _WANTED)):
        return None
    if own is not None and own.field in _WANTED:
        return columns.Match(_WANTED[own.field], columns.BARE)
    if own is not None and own.field not in _FACTS:
        return own
    if not training and not _OF_YEAR.search(header):
        for field, words in _WORDS:
            if words.search(header):
                return columns.Match(field, columns.BARE)
    of_group = columns.match_header(group) if _WHOLE.fullmatch(header) else None
    return columns.Match(of_group.field, columns.PART) if of_group else None
