"""Making a desk, signing in, and getting in again with the recovery sheet."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Required, TypedDict, Unpack

from gigdesk import config, errors, stamps
from gigdesk.actions.desk import Desk
from gigdesk.actions.office import noting
from gigdesk.domain import office
from gigdesk.store import (
    backup,
    database,
    epochs,
    lock,
    migrations,
    oplog,
    proofs,
    proven,
    restoring,
    timing,
    vault,
)
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASE_NAME = "desk.db"
BY_CODE = "recovery"
"""The reason in the history of a password that was set by the code of the recovery sheet."""
_MARKERS = "incarnations"


def exists(folder: Path) -> bool:
    """Say whether there is a desk in the folder, also one that lost a file or is being restored.

    Its backups alone count as well: a new desk beside them would rotate them away.
    """
    return (
        restoring.holds_any(folder)
        or (folder / restoring.JOURNAL).exists()
        or bool(backup.list_backups(folder))
    )


def logins(folder: Path) -> list[str]:
    """Return the logins that can open the desk in the folder.

    Raises errors.NotFound where there is no desk, errors.Damaged where its keys are gone.
    """
    return _vault(folder).logins()


def _vault(folder: Path) -> vault.Vault:
    """Return the vault of the desk in the folder, after a restore that was cut short is undone."""
    restoring.finish_restore(folder)
    if not exists(folder):
        raise errors.NotFound("errors.no_desk", folder=str(folder))
    return vault.Vault(folder / vault.FILE_NAME)


def _lacks(folder: Path) -> str:
    """Return the name of the first file that the desk in the folder cannot be without; or none."""
    names = (DATABASE_NAME, vault.FILE_NAME)
    return next((name for name in names if not (folder / name).is_file()), "")


def wait_until_free(folder: Path, *, wait_ms: int) -> None:
    """Return when no program writes to the desk in the folder; raises errors.Busy after `wait_ms`.

    For whoever is about to take the whole folder away.
    """
    held = lock.Lock(folder)
    with database.named_failures():
        held.take(wait_ms=wait_ms)
    held.release()


class First(TypedDict, total=False):
    """What a new desk is made of: its station, its head, and for tests the clock and the cost."""

    station_code: Required[str]
    station_name: Required[str]
    login: Required[str]
    password: Required[str]
    staff_name: str
    cost: vault.Cost
    clock: stamps.Clock


def create(folder: Path, **first: Unpack[First]) -> tuple[Desk, str]:
    """Make a new desk and sign its head in; return the desk and the recovery code.

    Where it fails, the folder is as it was before. Raises errors.Refused where a desk is there
    already, errors.Invalid for a short password or a station code that is none, errors.Busy.
    """
    with creating(folder, **first) as made:
        return made


@contextlib.contextmanager
def creating(folder: Path, **first: Unpack[First]) -> Iterator[tuple[Desk, str]]:
    """Make a new desk as `create` does; where the inside fails nothing is left of it either."""
    login, ticking = first["login"].strip(), first.get("clock") or stamps.Clock()
    with database.named_failures():
        restoring.finish_restore(folder)
    _check_names(folder, first["station_code"], login)
    vault.check_password(first["password"])
    timing.check(ticking)
    station = office.Station(
        office.StationId(ticking.new_id()), first["station_code"], first["station_name"]
    )
    head = office.Staff(
        office.StaffId(ticking.new_id()),
        login,
        first.get("staff_name") or login,
        office.Role.HEAD,
    )
    cost = first.get("cost", vault.STANDARD)
    held = lock.Lock(folder)
    with database.named_failures(), restoring.making(folder, held):
        # Whoever had the folder till this moment may have made one there.
        _check_names(folder, station.code, login)
        # Where the power goes before all of it stands, nothing is there but what is swept away.
        with tempfile.TemporaryDirectory(prefix=restoring.SCRATCH, dir=folder) as scratch:
            kept = vault.Vault(Path(scratch) / vault.FILE_NAME, cost=cost)
            key, code = kept.create(login, first["password"])
            with database.Database(Path(scratch) / DATABASE_NAME, key) as store:
                _name(store, ticking)
                _write_first_rows(Desk(Path(scratch), store, head, station=station, under=held))
                store.execute_outside("PRAGMA wal_checkpoint(TRUNCATE)")
            restoring.put_in_place(Path(scratch), folder, ticking)
        with contextlib.ExitStack() as undo:
            store = database.Database(folder / DATABASE_NAME, key)
            undo.callback(store.close)
            yield Desk(folder, store, head, station=station, held=held), code
            undo.pop_all()


def _name(store: database.Database, ticking: stamps.Clock) -> None:
    """Give an empty file its tables and its identity, which this computer remembers."""
    migrations.migrate(store)
    with store.atomic():
        desk_id = ticking.new_id()
        marker = oplog.start(store, desk_id=desk_id, offset_ms=ticking.offset_ms)
    remember_markers(desk_id, marker)


def check_new(folder: Path, station_code: str, station_name: str, login: str) -> None:
    """Raise errors.Refused or errors.Invalid where a new desk cannot be made of these names."""
    _check_names(folder, station_code, login)
    if not station_code:
        raise errors.Invalid("office.error.station_code", "station", given="")
    if not station_name.strip():
        raise errors.Invalid("office.error.station_name", "name")


def _check_names(folder: Path, station_code: str, login: str) -> None:
    """Refuse what is there already or cannot be; the window lets the code wait for later."""
    if exists(folder):
        lost = _lacks(folder)
        code = "errors.desk_in_part" if lost else "errors.desk_exists"
        raise errors.Refused(code, folder=str(folder), file=lost)
    if station_code and not office.places.is_code(station_code):
        raise errors.Invalid("office.error.station_code", "station", given=station_code)
    if not office.logins.is_login(login):
        raise errors.Invalid("office.error.bad_login", "login")


def _write_first_rows(desk: Desk) -> None:
    """Write station, head and the rules every desk starts with, as its first act."""
    with desk.doing("office.set_up") as act:
        epochs.name_file(desk.store)
        station = desk.station
        desk.store.add("station", {"id": station.id, "code": station.code, "name": station.name})
        desk.store.add(
            "staff",
            {
                "id": desk.staff.id,
                "station_id": station.id,
                "login": desk.staff.login,
                "name": desk.staff.name,
                "role": desk.staff.role.value,
            },
        )
        for rule in office.rules.DEFAULTS:
            desk.store.add(
                "rule",
                {
                    "id": desk.new_id(),
                    "rule_id": rule.rule_id,
                    "value": rule.value,
                    "valid_from": rule.valid_from.isoformat(),
                    "region": rule.region or None,
                    "source": rule.source,
                },
            )
        for year in office.holidays.YEARS:
            for one in office.holidays.published(year):
                desk.store.add("holiday", {"id": desk.new_id(), **_row(one)})
        act.about["station"] = station.name


def _row(one: office.holidays.Day) -> dict[str, str]:
    return {"day": one.day.isoformat(), "day_kind": one.kind, "name": one.name}


def sign_in(
    folder: Path,
    login: str,
    password: str,
    *,
    read_only: bool = False,
    as_it_is: bool = False,
    wait_ms: int = 0,
) -> Desk:
    """Open the desk with a password; to be read `as_it_is` also where its capture was altered.

    Raises errors.WrongPassword, errors.NotFound where there is no desk, errors.Busy where another
    program writes to it after `wait_ms`, errors.Damaged, errors.TooNew.
    """
    kept = _vault(folder)
    with contextlib.ExitStack() as undo:
        was_waiting, key = kept.is_waiting, kept.unlock(login, password)
        desk = open_with_key(
            folder, key, login, read_only=read_only, as_it_is=as_it_is, wait_ms=wait_ms
        )
        undo.callback(desk.close)
        if was_waiting:
            kept.unlock(login, password, desk.stands)
        undo.pop_all()
    return desk


def check_password(desk: Desk, login: str, password: str) -> None:
    """Prove a password again, as after a pause; raises errors.WrongPassword."""
    desk.vault.unlock(login, password)


def sign_in_by_code(folder: Path, login: str, code: str, new_password: str) -> Desk:
    """Open the desk with the code of the recovery sheet and give `login` a new password.

    Where it fails the desk is closed again and every key is as before. Raises errors.Invalid for a
    short password, and what `sign_in` raises.
    """
    vault.check_password(new_password)
    kept = _vault(folder)
    was_waiting, key = kept.is_waiting, kept.unlock_by_code(code)
    with contextlib.ExitStack() as undo:
        desk = open_with_key(folder, key, login)
        undo.callback(desk.close)
        if was_waiting:
            kept.unlock_by_code(code, desk.stands)
        with desk.doing_with_keys("office.change_password", reason=BY_CODE) as (act, keys):
            act.always_noted = True
            keys.set_password(key, login, new_password)
        undo.pop_all()
    return desk


def open_with_key(
    folder: Path,
    key: bytes,
    login: str,
    *,
    read_only: bool = False,
    as_it_is: bool = False,
    wait_ms: int = 0,
) -> Desk:
    """Open the desk with its key for the person with that login."""
    held, is_known = None, True
    with contextlib.ExitStack() as undo:
        if not read_only:
            held = lock.Lock(folder)
            with database.named_failures():
                held.take(wait_ms=wait_ms)
            undo.callback(held.release)
        file = folder / DATABASE_NAME
        if not file.is_file():
            raise errors.Damaged("errors.file_gone", file=file.name, folder=str(folder))
        if not file.stat().st_size:
            raise errors.Damaged("errors.damaged")
        store = database.Database(file, key, read_only=read_only)
        undo.callback(store.close)
        with database.named_failures():
            if not read_only:
                is_known = _make_ready(folder, store)
            elif migrations.pending(store):
                raise errors.Busy("errors.needs_migration")
            elif not as_it_is:
                proofs.check_capture(store)
                proofs.check_state(store)
                proven.check(store, stamps.Clock())
        staff = rows.staff.find_staff(store, login)
        if staff is None:
            raise errors.WrongPassword("errors.no_such_staff", login=login)
        desk = Desk(folder, store, staff, held=held)
        if not is_known:
            remember_markers(oplog.state(store)["desk_id"], _begin_epoch(desk))
        if not read_only:
            noting.take(desk)
        undo.pop_all()
    return desk


def _begin_epoch(desk: Desk) -> bytes:
    """Note that the file is a copy, or on a computer that does not know it; return its marker."""
    with desk.doing("office.new_epoch") as act:
        act.always_noted = True
        return epochs.begin(desk.store)


def _make_ready(folder: Path, store: database.Database) -> bool:
    """Check and migrate; say whether this computer knows the file or a new epoch has to begin."""
    backup.sweep(folder)
    restoring.sweep(folder)
    vault.Vault(folder / vault.FILE_NAME).sweep()
    if migrations.pending(store):
        backup.keep(store, folder, "migration", stamps.Clock())
        migrations.migrate(store)
    proofs.check_capture(store)
    proofs.check_state(store)
    proofs.check_integrity(store)
    # Of an act that a power cut stopped only the history tells whether its keys hold.
    vault.Vault(folder / vault.FILE_NAME).settle(lambda act_id: rows.acts.stands(store, act_id))
    is_known = _marker_is_known(store)
    if is_known:
        _turn_marker(store)
    return is_known


def _turn_marker(store: database.Database) -> None:
    """Change the marker with every sitting, so that an older copy of the file is noticed.

    Both are known until the new one stands for good; where this computer cannot keep it, the old
    one stays.
    """
    said = oplog.state(store)
    desk_id, old = said["desk_id"], said["marker"]
    with contextlib.suppress(errors.EnvironmentFailure):
        with store.atomic():
            marker = oplog.new_marker(store)
            remember_markers(desk_id, old, marker)
        remember_markers(desk_id, marker)


def _place_of_markers(desk_id: bytes) -> Path:
    """Return where this computer keeps the markers of a desk: a file of its own for each."""
    return config.config_dir() / _MARKERS / desk_id.hex()


def _marker_is_known(store: database.Database) -> bool:
    said = oplog.state(store)
    marker: bytes = said["marker"]
    try:
        known = _place_of_markers(said["desk_id"]).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return False
    return marker.hex() in known


def remember_markers(desk_id: bytes, *markers: bytes) -> None:
    """Keep the incarnation markers beside the settings of this computer, outside the file.

    The file is known by them, and by no earlier one.
    """
    path = _place_of_markers(desk_id)
    with database.named_failures():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="ascii") as target:
            target.write("\n".join(marker.hex() for marker in markers))
            target.flush()
            os.fsync(target.fileno())
        fresh.replace(path)
