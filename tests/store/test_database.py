from __future__ import annotations

import contextlib
import json
import os
import shutil
import types
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, stamps
from gigdesk.domain import tables
from gigdesk.store import oplog, proofs
from gigdesk.store.database import Database, take_numbers
from tests.making import no_room

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def add_station(store: Database) -> bytes:
    station_id = stamps.Clock().new_id()
    with store.atomic():
        store.add("station", {"id": station_id, "code": "430602101", "name": "青山镇"})
    return station_id


def ids(count: int) -> list[bytes]:
    return stamps.Clock().new_ids(count)


def test_nothing_in_the_file_can_be_read_without_the_key(store: Database) -> None:
    add_station(store)
    store.execute_outside("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = store.path.read_bytes()
    assert not raw.startswith(b"SQLite format 3")
    assert "青山镇".encode() not in raw
    with pytest.raises(errors.Damaged):
        Database(store.path, os.urandom(32), read_only=True)


def test_a_write_outside_an_act_is_a_bug(store: Database) -> None:
    with pytest.raises(errors.Bug):
        store.execute("UPDATE sync_state SET base = 1")


def test_helpers_that_would_silence_capture_are_refused(store: Database) -> None:
    with pytest.raises(errors.Bug):
        store.helper.table("worker").transform(types={"name": int})
    with pytest.raises(errors.Bug):
        store.helper.table("station").insert({"id": b"1"}, replace=True)


def test_a_record_that_only_changes_its_state_is_never_deleted(store: Database) -> None:
    station_id = add_station(store)
    with pytest.raises(errors.Bug, match="never_deleted:station"), store.atomic():
        store.execute("DELETE FROM station WHERE id = ?", (station_id,))
    assert store.get("station", station_id) is not None


REPLACING = (
    "REPLACE INTO {table} (id) VALUES (x'00')",
    "INSERT OR REPLACE INTO {table} (id) VALUES (x'00')",
    "insert  or\n replace into [{table}] (id) VALUES (x'00')",
    'INSERT OR REPLACE INTO "main"."{table}" (id) VALUES (x\'00\')',
    "REPLACE INTO main.{table} (id) VALUES (x'00')",
    "UPDATE OR REPLACE `{table}` SET id = x'00'",
    "WITH one AS (SELECT x'00' AS id) REPLACE INTO {table} (id) SELECT id FROM one",
    "/* why */ REPLACE -- so\n INTO {table} (id) VALUES (x'00')",
)


@pytest.mark.parametrize("name", [table.name for table in tables.captured()])
def test_no_way_of_replacing_a_row_of_a_captured_table_is_open(store: Database, name: str) -> None:
    ways: list[Callable[[str], object]] = [
        store.execute,
        store.query,
        store.value,
        store.execute_outside,
        lambda sql: store.many(sql, [()]),
        lambda sql: list(store.stream(sql)),
        store.helper.execute,
        store.helper.executescript,
        lambda sql: list(store.helper.query(sql)),
    ]
    before = oplog.last_seq(store)
    for sql in REPLACING:
        for way in ways:
            with pytest.raises(errors.Bug, match="bug_replace"), store.atomic():
                way(sql.replace("{table}", name))
    row = {"id": stamps.Clock().new_id()}
    with pytest.raises(errors.Bug, match="bug_replace"), store.atomic():
        store.helper.table(name).insert(row, pk="id", replace=True)
    with pytest.raises(errors.Bug, match="bug_replace"), store.atomic():
        store.helper.table(name, pk="id", replace=True).insert(row)
    with pytest.raises(errors.Bug, match="bug_helper"), store.atomic():
        store.helper.table(name).transform(drop={"id"})
    assert (oplog.last_seq(store), store.value(f"SELECT count(*) FROM {name}")) == (before, 0)  # noqa: S608 -- a table of the spec


def test_words_are_no_way_of_replacing(store: Database) -> None:
    station_id = add_station(store)
    with store.atomic():
        store.execute("UPDATE station SET name = replace(name, ?, ?)", ("镇", "乡"))
        store.execute(
            "INSERT OR REPLACE INTO draft (slot, staff_id, fields, at_ms) VALUES ('x', ?, '{}', 1)",
            (station_id,),
        )
    assert store.value("SELECT name FROM station") == "青山乡"


def test_a_missing_trigger_stops_the_file_from_being_written(store: Database) -> None:
    proofs.check_capture(store)
    with store.atomic():
        store.execute("DROP TRIGGER op_worker_update")
    with pytest.raises(errors.Damaged):
        proofs.check_capture(store)


def test_a_trigger_may_be_laid_out_otherwise_and_say_nothing_else(store: Database) -> None:
    name = "op_worker_update"
    asked = proofs.installed_triggers(store)[name]
    for text, is_sound in (
        (asked.replace("\n", "\n   "), True),
        (asked.replace("AFTER UPDATE", "BEFORE UPDATE"), False),
        (asked.replace("= 0", "= 1", 1), False),
    ):
        assert text != asked
        with store.atomic():
            store.execute(f"DROP TRIGGER {name}")
            store.execute(text)
        with contextlib.nullcontext() if is_sound else pytest.raises(errors.Damaged):
            proofs.check_capture(store)


def test_one_flipped_bit_is_found(store: Database) -> None:
    add_station(store)
    store.execute_outside("PRAGMA wal_checkpoint(TRUNCATE)")
    proofs.check_integrity(store)
    content = bytearray(store.path.read_bytes())
    content[len(content) // 2] ^= 1
    copy = store.path.with_name("flipped.db")
    copy.write_bytes(content)
    with pytest.raises(errors.Damaged):
        proofs.check_integrity(Database(copy, store.key, read_only=True))


def test_an_index_that_says_other_than_its_rows_is_found_by_the_whole_proof(
    store: Database,
) -> None:
    add_station(store)
    name = "station_by_code"
    (index,) = store.query("SELECT * FROM sqlite_master WHERE name = ?", (name,))

    def rewritten(sql: str, params: tuple[object, ...]) -> Database:
        with Database(store.path, store.key) as other:
            other.execute_outside("PRAGMA writable_schema = ON")
            with other.atomic():
                other.execute(sql, params)
        return Database(store.path, store.key)

    store.close()
    with (
        rewritten("DELETE FROM sqlite_master WHERE name = ?", (name,)) as without,
        without.atomic(),
    ):
        without.execute("UPDATE station SET code = '430602102'")
    back = "INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)"
    with rewritten(back, tuple(index.values())) as told:
        proofs.check_integrity(told)
        codes = [code for code, _ in oplog.verify(told).findings]
    assert "errors.damaged" in codes


def test_a_reader_sees_the_last_commit_while_a_writer_works(store: Database) -> None:
    add_station(store)
    with Database(store.path, store.key, read_only=True) as reader, store.atomic():
        store.execute("UPDATE station SET name = 'x'")
        assert reader.value("SELECT name FROM station") == "青山镇"


def test_a_reader_cannot_write(store: Database) -> None:
    with (
        Database(store.path, store.key, read_only=True) as reader,
        pytest.raises(errors.EnvironmentFailure),
        reader.atomic(),
    ):
        reader.execute("UPDATE sync_state SET base = 1")


def test_numbers_are_not_given_twice_even_when_rows_are_taken_back(store: Database) -> None:
    station_id = add_station(store)
    with store.atomic():
        assert take_numbers(store, "worker", station_id, 3) == 1
        assert take_numbers(store, "worker", station_id) == 4


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 77])
def test_rows_in_bulk_are_all_written_and_captured_in_their_order(
    store: Database, count: int
) -> None:
    own = add_station(store)
    rows = [(one, own, number, f"人{number}") for number, one in enumerate(ids(count))]
    before = store.value("SELECT max(seq) FROM op")
    with store.atomic():
        assert store.add_many("worker", ("id", "station_id", "number", "name"), iter(rows)) == count
    found = store.query("SELECT row_id, body FROM op WHERE seq > ? ORDER BY seq", (before,))
    assert [one["row_id"] for one in found] == [row[0] for row in rows]
    assert [json.loads(one["body"]) for one in found] == [
        {"id": row[0].hex(), "station_id": own.hex(), "number": row[2], "state": "active"}
        | {"doc_kind": "01", "name": row[3]}
        for row in rows
    ]


