from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gigdesk import config, i18n
from gigdesk.cli import main as program

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = ("cli", "findings", "intake", "sheets", "usage", "verify")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh")


def test_what_is_missing_is_said_as_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        (["workers", "find"], "The command lacks 'TEXT...'."),
        (["workers", "add"], "The command lacks the option '--name'."),
    ):
        assert program.main(["--lang", "en", *words]) == 2
        assert capsys.readouterr().err.strip() == said


def test_one_of_a_thing_is_not_said_as_many() -> None:
    for key, one in (
        ("verify.unsound", "1 problem was found."),
        ("sheets.loss.pictures", "1 picture"),
    ):
        assert i18n.text(key, count=1) == one
    said = i18n.text("findings.row.phone_in_file", people=1)
    assert said == "This telephone stands beside 1 person in this file. Please check."
    assert "1 entry of history, 2 rows of data" in i18n.text("verify.sound", ops=1, rows=2)


@pytest.mark.parametrize("name", FILES)
def test_nothing_countable_stands_beside_a_bare_gap(name: str) -> None:
    path = config.resources() / "i18n" / "en" / f"{name}.json"
    things = ("rows", "people", "days", "cells", "columns", "values", "characters", "records")
    for key, words in json.loads(path.read_text(encoding="utf-8")).items():
        assert not any(f"}} {thing}" in words for thing in things), key
