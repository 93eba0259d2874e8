"""Insurance by command: product, list, sending, receipt, cover, decision, and the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli.test_road import days, grown, row_of, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

PRODUCT = (
    *("dispatch", "product", "--name", "团体意外险", "--insurer", "人民人寿"),
    *("--age-min", 16, "--age-max", 65, "--classes", "1-4", "--premium", "3"),
    *("--employer-pays", "2", "--station-pays", "1"),
)


def planned(command_line: CommandLine, folder: Path, people: int) -> int:
    """Return the number of a batch of so many people whose order promises cover."""
    run, crew = command_line.run, grown(people)
    run("workers", "import", write_roster(folder / "a.xlsx", list(map(row_of, crew))))
    employer = run("employers", "add", "--name", "绿源合作社", "--address", "寿光")
    order = run(
        *("orders", "add", "--employer", employer["number"], "--trade", "采棉工"),
        *("--people", people, "--from", days(3), "--to", days(40), "--place", "新疆沙湾"),
        *("--pay", "day:160", "--insurance", "accident"),
    )
    made = run("dispatch", "new", order["number"], "--depart", days(3), "--take", people)
    assert made["done"] == people
    number: int = made["number"]
    return number


def test_a_list_is_made_sent_and_put_right_by_the_next_version(
    command_line: CommandLine, tmp_path: Path
) -> None:
    run, crew = command_line.run, grown(4)
    batch = planned(command_line, tmp_path, 4)
    assert run(*PRODUCT)["number"] == 1
    wrong = run(*PRODUCT[:-1], "2", code=3)
    assert "一分不差" in wrong["error"]["message"]
    asked = ("dispatch", "insure", batch, "--product", 1)
    assert "职业类别" in run(*asked, code=3)["error"]["message"]
    nobody = run(*asked, "--class", 3, "--dry-run")
    assert nobody["number"] is None
    assert nobody["count"] == 0
    assert {one["rules"][0] for one in nobody["not_insurable"]} == {"no_insurer_consent"}
    for one in crew:
        run("workers", "consent", one.doc_no, "--purpose", "insurer")
    made = run(*asked, "--class", 3)
    assert (made["version"], made["count"], made["added"], made["before"]) == (1, 4, 4, 0)
    assert made["premium_fen"] == 4 * 38 * 300
    told = run("dispatch", "cover", batch)
    assert (told["cover_asked"], told["uncovered"]) == (True, 4)
    assert {one["cover"] for one in told["people"]} == {"unsent"}
    first = run("dispatch", "list-out", batch, tmp_path / "1.xlsx")
    assert (first["rows"], len(first["sha256"])) == (4, 64)
    assert run("dispatch", "list-sent", batch, "--how", "wechat")["effective_on"] <= days(3)
    run("dispatch", "list-receipt", batch, "--receipt", "R-1", "--policy", "P-1")
    assert run("dispatch", "cover", batch)["uncovered"] == 0
    run("dispatch", "remove", batch, crew[0].doc_no)
    second = run(*asked)  # the class was said for this order
    assert (second["version"], second["count"], second["removed"]) == (2, 3, 1)
    assert second["changes"][0]["goes"] == crew[0].name
    assert run("dispatch", "list-out", batch, tmp_path / "2.pdf", "--changes")["rows"] == 1
    run("dispatch", "list-drop", batch, "--version", 1, code=3)
    run("dispatch", "list-drop", batch, "--version", 2)
    (only,) = run("dispatch", "lists", batch)["lists"]
    assert (only["version"], only["state"], only["receipt_no"]) == (1, "sent", "R-1")
    assert run("verify")["sound"]


def test_products_are_listed_changed_and_retired(command_line: CommandLine) -> None:
    run = command_line.run
    run(*PRODUCT, "--cutoff", "17:00", "--valid-days", 30)
    (one,) = run("dispatch", "products")["products"]
    assert (one["classes"], one["cutoff_time"], one["premium_fen"]) == ("1,2,3,4", "17:00", 300)
    run("dispatch", "product-change", 1, "--age-max", 60, "--retired")
    assert run("dispatch", "products")["products"] == []
    (one,) = run("dispatch", "products", "--all")["products"]
    assert (one["age_max"], one["state"]) == (60, "retired")
    assert "没有这种" in run("dispatch", "product-change", "没有这种", code=2)["error"]["message"]


def test_the_head_lets_somebody_go_without_cover(command_line: CommandLine, tmp_path: Path) -> None:
    run, crew = command_line.run, grown(2)
    batch = planned(command_line, tmp_path, 2)
    refused = run("dispatch", "send", batch, code=3)
    assert all("no_cover" in one["rules"] for one in refused["people"])
    run("dispatch", "decide-cover", batch, crew[0].doc_no, code=3)
    run("dispatch", "decide-cover", batch, crew[0].doc_no, "--reason", "到达后补保")
    told: dict[str, Any] = run("dispatch", "cover", batch)
    assert [one["cover"] for one in told["people"]].count("waived") == 1
    refused = run("dispatch", "send", batch, code=3)
    without = [one["name"] for one in refused["people"] if "no_cover" in one["rules"]]
    assert without == [crew[1].name]


def test_the_checklist_computes_its_lines_and_takes_ticks(
    command_line: CommandLine, tmp_path: Path
) -> None:
    run = command_line.run
    batch = planned(command_line, tmp_path, 2)
    told = run("dispatch", "checklist", batch)
    lines = {one["line"]: one for one in told["lines"]}
    assert (lines["recruited"]["state"], lines["recruited"]["of"]) == ("done", 2)
    assert (lines["list"]["state"], lines["list"]["done"]) == ("open", 0)
    assert lines["visit"]["state"] == "late"
    assert lines["visit"]["by_hand"]
    assert told["late"] == sum(one["state"] == "late" for one in told["lines"])
    run("dispatch", "tick", batch, "visit", "--on", days(-2), "--note", "看了宿舍")
    (visit,) = (one for one in run("dispatch", "checklist", batch)["lines"] if one["done_by"])
    assert (visit["line"], visit["state"], visit["note"]) == ("visit", "done", "看了宿舍")
    run("dispatch", "tick", batch, "visit", "--undone")
    run("dispatch", "tick", batch, "visit", "--undone", code=2)
    run("dispatch", "tick", batch, "visit", "--on", days(1), code=3)
    run("dispatch", "tick", batch, "recruited", code=2)
    assert run("verify")["sound"]
