"""People one by one and in bulk, and by what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import stamps
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from gigdesk.store.database import Database

CLOCK = stamps.Clock()


@pytest.fixture
def station(store: Database) -> bytes:
    made = CLOCK.new_id()
    with store.atomic():
        store.add("station", {"id": made, "code": "430602101", "name": "站"})
    return made


def people(station: bytes, count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": CLOCK.new_id(),
            "station_id": station,
            "number": number,
            "name": f"王{'小明英国'[number % 4]}",
            "doc_no": f"43060219800101{number:04d}",
            "birth_date": f"19{60 + number % 30}-01-01",
            "phone": f"1381234{number % 7:04d}",
        }
        for number in range(1, count + 1)
    ]


def add_all(store: Database, some: list[dict[str, Any]]) -> None:
    with store.atomic():
        rows.people.add_many(store, some, columns=tuple(some[0]))
        rows.find.refresh(store, [one["id"] for one in some])


def test_bulk_rows_equal_single_ones(store: Database, station: bytes) -> None:
    one, other = people(station, 2)
    with store.atomic():
        rows.people.add(store, one)
        rows.people.add_many(store, [other], columns=tuple(other))
    single, bulk = (rows.people.get(store, each["id"]) for each in (one, other))
    assert single is not None
    assert bulk is not None
    for name in ("state", "doc_kind", "sex"):
        assert single[name] == bulk[name]
    assert bulk["name_pinyin"].startswith("wang2")
    assert bulk["name_initials"].split()[0] == "wy"


def test_bulk_changes_touch_only_their_columns(store: Database, station: bytes) -> None:
    some = people(station, 30)
    add_all(store, some)
    changes: dict[bytes, dict[str, Any]] = {
        one["id"]: ({"name": "李大山"} if number % 2 else {"phone": None, "trade": "焊工"})
        for number, one in enumerate(some[:20])
    }
    with store.atomic():
        assert rows.people.change_many(store, {**changes, some[25]["id"]: {}}) == 20
    found = rows.people.by_ids(store, changes)
    renamed = [row["name_initials"].split() for row in found.values() if row["name"] == "李大山"]
    assert len(renamed) == 10
    assert all("lds" in letters for letters in renamed)
    assert sum(row["trade"] == "焊工" and row["phone"] is None for row in found.values()) == 10
    assert store.value("SELECT count(*) FROM op WHERE kind = 'update'") == 20


def test_people_are_found_in_chunks_by_number(store: Database, station: bytes) -> None:
    some = people(station, 1_203)
    add_all(store, some)
    wanted = [one["doc_no"] for one in some] + ["nobody"]
    found = rows.people.by_doc_nos(store, wanted, columns=("name",))
    assert {number: row["id"] for number, row in found.items()} == {
        one["doc_no"]: one["id"] for one in some
    }
    assert len(rows.people.by_ids(store, [one["id"] for one in some])) == 1_203


def test_people_are_found_by_name_and_one_more_thing(store: Database, station: bytes) -> None:
    some = people(station, 200)
    add_all(store, some)
    pairs = [(some[0]["name"], some[0]["birth_date"]), (some[1]["name"], "1900-01-01")]
    found = rows.people.by_name_birth(store, pairs)
    assert set(found) == {pairs[0]}
    expected = {one["id"] for one in some if (one["name"], one["birth_date"]) == pairs[0]}
    assert {row["id"] for row in found[pairs[0]]} == expected
    assert rows.people.by_name_village(store, [(some[0]["name"], b"x")]) == {}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM worker WHERE name IN (?, ?, ?) AND +merged_into IS NULL",
        "SELECT id FROM worker WHERE doc_no IN (?, ?, ?)",
        "SELECT phone FROM worker WHERE phone IN (?, ?, ?) AND +merged_into IS NULL",
    ],
)
def test_look_ups_go_through_the_index_that_was_meant(store: Database, sql: str) -> None:
    plan = [row["detail"] for row in store.query(f"EXPLAIN QUERY PLAN {sql}", "abc")]
    assert any("SEARCH worker USING" in line for line in plan)
    assert not any("merged_into=?" in line for line in plan)


def test_shared_telephones_are_counted_over_all_who_gave_them(
    store: Database, station: bytes
) -> None:
    some = people(station, 14)
    add_all(store, some)
    phone = some[0]["phone"]
    with store.atomic():
        own = {"id": CLOCK.new_id(), "station_id": station, "worker_id": some[1]["id"]}
        store.add("worker_phone", {**own, "phone": phone})
        store.change("worker", some[7]["id"], {"merged_into": some[0]["id"]})
    assert rows.people.count_with_phone(store, phone) == 2


def test_a_merged_record_leads_to_whom_it_means(store: Database, station: bytes) -> None:
    first, second, third = people(station, 3)
    add_all(store, [first, second, third])
    with store.atomic():
        store.change("worker", second["id"], {"merged_into": first["id"]})
    assert rows.people.canonical_id(store, second["id"]) == first["id"]
    assert rows.people.same_person(store, second["id"]) == [first["id"], second["id"]]
    assert rows.people.same_person(store, third["id"]) == [third["id"]]
    known = rows.people.find_by_doc_no(store, second["doc_no"])
    assert known is not None
    assert known["id"] == first["id"]
    with store.atomic():
        store.change("worker", first["id"], {"merged_into": second["id"]})
    assert rows.people.canonical_id(store, first["id"]) in (first["id"], second["id"])
