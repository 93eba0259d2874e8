"""Backups that prove themselves: one file with the encrypted copy, its keys and a manifest."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

from gigdesk import config, errors, stamps
from gigdesk.domain import office
from gigdesk.store import database, lock, manifests, migrations, oplog, patience, proofs, vault

SUFFIX = ".gdbak"
DATABASE_NAME = manifests.DATABASE_NAME
_BLOCK = 1 << 20
FOLDER = "backups"
_SCRATCH = ".backup-"
# Only who holds the desk's lock makes these: whoever takes it next may sweep them away.
_OWN_SCRATCH = ".automatic-"
_AS_IT_IS = "as-it-was-"
_LEFT_BEHIND_S = 24 * 3600
_NAME = re.compile(r"gigdesk-(\d+)-(\d{8}-\d{6})-([a-z]+)\.gdbak")
_STAMP = "%Y%m%d-%H%M%S"


def head(store: database.Database) -> tuple[int, str]:
    """Return the newest sealed sequence number and its chain value in hexadecimal."""
    last = store.one("SELECT seq, chain FROM seal ORDER BY seq DESC LIMIT 1")
    return (int(last["seq"]), last["chain"].hex()) if last else (0, "")


def chain_at(store: database.Database, seq: int) -> str:
    """Return the chain value of one sealed op in hexadecimal, or nothing."""
    found: bytes | None = store.value("SELECT chain FROM seal WHERE seq = ?", (seq,))
    return found.hex() if found else ""


def digest(path: Path) -> str:
    """Return SHA-256 over the bytes of a file, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def make(
    store: database.Database,
    vault_path: Path,
    target: Path,
    clock: stamps.Clock,
    *,
    beside: str = _SCRATCH,
) -> manifests.Manifest:
    """Write a backup to `target` and prove it by opening the copy; return its manifest.

    `store` may be a connection that only reads while another one writes: the copy holds what stood
    when it was begun. One whose capture was altered is not `whole`: nobody can restore it as it is,
    but it may be all that is left of what was entered. It is made in a folder beside the target
    whose name begins with `beside`; what an earlier one left there that was cut short goes after a
    day. No folder is made for it: on a stick that is not put in, it would lie on this very disk.
    Raises errors.DiskFull, errors.EnvironmentFailure, or errors.Damaged where the copy fails its
    proof; `target` then does not exist.
    """
    with (
        database.named_failures(),
        tempfile.TemporaryDirectory(prefix=beside, dir=target.parent) as scratch,
    ):
        _clear(target.parent, f"{_SCRATCH}*", Path(scratch))
        copy = Path(scratch) / DATABASE_NAME
        least, _ = head(store)
        proofs.copy_to(store, copy)
        with database.Database(copy, store.key, read_only=True) as opened:
            proofs.check_integrity(opened)
            proofs.check_state(opened)
            seq, chain = head(opened)
            if seq < least or chain != chain_at(store, seq):
                raise errors.Damaged("errors.backup_unproven")
            said = oplog.state(opened)
            root = chain_at(opened, 1)
            is_whole = migrations.is_captured(opened)
        unsigned = manifests.Manifest(
            desk_id=said["desk_id"].hex(),
            made_ms=clock.now_ms(),
            seq=seq,
            chain=chain,
            sha256=digest(copy),
            size_bytes=copy.stat().st_size,
            epoch=said["epoch"].hex(),
            root=root,
            whole=is_whole,
        )
        made = manifests.signed(unsigned, store.key)
        _pack(Path(scratch), target, made, {DATABASE_NAME: copy, vault.FILE_NAME: vault_path})
    return made


def _pack(scratch: Path, target: Path, said: manifests.Manifest, members: dict[str, Path]) -> None:
    """Put files together as a backup, prove it and move it to its place."""
    fresh = scratch / "backup"
    database.make_private(fresh)
    # A ZIP has no days before 1980, which a PC with an empty battery shows.
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for name, path in members.items():
            archive.write(path, name)
        archive.writestr(zipfile.ZipInfo(manifests.FILE_NAME), manifests.as_text(said))
    _prove_archive(fresh, said)
    database.flush(fresh)
    fresh.replace(target)
    database.flush(target)


def pack_as_it_is(folder: Path, keys: Path, clock: stamps.Clock) -> Path:
    """Pack the files of a desk that cannot be read, as they are; return the path of the backup.

    No key is needed for that: file and vault stay locked. The rotation does not count it, since
    nobody knows whether it can ever be opened.
    """
    target = _place_as_it_is(folder, clock)
    target.parent.mkdir(parents=True, exist_ok=True)
    file = folder / DATABASE_NAME
    members = {DATABASE_NAME: file, vault.FILE_NAME: keys}
    if (folder / manifests.LOG_NAME).exists():
        members[manifests.LOG_NAME] = folder / manifests.LOG_NAME
    with (
        database.named_failures(),
        tempfile.TemporaryDirectory(prefix=_OWN_SCRATCH, dir=target.parent) as scratch,
    ):
        said = manifests.Manifest(
            desk_id="",
            made_ms=clock.now_ms(),
            seq=0,
            chain="",
            sha256=digest(file),
            size_bytes=file.stat().st_size,
            epoch="",
            root="",
            whole=False,
        )
        _pack(Path(scratch), target, said, members)
    return target


