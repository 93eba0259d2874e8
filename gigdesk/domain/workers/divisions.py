"""The divisions of GB/T 2260, by which the first digits of a resident number are looked at.

Nothing here is ever an error: a code that is on no list is only worth a look.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.domain import patterns
from gigdesk.domain.workers import counties, folding, pinyin, surnames
from gigdesk.domain.workers.findings import warning
from gigdesk.domain.workers.pinyin import HAN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gigdesk.domain.workers.findings import Finding

PROVINCES: dict[str, str] = {
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}

# Residence permits for people from Hong Kong, Macau and Taiwan begin with one of these.
PERMIT_REGIONS: dict[str, str] = {"810000": "香港", "820000": "澳门", "830000": "台湾"}


def province_name(code: str) -> str | None:
    """Return the name of the province a division code of any length begins with, if known."""
    return PROVINCES.get(code[:2])


def is_plausible_county(code: str) -> bool:
    """Say whether a six-digit code begins with a known province or is that of a permit."""
    return code[:2] in PROVINCES or code in PERMIT_REGIONS


def is_known_county(code: str) -> bool:
    """Say whether a six-digit code was one of a county between 1980 and 2020, or of a permit."""
    return code in counties.known() or code in PERMIT_REGIONS


CODE_UNREAD = "findings.division.unread"
"""The remark on what stands in place of a division code and is none."""
_CODE = patterns.later("[0-9]{6}(?:[0-9]{3}(?:[0-9]{3})?)?")


def read_code(text: str, field: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Read the code of a county (6 digits), town (9) or village (12); blanks between are no matter.

    The codes are those of GB/T 2260 and of the statistics office behind them; None for anything
    else. A county of no year since 1980 is only worth a look.
    """
    code = folding.joined(text)
    if not _CODE.fullmatch(code):
        return None, (warning(CODE_UNREAD, field=field, text=text),)
    if not is_known_county(code[:6]):
        return code, (warning("findings.division.county", field=field, text=code[:6]),)
    return code, ()


_OUTER = patterns.later(r"^[\[【〖〔《<「(](.+?)[\]】〗〕》>」)](.*)$")
_ORDER = patterns.later(
    r"^(?:[(](?:[一二三四五六七八九十]+|[0-9]{1,2})[)]|(?:[一二三四五六七八九十]+|[0-9]{1,2})[、.,)])[、.]?(?=.)"
)
_KIND = patterns.later("^(?:所在|所属)?(?:村名称?|村别|行政村|村组|村社区|村|社区|乡镇|组别)[:]")
_COUNT = patterns.later(
    "(?:[(]?(?:共|计|合计|人数)?[:]?[0-9]{1,5}(?:人|名|户|口|个)+.*|[(][^()]*[)]|[:].*)$"
)
_ALONE = patterns.later(
    "[(]?(?:(?:共|计|合计|人数)?[:]?[0-9]{1,5}(?:人|名|户|口)+[)]?|[一二三四五六七八九十]+[)]?[、.]?|人数[:]?)"
)


def bare_title(text: str) -> str:
    """Return the place that a title over people names: 石桥村 for 一、【石桥村】共2人.

    Signs, an order, what kind of place it is and how many people follow are taken off; whether
    the rest is a place is for the caller to say.
    """
    plain = folding.joined(text)
    while True:
        bare = _ORDER.sub("", plain)
        outer = _OUTER.match(bare)
        bare = outer[1] + outer[2] if outer and not is_count(bare) else bare
        bare = _COUNT.sub("", _KIND.sub("", bare)) or bare
        if bare == plain:
            return plain
        plain = bare


def is_count(text: str) -> bool:
    """Say whether a cell only counts or orders what stands beside it: 2人, 共12人, 一、."""
    return bool(_ALONE.fullmatch(folding.joined(text)))


def is_part(text: str) -> bool:
    """Say whether a title only counts a part of a list: 第二批."""
    return _NUMBERED_PART.fullmatch(folding.joined(text)) is not None


