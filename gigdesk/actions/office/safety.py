"""Backups on exit, before imports and migrations; their rotation; restore; proof of the whole."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors, stamps
from gigdesk.actions.office import entry
from gigdesk.domain import office
from gigdesk.store import backup, database, lock, migrations, oplog, proofs, restoring, vault
from gigdesk.store import office as rows
from gigdesk.store import workers as people
from gigdesk.store.attendance import totals

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from gigdesk.actions.desk import Desk

    Finding = tuple[str, dict[str, object]]


def back_up(desk: Desk, target: Path, *, replace: bool = False) -> backup.Manifest:
    """Write a backup where the user wants it and prove it; a file there stays without `replace`.

    With `replace` only an earlier backup gives way, none of the desk's own and no other file.
    Raises errors.Refused where a file stands in the way, errors.EnvironmentFailure,
    errors.DiskFull, errors.Damaged, errors.NotAllowed.
    """
    office.acts.require(desk.staff.role, "office.backup")
    if backup.is_of_desk(desk.folder, target):
        raise errors.Refused("office.error.own_file", file=str(target))
    if target.exists() and not replace:
        raise errors.Refused("office.error.file_exists", file=str(target))
    if target.exists() and not backup.is_backup(target) and target.suffix.lower() != backup.SUFFIX:
        raise errors.Refused("sheets.error.other_kind", file=target.name)
    try:
        with database.named_failures():
            return backup.make(desk.store, desk.vault.path, target, desk.clock)
    except errors.EnvironmentFailure as failure:
        # What failed may be the scratch copy beside it, of which nobody knows.
        failure.params["file"] = str(target)
        raise


def back_up_on_exit(desk: Desk, second: Path | None = None) -> Path:
    """Write the automatic backup of this session and copy it to the second target where one is set.

    Raises errors.EnvironmentFailure when the second target cannot be reached or does not keep what
    it is given; the first copy then stands all the same.
    """
    return _automatic(desk, "exit", second)


def _automatic(desk: Desk, why: str, second: Path | None) -> Path:
    """Write an automatic backup, name it by its reason and copy it to the second target."""
    made = backup.automatic(desk.store, desk.folder, why, desk.clock)
    if second is not None:
        backup.copy(made, second)
    return made


def only_login(source: Path) -> str:
    """Return the one login a backup can be opened with; raises errors.Invalid where it has more."""
    logins = backup.logins_of(source)
    if len(logins) != 1:
        raise errors.Invalid("office.error.which_login", "login", logins=", ".join(logins))
    return logins[0]


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of an older desk: the folder it was set aside in, and the backup made of it.

    Both are None where there was none; a desk that this backup's key does not open, or that is
    damaged, could only be set aside.
    """

    aside: Path | None
    backup: Path | None


def restore(
    source: Path, folder: Path, login: str, password: str, *, replace: bool = False
) -> Restored:
    """Put a backup in place as the desk in `folder`; what stood there is backed up first.

    Every byte is proven before anything is touched; where it fails all is as before. The restored
    file begins a new epoch. The login, with its password in the backup, has to be somebody who may
    restore, both there and, where this desk has the same key, at the desk as it is now: who was
    head then and is no longer restores nothing. Raises errors.NotAllowed, errors.Refused where a
    desk is there and `replace` is not given, errors.WrongPassword, errors.UnreadableFile,
    errors.Damaged, errors.Busy.
    """
    restoring.finish_restore(folder)
    if (folder / backup.DATABASE_NAME).exists() and not replace:
        raise errors.Refused("errors.desk_exists", folder=str(folder))
    # Where there is anything of a desk, nothing may be tidied away but the scratch folder.
    known = restoring.holds_any(folder)
    tidy = contextlib.nullcontext() if known else entry.nothing_left(folder)
    with tidy, contextlib.ExitStack() as undo, database.named_failures():
        folder.mkdir(parents=True, exist_ok=True)
        held = lock.Lock(folder)
        held.take()
        undo.callback(held.release)
        made = undo.enter_context(tempfile.TemporaryDirectory(prefix=restoring.SCRATCH, dir=folder))
        scratch = Path(made)
        key = restoring.prove(source, lambda kept: kept.unlock(login, password), scratch)
        _must_reach(scratch, key, login)
        kept = None
        if (folder / backup.DATABASE_NAME).exists():
            # A damaged desk, or one of another key, cannot say who may; it is only set aside.
            with contextlib.suppress(errors.EnvironmentFailure, errors.Bug):
                _must_reach(folder, key, login)
            kept = _back_up_before(folder, key, _keys_of(folder, scratch))
        restoring.begin_epoch(scratch, key)
        return Restored(restoring.put_in_place(scratch, folder, stamps.Clock()), kept)


