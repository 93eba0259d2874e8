"""Search finds exactly what a plain look at every person finds, and never reads them all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk import stamps
from gigdesk.domain import workers
from gigdesk.store import migrations, oplog
from gigdesk.store import workers as rows
from gigdesk.store.database import Database
from tests.making import examples
from tests.store.workers.crowd import EVERYBODY, Person, Registry, fill

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@settings(max_examples=examples(400), deadline=None)
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


@settings(max_examples=examples(60), deadline=None)
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


def test_a_long_list_is_walked_in_the_index_of_its_order_alone(store: Database) -> None:
    sql = f"SELECT w.id FROM worker w WHERE {rows.seek.VALID} ORDER BY w.name_pinyin, w.id LIMIT 50"  # noqa: S608 -- our own words
    plan = [row["detail"] for row in store.query(f"EXPLAIN QUERY PLAN {sql}")]
    assert "SCAN w USING COVERING INDEX worker_by_name_pinyin_id" in plan
    assert any(line.startswith("SEARCH m USING") for line in plan)
    assert not any("TEMP B-TREE" in line for line in plan)
