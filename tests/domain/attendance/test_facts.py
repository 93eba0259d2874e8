"""What a fact changed in its cell."""

from __future__ import annotations

from gigdesk.domain import attendance
from gigdesk.domain.attendance import WorkDay


def fact(number: int, quarters: int, corrects: int | None = None, *, void: bool = False) -> WorkDay:
    corrected = None if corrects is None else bytes([corrects])
    return WorkDay(
        bytes([number]), b"b", b"w", "2026-10-01", quarters, corrects_id=corrected, void=void
    )


def test_what_counted_before_and_after_each_fact_is_told_in_the_order_of_writing() -> None:
    first, second, taken_back = fact(1, 4), fact(2, 2, 1), fact(3, 0, 2, void=True)
    found = attendance.changed_by((taken_back, first, second))
    assert found == {
        first.id: (None, first),
        second.id: (first, second),
        taken_back.id: (second, first),
    }
