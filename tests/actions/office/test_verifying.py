from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from gigdesk.actions import office
from gigdesk.documents.excel import reading
from gigdesk.store.office import slots
from tests.actions.office.test_restoring import changed
from tests.actions.workers.imports import rosters
from tests.making import LOGIN, PASSWORD, new_desk

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from gigdesk.actions.desk import Desk


def _silently(desk: Desk, *statements: str) -> None:
    """Change the file as somebody would who knows how to silence the triggers."""
    with desk.store.atomic():
        desk.store.execute("UPDATE sync_state SET applying = 1")
        for sql in statements:
            desk.store.execute(sql)
        desk.store.execute("UPDATE sync_state SET applying = 0")


def _codes(desk: Desk) -> list[str]:
    return [code for code, _ in office.safety.verify(desk).findings]


def test_a_history_cut_off_behind_its_own_count_still_disagrees_with_the_backup(
    desk: Desk,
) -> None:
    office.places.add_list(desk, "青山镇 石桥村")
    made = office.safety.back_up_on_exit(desk)
    assert _codes(desk) == []
    _silently(
        desk,
        "DELETE FROM seal WHERE seq IN (SELECT seq FROM op WHERE act_id = "
        "(SELECT id FROM act ORDER BY number DESC LIMIT 1))",
        "DELETE FROM division",
        "DELETE FROM op WHERE seq NOT IN (SELECT seq FROM seal)",
        "DELETE FROM act WHERE id NOT IN (SELECT act_id FROM op)",
        "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM op) WHERE name = 'op'",
        "UPDATE sync_state SET hlc = (SELECT max(hlc) FROM op)",
    )
    found = office.safety.verify(desk).findings
    assert [(code, params["file"]) for code, params in found] == [
        ("verify.backup_differs", made.name)
    ]


def test_backups_of_a_time_before_a_restore_are_no_witnesses(desk: Desk) -> None:
    folder, early = desk.folder, office.safety.back_up_now(desk)
    office.places.add_list(desk, "青山镇 石桥村")
    office.safety.back_up_now(desk)
    desk.close()
    office.restoring.restore(
        early, folder, LOGIN, PASSWORD, over=office.restoring.Over(replace=True)
    )
    again = office.entry.sign_in(folder, LOGIN, PASSWORD)
    assert _codes(again) == []
    again.close()


def test_the_bytes_of_a_kept_file_are_proven(desk: Desk) -> None:
    with desk.doing("attendance.enter") as act:
        act.always_noted = True
        slots.keep_original(
            desk.store,
            sha256=hashlib.sha256(b"roster").hexdigest(),
            file_name="名单.csv",
            content=b"roster",
            at_ms=1,
        )
    assert _codes(desk) == []
    _silently(desk, "UPDATE original SET content = x'00'")
    found = office.safety.verify(desk).findings
    assert found == [("verify.original_altered", {"file": "名单.csv"})]
    _silently(desk, "DELETE FROM original")
    found = office.safety.verify(desk).findings
    assert found == [("verify.original_gone", {"file": "名单.csv"})]


def test_the_file_of_every_import_has_to_be_there(desk: Desk, tmp_path: Path) -> None:
    rows = [["姓名", "身份证号"], ["林秀英", "110101199003070011"]]
    rosters.take(desk, rosters.book(tmp_path / "名单.xlsx", rows))
    assert _codes(desk) == []
    for statement in ("UPDATE original SET content = NULL", "DELETE FROM original"):
        _silently(desk, statement)
        found = office.safety.verify(desk).findings
        assert found == [("verify.original_missing", {"number": "I1", "file": "名单.xlsx"})]


def test_a_file_that_was_too_large_to_be_kept_is_not_missed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_KEPT_BYTES", 10)
    rows = [["姓名", "身份证号"], ["林秀英", "110101199003070011"]]
    rosters.take(desk, rosters.book(tmp_path / "名单.xlsx", rows))
    assert desk.store.value("SELECT count(*) FROM original") == 0
    assert _codes(desk) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE _sqlite_migrations SET name = '0001_other'",
        "DELETE FROM _sqlite_migrations",
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('x', 'y', 'z')",
        "DROP INDEX act_by_number",
        "CREATE TABLE beside (one INTEGER)",
        "ALTER TABLE act ADD COLUMN beside TEXT",
    ],
)
def test_an_altered_schema_or_record_of_steps_is_found(desk: Desk, sql: str) -> None:
    assert _codes(desk) == []
    _silently(desk, sql)
    assert "verify.schema_altered" in _codes(desk)


@pytest.mark.parametrize(
    "told",
    [
        lambda said: said | {"mac": "0" * 64},
        lambda said: said | {"made_ms": 5},
        lambda said: said | {"desk_id": "00" * 16},
        lambda said: said | {"whole": False},
    ],
)
def test_a_backup_that_this_desk_did_not_sign_as_it_is_now_is_named(desk: Desk, told: Any) -> None:
    made = office.safety.back_up_now(desk)
    assert _codes(desk) == []
    changed(made, made.with_suffix(".new"), told)
    made.with_suffix(".new").replace(made)
    assert office.safety.verify(desk).findings == [
        ("verify.backup_unsigned", {"file": made.name}),
    ]


def test_a_backup_that_cannot_be_read_is_named(desk: Desk) -> None:
    made = office.safety.back_up_now(desk)
    made.write_bytes(made.read_bytes()[:-5000])
    assert office.safety.verify(desk).findings == [
        ("verify.backup_unreadable", {"file": made.name}),
    ]


def test_backups_of_another_desk_and_of_a_newer_program_are_named_and_no_damage(
    desk: Desk, tmp_path: Path
) -> None:
    stranger = new_desk(tmp_path / "other")
    alien = office.safety.back_up_now(stranger)
    stranger.close()
    folder = desk.folder / "backups"
    folder.mkdir(exist_ok=True)
    (folder / "gigdesk-00007-20260901-083000-exit.gdbak").write_bytes(alien.read_bytes())
    changed(
        alien,
        folder / "gigdesk-00006-20260901-083000-exit.gdbak",
        lambda said: said | {"format": 2},
    )
    report = office.safety.verify(desk)
    assert report.sound
    assert report.remarks == [
        ("verify.backup_of_other", {"file": "gigdesk-00007-20260901-083000-exit.gdbak"}),
        ("verify.backup_too_new", {"file": "gigdesk-00006-20260901-083000-exit.gdbak"}),
    ]
