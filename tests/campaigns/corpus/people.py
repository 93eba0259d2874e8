"""Synthetic people for made-up rosters; nobody of them lives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.workers import identity

if TYPE_CHECKING:
    import random

SURNAMES = (
    "刘陈杨黄周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁"
)
GIVEN = "桂花秀英建国志强丽娟春梅海燕永红文斌小玲国庆素珍德明爱华光荣玉兰长生冬梅福贵金凤"
VILLAGES = ("新建村", "石桥村", "大坪村", "双江村", "白塔社区", "枫树湾村", "井边村")


@dataclass(frozen=True, slots=True)
class Someone:
    """One made-up person."""

    name: str
    doc_no: str
    phone: str
    village: str
    sex: str
    birth: dt.date


def crowd(rng: random.Random, count: int) -> list[Someone]:
    """Make people with right numbers, nobody twice, none called like a sample."""
    found: dict[str, Someone] = {}
    while len(found) < count:
        birth = dt.date(rng.randint(1955, 2005), rng.randint(1, 12), rng.randint(1, 28))
        order = rng.randint(1, 998)
        body = f"{rng.choice(('430602', '432927', '431127'))}{birth:%Y%m%d}{order:03d}"
        number = body + identity.check_character(body)
        given = "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))
        found[number] = Someone(
            rng.choice(SURNAMES) + given,
            number,
            f"1{rng.choice('35789')}{rng.randint(0, 10**9 - 1):09d}",
            rng.choice(VILLAGES),
            "男" if order % 2 else "女",
            birth,
        )
    return list(found.values())
