"""Reserve pools and what calls to their people come to."""

from __future__ import annotations

import pytest

from gigdesk.domain.dispatch import reserves


def test_a_pool_has_a_name() -> None:
    assert reserves.check_pool({"name": "采棉预备"}) == ()
    assert [one.params["field"] for one in reserves.check_pool({"name": " "})] == ["name"]


@pytest.mark.parametrize(
    ("result", "why", "field"),
    [
        ("comes", "", None),
        ("no_answer", "", None),
        ("declines", "family", None),
        ("declines", "", "reason_code"),
        ("declines", "weather", "reason_code"),
        ("comes", "family", "reason_code"),
        ("maybe", "", "result"),
    ],
)
def test_only_who_declines_has_a_reason(result: str, why: str, field: str | None) -> None:
    found = reserves.check_call(result, why)
    assert [one.params["field"] for one in found] == ([field] if field else [])
