"""Search finds exactly what a plain look at every person finds, and never reads them all."""

from __future__ import annotations

import datetime
import functools
import os
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk import stamps
from gigdesk.domain import workers
from gigdesk.store import migrations, oplog
from gigdesk.store import workers as rows
from gigdesk.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

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


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    store = Database(tmp_path_factory.mktemp("find") / "desk.db", os.urandom(32))
    migrations.migrate(store)
    with store.atomic():
        oplog.start(store, desk_id=stamps.Clock().new_id())
    yield Registry(store, fill(store, 400))
    store.close()


def somebody(registry: Registry) -> st.SearchStrategy[Person]:
    return st.integers(0, len(registry.people) - 1).map(lambda at: registry.people[at])


def cuts(text: str, most: int = 12) -> st.SearchStrategy[str]:
    return st.integers(0, max(0, len(text) - 1)).flatmap(
        lambda start: st.integers(1, most).map(lambda size: text[start : start + size])
    )


def word_of(person: Person) -> st.SearchStrategy[str]:
    return st.one_of(
        cuts(person.name),
        cuts(person.doc_no.lower()),
        cuts(person.phones[-1]),
        st.sampled_from(person.ends).flatmap(
            lambda end: st.integers(1, len(end)).map(lambda size: end[:size])
        ),
        st.sampled_from((person.village, person.town, person.village[:2], person.birth)).map(
            lambda text: text.replace("-", "")
        ),
        st.just(f"w{person.number}"),
        st.sampled_from(person.certificates or ["s12"]),
    )


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_search_finds_what_a_plain_look_at_everybody_finds(
    registry: Registry, data: st.DataObject
) -> None:
    person = data.draw(somebody(registry))
    words = data.draw(st.lists(word_of(person), min_size=1, max_size=3))
    text = " ".join(words)
    found = registry.search(text)
    assert len(found) == len(set(found))
    assert set(found) == registry.scan(text)
    assert rows.seek.count(registry.store, text, EVERYBODY) == len(found)
    by_pinyin = rows.seek.search(registry.store, text, EVERYBODY, order="pinyin", limit=-1)
    assert set(by_pinyin) == set(found)


def test_every_beginning_of_a_sound_finds_what_a_plain_look_finds(registry: Registry) -> None:
    typed = {end[:size] for one in registry.people for end in one.ends for size in (1, 2, 3)}
    assert len(typed) > 200
    for word in sorted(typed):
        assert set(registry.search(word)) == registry.scan(word), word


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_pages_of_a_search_make_the_whole(registry: Registry, data: st.DataObject) -> None:
    word = data.draw(word_of(data.draw(somebody(registry))))
    order = data.draw(st.sampled_from(("found", *rows.seek.ORDERS)))
    whole = rows.seek.search(registry.store, word, EVERYBODY, order=order, limit=-1)
    paged: list[bytes] = []
    while page := rows.seek.search(
        registry.store, word, EVERYBODY, order=order, start=len(paged), limit=7
    ):
        paged += page
    assert paged == whole


@pytest.mark.parametrize(
    "shape", ["{0}年{1}月{2}日", "{0} 年 {1} 月 {2} 号", "{0}-{1}-{2}", "{0}.{1}.{2}", "{0}年{1}月"]
)
def test_a_birth_date_is_found_however_it_is_written(registry: Registry, shape: str) -> None:
    for person in registry.people:
        year, month, day = map(int, person.birth.split("-"))
        assert person.id in registry.search(shape.format(year, month, day))
    assert "年" in shape or registry.search(shape.format(1963, 13, 40)) == []


@pytest.mark.parametrize(
    "text",
    [
        "王", "王小明", "明", "shan", "wxm", "x", "dy", "大元", "青山镇", "青山镇大元村", "技能",
        "4306", "43060219", "1980", "19800101", "8001", "0011", "112x", "13812345678", "138", "38",
        "w12", "12", "s0", "s012345678", "e1234567", "王 1126", "wxm 大元", "王 明",
    ],
)  # fmt: skip
def test_no_kind_of_word_reads_everybody(registry: Registry, text: str) -> None:
    plan = rows.seek.plans(registry.store, text, EVERYBODY)
    assert plan
    scans = [line for line in plan if line.startswith("SCAN")]
    assert not [line for line in scans if "worker" in line or line.startswith("SCAN w")], plan


def test_every_reading_of_a_surname_finds(registry: Registry) -> None:
    shan = {one.id for one in registry.people if one.name.startswith("单")}
    for letter in "sdc":
        assert shan <= set(registry.search(letter))
    assert shan & set(registry.search("shan"))


@pytest.mark.parametrize(
    ("typed", "surnames"),
    [("wang", "王"), ("王", "王"), ("li", "李"), ("l", "李梁"), ("shan", "单")],
)
def test_those_whose_surname_was_typed_come_before_all_others(
    registry: Registry, typed: str, surnames: str
) -> None:
    names = {one.id: one.name for one in registry.people}
    meant = sum(name[0] in surnames for name in names.values())
    found = [names[worker_id][0] in surnames for worker_id in registry.search(typed)]
    assert meant
    assert found == [True] * meant + [False] * (len(found) - meant)


def test_either_form_of_a_character_finds_the_other(registry: Registry) -> None:
    chen = {one.id for one in registry.people if one.name.startswith("陳")}
    assert chen
    assert chen == set(registry.search("陈")) == set(registry.search("陳"))


def test_words_need_no_blank_between_chinese_and_digits(registry: Registry) -> None:
    person = registry.people[0]
    assert person.id in registry.search(f"{person.name}{person.doc_no[-4:]}")


