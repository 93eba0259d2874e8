"""The people at the desk: add, change, passwords, the recovery sheet; the station itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.office import entry
from gigdesk.domain import office
from gigdesk.store import office as rows
from gigdesk.store import vault

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk, Done

_KEPT = "office.keep_sheet"
_OF_THE_SHEET = ("office.set_up", "office.recovery_sheet", _KEPT)
_KNOWN: dict[str, tuple[str, ...]] = {"role": tuple(office.Role), "state": ("active", "left")}


def everybody(desk: Desk) -> list[dict[str, Any]]:
    """Return everybody who works or worked at this desk."""
    return rows.staff.list_staff(desk.store)


def add(
    desk: Desk, *, login: str, name: str, role: office.Role, password: str, phone: str = ""
) -> Done:
    """Give a person a login and a key; raises errors.Invalid where the login is taken."""
    login = login.strip()
    if not office.logins.is_login(login):
        raise errors.Invalid("office.error.bad_login", "login")
    vault.check_password(password)
    if any(_is_same(one["login"], login) for one in everybody(desk)):
        raise errors.Invalid("office.error.login_taken", "login", login=login)
    with desk.doing_with_keys("office.add_staff") as (act, keys):
        act.about = {"login": login, "role": role.value}
        desk.store.add(
            "staff",
            {
                "id": desk.new_id(),
                "station_id": desk.station.id,
                "login": login,
                "name": name.strip() or login,
                "role": role.value,
                **({"phone": phone} if phone else {}),
            },
        )
        keys.set_password(desk.store.key, login, password)
    return desk.done(act)


def _is_same(one: str, other: str) -> bool:
    return office.logins.folded(one) == office.logins.folded(other)


def change(desk: Desk, staff_id: bytes, changes: dict[str, str]) -> Done:
    """Change name, role, phone or state of a person; the last head must stay one.

    A person set to `left` loses the key to the file at once. Raises errors.Invalid for a role or
    a state that there is not, an empty name or another login, errors.NotFound, errors.Refused.
    """
    for name, known in _KNOWN.items():
        if changes.get(name, known[0]) not in known:
            raise errors.Invalid("office.error.no_such_value", name, value=changes[name])
    found = desk.store.get("staff", staff_id)
    if found is None:
        raise errors.NotFound("office.error.no_such_staff")
    kept = {name: value for name, value in changes.items() if found.get(name) != value}
    if not kept.get("name", "-").strip():
        raise errors.Invalid("office.error.staff_name", "name")
    if "login" in kept:  # the keys go by it, and so does all that the history tells of a person
        raise errors.Invalid("office.error.login_stays", "login")
    with desk.doing_with_keys("office.change_staff") as (act, keys):
        if kept:
            desk.store.change("staff", staff_id, kept)
        if rows.staff.count_heads(desk.store) == 0:
            raise errors.Refused("office.error.last_head")
        act.about = {"login": found["login"], "changed": sorted(kept)}
        if kept.get("state") == "left":
            keys.remove(found["login"])
    return desk.done(act)


def change_own_password(desk: Desk, old: str, password: str) -> Done:
    """Wrap the key anew for oneself; raises errors.Invalid where the old password is wrong."""
    try:
        desk.vault.unlock(desk.staff.login, old)
    except errors.WrongPassword:
        raise errors.Invalid("office.error.old_password", "old") from None
    return _set_password(desk, desk.staff.login, password)


def set_password(desk: Desk, login: str, password: str) -> Done:
    """As head give somebody else a new password; the file is not touched."""
    office.acts.require(desk.staff.role, "office.change_staff")
    if _is_same(login, desk.staff.login):
        raise errors.Refused("office.error.own_password")
    return _set_password(desk, login, password)


def _set_password(desk: Desk, login: str, password: str) -> Done:
    if rows.staff.find_staff(desk.store, login) is None:
        raise errors.NotFound("office.error.no_such_staff")
    with desk.doing_with_keys("office.change_password") as (act, keys):
        act.always_noted = True
        act.about = {"login": login}
        keys.set_password(desk.store.key, login, password)
    return desk.done(act)


def new_recovery_code(desk: Desk) -> str:
    """Replace the recovery code; the sheet printed before stops working."""
    with desk.doing_with_keys("office.recovery_sheet") as (act, keys):
        act.always_noted = True
        return keys.new_sheet(desk.store.key)


def keep_sheet(desk: Desk) -> Done:
    """Note that the recovery sheet of today's code lies in somebody's hands or in a file."""
    with desk.doing(_KEPT) as act:
        act.always_noted = True
    return desk.done(act)


def sheet_is_kept(desk: Desk) -> bool:
    """Say whether the recovery code that opens the desk today was ever said to be kept.

    The code itself is shown once and stored nowhere: only the history knows.
    """
    return rows.acts.newest_name(desk.store, _OF_THE_SHEET) == _KEPT


def code_is_used(desk: Desk) -> bool:
    """Say whether somebody came in by the recovery code that opens the desk today.

    Its sheet has been out of the safe since; it holds until another is made, or said to be kept.
    """
    used = rows.acts.newest_number(desk.store, ("office.change_password",), entry.BY_CODE)
    return used > rows.acts.newest_number(desk.store, _OF_THE_SHEET)


def station(desk: Desk) -> dict[str, Any]:
    """Return the own station: name, code, address, phone."""
    return desk.store.get("station", desk.station.id) or {}


def change_station(desk: Desk, *, changes: dict[str, str | None]) -> Done:
    """Change name, address, phone or code of the own station.

    Raises errors.Invalid for an empty name and a code that is none: both are printed on contracts.
    """
    found = desk.store.get("station", desk.station.id) or {}
    kept = {name: value for name, value in changes.items() if found.get(name) != value}
    office.places.check_station(kept)
    with desk.doing("office.change_station") as act:
        act.about = {"changed": sorted(kept)}
        if kept:
            desk.store.change("station", desk.station.id, kept)
    desk.station = rows.staff.get_station(desk.store)
    return desk.done(act)
