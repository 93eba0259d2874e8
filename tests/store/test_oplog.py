from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigdesk import errors, stamps
from gigdesk.store import oplog, proofs

if TYPE_CHECKING:
    from gigdesk.store.database import Database

CLOCK = stamps.Clock()


def seal_act(store: Database) -> None:
    """Give what was written so far an act and seals, as the desk does."""
    act_id = CLOCK.new_id()
    oplog.set_context(store, act_id=act_id, staff_id=None)
    store.add("act", {"id": act_id, "number": 1, "name": "office.set_up", "at_ms": 1})
    oplog.seal(store, CLOCK)
    oplog.set_context(store, act_id=None, staff_id=None)


def worker(station_id: bytes, number: int = 1, **more: object) -> dict[str, object]:
    row = {"id": CLOCK.new_id(), "station_id": station_id, "number": number, "name": "张三"}
    return row | more


@pytest.fixture
def station(store: Database) -> bytes:
    station_id = CLOCK.new_id()
    with store.atomic():
        oplog.set_context(store, act_id=b"a" * 16, staff_id=None)
        store.add("station", {"id": station_id, "code": "1", "name": "青山镇"})
        seal_act(store)
    return station_id


def codes(store: Database) -> set[str]:
    return {code for code, _ in oplog.verify(store).findings}


def test_an_update_keeps_only_what_changed_with_before_and_after(
    store: Database, station: bytes
) -> None:
    row = worker(station)
    with store.atomic():
        store.add("worker", row)
        store.change("worker", row["id"], {"phone": "13800001111", "name": "张三"})  # type: ignore[arg-type]
    found = oplog.history(store, row["id"])  # type: ignore[arg-type]
    assert [entry["kind"] for entry in found] == ["insert", "update"]
    assert found[1]["changes"] == {"phone": (None, "13800001111")}


def test_a_change_that_changes_nothing_is_no_op(store: Database, station: bytes) -> None:
    row = worker(station)
    with store.atomic():
        store.add("worker", row)
        before = oplog.last_seq(store)
        store.change("worker", row["id"], {"name": "张三"})  # type: ignore[arg-type]
        assert oplog.last_seq(store) == before


def test_the_stamp_never_runs_backwards_when_the_clock_does(
    store: Database, station: bytes
) -> None:
    with store.atomic():
        store.add("worker", worker(station, 1))
        store.execute("UPDATE sync_state SET offset_ms = -100000000000")
        store.add("worker", worker(station, 2))
        store.execute("UPDATE sync_state SET offset_ms = 100000000000")
        store.add("worker", worker(station, 3))
    stamps_found = [row["hlc"] for row in store.query("SELECT hlc FROM op ORDER BY seq")]
    assert stamps_found == sorted(set(stamps_found))


def test_a_sound_file_proves_itself(store: Database, station: bytes) -> None:
    with store.atomic():
        oplog.set_context(store, act_id=b"b" * 16, staff_id=None)
        store.add("worker", worker(station))
        oplog.seal(store, CLOCK)
    report = oplog.verify(store)
    assert report.sound
    assert report.ops == 3


def silently(store: Database, sql: str, *params: object) -> None:
    """Change the file as somebody would who knows how to silence the triggers."""
    with store.atomic():
        store.execute("UPDATE sync_state SET applying = 1")
        store.execute(sql, params)
        store.execute("UPDATE sync_state SET applying = 0")


def cut_off(store: Database, row_id: bytes) -> None:
    """Take the last change and everything that tells of it out of the file."""
    with store.atomic():
        store.execute("UPDATE sync_state SET applying = 1")
        store.execute("DELETE FROM worker WHERE id = ?", (row_id,))
        store.execute("DELETE FROM seal WHERE seq = (SELECT max(seq) FROM op)")
        store.execute("DELETE FROM op WHERE seq = (SELECT max(seq) FROM op)")
        store.execute("UPDATE sync_state SET applying = 0")


def test_a_history_that_was_cut_off_is_found_at_once_and_after_more_was_written(
    store: Database, station: bytes
) -> None:
    def add(row: dict[str, object]) -> None:
        with store.atomic():
            oplog.set_context(store, act_id=b"b" * 16, staff_id=None)
            store.add("worker", row)
            oplog.seal(store, CLOCK)

    last = worker(station)
    add(last)
    assert oplog.verify(store).sound
    cut_off(store, last["id"])  # type: ignore[arg-type]
    assert codes(store) == {"verify.ops_missing"}
    add(worker(station, 2))
    assert oplog.verify(store).findings == [("verify.ops_gone", {"first": 3, "last": 3})]


def test_what_is_rolled_back_leaves_no_gap_in_the_numbers(store: Database, station: bytes) -> None:
    for number in (1, 2):
        with contextlib.suppress(errors.Refused), store.atomic():
            oplog.set_context(store, act_id=b"b" * 16, staff_id=None)
            store.add("worker", worker(station, number))
            with contextlib.suppress(errors.Refused), store.atomic():
                store.add("worker", worker(station, 3))
                raise errors.Refused("planned")
            oplog.seal(store, CLOCK)
            if number == 1:
                raise errors.Refused("planned")
    assert oplog.verify(store).sound


