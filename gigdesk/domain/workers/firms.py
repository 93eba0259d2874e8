"""Names of employers: whether words name one at all, and whether two names are of the same.

Nobody writes a name alike twice: with its city or without, short or whole (东莞市鑫达电子有限公司,
鑫达电子厂). What is not surely the same is another: two periods of work may be one, but one that
stood for two would have lost the other.
"""

from __future__ import annotations

import re

from gigdesk.domain.workers import cities, folding
from gigdesk.domain.workers.pinyin import HAN

_FORM = re.compile("股份有限公司|有限责任公司|有限公司|股份公司|分公司|集团|公司|工厂|厂|企业|单位")
# Trades and kinds that many share: whoever writes one of these names no employer by it.
_SHARED = re.compile(
    "电子|电器|机电|机械|五金|塑胶|塑料|玩具|家具|家私|陶瓷|建材|建筑|建设|装饰|装修|工程|物业|家政|餐饮|食品"
    "|服装|服饰|制衣|纺织|针织|鞋业|鞋|手袋|手机|汽车|物流|快递|运输|科技|技术|实业|贸易|商贸|农业|种植|养殖"
    "|劳务|人力资源|制造|加工|工业|制品|服务|小学|中学|学校|幼儿园|医院|超市|酒店|宾馆|饭店|银行|业"
)
# Going out to work, working for oneself, no employer at all.
_NO_NAME = re.compile(
    "跟(?:着)?(?:老乡|亲戚|别人|人)|外出|在外|进厂|打工|务工|上班|就业|灵活|工作|工地|自主|自己|自由|职业|创业"
    "|个体(?:户|经营)?|私营|私人|民营|个人|外资|合资|国营|乡镇企业|当地|各地|零工|散工|普工|杂工|小工|临时工?"
    "|做(?:点|小)?生意|开(?:货|大|出租|网约)?车|开店|理发店?|水电工?|[电瓦木焊]工|不详|无固定|没有|不固定|等"
    "|[在去到往无的和及]"
)
_AREAS = re.compile(
    "外地|本地|省外|省内|外省|市外|市内|外市|县外|县内|外县|县城|镇上|国内|国外|工业园区?|开发区|高新区|园区"
)
_DISTRICTS = """
宝安 龙岗 龙华 坪山 光明 南山 福田 罗湖 盐田 松岗 沙井 布吉 虎门 长安 厚街 常平 塘厦 大朗 凤岗
清溪 寮步 石排 横沥 大岭山 樟木头 石碣 茶山 顺德 南海 禅城 高明 三水 番禺 花都 白云 天河 增城 从化
黄埔 海珠 荔湾 南沙 惠阳 惠城 博罗 仲恺 香洲 斗门 蓬江 新会 鹤山 北仑 鄞州 镇海 余杭 萧山 柯桥 上虞
路桥 黄岩 椒江 瓯海 鹿城 龙湾 吴江 吴中 新吴 惠山 锡山 浦东 松江 嘉定 青浦 奉贤 闵行 昌平 大兴 顺义
思明 湖里 集美
"""
_DISTRICT = "|".join(sorted(_DISTRICTS.split(), key=len, reverse=True))
_PLACE = re.compile(
    f"(?:{_DISTRICT})(?:区|镇|街道)?|[{HAN}]{{0,3}}?(?:(?<![超夜菜门])市|县|区|镇|乡|街道)(?!长)"
)
_AROUND = re.compile(f"[{HAN}]{{1,3}}(?:省|市|县|区|镇|乡|街道)")
_SIGNS = re.compile(r"[\W_]+")
_FEWEST_ALIKE = 3


def names_one(words: object) -> bool:
    """Say whether words where an employer stands name one, and not a place, a trade or nothing.

    A place with a form of company is a name: 白沙镇鞋厂. In doubt words name one.
    """
    whole = _plain(words)
    rest, placed = _NO_NAME.sub("", whole), False
    while rest:
        shorter = _without_place(rest)
        if shorter == rest:
            break
        rest, placed = shorter, True
    bare = _NO_NAME.sub("", _AREAS.sub("", rest))
    if _SHARED.sub("", _FORM.sub("", bare)):
        return True
    return placed and _FORM.search(bare) is not None


def are_one(one: object, other: object) -> bool:
    """Say whether two names surely are of one employer, written in two ways."""
    first, second = _plain(one), _plain(other)
    if sorted(_core(first)) == sorted(_core(second)):
        return True
    if not (names_one(one) and names_one(other)):
        return _is_written_in(first, second) or _is_written_in(second, first)
    if _is_part(first, second) or _is_part(second, first):
        return True
    own, other_own = _own(first), _own(second)
    if not own or not other_own:
        return False
    trades, other_trades = _trades(first), _trades(second)
    if trades and other_trades and trades.isdisjoint(other_trades):
        return False
    return _is_written_in(own, other_own) or _is_written_in(other_own, own)


def are_nearly_one(one: object, other: object) -> bool:
    """Say whether two names differ in one character of four or more, perhaps a wrong one."""
    first, second = _core(_plain(one)), _core(_plain(other))
    if len(first) != len(second) or len(first) <= _FEWEST_ALIKE:
        return False
    return sum(left != right for left, right in zip(first, second, strict=True)) == 1


def is_shorter(told: object, known: object) -> bool:
    """Say whether a name is only a shorter writing of the one that is known."""
    short, whole = _plain(told), _plain(known)
    return bool(_core(short)) and len(_core(short)) < len(whole) and _is_part(short, whole)


def _plain(words: object) -> str:
    return _SIGNS.sub("", folding.folded(str(words or "")))


def _without_place(words: str) -> str:
    """Return words without the place with which they begin."""
    rest = cities.without(words)
    if rest != words:
        return re.sub("^[省市]", "", rest)
    area = _AREAS.match(words)
    if area:
        return words[area.end() :]
    found = _PLACE.match(words)
    return words[found.end() :] if found else words


def _core(plain: str) -> str:
    """Return a name without the city before it, where more is left, and the form of company."""
    rest = cities.without(plain)
    inner = _AROUND.sub("", rest) if _FORM.search(rest) else rest
    return _FORM.sub("", inner) or _FORM.sub("", plain)


def _own(plain: str) -> str:
    """Return what of a name is neither place nor trade nor form of company."""
    rest = plain
    while (shorter := _without_place(rest)) != rest:
        rest = shorter
    return _SHARED.sub("", _FORM.sub("", rest))


def _trades(plain: str) -> set[str]:
    return {one.removesuffix("业") for one in _SHARED.findall(plain)} - {""}


def _is_part(short: str, whole: str) -> bool:
    """Say whether a name holds what another is called, in the order of its characters."""
    core = _core(short)
    rest = iter(whole)
    return bool(core) and all(sign in rest for sign in core)


def _is_written_in(short: str, whole: str) -> bool:
    return bool(short) and short in whole
