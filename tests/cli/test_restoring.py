"""A backup put over another desk, over the command line: said expressly, and by its own head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office
from gigdesk.domain.office import Role
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

OTHER = "quite-another-9"


@pytest.fixture
def strange(command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a backup of another desk, whose head is zhao with another password."""
    other = type(command_line)(tmp_path / "other", command_line.capsys)
    monkeypatch.setenv("GIGDESK_PASSWORD", OTHER)
    other.run("init", "--station", "430602102", "--name", "白沙镇", "--admin", "zhao")
    other.run("backup", tmp_path / "strange.gdbak", "--user", "zhao")
    return tmp_path / "strange.gdbak"


def _restore(command_line: CommandLine, strange: Path, *more: str, code: int) -> dict[str, Any]:
    words = ("restore", strange, "--replace", "--user", "zhao", *more)
    found = command_line.run(*words, code=code)
    if code:
        assert not list(command_line.desk.glob("before-restore-*")), "nothing may be moved"
    return found


def test_a_backup_of_another_desk_goes_over_a_desk_only_with_both_words(
    command_line: CommandLine, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_DESK_PASSWORD", PASSWORD)
    said = _restore(command_line, strange, code=3)
    assert said["error"]["code"] == "office.error.own_needed"
    said = _restore(command_line, strange, "--head", LOGIN, code=3)
    assert said["error"]["code"] == "office.error.other_desk"
    assert "--other-desk" in said["error"]["message"]
    assert "白沙镇" in said["error"]["message"]
    assert "青山镇" in said["error"]["message"]
    said = _restore(command_line, strange, "--other-desk", code=3)
    assert said["error"]["code"] == "office.error.own_needed"
    done = _restore(command_line, strange, "--other-desk", "--head", LOGIN, code=0)
    assert done["set_aside"]
    assert done["backup"]
    assert command_line.run("verify", "--user", "zhao")["sound"]
    desk = office.entry.sign_in(command_line.desk, "zhao", OTHER, read_only=True)
    assert desk.station.name == "白沙镇"
    desk.close()


def test_the_word_of_the_head_is_proven_by_the_password_of_that_desk(
    command_line: CommandLine, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_DESK_PASSWORD", "not-this-one")
    said = _restore(command_line, strange, "--other-desk", "--head", LOGIN, code=3)
    assert said["error"]["code"] == "office.error.desk_password"
    monkeypatch.delenv("GIGDESK_DESK_PASSWORD")
    said = _restore(command_line, strange, "--other-desk", "--head", LOGIN, code=2)
    assert "GIGDESK_DESK_PASSWORD" in said["error"]["message"]


def test_who_is_no_head_of_the_desk_lets_no_other_go_over_it(
    command_line: CommandLine, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    office.staff.add(desk, login="wang", name="", role=Role.CLERK, password=PASSWORD)
    desk.close()
    monkeypatch.setenv("GIGDESK_DESK_PASSWORD", PASSWORD)
    said = _restore(command_line, strange, "--other-desk", "--head", "wang", code=3)
    assert said["error"]["code"] == "errors.not_allowed"


def test_what_was_replaced_by_another_desk_comes_back_from_its_backup(
    command_line: CommandLine, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_DESK_PASSWORD", PASSWORD)
    done = _restore(command_line, strange, "--other-desk", "--head", LOGIN, code=0)
    monkeypatch.setenv("GIGDESK_PASSWORD", PASSWORD)
    monkeypatch.setenv("GIGDESK_DESK_PASSWORD", OTHER)
    words = ("restore", done["backup"], "--replace", "--user", LOGIN, "--other-desk")
    command_line.run(*words, "--head", "zhao")
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD, read_only=True)
    assert desk.station.name == "青山镇"
    desk.close()
