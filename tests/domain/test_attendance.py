from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.domain import attendance, dispatch
from gigdesk.domain.attendance import CLEAR, Quantity, WorkDay, effective, read_mark

STAY = dispatch.Stay(b"b", 1, datetime.date(2026, 9, 28), datetime.date(2026, 10, 31))


def fact(number: int, quarters: int, corrects: int | None = None, *, void: bool = False) -> WorkDay:
    corrected = None if corrects is None else bytes([corrects])
    return WorkDay(
        bytes([number]), b"b", b"w", "2026-10-01", quarters, corrects_id=corrected, void=void
    )


def counts(*facts: WorkDay) -> int | None:
    found = effective(facts)
    return found[b"b", b"w", "2026-10-01"].quarters if found else None


def test_the_last_of_a_chain_of_corrections_counts() -> None:
    assert counts(fact(1, 4)) == 4
    assert counts(fact(1, 4), fact(2, 2, 1), fact(3, 3, 2)) == 3


def test_a_void_fact_takes_its_target_away_and_what_was_corrected_counts_again() -> None:
    assert counts(fact(1, 4), fact(2, 2, 1), fact(3, 0, 2, void=True)) == 4
    assert counts(fact(1, 4), fact(2, 0, 1, void=True)) is None


def test_an_undo_that_is_undone_brings_the_correction_back() -> None:
    assert (
        counts(fact(1, 4), fact(2, 2, 1), fact(3, 0, 2, void=True), fact(4, 0, 3, void=True)) == 2
    )


def test_voids_count_whatever_order_their_ids_have() -> None:
    assert (
        counts(fact(9, 4), fact(5, 2, 9), fact(7, 0, 5, void=True), fact(2, 0, 7, void=True)) == 2
    )


def test_of_two_corrections_made_apart_the_later_one_counts() -> None:
    assert counts(fact(1, 4), fact(2, 2, 1), fact(3, 1, 1)) == 1


def test_later_is_what_was_written_later_not_what_has_the_higher_id() -> None:
    slow_clock = dataclasses.replace(fact(2, 3, 1), moment=900)
    fast_clock = dataclasses.replace(fact(3, 1, 1), moment=800)
    assert counts(fact(1, 4), slow_clock, fast_clock) == 3
    assert counts(dataclasses.replace(fact(5, 4), moment=7), fact(9, 2)) == 4


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 40)), max_size=12))
def test_the_order_of_reading_never_changes_what_counts(
    steps: list[tuple[int, bool, int]],
) -> None:
    facts: list[WorkDay] = []
    for number, (quarters, void, target) in enumerate(steps):
        aim = target % len(facts) if facts else None
        facts.append(fact(number, quarters, aim, void=void and aim is not None))
    assert effective(facts) == effective(reversed(facts))


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("√", Quantity(4)),
        ("✓", Quantity(4)),
        ("出", Quantity(4)),
        ("1", Quantity(4)),
        (1, Quantity(4)),
        (1.0, Quantity(4)),
        ("半", Quantity(2)),
        ("½", Quantity(2)),
        ("0.5", Quantity(2)),
        (".5", Quantity(2)),
        ("．25", Quantity(1)),
        (0.25, Quantity(1)),
        ("０．７５", Quantity(3)),
        ("1天", Quantity(4)),
        ("0", CLEAR),
        ("休", Quantity(0, "rest")),
        ("假", Quantity(0, "leave")),
        ("病假", Quantity(0, "sick")),
        ("×", Quantity(0, "absent")),
        ("x", Quantity(0, "absent")),
        ("旷", Quantity(0, "absent")),
        (8, Quantity(4, minutes=480)),
        ("4", Quantity(2, minutes=240)),
        ("10", Quantity(4, overtime_minutes=120, minutes=600)),
        ("", None),
        (None, None),
    ],
)
def test_marks_are_read_as_quantities(cell: object, quantity: Quantity | None) -> None:
    assert read_mark(cell) == quantity


