"""Row codes that notice a slip, figures by the way of the sheet, and totals held against them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.domain.attendance import Quantity, Weight
from gigdesk.domain.attendance import leader_sheet as leading
from gigdesk.domain.attendance.leader_sheet import Difference, Measure


@given(st.integers(1, 99_999))
def test_a_code_leads_back_to_its_row_and_one_wrong_figure_does_not(number: int) -> None:
    code = leading.row_code(number)
    assert leading.read_row_code(f" {code} ") == number
    for at, digit in enumerate(code):
        wrong = f"{code[:at]}{(int(digit) + 1) % 10}{code[at + 1 :]}"
        with pytest.raises(errors.Invalid, match="row_code"):
            leading.read_row_code(wrong)


@pytest.mark.parametrize("code", ["", "12", "一二三四", "01a4", "²²²²"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(errors.Invalid, match="row_code"):
        leading.read_row_code(code)


def test_each_way_reads_adds_up_and_says_its_figures() -> None:
    days, hours = Measure("days"), Measure("hours", only_quarters=True)
    kilos = Measure("kilos")
    assert days.read("0.5") == Quantity(2)
    assert hours.read("10") == Quantity(4, "", 120, 600)
    assert kilos.read("35.5-0.5") == Weight(35_500, 500)
    with pytest.raises(errors.Invalid, match="no_whole_quarter"):
        hours.read("7")
    assert (days.amount(Quantity(2)), hours.amount(Quantity(4, "", 60))) == (2, 540)
    assert (kilos.amount(Weight(35_500, 500)), days.amount(None)) == (35_000, 0)
    assert (days.words(10), hours.words(540), kilos.words(35_500)) == ("2.5", "9", "35.5")
    assert days.columns("2026-10-01") == ("2026-10-01",)
    assert kilos.columns("2026-10-01") == ("2026-10-01#morning", "2026-10-01#evening")


def test_totals_are_read_in_the_unit_of_the_sheet() -> None:
    assert Measure("days").total("2.5") == 10
    assert Measure("hours").total(" 8.5 ") == 510
    assert Measure("kilos").total("71.25") == 71_250
    assert Measure("days").total(" ") is None
    for words in ("2.3", "-1", "嗯", "NaN", "1e99999"):
        with pytest.raises(errors.Invalid, match="total"):
            Measure("days").total(words)


def test_every_total_that_differs_is_named_by_row_column_and_the_whole() -> None:
    amounts = {("one", "1"): 4, ("one", "2"): 2, ("two", "1"): 4}
    right = leading.reconcile(amounts, {"one": 6, "two": 4}, {"1": 8, "2": 2}, 10)
    assert right == ()
    assert leading.reconcile(amounts, {}, {}, None) == ()
    found = leading.reconcile(amounts, {"one": 5, "two": 4}, {"1": 8, "2": 3}, 11)
    assert found == (
        Difference("row", "one", 6, 5),
        Difference("column", "2", 2, 3),
        Difference("whole", "", 10, 11),
    )
