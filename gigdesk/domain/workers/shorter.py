"""Whether an address or a bank is only written more shortly than it is known already.

Both are taken apart into their places, numbers and branches. A shorter writing names some of
these in their order and nothing else, with or without the words for what kind of place each is.
"""

from __future__ import annotations

import functools
import re

from gigdesk.domain import patterns
from gigdesk.domain.workers import cities, divisions, folding

_FIGURES = "零一二三四五六七八九"
_COUNTED = "村民小组|村小组|小组|组|生产队|队|社|号楼|号|栋|幢|单元|层|楼|室|排|弄|巷"
_NUMBER = patterns.later(f"第?([0-9]+|[{_FIGURES}〇两十百]+)(?={_COUNTED})")
_GROUP = patterns.later("(?<=[0-9])(?:村民小组|村小组|小组)")
_TEAM = patterns.later("(?<=[0-9])生产队")
_VILLAGE = patterns.later("村(?:村民委员会|村委会|村委|民委员会|委会|委)")
_COMMUNITY = patterns.later("(?:社区)?(?:居民委员会|居委会|居委)")
_STREET = patterns.later("街道办(?:事处)?")
_AROUND = "特别行政区|[^0-9]{1,3}族自治[区州县]|维吾尔自治区|自治[区州县]|省|市(?![镇乡村])"
_KINDS = (
    f"{_AROUND}|州(?![市县区镇乡])|地区|盟|县|旗|街道|社区(?![路街巷道弄])|小区|区|镇|乡|苏木|农场|林场|村(?![镇乡路街巷道弄])"
    "|[屯寨庄](?![市县镇乡村])|大道|路|街(?![道镇乡])|巷|弄"
)
_KIND = patterns.later(f"(?<=..)(?:{_KINDS})$")
_ADDRESS = patterns.later(f"[0-9]+(?:{_COUNTED})?|[^0-9]*?(?:{_KINDS})|[^0-9]+")
_CITY_KIND = patterns.later(f"(?:{_AROUND}|州|地区|盟|县|区|旗)$")
_CALLED_AFTER = patterns.later("(?:[镇乡村]|社区)$")
_PEOPLES = (
    "各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|普米"
)
_OF_PEOPLES = patterns.later(f"(?:(?:{_PEOPLES})族)+自治(?=[县州旗])")
_SIGNS = patterns.later(r"[,，、.。;；()]|(?<![0-9])-|-(?![0-9])")
_COMPANY = patterns.later("股份有限公司|有限责任公司|有限公司|股份公司")
_CALLED = {
    "邮政储蓄银行": "邮政储蓄银行|邮储银行|邮政银行|邮政储蓄|邮储|^(?:中国)?邮政$",
    "农村商业银行": "农商银行|农商行",
    "农村信用社": "农村信用合作联社|农村信用合作社|农村信用联社|农信社|^信用社$",
    "招商银行": "招行",
    "农业银行": "农行",
    "工商银行": "工行",
    "建设银行": "建行",
    "交通银行": "交行",
    "中国银行": "中行",
}
_BANKS = "农业发展银行|村镇银行|" + "|".join(_CALLED)
_BRANCH = "支行|分行|营业部|分理处|储蓄所|营业所|分社|联合社|联社|信用社|银行|网点"
_BANK = patterns.later(
    f"{_BANKS}|(?:(?!{_BANKS}).)*?(?:{_BRANCH}|{_AROUND}|县|区|镇|乡)|(?:(?!{_BANKS}).)+"
)
_OF_CHINA = patterns.later("中国(?!银行)")
_SHORTEST = 2
_SHORTEST_BANK = 3
# Other places are called after provinces: 江西村, 重庆路.
_PLACE_CALLED = patterns.later("[镇乡村组街路巷]|社区|$")
_PROVINCES = {_KIND.sub("", name): name for name in divisions.PROVINCES.values()}


def address(part: str, whole: str) -> bool:
    """Say whether an address is another or says less of it: 石桥村三组 of 塔峰镇石桥村第3组12号.

    一组 is no part of 十一组, 东街 none of 河东街.
    """
    said = _address(part)
    is_number = said[:1].isdecimal()
    known = _address(whole)
    enough = len(said) >= _SHORTEST or said == known
    if not said or not (is_number or enough):
        return False
    places = _places(known)
    return _names(said, _around(places) if cities.is_alone(said) else places)