@pytest.mark.parametrize(
    "cell", ["○", "△", "1.5", "5", "0.3", "25", "-1", ".", ".3", "1.", "出差", "nan", "1e9"]
)
def test_what_can_mean_several_things_is_never_guessed(cell: str) -> None:
    with pytest.raises(errors.Invalid):
        read_mark(cell)


@pytest.mark.parametrize(
    ("cells", "counted"),
    [
        (["1", "0.5", "√", "2"], "days"),
        (["１", "0.5天", "2"], "days"),
        (["8", "4", "10", "半", "1"], "hours"),
        (["1", "8"], "untold"),
        (["√", "√", "½", "2"], "days"),
        (["√", "8", "8", "4"], "hours"),
        (["√", "8"], "untold"),
        (["√", "半", "休", "0", "1.5", "30", ""], "days"),
        (["休", "病", "0", ""], ""),
        ([], ""),
    ],
)
def test_the_numbers_of_a_sheet_count_what_most_of_them_can_only_be(
    cells: list[str], counted: str
) -> None:
    assert attendance.what_numbers_count(cells) == counted


@pytest.mark.parametrize(
    ("cell", "counted", "tail"),
    [
        ("2", "days", "above_a_day"),
        ("8", "days", "above_a_day"),
        ("1.5", "days", "above_a_day"),
        ("2天", "", "above_a_day"),
        ("2工", "hours", "above_a_day"),
        ("1", "hours", "among_hours"),
        ("0.5", "hours", "among_hours"),
        ("1", "untold", "days_or_hours"),
        ("8", "untold", "days_or_hours"),
    ],
)
def test_a_number_of_the_other_kind_is_refused_by_name(cell: str, counted: str, tail: str) -> None:
    with pytest.raises(errors.Invalid, match=f"attendance.error.{tail}") as caught:
        read_mark(cell, counted=counted)
    assert caught.value.params["mark"] == cell


@pytest.mark.parametrize("counted", ["days", "hours", "untold", ""])
@pytest.mark.parametrize("cell", ["√", "半", "休", "0", "1天", "0.5天", ""])
def test_a_mark_that_is_clear_by_itself_is_read_on_every_sheet(cell: str, counted: str) -> None:
    assert read_mark(cell, counted=counted) == read_mark(cell)


def test_hours_that_are_no_whole_quarter_name_the_day_of_the_order() -> None:
    with pytest.raises(errors.Invalid, match="no_whole_quarter") as caught:
        read_mark("8", minutes_a_day=600)
    assert (caught.value.params["hours"], caught.value.params["quarter"]) == ("10", "2.5")


def test_more_hours_than_a_day_has_are_refused_as_just_that() -> None:
    with pytest.raises(errors.Invalid, match="above_24") as caught:
        read_mark("25")
    assert caught.value.params["mark"] == "25"


def test_a_legend_settles_what_a_mark_means_on_this_sheet() -> None:
    legend = {"○": (0, "rest"), "△": (2, "")}
    assert read_mark("○", legend=legend) == Quantity(0, "rest")
    assert read_mark("△", legend=legend) == Quantity(2)


def test_what_is_shown_reads_back_as_the_same() -> None:
    for quarters in range(1, 5):
        assert read_mark(attendance.shown(quarters, "")) == Quantity(quarters)
    for mark in attendance.MARKS:
        assert read_mark(attendance.shown(0, mark)) == Quantity(0, mark)
    assert attendance.shown(0, None) == ""


def test_hours_between_punches_are_never_rounded_up() -> None:
    assert attendance.of_minutes(540) == Quantity(4, minutes=540)
    assert attendance.of_minutes(479) == Quantity(3, minutes=479)
    assert attendance.of_minutes(60) == Quantity(0, minutes=60)


