"""Rows that go back as a workbook, are corrected there and come in again, over the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

FIVE = ("new", "updated", "unchanged", "undecided", "rejected")
NUMBERS = [rosters.number(at) for at in (1, 3, 5, 7)]


def messy(path: Path) -> Path:
    """Write a roster of one known person, one right row and three that wait."""
    people: list[list[Any]] = [
        ["刘桂花", NUMBERS[0], "13800000001", "新建村"],
        ["陈秀英", NUMBERS[1][:-1], "13800000002", "新建村"],
        ["杨建国", None, "13800000003", "新建村"],
        ["黄志强", int(NUMBERS[3][:15] + "000"), "13800000004", "新建村"],
    ]
    return rosters.book(path, people)


def corrected(source: Path, out: Path, numbers: dict[str, str], *, bare: bool = False) -> Path:
    """Write numbers beside names, as somebody does in a workbook that came back."""
    book = openpyxl.load_workbook(source)
    page = book.active
    assert page is not None
    if bare:
        page.delete_cols(page.max_column)
    for row in page.iter_rows(min_row=2):
        if row[0].value in numbers:
            row[1].value = numbers[str(row[0].value)]
    book.save(out)
    return out


def inbox(command_line: CommandLine) -> list[tuple[int, str]]:
    """Return the import and the name of every row that waits."""
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD, read_only=True)
    found = imports.waiting(desk)
    assert imports.count(desk) == len(found)
    desk.close()
    return [(row["intake_number"], row["fields"]["name"]) for row in found]


def counts(answer: dict[str, Any]) -> dict[str, int]:
    assert sum(answer[kind] for kind in FIVE) == answer["rows"]
    return {kind: answer[kind] for kind in FIVE if answer[kind]}


@pytest.mark.parametrize("dry", [True, False])
def test_a_corrected_workbook_settles_the_rows_that_wait_and_undoing_it_brings_them_back(
    command_line: CommandLine, tmp_path: Path, *, dry: bool
) -> None:
    roster, back = messy(tmp_path / "a.xlsx"), tmp_path / "back.xlsx"
    if dry:
        command_line.run("workers", "import", roster, "--dry-run", "--rejects", back)
        command_line.run("workers", "import", roster)
    else:
        command_line.run("workers", "import", roster, "--rejects", back)
    before = inbox(command_line)
    assert before == [(1, "陈秀英"), (1, "杨建国"), (1, "黄志强")]
    right = {"陈秀英": NUMBERS[1], "杨建国": NUMBERS[2], "黄志强": NUMBERS[3]}
    fixed = corrected(back, tmp_path / "fixed.xlsx", right)
    taken = command_line.run("workers", "import", fixed)
    assert counts(taken) == {"new": 3}
    assert inbox(command_line) == []
    command_line.run("workers", "undo-import", taken["number"])
    assert inbox(command_line) == before
    assert counts(command_line.run("workers", "import", fixed)) == {"new": 3}
    assert inbox(command_line) == []


def test_rows_that_are_still_wrong_wait_once_however_often_they_go_back(
    command_line: CommandLine, tmp_path: Path
) -> None:
    back, further = tmp_path / "back.xlsx", tmp_path / "further.xlsx"
    command_line.run("workers", "import", messy(tmp_path / "a.xlsx"), "--rejects", back)
    half = corrected(back, tmp_path / "half.xlsx", {"陈秀英": NUMBERS[1]})
    taken = command_line.run("workers", "import", half, "--rejects", further)
    assert counts(taken) == {"new": 1, "rejected": 2}
    assert inbox(command_line) == [(2, "杨建国"), (2, "黄志强")]
    rows = list(openpyxl.load_workbook(further).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert len(rows[0]) == len(set(rows[0])) == 8
    assert [row[-1] for row in rows[1:]] == [
        row[-1]
        for row in openpyxl.load_workbook(back).active.iter_rows(min_row=3, values_only=True)  # type: ignore[union-attr]
    ]
    # The first workbook goes on serving: who corrects it a second time settles the rows as well.
    again = corrected(half, tmp_path / "again.xlsx", {"杨建国": NUMBERS[2]})
    assert counts(command_line.run("workers", "import", again)) == {
        "new": 1,
        "unchanged": 1,
        "rejected": 1,
    }
    assert inbox(command_line) == [(3, "黄志强")]
    last = corrected(further, tmp_path / "last.xlsx", {"黄志强": NUMBERS[3], "杨建国": NUMBERS[2]})
    assert counts(command_line.run("workers", "import", last)) == {"new": 1, "unchanged": 1}
    assert inbox(command_line) == []
    command_line.run("workers", "undo-import", 4)
    assert inbox(command_line) == [(3, "黄志强")]
    command_line.run("workers", "undo-import", 3)
    assert inbox(command_line) == [(2, "杨建国"), (2, "黄志强")]
    command_line.run("workers", "undo-import", 2)
    assert len(inbox(command_line)) == 3


def test_a_workbook_without_references_is_taken_in_as_any_other(
    command_line: CommandLine, tmp_path: Path
) -> None:
    back = tmp_path / "back.xlsx"
    command_line.run("workers", "import", messy(tmp_path / "a.xlsx"), "--rejects", back)
    fixed = corrected(back, tmp_path / "fixed.xlsx", {"杨建国": NUMBERS[2]}, bare=True)
    assert counts(command_line.run("workers", "import", fixed)) == {"new": 1, "rejected": 2}
    assert len(inbox(command_line)) == 5


def test_two_rows_with_one_reference_are_both_kept(
    command_line: CommandLine, tmp_path: Path
) -> None:
    back = tmp_path / "back.xlsx"
    command_line.run("workers", "import", messy(tmp_path / "a.xlsx"), "--rejects", back)
    book = openpyxl.load_workbook(back)
    page = book.active
    assert page is not None
    copied = [cell.value for cell in page[2]]
    page.append(["吴海燕", *copied[1:]])
    book.save(back)
    taken = command_line.run("workers", "import", back)
    assert counts(taken) == {"rejected": 4}
    assert sorted(name for _, name in inbox(command_line)) == [
        "吴海燕",
        "杨建国",
        "陈秀英",
        "黄志强",
    ]
