"""Bytes read as the wrong encoding still give Han characters, but rare ones."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import written


def test_a_list_of_people_is_made_of_often_seen_characters() -> None:
    share, count = written.likeness("姓名：李小明 430602 石桥村")
    assert count == 8
    assert share > 0.8


@pytest.mark.parametrize("text", ["姓名 身份证号 石桥村 李小明", "联系电话 家庭住址 王建国"])
def test_the_right_encoding_looks_more_like_a_list_than_a_wrong_one(text: str) -> None:
    misread = text.encode("utf-8").decode("gb18030", errors="replace")
    assert written.likeness(text)[0] > written.likeness(misread)[0] + 0.3


def test_a_text_without_han_characters_looks_like_nothing() -> None:
    assert written.likeness("ID 12345") == (0.0, 0)
