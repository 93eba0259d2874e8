from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import config
from gigdesk.cli import labels
from gigdesk.cli import main as program
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path


ROOMS = ("attendance", "dispatch", "employers", "orders")
"""Commands of which every entry of an answer has words for people, besides its name for scripts."""


def unnamed(answer: object, within: str = "") -> set[str]:
    """Return the entries of an answer that people would read by their names for scripts."""
    found: set[str] = set()
    if isinstance(answer, list):
        return found.union(*(unnamed(each, within) for each in answer))
    if not isinstance(answer, dict):
        return found
    for key, value in answer.items():
        bare = key.isascii() and key.isidentifier() and labels.name(key, within) == key
        if bare and labels.is_for_people(key, value):
            found.add(key)
        found |= unnamed(value, key if isinstance(value, list) else within)
    return found


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
        elif words[0] in ROOMS:
            assert unnamed(answer) == set(), words
        return answer


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a desk by command, once in this process; return its folder, `config` beside it."""
    place = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(place / "config"))
        patch.setenv("GIGDESK_PASSWORD", PASSWORD)
        words = ("init", "--station", "430602101", "--name", "青山镇", "--admin", LOGIN)
        assert program.main(["--desk", str(place / "desk"), *words]) == 0
    return place / "desk"


@pytest.fixture
def command_line(
    begun: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> CommandLine:
    """Return the command line of a desk of its own, which shares only its ids with others."""
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("GIGDESK_PASSWORD", PASSWORD)
    shutil.copytree(begun, tmp_path / "desk")
    shutil.copytree(begun.with_name("config"), config.config_dir())
    return CommandLine(tmp_path / "desk", capsys)
