"""A crowd of made-up people to be searched, and a plain look at every one of them."""

from __future__ import annotations

import datetime
import functools
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import stamps
from gigdesk.domain import workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from gigdesk.store.database import Database

TODAY = datetime.date(2026, 9, 1)
EVERYBODY = rows.filters.where(None, TODAY)
SURNAMES = ("王", "李", "梁", "单", "解", "欧阳", "陳", "张")
GIVEN = "伟芳小明秀英国建雄信王李丽"
VILLAGES = (("青山镇", "大元村"), ("青山镇", "新建村"), ("白水镇", "新建村"), ("白水镇", "明月村"))


@dataclass
class Person:
    """A made-up person as the plain look sees it."""

    id: bytes
    number: int
    name: str
    doc_no: str
    birth: str
    phones: list[str]
    town: str
    village: str
    certificates: list[str] = field(default_factory=list)

    @functools.cached_property
    def ends(self) -> list[str]:
        """Give initials and pinyin from every syllable on, the surname as it is read elsewhere too.

        A surname of one character is all of the name but what is given.
        """
        spoken = [part.rstrip("12345") for part in self._sounds()]
        letters = [one[at:] for one in workers.names.initials(self.name) for at in range(len(one))]
        surname = 2 if self.name.startswith("欧阳") else 1
        others = [
            "".join((reading[:-1], *spoken[1:]))
            for reading in workers.pinyin.readings(self.name[0])
            if surname == 1
        ]
        return [*letters, *("".join(spoken[at:]) for at in range(len(spoken))), *others]

    def _sounds(self) -> list[str]:
        key = workers.names.sort_key(self.name)
        return ["".join(filter(str.isascii, part)) for part in key.split(" ")]

    def has(self, word: str) -> bool:
        """Say whether a typed word is in what is remembered of the person."""
        if not word.isascii():
            place = self.town + self.village
            spelled = workers.names.variant_key(word)
            return spelled in workers.names.variant_key(self.name) or word in place
        if word.isalpha():
            place_letters = "".join(workers.names.initials(self.village)[0])
            begins = any(end.startswith(word) for end in (*self.ends, *self.certificates))
            return begins or (len(word) > 1 and place_letters.startswith(word))
        upper = word.upper()
        numbers = [self.doc_no, *self.phones]
        inside = any(
            upper in number if len(upper) > 2 else number.startswith(upper) for number in numbers
        )
        certified = any(one.startswith(word) for one in self.certificates)
        said = word.removeprefix("w")
        counted = said.isdecimal() and int(said) == self.number
        return inside or certified or counted or word == self.birth.replace("-", "")


@dataclass
class Registry:
    """A filled file and the people in it.

    Its people stand in no message: hypothesis warns of arguments that are long to write, and that
    warning would come instead of what was found.
    """

    store: Database
    people: list[Person] = field(repr=False)

    def search(self, text: str) -> list[bytes]:
        """Search without filter and without end."""
        return rows.seek.search(self.store, text, EVERYBODY, limit=-1)

    def scan(self, text: str) -> set[bytes]:
        """Look at every person."""
        words = text.split()
        return {one.id for one in self.people if all(one.has(word) for word in words)}


def fill(store: Database, number: int, seed: int = 3) -> list[Person]:
    chance, clock, people = random.Random(seed), stamps.Clock(), []
    with store.atomic():
        station = clock.new_id()
        store.add("station", {"id": station, "code": "430602101", "name": "站"})
        towns = {town: clock.new_id() for town, _ in VILLAGES}
        for town, town_id in towns.items():
            store.add("division", {"id": town_id, "name": town, "level": "town"})
        villages = {}
        for town, village in VILLAGES:
            villages[town, village] = clock.new_id()
            letters = " ".join(workers.names.initials(village))
            row = {"id": villages[town, village], "name": village, "level": "village"}
            store.add("division", {**row, "parent_id": towns[town], "initials": letters})
        for count in range(1, number + 1):
            person = make_person(chance, clock.new_id(), count)
            people.append(person)
            rows.people.add(
                store,
                {
                    "id": person.id,
                    "station_id": station,
                    "number": count,
                    "name": person.name,
                    "doc_no": person.doc_no,
                    "birth_date": person.birth,
                    "phone": person.phones[0],
                    "village_id": villages[person.town, person.village],
                },
            )
            own = {"station_id": station, "worker_id": person.id}
            for phone in person.phones[1:]:
                store.add("worker_phone", {"id": clock.new_id(), **own, "phone": phone})
            for one in person.certificates:
                row = {"id": clock.new_id(), **own, "kind": "2"}
                store.add("certificate", {**row, "certificate_no": one.upper()})
        rows.find.refresh(store, [one.id for one in people])
    return people


def make_person(chance: random.Random, person_id: bytes, number: int) -> Person:
    birth = datetime.date(1955, 1, 1) + datetime.timedelta(days=chance.randrange(18_000))
    body = f"{chance.choice(('430602', '432927'))}{birth:%Y%m%d}{chance.randrange(999):03d}"
    phones = [f"138{chance.randrange(10**8):08d}" for _ in range(chance.randint(1, 2))]
    town, village = chance.choice(VILLAGES)
    return Person(
        person_id,
        number,
        chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2))),
        body + workers.identity.check_character(body),
        birth.isoformat(),
        phones,
        town,
        village,
        [f"s{chance.randrange(10**9):09d}"] if chance.random() < 0.1 else [],
    )
