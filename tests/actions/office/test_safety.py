from __future__ import annotations

import datetime
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.domain import office as office_rules
from gigdesk.store import backup
from tests import making
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_backup_brings_back_what_was_there(desk: Desk, tmp_path: Path) -> None:
    made = office.safety.back_up(desk, tmp_path / "stick" / "a.gdbak")
    assert backup.head(desk.store) == (made.seq, made.chain)
    office.safety.restore(tmp_path / "stick" / "a.gdbak", tmp_path / "new", LOGIN, PASSWORD)
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
        office.safety.restore(target, folder, LOGIN, PASSWORD)
    desk.close()
    aside = office.safety.restore(target, folder, LOGIN, PASSWORD, replace=True)
    assert aside is not None
    assert (aside / "desk.db").exists()
    assert (aside / "vault.json").exists()


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
        office.safety.restore(broken, folder, LOGIN, PASSWORD, replace=True)
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert again.station.code == "430602101"
    again.close()


def test_the_wrong_password_restores_nothing(desk: Desk, tmp_path: Path) -> None:
    office.safety.back_up(desk, tmp_path / "a.gdbak")
    with pytest.raises(errors.WrongPassword):
        office.safety.restore(tmp_path / "a.gdbak", tmp_path / "new", LOGIN, "wrong-password")
    assert not (tmp_path / "new" / "desk.db").exists()


def test_a_file_that_is_no_backup_says_so(tmp_path: Path) -> None:
    stray = tmp_path / "roster.xlsx"
    stray.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(errors.UnreadableFile):
        backup.read_manifest(stray)


def test_backup_on_exit_reaches_the_second_target(desk: Desk, tmp_path: Path) -> None:
    made = office.safety.back_up_on_exit(desk, tmp_path / "usb")
    assert (tmp_path / "usb" / made.name).read_bytes() == made.read_bytes()
    assert [path for _, path in backup.list_backups(desk.folder)] == [made]


def test_a_second_target_that_does_not_keep_its_bytes_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shutil.copyfile

    def lossy(source: Path, target: Path) -> Path:
        whole(source, target)
        content = bytearray(target.read_bytes())
        content[len(content) // 2] ^= 1
        target.write_bytes(bytes(content))
        return target

    monkeypatch.setattr(shutil, "copyfile", lossy)
    with pytest.raises(errors.Damaged):
        office.safety.back_up_on_exit(desk, tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []
    assert len(office.safety.backups(desk)) == 1


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
