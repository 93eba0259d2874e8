"""Names of employers: whether two surely mean different ones, and which stands over a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain.workers import cities, divisions, folding

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_FORM = re.compile("股份有限公司|有限责任公司|有限公司|股份公司|分公司|集团|公司|工厂|厂|企业|单位")
_NO_NAME = re.compile("外出|在外|打工|务工|上班|就业|灵活|工作|工地|自主|个体|创业|不详|等")
_SIGNS = re.compile(r"[\W_]+")
_FEWEST_ALIKE = 3
_AT_HOME = re.compile(
    "(?:在家|居家|家里|家中)?(?:务农|种田|种地|待业|养老|带(?:孩子|小孩|娃))?"
    "|[无失待]业|[未没](?:有)?(?:就业|务工|外出)|学生|在读|上学|读书|在校(?:学生|生)?|退休(?:在家)?"
)
_UNIT = re.compile("单位(?:名称)?")
_OF_VILLAGE = re.compile("(?<!度假)(?<!民俗)(?<!农家)(?:村|社区)$")
_FIRM = "[^:]{1,40}(?:公司|厂|集团|合作社|酒店|宾馆|饭店|超市|商场|工程队|项目部)"
_OF = "(?:用人|用工|务工|就业|工作|所在|施工|劳务|劳务派遣)?(?:单位|企业|公司)"
_LABEL = rf"{_OF}(?:名称|全称)?(?:\((?:盖章|公章|章)\))?"
_LABELLED = re.compile(f"{_LABEL}:({_FIRM})")
_LABEL_ALONE = re.compile(_LABEL)
_FIRM_ALONE = re.compile(rf"({_FIRM})(?:\((?:盖章|公章|章)\))?")
# What the list of an employer's own people is called.
_OWN_LIST = re.compile(
    rf"({_FIRM})(?:在职|全体|所有)?(?:职工|员工|用工|务工|工人)(?:人员)?(?:花名册|名册|名单|登记表|信息表|一览表)(?:\([^()]*\))?"
)


def surely_differ(one: object, other: object) -> bool:
    """Say whether two names are of two employers, and not two writings of one.

    Nobody writes a name alike twice: with its city or without, short or whole, or with one wrong
    character (东莞市鑫达电子有限公司, 鑫达电子厂). Words that name no employer are none at all.
    """
    first, second = sorted((_core(one), _core(other)), key=len)
    if not first or _is_part(first, second):
        return False
    wrong = sum(left != right for left, right in zip(first, second, strict=False))
    return wrong > 1 or len(first) != len(second) or len(first) < _FEWEST_ALIKE


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

    A committee of villagers may be an employer, and a resort is one.
    """
    if not values or _UNIT.fullmatch("".join(header.split())) is None:
        return False
    return all(divisions.is_village(one) and _OF_VILLAGE.search(one.strip()) for one in values)


def _core(name: object) -> str:
    """Return what of a name is its own: no city before it, no form of company behind it."""
    plain = _SIGNS.sub("", folding.folded(str(name or "")))
    return _NO_NAME.sub("", _FORM.sub("", cities.without(plain)))


def _is_part(short: str, whole: str) -> bool:
    """Say whether a name holds all characters of a shorter one in their order."""
    rest = iter(whole)
    return all(sign in rest for sign in short)
