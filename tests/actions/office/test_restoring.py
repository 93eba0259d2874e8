"""A backup over the desk that stands there: whose it is, who may, and what is kept of it."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.actions.office.restoring import Over, Person
from gigdesk.domain.office import Role
from gigdesk.store import backup, lock, manifests, oplog, restoring
from tests.making import LOGIN, PASSWORD, new_desk

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

REPLACE = Over(replace=True)


def _of_another(tmp_path: Path) -> Path:
    """Return a backup of another desk, with the same login and another password."""
    other = new_desk(tmp_path / "other")
    office.staff.change_own_password(other, PASSWORD, "quite-another")
    office.safety.back_up(other, tmp_path / "other.gdbak")
    other.close()
    return tmp_path / "other.gdbak"


def test_another_desks_backup_goes_over_a_sound_desk_only_by_its_head_and_said_twice(
    desk: Desk, tmp_path: Path
) -> None:
    office.staff.add(desk, login="wang", name="", role=Role.VIEWER, password=PASSWORD)
    office.places.add_list(desk, "青山镇 石桥村")
    source, folder, own = _of_another(tmp_path), desk.folder, oplog.state(desk.store)["desk_id"]
    assert LOGIN in office.restoring.seems_other(source, folder)
    desk.close()

    def put(over: Over) -> office.restoring.Restored:
        return office.restoring.restore(source, folder, LOGIN, "quite-another", over=over)

    head = Person(LOGIN, PASSWORD)
    for over, code in (
        (REPLACE, "office.error.own_needed"),
        (Over(replace=True, other_desk=True), "office.error.own_needed"),
        (
            Over(replace=True, other_desk=True, own=Person(LOGIN, "wrong-one")),
            "office.error.desk_password",
        ),
        (
            Over(replace=True, other_desk=True, own=Person("wang", PASSWORD)),
            "errors.not_allowed",
        ),
        (Over(replace=True, own=head), "office.error.other_desk"),
    ):
        with pytest.raises(errors.Refused) as caught:
            put(over)
        assert caught.value.code == code
    assert "430602101" in str(caught.value.params["here"])
    assert not list(folder.glob("before-restore-*"))
    done = put(Over(replace=True, other_desk=True, own=head))
    assert done.backup is not None
    assert manifests.read(done.backup).desk_id == own.hex()
    office.restoring.restore(done.backup, tmp_path / "again", LOGIN, PASSWORD)
    again = office.entry.sign_in(tmp_path / "again", LOGIN, PASSWORD)
    assert office.places.divisions(again)
    again.close()


def test_a_desk_that_cannot_be_read_is_packed_as_it_is(desk: Desk, tmp_path: Path) -> None:
    source, folder = tmp_path / "a.gdbak", desk.folder
    office.safety.back_up(desk, source)
    desk.close()
    (folder / "desk.db").write_bytes(os.urandom(8192))
    done = office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    assert done.backup is not None
    assert done.aside is not None
    with zipfile.ZipFile(done.backup) as packed:
        assert packed.read("desk.db") == (done.aside / "desk.db").read_bytes()
        assert packed.read("vault.json") == (done.aside / "vault.json").read_bytes()
    with pytest.raises((errors.Damaged, errors.UnreadableFile)):
        office.restoring.restore(done.backup, tmp_path / "new", LOGIN, PASSWORD)


def test_a_restore_stands_in_the_history_and_the_next_sign_in_begins_nothing_more(
    desk: Desk, tmp_path: Path
) -> None:
    source, folder = tmp_path / "a.gdbak", desk.folder
    office.safety.back_up(desk, source)
    desk.close()
    office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    newest = office.history.acts(again)[0]
    assert (newest["name"], newest["staff_name"]) == ("office.restore", "李站长")
    assert newest["about"]["file"] == "a.gdbak"
    assert office.safety.verify(again).findings == []
    again.close()


def test_a_copy_on_another_computer_stands_in_the_history(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "elsewhere"))
    copied = office.entry.sign_in(desk.folder, LOGIN, PASSWORD)
    assert office.history.acts(copied)[0]["name"] == "office.new_epoch"
    assert office.safety.verify(copied).findings == []
    copied.close()


@pytest.mark.parametrize(
    "sets",
    [
        "desk_id = zeroblob(16)",
        "desk_id = 'zzz'",
        "epoch = randomblob(8)",
        "marker = 'zzz'",
        "offset_ms = 'zzz'",
        "base = 'zzz'",
        "base = 9000000000000000000",
        "hlc = 9223372036854775807",
        "hlc = hlc + 65536",
        "hlc = 'zzz'",
    ],
)
def test_what_the_file_says_of_itself_is_proved(desk: Desk, sets: str) -> None:
    with desk.store.atomic():
        desk.store.execute(f"UPDATE sync_state SET {sets}")  # noqa: S608 -- from the list above
    folder = desk.folder
    desk.close()
    reading = office.entry.sign_in(folder, LOGIN, PASSWORD, read_only=True, as_it_is=True)
    assert not office.safety.verify(reading).sound
    reading.close()
    try:
        office.entry.sign_in(folder, LOGIN, PASSWORD).close()
    except errors.Damaged as failure:
        assert failure.code == "errors.state_damaged"  # noqa: PT017 -- some may open


def test_a_history_written_anew_under_another_epoch_disagrees_with_the_backup(desk: Desk) -> None:
    made = office.safety.back_up_on_exit(desk)
    guards = desk.store.query(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'seal' AND type = 'trigger'"
    )
    with desk.store.atomic():
        for guard in guards:
            desk.store.execute(f"DROP TRIGGER {guard['name']}")
        desk.store.execute("UPDATE sync_state SET epoch = randomblob(8)")
        desk.store.execute("UPDATE seal SET epoch = (SELECT epoch FROM sync_state)")
        desk.store.execute("UPDATE seal SET chain = randomblob(32)")
        for guard in guards:
            desk.store.execute(guard["sql"])
    found = office.safety.verify(desk).findings
    assert ("verify.epoch_of_nobody", {"seq": 1}) in found
    assert ("verify.backup_differs", made.name) in [(c, p.get("file")) for c, p in found]


def test_a_desk_whose_lock_was_deleted_confirms_nothing_more(desk: Desk) -> None:
    (desk.folder / lock.FILE_NAME).unlink()
    for one in (desk, desk.writer()):
        with pytest.raises(errors.Busy) as caught:
            office.places.add_list(one, "青山镇 石桥村")
        assert caught.value.code == "errors.lock_lost"
    assert not office.places.divisions(desk)


def test_nothing_is_put_in_the_place_of_a_file_that_somebody_has_open(
    desk: Desk, tmp_path: Path
) -> None:
    office.safety.back_up(desk, tmp_path / "a.gdbak")
    (desk.folder / lock.FILE_NAME).unlink()
    with pytest.raises(errors.Busy):
        office.restoring.restore(tmp_path / "a.gdbak", desk.folder, LOGIN, PASSWORD, over=REPLACE)
    assert not list(desk.folder.glob("before-restore-*"))


def test_a_lock_file_that_says_nothing_of_use_still_says_that_it_is_held(desk: Desk) -> None:
    (desk.folder / lock.FILE_NAME).write_text("[1,2]")
    with pytest.raises(errors.Busy):
        office.entry.sign_in(desk.folder, LOGIN, PASSWORD)


def changed(source: Path, target: Path, told: Any) -> Path:
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(target, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == manifests.FILE_NAME:
                content = json.dumps(told(json.loads(content))).encode()
            bad.writestr(name, content)
    return target


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (lambda _said: [1], "errors.backup_words"),
        (lambda said: said | {"format": "1"}, "errors.backup_words"),
        (lambda said: said | {"size_bytes": "x"}, "errors.backup_words"),
        (lambda said: said | {"made_ms": None}, "errors.backup_words"),
        (lambda said: said | {"format": 2}, "errors.too_new"),
        (lambda said: said | {"made_ms": 5}, "errors.backup_damaged"),
        (lambda said: said | {"desk_id": "00" * 16}, "errors.backup_damaged"),
        (lambda said: said | {"size_bytes": 5}, "errors.backup_damaged"),
    ],
)
def test_what_a_backup_says_of_itself_is_proved(
    desk: Desk, tmp_path: Path, told: Any, code: str
) -> None:
    office.safety.back_up(desk, tmp_path / "a.gdbak")
    source = changed(tmp_path / "a.gdbak", tmp_path / "b.gdbak", told)
    with pytest.raises(errors.EnvironmentFailure) as caught:
        office.restoring.restore(source, tmp_path / "new", LOGIN, PASSWORD)
    assert caught.value.code == code


def test_a_backup_made_by_hand_leaves_a_line_also_from_a_desk_that_only_reads(
    desk: Desk, tmp_path: Path
) -> None:
    office.safety.back_up(desk, tmp_path / "a.gdbak")
    folder = desk.folder
    desk.close()
    reading = office.entry.sign_in(folder, LOGIN, PASSWORD, read_only=True)
    office.safety.back_up(reading, tmp_path / "b.gdbak")
    found = [(act["name"], act["about"]["file"]) for act in office.history.acts(reading)[:2]]
    reading.close()
    assert found == [("office.backup", "b.gdbak"), ("office.backup", "a.gdbak")]


def test_a_day_that_no_calendar_has_stops_no_backup(desk: Desk) -> None:
    first = office.safety.back_up_on_exit(desk)
    first.with_name("gigdesk-99998-20269999-000000-exit.gdbak").write_bytes(b"")
    office.safety.back_up_on_exit(desk)
    assert len(office.safety.backups(desk)) == 2
    assert office.safety.verify(desk).sound


def test_files_of_a_desk_and_its_backups_are_for_their_owner_alone(
    desk: Desk, tmp_path: Path
) -> None:
    made = office.safety.back_up_on_exit(desk)
    office.restoring.restore(made, tmp_path / "new", LOGIN, PASSWORD)
    for path in (made, *(f / n for f in (desk.folder, tmp_path / "new") for n in restoring.WHOLE)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_what_a_change_of_keys_left_goes_with_the_next_sign_in(desk: Desk) -> None:
    folder = desk.folder
    desk.close()
    (folder / "vault.new").write_text("{}")
    office.entry.sign_in(folder, LOGIN, PASSWORD).close()
    assert not (folder / "vault.new").exists()


def test_the_backup_before_a_restore_reaches_the_second_place(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config"
    (tmp_path / "usb").mkdir()
    config.mkdir(exist_ok=True)
    (config / "settings.json").write_text(json.dumps({"second_backup": str(tmp_path / "usb")}))
    monkeypatch.setenv("GIGDESK_CONFIG", str(config))
    source, folder = tmp_path / "a.gdbak", desk.folder
    office.safety.back_up(desk, source)
    desk.close()
    done = office.restoring.restore(source, folder, LOGIN, PASSWORD, over=REPLACE)
    assert done.backup is not None
    assert backup.digest(tmp_path / "usb" / done.backup.name) == backup.digest(done.backup)


@pytest.mark.parametrize("where", [".", "backups", "backups/x"])
def test_the_desks_own_folder_is_no_second_place(desk: Desk, where: str) -> None:
    place = desk.folder / where
    place.mkdir(parents=True, exist_ok=True)
    with pytest.raises(errors.EnvironmentFailure) as caught:
        office.safety.back_up_on_exit(desk, place)
    assert caught.value.code == "errors.second_own"
    assert len(office.safety.backups(desk)) == 1


def test_a_turned_byte_anywhere_in_the_frame_of_a_backup_is_told_as_damage(
    desk: Desk, tmp_path: Path
) -> None:
    office.safety.back_up(desk, tmp_path / "whole.gdbak")
    whole = (tmp_path / "whole.gdbak").read_bytes()
    with zipfile.ZipFile(tmp_path / "whole.gdbak") as archive:
        headers = [one.header_offset for one in archive.infolist()]
        listed = archive.start_dir
    turned = tmp_path / "turned.gdbak"
    # The marks that begin each file, and the flags and the method of the first in the list.
    for at in (*headers, listed, listed + 8, listed + 10):
        turned.write_bytes(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])
        with pytest.raises((errors.Damaged, errors.UnreadableFile)):
            office.restoring.restore(turned, tmp_path / "new", LOGIN, PASSWORD)
        assert not (tmp_path / "new" / "desk.db").exists()
