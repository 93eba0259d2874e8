"""Backups on exit, before imports and migrations; their rotation; restore; proof of the whole."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.office import entry, naming, noting
from gigdesk.domain import office
from gigdesk.store import (
    agreeing,
    backup,
    database,
    epochs,
    manifests,
    migrations,
    oplog,
    proofs,
    restoring,
    vault,
)
from gigdesk.store import office as rows
from gigdesk.store import workers as people
from gigdesk.store.attendance import totals, weighings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gigdesk.actions.desk import Desk

    Finding = tuple[str, dict[str, object]]

_BACKUP = "office.backup"
_OFTEN = datetime.timedelta(hours=1)


def back_up(desk: Desk, target: Path, *, replace: bool = False) -> manifests.Manifest:
    """Write a backup where the user wants it and prove it; a file there stays without `replace`.

    With `replace` only an earlier backup gives way, none of the desk's own and no other file.
    Raises errors.Refused where a file stands in the way, errors.EnvironmentFailure,
    errors.DiskFull, errors.Damaged, errors.NotAllowed.
    """
    office.acts.require(desk.staff.role, _BACKUP)
    if backup.is_of_desk(desk.folder, target):
        raise errors.Refused("office.error.own_file", file=str(target))
    if not target.parent.exists():
        raise errors.EnvironmentFailure("errors.no_such_file", file=str(target.parent))
    if target.exists() and not replace:
        raise errors.Refused("office.error.file_exists", file=str(target))
    if target.exists() and not backup.is_backup(target) and target.suffix.lower() != backup.SUFFIX:
        raise errors.Refused("sheets.error.other_kind", file=target.name)
    try:
        with database.named_failures():
            made = backup.make(desk.store, desk.vault.path, target, desk.clock)
    except errors.EnvironmentFailure as failure:
        # What failed may be the scratch copy beside it, of which nobody knows.
        failure.params["file"] = str(target)
        raise
    # A file whose capture was altered takes no line any more.
    backup.check_whole(target)
    _note(desk, target)
    _check_keys(desk.vault, target)
    return made


def _tell_lacks(desk: Desk, made: Path) -> None:
    """Raise errors.Damaged where a backup that now stands may fail whoever needs it.

    It is kept all the same: it may be all there is, and what it lacks can be mended today.
    """
    backup.check_whole(made)
    _check_keys(desk.vault, made)


def _check_keys(kept: vault.Vault, source: Path) -> None:
    for damage in kept.damages():
        what = errors.Code(damage.code, damage.params)
        raise errors.Damaged("errors.backup_keys", file=source.name, what=what)


def _note(desk: Desk, target: Path) -> None:
    """Leave a line in the history that somebody took the whole file along.

    A desk that only reads is opened for it once more. While another program writes to it a note is
    left there, which that program enters; to wait until it is closed would help nobody. Where the
    disk is read-only or the desk too damaged there is no line: the copy counts for more.
    """
    about = {"file": target.name}
    if not desk.store.read_only:
        _note_on(desk, about)
        return
    with contextlib.suppress(errors.EnvironmentFailure, errors.Refused):
        try:
            writing = entry.open_with_key(desk.folder, desk.store.key, desk.staff.login)
        except errors.Busy:
            noting.leave(desk, _BACKUP, about)
            return
        try:
            _note_on(writing, about)
        finally:
            writing.close()


def _note_on(desk: Desk, about: dict[str, str]) -> None:
    noting.take(desk)
    with desk.doing(_BACKUP) as act:
        act.always_noted = True
        act.about = dict(about)


def check_second(desk: Desk, second: Path) -> None:
    """Raise errors.EnvironmentFailure for a second place in the desk's own folder."""
    if backup.is_own(desk.folder, second):
        raise errors.EnvironmentFailure("settings.safety.second_own", folder=str(second))


def back_up_on_exit(desk: Desk, second: Path | None = None) -> Path:
    """Write the automatic backup of this session and copy it to the second target where one is set.

    Raises errors.EnvironmentFailure when the second target cannot be reached or does not keep what
    it is given, errors.Damaged where capture or keys are damaged; the first copy then stands all
    the same.
    """
    noting.take(desk)
    return _automatic(desk, "exit", second)


def _automatic(desk: Desk, why: str, second: Path | None) -> Path:
    """Write an automatic backup, name it by its reason and copy it to the second target."""
    made = backup.automatic(desk.store, desk.folder, why, desk.clock)
    try:
        if second is not None:
            backup.copy(made, second)
    finally:
        # A backup that nobody can restore is worse than one that lies in one place only.
        _tell_lacks(desk, made)
    return made