def test_full_width_and_hyphens_are_read_through(registry: Registry) -> None:
    person = registry.people[5]
    phone = person.phones[0]
    assert person.id in registry.search(f"{phone[:3]}-{phone[3:7]}-{phone[7:]}")
    wide = person.doc_no.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    assert registry.search(wide) == [person.id]


@pytest.mark.parametrize("dot", ["·", "•", "‧", "・", "･", "．", ".", "∙", " ", ""])
def test_every_dot_between_the_parts_of_a_name_is_read_alike(dot: str) -> None:
    assert rows.find.plain(f"买买提{dot}艾力") == "买买提艾力"


def test_the_kind_of_a_certificate_finds(registry: Registry) -> None:
    holders = {one.id for one in registry.people if one.certificates}
    assert holders
    assert holders <= set(registry.search("职业技能等级"))


def test_nothing_typed_lists_everybody_by_pinyin(registry: Registry) -> None:
    listed = rows.seek.search(registry.store, "  ", EVERYBODY, limit=-1)
    keys = {one.id: workers.names.sort_key(one.name) for one in registry.people}
    assert [keys[one] for one in listed] == sorted(keys.values())


def test_signs_that_are_no_words_find_nobody_and_harm_nothing(registry: Registry) -> None:
    for text in ('"', "'", "%", "*", "() OR", "'; DROP TABLE worker; --", "\U0010ffff", "——"):
        registry.search(text)
    assert rows.seek.count(registry.store, "", EVERYBODY) == len(registry.people)


def changes_of_a_person() -> list[tuple[str, Callable[[Database, Person], None]]]:
    def rename(store: Database, one: Person) -> None:
        rows.people.change(store, one.id, {"name": "诸葛亮"})

    def renumber(store: Database, one: Person) -> None:
        store.change("worker", one.id, {"doc_no": "E99887766", "phone": "0731-84512345"})

    return [("诸葛", rename), ("e9988", renumber), ("84512345", renumber)]


@pytest.mark.parametrize(("word", "change"), changes_of_a_person())
def test_the_index_follows_a_change(
    store: Database, word: str, change: Callable[[Database, Person], None]
) -> None:
    person = fill(store, 20)[7]
    assert rows.seek.search(store, word, EVERYBODY) == []
    with store.atomic():
        change(store, person)
        rows.find.refresh(store, [person.id])
    assert rows.seek.search(store, word, EVERYBODY) == [person.id]
    assert rows.find.is_fresh(store)


def test_an_index_that_lags_is_told_and_rebuilt(store: Database) -> None:
    people = fill(store, 30)
    assert rows.find.is_fresh(store)
    with store.atomic():
        rows.people.change(store, people[3].id, {"name": "司马光"})
    assert not rows.find.is_fresh(store)
    assert rows.find.rebuild(store) == 30
    assert rows.find.is_fresh(store)
    assert rows.seek.search(store, "司马", EVERYBODY) == [people[3].id]


def test_a_merged_record_is_found_as_the_one_it_means(store: Database) -> None:
    people = fill(store, 30)
    keep, other = people[1], people[2]
    with store.atomic():
        store.change("worker", other.id, {"merged_into": keep.id})
        rows.find.refresh(store, [other.id])
    for word in (other.doc_no, other.phones[0], other.doc_no[3:12], f"w{other.number}"):
        found = rows.seek.search(store, word, EVERYBODY)
        assert keep.id in found
        assert other.id not in found
    assert rows.find.is_fresh(store)
    with store.atomic():
        store.change("worker", other.id, {"merged_into": None})
        rows.find.refresh(store, [other.id])
    assert rows.seek.search(store, other.doc_no, EVERYBODY) == [other.id]
    assert rows.find.is_fresh(store)


def test_the_index_survives_a_compact_copy(store: Database, tmp_path: Path) -> None:
    people = fill(store, 40)
    with store.atomic():
        oplog.set_undoing(store, undoing=True)
        for one in people[5:20]:
            store.execute("DELETE FROM worker_phone WHERE worker_id = ?", (one.id,))
            store.execute("DELETE FROM certificate WHERE worker_id = ?", (one.id,))
            store.remove("worker", one.id)
        oplog.set_undoing(store, undoing=False)
        rows.find.refresh(store, [one.id for one in people])
    assert rows.find.is_fresh(store)
    store.execute_outside(f"VACUUM INTO '{tmp_path / 'copy.db'}'")
    with Database(tmp_path / "copy.db", store.key) as copy:
        assert rows.find.is_fresh(copy)
        for one in people[:5] + people[20:]:
            assert one.id in rows.seek.search(copy, one.doc_no[4:10], EVERYBODY)
        for one in people[5:20]:
            assert rows.seek.search(copy, one.doc_no, EVERYBODY) == []


def test_a_long_list_is_walked_in_the_index_of_its_order_alone(store: Database) -> None:
    sql = f"SELECT w.id FROM worker w WHERE {rows.seek.VALID} ORDER BY w.name_pinyin, w.id LIMIT 50"  # noqa: S608 -- our own words
    plan = [row["detail"] for row in store.query(f"EXPLAIN QUERY PLAN {sql}")]
    assert "SCAN w USING COVERING INDEX worker_by_name_pinyin_id" in plan
    assert any(line.startswith("SEARCH m USING") for line in plan)
    assert not any("TEMP B-TREE" in line for line in plan)


@pytest.mark.parametrize("name", ["王\n五", "John\nSmith", "欧阳\r\n\n修\n"])
def test_no_piece_of_a_card_holds_a_line_break(name: str) -> None:
    pieces = rows.find._of_name(name, None, None)
    assert pieces
    assert not any("\n" in piece or "\r" in piece for piece in pieces)
