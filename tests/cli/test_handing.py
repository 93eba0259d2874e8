"""The papers of a batch by command: one name for each, the form told by the name of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.documents.pdf import preview
from tests.cli.test_road import grown
from tests.cli.test_seating import planned

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_every_paper_is_written_in_both_forms_and_noted(
    command_line: CommandLine, tmp_path: Path
) -> None:
    batch = planned(command_line, tmp_path, 6)
    refused = command_line.run("dispatch", "vehicle-sheet", batch, tmp_path / "v.pdf", code=3)
    assert "登记车辆" in refused["error"]["message"]
    command_line.run("dispatch", "vehicle", batch, "--seats", 9, "--plate", "湘F12345")
    command_line.run("dispatch", "seats", batch)
    for words in (
        ("roster", "--variant", "coach"),
        ("roster", "--variant", "employer"),
        ("roster", "--layout", "filing", "--recipient", "县人社局"),
        ("cards",),
        ("vehicle-sheet",),
        ("promise",),
        ("promise", "--together"),
        ("meals",),
    ):
        for form in ("pdf", "xlsx"):
            out = tmp_path / f"{''.join(words)}.{form}"
            made = command_line.run("dispatch", words[0], batch, out, *words[1:])
            assert made["rows"] == 6
            assert made["file"] == str(out)
            assert ("pages" in made) is (form == "pdf")
            assert made.get("missing_characters", []) == []
            if form == "pdf":
                assert preview.page_count(out.read_bytes()) == made["pages"]
    wrong = command_line.run("dispatch", "cards", batch, tmp_path / "a.docx", code=2)
    assert wrong["error"]["code"]
    command_line.run("dispatch", "roster", batch, tmp_path / "a.pdf", code=2)


def test_promises_are_noted_with_a_witness(command_line: CommandLine, tmp_path: Path) -> None:
    batch = planned(command_line, tmp_path, 3)
    who = grown(3)[0].doc_no
    noted = command_line.run("dispatch", "promised", batch, who, "--seen-by", "王干部")
    assert (noted["done"], noted["refused"]) == (1, 0)
    whole = command_line.run("dispatch", "promised", batch, "--all", "--seen-by", "王干部")
    assert whole["done"] == 3
    shown = command_line.run("dispatch", "show", batch)
    assert shown["promised"] == 3
    assert {one["promise_state"] for one in shown["members"]} == {"signed"}
    assert {one["promise_seen_by"] for one in shown["members"]} == {"王干部"}
    command_line.run("dispatch", "promised", batch, "--all", who, "--seen-by", "王干部", code=2)
    command_line.run("dispatch", "promised", batch, "--all", code=2)
    late = ("dispatch", "promised", batch, "--all", "--seen-by", "王", "--on", "2099-01-01")
    assert "晚于今天" in command_line.run(*late, code=3)["error"]["message"]
    out = tmp_path / "signed.xlsx"
    command_line.run("dispatch", "promise", batch, out, "--together")
    assert command_line.run("undo")["number"]


def test_no_whole_number_stands_on_the_employer_s_paper(
    command_line: CommandLine, tmp_path: Path
) -> None:
    batch = planned(command_line, tmp_path, 3)
    out = tmp_path / "e.pdf"
    command_line.run("dispatch", "roster", batch, out, "--variant", "employer")
    words = "".join(preview.page_texts(out.read_bytes()))
    assert not re.search(r"\d{17}[\dXx]", words)
