"""Hours by command: entered, measured over all orders, and who is elsewhere on the same day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.cli import labels
from tests.cli.test_road import TODAY, days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_hours_are_entered_measured_and_held_against_the_limits(
    command_line: CommandLine, tmp_path: Path
) -> None:
    who = grown(1)[0]
    command_line.run("workers", "import", write_roster(tmp_path / "a.xlsx", [row_of(who)]))
    order = take_order(command_line, 1)
    command_line.run("workers", "consent", who.doc_no, "--purpose", "dispatch")
    batch = command_line.run("dispatch", "new", order, "--depart", days(0), "--take", 1)["number"]
    command_line.run("dispatch", "contracts", batch, tmp_path / "c.pdf")
    command_line.run("dispatch", "sign", batch, "--all")
    command_line.run("dispatch", "send", batch)
    today = TODAY.isoformat()
    refused = command_line.run("attendance", "enter", batch, who.doc_no, today, "嗯", code=3)
    assert "看不懂" in refused["error"]["message"]
    made = command_line.run("attendance", "enter", batch, who.doc_no, today, "8+4", "--hours")
    assert (made["written"], made["corrected"], made["remarks"]) == (1, 0, [])
    kind = ("attendance", "enter", batch, who.doc_no, today, "8+4", "--hours", "--kind", "work")
    assert "写明原因" in command_line.run(*kind, code=3)["error"]["message"]
    assert command_line.run(*kind, "--reason", "已补休")["corrected"] == 1
    told = command_line.run("attendance", "hours", "--batch", batch, "--month", today[:7])
    assert told["people"][0]["hours"] == "12"
    assert told["people"][0]["overtime"] == {"work": "4", "rest": "0", "statutory": "0"}
    assert told["people"][0]["weighted"] == "6"
    assert [one["serious"] for one in told["people"][0]["alerts"]] == [False]
    assert "超过 11 小时" in told["people"][0]["alerts"][0]["message"]
    assert command_line.run("attendance", "hours", "--person", who.doc_no) == told
    command_line.run("attendance", "hours", code=2)
    assert command_line.run("attendance", "overlaps", batch) == {
        "count": 0,
        "overlaps": [],
    }
    emptied = command_line.run("attendance", "enter", batch, who.doc_no, today, "-")
    assert emptied["corrected"] == 1
    weigh = ("attendance", "weigh", batch, who.doc_no, today)
    assert command_line.run(*weigh, "35.5-1.2?", "--part", "morning")["written"] == 1
    assert (
        "看不懂" in command_line.run(*weigh, "嗯", "--part", "evening", code=3)["error"]["message"]
    )
    (noted,) = (
        one
        for one in command_line.run("history", "worker", who.doc_no)["history"]
        if one["record"]["tbl"] == "weighing"
    )
    shown = labels.changes({**noted["record"], **noted})
    assert shown == "早晚 早；称重（克） 35500；扣杂（克） 1200；扣杂有争议 是"
    said = command_line.run("attendance", "confirm", batch, today[:7], "--by", "赵青禾")
    assert said["days"] == "0"
    assert (
        "已确认" in command_line.run(*weigh, "36", "--part", "morning", code=3)["error"]["message"]
    )
    later = (TODAY + datetime.timedelta(days=1)).isoformat()
    command_line.run("attendance", "enter", batch, who.doc_no, later, "1", code=3)
    assert command_line.run("verify")["sound"]


def test_a_leaders_sheet_is_written_and_keyed_back(
    command_line: CommandLine, tmp_path: Path
) -> None:
    people = grown(2)
    command_line.run(
        "workers", "import", write_roster(tmp_path / "a.xlsx", list(map(row_of, people)))
    )
    order = take_order(command_line, 2)
    for one in people:
        command_line.run("workers", "consent", one.doc_no, "--purpose", "dispatch")
    batch = command_line.run("dispatch", "new", order, "--depart", days(0), "--take", 2)["number"]
    command_line.run("dispatch", "groups", batch)
    command_line.run("dispatch", "contracts", batch, tmp_path / "c.pdf")
    command_line.run("dispatch", "sign", batch, "--all")
    command_line.run("dispatch", "send", batch)
    span = ("--from", TODAY.isoformat(), "--to", TODAY.isoformat(), "--group", 1)
    made = command_line.run("attendance", "leader-sheet", batch, tmp_path / "l.pdf", *span)
    assert made["rows"] == 2
    lines = tmp_path / "lines.txt"
    lines.write_text("0013 1 = 1\n0026 0.5 = 1\n= 2\n", encoding="utf-8")
    wrong = command_line.run("attendance", "key-back", batch, lines, *span, code=3)
    assert "录入合计 0.5，纸上是 1" in wrong["error"]["message"]
    lines.write_text("0013 1 = 1\n0026 0.5 = 0.5\n1.5 = 1.5\n", encoding="utf-8")
    kept = command_line.run("attendance", "key-back", batch, lines, *span)
    assert (kept["written"], kept["differences"], kept["refused"]) == (2, [], [])
    command_line.run("attendance", "key-back", batch, lines, *span[:-1], 9, code=2)
