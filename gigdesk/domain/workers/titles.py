"""Villages named by what stands over people: a title, the name of a sheet, a line with a label."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from gigdesk.domain import patterns
from gigdesk.domain.workers import codes, divisions, folding, surnames
from gigdesk.domain.workers.pinyin import HAN

if TYPE_CHECKING:
    from collections.abc import Collection

_MOMENT = patterns.later(
    "(?:关于|[0-9]{2,4}年(?:度)?|[0-9]{1,2}月(?:份)?|[0-9]{1,2}[日号]|[上下]半年|第?[一二三四1-4]季度|[0-9._/-]+)+"
)
_TOWN = patterns.later(f"[{HAN}]{{1,5}}?(?:街道办事处|街道办|街道|镇|乡)(?![镇乡村街])")
_VILLAGE = patterns.later(
    f"([{HAN}]{{1,6}}?)(村民委员会|居民委员会|村委会|居委会|社区|村(?![级干](?!村)))(.*)"
)
_AGAIN = patterns.later("村民委员会|居民委员会|村委会|居委会|村(?![民级干])")
_GROUP = patterns.later("第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:村民小组|村小组|小组|组)")
_BESIDE = patterns.later(r"\([居社区]{1,2}\)(?:民?委员?会)?")
# Behind a village: another one (石桥村、大坪村), or the word that there are more.
_KIND = "(?:村|社区)(?!民(?!委)|级|干|务(?!工)|集体|内|里|落|自然村)"
_ALSO = "(?:以及|[、;/|&+和与及跟同暨])"
_MORE = patterns.later(f"{_ALSO}((?:[{HAN}]{{1,8}}?{_ALSO})*[{HAN}]{{1,8}}?{_KIND})")
_AND_MORE = patterns.later("等(?![级待着候于同额值])")
_PARTED = patterns.later(_ALSO)
# A hamlet or a village without its kind: 石桥村、大坪务工名册.
_BARE_MORE = patterns.later(
    f"{_ALSO}([{HAN}]{{1,3}}?[桥湾塘冲坪坝洞庄屯寨沟岗坑垭畈坳垸垄岭江河溪源井头口田])"
    "(?:[两二三]村)?(?=(?:常年)?(?:外出|务工|返乡|劳动力|劳务|人员|花名册|名册|名单|台账|登记|$))"
)
_NEXT = patterns.later(f"[,.~·_—–-]*([{HAN}]{{1,8}}?){_KIND}")
# No village is called so: 石桥村回村人员, 石桥村整村推进, 石桥村（原大坪村）.
_NO_FURTHER = patterns.later(
    "^(?:含?原|现|即|曾|又名)|^(?:外|空心|城中|传统)$|[出在留离回返进入到驻联包下整强兴富护治惠]$|^[一二三四五六七八九十两多]$"
)
_NO_NAME = patterns.later(
    "[农乡全各本每驻我该此]$|^山$|所属|户籍|居住|现住|行政|自然|实践|党支|支部|和美|贫困|脱贫|示范|重点|人员|劳动|就业|务工|登记|统计|花名|名单|信息"
    "|培训|报名|所在|全体|返乡|搬迁|安置|易地|外出|全省|全市|全县|全区|全镇|情况|摸底|调查|智慧|填"
    "|部分|边远|偏远|偏僻|高寒|有关|相关|附近|周边|邻近|多个|几个|若干|其他|其它"
)
_LABEL = patterns.later("[^:]{0,8}?(村|居|社区|单位|地点|地区|范围|乡镇|街道)[^:]{0,6}:(.+)")
_OF_VILLAGE = frozenset({"村", "居", "社区"})
_APART = patterns.later(r"[()\[\]{}【】〔〕《》〈〉“”\"|:;；·—_\-–]+")
_NO_VILLAGE_ENDS = patterns.later(
    "(?:^[男女]|[男女][性士生]|[性类户工班批人者员岗生期队组店厂]|部分|全部|说明|备注|注意|要求|提示|情况|名单|名册|台账|其他|其它)$"
)
_LONGEST_UNKNOWN = 6
_NAME = patterns.later(f"[{HAN}]{{2,4}}")
# What hamlets end on and hardly any name: 王家湾, 石桥, 黄泥塘.
_HAMLET_ENDS = frozenset("桥湾塘冲坪坝洞庄屯寨沟岗坑垭畈坳垸垄弄巷村组镇乡队街路院场")
_SORTED_BY = ("education", "province", "political", "marital")
"""What lists are parted by: 高中 and 江西 begin like names."""
_HAMLET_HAS = patterns.later("[家泥沙]")
_LIST = patterns.later(r"(?:名单|名册|台[账帐]|表|清单)(?:\([^()]*\)|[0-9年月日./-]+)*$")
_LISTED = patterns.later("[(][一二三四五六七八九十]{1,3}[)].{1,8}")

_NO_CALLED = frozenset({"新建", "新增", "新表", "中心", "全部", "汇总"})

Kind = Literal["village", "group", "town", "place", ""]


def village_in(text: str) -> str:
    """Return the village that a title names, with town and group where they stand beside it.

    白水村 for 2026年白水村外出务工人员名单, 富河村 for 村（居）：富河村; nothing where it names
    none or several. Whether there is such a village is for the caller to say.
    """
    whole = unicodedata.normalize("NFKC", text)
    joined = "".join(whole.split())
    label = _LABEL.fullmatch(joined)
    if label:
        value = label[2]
        named = _first(value)
        short = value if value.endswith(("村", "社区")) or len(value) < _LONGEST_UNKNOWN else ""
        told = label[1] in _OF_VILLAGE and may_be_unknown_village(short)
        return short if named == "" and told else named or ""
    first = ""
    for part in (joined, *_APART.split(joined), *whole.split()):
        found = _first(part)
        if found is None or (first and found and _is_another(found, first)):
            return ""
        first = first or found
    return first


def called_after(sheet: str) -> str:
    """Return what a sheet is called without order and counts, where a village may be called so.

    新建 is as well what a sheet is called that nobody has given a name.
    """
    bare = divisions.bare_title(sheet)
    may_be = divisions.may_be_village(bare) and bare not in _NO_CALLED
    return bare if may_be and not divisions.is_village(bare) else ""


def town_in(text: str, towns: Collection[str]) -> str:
    """Return the town of those known with which a title begins, behind a moment and a county."""
    joined = folding.joined(text)
    for part in (joined, *_APART.split(joined)):
        moment = _MOMENT.match(part)
        rest = part[moment.end() :] if moment else part
        starts = (rest, rest[len(divisions.outer_of(rest)) :])
        found = (one for one in towns if one and any(each.startswith(one) for each in starts))
        town = max(found, key=len, default="")
        if town:
            return town
    return ""


def heads_list(text: str) -> bool:
    """Say whether a line is the title of a list of one village or several: 富河村务工人员名单."""
    plain = folding.joined(text)
    return _LIST.search(plain) is not None and bool(village_in(text) or names_several(plain))


def several_in(text: str) -> str:
    """Return the villages that a title names where it names several, with what joins them."""
    joined = folding.joined(text)
    moment = _MOMENT.match(joined)
    rest = joined[moment.end() :] if moment else joined
    found = re.match(f".*{_KIND}", rest) if names_several(joined) else None
    return found[0] if found else ""


def names_several(text: str) -> bool:
    """Say whether a bare title seems to name more than one village: 石桥村大坪村."""
    return _first(folding.joined(text)) is None


def _first(text: str) -> str | None:
    """Return the village with which a text begins, behind a moment, a county and a town.

    None where others follow it.
    """
    moment = _MOMENT.match(text)
    rest = text[moment.end() :] if moment else text
    outer = divisions.outer_of(rest)
    rest = rest[len(outer) :]
    town = _TOWN.match(rest)
    named = town[0] if town and not _has_village_before_its_end(town[0]) else ""
    found = _VILLAGE.match(rest, len(named))
    if found is None or _NO_NAME.search(found[1]):
        return ""
    again = _AGAIN.match(found[3]) or _BESIDE.match(found[3])
    behind = found[3][again.end() :] if again else found[3]
    group = _GROUP.match(behind)
    last = behind[group.end() :] if group else behind
    if any(_goes_on(each, found[1] + found[2]) for each in (found[3], behind, last)):
        return None
    if not divisions.may_be_village(found[1] + found[2]):
        return ""
    more = again[0] if again and again[0] == "村" else ""
    only = group is not None and not _GROUP.match(last.lstrip("、,和与及/"))
    return f"{named}{found[1]}{found[2]}{more}{group[0] if group and only else ''}"


def _goes_on(behind: str, village: str) -> bool:
    """Say whether another village follows behind one, or the word that there are more."""
    # What stands last has the kind; 和 may as well begin a word: 和美乡村.
    more = (_PARTED.split(one)[-1] for one in _MORE.findall(behind))
    if any(_is_another(one, village) for one in more):
        return True
    if _AND_MORE.match(behind) or _BARE_MORE.match(behind):
        return True
    found = _NEXT.match(behind)
    return found is not None and _is_another(found[0].lstrip(",.~·_—–-"), village)


def _is_another(text: str, village: str) -> bool:
    """Say whether a text names another village than one, and is not said of its people."""
    name = _PARTED.split(divisions.village_key(divisions.placed(text).village))[-1]
    no_village = not name or _NO_NAME.search(name) or _NO_FURTHER.search(name)
    return not no_village and are_two(text, village)


def _has_village_before_its_end(town: str) -> bool:
    """Say whether what looks like a town runs over a village: 白水村返乡."""
    at = town.find("村")
    return 0 <= at < len(town) - 2


def classed(text: str) -> Kind:
    """Say what a bare title over people is: a village, a group of one, a town, another place.

    A hamlet is another place; what only sorts people (焊工班, 女性, 第二批) is none.
    """
    place = divisions.placed(text)
    if divisions.is_named_village(text):
        return "village"
    if not place.village:
        return "group" if place.group else "town" if place.town else ""
    return "" if sorts(text) else "place"


def sorts(text: str) -> bool:
    """Say whether a bare title only says what kind of people stand below it: 女性, 焊工班."""
    return _NO_VILLAGE_ENDS.search(text) is not None


def sorts_line(text: str) -> bool:
    """Say whether a line by itself only says of what kind those below it are: （二）女性."""
    plain = folding.joined(text)
    return _LISTED.fullmatch(plain) is not None and sorts(divisions.bare_title(plain))


def may_be_unknown_village(text: str) -> bool:
    """Say whether a line by itself may be a village's name without its kind: 新建, 一、新建."""
    bare = divisions.bare_title(text)
    may_be = len(bare) <= _LONGEST_UNKNOWN and divisions.may_be_village(bare)
    return may_be and classed(bare) in {"village", "place"}


def may_be_person(text: str) -> bool:
    """Say whether a line by itself is like somebody's name: 李四花, and not 王家湾."""
    plain = folding.joined(text)
    begins = plain[:1] in surnames.COMMON or plain[:2] in surnames.COMPOUND
    if not begins or _NAME.fullmatch(plain) is None or sorts(plain) or _NO_NAME.search(plain):
        return False
    if any(codes.read_code(one, plain) is not None for one in _SORTED_BY):
        return False
    if plain[-1] in _HAMLET_ENDS or _HAMLET_HAS.match(plain, 1):
        return False
    return len(plain) < 4 or plain[:2] in surnames.COMPOUND  # noqa: PLR2004 -- a surname of two signs


def are_two(one: str, other: str) -> bool:
    """Say whether two titles name two villages."""
    return divisions.village_key(divisions.placed(one).village) != divisions.village_key(
        divisions.placed(other).village
    )
