"""Reserve pools by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_road import days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_a_pool_is_made_called_up_and_the_comers_go_on_the_batch(
    command_line: CommandLine, tmp_path: Path
) -> None:
    roster = write_roster(tmp_path / "a.xlsx", list(map(row_of, grown(3))))
    command_line.run("workers", "import", roster)
    batch = command_line.run("dispatch", "new", take_order(command_line, 3), "--depart", days(3))[
        "number"
    ]
    pool = command_line.run("dispatch", "pool", "采棉预备", "--trade", "采棉")["number"]
    who = [one.doc_no for one in grown(3)]
    assert command_line.run("dispatch", "reserve", pool, *who)["done"] == 3
    assert command_line.run("dispatch", "pools")["pools"][0]["people"] == 3
    call = ("dispatch", "call", pool)
    command_line.run(*call, who[0], "--result", "comes", "--batch", batch)
    command_line.run(*call, who[1], "--result", "declines", "--batch", batch, code=3)
    command_line.run(*call, who[1], "--result", "declines", "--why", "far", "--batch", batch)
    listed = command_line.run(
        "dispatch", "calls", pool, "--batch", batch, "--out", tmp_path / "b.xlsx"
    )
    assert [one["result"] for one in listed["people"]] == ["comes", "declines", None]
    assert listed["rows"] == 3
    assert command_line.run("dispatch", "take-comers", pool, batch)["done"] == 1
    command_line.run("dispatch", "take-comers", pool, batch, code=3)
    assert command_line.run("dispatch", "reserve", pool, who[2], "--remove")["done"] == 1
    assert command_line.run("dispatch", "calls", pool)["count"] == 2
    command_line.run("dispatch", "pool", pool, "--close")
    assert command_line.run("dispatch", "pools")["count"] == 0
    assert command_line.run("verify")["sound"]
