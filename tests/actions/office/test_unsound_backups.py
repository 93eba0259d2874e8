"""Backups that would fail whoever needs them: kept, told at once, and never called proven."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.store import manifests, vault
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def alter_capture(desk: Desk) -> None:
    """Drop a trigger while the desk is open, as somebody does who knows the key."""
    desk.store.execute_outside("DROP TRIGGER op_worker_insert")


def alter_key(folder: Path, name: str) -> None:
    """Change one letter of what an entry of the key file wraps."""
    path = folder / vault.FILE_NAME
    held = json.loads(path.read_text(encoding="utf-8"))
    wrapped = held["entries"][name]["wrapped"]
    changed = ("B" if wrapped[0] == "A" else "A") + wrapped[1:]
    held["entries"][name]["wrapped"] = changed
    path.write_text(json.dumps(held), encoding="utf-8")


def say(failure: errors.GigDeskError) -> str:
    """Return what is told of a failure, in both languages."""
    told = []
    for language in reversed(i18n.LANGUAGES):
        i18n.use(language)
        told.append(i18n.text(failure.code, **failure.params))
    return " ".join(told)


def test_a_backup_of_an_altered_capture_is_kept_aside_and_told(desk: Desk, tmp_path: Path) -> None:
    good, usb = office.safety.back_up_now(desk), tmp_path / "usb"
    usb.mkdir()
    alter_capture(desk)
    with pytest.raises(errors.Damaged) as told:
        office.safety.back_up_on_exit(desk, usb)
    assert told.value.code == "errors.backup_as_it_is"
    kept = Path(str(told.value.params["file"]))
    assert kept.name in say(told.value)
    assert not manifests.read(kept).whole
    assert (usb / kept.name).read_bytes() == kept.read_bytes()
    assert [one.path for one in office.safety.backups(desk)] == [good]
    with pytest.raises(errors.Damaged, match="backup_altered"):
        office.safety.prove(desk, kept)
    assert office.safety.prove(desk, good).whole


def test_a_backup_of_an_altered_capture_asked_for_is_written_told_and_never_restored(
    desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "a.gdbak"
    alter_capture(desk)
    with pytest.raises(errors.Damaged, match="backup_as_it_is"):
        office.safety.back_up(desk, target)
    with pytest.raises(errors.Damaged, match="backup_altered"):
        office.restoring.restore(target, tmp_path / "new", LOGIN, PASSWORD)
    assert not (tmp_path / "new").exists()


def test_no_import_goes_into_a_desk_whose_capture_was_altered(desk: Desk) -> None:
    alter_capture(desk)
    with pytest.raises(errors.Damaged, match="backup_as_it_is"):
        imports.taking.make_backup(desk)


def test_a_desk_whose_capture_was_altered_gives_way_to_an_earlier_backup(
    desk: Desk, tmp_path: Path
) -> None:
    folder, target = desk.folder, tmp_path / "a.gdbak"
    office.safety.back_up(desk, target)
    alter_capture(desk)
    desk.close()
    with pytest.raises(errors.Damaged, match="capture_altered"):
        office.entry.sign_in(folder, LOGIN, PASSWORD)
    done = office.restoring.restore(
        target, folder, LOGIN, PASSWORD, over=office.restoring.Over(replace=True)
    )
    assert done.backup is not None
    assert not manifests.read(done.backup).whole
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert office.safety.verify(again).sound
    again.close()


@pytest.mark.parametrize(
    ("name", "code"), [(LOGIN, "errors.key_damaged"), ("*recovery", "errors.sheet_damaged")]
)
def test_a_damaged_key_is_told_by_verify_and_by_every_backup_which_stands(
    desk: Desk, tmp_path: Path, name: str, code: str
) -> None:
    alter_key(desk.folder, name)
    assert [found for found, _ in office.safety.verify(desk).findings] == [code]
    with pytest.raises(errors.Damaged) as told:
        office.safety.back_up_on_exit(desk)
    assert told.value.code == "errors.backup_keys"
    what = i18n.text(code, login=name)
    (kept,) = office.safety.backups(desk)
    assert what in say(told.value)
    assert kept.path.name in say(told.value)
    with pytest.raises(errors.Damaged, match="backup_keys"):
        office.safety.prove(desk, kept.path)
    with pytest.raises(errors.Damaged, match="backup_keys"):
        office.safety.back_up(desk, tmp_path / "a.gdbak")
    assert manifests.read(tmp_path / "a.gdbak").whole


def test_a_damaged_key_is_no_wrong_password_and_the_recovery_sheet_mends_it(desk: Desk) -> None:
    folder, code = desk.folder, office.staff.new_recovery_code(desk)
    desk.close()
    alter_key(folder, LOGIN)
    with pytest.raises(errors.Damaged) as told:
        office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert told.value.code == "errors.key_damaged"
    assert LOGIN in say(told.value)
    office.entry.sign_in_by_code(folder, LOGIN, code, PASSWORD).close()
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert office.safety.verify(again).sound
    again.close()


def test_a_key_that_was_damaged_inside_a_backup_is_found_by_its_proof(
    desk: Desk, tmp_path: Path
) -> None:
    made = office.safety.back_up_now(desk)
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "in")
    alter_key(tmp_path / "in", "*recovery")
    with zipfile.ZipFile(made, "w") as archive:
        for one in sorted((tmp_path / "in").iterdir()):
            archive.write(one, one.name)
    with pytest.raises(errors.Damaged, match="backup_keys"):
        office.safety.prove(desk, made)
