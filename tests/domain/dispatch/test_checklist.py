"""The checklist of a departure: its days come from the table of rules, its states from counts."""

from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.dispatch import checklist
from gigdesk.domain.dispatch.checklist import Count, Tick
from gigdesk.domain.office import rules

DEPART = datetime.date(2026, 10, 1)


def days(rule_id: str) -> int:
    return rules.book(rules.DEFAULTS).number(rule_id, DEPART)


@pytest.mark.parametrize(
    ("count", "today", "state"),
    [
        (Count(3, 3), "2026-09-30", "done"),
        (Count(4, 3), "2026-09-30", "done"),
        (Count(2, 3), "2026-09-21", "open"),
        (Count(2, 3), "2026-09-22", "late"),
        (Count(0, 0), "2026-09-21", "open"),  # of nobody, nothing is done
        (Count(0, 0), "2026-09-22", "late"),
        (Count(0, None), "2026-09-22", "not_needed"),
    ],
)
def test_a_line_is_done_open_or_late(count: Count, today: str, state: str) -> None:
    due = datetime.date(2026, 9, 21)
    assert checklist.state(count, due, datetime.date.fromisoformat(today)) == state


def test_lines_stand_by_their_day_and_what_nobody_counts_is_left_out() -> None:
    counts = {checklist.SEATS: Count(0, 4), checklist.TERMS: Count(1, 1)}
    ticks = {checklist.TOLD: Tick("2026-09-20", "李站长", "电话"), checklist.SEATS: Tick("", "")}
    found = checklist.lines(DEPART, datetime.date(2026, 9, 1), counts, ticks, days=days)
    assert [(one.code, one.due_on.isoformat(), one.state) for one in found] == [
        ("terms", "2026-08-02", "done"),
        ("visit", "2026-08-02", "late"),
        ("agreement", "2026-08-17", "late"),
        ("told", "2026-09-28", "done"),
        ("seats", "2026-09-30", "open"),
    ]
    assert (found[3].done_on, found[3].done_by, found[3].note) == ("2026-09-20", "李站长", "电话")
    assert [one.code for one in found if one.by_hand] == ["visit", "agreement", "told"]
    assert (found[4].done, found[4].of, found[4].days) == (0, 4, 1)


def test_another_day_in_the_table_moves_a_line_without_a_change_of_code() -> None:
    earlier = rules.Rule("checklist.seats", "5", datetime.date(2026, 1, 1))
    book = rules.book([*rules.DEFAULTS, earlier])
    (seats,) = (
        one
        for one in checklist.lines(
            DEPART,
            datetime.date(2026, 9, 28),
            {checklist.SEATS: Count(0, 4)},
            {},
            days=lambda rule_id: book.number(rule_id, DEPART),
        )
        if one.code == checklist.SEATS
    )
    assert (seats.due_on.isoformat(), seats.state) == ("2026-09-26", "late")
