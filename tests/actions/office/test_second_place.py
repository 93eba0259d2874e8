"""The second place of backups: a stick, a share, another disk."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.store import backup
from tests import making
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_second_place_that_is_gone_is_told_and_not_made_anew(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(errors.EnvironmentFailure) as told:
        office.safety.back_up_on_exit(desk, tmp_path / "usb")
    assert told.value.code == "errors.second_gone"
    assert not (tmp_path / "usb").exists()
    assert len(office.safety.backups(desk)) == 1


def test_backup_on_exit_reaches_the_second_target(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
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
    (tmp_path / "usb").mkdir()
    with pytest.raises(errors.Damaged):
        office.safety.back_up_on_exit(desk, tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []
    assert len(office.safety.backups(desk)) == 1


def test_the_second_target_is_rotated_as_well_and_only_of_its_own_desk(
    desk: Desk, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    first = office.safety.back_up_now(desk, usb)
    stranger = making.new_desk(tmp_path / "other")
    alien = office.safety.back_up_now(stranger, usb)
    stranger.close()
    (usb / "gigdesk-00003-20200101-000000-exit.gdbak").write_bytes(b"no backup")
    for _ in range(14):
        office.safety.back_up_now(desk, usb)
    own = {path.name for _, path in backup.list_backups(desk.folder)}
    assert {path.name for path in usb.iterdir()} == own | {
        alien.name,
        "gigdesk-00003-20200101-000000-exit.gdbak",
    }
    assert first.name not in own


def test_what_a_restored_desk_copies_pushes_no_older_copy_out(desk: Desk, tmp_path: Path) -> None:
    usb, folder = tmp_path / "usb", desk.folder
    usb.mkdir()
    made = [office.safety.back_up_now(desk, usb) for _ in range(3)]
    desk.close()
    office.restoring.restore(usb / made[0].name, tmp_path / "new", LOGIN, PASSWORD)
    again = office.entry.sign_in(tmp_path / "new", LOGIN, PASSWORD)
    making.move_clock(again, making.SEASON_OVER)
    later = [office.safety.back_up_now(again, usb) for _ in range(12)]
    again.close()
    assert {one.name for one in made} <= {path.name for path in usb.iterdir()}
    assert later[-1].name in {path.name for path in usb.iterdir()}
    assert folder.exists()
