"""Opens the encrypted file and is the one way through which rows are read and written."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
from typing import TYPE_CHECKING, Any, Self

from sqlcipher3 import dbapi2

from gigdesk import errors, stamps
from gigdesk.domain import tables, workers
from gigdesk.store import ddl, guarding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

Row = dict[str, Any]

KEY_BYTES = 32
_CACHE_KIB = 32 * 1024
_GROUP = 25
"""So many rows go into one INSERT: most of what there is to gain, at a small statement's price."""
_CAPTURED = frozenset(table.name for table in tables.captured())
_WRITING = "rwc"
_NO_FILE_BESIDE = ("disk I/O error", "unable to open", "disk is full")
"""What SQLite says where it cannot make its own files beside the one it opens."""


def translate(failure: Exception) -> errors.GigDeskError:
    """Return the named failure for what SQLite reported; the original stays its cause."""
    told = str(failure)
    if isinstance(failure, OSError):
        return errors.of_system(failure)
    for sign, named in (
        ("disk is full", errors.DiskFull("errors.disk_full")),
        ("locked", errors.Busy("errors.busy_file")),
        ("malformed", errors.Damaged("errors.damaged")),
        ("not a database", errors.Damaged("errors.not_a_desk")),
        ("disk I/O error", errors.EnvironmentFailure("errors.disk_io")),
        ("readonly", errors.EnvironmentFailure("errors.read_only")),
        ("unable to open", errors.EnvironmentFailure("errors.cannot_open")),
    ):
        if sign in told:
            return named
    return errors.Bug("errors.bug_sql", detail=told)


@contextlib.contextmanager
def named_failures() -> Iterator[None]:
    """Turn failures of SQLite and the disk into the named ones."""
    try:
        yield
    except (dbapi2.Error, OSError) as failure:
        raise translate(failure) from failure


_READ_ALONE = "ro&immutable=1"
_INDEX_BYTES = 32 * 1024
"""What SQLite needs of the disk beside a file to read it together with its log."""


def _reading_mode(path: Path) -> str:
    """Return how a file is opened to be read, also on a medium that takes no files beside it.

    A file whose last writer closed it has no log beside it and cannot change there.
    """
    beside = _log(path).exists() or _is_cut_short(path)
    return "ro" if os.access(path.parent, os.W_OK) or beside else _READ_ALONE


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _is_cut_short(path: Path) -> bool:
    """Say whether the power may have gone while the log was put away: half of it stands then."""
    return path.with_name(f"{path.name}-journal").exists()


def _is_log_empty(path: Path) -> bool:
    """Say whether the file alone holds everything: no log beside it, or one with nothing in it."""
    log = _log(path)
    return not log.exists() or not log.stat().st_size


def _link(path: Path, key: bytes, mode: str) -> dbapi2.Connection:
    """Return a connection that has read from the file; what keeps it from that is raised."""
    link = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5.0, cached_statements=256
    )
    try:
        link.execute("PRAGMA cipher_log_level = NONE").fetchall()  # what is wrong is said by us
        link.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (
            "cipher_memory_security = OFF",
            "foreign_keys = ON",
            "synchronous = FULL",
            f"cache_size = -{_CACHE_KIB}",
            "temp_store = MEMORY",
            "trusted_schema = ON",
        ):
            link.execute(f"PRAGMA {pragma}")
        if mode == _WRITING:
            link.execute("PRAGMA journal_mode = WAL").fetchone()
        link.execute("SELECT count(*) FROM sqlite_master").fetchone()
        link.create_function("names_category", 2, workers.recorded.says, deterministic=True)
    except BaseException:
        link.close()
        raise
    return link


def _writing_link(path: Path, key: bytes) -> dbapi2.Connection:
    """Return a connection that writes; raises errors.DiskFull where its log finds no room."""
    make_private(path)  # SQLite gives the log beside it the same mark
    try:
        return _link(path, key, _WRITING)
    except dbapi2.OperationalError as failure:
        if "disk I/O error" in str(failure) and _is_full(path.parent):
            raise errors.DiskFull("errors.disk_full") from failure
        raise


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _INDEX_BYTES


