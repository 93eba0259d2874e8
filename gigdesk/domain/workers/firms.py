"""Names of employers: whether words name one at all, and whether two names are of the same.

Nobody writes a name alike twice: with its city or without, short or whole (东莞市鑫达电子有限公司,
鑫达电子厂). What is not surely the same is another: two periods of work may be one, but one that
stood for two would have lost the other.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.domain import patterns
from gigdesk.domain.workers import cities, folding
from gigdesk.domain.workers.pinyin import HAN

if TYPE_CHECKING:
    from collections.abc import Collection

_FORM = patterns.later(
    "股份有限公司|有限责任公司|有限公司|股份公司|分公司|集团|公司|工厂|厂|企业|单位|专业(?=合作社)"
)
# Trades and kinds that many share: whoever writes one of these names no employer by it.
_SHARED = patterns.later(
    "电子|电器|机电|机械|五金|塑胶|塑料|玩具|家具|家私|陶瓷|建材|建筑|建设|装饰|装修|工程|物业|家政|餐饮|食品"
    "|服装|服饰|制衣|纺织|针织|鞋业|鞋|手袋|手机|汽车|物流|快递|运输|科技|技术|实业|贸易|商贸|农业(?!银行)|种植|养殖"
    "|劳务|人力资源|制造|加工|工业|制品|服务|超市|业"
)
# Going out to work, working for oneself, no employer at all.
_NO_NAME = patterns.later(
    "跟(?:着)?(?:老乡|亲戚|别人|人)|外出|在外|进厂|打工|务工|上班|就业|灵活|工作|工地|自主|自己|自由|职业|创业"
    "|个体(?:户|经营|工商户)?|私营|私人|民营|个人|外资|合资|国营|乡镇企业|当地|各地|零工|散工|普工|杂工|小工|临时工?"
    "|打零工|流动|搞|包工头?|经商|自营|工商户|保安|保洁|环卫|外卖|厨师|司机|未知|其他|其它|(?:装修|建筑|施工|工程)队"
    "|做(?:点|小)?生意|开(?:货|大|出租|网约)?车|开店|理发店?|水电工?|[电瓦木焊]工|不详|无固定|没有|不固定|等"
    "|[在去到往无的和及]"
)
_AREAS = patterns.later(
    "外地|本地|省外|省内|外省|市外|市内|外市|县外|县内|外县|县城|镇上|国内|国外|[本村镇乡县]里|本[村镇乡县]|工业园区?|开发区|高新区|园区"
)
_DISTRICTS = """
宝安 龙岗 龙华 坪山 光明 南山 福田 罗湖 盐田 松岗 沙井 布吉 虎门 长安 厚街 常平 塘厦 大朗 凤岗
清溪 寮步 石排 横沥 大岭山 樟木头 石碣 茶山 顺德 南海 禅城 高明 三水 番禺 花都 白云 天河 增城 从化
黄埔 海珠 荔湾 南沙 惠阳 惠城 博罗 仲恺 香洲 斗门 蓬江 新会 鹤山 北仑 鄞州 镇海 余杭 萧山 柯桥 上虞
路桥 黄岩 椒江 瓯海 鹿城 龙湾 吴江 吴中 新吴 惠山 锡山 浦东 松江 嘉定 青浦 奉贤 闵行 昌平 大兴 顺义
思明 湖里 集美
"""
_DISTRICT = "|".join(sorted(_DISTRICTS.split(), key=len, reverse=True))
_OCCUPATION = patterns.later(f"[{HAN}]{{2,3}}(?:员|(?<!员)工)|公益性?岗位?")
_TOWNS = patterns.later(f"(?:{_DISTRICT})(?:区|镇|街道)?")
_AROUND = patterns.later(f"中国|[{HAN}]{{0,3}}?(?:(?<![超夜菜门])市|县|区|镇|乡|街道)(?!长)")
_KIND_OF_PLACE = patterns.later("(?<=.)(?:省|市|县|区|镇|乡|街道)$")
_BESIDE = patterns.later(r"[(（]([^()（）]+)[)）]")
_NUMBERED = patterns.later("第([一二三四五六七八九十])(中学|小学)")
_PUBLIC = patterns.later("学|园|院|局|所|队|站|政府|委|办|会|社|银行")
_SIGNS = patterns.later(r"[\W_]+")
_FIGURES = frozenset("一二三四五六七八九十0123456789")
_FEWEST_ALIKE = 3
_SHORTEST = 2


def names_one(words: object) -> bool:
    """Say whether words where an employer stands name one, and not a place, a trade or nothing.

    A place with a form of company is a name: 白沙镇鞋厂. In doubt words name one.
    """
    if _OCCUPATION.fullmatch(_plain(words)):
        return False
    whole = _read(_NO_NAME.sub("", _plain(words)))
    rest = _NO_NAME.sub("", _AREAS.sub("", whole.own))
    return bool(rest) or bool(whole.places and _FORM.search(_plain(words)) and whole.is_firm)


def are_one(one: object, other: object) -> bool:
    """Say whether two names surely are of one employer, written in two ways.

    In brackets stands where a part of it is, or what it is called as well: 鸿富锦(富士康).
    """
    return any(_match(first, second) for first in _written(one) for second in _written(other))


def are_nearly_one(one: object, other: object) -> bool:
    """Say whether two names differ in one character of four or more, perhaps a wrong one."""
    first, second = _read(_plain(one)).core, _read(_plain(other)).core
    if len(first) != len(second) or len(first) <= _FEWEST_ALIKE:
        return False
    wrong = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and not _FIGURES.issuperset(wrong[0])


def is_shorter(told: object, known: object) -> bool:
    """Say whether words say nothing of an employer but what its name that is known says, too."""
    short, whole = _read(_plain(told)), _read(_plain(known))
    if not short.own or not _are_within(short.places, whole.places):
        return False
    return short.trades <= whole.trades and _heads(short.own, whole.own)


class _Name(NamedTuple):
    """A name taken apart: its places, its trades, what is its own, and whether it is a firm's.

    `core` is the name without the places before it and the forms of company in it.
    """

    places: frozenset[str]
    trades: frozenset[str]
    own: str
    core: str
    is_firm: bool


@functools.lru_cache(maxsize=1 << 14)
def _read(plain: str) -> _Name:
    rest, places = plain, []
    while rest and (shorter := _without_place(rest)) != rest:
        places.append(rest[: len(rest) - len(shorter)])
        rest = shorter
    core = _NUMBERED.sub(lambda found: found[1] + found[2][0], _FORM.sub("", rest))
    places += _TOWNS.findall(core)
    inner = _TOWNS.sub("", core)
    trades = frozenset(one.removesuffix("业") for one in _SHARED.findall(inner)) - {""}
    stems = frozenset(_KIND_OF_PLACE.sub("", one) for one in places)
    return _Name(stems, trades, _SHARED.sub("", inner), core, _FORM.search(rest) is not None)


def _written(name: object) -> set[_Name]:
    text = folding.folded(str(name or ""))
    texts = {text, _BESIDE.sub("", text), *_BESIDE.findall(text)}
    plain = {_plain(one) for one in texts} - {""}
    if not names_one(name):
        plain = {_NO_NAME.sub("", one) or one for one in plain}
    return {_read(one) for one in plain}


def _match(one: _Name, other: _Name) -> bool:
    if not _may_be_there(one.places, other.places):
        return False
    if one.trades and other.trades and one.trades.isdisjoint(other.trades):
        return False
    first, second = _after(one.own, other.places), _after(other.own, one.places)
    if not first or not second:
        # A trade in a place: only the very same.
        return not (first or second) and (one.places, one.trades) == (other.places, other.trades)
    short, whole = sorted((first, second), key=len)
    if short != whole and (one if first == short else other).trades:
        # 万达超市 and 万达广场: a trade stands against words that may be another one.
        return False
    return _heads(short, whole)


def _heads(short: str, whole: str) -> bool:
    """Say whether a name is another one or begins it: 富士康 does 富士康精密, not 富士康小学."""
    if not whole.startswith(short):
        return False
    rest = whole[len(short) :]
    return not rest or (min(len(short), len(rest)) >= _SHORTEST and _PUBLIC.search(rest) is None)


def _may_be_there(places: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether places before two names may be the same: none, fewer, or without their names."""
    named, other_named = (
        {one for one in each if len(one) > 1 and one != "中国"} for each in (places, others)
    )
    return _are_within(named, other_named) or _are_within(other_named, named)


def _are_within(places: Collection[str], others: Collection[str]) -> bool:
    """Say whether each place is one of others, perhaps without what stands before it."""
    return all(any(one in each for each in others) for one in places)


def _after(own: str, places: frozenset[str]) -> str:
    """Return a name without the place before it that the other one gives with its kind."""
    stems = sorted(filter(own.startswith, places), key=len)
    return own[len(stems[-1]) :] if stems and len(stems[-1]) > 1 else own


def _plain(words: object) -> str:
    return _SIGNS.sub("", folding.folded(str(words or "")))


def _without_place(words: str) -> str:
    """Return words without the place with which they begin."""
    rest = cities.without(words)
    if rest != words:
        return re.sub("^[省市]", "", rest)
    for places in (_AREAS, _TOWNS, _AROUND):
        found = places.match(words)
        if found:
            return words[found.end() :]
    return words