def _place_as_it_is(folder: Path, clock: stamps.Clock) -> Path:
    """Return where a backup goes that the rotation does not count, since it is not proven whole."""
    return backup_folder(folder) / f"{_AS_IT_IS}{clock.now().strftime(_STAMP)}{SUFFIX}"


def check_whole(made: Path) -> None:
    """Raise errors.Damaged where a backup that was just made is one that cannot be restored."""
    if not manifests.read(made).whole:
        raise errors.Damaged("errors.backup_as_it_is", file=str(made))


def _prove_archive(path: Path, said: manifests.Manifest) -> None:
    """Read every byte of a backup again; raises errors.Damaged where one is not what it was."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(DATABASE_NAME) as packed:
            told = hashlib.sha256()
            while block := packed.read(_BLOCK):
                told.update(block)
            archive.read(vault.FILE_NAME)
        if told.hexdigest() == said.sha256 and manifests.read(path) == said:
            return
    except (zipfile.BadZipFile, errors.UnreadableFile):
        pass
    raise errors.Damaged("errors.backup_unproven")


def is_own(folder: Path, second: Path) -> bool:
    """Say whether a place lies in the folder of a desk: a copy there is no second one."""
    return second.resolve().is_relative_to(folder.resolve())


def copy(made: Path, second: Path) -> Path:
    """Copy a backup of a desk into the folder `second`, prove the copy and return its path.

    A copy that stands there under the same name is replaced only by a proven one. Raises
    errors.EnvironmentFailure where the place cannot be reached, does not answer or is the desk's
    own, errors.Damaged where it does not keep what it is given.
    """
    size = made.stat().st_size
    return patience.wait_for(second, lambda: _named_copy(made, second), size_bytes=size)


def _named_copy(made: Path, second: Path) -> Path:
    if is_own(made.parent.parent, second):
        raise errors.EnvironmentFailure("errors.second_own", folder=str(second))
    try:
        return _copy(made, second)
    except errors.Damaged:
        raise
    except errors.DiskFull as failure:
        # The backup itself stands; the words for a full disk say that nothing was saved.
        told = errors.EnvironmentFailure("errors.second_full", folder=str(second))
        raise told from failure
    except errors.EnvironmentFailure as failure:
        if failure.code == "errors.second_gone":
            raise
        told = errors.EnvironmentFailure("errors.second_failed", folder=str(second))
        raise told from failure


def _copy(made: Path, second: Path) -> Path:
    with database.named_failures():
        if not second.is_dir():
            # Made anew it would lie on this very disk: a stick takes its folder along.
            raise errors.EnvironmentFailure("errors.second_gone", folder=str(second))
        fresh, target = second / f".{made.name}", second / made.name
        try:
            fresh.unlink(missing_ok=True)
            database.make_private(fresh)
            shutil.copyfile(made, fresh)
            database.flush(fresh)
            if digest(fresh) != digest(made):
                raise errors.Damaged("errors.second_unkept", folder=str(second))
            _prove_archive(fresh, manifests.read(made))
            fresh.replace(target)
        finally:
            # A place that takes nothing more may not let go of anything either.
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        database.flush(target)
    # The copy stands; what cannot be cleared away beside it is no reason to worry anybody.
    with contextlib.suppress(OSError):
        _rotate_copies(target)
    return target


def _rotate_copies(newest: Path) -> None:
    """Remove the copies that are no longer needed beside the newest one.

    Only those of the same desk and epoch go: another desk may keep its own there, and of a desk
    that was restored the counting begins anew.
    """
    said = manifests.read(newest)
    own = []
    for number, made, path in _numbered(newest.parent):
        with contextlib.suppress(errors.UnreadableFile, errors.TooNew):
            found = manifests.read(path)
            if (found.desk_id, found.epoch) == (said.desk_id, said.epoch):
                own.append((number, made, path))
    for path in _surplus([(made, path) for _, made, path in own]):
        path.unlink()
    _clear(newest.parent, f".gigdesk-*{SUFFIX}", newest)


def _clear(where: Path, pattern: str, newest: Path) -> None:
    """Remove scratch files that are a day older than the newest: whoever made them is gone."""
    now = newest.stat().st_mtime
    for one in where.glob(pattern):
        with contextlib.suppress(OSError):
            if now - one.stat().st_mtime < _LEFT_BEHIND_S:
                continue
            if one.is_dir():
                shutil.rmtree(one, ignore_errors=True)
            else:
                one.unlink()


def sweep(folder: Path) -> None:
    """Remove what automatic backups of a desk left that were cut short; only under its lock."""
    for scratch in backup_folder(folder).glob(f"{_OWN_SCRATCH}*"):
        shutil.rmtree(scratch, ignore_errors=True)


def is_backup(path: Path) -> bool:
    """Say whether a file is a backup, also a newer program's or one that was cut off."""
    try:
        manifests.read(path)
    except errors.TooNew:
        return True
    except errors.UnreadableFile:
        return manifests.begins_as_backup(path)
    return True