class Place(NamedTuple):
    """A place as it was written, taken apart: what lies around the town, town, village, group."""

    outer: str
    town: str
    village: str
    group: str


# A province, a city, a county in front. 社区, 小区 and 片区 are none, nor is the 市 of 楠市镇.
_WITHIN = "[^省市县区镇乡村、,，0-9]"
_OUTER_PLACES = patterns.later(
    f"(?:{_WITHIN}{{2,7}}(?:省|自治区))?(?:{_WITHIN}{{2,8}}(?:市|自治州|地区|盟))?"
    f"(?:{_WITHIN}{{1,8}}(?:县|(?<![社小片园])区|旗)|{_WITHIN}{{2,8}}市)?(?=.)(?![镇乡村街])"
)
_LONE_COUNTY = patterns.later(f"{_WITHIN}{{1,8}}[县区市旗]")
_TOWN_OF = patterns.later("(.+?(?:街道办事处|街道办|街道|苏木|农场|林场|镇|乡))(?![镇乡办])(.*)")
_TOWN_KIND = patterns.later("(?:街道办事处|街道办|街道|镇|乡)$")
_STREET = patterns.later("街道办(?:事处)?")
_FIGURE = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_GROUP_OF = patterns.later(
    f"[,，、(]?第?{_FIGURE}(?:村民小组|村小组|小组|组|生产队|队)[)]?(?:[0-9]{{1,4}}号?)?$"
)
_A_GROUP = patterns.later(f"第?{_FIGURE}(?:村民小组|村小组|小组|组|生产队|队|社)")
_DIVIDED = patterns.later("培训|学员|分组|派工|班组|采摘|突击|考勤|名次|实训")
_CALLED_GROUP = patterns.later(f"(?!.*(?:未|不|没|无|组长|党员|人员|户$))[{HAN}]{{2,8}}")
_ONES = "零一二三四五六七八九"
_GROUPS_OF_VILLAGES = patterns.later("村民小?组|村小组|自然村")
_VILLAGE_ENDS = "村民委员会|居民委员会|村委会|居委会|村委|居委|社区|村"
_CALLED_VILLAGE = patterns.later(f"[{HAN}]{{1,18}}(?:{_VILLAGE_ENDS})")
_VILLAGE_END = patterns.later(_VILLAGE_ENDS)
_NUMBERED_PART = patterns.later(
    "第[一二三四五六七八九十0-9]{1,3}(?:批次?|期|轮|车|次|部分|页|张|表)"
)
# What may stand behind a village in an address without being part of its name.
_BEHIND = patterns.later(
    f"$|[^{HAN}]|第?{_FIGURE}(?:村民|村小|小组|组|队|社|巷|号|排|栋)|[{HAN}]{{1,6}}组"
)
_PLACEHOLDERS = """
无 没有 暂无 不详 不祥 不明 未知 不知 不知道 不清楚 待定 待查 待补 未填 未登记 空 空白 其他 其它
外地 外省 外县 外市 外区 外乡 外镇 外村 外来 外面 异地 本村 本镇 本乡 本县 本市 本地 本社区 同上
流动 户籍地 村 社区 村委 村委会 居委会 行政村 村名 none null n/a
"""
_NO_PLACE = frozenset(_PLACEHOLDERS.split())
_STRANGER = patterns.later(
    "外(?:地|省|县|市|乡|镇|村|来)(?:人|人员|户|户籍|户口|籍|务工|嫁入|迁入)*"
)
_COMMITTEES = ("村民委员会", "居民委员会", "村委会", "居委会", "村委", "居委")
_VILLAGE_ENDINGS = ("社区", "村")
_NAME_OF_VILLAGE = patterns.later(f"[{HAN}]{{2,12}}")
# Where people work, and no village is called so.
_OFFICE_OR_FIRM = patterns.later(
    "(?:公司|集团|政府|医院|卫生院|派出所|(?:电子|鞋|服装|制衣|玩具|家具|食品|机械|塑胶|五金|陶瓷|纺织|针织)厂)$"
)
_OPPOSITE = frozenset("东西南北上下前后左右中内外大小新老旧头尾一二三四五六七八九十甲乙丙丁")
# Signs that are mistaken for each other without sounding alike.
_ALIKE = (
    "土士",
    "未末",
    "己已巳",
    "日曰",
    "干千于",
    "田由甲申",
    "人入八",
    "大太犬",
    "天夫",
    "风凤",
)


