"""Backups on exit, before imports and migrations; their rotation; restore; proof of the whole."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors, stamps
from gigdesk.domain import office
from gigdesk.store import backup, database, lock, oplog, vault

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

FOLDER = "backups"
_NAME = re.compile(r"gigdesk-(\d{8}-\d{6})-([a-z]+)\.gdbak")
_STAMP = "%Y%m%d-%H%M%S"


def backup_folder(folder: Path) -> Path:
    """Return where the desk in `folder` keeps its own backups."""
    return folder / FOLDER


def _made_at(path: Path) -> datetime.datetime | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    return datetime.datetime.strptime(found[1], _STAMP).replace(tzinfo=datetime.UTC)


def list_backups(folder: Path) -> list[tuple[datetime.datetime, Path]]:
    """Return the automatic backups of a desk with the moment each was made (UTC), newest first."""
    where = backup_folder(folder)
    found = [(made, path) for path in where.glob("*.gdbak") if (made := _made_at(path))]
    return sorted(found, reverse=True)


def back_up_before(store: database.Database, folder: Path, why: str) -> Path:
    """Write an automatic backup, keep those that the rotation keeps, and return its path."""
    clock = stamps.Clock()
    target = backup_folder(folder) / f"gigdesk-{clock.now().strftime(_STAMP)}-{why}{backup.SUFFIX}"
    backup.make(store, folder / vault.FILE_NAME, target, clock)
    rotate(folder)
    return target


def rotate(folder: Path) -> list[Path]:
    """Remove the automatic backups that are no longer needed and return their paths."""
    found = list_backups(folder)
    kept = office.backups.to_keep(made for made, _ in found)
    gone = [path for made, path in found if made not in kept]
    with database.named_failures():
        for path in gone:
            path.unlink()
    return gone


def back_up(desk: Desk, target: Path) -> backup.Manifest:
    """Write a backup where the user wants it, prove it, and note it.

    Raises errors.DiskFull, errors.Damaged, errors.NotAllowed.
    """
    office.acts.require(desk.staff.role, "office.backup")
    return backup.make(desk.store, desk.vault.path, target, desk.clock)


def back_up_on_exit(desk: Desk, second: Path | None = None) -> Path:
    """Write the automatic backup of this session and copy it to the second target where one is set.

    Raises errors.EnvironmentFailure when the second target cannot be reached; the first copy then
    stands all the same.
    """
    made = back_up_before(desk.store, desk.folder, "exit")
    if second is not None:
        with database.named_failures():
            second.mkdir(parents=True, exist_ok=True)
            copied = second / f".{made.name}"
            shutil.copyfile(made, copied)
            copied.replace(second / made.name)
    return made


def only_login(source: Path) -> str:
    """Return the one login a backup can be opened with; raises errors.Invalid where it has more."""
    logins = backup.logins_of(source)
    if len(logins) != 1:
        raise errors.Invalid("office.error.which_login", "login", logins=", ".join(logins))
    return logins[0]


def restore(
    source: Path, folder: Path, login: str, password: str, *, replace: bool = False
) -> Path | None:
    """Put a backup in place as the desk in `folder`; return where an older desk was set aside.

    Every byte is proven before anything is touched. Raises errors.Refused where a desk is there
    and `replace` is not given, errors.WrongPassword, errors.UnreadableFile, errors.Damaged,
    errors.Busy.
    """
    if (folder / backup.DATABASE_NAME).exists() and not replace:
        raise errors.Refused("errors.desk_exists", folder=str(folder))
    with database.named_failures():
        folder.mkdir(parents=True, exist_ok=True)
    held = lock.Lock(folder)
    held.take()
    try:
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as scratch:
            backup.prove(source, lambda kept: kept.unlock(login, password), Path(scratch))
            return backup.put_in_place(Path(scratch), folder, stamps.Clock())
    finally:
        held.release()


def verify(desk: Desk) -> oplog.Report:
    """Recompute chain, capture and integrity of the whole file."""
    office.acts.require(desk.staff.role, "office.verify")
    return oplog.verify(desk.store)