def is_of_desk(folder: Path, path: Path) -> bool:
    """Say whether a path is, or would be, one of a desk's own files: its log, lock, backups too."""
    place, home = path.resolve(), folder.resolve()
    names = (DATABASE_NAME, vault.FILE_NAME, lock.FILE_NAME)
    return place.is_relative_to(home) and (place.parent != home or place.name.startswith(names))


def logins_of(source: Path) -> list[str]:
    """Return the logins that can open a backup; raises errors.UnreadableFile for anything else."""
    manifests.read(source)
    with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory() as scratch:
        archive.extract(vault.FILE_NAME, scratch)
        return vault.Vault(Path(scratch) / vault.FILE_NAME).logins()


def shares_key(source: Path, own: vault.Vault) -> bool:
    """Say whether a backup and a desk have a key in common, so that they are of one desk."""
    with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory() as scratch:
        archive.extract(vault.FILE_NAME, scratch)
        return vault.Vault(Path(scratch) / vault.FILE_NAME).shares_key(own)


def backup_folder(folder: Path) -> Path:
    """Return where the desk in `folder` keeps its own backups."""
    return folder / FOLDER


def _named(path: Path) -> tuple[int, datetime.datetime] | None:
    """Return which backup of the desk this is, counted from 1, and when its clock says it was."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        made = datetime.datetime.strptime(found[2], _STAMP).replace(tzinfo=datetime.UTC)
    except ValueError:  # a day that no calendar has: somebody else named this file
        return None
    return int(found[1]), made


def _numbered(where: Path) -> list[tuple[int, datetime.datetime, Path]]:
    """Return the automatic backups in a folder, the last made first, whatever the clock said."""
    found = [(*named, path) for path in where.glob(f"*{SUFFIX}") if (named := _named(path))]
    return sorted(found, reverse=True)


def list_backups(folder: Path) -> list[tuple[datetime.datetime, Path]]:
    """Return the automatic backups of a desk and when each was made (UTC), the last one first."""
    return [(made, path) for _, made, path in _numbered(backup_folder(folder))]


def automatic(
    store: database.Database,
    folder: Path,
    why: str,
    clock: stamps.Clock,
    *,
    keys: Path | None = None,
) -> Path:
    """Write an automatic backup, keep those that the rotation keeps, and return its path.

    One that is not whole pushes no other out: it goes under another name. `keys` is another vault
    of the same file, for a desk that has lost its own.
    """
    number = max((one for one, _, _ in _numbered(backup_folder(folder))), default=0) + 1
    name = f"gigdesk-{number:05d}-{clock.now().strftime(_STAMP)}-{why}{SUFFIX}"
    target = backup_folder(folder) / name
    with database.named_failures():
        target.parent.mkdir(exist_ok=True)
    made = make(store, keys or folder / vault.FILE_NAME, target, clock, beside=_OWN_SCRATCH)
    if not made.whole:
        with database.named_failures():
            return target.replace(_place_as_it_is(folder, clock))
    rotate(folder)
    return target


def keep(
    store: database.Database,
    folder: Path,
    why: str,
    clock: stamps.Clock,
    *,
    keys: Path | None = None,
) -> Path:
    """Write an automatic backup, as `automatic`, and copy it to this computer's second place.

    What that place lacks is told on leaving. The sample county needs no copy elsewhere.
    """
    made = automatic(store, folder, why, clock, keys=keys)
    second = second_place(folder)
    if second is not None:
        with contextlib.suppress(errors.EnvironmentFailure):
            copy(made, second)
    return made


def is_copied(made: Path, second: Path) -> bool:
    """Say whether a backup lies in the folder `second`, too; raises as `copy` does of silence."""
    return patience.wait_for(second, (second / made.name).exists)


def second_place(folder: Path) -> Path | None:
    """Return where this computer puts a second copy of a desk's backups; None where nowhere."""
    second = config.load_settings().second_backup
    is_sample = (folder.parent / office.backups.SAMPLE).exists()
    return Path(second) if second and not is_sample else None


def rotate(folder: Path) -> list[Path]:
    """Remove the automatic backups that are no longer needed and return their paths."""
    gone = _surplus(list_backups(folder))
    with database.named_failures():
        for path in gone:
            path.unlink()
    return gone


def _surplus(found: list[tuple[datetime.datetime, Path]]) -> list[Path]:
    """Return those of some backups, the last made first, that the rotation does not keep."""
    kept = office.backups.to_keep([made for made, _ in found])
    return [path for place, (_, path) in enumerate(found) if place not in kept]
