"""Papers of the office: the recovery sheet, with a new desk or in place of the one before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk.actions.office import entry, staff
from gigdesk.documents.forms import recovery
from gigdesk.store import database

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def recovery_sheet(desk: Desk, code: str, folder: Path) -> Path:
    """Write the recovery sheet as PDF into `folder` and return its path.

    Whoever holds the sheet opens the desk: it is to be printed, and the file removed.
    """
    today = desk.clock.today().isoformat()
    sheet = recovery.Recovery(
        station=desk.station.name,
        user=desk.staff.login,
        desk=str(desk.folder),
        made_on=today,
        groups=code.split("-"),
    )
    out = folder / f"gigdesk-recovery-{desk.station.code}-{today}.pdf"
    with database.named_failures():
        out.write_bytes(recovery.recovery_sheet(sheet))
    return out


def found(folder: Path, *, station_code: str, station_name: str, login: str, password: str) -> Path:
    """Make a desk and its recovery sheet in the same folder; return the path of the sheet.

    Either both stand afterwards or neither. Raises as `entry.create` does.
    """
    with entry.nothing_left(folder):
        desk, code = entry.create(
            folder,
            station_code=station_code,
            station_name=station_name.strip(),
            login=login.strip(),
            password=password,
        )
        try:
            return recovery_sheet(desk, code, folder)
        finally:
            desk.close()


def new_sheet(desk: Desk, folder: Path | str) -> Path:
    """Replace the recovery code and write its sheet; what was printed before stops working.

    Whether the folder takes a file is tried first, so that no code is made that nobody can read.
    """
    out = Path(folder)
    with database.named_failures():
        probe = out / f".{desk.new_id().hex()}"
        probe.write_bytes(b"")
        probe.unlink()
    return recovery_sheet(desk, staff.new_recovery_code(desk), out)
