"""Puts a proven backup in the place of a desk; after a power cut, the old desk back."""

from __future__ import annotations

import contextlib
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.store import backup, database, lock, manifests, migrations, oplog, proofs, vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gigdesk import stamps

JOURNAL = "restoring"
SCRATCH = ".restore-"
_ASIDE = "before-restore-"
_NOTHING = "-"
"""What the journal says where no desk stood before."""
# The database first: without it the folder shows that something is under way.
WHOLE = (backup.DATABASE_NAME, vault.FILE_NAME)
"""What a desk is: its database and its keys."""
_MEMBERS = {*WHOLE, manifests.LOG_NAME}
# How an archive fails that is not the one that was written, wherever in it a byte has turned.
_NOT_WHOLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
_FILES = (
    backup.DATABASE_NAME,
    f"{backup.DATABASE_NAME}-wal",
    f"{backup.DATABASE_NAME}-shm",
    vault.FILE_NAME,
)


def prove(source: Path, unlock: Callable[[vault.Vault], bytes], into: Path) -> bytes:
    """Unpack a backup into the folder `into`, prove every byte of it and return its key.

    Raises errors.WrongPassword, errors.UnreadableFile, or errors.Damaged.
    """
    said = manifests.read(source)
    with database.named_failures():
        try:
            _unpack(source, into)
        except _NOT_WHOLE:
            raise errors.Damaged("errors.backup_damaged") from None
    file = into / backup.DATABASE_NAME
    if (backup.digest(file), file.stat().st_size) != (said.sha256, said.size_bytes):
        raise errors.Damaged("errors.backup_damaged")
    key = unlock(vault.Vault(into / vault.FILE_NAME))
    if said.whole and not manifests.is_signed(said, key):
        raise errors.Damaged("errors.backup_damaged")
    with database.Database(into / backup.DATABASE_NAME, key) as opened:
        proofs.check_integrity(opened)
        proofs.check_state(opened)
        if said.whole and not _is_as_said(opened, said):
            raise errors.Damaged("errors.backup_damaged")
        if not migrations.is_captured(opened):
            raise errors.Damaged("errors.backup_altered", file=source.name)
        opened.execute_outside("PRAGMA wal_checkpoint(TRUNCATE)")
    return key


def _unpack(source: Path, into: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        for name in _MEMBERS & set(archive.namelist()):
            database.make_private(into / name)
            with archive.open(name) as packed, (into / name).open("wb") as plain:
                shutil.copyfileobj(packed, plain)


def _is_as_said(opened: database.Database, said: manifests.Manifest) -> bool:
    """Say whether the unpacked file is the desk, epoch and history that the manifest tells of."""
    now = oplog.state(opened)
    names = (now["desk_id"].hex(), now["epoch"].hex())
    return backup.head(opened) == (said.seq, said.chain) and names == (said.desk_id, said.epoch)


@contextlib.contextmanager
def making(folder: Path, held: lock.Lock) -> Iterator[None]:
    """Take the lock of a folder, made where need be, to put a desk into it.

    Where that fails nothing of the desk is left, nor of the folders made for it; what others put
    there meanwhile stays, be it another desk. Who gets through gives the lock back. Raises
    errors.Busy where another program is at work there.
    """
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_new = not held.path.exists()
        held.take()
        before = set(folder.iterdir())
        try:
            yield
        except BaseException:
            _clear(set(folder.iterdir()) - before)
            if is_new and not holds_any(folder):
                held.discard()
            raise
    except BaseException:
        held.release()
        for one in made:
            with contextlib.suppress(OSError):
                one.rmdir()  # only where nobody put anything into it
        raise


def _clear(found: set[Path]) -> None:
    """Remove what a desk that was not finished left behind, and nothing else."""
    for one in found:
        with contextlib.suppress(OSError):
            if one.name.startswith(SCRATCH):
                shutil.rmtree(one, ignore_errors=True)
            elif one.name in {*_FILES, JOURNAL}:
                one.unlink()


def holds_any(folder: Path) -> bool:
    """Say whether any file of a desk lies in the folder."""
    return any((folder / name).exists() for name in _FILES)


def put_in_place(proven: Path, folder: Path, clock: stamps.Clock) -> Path | None:
    """Move a proven backup into the desk's folder; return where the old desk was set aside.

    Where it fails the old desk is back in its place. After a power cut `finish_restore` puts it
    back: the journal says from where, until the new desk stands.
    """
    with database.named_failures():
        database.flush(proven / vault.FILE_NAME, proven / backup.DATABASE_NAME)
        aside = folder / f"{_ASIDE}{clock.now_ms()}" if holds_any(folder) else None
        if aside is not None:
            aside.mkdir()
        (folder / JOURNAL).write_text(aside.name if aside else _NOTHING, encoding="utf-8")
        database.flush(folder / JOURNAL)
        try:
            if aside is not None:
                _move(folder, aside, _FILES)
            for name in (vault.FILE_NAME, backup.DATABASE_NAME):
                (proven / name).replace(folder / name)
        except BaseException:
            # What cannot be put back now is put back when the desk is opened next.
            with contextlib.suppress(OSError):
                _put_back(folder, aside)
            raise
        database.flush(folder / vault.FILE_NAME, folder / backup.DATABASE_NAME)
        (folder / JOURNAL).unlink(missing_ok=True)
    return aside


def _move(source: Path, target: Path, names: tuple[str, ...]) -> None:
    for name in names:
        if (source / name).exists():
            (source / name).replace(target / name)


def _put_back(folder: Path, aside: Path | None) -> None:
    """Put what was set aside back in its place, the database last: till then there is work left."""
    if aside is None:
        (folder / vault.FILE_NAME).unlink(missing_ok=True)
    else:
        _move(aside, folder, _FILES[::-1])
        aside.rmdir()
    (folder / JOURNAL).unlink(missing_ok=True)


def finish_restore(folder: Path) -> None:
    """Put the old desk back where a power cut stopped a restore half-way; else do nothing.

    Raises errors.EnvironmentFailure where the files cannot be moved.
    """
    journal = folder / JOURNAL
    if not journal.exists():
        return
    held = lock.Lock(folder)
    try:
        held.take()
    except errors.Busy:
        return  # A restore is under way this very moment.
    try:
        with database.named_failures():
            said = journal.read_text(encoding="utf-8", errors="replace")
            aside = folder / Path(said).name
            began = aside.name.startswith(_ASIDE) and aside.is_dir()
            if (began or said == _NOTHING) and not (folder / backup.DATABASE_NAME).exists():
                _put_back(folder, aside if began else None)
            elif began and not any(aside.iterdir()):
                aside.rmdir()
            journal.unlink(missing_ok=True)
            sweep(folder)
    finally:
        held.release()


def sweep(folder: Path) -> None:
    """Remove what restores left in a desk's folder that were cut short; only under its lock."""
    for scratch in folder.glob(f"{SCRATCH}*"):
        shutil.rmtree(scratch, ignore_errors=True)
    for aside in folder.glob(f"{_ASIDE}*"):
        with contextlib.suppress(OSError):
            aside.rmdir()  # only where nothing was put into it yet
