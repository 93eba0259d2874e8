"""Seals, proves and tells the history: the op log is the audit trail.

Triggers write ops; `seal` adds to each a commitment and a link of the hash chain:
commitment = SHA-256(salt ‖ body), chain = SHA-256(previous chain ‖ commitment ‖ header).
An erasure may later remove salt and body; the commitment keeps the chain whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from gigdesk import errors, stamps
from gigdesk.domain import tables
from gigdesk.domain.tables import Kind
from gigdesk.store import ddl, proofs, witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gigdesk.store.database import Database

TABLES = ("op", "seal", "sync_state", "dirty")
SALT_BYTES = 16
ERASE = "erase"
"""The kind of the op that names, as `{"ops": [seq, …]}`, whose salts and bodies the law removed."""
_HEADER = struct.Struct(">Qqqq?")
_NOBODY = bytes(16)


def start(store: Database, *, desk_id: bytes, offset_ms: int = 0) -> bytes:
    """Give a new file its identity; return the marker to keep outside the file, too."""
    marker = os.urandom(16)
    store.execute(
        "INSERT INTO sync_state (one, desk_id, epoch, marker, version, offset_ms) "
        "VALUES (1, ?, ?, ?, ?, ?)",
        (desk_id, os.urandom(8), marker, tables.SCHEMA_VERSION, offset_ms),
    )
    return marker


def state(store: Database) -> dict[str, Any]:
    """Return the one row that says who this desk is and what runs on it."""
    found = store.one("SELECT * FROM sync_state")
    if found is None:
        raise errors.Damaged("errors.not_a_desk")
    return found


def new_epoch(store: Database) -> bytes:
    """Begin a new random epoch, after a restore or a copy; return the new marker."""
    marker = os.urandom(16)
    store.execute("UPDATE sync_state SET epoch = ?, marker = ?", (os.urandom(8), marker))
    return marker


def new_marker(store: Database) -> bytes:
    """Give the file another marker within its epoch and return it.

    So that a copy of the file as it was before is told from the file itself (sync.md 3.12).
    """
    marker = os.urandom(16)
    store.execute("UPDATE sync_state SET marker = ?", (marker,))
    return marker


def last_seq(store: Database) -> int:
    """Return the sequence number of the newest op, 0 in an empty file."""
    return int(store.value("SELECT max(seq) FROM op") or 0)


def set_context(store: Database, *, act_id: bytes | None, staff_id: bytes | None) -> None:
    """Name the act and the person for the ops that follow in this transaction."""
    store.execute("UPDATE sync_state SET act_id = ?, staff_id = ?", (act_id, staff_id))


def set_undoing(store: Database, *, undoing: bool) -> None:
    """Allow or forbid taking back rows that are otherwise never deleted."""
    store.execute("UPDATE sync_state SET undoing = ?", (int(undoing),))


class Op(NamedTuple):
    """One captured change with its seal, as the chain sees it."""

    seq: int
    hlc: int
    tbl: str
    row_id: bytes
    kind: str
    body: str | None
    base: int
    act_id: bytes | None
    staff_id: bytes | None
    version: int
    clock_suspect: int

    def header(self, op_id: bytes, epoch: bytes) -> bytes:
        """Return the bytes beside the body that the chain covers."""
        words = f"{self.tbl}\x1f{self.kind}".encode()
        return b"".join(
            (
                epoch,
                _HEADER.pack(self.seq, self.hlc, self.base, self.version, self.clock_suspect),
                op_id,
                self.row_id or _NOBODY,
                self.act_id or _NOBODY,
                self.staff_id or _NOBODY,
                len(words).to_bytes(2, "big"),
                words,
            )
        )


def commitment_of(salt: bytes, body: str) -> bytes:
    """Return the commitment to one body."""
    return hashlib.sha256(salt + body.encode()).digest()


def link(previous: bytes, commitment: bytes, header: bytes) -> bytes:
    """Return the next value of the chain."""
    return hashlib.sha256(previous + commitment + header).digest()


def changes(store: Database, after_seq: int) -> Iterator[Op]:
    """Yield the ops after a sequence number with their bodies; a fact's is read from its row."""
    written_once = [t for t in tables.captured() if t.kind is not Kind.REGISTRY]
    cases = " ".join(
        f"WHEN '{table.name}' THEN (SELECT {ddl.body_of_row(table, 'f')} "
        f"FROM {table.name} f WHERE f.id = op.row_id)"
        for table in written_once
    )
    sql = (
        f"SELECT seq, hlc, tbl, row_id, kind, coalesce(body, CASE tbl {cases} END), base, act_id, "
        "staff_id, version, clock_suspect FROM op WHERE seq > ? ORDER BY seq"
    )
    for found in store.stream(sql, (after_seq,)):
        yield Op(*found)


