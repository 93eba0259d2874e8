"""Who puts themselves on the lists of the villages, and those lists as their cadres send them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import openpyxl

from gigdesk.demo import people
from gigdesk.demo.words import words
from tests.campaigns.seasonal.station import must

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from gigdesk.demo.people import Person

MORE = 40  # so many names are gathered beyond those who are needed, of every 300
YOUNGEST, OLDEST = 18, 59
ROSTER = ("姓名", "性别", "身份证号码", "联系电话", "现住址", "紧急联系人", "紧急联系人电话")


@dataclass
class Village:
    """One village and the people on its cadre's list."""

    town: str
    name: str
    people: list[Person]
    without_number: list[Person] = field(default_factory=list)


def gather(dice: random.Random, needed: int, count: int, depart: datetime.date) -> list[Village]:
    """Return the villages with everybody who put themselves on a list, some without a number."""
    wanted = needed + needed * MORE // 300
    fitting = [
        one
        for one in people.make(dice, wanted * 3, depart)
        if datetime.date(depart.year - OLDEST, 1, 1) < one.birth
        and one.birth < datetime.date(depart.year - YOUNGEST, 1, 1)
    ]
    places = [(town, name) for town, names in words()["towns"].items() for name in names][:count]
    found = [Village(town, name, []) for town, name in places]
    names: set[str] = set()
    for one in fitting:
        if one.name in names:
            continue  # namesakes are met in a test of their own
        names.add(one.name)
        found[(len(names) - 1) % count].people.append(one)
        if len(names) == wanted:
            break
    must(len(names), wanted, "people to be had")
    for village in found:
        if dice.random() < 22 / 40:
            village.without_number.append(village.people[-1])
    return found


def write_roster(path: Path, village: Village) -> None:
    """Write the list of a village as its cadre sends it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"{village.town}{village.name}外出务工花名册"])
    sheet.append(list(ROSTER))
    for one in village.people:
        number = "" if one in village.without_number else one.doc_no
        sex = "男" if one.sex == "1" else "女"
        home = f"{village.town}{village.name}{one.group}组"
        contact = (one.emergency_name, one.emergency_phone)
        sheet.append([one.name, sex, number, one.phone, home, *contact])
    book.save(path)


def write_chain(path: Path, village: Village) -> None:
    """Write the same people as the chat of the village knows them."""
    lines = [f"#接龙 {village.name}去新疆采棉"]
    lines += [f"{at}. {one.name} {one.phone}" for at, one in enumerate(village.people, 1)]
    path.write_text("\n".join(lines), encoding="gb18030")
