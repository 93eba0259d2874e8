"""Batches looked at by command: the list, who cannot leave, consents of a whole batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_road import days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def planned(command_line: CommandLine, folder: Path) -> int:
    roster = write_roster(folder / "a.xlsx", list(map(row_of, grown(4))))
    command_line.run("workers", "import", roster)
    order = take_order(command_line)
    made = command_line.run("dispatch", "new", order, "--depart", days(3), "--take", 4)
    number: int = made["number"]
    return number


def test_a_list_is_shown_with_masked_numbers_and_whole_ones_when_asked(
    command_line: CommandLine, tmp_path: Path
) -> None:
    batch = planned(command_line, tmp_path)
    listed = command_line.run("dispatch", "list")
    assert [(one["number"], one["listed"]) for one in listed["batches"]] == [(batch, 4)]
    shown = command_line.run("dispatch", "show", batch)
    assert [one["position"] for one in shown["members"]] == [1, 2, 3, 4]
    numbers = {one.doc_no for one in grown(4)}
    assert not any(number in str(shown) for number in numbers)
    whole = command_line.run("dispatch", "show", batch, "--reveal")
    assert {one["docno"] for one in whole["members"]} == numbers
    gone = grown(4)[0].doc_no
    command_line.run("dispatch", "remove", batch, gone, "--reason", "家里有事")
    assert len(command_line.run("dispatch", "show", batch)["members"]) == 3
    removed = command_line.run("dispatch", "show", batch, "--removed")["members"]
    assert sorted(one["state"] for one in removed) == ["listed", "listed", "listed", "removed"]


def test_consents_of_a_batch_are_one_act_and_checked_before_departure(
    command_line: CommandLine, tmp_path: Path
) -> None:
    batch = planned(command_line, tmp_path)
    before = command_line.run("dispatch", "check", batch)
    assert (before["ready"], before["refused"]) == (0, 4)
    command_line.run("dispatch", "consent", batch, code=2)
    one = command_line.run("dispatch", "consent", batch, grown(4)[0].doc_no)
    assert (one["done"], one["as_before"]) == (1, 0)
    rest = command_line.run("dispatch", "consent", batch, "--all")
    assert (rest["done"], rest["as_before"]) == (3, 1)
    after = command_line.run("dispatch", "check", batch)
    assert not any("no_consent" in each["rules"] for each in after["people"])
    assert "99" in str(command_line.run("dispatch", "show", 99, code=2))