def _keys_of(folder: Path, proven: Path) -> Path:
    """Return the vault of a desk, or where that is lost or unreadable the one of the backup."""
    own = vault.Vault(folder / vault.FILE_NAME)
    try:
        own.logins()
    except errors.Damaged:
        return proven / vault.FILE_NAME
    return own.path


def _back_up_before(folder: Path, key: bytes, keys: Path) -> Path | None:
    """Return the backup made of a desk that is about to be replaced; None where it cannot be read.

    `keys` is the vault that goes with it. Raises errors.EnvironmentFailure where the backup cannot
    be written: then nothing is replaced.
    """
    try:
        with database.Database(folder / backup.DATABASE_NAME, key, read_only=True) as store:
            clock = database.open_clock(store)
            return backup.automatic(store, folder, "restore", clock, keys=keys)
    except (errors.Damaged, errors.Bug):
        return None


def _must_reach(folder: Path, key: bytes, login: str) -> None:
    """Raise errors.NotAllowed where the person does not work at that desk or may not restore it."""
    with database.Database(folder / backup.DATABASE_NAME, key, read_only=True) as store:
        found = rows.staff.find_staff(store, login)
    if found is None:
        raise errors.NotAllowed("errors.not_allowed", act="office.restore", role="")
    office.acts.require(found.role, "office.restore")


def verify(desk: Desk) -> oplog.Report:
    """Recompute chain, capture and integrity of the whole file, and the totals kept from facts.

    The history also has to be the one that the desk's backups hold, and the files of imports all
    there with the bytes that came in.
    """
    office.acts.require(desk.staff.role, "office.verify")
    with desk.store.atomic():  # so that all is read as of one moment
        report = oplog.verify(desk.store)
        for part, prove in _BESIDE.items():
            with oplog.noted(report, part):
                report.findings += prove(desk)
    return report


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made anew: the people the search finds, and the days in the totals."""

    people: int
    days: int


def rebuild(desk: Desk) -> Rebuilt:
    """Make the search index and the totals of days anew from what was entered.

    Nothing that anybody entered is touched. For `REBUILT`, which `verify` may find.
    """
    with desk.doing("office.rebuild") as act:
        made = Rebuilt(people.find.rebuild(desk.store), totals.rebuild(desk.store))
        act.always_noted = True
        act.about = {"people": made.people, "days": made.days}
        act.rooms |= {"workers", "attendance"}
    return made


def _schema(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with the shape of the file."""
    if not migrations.is_as_shipped(desk.store):
        yield "verify.schema_altered", {}


def _state(desk: Desk) -> Iterator[Finding]:
    """Yield what is wrong with what the file says of itself."""
    if not proofs.is_state_kept(desk.store):
        yield "verify.state_altered", {}


def _counters(desk: Desk) -> Iterator[Finding]:
    """Yield the counters that would give a number a second time."""
    for table in proofs.wrong_counters(desk.store, desk.station.id):
        yield "verify.counter_low", {"table": table}


def _totals(desk: Desk) -> Iterator[Finding]:
    """Yield how many of the kept sums of days are wrong."""
    wrong = totals.prove(desk.store)
    if wrong:
        yield "verify.totals_differ", {"count": len(wrong)}


def _originals(desk: Desk) -> Iterator[Finding]:
    """Yield the kept files that are altered or gone."""
    for code, name in rows.slots.differing_originals(desk.store):
        yield code, {"file": name}
    for number, name in rows.slots.missing_originals(desk.store, desk.station.id):
        told = office.numbers.spoken("intake", number)
        yield "verify.original_missing", {"number": told, "file": name}


