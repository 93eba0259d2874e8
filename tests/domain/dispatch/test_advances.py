"""Money handed out counts once, as corrected last."""

from __future__ import annotations

from typing import Any

import pytest

from gigdesk.domain.dispatch import advances
from gigdesk.domain.dispatch.advances import Advance


def one(at: int, fen: int, *, number: int = 1, who: bytes = b"a", **more: Any) -> Advance:
    return Advance(bytes([at]), who, number, "2026-10-02", fen, "cash", moment=at, **more)


def test_sums_follow_corrections_and_what_was_taken_away() -> None:
    facts = [one(1, 100), one(2, 250, number=2), one(3, 70, number=3, who=b"b")]
    assert advances.sums(facts) == {b"a": 350, b"b": 70}
    facts.append(one(4, 120, corrects_id=b"\x01"))
    assert advances.sums(facts) == {b"a": 370, b"b": 70}
    facts.append(one(5, 70, number=3, who=b"b", corrects_id=b"\x03", void=True))
    assert advances.sums(facts) == {b"a": 370}
    assert [each.number for each in advances.standing(facts)] == [1, 2]
    facts.append(one(6, 0, corrects_id=b"\x04"))  # never handed out, whatever it was corrected to
    assert advances.sums(facts) == {b"a": 250}


def test_two_corrections_made_apart_do_not_double_the_money() -> None:
    facts = [one(1, 100), one(2, 120, corrects_id=b"\x01"), one(3, 130, corrects_id=b"\x01")]
    assert advances.sums(facts) == {b"a": 130}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"amount_fen": 1, "kind": "cash", "day": "2026-10-02"}, []),
        ({"amount_fen": 300_000, "kind": "food", "day": "2026-10-01"}, []),
        ({"amount_fen": 0, "kind": "cash", "day": "2026-10-02"}, ["advance_sum"]),
        ({"amount_fen": 300_001, "kind": "cash", "day": "2026-10-02"}, ["advance_sum"]),
        ({"amount_fen": "1", "kind": "gift", "day": "2026-10-03"}, ["sum", "kind", "day"]),
        ({"amount_fen": True, "kind": "travel"}, ["advance_sum", "advance_day"]),
    ],
)
def test_what_cannot_be_an_advance_is_said(fields: dict[str, Any], codes: list[str]) -> None:
    found = advances.check(fields, today="2026-10-02", most_fen=300_000)
    assert len(found) == len(codes)
    assert all(each.code.endswith(code) for each, code in zip(found, codes, strict=True))
