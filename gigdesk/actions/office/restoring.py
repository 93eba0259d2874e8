"""Puts a backup in the place of a desk: who may, over which desk, and what is kept of that one."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gigdesk import errors, stamps
from gigdesk.actions.desk import Desk
from gigdesk.actions.office import entry
from gigdesk.domain import office
from gigdesk.store import (
    backup,
    database,
    epochs,
    lock,
    manifests,
    migrations,
    oplog,
    proofs,
    restoring,
)
from gigdesk.store import office as rows
from gigdesk.store import vault as keys

_ACT = "office.restore"


@dataclass(frozen=True, slots=True)
class Person:
    """A login with its password."""

    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Over:
    """What somebody says of the desk that stands where a backup is to go.

    `replace` it at all; it is another desk's, and that is meant (`other_desk`); and who is its
    head, where that is not the person of the backup (`own`).
    """

    replace: bool = False
    other_desk: bool = False
    own: Person | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of an older desk: the folder it was set aside in, and the backup made of it.

    Both are None where there was none. Of a desk that cannot be read the backup holds its files as
    they are; only where the disk does not even give these, there is none.
    """

    aside: Path | None
    backup: Path | None


@dataclass(frozen=True, slots=True)
class _Known:
    """Which desk a file is, and whose it is in words."""

    desk_id: bytes
    station: str


def only_login(source: Path) -> str:
    """Return the one login a backup can be opened with; raises errors.Invalid where it has more."""
    logins = backup.logins_of(source)
    if len(logins) != 1:
        raise errors.Invalid("office.error.which_login", "login", logins=", ".join(logins))
    return logins[0]


def logins_of(source: Path) -> list[str]:
    """Return the logins that can open a backup; raises errors.UnreadableFile for anything else."""
    return backup.logins_of(source)


def seems_other(source: Path, folder: Path) -> list[str]:
    """Return the logins of the desk in the folder where a backup shares no key with it; else none.

    Whoever changed all keys since sees the same; only a password tells the two apart.
    """
    restoring.finish_restore(folder)
    own = keys.Vault(folder / keys.FILE_NAME)
    try:
        logins = own.logins() if (folder / backup.DATABASE_NAME).exists() else []
    except errors.EnvironmentFailure:
        return []
    return [] if logins and backup.shares_key(source, own) else logins


def restore(
    source: Path, folder: Path, login: str, password: str, *, over: Over | None = None
) -> Restored:
    """Put a backup in place as the desk in `folder`; what stood there is backed up first.

    Every byte is proven before anything is touched; where it fails all is as before. The restored
    file begins a new epoch, and its history says who restored it from which backup. The login, with
    its password in the backup, has to be somebody who may restore, both there and, while that can
    be read, at the desk as it is now: who was head then and is no longer restores nothing. Over
    another desk goes only what its own head puts there, and says so.

    Raises errors.NotAllowed, errors.Refused where a desk is there and `over` does not say enough,
    errors.WrongPassword, errors.UnreadableFile, errors.Damaged, errors.Busy.
    """
    said = over or Over()
    restoring.finish_restore(folder)
    _must_replace(folder, said)
    with contextlib.ExitStack() as undo, database.named_failures():
        held = lock.Lock(folder)
        undo.callback(held.release)
        if restoring.holds_any(folder):
            # Where there is anything of a desk, nothing may be tidied away but the scratch folder.
            held.take()
        else:
            undo.enter_context(restoring.making(folder, held))
        # Whoever had the folder till this moment may have put one there.
        _must_replace(folder, said)
        made = undo.enter_context(tempfile.TemporaryDirectory(prefix=restoring.SCRATCH, dir=folder))
        scratch, who = Path(made), Person(login, password)
        key = _proven(source, scratch, who)
        kept = None
        if (folder / backup.DATABASE_NAME).exists():
            standing = _judge(folder, scratch, key, who, said)
            kept = _back_up_before(folder, standing, _keys_of(folder, scratch))
        desk_id, marker = _begin(source, scratch, key, login)
        aside = restoring.put_in_place(scratch, folder, stamps.Clock())
        # A computer that cannot keep the marker begins one more epoch when the desk is opened.
        with contextlib.suppress(errors.EnvironmentFailure):
            entry.remember_markers(desk_id, marker)
        return Restored(aside, kept)


def _must_replace(folder: Path, said: Over) -> None:
    """Raise errors.Refused where a desk stands and nobody said that it is to be replaced."""
    if (folder / backup.DATABASE_NAME).exists() and not said.replace:
        raise errors.Refused("errors.desk_exists", folder=str(folder))


def prove_for(source: Path, folder: Path, who: Person, over: Over) -> None:
    """Prove a backup and that this person may put it into the folder; nothing is touched.

    Raises as `restore` does, but for what the place of the desk itself stands against.
    """
    with database.named_failures(), tempfile.TemporaryDirectory(prefix="gigdesk-") as scratch:
        place = Path(scratch)
        key = _proven(source, place, who)
        if (folder / backup.DATABASE_NAME).exists():
            _judge(folder, place, key, who, over)


