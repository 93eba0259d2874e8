"""A second place of backups that fails, over the command line: told, and nothing is held up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gigdesk.cli import main as program
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def _run(command_line: CommandLine, *words: object) -> str:
    """Run a command for people and return what it says on the error stream."""
    command_line.capsys.readouterr()
    code = program.main(["--desk", str(command_line.desk), *map(str, words)])
    out, err = command_line.capsys.readouterr()
    assert code == 0, (out, err)
    return err


def test_a_command_that_makes_a_backup_says_why_the_second_place_lacks_it(
    command_line: CommandLine, tmp_path: Path
) -> None:
    second = tmp_path / "usb"
    settings = tmp_path / "config" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(json.dumps({"second_backup": str(second)}))
    roster = rosters.book(tmp_path / "a.xlsx", rosters.crowd(3))
    copy = tmp_path / "a.gdbak"
    assert str(second) in _run(command_line, "workers", "import", roster)
    assert _run(command_line, "workers", "find", "x") == "", "it made no backup"
    command_line.run("backup", copy)
    assert str(second) in _run(command_line, "restore", copy, "--replace")
    second.mkdir()
    assert _run(command_line, "restore", copy, "--replace") == ""
    assert len(list(second.iterdir())) == 1
