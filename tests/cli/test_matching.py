"""Who could go and who was chosen, by command, as a script asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from tests.cli.test_road import grown, row_of, take_order, write_roster

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