@pytest.mark.parametrize(
    ("day", "quarters", "elsewhere", "code"),
    [
        ("2026-10-01", 4, 0, None),
        ("2026-10-31", 4, 0, None),
        ("2026-09-30", 4, 0, "outside_batch"),  # away already, not yet at work
        ("2026-11-01", 4, 0, "outside_batch"),
        ("2026-11-01", 0, 0, None),  # emptying a cell is always allowed
        ("2026-10-01", 5, 0, "quarters"),
        ("2026-10-01", 2, 2, None),
        ("2026-10-01", 3, 2, "more_than_a_day"),
    ],
)
def test_a_cell_lies_in_the_batch_s_days_and_a_day_holds_one_day(
    day: str, quarters: int, elsewhere: int, code: str | None
) -> None:
    found = attendance.why_not(
        day, Quantity(quarters), STAY, "2026-10-01", today="2026-12-31", elsewhere=elsewhere
    )
    assert found == (None if code is None else f"attendance.error.{code}")


def test_no_day_to_come_is_entered_and_one_before_departure_only_with_a_reason() -> None:
    def judged(day: str, quantity: Quantity) -> str | None:
        return attendance.why_not(day, quantity, STAY, "2026-10-01", today="2026-10-10")

    assert judged("2026-10-10", Quantity(4)) is None
    assert judged("2026-10-11", Quantity(4)) == "attendance.error.future"
    assert judged("2026-10-11", Quantity(0, attendance.LEAVE)) == "attendance.error.future"
    assert judged("2026-10-11", attendance.CLEAR) is None
    left = datetime.date(2026, 10, 3)

    def asked(day: str, quantity: Quantity, *, confirmed: bool = False) -> str | None:
        return attendance.why_reason(day, quantity, left, confirmed=confirmed)

    assert asked("2026-10-02", Quantity(4)) == "attendance.error.before_departure"
    assert asked("2026-10-02", attendance.CLEAR) is None
    assert asked("2026-10-03", Quantity(4)) is None
    assert asked("2026-10-03", Quantity(4), confirmed=True) == "attendance.error.confirmed"


def test_a_month_has_its_days_and_nothing_else_is_a_month() -> None:
    assert attendance.days_of_month("2028-02")[-1] == "2028-02-29"
    assert len(attendance.days_of_month("2026-12")) == 31
    for text in ("2026-13", "2026-1", "", "202610"):
        with pytest.raises(errors.Invalid):
            attendance.days_of_month(text)


def test_wages_are_rounded_once_per_person_half_up() -> None:
    assert attendance.wage_fen(16000, 6) == 24000
    assert attendance.wage_fen(10001, 1) == 2500  # 2500.25
    assert attendance.wage_fen(10002, 1) == 2501  # 2500.5
    assert attendance.wage_fen(10003, 2) == 5002  # 5001.5, not twice 2500.75 rounded


@given(st.integers(0, 10**7), st.integers(0, 400))
def test_a_wage_is_never_more_than_half_a_fen_off(rate: int, quarters: int) -> None:
    exact = Decimal(rate) * quarters / 4
    assert abs(attendance.wage_fen(rate, quarters) - exact) <= Decimal("0.5")


def test_a_masked_number_is_only_itself() -> None:
    number = "430602198503020014"
    assert attendance.same_number(number, number)
    assert attendance.same_number("430***********0014", number)
    assert not attendance.same_number("430***********0015", number)
    assert not attendance.same_number("4****4", number)
    assert not attendance.same_number("43060219850302001X", number)


def test_hours_count_by_the_day_of_the_order_in_cells_as_in_punches() -> None:
    ten, seven_and_a_half = 600, 450
    assert read_mark("10", minutes_a_day=ten) == Quantity(4, minutes=600)
    assert read_mark("5", minutes_a_day=ten) == Quantity(2, minutes=300)
    assert read_mark("12", minutes_a_day=ten) == Quantity(4, "", 120, 720)
    assert read_mark("7.5", minutes_a_day=seven_and_a_half) == Quantity(4, minutes=450)
    with pytest.raises(errors.Invalid):  # no whole quarters: nobody may round it for them
        read_mark("8", minutes_a_day=ten)
    assert attendance.of_minutes(600, ten).quarters == attendance.of_minutes(480).quarters == 4
    assert attendance.minutes_of_day(None) == 480
