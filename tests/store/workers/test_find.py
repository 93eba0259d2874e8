"""The index of the search follows every change, heals, and lives through a compact copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.store import oplog
from gigdesk.store import workers as rows
from gigdesk.store.database import Database
from tests.store.workers.crowd import EVERYBODY, Person, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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


@pytest.mark.parametrize("dot", ["·", "•", "‧", "・", "･", "．", ".", "∙", " ", ""])
def test_every_dot_between_the_parts_of_a_name_is_read_alike(dot: str) -> None:
    assert rows.find.plain(f"买买提{dot}艾力") == "买买提艾力"


@pytest.mark.parametrize("name", ["王\n五", "John\nSmith", "欧阳\r\n\n修\n"])
def test_no_piece_of_a_card_holds_a_line_break(name: str) -> None:
    pieces = rows.find._of_name(name, None, None)
    assert pieces
    assert not any("\n" in piece or "\r" in piece for piece in pieces)
