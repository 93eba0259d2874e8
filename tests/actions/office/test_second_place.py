"""The second place of backups: a stick, a share, another disk."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.store import backup, patience
from gigdesk.store.migrations import steps
from tests import making
from tests.actions.workers.imports import rosters
from tests.making import LOGIN, PASSWORD, no_room

if TYPE_CHECKING:
    from collections.abc import Callable

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
    with pytest.raises(errors.Damaged) as told:
        office.safety.back_up_on_exit(desk, tmp_path / "usb")
    assert str(tmp_path / "usb") in i18n.text(told.value.code, **told.value.params)
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


CLOSED = Path("/proc/self")
"""A folder in which nobody, whoever it is, can make a file."""


def _choose(tmp_path: Path, second: Path) -> None:
    """Set the second place of this computer."""
    told = json.dumps({"second_backup": str(second)})
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "settings.json").write_text(told)


def _below_a_file(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text("x")
    return tmp_path / "letter.txt" / "usb"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (lambda tmp_path: tmp_path / "gone", "errors.second_gone"),
        (_below_a_file, "errors.second_gone"),
        (lambda _: CLOSED, "errors.second_failed"),
    ],
)
def test_a_second_place_that_takes_nothing_is_named_and_the_backup_stands(
    desk: Desk, tmp_path: Path, place: Callable[[Path], Path], code: str
) -> None:
    second = place(tmp_path)
    with pytest.raises(errors.EnvironmentFailure) as told:
        office.safety.back_up_on_exit(desk, second)
    assert told.value.code == code
    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert str(second) in i18n.text(told.value.code, **told.value.params)
    i18n.use("zh")
    (kept,) = office.safety.backups(desk)
    office.safety.prove(desk, kept.path)


def test_a_full_second_place_is_named_and_keeps_no_half_copy(desk: Desk, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    made = office.safety.back_up_on_exit(desk)
    with no_room(), pytest.raises(errors.EnvironmentFailure) as told:
        backup.copy(made, usb)
    assert told.value.code == "errors.second_full"
    assert str(usb) in i18n.text(told.value.code, **told.value.params)
    assert list(usb.iterdir()) == []
    assert made.exists()


def _import(desk: Desk, tmp_path: Path) -> Desk:
    seen = rosters.look(desk, rosters.book(tmp_path / "a.xlsx", rosters.crowd(3)))
    imports.take_in(desk, seen.reading)
    return desk


def _restore(desk: Desk, tmp_path: Path) -> Desk:
    office.safety.back_up(desk, tmp_path / "a.gdbak")
    desk.close()
    over = office.restoring.Over(replace=True)
    office.restoring.restore(tmp_path / "a.gdbak", desk.folder, LOGIN, PASSWORD, over=over)
    return office.entry.sign_in(desk.folder, LOGIN, PASSWORD)


def _migrate(desk: Desk, tmp_path: Path) -> Desk:
    desk.close()
    folder = tmp_path / "steps"
    shutil.copytree(steps.FOLDER, folder)
    (folder / "0002_more.sql").write_text("ALTER TABLE draft ADD COLUMN more TEXT;\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "FOLDER", folder)
        return office.entry.sign_in(desk.folder, LOGIN, PASSWORD)


BEFORE = {"import": _import, "restore": _restore, "migration": _migrate}


@pytest.mark.parametrize("why", BEFORE)
def test_the_backup_before_a_great_step_reaches_the_second_place(
    desk: Desk, tmp_path: Path, why: str
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    _choose(tmp_path, usb)
    after = BEFORE[why](desk, tmp_path)
    (kept,) = office.safety.backups(after)
    assert kept.why == why
    assert (usb / kept.path.name).read_bytes() == kept.path.read_bytes()
    after.close()


@pytest.mark.parametrize("why", BEFORE)
@pytest.mark.parametrize("second", [CLOSED, Path("/nowhere/at/all")], ids=["closed", "gone"])
def test_a_failing_second_place_stops_no_great_step(
    desk: Desk, tmp_path: Path, why: str, second: Path
) -> None:
    _choose(tmp_path, second)
    after = BEFORE[why](desk, tmp_path)
    (kept,) = office.safety.backups(after)
    office.safety.prove(after, kept.path)
    lacking = office.safety.second_lacks(after.folder)
    assert lacking is not None
    assert str(second) in i18n.text(lacking.code, **lacking.params)
    after.close()


def test_what_a_second_place_lacked_is_there_once_it_can_be(desk: Desk, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    _choose(tmp_path, usb)
    _import(desk, tmp_path)
    assert office.safety.second_lacks(desk.folder) is not None
    usb.mkdir()
    assert office.safety.second_lacks(desk.folder) is None
    assert [path.name for path in usb.iterdir()] == [office.safety.backups(desk)[0].path.name]


def test_nobody_waits_for_ever_for_a_second_place_that_does_not_answer(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, hanging = shutil.copyfile, threading.Event()

    def silent(source: Path, target: Path) -> Path:
        assert hanging.wait(60)
        return Path(whole(source, target))

    monkeypatch.setattr(shutil, "copyfile", silent)
    monkeypatch.setattr(patience, "LEAST_S", 0.1)
    place = tmp_path / "share"
    place.mkdir()
    for _ in range(2):
        with pytest.raises(errors.EnvironmentFailure) as told:
            office.safety.back_up_on_exit(desk, place)
        assert told.value.code == "errors.second_silent"
        assert str(place) in i18n.text(told.value.code, **told.value.params)
    assert len(office.safety.backups(desk)) == 2
    assert [one.name for one in threading.enumerate()].count("patience") == 1
    hanging.set()
    for one in threading.enumerate():
        if one.name == "patience":
            one.join(60)
    made = office.safety.back_up_on_exit(desk, place)
    assert (place / made.name).read_bytes() == made.read_bytes()
