"""Synthetic people and a tiny desk for the kit's tests and its gallery."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gigdesk.gui.table import Query

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高"
GIVEN = "建国桂英秀兰志强海燕春梅文军小红玉珍德明丽华永福"
VILLAGES = ("柳林村", "石桥村", "东坪村", "大塘村", "白沙村", "枫树坳村", "新屋场社区")
TRADES = ("采茶", "装卸", "电焊", "保洁", "砌筑", "月嫂", "缝纫")
STATES = (("ready", "待派", "info"), ("away", "在外务工", "ok"), ("paper", "证件将到期", "warning"))


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    docno: str
    phone: str
    village: str
    trade: str
    age: int
    days: int
    pay_fen: int
    state: str
    insured: bool


def person(number: int) -> Person:
    chance = random.Random(number)
    name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN + "  ").strip()
    return Person(
        id=number,
        name=name,
        docno=f"430***********{chance.randrange(10000):04d}",
        phone=f"138****{chance.randrange(10000):04d}",
        village=chance.choice(VILLAGES),
        trade=chance.choice(TRADES),
        age=chance.randrange(18, 66),
        days=chance.randrange(0, 27),
        pay_fen=chance.randrange(0, 400_000),
        state=chance.choice(("ready", "away", "paper")),
        insured=chance.random() < 0.6,
    )


class PeopleDesk:
    """A desk with nothing but synthetic people in memory."""

    def __init__(self, count: int = 1000) -> None:
        self.people = [person(number) for number in range(1, count + 1)]
        self.saved: list[dict[str, Any]] = []
        self.closed = False
        self.asked = 0

    def reader(self) -> PeopleDesk:
        copy = PeopleDesk(0)
        copy.people = self.people
        return copy

    def writer(self) -> PeopleDesk:
        return self

    def close(self) -> None:
        self.closed = True


class People:
    """The rows of a `PeopleDesk` as a source of a table."""

    def _found(self, desk: PeopleDesk, query: Query) -> list[Person]:
        found = [each for each in desk.people if query.text in each.name + each.village]
        village = query.value("village")
        if village is not None:
            found = [each for each in found if each.village == village]
        for key, descending in query.sort:
            found.sort(key=lambda each: getattr(each, key), reverse=descending)
        return found

    def count(self, desk: PeopleDesk, query: Query) -> int:
        desk.asked += 1
        return len(self._found(desk, query))

    def page(self, desk: PeopleDesk, query: Query, start: int, limit: int) -> list[Person]:
        return self._found(desk, query)[start : start + limit]