def verify(desk: Desk) -> oplog.Report:
    """Recompute chain, capture and integrity of the whole file, and the totals kept from facts.

    The history also has to be the one that the desk's backups hold, and the files of imports all
    there with the bytes that came in. Findings and remarks come as codes with parameters that are
    words: tables, and records by the name or number people know them by.
    """
    office.acts.require(desk.staff.role, "office.verify")
    report = oplog.Report()
    # All is read as of one moment; on a damaged page even the end of it fails.
    with oplog.noted(report, "sqlite_master"), desk.store.atomic():
        oplog.verify(desk.store, report)
        for part, prove in BESIDE.items():
            with oplog.noted(report, part):
                for finding in prove(desk):
                    is_remark = finding[0] in agreeing.OF_OTHERS
                    (report.remarks if is_remark else report.findings).append(finding)
    report.findings = naming.named(desk, report.findings)
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
        sums = totals.rebuild(desk.store) + weighings.rebuild(desk.store)
        made = Rebuilt(people.find.rebuild(desk.store), sums)
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
    try:
        is_kept = proofs.is_state_kept(desk.store)
    except errors.Damaged:
        is_kept = False
    if is_kept:
        yield from epochs.prove(desk.store)
    else:
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


def _weighed(desk: Desk) -> Iterator[Finding]:
    """Yield how many of the kept weighings are wrong."""
    wrong = weighings.prove(desk.store)
    if wrong:
        yield "verify.totals_differ", {"count": wrong}


def _originals(desk: Desk) -> Iterator[Finding]:
    """Yield the kept files that are altered or gone."""
    for code, name in rows.slots.differing_originals(desk.store):
        yield code, {"file": name}
    for number, name in rows.slots.missing_originals(desk.store, desk.station.id):
        told = office.numbers.spoken("intake", number)
        yield "verify.original_missing", {"number": told, "file": name}


def _contents(desk: Desk) -> Iterator[Finding]:
    """Yield the photos and scans that are altered or gone, and the records that lack theirs."""
    altered, gone = rows.contents.differing(desk.store)
    if altered:
        yield "verify.content_altered", {"count": altered}
    lacking = list(rows.contents.missing(desk.store, desk.station.id))
    for table, row_id in lacking:
        yield "verify.content_missing", {"table": table, "id": row_id}
    if gone and not lacking:
        yield "verify.content_gone", {"count": gone}


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


def _keys(desk: Desk) -> Iterator[Finding]:
    """Yield whose entry in the key file is damaged."""
    for damage in desk.vault.damages():
        yield damage.code, dict(damage.params)


def _against_backups(desk: Desk) -> Iterator[Finding]:
    """Yield what the backups say against this file or themselves; without a name it has none."""
    with contextlib.suppress(errors.Damaged):
        proofs.check_state(desk.store)
        yield from agreeing.prove(desk.store, desk.folder)


BESIDE: dict[str, Callable[[Desk], Iterator[Finding]]] = {
    "sqlite_master": _schema,
    "sync_state": _state,
    "counter": _counters,
    "day_total": _totals,
    "weigh_total": _weighed,
    "original": _originals,
    "content": _contents,
    "intake_row": _intake_rows,
    "worker_find": _search,
    "vault": _keys,
    "backups": _against_backups,
}
"""Proofs of what no trigger captures, each by the table or the place it is of."""

REBUILT = frozenset({"verify.search_differs", "verify.totals_differ"})
"""What `verify` finds and `rebuild` puts right."""


def written(desk: Desk) -> int:
    """Return how much was ever written to the desk: the number of its last change."""
    return backup.head(desk.store)[0]


def back_up_after(desk: Desk, before: int) -> Path | None:
    """Write the backup of an exit after work that no window ends; None where none is due.

    It is due where more stands in the history than `before` and the last one is an hour old: a
    script of a hundred commands makes one and waits once. Raises as `back_up_on_exit` does.
    """
    if desk.store.read_only or written(desk) <= before:
        return None
    last = next((made for made, _ in backup.list_backups(desk.folder)), None)
    # What a wrong clock dated into the future counts for nothing.
    if last is not None and datetime.timedelta() <= desk.clock.now() - last < _OFTEN:
        return None
    if (desk.folder.parent / office.backups.SAMPLE).exists():
        return None
    made = backup.keep(desk.store, desk.folder, "exit", desk.clock)
    _tell_lacks(desk, made)
    return made


def newest(folder: Path) -> Path | None:
    """Return the automatic backup that a desk made last; None where it has none."""
    return next((path for _, path in backup.list_backups(folder)), None)


def second_lacks(folder: Path) -> errors.EnvironmentFailure | None:
    """Return why the last automatic backup is not at this computer's second place; None if it is.

    Where it is not, it is copied there first: a place that was full may have room again.
    """
    made, second = newest(folder), backup.second_place(folder)
    if made is None or second is None:
        return None
    try:
        if not backup.is_copied(made, second):
            backup.copy(made, second)
    except errors.EnvironmentFailure as failure:
        return failure
    return None


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
    office.acts.require(desk.staff.role, _BACKUP)
    made = _automatic(desk, "now", second)
    _note(desk, made)
    return made


def prove(desk: Desk, source: Path) -> manifests.Manifest:
    """Prove a backup of this desk by putting it back into a scratch folder and opening it there.

    Nothing of the desk is touched. Raises errors.Damaged or errors.UnreadableFile, and
    errors.WrongPassword where the key of this desk does not open it.
    """
    key = desk.store.key
    with database.named_failures(), tempfile.TemporaryDirectory(prefix="gigdesk-") as scratch:
        restoring.prove(source, lambda _kept: key, Path(scratch))
        _check_keys(vault.Vault(Path(scratch) / vault.FILE_NAME), source)
    return manifests.read(source)