def placed(text: str, towns: Collection[str] = ()) -> Place:
    """Take a place apart: 湖南省蓝山县塔峰镇东风村3组 is 东风村 in 塔峰镇, its third group.

    `towns` are towns that are known; of others the words tell. Whether there is such a place is
    for the caller to say; a text that names only a town has no village.
    """
    plain = folding.joined(text).strip(",，、。;；")
    outer, rest = _outer(plain, towns)
    known = max((one for one in towns if one and rest.startswith(one)), key=len, default="")
    if known:
        town, rest = known, rest[len(known) :]
    else:
        found = _TOWN_OF.fullmatch(rest)
        # A village may be called after a town: 老乡村. Then nothing is left of it.
        is_town = found is not None and not _VILLAGE_END.match(found[2])
        town, rest = (found[1], found[2]) if found and is_town else ("", rest)
    group = _GROUP_OF.search(rest)
    village = rest[: group.start()] if group else rest
    return Place(outer, town, village, group[0].strip(",，、()") if group else "")


def calls_group_of_village(header: str) -> bool:
    """Say whether a header calls its column the groups of villages: 村民小组, 自然村."""
    plain = folding.joined(header)
    return _GROUPS_OF_VILLAGES.search(plain) is not None


def divides_people(title: str) -> bool:
    """Say whether a title speaks of people parted for work or teaching, not of where they live."""
    return _DIVIDED.search(title) is not None


def group_of(text: str, *, may_be_called: bool = False) -> str:
    """Return the group that a cell of groups names, with its kind: 3组 for 3; nothing for 无.

    Only figures are sure; where a column says that its groups are those of villages, one
    `may_be_called` something: 大屋组, 上屋里.
    """
    plain = folding.joined(text).strip(",，、。")
    if is_no_place(plain) or not plain.strip("0"):
        return ""
    if re.fullmatch(f"第?{_FIGURE}", plain):
        return f"{plain}组"
    bare = _CALLED_VILLAGE.sub("", plain, count=1)
    called = may_be_called and _CALLED_GROUP.fullmatch(plain) is not None
    return plain if called or _A_GROUP.fullmatch(bare) else ""


def names_group(address: str, group: str) -> bool:
    """Say whether an address names a group, in whatever figures: 三组 is 3组."""
    own = _counted(group)
    return any(_counted(one) == own for one in _A_GROUP.findall(folding.folded(address))) or (
        group in folding.folded(address) and not own
    )


def _counted(group: str) -> int:
    """Return the number of a group that only has one, else nought."""
    found = _A_GROUP.fullmatch(group)
    figure = re.search(_FIGURE, group) if found else None
    if figure is None:
        return 0
    if figure[0].isdecimal():
        return int(figure[0])
    tens, ten, ones = figure[0].rpartition("十")
    whole = 10 * (_ONES.find(tens) if tens else 1) if ten else 0
    return whole + max(_ONES.find(ones), 0) if ones else whole


def outer_of(text: str) -> str:
    """Return what stands around a town at the beginning of a text: its province, city, county."""
    return _outer(text, ())[0]


def _outer(plain: str, towns: Collection[str]) -> tuple[str, str]:
    """Part what stands around a town from it; a lone county only where a town or village follows.

    县城社区 and 市场社区 begin with no county.
    """
    if any(one and plain.startswith(one) for one in towns):
        return "", plain
    found = _OUTER_PLACES.match(plain)
    outer = found[0] if found else ""
    rest = plain[len(outer) :]
    if _LONE_COUNTY.fullmatch(outer) and not (
        _TOWN_OF.match(rest) or (len(outer) > 2 and _CALLED_VILLAGE.match(rest))  # noqa: PLR2004 -- a name and its kind
    ):
        return "", plain
    return outer, rest


