from __future__ import annotations

import datetime
import errno
import os
import pathlib
import signal
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.domain import office as office_rules
from gigdesk.domain.office import Role
from gigdesk.store import backup, manifests, oplog, proofs, restoring
from tests import making
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


REPLACE = office.restoring.Over(replace=True)


def test_a_backup_brings_back_what_was_there(desk: Desk, tmp_path: Path) -> None:
    before = backup.head(desk.store)
    (tmp_path / "stick").mkdir()
    made = office.safety.back_up(desk, tmp_path / "stick" / "a.gdbak")
    assert before == (made.seq, made.chain)
    office.restoring.restore(tmp_path / "stick" / "a.gdbak", tmp_path / "new", LOGIN, PASSWORD)
    again = office.entry.sign_in(tmp_path / "new", LOGIN, PASSWORD)
    assert office.safety.verify(again).sound
    assert again.station == desk.station
    again.close()


def test_restore_never_overwrites_unasked_and_sets_the_old_desk_aside(
    desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "a.gdbak"
    office.safety.back_up(desk, target)
    folder = desk.folder
    with pytest.raises(errors.Refused):
        office.restoring.restore(target, folder, LOGIN, PASSWORD)
    desk.close()
    done = office.restoring.restore(target, folder, LOGIN, PASSWORD, over=REPLACE)
    assert done.aside is not None
    assert (done.aside / "desk.db").exists()
    assert (done.aside / "vault.json").exists()


def test_what_a_restore_replaced_stands_among_the_backups_and_can_be_brought_back(
    desk: Desk, tmp_path: Path
) -> None:
    source, folder = _backup_and_later(desk, tmp_path), desk.folder
    done = office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert office.safety.backups(again)[0].path == done.backup
    assert office.safety.backups(again)[0].why == "restore"
    again.close()
    assert not _is_of_later(folder)
    assert done.backup is not None
    office.restoring.restore(done.backup, folder, LOGIN, PASSWORD, over=REPLACE)
    assert _is_of_later(folder)


@pytest.mark.parametrize("left", [None, b"", b"{}", b"\x00\xff"])
def test_a_desk_without_its_keys_is_backed_up_with_those_that_open_it(
    desk: Desk, tmp_path: Path, left: bytes | None
) -> None:
    source, folder = _backup_and_later(desk, tmp_path), desk.folder
    vault = folder / "vault.json"
    vault.unlink()
    if left is not None:
        vault.write_bytes(left)
    done = office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    assert not _is_of_later(folder)
    assert done.backup is not None
    office.restoring.restore(done.backup, folder, LOGIN, PASSWORD, over=REPLACE)
    assert _is_of_later(folder)


def test_nothing_is_replaced_where_there_is_no_room_to_back_it_up(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, folder = _backup_and_later(desk, tmp_path), desk.folder

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(proofs, "copy_to", full)
    with pytest.raises(errors.DiskFull):
        office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    monkeypatch.undo()
    assert _is_of_later(folder)
    assert not list(folder.glob("before-restore-*"))


@pytest.mark.parametrize("member", ["desk.db", "manifest.json"])
def test_a_damaged_backup_touches_nothing(desk: Desk, tmp_path: Path, member: str) -> None:
    target = tmp_path / "a.gdbak"
    office.safety.back_up(desk, target)
    broken = tmp_path / "b.gdbak"
    with zipfile.ZipFile(target) as good, zipfile.ZipFile(broken, "w") as bad:
        for name in good.namelist():
            content = bytearray(good.read(name))
            if name == member:
                content[len(content) // 2] ^= 1
            bad.writestr(name, bytes(content))
    folder = desk.folder
    desk.close()
    with pytest.raises((errors.Damaged, errors.UnreadableFile)):
        office.restoring.restore(broken, folder, LOGIN, PASSWORD, over=REPLACE)
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert again.station.code == "430602101"
    again.close()


def test_the_wrong_password_restores_nothing(desk: Desk, tmp_path: Path) -> None:
    office.safety.back_up(desk, tmp_path / "a.gdbak")
    with pytest.raises(errors.WrongPassword):
        office.restoring.restore(tmp_path / "a.gdbak", tmp_path / "new", LOGIN, "wrong-password")
    assert not (tmp_path / "new" / "desk.db").exists()


def _backup_and_later(desk: Desk, tmp_path: Path) -> Path:
    """Back a desk up, enter something that only the desk has, close it; return the backup."""
    target = tmp_path / "a.gdbak"
    office.safety.back_up(desk, target)
    office.places.add_list(desk, "青山镇 石桥村")
    desk.close()
    (desk.folder / "desk.db-wal").touch()
    return target


def _is_of_later(folder: Path) -> bool:
    """Say whether the desk in the folder has what was entered after the backup."""
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    found = bool(office.places.divisions(again))
    assert office.safety.verify(again).sound
    again.close()
    return found


MOVES = 5
"""Of the backup that is made first, of the old desk, and of the new one."""


def _stop_at(monkeypatch: pytest.MonkeyPatch, move: int, failure: BaseException, last: int) -> None:
    """Let the moves of a restore from `move` to `last`, counted from 1, fail."""
    whole, done = pathlib.Path.replace, [0]

    def replace(path: pathlib.Path, target: pathlib.Path) -> pathlib.Path:
        done[0] += 1
        if move <= done[0] <= last:
            raise failure
        return whole(path, target)

    monkeypatch.setattr(pathlib.Path, "replace", replace)


@pytest.mark.parametrize("move", range(1, MOVES + 1))
def test_a_restore_that_fails_half_way_leaves_the_desk_as_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: int
) -> None:
    source, folder = _backup_and_later(desk, tmp_path), desk.folder
    with monkeypatch.context() as broken:
        _stop_at(broken, move, PermissionError(13, "in use"), move)
        with pytest.raises(errors.EnvironmentFailure):
            office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    assert (folder / "desk.db").exists()
    assert not list(folder.glob("before-restore-*"))
    assert not (folder / restoring.JOURNAL).exists()
    assert _is_of_later(folder)


class _PowerCut(BaseException):
    """Nothing after it happens any more."""


@pytest.mark.parametrize("move", range(1, MOVES + 1))
def test_a_power_cut_during_a_restore_is_mended_at_the_next_opening(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: int
) -> None:
    source, folder = _backup_and_later(desk, tmp_path), desk.folder
    with monkeypatch.context() as broken:
        _stop_at(broken, move, _PowerCut(), MOVES * MOVES)
        broken.setattr(restoring, "_put_back", lambda _folder, _aside: None)
        with pytest.raises(_PowerCut):
            office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    assert office.entry.exists(folder)
    assert office.entry.logins(folder) == [LOGIN]
    assert _is_of_later(folder)
    assert not list(folder.glob("before-restore-*"))
    assert not (folder / restoring.JOURNAL).exists()


def test_a_power_cut_after_the_last_move_leaves_the_backup_in_place(
    desk: Desk, tmp_path: Path
) -> None:
    source, folder = _backup_and_later(desk, tmp_path), desk.folder
    aside = office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE).aside
    assert aside is not None
    (folder / restoring.JOURNAL).write_text(aside.name)
    assert not _is_of_later(folder)
    assert (aside / "desk.db").exists()
    assert not (folder / restoring.JOURNAL).exists()


def test_a_restore_into_a_folder_with_other_files_leaves_them(desk: Desk, tmp_path: Path) -> None:
    source = _backup_and_later(desk, tmp_path)
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "letter.txt").write_text("x")
    with pytest.raises(errors.WrongPassword):
        office.restoring.restore(source, folder, LOGIN, "wrong-password")
    assert (folder / "letter.txt").exists()
    assert not (folder / "desk.db").exists()


