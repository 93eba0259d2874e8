"""People put in the places of others by command, one by one or from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_road import days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_people_are_replaced_and_the_papers_to_make_anew_are_told(
    command_line: CommandLine, tmp_path: Path
) -> None:
    everybody = grown(8)
    rows = list(map(row_of, everybody))
    command_line.run("workers", "import", write_roster(tmp_path / "a.xlsx", rows))
    order = take_order(command_line, 8)
    made = command_line.run("dispatch", "new", order, "--depart", days(3), "--take", 5)
    batch = made["number"]
    on_list = {one["number"] for one in made["people"]}
    everyone = command_line.run("workers", "find", "", "--limit", 50)["workers"]
    spare = sorted(one["number"] for one in everyone if one["number"] not in on_list)
    there = sorted(on_list)
    command_line.run("dispatch", "vehicle", batch, "--seats", 10)
    command_line.run("dispatch", "seats", batch)
    pair = f"{there[0]}={spare[0]}"
    told = command_line.run("dispatch", "replace", batch, pair, "--reason", "家里有事")
    assert (told["done"], told["refused"]) == (1, 0)
    assert told["pairs"][0]["new"]["number"] == spare[0]
    assert told["reissues"][0]["number"] == spare[0]
    assert "合同" in told["reissues"][0]["due"]
    assert command_line.run("dispatch", "reissues", batch)["reissues"] == told["reissues"]
    lines = f"{there[1]} → {spare[1]}\n{there[2]} → 不补\n没这个人 → {spare[2]}\n"
    listed = tmp_path / "list.txt"
    listed.write_bytes(lines.encode("gb18030"))
    told = command_line.run("dispatch", "replace", batch, "--list", listed, "--reason", "换一批")
    assert (told["done"], told["refused"]) == (2, 1)
    assert [one["line"] for one in told["unread"]] == [3]
    again = command_line.run("dispatch", "replace", batch, pair, "--reason", "再换", code=3)
    assert again["done"] == 0
    command_line.run("dispatch", "replace", batch, str(there[3]), "--reason", "换", code=2)
    command_line.run("dispatch", "replace", batch, "--reason", "换", code=2)
