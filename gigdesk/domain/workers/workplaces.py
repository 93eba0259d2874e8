"""Names of employers: whether two surely mean different ones, and which stands over a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.domain.workers import cities, divisions, folding
from gigdesk.domain.workers.pinyin import HAN

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_FORM = re.compile("股份有限公司|有限责任公司|有限公司|股份公司|分公司|集团|公司|工厂|厂|企业|单位")
_NO_NAME = re.compile("外出|在外|进厂|打工|务工|上班|就业|灵活|工作|工地|自主|个体|创业|不详|等")
# Trades, kinds and places that many share: whoever writes one of these names no employer by it.
_SHARED = re.compile(
    "电子|电器|机电|机械|五金|塑胶|塑料|玩具|家具|家私|陶瓷|建材|建筑|建设|装饰|装修|工程|物业|家政|餐饮|食品"
    "|服装|服饰|制衣|纺织|针织|鞋业|鞋|物流|快递|运输|科技|技术|实业|贸易|商贸|农业|种植|养殖|劳务|人力资源"
    "|制造|加工|工业|制品|服务|私营|民营|个人|零工|散工|普工|杂工|小工|自由职业|临时"
    "|外地|本地|省外|省内|市外|市内|县外|县内|县城|镇上|国内|业"
)
_TOWN = re.compile(f"^[{HAN}]{{2}}(?:镇|乡|街道)")
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
    character of three or more (东莞市鑫达电子有限公司, 鑫达电子厂). Words that name no employer, or
    only its trade or place, are none at all.
    """
    (own, name, place), (other_own, other_name, other_place) = _parts(one), _parts(other)
    if len(name) == len(other_name) >= _FEWEST_ALIKE:
        wrong = sum(left != right for left, right in zip(name, other_name, strict=True))
        if wrong <= 1:
            return False
    if not own or not other_own:
        # A shoe factory there and an electronics factory here.
        return bool(
            place and other_place and place != other_place and not set(name) & set(other_name)
        )
    first, second = sorted((own, other_own), key=len)
    alike = any(second[at : at + 2] in first for at in range(len(second) - 1))
    return not alike and not _is_part(first, second)


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


class _Parts(NamedTuple):
    """What of a name is its own, that with its trade, and the city or town before it.

    The last two are empty where the name says nothing of a company.
    """

    own: str
    name: str
    place: str


def _parts(written: object) -> _Parts:
    """Return the parts of a name, without the form of company behind it.

    A word or two without such a form may as well be a place: 虎门.
    """
    whole = _SIGNS.sub("", folding.folded(str(written or "")))
    plain = _TOWN.sub("", cities.without(whole))
    name = _FORM.sub("", _NO_NAME.sub("", plain))
    own = _SHARED.sub("", name)
    if _FORM.search(plain):
        return _Parts(own, name, whole.removesuffix(plain))
    return _Parts(own if len(own) >= _FEWEST_ALIKE else "", "", "")


def _is_part(short: str, whole: str) -> bool:
    """Say whether a name holds all characters of a shorter one in their order."""
    rest = iter(whole)
    return all(sign in rest for sign in short)
