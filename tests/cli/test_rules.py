"""The dated rules over the command line: what a value touches is said before it holds."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from tests.making import HERE

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

TODAY = datetime.datetime.now(tz=HERE).date()
LATER = (TODAY + datetime.timedelta(days=30)).isoformat()
WORDS = ("--source", "县通知")


def _values(command_line: CommandLine, rule_id: str) -> list[tuple[str, str]]:
    listed = command_line.run("rules", "list")["rules"]
    found = [one for one in listed if one["rule_id"] == rule_id]
    return sorted((one["valid_from"], one["value"]) for one in found)


def test_a_value_for_days_gone_by_says_what_it_touches_and_asks_for_yes(
    command_line: CommandLine,
) -> None:
    before = _values(command_line, "age.employable")
    words = ("rules", "set", "age.employable", "18", "--from", "2025-01-01", *WORDS)
    said = command_line.run(*words, code=3)["error"]["message"]
    assert "2025-01-01" in said
    assert "能不能派出" in said
    assert said.endswith("--yes。")
    assert _values(command_line, "age.employable") == before
    done = command_line.run(*words, "--yes")
    assert "2025-01-01" in done["remarks"][0]
    assert _values(command_line, "age.employable") == [*before, ("2025-01-01", "18")]
    assert command_line.run("history", "rule", "age.employable")["history"][-1]["source"] is None


def test_a_value_that_lets_pass_what_was_stopped_asks_too(command_line: CommandLine) -> None:
    command_line.run("rules", "set", "age.employable", "18", "--from", LATER, *WORDS)
    words = ("rules", "set", "最低用工年龄", "17", "--from", LATER, *WORDS)
    assert "放宽" in command_line.run(*words, code=3)["error"]["message"]
    assert len(command_line.run(*words, "--yes")["remarks"]) == 1


def test_a_stricter_value_for_days_to_come_is_set_at_once(command_line: CommandLine) -> None:
    done = command_line.run("rules", "set", "age.employable", "18", "--from", LATER, *WORDS)
    assert done["remarks"] == []
    assert _values(command_line, "age.employable")[-1] == (LATER, "18")


def test_what_is_no_rule_or_no_value_of_it_is_refused(command_line: CommandLine) -> None:
    command_line.run("rules", "set", "nonsense", "1", "--from", LATER, *WORDS, code=2)
    command_line.run("rules", "set", "age.employable", "x", "--from", LATER, *WORDS, code=3)
    command_line.run("rules", "set", "age.employable", "18", "--from", "soon", *WORDS, code=2)
    command_line.run("rules", "set", "age.employable", "18", "--from", LATER, code=2)