def test_a_restored_desk_begins_a_new_epoch(desk: Desk, tmp_path: Path) -> None:
    epoch = oplog.state(desk.store)["epoch"]
    source, folder = _backup_and_later(desk, tmp_path), desk.folder
    office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    reading = office.entry.sign_in(folder, LOGIN, PASSWORD, read_only=True)
    assert oplog.state(reading.store)["epoch"] != epoch
    reading.close()
    assert not _is_of_later(folder)


def test_only_who_may_restore_puts_a_backup_in_place(desk: Desk, tmp_path: Path) -> None:
    for login, role in (("wang", Role.VIEWER), ("zhao", Role.CLERK), ("chen", Role.HEAD)):
        office.staff.add(desk, login=login, name="", role=role, password=PASSWORD)
    source = tmp_path / "a.gdbak"
    office.safety.back_up(desk, source)
    chen = next(one for one in office.staff.everybody(desk) if one["login"] == "chen")
    office.staff.change(desk, chen["id"], {"role": "viewer"})
    folder = desk.folder
    desk.close()
    for login in ("wang", "zhao", "chen"):
        with pytest.raises(errors.NotAllowed):
            office.restoring.restore(source, folder, login, PASSWORD, over=REPLACE)
    assert not list(folder.glob("before-restore-*"))
    with pytest.raises(errors.NotAllowed):
        office.restoring.restore(source, tmp_path / "new", "wang", PASSWORD)
    assert not (tmp_path / "new").exists()
    office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)


def test_a_desk_too_damaged_to_say_who_may_is_restored_all_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    source, folder = _backup_and_later(desk, tmp_path), desk.folder
    (folder / "desk.db").write_bytes(b"nothing of a desk" * 999)
    done = office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    assert done.aside is not None
    assert done.backup is not None
    assert done.backup.name.startswith("as-it-was-")
    assert not _is_of_later(folder)


def test_a_file_that_is_no_backup_says_so(tmp_path: Path) -> None:
    stray = tmp_path / "roster.xlsx"
    stray.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(errors.UnreadableFile):
        manifests.read(stray)


