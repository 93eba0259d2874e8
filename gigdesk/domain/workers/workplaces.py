"""What stands where an employer should: that there is none, who is over a list, villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain import patterns
from gigdesk.domain.workers import divisions, folding

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_AT_HOME = patterns.later(
    "(?:在家|居家|家里|家中|回家)?(?:务农|种田|种地|待业|养老|怀孕|带(?:孩子|小孩|娃))?(?:在家)?"
    "|(?:在家)?照[顾看](?:老人|孩子|小孩|家人|家庭|病人)|已?(?:返乡|回乡|离职|辞职)|不外出|去世|已故|死亡"
    "|[无失待]业(?:人员|在家)?|[未没](?:有)?(?:就业|务工|外出)|学生|在读|上学|读书|在校(?:学生|生)?|退休(?:在家)?"
)
_UNIT = patterns.later("单位(?:名称)?")
_OF_VILLAGE = patterns.later(
    "(?<!度假)(?<!民俗)(?<!农家)(村|社区)(?:第?[0-9一二三四五六七八九十]+组)?$"
)
_MOST = 0.8
_FIRM = "[^:]{1,40}(?:公司|厂|集团|合作社|酒店|宾馆|饭店|超市|商场|工程队|项目部)"
_OF = "(?:用人|用工|务工|就业|工作|所在|施工|劳务|劳务派遣)?(?:单位|企业|公司)"
_LABEL = rf"{_OF}(?:名称|全称)?(?:\((?:盖章|公章|章)\))?"
_LABELLED = patterns.later(f"{_LABEL}:({_FIRM})")
_LABEL_ALONE = patterns.later(_LABEL)
_FIRM_ALONE = patterns.later(rf"({_FIRM})(?:\((?:盖章|公章|章)\))?")
# What the list of an employer's own people is called.
_OWN_LIST = patterns.later(
    rf"({_FIRM})(?:在职|全体|所有)?(?:职工|员工|用工|务工|工人)(?:人员)?(?:花名册|名册|名单|登记表|信息表|一览表)(?:\([^()]*\))?"
)


def is_none(text: str) -> bool:
    """Say whether words where an employer should stand say that there is none: 在家务农."""
    plain = folding.joined(text)
    return bool(plain) and _AT_HOME.fullmatch(plain) is not None


def over_list(lines: Collection[str]) -> str:
    """Return the employer that the lines over a list name, or nothing.

    Only what surely is one: 单位 is as well who gathered a list, or what its amounts are in.
    """
    ordered = sorted(lines)
    found = [one[1] for line in ordered if (one := _LABELLED.match(line))]
    if any(map(_LABEL_ALONE.fullmatch, ordered)):
        found += [one[1] for line in ordered if (one := _FIRM_ALONE.fullmatch(line))]
    found += [one[1] for line in ordered if (one := _OWN_LIST.fullmatch(line))]
    return next(iter(found), "")


def are_villages(header: str, values: Sequence[str]) -> bool:
    """Say whether 单位 stands over the villages that people are from, and not over employers.

    A few rows may hold something else: 镇政府. A committee of villagers may be an employer, and a
    resort is one.
    """
    if not values or _UNIT.fullmatch("".join(header.split())) is None:
        return False
    of_village = [one for one in map(str.strip, values) if _is_village(one)]
    return len(of_village) >= _MOST * len(values)


def _is_village(text: str) -> bool:
    found = _OF_VILLAGE.search(text)
    return found is not None and divisions.is_village(text[: found.end(1)])
