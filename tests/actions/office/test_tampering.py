"""Somebody with the key changes the file past the program: `verify` says so, table by table."""

# ruff: noqa: S608 -- names of tables and columns come from the spec

from __future__ import annotations

import contextlib
import datetime
import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office
from gigdesk.domain import tables
from gigdesk.domain.tables import Column, Kind, Table
from gigdesk.store import attendance as day_rows
from gigdesk.store import office as office_rows
from gigdesk.store import oplog
from gigdesk.store import workers as people
from tests.making import new_desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.actions.desk import Desk

_CLOCK = "how the clock stood when it was believed last; each op says if it was in doubt"
UNSEEN: dict[tuple[str, str], str] = {
    ("draft", "*"): "what is half typed: nobody has said yet that it is so",
    ("dirty", "*"): "a note to the next act to make search entries anew; those are proved",
    ("sync_state", "marker"): "compared with what the computer remembers when it is opened",
    ("sync_state", "offset_ms"): "the clock's known error; each act tells what the clock showed",
    ("sync_state", "trusted_ms"): _CLOCK,
    ("sync_state", "trusted_steady_ms"): _CLOCK,
    ("sync_state", "trusted_run"): _CLOCK,
}
"""What `verify` cannot see, as (table, column or `insert` or `delete` or `*`), and why it need not.

A new table is tried like all others; it only comes to stand here with a reason.
"""
BEFORE = {("sync_state", "hlc"): "hlc - 1", ("counter", "last"): "last - 1"}
"""Values that are only wrong one way: higher ones harm nothing."""
EMPTY = ("dirty",)
"""Tables in which there is nothing between two acts."""


SCAN = b"a scan"


def _value(column: Column, ids: dict[str, list[bytes]], desk: Desk) -> Any:
    """Return a value that fits a column."""
    if column.name == "station_id":
        return desk.station.id
    if column.name in ("photo_sha256", "name_image_sha256", "scan_sha256"):
        return hashlib.sha256(SCAN).hexdigest()
    if column.refers is not None:
        return ids[column.refers][0] if ids.get(column.refers) else None
    if column.storage == "integer":
        return 4
    return desk.new_id() if column.storage == "blob" else "2026-08-03"


def _fill(desk: Desk) -> None:
    """Put at least one row into every table, by the ways the program takes."""
    ids: dict[str, list[bytes]] = {}
    with desk.doing("office.set_up") as act:
        act.always_noted = True
        for table in tables.captured():
            if table.name == "act":
                continue
            row = {column.name: _value(column, ids, desk) for column in table.columns}
            row |= {"id": desk.new_id()}
            if "number" in row and table.numbered_in is None:
                row["number"] = desk.next_number(table.name)
            row |= {name: None for name in ("merged_into", "corrects_id", "sha256") if name in row}
            if "void" in row:
                row["void"] = 0
            desk.store.add(table.name, row)
            ids.setdefault(table.name, []).append(row["id"])
        _fill_local(desk, ids)
    with desk.doing("workers.register") as act:
        row = {"id": desk.new_id(), "station_id": desk.station.id, "name": "x"}
        desk.store.add("worker", {**row, "number": desk.next_number("worker")})
    office.undo.undo(desk, act.number)
    with desk.doing("workers.settle_row") as act:
        waiting = desk.store.value("SELECT id FROM intake_row WHERE state = 'waiting'")
        person = ids["worker"][0]
        people.intakes.settle_row(
            desk.store, waiting, state="settled", worker_id=person, act=act.number
        )


