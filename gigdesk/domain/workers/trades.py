"""Trades that people of a county go out to work in, and what a half-typed one may mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain.workers import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LISTED = """
采茶 采棉 采椒 摘枸杞 摘苹果 摘番茄 蔬菜种植 大棚种植 水稻种植 果树修剪 苗木养护
养殖 屠宰 食品加工 水产加工 包装工 缝纫工 服装工 制鞋工 编织 刺绣 竹编 木雕
手工串珠 电子厂普工 装配工 注塑工 质检员 车工 铣工 钳工 焊工 电工 钢筋工 木工
瓦工 砌筑工 抹灰工 油漆工 架子工 混凝土工 防水工 水暖工 装修工 小工 挖掘机司机
装载机司机 叉车司机 塔吊司机 货车司机 客车司机 装卸工 搬运工 分拣员 快递员
外卖骑手 仓库管理员 保安 保洁员 环卫工 绿化工 厨师 帮厨 面点师 服务员 洗碗工
客房服务员 收银员 导购员 家政服务员 月嫂 育婴员 养老护理员 医疗护理员 美容师
理发师 汽车修理工 家电维修工 电商客服 网络主播 文员 会计
"""
COMMON = tuple(_LISTED.split())
"""Names as notices of jobs write them; what the registry holds comes before them."""

MOST_WANTED = 2
"""So many trades has the county's form room for."""
_PARTS = re.compile(r"[\s,，、;；/]+")


def suggest(typed: str, known: Iterable[str], *, limit: int = 12) -> list[str]:
    """Return trades that the last of the typed words may mean, with the words before it.

    `known` are trades of the registry, the most frequent first. Words and pinyin initials find
    them; what was typed in Chinese stands first, because it may be a trade that nobody listed.
    """
    cut = max((found.end() for found in _PARTS.finditer(typed)), default=0)
    before, word = typed[:cut], typed[cut:].strip()
    names = dict.fromkeys((*(part for one in known for part in _PARTS.split(one)), *COMMON))
    fitting = list(_fitting(word.casefold(), filter(None, names)))
    if word and word not in fitting[:1]:
        fitting = [one for one in fitting if one != word]
        if word.isascii():
            fitting = [*fitting[: limit - 1], word]
        else:
            fitting.insert(0, word)
    return [before + one for one in fitting[:limit]]


def is_listed(typed: str, known: Iterable[str]) -> bool:
    """Say whether every trade typed is in the registry or among the common ones."""
    names = {*(part for one in known for part in _PARTS.split(one)), *COMMON}
    return all(part in names for part in _PARTS.split(typed.strip()) if part)


def _fitting(word: str, names: Iterable[str]) -> Iterator[str]:
    """Yield names that hold the word, those that begin with it first, or have its initials."""
    listed = list(names)
    yield from (one for one in listed if one.startswith(word))
    yield from (one for one in listed if word in one and not one.startswith(word))
    if word.isascii() and word.isalpha():
        yield from (
            one
            for one in listed
            if any(letters.startswith(word) for letters in pinyin.initials(one))
        )