def _reading_link(path: Path, key: bytes) -> dbapi2.Connection:
    """Return a connection that only reads, also where the disk has no room left beside the file.

    Raises errors.DiskFull where the log holds changes that cannot be read without that room.
    """
    mode = _reading_mode(path)
    try:
        return _link(path, key, mode)
    except dbapi2.OperationalError as failure:
        said = str(failure)
        if "readonly" in said and _is_cut_short(path):
            # SQLite takes the half back, which whoever only reads may not.
            _link(path, key, "rw").close()
            return _link(path, key, mode)
        if mode == _READ_ALONE or not any(sign in said for sign in _NO_FILE_BESIDE):
            raise
        if _is_log_empty(path):
            return _link(path, key, _READ_ALONE)
        if _is_full(path.parent):
            raise errors.DiskFull("errors.disk_full_reading") from failure
        raise


class Database:
    """One connection to a desk's file.

    Reads give dictionaries. Writes outside `atomic()` are refused, so that nothing is written
    that is not part of an act. A connection belongs to the thread that made it.
    """

    def __init__(self, path: Path, key: bytes, *, read_only: bool = False) -> None:
        """Open the file with its raw key of 32 bytes.

        Raises errors.Damaged when the key does not fit or the file is no desk, errors.Busy when it
        is locked, errors.EnvironmentFailure when it cannot be opened.
        """
        self.path = path
        self.key = key
        self.read_only = read_only
        with named_failures():
            self._link = _reading_link(path, key) if read_only else _writing_link(path, key)
            self._db = guarding.GuardedDatabase(self._link, execute_plugins=False)

    def __enter__(self) -> Self:
        """Return the open connection."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection; further calls fail."""
        self._link.close()

    @property
    def helper(self) -> guarding.GuardedDatabase:
        """Return the sqlite-utils face of this connection, for migrations and tables."""
        return self._db

    # reading

    def query(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a SELECT as dictionaries."""
        guarding.must_not_replace(sql)
        with named_failures():
            cursor = self._link.execute(sql, params)
            names = [item[0] for item in cursor.description or ()]
            return [dict(zip(names, found, strict=True)) for found in cursor]

    def stream(self, sql: str, params: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a SELECT as tuples, without keeping them."""
        guarding.must_not_replace(sql)
        with named_failures():
            yield from self._link.execute(sql, params)

    def one(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        """Return the first row of a SELECT, or None."""
        found = self.query(sql, params)
        return found[0] if found else None

    def value(self, sql: str, params: Sequence[object] = ()) -> Any:
        """Return the first column of the first row, or None."""
        guarding.must_not_replace(sql)
        with named_failures():
            found = self._link.execute(sql, params).fetchone()
        return None if found is None else found[0]

    def get(self, table: str, row_id: bytes) -> Row | None:
        """Return one row of a table by its id, or None."""
        return self.one(f"SELECT {ddl.columns(table)} FROM {table} WHERE id = ?", (row_id,))

    # writing

    @contextlib.contextmanager
    def atomic(self) -> Iterator[None]:
        """Make everything inside one transaction: all of it stands, or nothing of it."""
        with named_failures(), self._db.atomic():
            yield

    def _must_be_atomic(self) -> None:
        if not self._link.in_transaction:
            raise errors.Bug("errors.bug_outside_act")

    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        """Run one statement inside a transaction and return the number of rows it touched."""
        self._must_be_atomic()
        guarding.must_not_replace(sql)
        with named_failures():
            return int(self._link.execute(sql, params).rowcount)

    def execute_outside(self, sql: str, params: Sequence[object] = ()) -> None:
        """Run a statement that no transaction can hold, such as a checkpoint."""
        guarding.must_not_replace(sql)
        with named_failures():
            self._link.execute(sql, params).fetchall()

    def add(self, table: str, row: Row) -> None:
        """Insert one row."""
        self._must_be_atomic()
        with named_failures():
            self._db.table(table).insert(row)

    def change(self, table: str, row_id: bytes, changes: Row) -> int:
        """Update the named columns of one row; return 1, or 0 where there is no such row."""
        sets = ", ".join(f"{name} = ?" for name in changes)
        sql = f"UPDATE {table} SET {sets} WHERE id = ?"
        return self.execute(sql, (*changes.values(), row_id))

    def remove(self, table: str, row_id: bytes) -> int:
        """Delete one row of a table that allows it."""
        return self.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        """Run one statement for many rows; bulk writes have no other way."""
        self._must_be_atomic()
        guarding.must_not_replace(sql)
        with named_failures():
            return int(self._link.executemany(sql, rows).rowcount)

    def add_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
        """Insert many rows given as tuples in the order of `columns`; return how many.

        Where triggers capture them, whole groups go in as one statement each: SQLite keeps every
        page that such a statement touches, so as to take it back alone, and then keeps it once.
        """
        marks = f"({', '.join('?' * len(columns))})"
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
        waiting = list(rows)
        whole = len(waiting) - len(waiting) % _GROUP if table in _CAPTURED else 0
        groups = (waiting[at : at + _GROUP] for at in range(0, whole, _GROUP))
        flat = (tuple(itertools.chain.from_iterable(group)) for group in groups)
        self.many(sql + ", ".join([marks] * _GROUP), flat)
        self.many(sql + marks, itertools.islice(waiting, whole, None))
        return len(waiting)


_OWNER_ONLY = 0o600


def make_private(path: Path) -> None:
    """Make an empty file, where there is none, that only its owner reads; Windows has no such mark.

    What is locked with a password is not given to everybody at the PC to guess at.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))


def flush(*paths: Path) -> None:
    """Have the disk itself hold these files and the names in their folders."""
    for path in paths:
        with path.open("rb+") as held:
            os.fsync(held.fileno())
    for folder in {path.parent for path in paths}:
        # Not every system or stick knows this of a folder; the files are on the disk all the same.
        with contextlib.suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def take_numbers(store: Database, table: str, station_id: bytes, count: int = 1) -> int:
    """Return the first of `count` human numbers of a table at a station; none is given twice.

    The counter outlives the rows: a number whose row was taken back is not used again.
    """
    used = store.value(f"SELECT max(number) FROM {table} WHERE station_id = ?", (station_id,))
    last = store.value("SELECT last FROM counter WHERE tbl = ?", (table,))
    first = max(int(used or 0), int(last or 0)) + 1
    store.execute(
        "INSERT INTO counter (tbl, last) VALUES (?, ?) "
        "ON CONFLICT (tbl) DO UPDATE SET last = excluded.last",
        (table, first + count - 1),
    )
    return first


def open_clock(store: Database) -> stamps.Clock:
    """Return the clock as the file sets it: the machine's, shifted by the known offset.

    What is no offset shifts nothing: a file is read as it is, too, to be proved.
    """
    told = store.value("SELECT offset_ms FROM sync_state")
    return stamps.Clock(offset_ms=told if isinstance(told, int) else 0)


def settle_log(path: Path, key: bytes) -> None:
    """Put everything into the file itself, so that it can be moved; nobody else has it open then.

    Raises errors.Busy where somebody has, be it only to read; and what opening a file raises.
    """
    with named_failures():
        link = _writing_link(path, key)
        try:
            link.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
            # SQLite leaves the log of its own accord only where it holds the file alone.
            if link.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
                raise errors.Busy("errors.busy_file")
            link.execute("BEGIN EXCLUSIVE")
            link.execute("ROLLBACK")
        finally:
            link.close()
