"""The backup of an exit where nobody leaves a window: after commands that wrote something."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from gigdesk.actions import office
from gigdesk.store import vault
from tests.actions.office.test_unsound_backups import alter_key
from tests.making import LOGIN, PASSWORD
from tests.workforce import doc_no

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import CommandLine


def _kept(command_line: CommandLine) -> list[str]:
    folder = command_line.desk / "backups"
    return sorted(path.name[:13] for path in folder.glob("*-exit.gdbak"))


def _register(command_line: CommandLine, serial: int) -> None:
    number = doc_no("1980-01-01", serial)
    command_line.run("workers", "add", "--name", "林秀英", "--docno", number)


def test_work_on_the_command_line_is_backed_up_once_an_hour(command_line: CommandLine) -> None:
    command_line.run("workers", "find", "林")
    assert _kept(command_line) == []
    _register(command_line, 1)
    assert _kept(command_line) == ["gigdesk-00001"]
    _register(command_line, 2)
    command_line.run("workers", "find", "林")
    assert _kept(command_line) == ["gigdesk-00001"]
    (made,) = (command_line.desk / "backups").glob("*.gdbak")
    made.rename(made.with_name("gigdesk-00001-20260101-083000-exit.gdbak"))
    command_line.run("workers", "find", "林")
    assert _kept(command_line) == ["gigdesk-00001"]
    _register(command_line, 3)
    assert _kept(command_line) == ["gigdesk-00001", "gigdesk-00002"]
    with contextlib.closing(office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)) as desk:
        assert office.safety.prove(desk, office.safety.backups(desk)[0].path).seq


def test_a_damaged_key_is_told_by_a_command_that_backs_up_and_the_work_stands(
    command_line: CommandLine,
) -> None:
    alter_key(command_line.desk, "*recovery")
    number = doc_no("1980-01-01", 1)
    answer = command_line.run("workers", "add", "--name", "林秀英", "--docno", number)
    assert answer["number"]
    assert command_line.run("workers", "find", "林秀英")["count"] == 1
    assert _kept(command_line) == ["gigdesk-00001"]


def test_a_password_changed_since_the_backup_is_told_by_the_restore(
    command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command_line.run("backup", tmp_path / "a.gdbak")
    with contextlib.closing(office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)) as desk:
        office.staff.change_own_password(desk, PASSWORD, "newer-password")
    assert vault.Vault(command_line.desk / vault.FILE_NAME).unlock(LOGIN, "newer-password")
    monkeypatch.setenv("GIGDESK_PASSWORD", "newer-password")
    said = command_line.run("restore", tmp_path / "a.gdbak", "--replace", code=3)
    assert said["error"]["code"] == "office.error.backup_password"
    assert command_line.run("verify")["sound"]
