"""The Desk (file, user, clock) and doing(): one act, one transaction, one audit line."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.domain import office
from gigdesk.store import database, lock, oplog, proofs, timing, vault
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.store.vault import Vault


@dataclass(slots=True)
class Act:
    """An act while it runs: what it changes, what it wants remembered.

    `about` is kept with the act for the people who read the list of acts; put counts and numbers
    there, never a number of a person that is masked elsewhere. `at_ms` is when it was done, where
    that is not now.
    """

    id: bytes
    name: str
    number: int
    rooms: set[str] = field(default_factory=set)
    about: dict[str, Any] = field(default_factory=dict)
    always_noted: bool = False
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an act changed: its number for the undo list and the rooms whose pages redraw."""

    number: int
    name: str
    rooms: frozenset[str]


class Desk:
    """An open desk: the file, the person who signed in, the clock.

    A desk belongs to the thread that opened it; `reader()` gives another thread its own.
    """

    def __init__(
        self,
        folder: Path,
        store: database.Database,
        staff: office.Staff,
        *,
        station: office.Station | None = None,
        held: lock.Lock | None = None,
        under: lock.Lock | None = None,
    ) -> None:
        """Put an open file and a person together; `actions.office.entry` opens desks.

        It gives back the lock that it has `held`; one that writes `under` another's only proves it.
        """
        self.folder = folder
        self.store = store
        self.staff = staff
        self.station = station or office_rows.staff.get_station(store)
        self.clock = database.open_clock(store)
        self._held = held
        self._lock = held or under
        self._cookie = proofs.schema_cookie(store)

    @property
    def vault(self) -> vault.Vault:
        """Return the keys of this desk."""
        return vault.Vault(self.folder / vault.FILE_NAME)

    def rules(self) -> office.rules.RuleBook:
        """Return the dated rules this desk knows."""
        return office_rows.rules.get_book(self.store)

    def may(self, act: str) -> bool:
        """Say whether the person who signed in may do this."""
        return office.acts.may(self.staff.role, act)

    def reader(self) -> Desk:
        """Return a desk on a connection of its own that only reads, for the calling thread."""
        link = database.Database(self.store.path, self.store.key, read_only=True)
        return Desk(self.folder, link, self.staff)

    def writer(self) -> Desk:
        """Return a desk on a connection of its own that writes, for the one writing thread."""
        link = database.Database(self.store.path, self.store.key)
        return Desk(self.folder, link, self.staff, under=self._lock)

    def close(self) -> None:
        """Close the connection and give the lock back."""
        self.store.close()
        if self._held is not None:
            self._held.release()

    def new_id(self) -> bytes:
        """Return a new row id; raises errors.EnvironmentFailure at a moment that no id can hold."""
        timing.check(self.clock)
        return self.clock.new_id()

    def heard(self, said: str, table: str) -> bytes | None:
        """Return the id of the row whose number, or whole id, somebody typed, or None."""
        try:
            number = office.numbers.heard(said, table)
        except errors.Invalid:
            return None
        if isinstance(number, bytes):
            row = self.store.get(table, number)
        else:
            row = office_rows.acts.find_by_number(self.store, table, number)
        return None if row is None else bytes(row["id"])

    def next_number(self, table: str) -> int:
        """Return the next human number of a table at this station."""
        return self.next_numbers(table, 1)

    def next_numbers(self, table: str, count: int) -> int:
        """Return the first of `count` human numbers in a row, for acts that write many rows."""
        return database.take_numbers(self.store, table, self.station.id, count)

    def named(self, staff: office.Staff) -> Desk:
        """Return this desk, on the same connection, for acts of somebody who is not at it now."""
        return Desk(self.folder, self.store, staff, station=self.station, under=self._lock)

    @contextlib.contextmanager
    def doing(
        self,
        name: str,
        *,
        source: str = "",
        reason: str = "",
        undoes: bytes | None = None,
        act_id: bytes | None = None,
    ) -> Iterator[Act]:
        """Do one act: all that happens inside is one transaction and one entry in the history.

        An act that changes nothing leaves no entry, unless `always_noted` is set; `act_id` is that
        of one which was done elsewhere. Raises errors.NotAllowed where the role does not reach it,
        errors.EnvironmentFailure where the clock of the PC shows what no desk can keep.
        """
        office.acts.require(self.staff.role, name)
        act = Act(act_id or self.new_id(), name, 0, rooms={office.acts.ACTS[name].room})
        with self._writing(act):
            before = oplog.last_seq(self.store)
            act.number = office_rows.acts.next_number(self.store)
            yield act
            if act.always_noted or oplog.last_seq(self.store) > before:
                self._note(act, source=source, reason=reason, undoes=undoes)

    @contextlib.contextmanager
    def doing_with_keys(self, name: str, *, reason: str = "") -> Iterator[tuple[Act, Vault]]:
        """Do one act that changes keys as well: both stand or neither, also after a power cut.

        The act has to leave an entry in the history; only that tells, later, which keys hold.
        """
        kept = self.vault
        kept.settle(self.stands)
        try:
            with self.doing(name, reason=reason) as act:
                kept.begin(act.id)
                yield act, kept
        finally:
            # What cannot be settled now is settled when the desk is opened next.
            with contextlib.suppress(errors.EnvironmentFailure):
                kept.settle(self.stands)

    def stands(self, act_id: bytes) -> bool:
        """Say whether an act is in the history."""
        return office_rows.acts.stands(self.store, act_id)

    @contextlib.contextmanager
    def going_on(self, act: Act) -> Iterator[None]:
        """Go on with an act that stands in the history already, in a transaction of its own.

        For long acts that write in slices, so that others can write in between; all slices share
        the entry that `doing` made, and are undone as one step.
        """
        with self._writing(act):
            yield

    @contextlib.contextmanager
    def _writing(self, act: Act) -> Iterator[None]:
        """Make one transaction of an act: captured in its name, searchable, sealed."""
        with self.store.atomic():
            self.store.execute("PRAGMA defer_foreign_keys = ON")
            timing.begin(self.store, self.clock)
            oplog.set_context(self.store, act_id=act.id, staff_id=self.staff.id)
            yield
            self.settle()
            oplog.set_context(self.store, act_id=None, staff_id=None)
            if proofs.schema_cookie(self.store) != self._cookie:
                raise errors.Bug("errors.bug_schema_changed")
            if self._lock is not None:
                self._lock.prove()

    def settle(self) -> None:
        """Make searchable and seal what the running act has changed so far, as its end does."""
        refresh.stale_rows(self.store)
        oplog.seal(self.store, self.clock)

    def _note(self, act: Act, *, source: str, reason: str, undoes: bytes | None) -> None:
        """Write the line of the audit trail, which is itself an op."""
        self.store.add(
            "act",
            {
                "id": act.id,
                "station_id": self.station.id,
                "number": act.number,
                "name": act.name,
                "staff_id": self.staff.id,
                "staff_name": self.staff.name,
                "at_ms": self.clock.now_ms() if act.at_ms is None else act.at_ms,
                "source": source or None,
                "reason": reason or None,
                "undoes_id": undoes,
                "about": json.dumps(act.about, ensure_ascii=False) if act.about else None,
            },
        )

    def done(self, act: Act) -> Done:
        """Return what an act changed, for the page that asked for it."""
        return Done(act.number, act.name, frozenset(act.rooms))
