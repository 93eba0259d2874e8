"""A desk that could not be made whole leaves nothing behind, and takes nothing of others along."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.documents.forms import recovery
from gigdesk.store import backup, lock, vault
from tests.making import CHEAP, LOGIN, PASSWORD, no_room

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))


def _found(folder: Path) -> Path:
    return office.papers.found(
        folder, station_code="430602101", station_name="青山镇", login=LOGIN, password=PASSWORD
    )


def _make(folder: Path) -> None:
    desk, _ = office.entry.create(
        folder, station_code="", station_name="青山镇", login=LOGIN, password=PASSWORD, cost=CHEAP
    )
    desk.close()


def _fails_after(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Let the disk be full when the sheet is drawn, after somebody else did something."""

    def draw(_: object) -> bytes:
        meanwhile()
        raise errors.DiskFull("errors.disk_full")

    monkeypatch.setattr(recovery, "recovery_sheet", draw)


def test_what_others_saved_in_the_folder_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    _fails_after(monkeypatch, lambda: (folder / "roster.xlsx").write_bytes(b"from a colleague"))
    with pytest.raises(errors.DiskFull):
        _found(folder)
    assert [one.name for one in folder.iterdir()] == ["roster.xlsx"]


def test_another_desk_made_below_the_same_new_folder_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = tmp_path / "desks"
    _fails_after(monkeypatch, lambda: _make(above / "other"))
    with pytest.raises(errors.DiskFull):
        _found(above / "own")
    assert [one.name for one in above.iterdir()] == ["other"]
    office.entry.sign_in(above / "other", LOGIN, PASSWORD).close()


def test_a_desk_that_somebody_made_at_the_same_moment_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, is_first = tmp_path / "desk", iter([True])
    plain = vault.check_password

    def slow(password: str) -> None:
        plain(password)
        if next(is_first, False):
            _make(folder)

    monkeypatch.setattr(vault, "check_password", slow)
    with pytest.raises(errors.Refused) as caught:
        _found(folder)
    assert caught.value.code == "errors.desk_exists"
    assert not list(folder.glob("before-restore-*"))
    office.entry.sign_in(folder, LOGIN, PASSWORD).close()


def test_a_folder_in_which_somebody_is_at_work_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "desk"
    other = lock.Lock(folder)
    plain = vault.check_password

    def slow(password: str) -> None:
        plain(password)
        folder.mkdir()
        other.take()

    monkeypatch.setattr(vault, "check_password", slow)
    with pytest.raises(errors.Busy):
        _found(folder)
    other.prove()
    other.release()


def test_a_desk_that_came_while_a_restore_began_is_not_replaced_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path / "desk")
    desk = office.entry.sign_in(tmp_path / "desk", LOGIN, PASSWORD)
    office.safety.back_up(desk, tmp_path / "one.gdbak")
    desk.close()
    folder, plain = tmp_path / "new", lock.Lock.take

    def slow(self: lock.Lock, *, wait_ms: int = 0) -> None:
        monkeypatch.setattr(lock.Lock, "take", plain)
        _make(folder)
        self.take(wait_ms=wait_ms)

    monkeypatch.setattr(lock.Lock, "take", slow)
    with pytest.raises(errors.Refused) as caught:
        office.restoring.restore(tmp_path / "one.gdbak", folder, LOGIN, PASSWORD)
    assert caught.value.code == "errors.desk_exists"
    assert {one.name for one in folder.iterdir()} == {
        backup.DATABASE_NAME,
        vault.FILE_NAME,
        lock.FILE_NAME,
    }


@pytest.mark.parametrize("depth", [0, 2])
def test_a_founding_that_finds_no_room_leaves_no_folder(tmp_path: Path, depth: int) -> None:
    (tmp_path / "config").mkdir()
    folder = tmp_path.joinpath("desk", *["deeper"] * depth)
    with no_room(), pytest.raises(errors.DiskFull):
        _found(folder)
    assert [one.name for one in tmp_path.iterdir()] == ["config"]


def test_no_sheet_is_left_for_a_desk_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise errors.DiskFull("errors.disk_full")

    monkeypatch.setattr(office.staff, "keep_sheet", full)
    (tmp_path / "place").mkdir()
    with pytest.raises(errors.DiskFull):
        _found(tmp_path / "place" / "desk")
    assert not list((tmp_path / "place").iterdir())


def test_the_sheet_of_a_code_that_holds_stays_whatever_the_history_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise errors.DiskFull("errors.disk_full")

    _make(tmp_path / "desk")
    desk = office.entry.sign_in(tmp_path / "desk", LOGIN, PASSWORD)
    monkeypatch.setattr(office.staff, "keep_sheet", full)
    with pytest.raises(errors.DiskFull):
        office.papers.new_sheet(desk, tmp_path)
    desk.close()
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_only_the_owner_reads_what_opens_the_desk(tmp_path: Path) -> None:
    sheet = _found(tmp_path / "desk")
    office.papers.keep_words(tmp_path / "desk", "恢复码", tmp_path / "words.txt")
    for path in (sheet, tmp_path / "words.txt"):
        others = stat.S_IMODE(path.stat().st_mode) & 0o077
        assert not others or sys.platform == "win32"  # which has no such mark
