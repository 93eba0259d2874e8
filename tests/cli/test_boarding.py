"""The way there by command: signed in, counted, sent, arrived, money handed out, gone home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from tests.cli.test_road import TODAY, days, grown
from tests.cli.test_seating import planned

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_the_way_there_is_signed_in_and_counted(command_line: CommandLine, tmp_path: Path) -> None:
    batch = planned(command_line, tmp_path, 6)
    command_line.run("dispatch", "vehicle", batch, "--seats", 4)
    command_line.run("dispatch", "vehicle", batch, "--seats", 4)
    command_line.run("dispatch", "seats", batch)
    people = [one.doc_no for one in grown(6)]
    told = command_line.run("dispatch", "board", batch, *people[:2], "没有的人")
    assert (told["done"], len(told["unread"])) == (2, 1)
    assert [one["aboard"] for one in told["vehicles"]] == [2, 0]
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(people[2:5]), encoding="utf-8")
    command_line.run("dispatch", "board", batch, "--list", listed)
    absent = ("dispatch", "board", batch, people[5], "--absent", "missing")
    told = command_line.run(*absent)
    assert told["vehicles"][1]["missing"] == [
        {"name": told["vehicles"][1]["missing"][0]["name"], "why": "absent"}
    ]
    off = command_line.run("dispatch", "count", batch, 2, 3)
    assert (off["agrees"], off["difference"], off["aboard"]) == (False, 1, 2)
    command_line.run("dispatch", "count", batch, 2, 4, code=3)
    assert command_line.run("dispatch", "count", batch, 2, 2)["agrees"]
    shown = command_line.run("dispatch", "boarding", batch)
    assert sorted(one["result"] for one in shown["people"]) == ["absent", *["present"] * 5]
    stop = command_line.run("dispatch", "count", batch, 1, 3, "--leg", 2, "--stop", "服务区")
    assert stop["agrees"]
    assert command_line.run("dispatch", "boarding", batch, "--leg", 2)["legs"]["2"] == "服务区"
    command_line.run("dispatch", "board", batch, "没有的人", code=3)
    command_line.run("dispatch", "board", batch, code=2)
    assert command_line.run("verify")["sound"]


def test_money_handed_out_is_listed_corrected_and_written_to_sign(
    command_line: CommandLine, tmp_path: Path
) -> None:
    batch = planned(command_line, tmp_path, 2)
    one, two = (each.doc_no for each in grown(2))
    told = command_line.run("dispatch", "advance", batch, one, two, "--amount", "150.50")
    assert told["total_fen"] == 30_100
    first, _ = told["numbers"]
    told = command_line.run(
        "dispatch", "correct-advance", batch, first, "--amount", 100, "--reason", "多写了"
    )
    assert told["total_fen"] == 25_050
    told = command_line.run("dispatch", "correct-advance", batch, first, "--reason", "没有领")
    assert told["total_fen"] == 15_050
    file = tmp_path / "advances.xlsx"
    assert command_line.run("dispatch", "advances", batch, file)["rows"] == 1
    assert openpyxl.load_workbook(file).worksheets
    command_line.run("dispatch", "advance", batch, one, "--amount", 99999, code=3)
    assert command_line.run("dispatch", "advances", batch)["total_fen"] == 15_050
    assert command_line.run("verify")["sound"]


def test_arrival_early_leave_and_the_way_home(command_line: CommandLine, tmp_path: Path) -> None:
    batch = planned(command_line, tmp_path, 3)
    one, two, three = (each.doc_no for each in grown(3))
    command_line.run("dispatch", "consent", batch, "--all")
    command_line.run("dispatch", "contracts", batch, tmp_path / "c.pdf")
    command_line.run("dispatch", "send", batch, "--on", days(0))
    told = command_line.run("dispatch", "arrive", batch, one, two)
    assert told["done"] == 2
    command_line.run("dispatch", "arrive", batch, three, "--absent", "other", code=3)
    command_line.run("dispatch", "arrive", batch, three, "--absent", "other", "--note", "转去别处")
    command_line.run(
        "dispatch", "leave", batch, three, "--on", TODAY.isoformat(), "--code", "other_work"
    )
    (told,) = command_line.run("dispatch", "leavers")["employers"]
    assert (told["sent"], told["left"], told["reasons"]) == (3, 1, {"另找了活": 1})
    home = command_line.run("dispatch", "home", batch, one, "--on", days(0))
    assert home["done"] == 1
    command_line.run("dispatch", "home", batch, three, "--on", days(0), code=3)
