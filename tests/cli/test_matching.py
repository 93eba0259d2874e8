"""Who could go and who was chosen, by command, as a script asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from tests.cli.test_road import days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def with_people(command_line: CommandLine, folder: Path, count: int) -> int:
    """Take in so many people and an order; return the number of the order."""
    roster = write_roster(folder / "a.xlsx", list(map(row_of, grown(count))))
    command_line.run("workers", "import", roster)
    made: int = take_order(command_line, count)
    return made


def test_candidates_are_ranked_by_waiting_asked_for_by_name_and_written_down(
    command_line: CommandLine, tmp_path: Path
) -> None:
    order = with_people(command_line, tmp_path, 4)
    usual = command_line.run("dispatch", "propose", order)["candidates"]
    waiting = command_line.run("dispatch", "propose", order, "--by", "waiting")["candidates"]
    assert len(usual) == len(waiting) == 4
    assert {one["forbids"] == [] for one in usual} == {True}
    who = grown(4)[2].doc_no
    (one,) = command_line.run("dispatch", "propose", order, "--person", who)["candidates"]
    assert one["name"] == grown(4)[2].name
    out = tmp_path / "候选.xlsx"
    told = command_line.run("dispatch", "propose", order, "--out", out)
    assert (told["rows"], len(told["sha256"])) == (4, 64)
    sheet: Any = openpyxl.load_workbook(out).active
    names = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {each["name"] for each in usual} <= names
    command_line.run("dispatch", "propose", order, "--by", "pretty", code=2)


def test_lots_are_drawn_by_command_and_the_sheet_is_drawn_again(
    command_line: CommandLine, tmp_path: Path
) -> None:
    order = with_people(command_line, tmp_path, 5)
    batch = command_line.run("dispatch", "new", order, "--depart", days(3))["number"]
    out = tmp_path / "抽签.xlsx"
    ask = ("dispatch", "draw", batch, "--seed", "8821", "--wanted", 2)
    found = command_line.run(*ask, "--take", "--out", out)
    assert (found["seed"], found["draw"], found["done"], found["rows"]) == ("8821", 1, 2, 5)
    assert [one["place"] for one in found["lots"]] == [1, 2, 3, 4, 5]
    assert "再抽" in command_line.run(*ask, code=3)["error"]["message"]
    again = command_line.run(*ask, "--reason", "有人当天不去")
    assert "第 2 次" in again["remarks"][0]
    assert len(again["lots"]) == 3
    same = command_line.run("dispatch", "draw", "--check", out)
    assert (same["same"], same["wrong"], same["batch"], same["draw"]) == (True, [], batch, 1)
    other = command_line.run("dispatch", "draw", "--check", out, "--seed", "8822", code=3)
    assert (other["same"], other["batch"]) == (False, None)
    command_line.run("dispatch", "draw", code=2)
    command_line.run("dispatch", "draw", batch, "--check", out, code=2)
    assert command_line.run("verify")["sound"]


def test_who_is_put_before_others_needs_a_reason_and_is_listed(
    command_line: CommandLine, tmp_path: Path
) -> None:
    with_people(command_line, tmp_path, 4)
    order = take_order(command_line, 1)
    batch = command_line.run("dispatch", "new", order, "--depart", days(3))["number"]
    ranked = command_line.run("dispatch", "propose", order)["candidates"]
    lowest = f"W{ranked[-1]['number']}"
    refused = command_line.run("dispatch", "add", batch, lowest, code=3)
    assert "原因" in refused["error"]["message"]
    command_line.run("dispatch", "add", batch, lowest, "--reason", "会开拖拉机")
    told = command_line.run("dispatch", "jumps", batch, "--out", tmp_path / "b.xlsx")
    assert (told["count"], told["rows"]) == (1, 1)
    assert told["people"][0]["chosen_why"] == "会开拖拉机"


def test_gaps_are_listed_by_command(command_line: CommandLine, tmp_path: Path) -> None:
    order = with_people(command_line, tmp_path, 2)
    assert command_line.run("dispatch", "gaps")["gaps"] == []
    wanted = ("--certificate-kind", "特种作业操作证", "--certificate-rule", "block")
    command_line.run("orders", "change", order, *wanted)
    told = command_line.run("dispatch", "gaps", order, "--out", tmp_path / "c.xlsx")
    (gap,) = told["gaps"]
    assert (gap["lacking"], gap["holders"], told["rows"]) == (2, 0, 2)


def test_people_are_shared_out_among_orders_by_command(
    command_line: CommandLine, tmp_path: Path
) -> None:
    order = with_people(command_line, tmp_path, 3)
    told = command_line.run("dispatch", "allocate", order)
    assert [(one["number"], one["filled"]) for one in told["orders"]] == [(order, 3)]
    assert {one["order"] for one in told["people"]} == {order}
    done = command_line.run("dispatch", "allocate", "--take")
    assert (done["done"], len(done["batches"]), done["refused"]) == (3, 1, [])
    assert command_line.run("dispatch", "allocate")["orders"] == []
    assert command_line.run("verify")["sound"]
