"""Coaches, seats and groups by command, as a script asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_road import days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def planned(command_line: CommandLine, folder: Path, people: int) -> int:
    """Return the number of a batch of so many people."""
    command_line.run(
        "workers", "import", write_roster(folder / "a.xlsx", list(map(row_of, grown(people))))
    )
    made = command_line.run(
        "dispatch", "new", take_order(command_line, people), "--depart", days(3), "--take", people
    )
    assert made["done"] == people
    number: int = made["number"]
    return number


def test_coaches_are_filled_and_nobody_sits_beyond_the_legal_seats(
    command_line: CommandLine, tmp_path: Path
) -> None:
    batch = planned(command_line, tmp_path, 6)
    refused = command_line.run("dispatch", "seats", batch, code=3)
    assert "登记车辆" in refused["error"]["message"]
    coach = command_line.run("dispatch", "vehicle", batch, "--seats", 4, "--plate", "湘M00001")
    assert (coach["number"], coach["places"]) == (1, 3)
    assert len(coach["remarks"]) == 5
    full = command_line.run("dispatch", "seats", batch)
    assert (full["seated"], len(full["unseated"])) == (3, 3)
    command_line.run("dispatch", "vehicle", batch, "--seats", 5)
    done = command_line.run("dispatch", "seats", batch)
    assert (done["seated"], done["unseated"]) == (6, [])
    assert [one["seated"] for one in done["vehicles"]] == [3, 3]
    who = grown(6)[0].doc_no
    over = command_line.run("dispatch", "seat", batch, who, "--vehicle", 1, "--seat", 4, code=3)
    assert "最多坐 3 人" in over["error"]["message"]
    free = command_line.run("dispatch", "seat", batch, who, "--vehicle", 2, "--seat", 4)
    assert [one["seated"] for one in free["vehicles"]] == [2, 4]
    command_line.run("dispatch", "seat", batch, who, "--vehicle", 9, "--seat", 1, code=2)
    command_line.run("dispatch", "vehicle", batch, "--seats", 500, code=3)
    late = ("dispatch", "vehicle", batch, "--seats", 50, "--insured-to", days(4))
    assert "车辆保险" in command_line.run(*late, code=3)["error"]["message"]
    assert command_line.run("verify")["sound"]


def test_a_list_is_divided_into_groups(command_line: CommandLine, tmp_path: Path) -> None:
    batch = planned(command_line, tmp_path, 6)
    made = command_line.run("dispatch", "groups", batch, "--most", 4)
    assert made["count"] == 2
    assert [one["people"] for one in made["groups"]] == [3, 3]
    assert all(one["leader"] for one in made["groups"])
    assert command_line.run("dispatch", "groups", batch)["count"] == 1
