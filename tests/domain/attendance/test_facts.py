"""What a fact changed in its cell."""

from __future__ import annotations

import datetime

from gigdesk.domain import attendance, dispatch
from gigdesk.domain.attendance import Quantity, WorkDay


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


def test_overtime_counts_as_another_kind_only_where_it_is_one_and_with_a_reason() -> None:
    first = datetime.date(2026, 10, 1)
    stay = dispatch.Stay(b"b", 1, first, datetime.date(2026, 10, 31))

    def why_not(kind: str | None) -> str | None:
        quantity = Quantity(4, "", 60, overtime_kind=kind)
        return attendance.why_not(
            "2026-10-05", quantity, stay, first.isoformat(), today="2026-10-10"
        )

    assert [why_not(kind) for kind in (None, "", "rest", "feast")] == [
        None,
        None,
        None,
        "attendance.error.kind",
    ]

    def why_reason(kind: str | None, before: str | None) -> str | None:
        quantity = Quantity(4, "", 60, overtime_kind=kind)
        return attendance.why_reason(
            "2026-10-05", quantity, None, confirmed=False, overruled=before
        )

    asked = "attendance.error.kind_reason"
    assert [why_reason("work", None), why_reason("", "work")] == [asked, asked]
    assert [why_reason(None, "work"), why_reason("", None), why_reason("rest", "rest")] == [
        None
    ] * 3


def test_more_overtime_than_stands_wants_a_reason_where_only_so_much_needs_no_word() -> None:
    def asked(minutes: int, most: int | None) -> str | None:
        quantity = Quantity(4, "", minutes)
        return attendance.why_reason(
            "2026-10-05", quantity, None, confirmed=False, most_overtime=most
        )

    assert [asked(60, 0), asked(61, 60)] == ["attendance.error.over_age_overtime"] * 2
    assert [asked(0, 0), asked(60, 60), asked(60, None)] == [None] * 3