def _intake_rows(desk: Desk) -> Iterator[Finding]:
    """Yield the imports whose rows are not those their acts told of."""
    for intake_id in people.proving.differing(desk.store):
        found = people.intakes.get(desk.store, intake_id) or {"number": 0, "file_name": "?"}
        told = office.numbers.spoken("intake", found["number"])
        yield "verify.intake_rows_differ", {"number": told, "file": found["file_name"]}


def _search(desk: Desk) -> Iterator[Finding]:
    """Yield whether the search would not find everybody."""
    if not (people.find.is_fresh(desk.store) and people.find.are_pieces_kept(desk.store)):
        yield "verify.search_differs", {}


def _against_backups(desk: Desk) -> Iterator[Finding]:
    """Yield the backups that hold another history than this file; without a name it has none."""
    if not proofs.has_state(desk.store):
        return
    for path, said in backup.disagreeing(desk.store, desk.folder):
        yield "verify.backup_differs", {"file": path.name, "seq": said.seq}


_BESIDE: dict[str, Callable[[Desk], Iterator[Finding]]] = {
    "sqlite_master": _schema,
    "sync_state": _state,
    "counter": _counters,
    "day_total": _totals,
    "original": _originals,
    "intake_row": _intake_rows,
    "worker_find": _search,
    "backups": _against_backups,
}
"""Proofs of what no trigger captures, each by the table or the place it is of."""

REBUILT = frozenset({"verify.search_differs", "verify.totals_differ"})
"""What `verify` finds and `rebuild` puts right."""


# what a person sees of it


@dataclass(frozen=True, slots=True)
class Kept:
    """One automatic backup: when it was made (UTC), why (`exit`, `import` …), where, how large."""

    made: datetime.datetime
    why: str
    path: Path
    size_bytes: int


def backups(desk: Desk) -> list[Kept]:
    """Return the automatic backups of this desk, newest first."""
    return [
        Kept(made, path.stem.rpartition("-")[2], path, path.stat().st_size)
        for made, path in backup.list_backups(desk.folder)
    ]


def own_backups(folder: Path) -> Path | None:
    """Return where a desk in the folder keeps its automatic backups; None where it has none."""
    return backup.backup_folder(folder) if backup.list_backups(folder) else None


def last_backup(desk: Desk) -> datetime.datetime | None:
    """Return when the last automatic backup was made (UTC); None where there is none.

    A day that is still to come was told by a wrong clock and counts for nothing.
    """
    now = desk.clock.now()
    return next((made for made, _ in backup.list_backups(desk.folder) if made <= now), None)


def back_up_now(desk: Desk, second: Path | None = None) -> Path:
    """Write an automatic backup at once, as on leaving; raises as `back_up_on_exit` does."""
    office.acts.require(desk.staff.role, "office.backup")
    return _automatic(desk, "now", second)


def prove(desk: Desk, source: Path) -> backup.Manifest:
    """Prove a backup of this desk by putting it back into a scratch folder and opening it there.

    Nothing of the desk is touched. Raises errors.Damaged or errors.UnreadableFile, and
    errors.WrongPassword where the key of this desk does not open it.
    """
    key = desk.store.key
    with database.named_failures(), tempfile.TemporaryDirectory(prefix="gigdesk-") as scratch:
        restoring.prove(source, lambda _kept: key, Path(scratch))
    return backup.read_manifest(source)


def prove_for(source: Path, login: str, password: str) -> None:
    """Prove a backup and that this person may restore it; nothing is touched.

    Raises as `restore` does, but for what the place of the desk itself stands against.
    """
    with database.named_failures(), tempfile.TemporaryDirectory(prefix="gigdesk-") as scratch:
        place = Path(scratch)
        key = restoring.prove(source, lambda kept: kept.unlock(login, password), place)
        _must_reach(place, key, login)


def logins_of(source: Path) -> list[str]:
    """Return the logins that can open a backup; raises errors.UnreadableFile for anything else."""
    return backup.logins_of(source)
