"""Employers, reviews and bands on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

ORDER = (
    *("orders", "add", "--employer", "青禾", "--trade", "采棉", "--people", 5, "--from"),
    *("2026-10-01", "--to", "2026-11-30", "--place", "阿克苏", "--pay", "piece:1.8"),
    *("--pay-unit", "公斤", "--employment-form", "service", "--hours", 8, "--pay-cycle", "month"),
)
POINTS = ("no_deposit", "no_papers_kept", "no_worker_fee", "pay_in_band")


@pytest.fixture
def order(command_line: CommandLine) -> CommandLine:
    command_line.run("employers", "add", "--name", "青禾", "--deposit", "50000")
    command_line.run(*ORDER, "--fee-model", "retention", "--fee-tiers", "30:100 90:200")
    return command_line


def test_an_employer_is_flagged_recorded_settled_and_shown(order: CommandLine) -> None:
    flag = ("--flag", "watched", "--flag-reason", "住宿差", "--flag-until", "2099-01-31")
    order.run("employers", "change", "青禾", *flag)
    kind = ("--kind", "unpaid", "--what", "三人工资", "--amount", "12000", "--on", "2026-01-05")
    assert order.run("employers", "record", "青禾", *kind)["number"] == 1
    found = order.run("employers", "show", "1")
    assert found["open_records"] == {"unpaid": 1}
    assert (found["flag"], found["deposit_fen"]) == ("watched", 5_000_000)
    assert found["records"][0]["amount_fen"] == 1_200_000
    assert found["licences"][0]["licence_state"] == "missing"
    assert any("住宿差" in one for one in found["concerns"])
    order.run("employers", "settle", "R1", "--how", "已补发")
    assert order.run("employers", "show", "1")["past_records"] == {"unpaid": 1}
    order.run("employers", "drop", "R1", "--reason", "登错")
    order.run("employers", "change", "青禾", "--flag", "none")
    found = order.run("employers", "show", "1")
    assert (found["records"], found["flag"], found["flag_until"]) == ([], None, None)


def test_an_order_is_reviewed_and_made_public(order: CommandLine) -> None:
    refused = order.run("orders", "state", "O1", "recruiting", code=3)
    assert "不收押金" in refused["error"]["message"]
    assert order.run("orders", "review", "O1")["ready"] is False
    assert order.run("orders", "confirm", "O1", *POINTS, "--by", "赵经理")["ready"] is True
    order.run("orders", "state", "O1", "recruiting")
    steps = order.run("orders", "review", "O1")["steps"]
    assert [one["after"] for one in steps] == ["draft", "recruiting"]
    order.run("orders", "withdraw", "O1", "no_deposit", "--reason", "工人投诉")
    assert order.run("orders", "review", "O1")["ready"] is False
    told = order.run("dispatch", "propose", "O1")["concerns"]
    assert any("不收押金" in one for one in told)


def test_bands_of_pay_are_set_listed_and_dropped(order: CommandLine) -> None:
    given = ("--trade", "采棉", "--kind", "piece", "--unit", "kg", "--low", "1.5", "--high", "2.2")
    order.run("bands", "set", *given, "--from", "2020-01-01", "--source", "县里调查")
    (band,) = order.run("bands", "list")["bands"]
    assert (band["low_fen"], band["high_fen"], band["pay_unit"]) == (150, 220, "kg")
    states = {
        one["point"]: one["review_state"] for one in order.run("orders", "review", 1)["points"]
    }
    assert states["pay_in_band"] == "known"
    order.run("bands", "drop", "P1")
    assert order.run("bands", "list")["bands"] == []


def test_a_fee_can_be_stated_by_share_and_never_of_the_worker(order: CommandLine) -> None:
    order.run("orders", "change", "O1", "--fee-model", "percent", "--fee-percent", "2.5")
    order.run("orders", "change", "O1", "--fee-model", "worker", code=2)
    order.run("orders", "change", "O1", "--fee-percent", "0", code=2)
    order.run("orders", "change", "O1", "--fee-percent", "x", code=2)
    order.run("orders", "change", "O1", "--fee-tiers", "谁也不知道", code=3)
    assert order.run("orders", "show", "O1")["fee_model"] == "percent"


def test_the_season_and_an_order_are_shown_and_written(order: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "season.xlsx"
    span = ("--from", "2026-10-05", "--count", 3)
    found = order.run("orders", "season", *span, "--out", out)
    assert (found["peak_day"], found["peak_needed"]) == ("2026-10-01", 5)
    assert found["periods"][0] == {"period": "2026-10", "needed": 5, "placed": 0}
    assert out.exists()
    assert order.run("orders", "season", *span, "--by", "week")["periods"][0]["needed"] == 5
    assert order.run("orders", "last-year", "O1") == {"count": 0, "went": []}
    shown = order.run("orders", "show", "O1")
    assert (shown["needed"], shown["listed"], shown["fee_expected_fen"]) == (5, 0, 0)
    order.run("dispatch", "new", "O1", "--depart", "2026-10-01")
    assert order.run("orders", "invite", "B1", "--all")["done"] == 0
    order.run("orders", "invite", "B1", code=2)