def bank(part: str, whole: str) -> bool:
    """Say whether a bank is another or says less of it: 农行 of 中国农业银行蓝山县支行."""
    said, known = _bank(part), _bank(whole)
    if said == known:
        return bool(said)
    return len(said) >= _SHORTEST_BANK and _names(said, _branches(known))


def _names(said: str, parts: tuple[str, ...]) -> bool:
    """Say whether a text consists of some of these parts, in their order; of the last, a part."""
    reached = {0}
    for part in parts:
        for at in sorted(reached):
            rest = said[at:]
            if len(rest) >= _SHORTEST and _begins(part, rest):
                return True
            reached.update(at + len(one) for one in (part, _bare(part)) if _begins(rest, one))
    return len(said) in reached


def _begins(text: str, part: str) -> bool:
    """Say whether a text begins with a part that cuts no number."""
    cut = len(part)
    return (
        bool(part)
        and text.startswith(part)
        and not (part[-1].isdecimal() and text[cut : cut + 1].isdecimal())
    )


def _around(places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the province, city and county with which an address begins.

    Streets and villages that are called after a city say nothing of it.
    """
    found: list[str] = []
    for part in places:
        if not _CITY_KIND.search(part):
            # 湖南省长沙 and what follows, with any kind of its own only behind a province.
            is_next = all(one in divisions.PROVINCES.values() for one in found)
            is_city = not _KIND.search(part) or (
                bool(found) and not cities.is_alone(_KIND.sub("", part))
            )
            return (*found, part) if is_next and is_city else tuple(found)
        found.append(part)
    return tuple(found)


def _bare(part: str) -> str:
    """Return a part without its kind: 石桥 for 石桥村, 12 for 12号; 新村路 is not 新村."""
    figures = re.match("[0-9]+", part)
    bare = figures[0] if figures else _KIND.sub("", part)
    return part if _CALLED_AFTER.search(bare) else bare


@functools.lru_cache(maxsize=1 << 12)
def _places(known: str) -> tuple[str, ...]:
    return tuple(_ADDRESS.findall(known))


@functools.lru_cache(maxsize=1 << 10)
def _branches(known: str) -> tuple[str, ...]:
    return tuple(_BANK.findall(known))


@functools.lru_cache(maxsize=1 << 12)
def _address(text: str) -> str:
    """Write an address in one way: figures, committees and provinces alike."""
    plain = _NUMBER.sub(_figure, _SIGNS.sub("", folding.folded(text)))
    plain = _TEAM.sub("队", _GROUP.sub("组", plain))
    plain = _STREET.sub("街道", _COMMUNITY.sub("社区", _VILLAGE.sub("村", plain)))
    return _OF_PEOPLES.sub("", _with_province(plain))


@functools.lru_cache(maxsize=1 << 10)
def _bank(text: str) -> str:
    """Write the name of a bank in one way, without the words that all banks have."""
    plain = _COMPANY.sub("", folding.folded(text))
    for called, others in _CALLED.items():
        plain = re.sub(others, called, plain)
    return _with_province(_OF_CHINA.sub("", plain))


def _with_province(plain: str) -> str:
    """Write the province with which a text begins in full: 湖南蓝山县 is 湖南省蓝山县."""
    for bare, name in _PROVINCES.items():
        rest = plain[len(bare) :]
        if plain.startswith(bare) and not _PLACE_CALLED.match(rest):
            kind = name[len(bare) :]
            return f"{name}{rest.removeprefix(kind).removeprefix('自治区').removeprefix('省')}"
    return plain


def _figure(found: re.Match[str]) -> str:
    """Write a number of a group, a house or a floor in figures: 十一 is 11."""
    text = found[1]
    if text.isdecimal():
        return text
    value, figure = 0, 0
    for sign in text.replace("〇", "零").replace("两", "二"):
        if sign in "十百":
            value += (figure or 1) * (10 if sign == "十" else 100)
            figure = 0
        else:
            figure = figure * 10 + _FIGURES.index(sign)
    return str(value + figure)
