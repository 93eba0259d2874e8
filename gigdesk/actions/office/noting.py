"""Acts that were done beside an open window: noted where they are done, entered by who writes."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office
from gigdesk.store import notes

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def leave(desk: Desk, act: str, about: dict[str, Any]) -> None:
    """Leave a note that this person did an act, for whoever writes to the desk next.

    Raises errors.EnvironmentFailure where nothing can be left beside the desk.
    """
    staff = {"id": desk.staff.id.hex(), "login": desk.staff.login, "name": desk.staff.name}
    said = {"act": act, "about": about, "at_ms": desk.clock.now_ms()}
    said["staff"] = {**staff, "role": desk.staff.role.value}
    notes.leave(desk.folder, desk.store.key, desk.new_id(), said)


def take(desk: Desk) -> None:
    """Enter into the history what was noted beside the desk, each once, in the name of who did it.

    What cannot be entered stays: on a full disk for the next time, and after a restore what
    somebody did who was not there yet.
    """
    with contextlib.suppress(errors.EnvironmentFailure):
        for place, act_id, said in notes.find(desk.folder, desk.store.key):
            if not desk.stands(act_id):
                staff = _who(desk, said["staff"])
                if staff is None or said["act"] not in office.acts.ACTS:
                    continue
                with desk.named(staff).doing(said["act"], act_id=act_id) as act:
                    act.always_noted = True
                    act.about, act.at_ms = said["about"], said["at_ms"]
            notes.take_away(place)


def _who(desk: Desk, said: dict[str, str]) -> office.Staff | None:
    """Return the person as the note tells of them; None for somebody the desk does not know."""
    staff_id = office.StaffId(bytes.fromhex(said["id"]))
    if desk.store.get("staff", staff_id) is None:
        return None
    return office.Staff(staff_id, said["login"], said["name"], office.Role(said["role"]))