def _proven(source: Path, scratch: Path, who: Person) -> bytes:
    """Unpack and prove a backup for somebody who may restore it; return its key."""
    try:
        key = restoring.prove(source, lambda kept: kept.unlock(who.login, who.password), scratch)
    except errors.WrongPassword:
        # Whoever changed the password since types today's, and nothing seems wrong with it.
        raise errors.WrongPassword("office.error.backup_password") from None
    _must_reach(scratch, key, who.login)
    return key


def _must_reach(folder: Path, key: bytes, login: str) -> office.Staff:
    """Return the person; raises errors.NotAllowed for who does not work there or may not."""
    with database.Database(folder / backup.DATABASE_NAME, key, read_only=True) as store:
        found = rows.staff.find_staff(store, login)
    if found is None:
        raise errors.NotAllowed("errors.not_allowed", act=_ACT, role="")
    office.acts.require(found.role, _ACT)
    return found


def _look(folder: Path, key: bytes) -> _Known | None:
    """Return which desk the file in a folder is; None where this key does not read it."""
    try:
        with database.Database(folder / backup.DATABASE_NAME, key, read_only=True) as store:
            station = rows.staff.get_station(store)
            desk_id = bytes(oplog.state(store)["desk_id"])
    except (errors.Damaged, errors.Bug, TypeError):
        return None
    return _Known(desk_id, f"{station.name} {station.code}".strip())


def _judge(folder: Path, scratch: Path, key: bytes, who: Person, said: Over) -> bytes | None:
    """Return the key of the desk that stands there; None where nobody can read it any more.

    Raises errors.NotAllowed where the person has no say at that desk, errors.Refused where it is
    another one than the backup's and nobody said that this is meant, errors.WrongPassword.
    """
    coming, standing, own = _look(scratch, key), _look(folder, key), key
    if standing is None:
        own = _own_key(folder, scratch, key, who, said)
        standing = None if own in (b"", key) else _look(folder, own)
    names = [known.desk_id for known in (coming, standing) if known is not None]
    if (own != key or len(set(names)) > 1) and not said.other_desk:
        raise errors.Refused(
            "office.error.other_desk",
            backup=coming.station if coming else "?",
            here=standing.station if standing else str(folder),
        )
    if standing is None:
        return None
    person = who if own == key else said.own or who
    # A desk too damaged to say who may is only set aside.
    with contextlib.suppress(errors.Damaged, errors.Bug):
        _must_reach(folder, own, person.login)
    return own


def _own_key(folder: Path, scratch: Path, key: bytes, who: Person, said: Over) -> bytes:
    """Return the key in the vault of the desk that stands there; empty where that is lost, too."""
    kept, person = keys.Vault(folder / keys.FILE_NAME), said.own or who
    try:
        if kept.shares_key(keys.Vault(scratch / keys.FILE_NAME)):
            return key
        return kept.unlock(person.login, person.password)
    except errors.Damaged as failure:
        if failure.code == "errors.key_damaged":
            raise
        return b""
    except errors.WrongPassword:
        if said.own is not None:
            raise errors.WrongPassword("office.error.desk_password") from None
        raise errors.Refused("office.error.own_needed", folder=str(folder)) from None


def _keys_of(folder: Path, proven: Path) -> Path:
    """Return the vault of a desk, or where that is lost or unreadable the one of the backup."""
    own = keys.Vault(folder / keys.FILE_NAME)
    try:
        own.logins()
    except errors.Damaged:
        return proven / keys.FILE_NAME
    return own.path


def _back_up_before(folder: Path, key: bytes | None, vault: Path) -> Path | None:
    """Return the backup made of a desk that is about to be replaced, as its files are if need be.

    `vault` is the one that goes with it. Nobody may have the desk open. Raises errors.Busy where
    somebody has, errors.EnvironmentFailure where the backup cannot be written: then nothing is
    replaced. None where the disk does not give the files any more.
    """
    if key is not None:
        try:
            database.settle_log(folder / backup.DATABASE_NAME, key)
            with database.Database(folder / backup.DATABASE_NAME, key, read_only=True) as store:
                clock = database.open_clock(store)
                return backup.keep(store, folder, "restore", clock, keys=vault)
        except (errors.Damaged, errors.Bug):
            pass
    try:
        return backup.pack_as_it_is(folder, vault, stamps.Clock())
    except errors.EnvironmentFailure as failure:
        if failure.code == "errors.disk_io":
            return None
        raise


def _begin(source: Path, scratch: Path, key: bytes, login: str) -> tuple[bytes, bytes]:
    """Begin a new epoch in an unpacked backup, as an act; return the desk's id and the new marker.

    What was entered after it was made has the numbers that come next, too, and went elsewhere
    perhaps: only another epoch tells the two apart (sync.md 3.12).
    """
    with database.Database(scratch / backup.DATABASE_NAME, key) as store:
        if migrations.pending(store):
            migrations.migrate(store)
        proofs.check_capture(store)
        desk = Desk(scratch, store, _must_reach(scratch, key, login))
        with desk.doing(_ACT) as act:
            act.always_noted = True
            marker = epochs.begin(store)
            made = stamps.local_text(manifests.read(source).made_ms)
            act.about = {"file": source.name, "made": made[:16]}
        store.execute_outside("PRAGMA wal_checkpoint(TRUNCATE)")
        return oplog.state(store)["desk_id"], marker
