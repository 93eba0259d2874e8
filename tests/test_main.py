"""Which face a command asks for."""

from __future__ import annotations

import pytest

from gigdesk.__main__ import wants_window


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
    ],
)
def test_a_verb_or_a_question_means_the_command_line(arguments: list[str]) -> None:
    assert not wants_window(arguments)