def test_a_backup_that_was_cut_short_is_not_called_a_file_of_another_kind(
    desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "a.gdbak"
    office.safety.back_up(desk, target)
    target.write_bytes(target.read_bytes()[:-5000])
    with pytest.raises(errors.UnreadableFile) as told:
        office.restoring.logins_of(target)
    assert told.value.code == "errors.backup_cut_off"


KILLED_IN_A_BACKUP = """
import os, signal, sys
from pathlib import Path
from gigdesk.actions import office
from gigdesk.store import proofs
desk = office.entry.sign_in(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
proofs.check_integrity = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
office.safety.back_up_on_exit(desk)
"""


def test_what_a_kill_during_a_backup_left_goes_with_the_next_sign_in(desk: Desk) -> None:
    folder = desk.folder
    desk.close()
    words = [sys.executable, "-c", KILLED_IN_A_BACKUP, str(folder), LOGIN, PASSWORD]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert [path.name for path in (folder / "backups").iterdir()] != []
    (folder / ".restore-left").mkdir()
    office.entry.sign_in(folder, LOGIN, PASSWORD).close()
    assert list((folder / "backups").iterdir()) == []
    assert not (folder / ".restore-left").exists()


def test_what_a_kill_left_beside_a_backup_elsewhere_goes_after_a_day(
    desk: Desk, tmp_path: Path
) -> None:
    old, fresh = tmp_path / ".backup-old", tmp_path / ".backup-fresh"
    for one in (old, fresh):
        one.mkdir()
        (one / "desk.db").write_bytes(b"x")
    os.utime(old, (1, 1))
    office.safety.back_up(desk, tmp_path / "a.gdbak")
    assert (old.exists(), fresh.exists()) == (False, True)


def test_backups_of_a_clock_years_ahead_push_out_nothing(desk: Desk) -> None:
    making.move_clock(desk, datetime.datetime(2029, 5, 1, 9, 0, tzinfo=datetime.UTC))
    for _ in range(11):
        office.safety.back_up_now(desk)
    making.move_clock(desk, making.MORNING)
    assert office.safety.last_backup(desk) is None
    before_import = backup.automatic(desk.store, desk.folder, "import", desk.clock)
    office.safety.back_up_on_exit(desk)
    assert before_import.exists()
    assert [kept.why for kept in office.safety.backups(desk)[:2]] == ["exit", "import"]
    last = office.safety.last_backup(desk)
    assert last is not None
    assert last.year == making.MORNING.year


def test_rotation_keeps_seven_days_eight_weeks_twelve_months() -> None:
    start = datetime.datetime(2026, 9, 1, 17, 0, tzinfo=datetime.UTC)
    daily = [start - datetime.timedelta(days=back) for back in range(500)]
    places = office_rules.backups.to_keep(daily)
    kept = [daily[place] for place in sorted(places)]
    assert kept[:7] == daily[:7]
    assert len({moment.strftime("%Y-%m") for moment in kept}) == 12
    assert len({tuple(moment.isocalendar())[:2] for moment in kept}) >= 8
    assert len(kept) <= 10 + 8 + 12


def test_the_backup_before_an_import_outlives_the_one_on_leaving() -> None:
    morning = datetime.datetime(2026, 9, 1, 9, 0, tzinfo=datetime.UTC)
    on_leaving = morning + datetime.timedelta(hours=8)
    assert office_rules.backups.to_keep([on_leaving, morning]) == {0, 1}


@given(st.lists(st.datetimes(timezones=st.just(datetime.UTC)), min_size=1, max_size=60))
def test_rotation_always_keeps_the_last_made(made: list[datetime.datetime]) -> None:
    kept = office_rules.backups.to_keep(made)
    assert set(range(len(made))[: office_rules.backups.NEWEST]) <= kept
    assert kept <= set(range(len(made)))


@pytest.mark.parametrize(
    "name", ["desk.db", "desk.db-wal", "desk.db-shm", "desk.lock", "vault.json", "backups/a.gdbak"]
)
def test_a_backup_takes_the_place_of_no_file_of_the_desk(desk: Desk, name: str) -> None:
    target = desk.folder / name
    before = target.read_bytes() if target.exists() else None
    with pytest.raises(errors.Refused, match="own_file"):
        office.safety.back_up(desk, target, replace=True)
    assert (target.read_bytes() if target.exists() else None) == before


def test_a_backup_takes_the_place_of_an_earlier_one_and_of_nothing_else(
    desk: Desk, tmp_path: Path
) -> None:
    target, letter = tmp_path / "a.gdbak", tmp_path / "letter.txt"
    office.safety.back_up(desk, target)
    with pytest.raises(errors.Refused, match="file_exists"):
        office.safety.back_up(desk, target)
    office.safety.back_up(desk, target, replace=True)
    letter.write_text("Dear", encoding="utf-8")
    with pytest.raises(errors.Refused, match="other_kind"):
        office.safety.back_up(desk, letter, replace=True)
    assert letter.read_text(encoding="utf-8") == "Dear"
