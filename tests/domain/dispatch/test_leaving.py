"""A reason for leaving is a code, or words."""

from __future__ import annotations

import pytest

from gigdesk.domain.dispatch import leaving


@pytest.mark.parametrize(
    ("code", "reason", "why"),
    [
        ("family", "", None),
        ("", "家里有事", None),
        ("other", "说不清", None),
        ("other", " ", "reason_needed"),
        ("", "", "reason_needed"),
        ("bored", "想走", "leave_code"),
    ],
)
def test_a_code_or_words_are_needed(code: str, reason: str, why: str | None) -> None:
    told = leaving.why_not(code, reason)
    assert told == (None if why is None else f"dispatch.error.{why}")
