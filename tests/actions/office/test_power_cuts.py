"""The power goes between keys and history, and between a restored file and its end: real kills."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.domain.office import Role
from tests import making
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

CHILD = """
import os, pathlib, signal, sys
from gigdesk.actions import office
from gigdesk.domain.office import Role
from gigdesk.store import oplog, vault

FOLDER, DEED, INSTANT, LOGIN, PASSWORD, CODE, BACKUP = sys.argv[1:]
vault.STANDARD = vault.Cost(memory_kib=64, passes=1, lanes=1)

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def die_in(owner, name, before=lambda *_: True):
    whole = getattr(owner, name)
    def instead(*given, **named):
        if before(*given):
            die()
        return whole(*given, **named)
    setattr(owner, name, instead)

moved = [0]

def at_move(*_):
    moved[0] += 1
    return INSTANT == f"move {moved[0]}"

if DEED in ("restore", "found"):
    if INSTANT == "first act":
        die_in(oplog, "seal")
    elif INSTANT == "placed":
        die_in(pathlib.Path, "unlink", lambda path, *_: path.name == "restoring")
    else:
        die_in(pathlib.Path, "replace", at_move)
    if DEED == "found":
        names = {"station_code": "430602101", "station_name": "x", "login": LOGIN}
        office.entry.create(pathlib.Path(FOLDER), password=PASSWORD, **names)
        sys.exit("was not killed")
    over = office.restoring.Over(replace=True)
    office.restoring.restore(pathlib.Path(BACKUP), pathlib.Path(FOLDER), LOGIN, PASSWORD, over=over)
    sys.exit("was not killed")

def arm():
    if INSTANT == "before the commit":
        die_in(oplog, "seal")
    else:
        die_in(vault.Vault, "settle", lambda kept, *_: kept.is_waiting)

if DEED == "code sign in":
    arm()
    office.entry.sign_in_by_code(pathlib.Path(FOLDER), LOGIN, CODE, "quite-another")
desk = office.entry.sign_in(pathlib.Path(FOLDER), LOGIN, PASSWORD)
wang = next(one["id"] for one in office.staff.everybody(desk) if one["login"] == "wang")
arm()
{
    "add": lambda: office.staff.add(
        desk, login="zhao", name="", role=Role.CLERK, password="zhao-zhao"
    ),
    "left": lambda: office.staff.change(desk, wang, {"state": "left"}),
    "password": lambda: office.staff.set_password(desk, "wang", "quite-another"),
    "own password": lambda: office.staff.change_own_password(desk, PASSWORD, "quite-another"),
    "sheet": lambda: office.staff.new_recovery_code(desk),
}[DEED]()
"""
DEEDS = {
    "add": "office.add_staff",
    "left": "office.change_staff",
    "password": "office.change_password",
    "own password": "office.change_password",
    "sheet": "office.recovery_sheet",
    "code sign in": "office.change_password",
}
INSTANTS = ("before the commit", "after the commit")
WANG, ANOTHER = "wang-wang", "quite-another"


def kill(folder: Path, deed: str, instant: str, code: str = "", backup: Path | None = None) -> None:
    """Let another process do the deed and die at the instant."""
    words = [sys.executable, "-c", CHILD, str(folder), deed, instant]
    words += [LOGIN, PASSWORD, code, str(backup)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr


def opens(folder: Path, login: str, password: str, *, read_only: bool) -> bool:
    """Say whether a password opens the desk."""
    try:
        office.entry.sign_in(folder, login, password, read_only=read_only).close()
    except errors.WrongPassword:
        return False
    return True


@pytest.mark.parametrize("instant", INSTANTS)
@pytest.mark.parametrize("deed", DEEDS)
def test_keys_are_what_the_history_says_wherever_the_power_goes(
    desk: Desk, deed: str, instant: str
) -> None:
    folder = desk.folder
    office.staff.add(desk, login="wang", name="", role=Role.CLERK, password=WANG)
    code = office.staff.new_recovery_code(desk)
    before = office.history.acts(desk)[0]["number"]
    key = desk.store.key
    desk.close()
    kill(folder, deed, instant, code)
    done = instant == "after the commit"
    own = done and deed in ("own password", "code sign in")
    holds = {
        (LOGIN, PASSWORD): not own,
        (LOGIN, ANOTHER): own,
        ("wang", WANG): not (done and deed in ("left", "password")),
        ("wang", ANOTHER): done and deed == "password",
        ("zhao", "zhao-zhao"): done and deed == "add",
    }
    for read_only in (True, False):
        found = {who: opens(folder, *who, read_only=read_only) for who in holds}
        assert found == holds
    again = office.entry.sign_in(folder, LOGIN, ANOTHER if own else PASSWORD)
    acts = [one["name"] for one in office.history.acts(again) if one["number"] > before]
    assert acts == ([DEEDS[deed]] if done else [])
    active = {one["login"] for one in office.staff.everybody(again) if one["state"] == "active"}
    assert set(office.entry.logins(folder)) == active
    if deed == "sheet" and done:
        with pytest.raises(errors.WrongPassword):
            again.vault.unlock_by_code(code)
    else:
        assert again.vault.unlock_by_code(code) == key
    assert office.safety.verify(again).sound
    again.close()


@pytest.mark.parametrize("instant", [*(f"move {at}" for at in range(1, 5)), "placed"])
def test_a_kill_during_a_restore_leaves_one_whole_desk(
    desk: Desk, tmp_path: Path, instant: str
) -> None:
    folder, source = desk.folder, tmp_path / "a.gdbak"
    office.safety.back_up(desk, source)
    office.places.add_list(desk, "青山镇 石桥村")
    desk.close()
    kill(folder, "restore", instant, backup=source)
    assert office.entry.exists(folder)
    assert office.entry.logins(folder) == [LOGIN]
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert bool(office.places.divisions(again)) == (instant != "placed")
    assert office.safety.verify(again).sound
    again.close()
    aside = list(folder.glob("before-restore-*"))
    assert len(aside) == (instant == "placed")
    assert not list(folder.glob(".restore-*"))
    assert not (folder / "restoring").exists()


MOVES = tuple(f"move {number}" for number in range(1, 5))
"""The keys, the marker of this computer, keys and file into their places."""


@pytest.mark.parametrize("instant", [*MOVES, "first act", "placed"])
def test_a_kill_while_a_desk_is_made_leaves_a_whole_one_or_room_for_it(
    tmp_path: Path, instant: str
) -> None:
    folder = tmp_path / "new"
    kill(folder, "found", instant)
    if instant == "placed":
        assert office.entry.exists(folder)
        desk = office.entry.sign_in(folder, LOGIN, PASSWORD)
    else:
        desk = making.new_desk(folder)
    assert office.safety.verify(desk).sound
    desk.close()
    office.entry.sign_in(folder, LOGIN, PASSWORD).close()
    assert {one.name for one in folder.iterdir()} == {"desk.db", "desk.lock", "vault.json"}
