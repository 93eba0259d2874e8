"""Papers of the office: the recovery sheet, with a new desk or in place of the one before."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.office import entry, staff
from gigdesk.documents.forms import recovery
from gigdesk.store import database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.actions.desk import Desk


def recovery_sheet(desk: Desk, code: str, folder: Path) -> Path:
    """Write the recovery sheet as PDF into `folder` and return its path.

    Whoever holds the sheet opens the desk: it is to be printed, and the file removed. A sheet that
    lies there already, of this desk or another, is not written over. Raises errors.Refused for a
    place inside the desk, for who copies the desk would have its key as well.
    """
    with _written(desk, code, folder) as out:
        # The code holds already: its sheet stays, whatever can be said of it in the history.
        sheet = out
    staff.keep_sheet(desk)
    return sheet


@contextlib.contextmanager
def _written(desk: Desk, code: str, folder: Path) -> Iterator[Path]:
    """Write a recovery sheet that only its owner reads; where the inside fails it goes again."""
    _outside(desk.folder, folder)
    today = desk.clock.today().isoformat()
    sheet = recovery.Recovery(
        station=desk.station.name,
        user=desk.staff.login,
        desk=str(desk.folder),
        made_on=today,
        groups=code.split("-"),
    )
    content = recovery.recovery_sheet(sheet)
    name = recovery.file_name(desk.station.code, today)
    with database.named_failures():
        out = _free(folder, name)
        try:
            database.make_private(out)
            out.write_bytes(content)
            yield out
        except BaseException:
            out.unlink(missing_ok=True)
            raise


def keep_words(desk_folder: Path, words: str, out: Path) -> None:
    """Write the words of a recovery sheet to the file `out`, for instance on a USB stick.

    Raises errors.Refused for a place inside the desk's folder, as for the sheet on paper; of a
    file that could not be written whole nothing is left, and one that was there stays.
    """
    _outside(desk_folder, out.parent)
    with database.named_failures():
        part = out.with_name(f".{out.name}.part")
        try:
            database.make_private(part)
            part.write_text(words, encoding="utf-8")
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)


def _outside(desk_folder: Path, folder: Path) -> None:
    """Refuse a folder that is the desk's own or lies in it."""
    if folder.resolve().is_relative_to(desk_folder.resolve()):
        raise errors.Refused("office.error.sheet_inside", folder=str(folder))


def _free(folder: Path, name: str) -> Path:
    """Return a path for a PDF of that name at which nothing lies."""
    out, number = folder / f"{name}.pdf", 1
    while out.exists():
        number += 1
        out = folder / f"{name}-{number}.pdf"
    return out


def found(folder: Path, *, station_code: str, station_name: str, login: str, password: str) -> Path:
    """Make a desk, and its recovery sheet beside the folder; return the path of the sheet.

    Either both stand afterwards or neither. The sheet never lies in the desk's own folder: who
    copies that would have the key with it. Raises as `entry.create` does.
    """
    with (
        entry.creating(
            folder,
            station_code=station_code,
            station_name=station_name.strip(),
            login=login.strip(),
            password=password,
        ) as (desk, code),
        _written(desk, code, folder.resolve().parent) as sheet,
    ):
        staff.keep_sheet(desk)
    desk.close()
    return sheet


def new_sheet(desk: Desk, folder: Path | str) -> Path:
    """Replace the recovery code and write its sheet; what was printed before stops working.

    Whether the folder takes a file is tried first, so that no code is made that nobody can read.
    """
    out = Path(folder)
    _outside(desk.folder, out)
    with database.named_failures():
        probe = out / f".{desk.new_id().hex()}"
        probe.write_bytes(b"")
        probe.unlink()
    return recovery_sheet(desk, staff.new_recovery_code(desk), out)
