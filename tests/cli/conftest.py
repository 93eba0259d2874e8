from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.cli import main as program
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class CommandLine:
    """Runs commands on one desk, in this process, and reads their JSON answers."""

    desk: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: object, code: int = 0) -> dict[str, Any]:
        self.capsys.readouterr()
        found = program.main(["--desk", str(self.desk), "--json", *map(str, words)])
        out, err = self.capsys.readouterr()
        assert found == code, (found, out, err)
        lines = out.strip().splitlines()
        assert len(lines) == 1, out
        answer: dict[str, Any] = json.loads(lines[0])
        if code and "error" in answer:
            assert answer["error"]["message"] == err.strip()
        return answer


@pytest.fixture
def command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("GIGDESK_PASSWORD", PASSWORD)
    made = CommandLine(tmp_path / "desk", capsys)
    made.run("init", "--station", "430602101", "--name", "青山镇", "--admin", LOGIN)
    return made
