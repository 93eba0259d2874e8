from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.store import oplog
from tests.making import CHEAP, LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_new_desk_signs_in_with_password_and_proves_itself(desk: Desk) -> None:
    folder = desk.folder
    desk.close()
    again = office.entry.sign_in(folder, LOGIN.upper(), PASSWORD)
    assert again.station.name == "青山镇便民服务中心"
    assert office.safety.verify(again).sound
    again.close()


def test_a_desk_is_never_made_over_another(desk: Desk) -> None:
    with pytest.raises(errors.Refused):
        office.entry.create(
            desk.folder,
            station_code="430602",
            station_name="x",
            login="x",
            password="x" * 8,
            cost=CHEAP,
        )


@pytest.mark.parametrize("lost", [("desk.db",), ("vault.json",), ("desk.db", "vault.json")])
def test_a_desk_that_lost_a_file_is_named_and_never_made_anew(
    desk: Desk, lost: tuple[str, ...], tmp_path: Path
) -> None:
    office.safety.back_up_now(desk)
    folder = desk.folder
    desk.close()
    for name in lost:
        (folder / name).rename(tmp_path / name)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert office.entry.exists(folder)
    with pytest.raises(errors.Refused) as refused:
        office.entry.check_new(folder, "430602", "x", "x")
    assert refused.value.code == "errors.desk_in_part"
    assert refused.value.params["file"] == lost[0]
    with pytest.raises(errors.Damaged) as gone:
        office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert gone.value.params["file"] == lost[-1]
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before} == before
    for name in lost:
        (tmp_path / name).rename(folder / name)
    office.entry.sign_in(folder, LOGIN, PASSWORD).close()


def test_a_second_writer_waits_and_is_refused_while_a_reader_gets_in(desk: Desk) -> None:
    with pytest.raises(errors.Busy):
        office.entry.sign_in(desk.folder, LOGIN, PASSWORD, wait_ms=200)
    reading = office.entry.sign_in(desk.folder, LOGIN, PASSWORD, read_only=True)
    assert reading.rules().text("age.employable", reading.clock.today()) == "16"
    reading.close()


def test_the_recovery_code_opens_the_desk_and_sets_a_new_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    made, code = office.entry.create(
        tmp_path / "desk",
        station_code="430602",
        station_name="x",
        login="li",
        password="forgotten",
        cost=CHEAP,
    )
    made.close()
    found = office.entry.sign_in_by_code(tmp_path / "desk", "li", code, "remembered")
    found.close()
    office.entry.sign_in(tmp_path / "desk", "li", "remembered").close()


def test_a_copied_or_restored_file_begins_a_new_epoch(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, epoch = desk.folder, oplog.state(desk.store)["epoch"]
    desk.close()
    same = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert oplog.state(same.store)["epoch"] == epoch
    same.close()
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "another-computer"))
    copied = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert oplog.state(copied.store)["epoch"] != epoch
    copied.close()


def test_an_older_copy_of_the_file_put_back_by_hand_begins_a_new_epoch(
    desk: Desk, tmp_path: Path
) -> None:
    folder, epoch = desk.folder, oplog.state(desk.store)["epoch"]
    desk.close()
    shutil.copyfile(folder / "desk.db", tmp_path / "older.db")
    office.entry.sign_in(folder, LOGIN, PASSWORD).close()
    shutil.copyfile(tmp_path / "older.db", folder / "desk.db")
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert oplog.state(again.store)["epoch"] != epoch
    again.close()


def test_a_computer_that_keeps_no_new_marker_still_lets_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, state = desk.folder, oplog.state(desk.store)
    desk.close()

    def full(_number: int) -> None:
        raise OSError(28, "no room")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        again = office.entry.sign_in(folder, LOGIN, PASSWORD)
        assert oplog.state(again.store)["marker"] == state["marker"]
        again.close()
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert oplog.state(again.store)["epoch"] == state["epoch"]
    again.close()


def test_an_altered_capture_is_refused_at_the_door(desk: Desk) -> None:
    folder = desk.folder
    with desk.store.atomic():
        desk.store.execute("DROP TRIGGER op_worker_insert")
    desk.close()
    for read_only in (False, True):
        with pytest.raises(errors.Damaged, match="capture_altered"):
            office.entry.sign_in(folder, LOGIN, PASSWORD, read_only=read_only)
    looked_at = office.entry.sign_in(folder, LOGIN, PASSWORD, read_only=True, as_it_is=True)
    with contextlib.closing(looked_at):
        found = [code for code, _ in office.safety.verify(looked_at).findings]
        assert "errors.capture_altered" in found


def test_a_damaged_page_is_named_once_and_nothing_else_is_said(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    folder, file = desk.folder, desk.store.path
    desk.close()
    content = bytearray(file.read_bytes())
    content[40_960:45_056] = bytes(4096)
    file.write_bytes(content)
    with pytest.raises(errors.Damaged):
        office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("at", [0, 100, 5_000, 9_000, 40_000, None])
def test_a_damaged_file_is_named_and_never_called_unharmed(
    desk: Desk, at: int | None, *, read_only: bool
) -> None:
    folder = desk.folder
    file = desk.store.path
    desk.close()
    content = bytearray(file.read_bytes())
    if at is None:
        content = bytearray()
    else:
        content[at : at + 64] = bytes(64)
    file.write_bytes(content)
    try:
        again = office.entry.sign_in(folder, LOGIN, PASSWORD, read_only=read_only)
        report = office.safety.verify(again)
    except errors.Damaged:
        assert file.read_bytes() == bytes(content)
        return
    assert not report.sound
    again.close()


def test_a_folder_without_a_desk_says_so(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFound):
        office.entry.sign_in(tmp_path, LOGIN, PASSWORD)


def test_a_short_new_password_leaves_the_desk_closed_and_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    made, code = office.entry.create(
        tmp_path / "desk",
        station_code="430602",
        station_name="x",
        login="li",
        password=PASSWORD,
        cost=CHEAP,
    )
    made.close()
    with pytest.raises(errors.Invalid) as kept:
        office.entry.sign_in_by_code(tmp_path / "desk", "li", code, "short")
    office.entry.sign_in(tmp_path / "desk", "li", PASSWORD).close()
    assert kept.value.code == "errors.short_password"
