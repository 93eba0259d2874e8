"""Loans and a person's days by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_road import days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_workers_are_lent_listed_changed_and_cancelled(
    command_line: CommandLine, tmp_path: Path
) -> None:
    roster = write_roster(tmp_path / "a.xlsx", list(map(row_of, grown(2))))
    command_line.run("workers", "import", roster)
    order = take_order(command_line, 2)
    command_line.run("employers", "add", "--name", "甲竹器厂")
    lender = command_line.run("employers", "add", "--name", "乙茶场")["number"]
    span = ("--from", days(3), "--to", days(5))
    who = [one.doc_no for one in grown(2)]
    ask = ("dispatch", "lend", *who, "--lender", lender, "--borrower", "甲竹器厂", "--order", order)
    made = command_line.run(*ask, *span, "--agreement", "2026-共-1")
    assert made["done"] == 2
    again = command_line.run(*ask, *span, code=3)
    assert again["people"][0]["rules"] == ["on_loan"]
    listed = command_line.run("dispatch", "loans")
    assert (listed["count"], listed["loans"][0]["lender"]) == (2, "乙茶场")
    assert command_line.run("dispatch", "loans", "--person", who[0])["count"] == 1
    found = command_line.run("dispatch", "days", who[0], "--month", days(3)[:7])
    taken = [one["day"] for one in found["days"] if one["loans"]]
    assert taken[0] == days(3)
    assert set(taken) <= {days(3), days(4), days(5)}
    command_line.run("dispatch", "change-loan", "L1", "--to", days(3))
    command_line.run("dispatch", "change-loan", "L2", "--cancel", code=3)
    command_line.run("dispatch", "change-loan", "L2", "--cancel", "--reason", "不去了")
    assert command_line.run("dispatch", "loans")["count"] == 1
    command_line.run("dispatch", "change-loan", "L9", "--to", days(3), code=2)
    assert command_line.run("verify")["sound"]
