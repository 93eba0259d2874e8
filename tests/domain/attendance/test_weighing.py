"""Weights typed into a cell: kilograms and jin, deductions beside, disputed ones told apart."""

from __future__ import annotations

import pytest

from gigdesk import errors
from gigdesk.domain import attendance
from gigdesk.domain.attendance import NOTHING, Weighing, Weight, read_weight, shown_weight


@pytest.mark.parametrize(
    ("cell", "weight"),
    [
        ("35.5", Weight(35_500)),
        ("71斤", Weight(35_500)),
        ("３５.5公斤", Weight(35_500)),
        ("35.5-1.2", Weight(35_500, 1_200)),
        ("71-2斤", Weight(35_500, 1_000)),
        ("35.5-1.2?", Weight(35_500, 1_200, disputed=True)),
        ("35.5-1.2争 11:30", Weight(35_500, 1_200, disputed=True, weighed_at="11:30")),
        ("35.5@7:05", Weight(35_500, weighed_at="07:05")),
        ("35.5?", Weight(35_500)),  # without a deduction there is nothing to dispute
        ("0", NOTHING),
    ],
)
def test_weights_are_read(cell: str, weight: Weight) -> None:
    assert read_weight(cell) == weight


@pytest.mark.parametrize(
    "cell", ["嗯", "35.5-36", "35.5555", "-3", "35 25:00", "35.5-", "1/2", "休"]
)
def test_what_is_no_weight_is_refused(cell: str) -> None:
    with pytest.raises(errors.Invalid, match=r"attendance\.error\.weight"):
        read_weight(cell)


def test_orders_that_pay_by_weight_are_known() -> None:
    units = ("公斤", "kg", " 斤", "亩", "", "件")
    assert [attendance.is_weight_unit(unit) for unit in units] == [True, True, True, *[False] * 3]


def test_an_empty_cell_says_nothing() -> None:
    assert read_weight(None) is None
    assert read_weight("  ") is None


def test_both_weights_are_kept_and_shown_as_they_can_be_typed_again() -> None:
    disputed = Weight(35_500, 1_200, disputed=True)
    assert (disputed.net_grams, disputed.is_clear) == (34_300, False)
    for weight in (disputed, Weight(35_500), Weight(35_500, 1_200)):
        assert read_weight(shown_weight(weight)) == weight
    assert shown_weight(NOTHING) == ""
    assert [attendance.kilos(grams) for grams in (0, 30_000, 35_500)] == ["0", "30", "35.5"]


def test_the_weighing_that_counts_is_the_last_correction() -> None:
    def fact(name: bytes, corrects: bytes | None = None, *, void: bool = False) -> Weighing:
        weight = Weight(1_000 + name[0])
        moment = name[0]
        return Weighing(name, b"b", b"w", "2026-10-01", "morning", weight, corrects, void, moment)

    first, second, gone = fact(b"1"), fact(b"2", b"1"), fact(b"3", b"2", void=True)
    assert attendance.effective([second, first]) == {first.key: second}
    assert attendance.effective([second, gone, first]) == {first.key: first}


@pytest.mark.parametrize(
    ("day", "weight", "tail"),
    [
        ("2026-09-30", Weight(1), "outside_batch"),
        ("2026-11-01", Weight(1), "outside_batch"),
        ("2026-10-21", Weight(1), "future"),
        ("2026-10-20", Weight(300_001), "too_heavy"),
        ("2026-10-20", Weight(300_000), ""),
        ("2026-09-30", NOTHING, ""),
    ],
)
def test_a_weighing_lies_on_a_day_of_work_and_within_what_one_can_carry(
    day: str, weight: Weight, tail: str
) -> None:
    inside = ("2026-10-01", "2026-10-31")
    code = attendance.why_not_weight(day, weight, inside, today="2026-10-20", most_grams=300_000)
    assert code == (f"attendance.error.{tail}" if tail else None)