def in_address(place: Place) -> Iterator[str]:
    """Yield what may be the village at the beginning of an address, the longest first.

    Only where nothing but a group or a house number stands behind it.
    """
    whole = place.village + place.group
    ends = [found.end() for found in _VILLAGE_END.finditer(whole)]
    for end in sorted({len(place.village), *ends}, reverse=True):
        if end and _BEHIND.match(whole, end):
            yield whole[:end]


def one_street(text: str) -> str:
    """Write an address in one width without blanks, with one word for the office of a street."""
    return _STREET.sub("街道", folding.joined(text))


def ends_village(address: str, at: int) -> bool:
    """Say whether the name of a village may end at a place in an address: a kind or group follows.

    Behind its kind anything may stand, a hamlet or a school.
    """
    return (_VILLAGE_END.match(address, at) or _BEHIND.match(address, at)) is not None


def is_no_place(text: str) -> bool:
    """Say whether a text in a column of places only stands for one: 不详, 外地, —."""
    plain = folding.joined(text).strip("()-—_/.,。").casefold()
    return not plain or plain in _NO_PLACE or _STRANGER.fullmatch(plain) is not None


def may_be_village(name: str) -> bool:
    """Say whether a name without town and group can be that of a village at all."""
    if _NAME_OF_VILLAGE.fullmatch(name) is None or _OFFICE_OR_FIRM.search(name):
        return False
    return not is_no_place(name)


def is_named_village(text: str) -> bool:
    """Say whether a text calls itself a village or a group of one: 东风村, 塔峰镇东风村3组."""
    return _CALLED_VILLAGE.fullmatch(placed(text).village) is not None


def are_near(one: str, other: str) -> bool:
    """Say whether one name of a village may be a slip for another: 东凤 and 东风.

    They differ by one sign. Pairs such as 上洞 and 下洞, 李家湾 and 王家湾 are two villages, and
    of names of two signs only those that sound or look alike are taken for a slip.
    """
    if one == other or not one or not other:
        return False
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        more = [sign for at, sign in enumerate(longer) if longer[:at] + longer[at + 1 :] == shorter]
        return len(shorter) > 2 and bool(more) and more[0] not in _OPPOSITE  # noqa: PLR2004 -- short names
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    first, second = differing[0]
    alike = any(first in signs and second in signs for signs in _ALIKE)
    if alike or pinyin.full_pinyin(one) == pinyin.full_pinyin(other):
        return True
    two_places = any(
        first in others and second in others for others in (_OPPOSITE, surnames.COMMON)
    )
    return len(one) > 2 and not two_places  # noqa: PLR2004 -- short names


def are_near_towns(one: str, other: str) -> bool:
    """Say whether the name of a town may be a slip for another: 白水乡 and 白水镇."""
    bare = [_TOWN_KIND.sub("", folding.folded(name)) for name in (one, other)]
    return "" not in bare and (bare[0] == bare[1] or are_near(*bare))


def town_key(name: str) -> str:
    """Return a town's name without its kind: 江村镇, 江村乡 and 江村 have one."""
    plain = folding.folded(name)
    return _TOWN_KIND.sub("", plain) or plain


def has_town_kind(name: str) -> bool:
    """Say whether the name of a town says that it is one: 江村镇 does, 江村 does not."""
    return town_key(name) != folding.folded(name)


def is_village(text: str) -> bool:
    """Say whether a text calls itself a village or a community."""
    return village_key(text) != folding.folded(text)


@functools.lru_cache(maxsize=1 << 14)
def village_key(text: str) -> str:
    """Return a village's name without its kind: 大元村委会, 大元村 and 大元 are one village."""
    plain = folding.folded(text)
    for endings in (_COMMITTEES, _VILLAGE_ENDINGS):
        for ending in endings:
            if plain.endswith(ending) and plain != ending:
                plain = plain.removesuffix(ending)
                break
    return plain
