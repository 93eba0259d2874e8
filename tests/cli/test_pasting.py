"""Lists of villages put on a batch by command: whoever is meant for sure, every other line back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.test_road import days, grown, row_of, take_order, write_roster

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_lines_of_one_person_go_on_the_list_and_every_other_line_comes_back(
    command_line: CommandLine, tmp_path: Path
) -> None:
    known = grown(5)
    twins = [*map(row_of, known), [known[0].name, *row_of(known[4])[1:]]]
    twins[5][2] = grown(6)[5].doc_no
    command_line.run("workers", "import", write_roster(tmp_path / "a.xlsx", twins))
    batch = command_line.run("dispatch", "new", take_order(command_line), "--depart", days(3))
    lines = [
        "#接龙",
        f"1. {known[1].name} {known[1].phone}",
        f"2、{known[2].name}",
        f"3. {known[2].name} {known[2].doc_no}",
        f"4. {known[0].name}",
        "5. 赵无名",
        f"6. {known[3].name} 不去了",
    ]
    chat = tmp_path / "接龙.txt"
    chat.write_text("\n".join(lines), encoding="gb18030")
    looked = command_line.run("dispatch", "paste", batch["number"], chat, "--dry-run")
    assert (looked["matched"], looked["done"]) == (3, 0)
    done = command_line.run("dispatch", "paste", batch["number"], chat)
    assert (done["lines"], done["matched"], done["repeated"], done["done"]) == (6, 3, 1, 2)
    assert [one["name"] for one in done["people"]] == [known[1].name, known[2].name]
    assert {one["line"]: one["match"] for one in done["open"]} == {
        5: "many",
        6: "none",
        7: "withdrawn",
    }
    assert len(done["open"][0]["could_be"]) == 2
    assert done["matched"] + len(done["open"]) == done["lines"]
    again = command_line.run("dispatch", "paste", batch["number"], chat, code=3)
    assert {rule for one in again["people"] for rule in one["rules"]} == {"already_listed"}
    assert known[2].doc_no not in str(again)


def test_a_village_roster_goes_on_the_list_by_its_numbers(
    command_line: CommandLine, tmp_path: Path
) -> None:
    roster = write_roster(tmp_path / "a.xlsx", list(map(row_of, grown(4))))
    command_line.run("workers", "import", roster)
    batch = command_line.run("dispatch", "new", take_order(command_line), "--depart", days(3))
    done = command_line.run("dispatch", "paste", batch["number"], roster)
    assert done["done"] == 4
    assert command_line.run("dispatch", "paste", 99, roster, code=2)["error"]
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    assert command_line.run("dispatch", "paste", batch["number"], photo, code=2)["error"]
