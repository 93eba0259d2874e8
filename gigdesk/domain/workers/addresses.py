"""What an address says of a village: only where town, village, group and house follow each other.

A street, a school or an estate that is called after a village is none: 新村路, 新村小学, 新村小区.
"""

from __future__ import annotations

from gigdesk.domain import patterns
from gigdesk.domain.workers import cities
from gigdesk.domain.workers.pinyin import HAN

VILLAGE, COMMUNITY = "village", "community"
_KIND = patterns.later(
    f"(?P<{VILLAGE}>村?(?:村民委员会|村委会|村委)|村)"
    f"|(?P<{COMMUNITY}>(?:社区)?(?:居民委员会|居委会|居委)|社区)"
)
_LAST_KIND = patterns.later(f"(?:{_KIND.pattern})$")
_FIGURE = "第?(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
_NO_GROUP = "路|街|巷|弄|道|小区|社区|小学|中学|学校|医院|卫生|公寓|花园|市场|工业|安置|移民|厂"
_LEFT = (
    r"$|[(\[,，、;；。.—-]"
    f"|{_FIGURE}(?:村民|村小|小组|组|生产队|队|社|号|户)"
    r"|[0-9]+(?:[-—~#][0-9]+)*(?:$|[(,，、;；。号])"
    f"|(?!{_NO_GROUP})[{HAN}]{{1,6}}?(?:组|自然村|屯|寨)"
)
_BEHIND = {
    VILLAGE: patterns.later(_LEFT),
    COMMUNITY: patterns.later(f"{_LEFT}|{_FIGURE}(?:栋|幢|排|巷|弄|单元|楼|室)"),
}
_PART = patterns.later(
    "[^省市区县盟旗]{1,9}?(?:省|自治[区州县]|市|州(?![市县区])|地区|盟|区|县|旗)"
)
_BARE = patterns.later(
    f"(?<=..)(?:特别行政区|[{HAN}]{{0,3}}族?自治[区州县]|省|市|地区|盟|区|县|旗)$"
)


def kind_of(village: str) -> str:
    """Return of what kind a village calls itself: a village, a community, or nothing."""
    found = _LAST_KIND.search(village)
    return (found.lastgroup or "") if found else ""


def kind_at(address: str, at: int) -> str:
    """Return of what kind a village is whose bare name ends at this place of an address.

    Nothing where its kind does not follow, or something else behind it than a group or a house.
    """
    found = _KIND.match(address, at)
    kind = (found.lastgroup or "") if found else ""
    return kind if found and _BEHIND[kind].match(address, found.end()) else ""


def parts(outer: str) -> tuple[str, ...]:
    """Return the cities and counties that stand before a town: 永州市 and 蓝山县, no province."""
    found = []
    for part in _PART.findall(outer):
        province = next((one for one in cities.bare_provinces() if part.startswith(one)), "")
        rest = part.removeprefix(province)
        if not province or (len(rest) > 2 and not rest.endswith(("省", "自治区"))):  # noqa: PLR2004 -- a name and its kind
            found.append(rest)
    return tuple(found)


def bare(part: str) -> str:
    """Return a city or county without its kind: 蓝山 for 蓝山县."""
    return _BARE.sub("", part)