def _fill_local(desk: Desk, ids: dict[str, list[bytes]]) -> None:
    """Put rows into the tables that no trigger captures."""
    fact = day_rows.days.get_facts(desk.store, ids["work_day"])[0]
    day_rows.totals.refresh(desk.store, [fact.key])
    weighed = day_rows.weighings.get_facts(desk.store, ids["weighing"])[0]
    day_rows.weighings.refresh(desk.store, [weighed.key])
    intake = desk.store.one("SELECT id, sha256 FROM intake") or {}
    rest = (None, None, "[]", "{}", None)
    people.intakes.add_rows(
        desk.store,
        [
            (desk.new_id(), intake["id"], "x", 1, 0, "new", "done", ids["worker"][0], *rest[1:]),
            (desk.new_id(), intake["id"], "x", 2, 0, "undecided", "waiting", *rest),
        ],
    )
    digest = hashlib.sha256(b"days").hexdigest()
    office_rows.slots.keep_original(
        desk.store, sha256=digest, file_name="x", content=b"days", at_ms=1
    )
    office_rows.contents.keep(desk.store, SCAN, media_type="image/png", at_ms=1)
    office_rows.slots.put_draft(desk.store, "x", staff_id=desk.staff.id, fields="{}", at_ms=1)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("tampering")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(folder / "config"))
        desk = new_desk(folder / "desk", datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC))
        _fill(desk)
        yield desk
        desk.close()


def _keys(table: Table) -> tuple[str, ...]:
    if "id" in table.column_names:
        return ("id",)
    return (table.key,) if table.key else next(iter(table.unique), ("rowid",))


def _last(table: Table) -> str:
    """Return SQL for the one row that is tampered with."""
    keys = ", ".join(_keys(table))
    down = ", ".join(f"{key} DESC" for key in _keys(table))
    return f"({keys}) = (SELECT {keys} FROM {table.name} ORDER BY {down} LIMIT 1)"


def _other(column: str, storage: str) -> str:
    """Return SQL for another value of a column that fits it."""
    if storage == "integer":
        return f"coalesce({column}, 0) + 1"
    if storage == "blob":
        return "randomblob(16)"
    return f"coalesce({column}, '') || 'x'"


class _GoneError(Exception):
    """Takes the change back."""


@contextlib.contextmanager
def _tampered(desk: Desk, *sql: str) -> Iterator[None]:
    """Let statements have run past capture; all is as before then."""
    with contextlib.suppress(_GoneError), desk.store.atomic():
        desk.store.execute("PRAGMA defer_foreign_keys = ON")
        desk.store.execute("UPDATE sync_state SET applying = 1")
        for each in sql:
            assert desk.store.execute(each) == 1, "nothing was changed"
        desk.store.execute("UPDATE sync_state SET applying = 0 WHERE applying = 1")
        yield
        raise _GoneError


def _findings(desk: Desk, *sql: str) -> set[str]:
    """Return what `verify` says once statements have run past capture; all is as before then."""
    with _tampered(desk, *sql):
        return {code for code, _ in office.safety.verify(desk).findings}


def _storages(table: Table) -> dict[str, str]:
    own: dict[str, str] = {column.name: column.storage for column in table.columns}
    return own if table.kind is Kind.LOCAL else {"id": "blob", **own}


def _alteration(table: Table, column: str) -> str:
    value = BEFORE.get((table.name, column), _other(column, _storages(table)[column]))
    return f"UPDATE {table.name} SET {column} = {value} WHERE {_last(table)}"


def _alterations() -> list[tuple[str, str]]:
    """Return every column of the tables whose findings do not stand for one table each."""
    rest = (table for table in tables.TABLES if table.kind is not Kind.REGISTRY)
    return [(table.name, column) for table in rest for column in _storages(table)]


def _rounds() -> list[dict[str, str]]:
    """Return every column of every registry table once: of each table at most one in a round."""
    found: list[dict[str, str]] = []
    for table in tables.TABLES:
        for nth, column in enumerate(_storages(table) if table.kind is Kind.REGISTRY else ()):
            found += [{}] * (nth + 1 - len(found))
            found[nth] = {**found[nth], table.name: column}
    return found


