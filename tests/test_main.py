"""Which face a command asks for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gigdesk import i18n
from gigdesk.__main__ import LANGUAGES, wants_window


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--desk", "folder"],
        ["--desk=folder", "--user", "li", "--lang=en"],
    ],
)
def test_no_verb_means_the_window(arguments: list[str]) -> None:
    assert wants_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["demo"],
        ["--desk", "folder", "workers", "find", "li"],
        ["--version"],
        ["--help"],
        ["--desk"],
        ["--json"],
        ["--unheard-of"],
        ["--lang", "fr"],
        ["--lang=fr"],
        ["--desk="],
    ],
)
def test_a_verb_or_a_question_means_the_command_line(arguments: list[str]) -> None:
    assert not wants_window(arguments)


@pytest.mark.parametrize("display", ["", ":93"])
def test_without_a_display_one_line_says_what_to_do(tmp_path: Path, display: str) -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environ = {name: value for name, value in os.environ.items() if name not in screens}
    told = subprocess.run(
        [sys.executable, "-m", "gigdesk", "--desk", str(tmp_path / "desk")],
        env={**environ, "DISPLAY": display, "GIGDESK_CONFIG": str(tmp_path / "config")},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 4
    assert "图形界面" in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert not (tmp_path / "desk").exists()


def test_the_languages_that_are_known_before_a_face_is_chosen_are_all_there_are() -> None:
    assert LANGUAGES == i18n.LANGUAGES