def seal(store: Database, clock: stamps.Clock) -> int:
    """Seal every op that has no seal yet, in order, in the running transaction; return how many."""
    last = store.one("SELECT seq, chain FROM seal ORDER BY seq DESC LIMIT 1")
    previous = last["chain"] if last else bytes(32)
    epoch = state(store)["epoch"]
    found = list(changes(store, last["seq"] if last else 0))
    salts = os.urandom(SALT_BYTES * len(found))
    rows = []
    for at, (op, op_id) in enumerate(zip(found, clock.new_ids(len(found)), strict=True)):
        if op.body is None:
            raise errors.Damaged("errors.op_without_body", seq=op.seq)
        salt = salts[at * SALT_BYTES : (at + 1) * SALT_BYTES]
        commitment = commitment_of(salt, op.body)
        previous = link(previous, commitment, op.header(op_id, epoch))
        rows.append((op.seq, op_id, epoch, salt, commitment, previous))
    columns = ("seq", "op_id", "epoch", "salt", "commitment", "chain")
    return store.add_many("seal", columns, rows) if rows else 0


@dataclass(slots=True)
class Report:
    """What `verify` found: counts, each thing that does not prove itself, remarks on no damage.

    `in_doubt` are ops written while the clock of the PC was not believed.
    """

    ops: int = 0
    erased: int = 0
    in_doubt: int = 0
    rows: int = 0
    chain: str = ""
    findings: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    remarks: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings


_MOST_FINDINGS = 50
UNREADABLE = (errors.Bug, ValueError, TypeError, AttributeError, LookupError, struct.error)
"""What proving dies of where somebody wrote values that no program of ours ever writes."""


@contextlib.contextmanager
def noted(report: Report, part: str) -> Iterator[None]:
    """Make a finding of what keeps a part from being proved; the other parts are proved as well."""
    try:
        yield
    except errors.Damaged as failure:
        # After a damaged page a connection reads nothing more: all parts then say the same.
        if failure.code not in {code for code, _ in report.findings}:
            report.findings.append((failure.code, dict(failure.params)))
    except UNREADABLE:
        report.findings.append(("verify.unreadable", {"part": part}))


def _prove_chain(store: Database, report: Report) -> None:
    """Recompute every commitment and link."""
    seals = store.stream("SELECT seq, op_id, epoch, salt, commitment, chain FROM seal ORDER BY seq")
    previous = bytes(32)
    emptied: set[int] = set()
    named: set[int] = set()
    due = 1
    for op in changes(store, 0):
        report.ops += 1
        report.in_doubt += bool(op.clock_suspect)
        if op.seq != due:
            # Numbers are given without gaps: what is rolled back gives its own back.
            report.findings.append(("verify.ops_gone", {"first": due, "last": op.seq - 1}))
        due = op.seq + 1
        sealed = next(seals, None)
        if sealed is None or sealed[0] != op.seq:
            report.findings.append(("verify.unsealed", {"seq": op.seq}))
            return
        _, op_id, epoch, salt, commitment, chain = sealed
        if op.kind == ERASE and op.body is not None:
            named.update(json.loads(op.body)["ops"])
        if salt is None and op.body is None:
            report.erased += 1
            emptied.add(op.seq)
        elif salt is None or op.body is None or commitment_of(salt, op.body) != commitment:
            report.findings.append(("verify.altered", {"seq": op.seq, "table": op.tbl}))
        if link(previous, commitment, op.header(op_id, epoch)) != chain:
            report.findings.append(("verify.broken_chain", {"seq": op.seq}))
            return
        if op.act_id is None:
            report.findings.append(("verify.outside_act", {"seq": op.seq, "table": op.tbl}))
        previous = chain
        if len(report.findings) >= _MOST_FINDINGS:
            return
    if next(seals, None) is not None or due <= _last_given(store):
        report.findings.append(("verify.ops_missing", {}))
    report.findings += [("verify.erased_by_nobody", {"seq": seq}) for seq in emptied - named]
    report.chain = previous.hex()