def test_one_bad_row_of_many_leaves_none_of_them(store: Database) -> None:
    own = add_station(store)
    rows = [(one, own, number, f"人{number}") for number, one in enumerate([*ids(60), None])]
    with pytest.raises(errors.Bug), store.atomic():
        store.add_many("worker", ("id", "station_id", "number", "name"), rows)
    assert store.value("SELECT count(*) FROM worker") == 0


def test_a_full_disk_is_named_and_leaves_the_old_rows(tmp_path: Path, store: Database) -> None:
    station_id = add_station(store)
    store.execute_outside(f"PRAGMA max_page_count = {store.value('PRAGMA page_count')}")
    with pytest.raises(errors.DiskFull), store.atomic():
        for number in range(2000):
            store.add(
                "worker",
                {
                    "id": stamps.Clock().new_id(),
                    "station_id": station_id,
                    "number": number,
                    "name": "张三" * 20,
                },
            )
    assert store.value("SELECT count(*) FROM worker") == 0
    proofs.check_integrity(store, thorough=True)
    assert tmp_path.exists()


def test_a_file_is_read_on_a_disk_without_any_room(store: Database) -> None:
    add_station(store)
    store.close()
    with no_room(), Database(store.path, store.key, read_only=True) as reader:
        assert reader.value("SELECT name FROM station") == "青山镇"
    again = Database(store.path, store.key)
    assert again.value("SELECT count(*) FROM station") == 1
    again.close()


def test_changes_that_only_the_log_holds_are_not_passed_over_without_room(
    store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_station(store)
    copy = tmp_path / "cut" / store.path.name
    copy.parent.mkdir()
    for path in (store.path, store.path.with_name(f"{store.path.name}-wal")):
        shutil.copy(path, copy.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: types.SimpleNamespace(free=0))
    with no_room(), pytest.raises(errors.DiskFull) as caught:
        Database(copy, store.key, read_only=True)
    assert caught.value.code == "errors.disk_full_reading"
    with no_room(), pytest.raises(errors.DiskFull) as caught:
        Database(copy, store.key)
    assert caught.value.code == "errors.disk_full"
    with Database(copy, store.key, read_only=True) as reader:
        assert reader.value("SELECT name FROM station") == "青山镇"


def test_a_file_is_read_whose_log_was_being_put_away_when_the_power_went(
    store: Database, tmp_path: Path
) -> None:
    with store.atomic():
        rows = [(row_id, "430602101", "x" * 900) for row_id in ids(300)]
        store.add_many("station", ("id", "code", "name"), rows)
    store.execute_outside("PRAGMA journal_mode = DELETE")
    store.execute_outside("PRAGMA cache_size = 2")
    cut = tmp_path / "cut" / store.path.name
    cut.parent.mkdir()
    with store.atomic():
        store.execute("UPDATE station SET name = 'half' || name")
        for path in (store.path, store.path.with_name(f"{store.path.name}-journal")):
            shutil.copy(path, cut.parent)
    with Database(cut, store.key, read_only=True) as reader:
        assert reader.value("SELECT count(*) FROM station WHERE name LIKE 'half%'") == 0
        assert reader.value("SELECT count(*) FROM station") == 300
        proofs.check_integrity(reader)
