"""A pattern that is compiled late answers as one that was compiled at once, and only when asked."""

from __future__ import annotations

import copy
import re

import pytest

from gigdesk.domain import patterns
from gigdesk.domain.workers import chat_said

TEXT = "张三 13800001234, 李四 13900005678"
NUMBER = r"(?P<who>\w+) (\d{11})"


def test_it_finds_what_the_pattern_itself_finds() -> None:
    late, plain = patterns.later(NUMBER), re.compile(NUMBER)
    for each in (late, plain):
        found = each.search(TEXT)
        assert found is not None
        assert found["who"] == "张三"
    assert late.findall(TEXT) == plain.findall(TEXT)
    assert late.sub("-", TEXT) == plain.sub("-", TEXT)
    assert late.split(TEXT) == plain.split(TEXT)
    assert [one.span() for one in late.finditer(TEXT)] == [
        one.span() for one in plain.finditer(TEXT)
    ]
    assert late.fullmatch(TEXT) is None
    assert (late.groups, late.groupindex) == (plain.groups, plain.groupindex)


def test_flags_are_those_it_was_made_with() -> None:
    assert patterns.later("w[0-9]", re.IGNORECASE).match("W1")
    assert not patterns.later("w[0-9]").match("W1")


def test_it_is_compiled_when_it_is_asked_and_not_before() -> None:
    wrong = patterns.later("(")
    assert wrong.pattern == "("
    with pytest.raises(re.error):
        wrong.search("(")


def test_it_can_be_copied_and_has_no_other_names() -> None:
    assert copy.copy(patterns.later("a")).match("a")
    with pytest.raises(AttributeError):
        _ = patterns.later("a").unknown  # type: ignore[attr-defined]


def test_every_pattern_of_what_is_said_in_chats_can_be_compiled() -> None:
    late = [each for each in vars(chat_said).values() if type(each) is type(patterns.later(""))]
    assert len(late) > 20
    for each in late:
        assert each.groups >= 0