def _last_given(store: Database) -> int:
    """Return the highest number that any op was ever given, as SQLite itself counts."""
    return int(store.value("SELECT seq FROM sqlite_sequence WHERE name = 'op'") or 0)


def _rebuilt(ops: list[tuple[str, str | None]]) -> dict[str, Any] | None:
    """Return the row that a sequence of (kind, body) leaves, or None where it was deleted."""
    row: dict[str, Any] | None = None
    for kind, body in ops:
        if kind == "delete":
            row = None
        elif body is None or kind == ERASE:
            continue
        elif kind == "insert":
            row = json.loads(body)
        elif row is not None:
            for name, (_, after) in json.loads(body).items():
                if after is None:
                    row.pop(name, None)
                else:
                    row[name] = after
    return row


def _of_row(table: tables.Table, row_id: object) -> dict[str, object]:
    """Return what a finding about a row says; of an id that is none only the table."""
    return {"table": table.name, "id": row_id if isinstance(row_id, bytes) else b""}


def _prove_table(store: Database, table: tables.Table, report: Report) -> None:
    """Replay the ops of one registry table and compare with its rows, both in order of id."""
    ops = store.stream(
        "SELECT row_id, kind, body FROM op WHERE tbl = ? ORDER BY row_id, seq", (table.name,)
    )
    sql = f"SELECT t.id, {ddl.body_of_row(table, 't')} FROM {table.name} t ORDER BY t.id"
    rows = store.stream(sql)
    row = next(rows, None)
    waiting: list[tuple[str, str | None]] = []
    current: bytes | None = None

    def settle() -> None:
        nonlocal row
        is_erased = any(body is None for _, body in waiting)
        expected = _rebuilt(waiting) if waiting and not is_erased else None
        while row is not None and current is not None and row[0] < current:
            report.findings.append(("verify.row_without_op", _of_row(table, row[0])))
            row = next(rows, None)
        if row is not None and row[0] == current:
            report.rows += 1
            if not is_erased and expected != json.loads(row[1]):
                report.findings.append(("verify.row_differs", _of_row(table, current)))
            row = next(rows, None)
        elif expected is not None and current is not None:
            report.findings.append(("verify.row_missing", _of_row(table, current)))

    for row_id, kind, body in ops:
        if row_id != current and current is not None:
            settle()
            waiting = []
        current = row_id
        waiting.append((kind, body))
    if current is not None:
        settle()
    while row is not None:
        report.findings.append(("verify.row_without_op", _of_row(table, row[0])))
        row = next(rows, None)