@pytest.mark.parametrize(
    "silence", ["UPDATE sync_state SET applying = 1", "UPDATE sync_state SET undoing = 1"]
)
def test_a_file_whose_capture_was_left_silenced_is_not_opened(
    store: Database, silence: str
) -> None:
    proofs.check_capture(store)
    with store.atomic():
        store.execute(silence)
    with pytest.raises(errors.Damaged):
        proofs.check_capture(store)
    assert "errors.capture_altered" in codes(store)


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        ("UPDATE worker SET name = '李四'", "verify.row_differs"),
        ("DELETE FROM worker", "verify.row_missing"),
        (
            (
                "INSERT INTO worker (id, station_id, number, name, doc_kind, state) "
                "SELECT zeroblob(16), id, 9, 'x', '01', 'active' FROM station"
            ),
            "verify.row_without_op",
        ),
        (
            "UPDATE op SET body = replace(body, '张三', '李四') WHERE tbl = 'worker'",
            "verify.altered",
        ),
        (
            (
                "INSERT INTO op (hlc, tbl, row_id, kind, base, act_id, version) "
                "SELECT hlc, tbl, row_id, kind, base, act_id, version FROM op WHERE tbl = 'act'"
            ),
            "verify.row_with_ops",
        ),
        ("DELETE FROM act", "verify.row_missing"),
        ("UPDATE op SET hlc = hlc + 1 WHERE tbl = 'worker'", "verify.broken_chain"),
        ("DELETE FROM seal WHERE seq = (SELECT max(seq) FROM seal)", "verify.unsealed"),
        ("UPDATE act SET reason = 'x'", "verify.altered"),
        ("UPDATE seal SET chain = zeroblob(32) WHERE seq = 1", "verify.broken_chain"),
    ],
)
def test_every_kind_of_tampering_is_found(
    store: Database, station: bytes, sql: str, finding: str
) -> None:
    with store.atomic():
        oplog.set_context(store, act_id=b"b" * 16, staff_id=None)
        store.add("worker", worker(station))
        oplog.seal(store, CLOCK)
    assert oplog.verify(store).sound
    silently(store, sql)
    assert finding in codes(store)


@pytest.mark.parametrize(
    ("kind", "removal"), [("worker", "DELETE FROM worker"), ("act", "DELETE FROM act")]
)
def test_what_the_law_removed_is_erased_and_what_anybody_removed_is_named(
    store: Database, station: bytes, kind: str, removal: str
) -> None:
    with store.atomic():
        oplog.set_context(store, act_id=b"b" * 16, staff_id=None)
        store.add("worker", worker(station))
        oplog.seal(store, CLOCK)
    seq = store.value("SELECT seq FROM op WHERE tbl = ?", (kind,))
    silently(store, "UPDATE op SET body = NULL WHERE seq = ?", seq)
    silently(store, "UPDATE seal SET salt = NULL WHERE seq = ?", seq)
    silently(store, removal)
    assert codes(store) == {"verify.erased_by_nobody"}
    with store.atomic():
        store.execute(
            "INSERT INTO op (hlc, tbl, row_id, kind, body, base, act_id, version) SELECT hlc + 1, "
            "tbl, row_id, ?, ?, base, act_id, version FROM op WHERE seq = ?",
            (oplog.ERASE, f'{{"ops": [{seq}]}}', seq),
        )
        oplog.seal(store, CLOCK)
    report = oplog.verify(store)
    assert (report.findings, report.erased) == ([], 1)


def test_a_row_written_by_a_foreign_program_is_captured_and_named(
    store: Database, station: bytes
) -> None:
    with store.atomic():
        store.add("worker", worker(station))
        oplog.seal(store, CLOCK)
    assert codes(store) == {"verify.outside_act"}


def test_facts_cannot_be_changed(store: Database, station: bytes) -> None:
    assert station
    for sql in ("UPDATE act SET name = 'x'", "DELETE FROM act"):
        with pytest.raises(Exception, match="written_once"), store.atomic():
            store.execute(sql)


values = st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["张三", "𬭎", '"\\\n', ""]))
steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "remove"]),
        st.integers(0, 4),
        st.dictionaries(st.sampled_from(["phone", "owner", "note"]), values, max_size=3),
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps)
def test_replaying_the_ops_rebuilds_the_rows_whatever_was_done(
    store: Database, station: bytes, steps: list[tuple[str, int, dict[str, str | None]]]
) -> None:
    person = worker(station)
    rows: dict[int, bytes] = {}
    with store.atomic():
        oplog.set_context(store, act_id=b"b" * 16, staff_id=None)
        store.add("worker", person)
        for verb, which, found in steps:
            fields = {name: value for name, value in found.items() if "\0" not in (value or "")}
            fields["phone"] = fields.get("phone") or "1"
            if verb == "add" or which not in rows:
                rows[which] = CLOCK.new_id()
                head = {"id": rows[which], "station_id": station, "worker_id": person["id"]}
                store.add("worker_phone", head | fields)
            elif verb == "change":
                store.change("worker_phone", rows[which], dict(fields))
            else:
                store.remove("worker_phone", rows.pop(which))
        oplog.seal(store, CLOCK)
    assert oplog.verify(store).findings == []


def test_the_history_tells_the_moment_of_the_act_whatever_the_clock_showed_before(
    store: Database, station: bytes
) -> None:
    row = worker(station)
    with store.atomic():
        act_id = CLOCK.new_id()
        oplog.set_context(store, act_id=act_id, staff_id=None)
        store.add("worker", row)
        store.add("act", {"id": act_id, "number": 2, "name": "workers.register", "at_ms": 77})
    (entry,) = oplog.history(store, row["id"])  # type: ignore[arg-type]
    assert entry["at_ms"] == 77