def _insertion(table: Table) -> str:
    """Return SQL that adds a row like the last one with other keys."""
    storages = _storages(table)
    fresh = {*_keys(table), *(name for names in table.unique for name in names)}
    values = [
        _other(f"(SELECT max({name}) FROM {table.name})", storage)
        if name in fresh and storage == "integer"
        else _other(name, storage)
        if name in fresh
        else name
        for name, storage in storages.items()
    ]
    return (
        f"INSERT INTO {table.name} ({', '.join(storages)}) SELECT {', '.join(values)} "
        f"FROM {table.name} WHERE {_last(table)}"
    )


def _is_seen(name: str, what: str) -> bool:
    return not {(name, what), (name, "*")} & UNSEEN.keys()


def test_the_untouched_file_is_sound_and_every_table_has_a_row_to_tamper_with(full: Desk) -> None:
    assert office.safety.verify(full).findings == []
    empty = [
        table.name
        for table in tables.TABLES
        if not full.store.value(f"SELECT count(*) FROM {table.name}")
    ]
    assert empty == list(EMPTY)


@pytest.mark.parametrize(("name", "column"), _alterations())
def test_an_altered_value_is_found(full: Desk, name: str, column: str) -> None:
    if name in EMPTY:
        assert not _is_seen(name, column)
        return
    found = _findings(full, _alteration(tables.table(name), column))
    assert bool(found) == _is_seen(name, column), found


@pytest.mark.parametrize("altered", _rounds(), ids=lambda one: next(iter(one.values())))
def test_altered_values_of_a_registry_are_found_in_every_table(
    full: Desk, altered: dict[str, str]
) -> None:
    with _tampered(full, *(_alteration(tables.table(name), altered[name]) for name in altered)):
        told = {params["table"] for _, params in oplog.verify(full.store).findings}
        assert told == {name for name, column in altered.items() if _is_seen(name, column)}


@pytest.mark.parametrize("name", [table.name for table in tables.TABLES])
def test_a_removed_row_is_found(full: Desk, name: str) -> None:
    if name in EMPTY:
        return
    found = _findings(full, f"DELETE FROM {name} WHERE {_last(tables.table(name))}")
    assert bool(found) == _is_seen(name, "delete"), found


@pytest.mark.parametrize("name", [table.name for table in tables.TABLES])
def test_an_added_row_is_found(full: Desk, name: str) -> None:
    if name in EMPTY:
        return
    found = _findings(full, _insertion(tables.table(name)))
    assert bool(found) == _is_seen(name, "insert"), found


GARBLED = {
    "a body that is no JSON": "UPDATE op SET body = '{' WHERE seq = {seq}",
    "a body of another shape": "UPDATE op SET body = '[]' WHERE seq = {seq}",
    "an erasure of another shape": "UPDATE op SET kind = 'erase' WHERE seq = {seq}",
    "words for a row": "UPDATE op SET row_id = 'nobody' WHERE seq = {seq}",
    "words for an act": "UPDATE op SET act_id = 'nobody' WHERE seq = {seq}",
    "words for a link of the chain": "UPDATE seal SET chain = 'chain' WHERE seq = {seq}",
    "words for a salt": "UPDATE seal SET salt = 'salt' WHERE seq = {seq}",
    "a moment in words": "UPDATE op SET hlc = 'noon' WHERE seq = {seq}",
}


@pytest.mark.parametrize("sql", GARBLED.values(), ids=GARBLED)
def test_what_cannot_be_read_is_a_finding_and_hides_no_other(full: Desk, sql: str) -> None:
    seq = full.store.value("SELECT seq FROM op WHERE kind = 'insert' AND tbl = 'worker'")
    garbled = sql.replace("{seq}", str(seq))
    other = "UPDATE day_total SET quarters = quarters + 1 WHERE rowid = 1"
    assert _findings(full, other) == {"verify.totals_differ"}
    assert _findings(full, other, garbled) > {"verify.totals_differ"}
