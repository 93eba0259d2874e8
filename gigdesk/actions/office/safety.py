"""Backups on exit, before imports and migrations; their rotation; restore; proof of the whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors, stamps
from gigdesk.domain import office
from gigdesk.store import backup, database, lock, oplog

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


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
    made = backup.automatic(desk.store, desk.folder, "exit", desk.clock)
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