def _prove_facts(store: Database, table: tables.Table, report: Report) -> None:
    """Check that every row of a fact table has exactly one op and the reverse."""
    name = table.name
    report.rows += int(store.value(f"SELECT count(*) FROM {name}"))
    own = f"FROM op WHERE op.tbl = '{name}' AND op.kind NOT IN ('{ERASE}', '{witness.KIND}')"
    erased = "(SELECT 1 FROM seal WHERE seal.seq = op.seq AND seal.salt IS NULL)"
    wrong = {
        "verify.row_without_op": f"SELECT t.id FROM {name} t "
        f"WHERE NOT EXISTS (SELECT 1 {own} AND op.row_id = t.id) LIMIT 1",
        "verify.row_with_ops": f"SELECT row_id {own} GROUP BY row_id HAVING count(*) > 1 LIMIT 1",
        "verify.row_missing": f"SELECT row_id {own} AND NOT EXISTS {erased} "
        f"AND NOT EXISTS (SELECT 1 FROM {name} t WHERE t.id = op.row_id) LIMIT 1",
    }
    for code, sql in wrong.items():
        found = store.value(sql)
        if found is not None:
            report.findings.append((code, _of_row(table, found)))


def verify(store: Database, into: Report | None = None) -> Report:
    """Recompute chain, capture and integrity; every disagreement becomes a finding."""
    report = into or Report()
    with noted(report, "sqlite_master"):
        proofs.check_capture(store)
    with noted(report, "sqlite_master"):
        proofs.check_integrity(store, thorough=True)
    with noted(report, "op"):
        _prove_chain(store, report)
    for table in tables.captured():
        prove = _prove_table if table.kind is Kind.REGISTRY else _prove_facts
        with noted(report, table.name):
            prove(store, table, report)
    return report


def history(store: Database, row_id: bytes) -> list[dict[str, Any]]:
    """Return every op on one row, oldest first; see `histories`."""
    return histories(store, [row_id])


def histories(store: Database, row_ids: Iterable[bytes]) -> list[dict[str, Any]]:
    """Return every op on some rows, oldest first, with its act: who, when, on which desk, what.

    Each entry has seq, tbl, row_id, kind, at_ms, act_number, act_name, staff_name, source, reason,
    station_code, desk_id (every op of a file was captured by the desk it belongs to),
    clock_suspect and changes `{column: (before, after)}`. `at_ms` is what the clock
    showed to the person who did it, `clock_suspect` is 1 where it was not believed; the order is
    that of seq, which no clock set back disturbs.
    """
    found = store.query(
        "SELECT op.seq, op.tbl, op.row_id, op.kind, op.body, op.clock_suspect,"
        " act.number AS act_number, coalesce(act.at_ms, op.hlc >> 16) AS at_ms,"
        " act.id AS act_id, act.name AS act_name, act.staff_name, act.source, act.reason,"
        " station.code AS station_code FROM op LEFT JOIN act ON act.id = op.act_id"
        " LEFT JOIN station ON station.id = act.station_id"
        " WHERE op.row_id IN (SELECT unhex(value) FROM json_each(?)) ORDER BY op.seq",
        (json.dumps([row_id.hex() for row_id in row_ids]),),
    )
    desk_id = state(store)["desk_id"]
    for entry in found:
        entry["desk_id"] = desk_id
        entry["changes"] = read_body(entry["kind"], entry.pop("body"))
    return found


def read_body(kind: str, body: str | None) -> dict[str, tuple[Any, Any]]:
    """Return what an op of this kind changed, `{column: (before, after)}`."""
    told = json.loads(body or "{}").items()
    if kind == "update":
        return {name: tuple(pair) for name, pair in told}
    return {name: (None, value) if kind == "insert" else (value, None) for name, value in told}


def ops_of_act(store: Database, act_id: bytes, *, most: int = -1) -> list[dict[str, Any]]:
    """Return the first ops of one act (or all), oldest first, with bodies as they were captured."""
    return store.query(
        "SELECT seq, tbl, row_id, kind, body FROM op WHERE act_id = ? AND kind <> ?"
        " ORDER BY seq LIMIT ?",
        (act_id, witness.KIND, most),
    )


def take_dirty(store: Database) -> dict[str, list[bytes]]:
    """Return and clear the rows whose search entries are stale, by table."""
    found: dict[str, list[bytes]] = {}
    for name, row_id in store.stream("SELECT DISTINCT tbl, row_id FROM dirty"):
        found.setdefault(name, []).append(row_id)
    if found:
        store.execute("DELETE FROM dirty")
    return found
