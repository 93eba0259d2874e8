"""Passwords that anybody would guess."""

from __future__ import annotations

import pytest

from gigdesk.domain.office import passwords


@pytest.mark.parametrize("word", ["12345678", "87654321", "aaaaaaaa", "abcdefgh", "LiZhanZhang"])
def test_a_run_one_sign_or_the_login_is_easy(word: str) -> None:
    assert passwords.is_easy(word, "lizhanzhang")


@pytest.mark.parametrize("word", ["", "tea-and-rice", "12345679", "li zhan zhang"])
def test_other_words_are_taken(word: str) -> None:
    assert not passwords.is_easy(word, "lizhanzhang")
