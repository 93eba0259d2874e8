"""Which consents stand: taking one back counts for the person, not for one record."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from gigdesk.domain.workers import consents

DAY = datetime.date(2026, 9, 1)
ONE, OTHER = b"1", b"2"


def _given(
    record: bytes, given_on: str, withdrawn_on: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "worker_id": record,
        "purpose": "dispatch",
        "given_on": given_on,
        "expires_on": None,
        "withdrawn_on": withdrawn_on,
        **more,
    }


BACK = _given(ONE, "2026-08-01", "2026-08-20")


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        (_given(OTHER, "2026-08-10"), False),
        (_given(ONE, "2026-08-10"), False),  # written down later, given before
        (_given(OTHER, "2026-08-20"), False),  # nobody can say which came first
        (_given(ONE, "2026-08-20"), True),  # or taking back had marked it
        (_given(OTHER, "2026-08-21"), True),
        (_given(OTHER, "2026-08-10", purpose="insurer"), True),
        (_given(OTHER, "2026-09-02"), False),
        (_given(OTHER, "2026-08-21", expires_on="2026-08-31"), False),
        (_given(OTHER, "2026-08-21", expires_on="2026-09-01"), True),
    ],
)
def test_taking_back_ends_what_was_given_until_then(told: dict[str, Any], *, stands: bool) -> None:
    assert (told in consents.in_force([BACK, told], DAY)) is stands
    assert (consents.purposes([told, BACK], DAY) == (told["purpose"],)) is stands


def test_the_very_same_is_found_among_what_stands_only() -> None:
    told = _given(OTHER, "2026-08-10")
    values = {"purpose": "dispatch", "given_on": "2026-08-10"}
    assert consents.same([told], values, DAY) is told
    assert consents.same([told], values | {"given_on": "2026-08-11"}, DAY) is None
    assert consents.same([told, BACK], values, DAY) is None


def test_each_consent_says_how_it_stands() -> None:
    told = [
        BACK,
        _given(ONE, "2026-08-21", expires_on="2026-08-31"),
        _given(OTHER, "2026-08-21", expires_on="2026-09"),
        _given(OTHER, "2026-08-10", expires_on="2026-08-12"),
    ]
    assert [(one["standing"], one["ended_on"]) for one in consents.with_ends(told, DAY)] == [
        ("withdrawn", "2026-08-20"),
        ("expired", None),
        ("valid", None),
        ("withdrawn", "2026-08-20"),
    ]
