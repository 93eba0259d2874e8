"""A script that knows only the contract of the command line, with days long gone or yet to come."""

from __future__ import annotations

import contextlib
import datetime
import random
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import office
from gigdesk.cli import session
from gigdesk.demo import people
from tests.making import HERE, LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

TODAY = datetime.datetime.now(tz=HERE).date()
FIVE = ("new", "updated", "unchanged", "undecided", "rejected")
SEALED = {"rows", "file", "sha256"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "我的 花名册"
    made.mkdir()
    return made


def book(path: Path, rows: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def roster(folder: Path, count: int) -> tuple[Path, list[people.Person]]:
    """Write what a village sends: name, number, telephone, village, and nothing else."""
    some = people.make(random.Random(3), count * 8, TODAY)
    crew = [one for one in some if 25 <= TODAY.year - one.birth.year <= 50][:count]
    rows = [[one.name, one.doc_no, one.phone, one.village] for one in crew]
    return book(folder / "名单.xlsx", [["姓名", "身份证号", "电话", "村"], *rows]), crew


def test_people_come_in_are_found_and_go_out(command_line: CommandLine, folder: Path) -> None:
    run = command_line.run
    path, (one, other, *_) = roster(folder, 4)
    seen = run("workers", "import", path, "--dry-run", "--save-map", folder / "列.json")
    assert seen["number"] is None
    taken = run(
        "workers", "import", path, "--map", folder / "列.json", "--rejects", folder / "退.xlsx"
    )
    assert sum(taken[name] for name in FIVE) == taken["rows"] == taken["new"] == 4
    assert run("workers", "import", path)["unchanged"] == 4
    (found,) = run("workers", "find", one.doc_no, "--limit", 1)["workers"]
    assert found.keys() >= {"id", "name", "docno", "phone", "village"}
    assert run("workers", "show", one.doc_no)["docno"] == found["docno"] != one.doc_no
    for layout, rows in (("ledger", 4), ("staff", 1)):
        where = ("--where", one.doc_no) if rows == 1 else ()
        out = folder / f"{layout}.xlsx"
        assert run("workers", "export", out, "--layout", layout, *where)["rows"] == rows
    form = book(folder / "上报.xlsx", [["姓名", "电话"], ["{{姓名}}", "{{联系电话}}"]])
    assert run("workers", "export", folder / "填.xlsx", "--form", form)["rows"] == 4
    twin = people.document_number("439927", one.birth, 71, one.sex)
    added = run("workers", "add", "--name", one.name, "--docno", twin, "--village", one.village)
    assert added["warnings"]  # told, and no reason to stop a script
    assert len(run("workers", "duplicates")["pairs"]) == 1
    merged = run("workers", "merge", one.doc_no, twin)
    assert run("undo")["undone"] == merged["number"]
    number = run("workers", "consent", other.doc_no, "--purpose", "employer")["number"]
    undone = run("undo")  # a consent stays: the last act that can be undone goes
    assert undone["undone"] < number
    (passed,) = undone["passed_over"]
    assert passed["number"] == number
    assert passed["reason"]
    run("workers", "undo-import", taken["number"], code=3)  # the consent came later
    assert run("workers", "undo-import", taken["number"], "--leave-changed")["removed"] == 3


@pytest.mark.parametrize("year", [TODAY.year - 1, TODAY.year + 1])
def test_the_main_road_is_gone_in_any_year(
    command_line: CommandLine, folder: Path, year: int
) -> None:
    run, first, last = command_line.run, f"{year}-03-02", f"{year}-03-31"
    is_past = year < TODAY.year
    path, crew = roster(folder, 4)
    run("workers", "import", path)
    employer = run("employers", "add", "--name", "绿源合作社")["number"]
    order = run(
        *("orders", "add", "--employer", employer, "--trade", "采棉工", "--people", 4),
        *("--from", first, "--to", last, "--place", "新疆沙湾", "--pay", "day:160"),
    )["number"]
    assert [one["number"] for one in run("orders", "list")["orders"]] == [order]
    proposed = run("dispatch", "propose", order, "--limit", 4)["candidates"]
    assert all(one["for"] and one["against"] for one in proposed)
    batch = run("dispatch", "new", order, "--depart", first, "--take", 3)
    assert [first in one for one in batch["remarks"]] == [True] * is_past
    number, listed = batch["number"], {one["name"] for one in batch["people"] if one["done"]}
    (rest,) = [one for one in crew if one.name not in listed]
    assert run("dispatch", "add", number, rest.doc_no)["done"] == 1
    refused = run("dispatch", "send", number, code=3)
    assert {tuple(one["rules"]) for one in refused["people"]} == {("no_consent", "no_contract")}
    for one in crew:
        run("workers", "consent", one.doc_no, "--purpose", "employer")
    papers = run("dispatch", "contracts", number, folder / "合同.pdf")
    assert papers["pages"] >= papers["contracts"] == 4
    assert run("dispatch", "sign", number, "--all")["done"] == 4
    begun = datetime.datetime.now(tz=HERE).date().isoformat()
    sent = run("dispatch", "send", number)
    ended = datetime.datetime.now(tz=HERE).date().isoformat()  # midnight may lie between
    assert sent["sent_on"] in ({first} if is_past else {begun, ended})
    assert [first in one for one in sent["remarks"]] == [True] * (not is_past)
    assert all(one["remarks"] for one in sent["people"])  # nobody named somebody to call
    for layout in ("coach", "employer", "filing"):
        out = folder / f"{layout}.xlsx"
        assert run("dispatch", "roster", number, out, "--layout", layout).keys() == SEALED
    insured_with_consent(command_line, number, crew[0], folder)
    days_are_taken(command_line, number, book(folder / "考勤.xlsx", matrix(crew)), f"{year}-03")
    assert run("attendance", "export", number, folder / "月.xlsx")["rows"] == 4
    assert run("dispatch", "return", number)["returned_on"] == last
    for kind in ("worker", "order", "batch", "import"):
        assert run("history", kind, 1)["history"]
    assert run("verify")["sound"]


def insured_with_consent(
    command_line: CommandLine, batch: int, one: people.Person, folder: Path
) -> None:
    """Write the list for the insurer: who has not agreed is named, or left out where asked."""
    run, out = command_line.run, folder / "保.xlsx"
    run("dispatch", "insurance", batch, out, "--leave-out", code=3)
    assert not out.exists()
    made = run("dispatch", "insurance", batch, out)
    assert (made["rows"], len(made["without_consent"]), len(made["remarks"])) == (4, 4, 1)
    run("workers", "consent", one.doc_no, "--purpose", "insurer")
    made = run("dispatch", "insurance", batch, out, "--leave-out")
    assert (made["rows"], len(made["without_consent"]), len(made["remarks"])) == (1, 3, 1)


def matrix(crew: list[people.Person]) -> list[list[Any]]:
    """Return a month in which four people came on every day but the first, and two strays."""
    rows: list[list[Any]] = [["姓名", *range(1, 32)]]
    rows += [[one.name, None, *["√"] * 30] for one in crew]
    return [*rows, ["外乡人", "√"], [crew[0].name, "√"]]


def days_are_taken(command_line: CommandLine, batch: int, path: Path, month: str) -> None:
    """Take in the month; days to come are taken as stated, and told."""
    left = path.with_name("没有写入.xlsx")
    words = ("attendance", "import", batch, path, "--month", month, "--rejects", left)
    past = command_line.run(*words, "--only-past", "--dry-run")
    tried, done = command_line.run(*words, "--dry-run"), command_line.run(*words)
    assert past["cells"] == done["cells"] == past["days"] + past["rejected"] + 1
    assert past["days"] == (0 if done["ahead"] else 120)
    lines = list(openpyxl.load_workbook(left).worksheets[0].iter_rows(values_only=True))[-2:]
    assert (lines[0][2], lines[0][3], lines[0][5]) == (6, "外乡人", "√")
    assert all(line[-1] for line in lines)
    assert tried == {**done, "number": None}
    assert (done["rows"], done["matched"], len(done["unmatched"])) == (6, 5, 1)
    assert (done["month"], done["months"]) == (month, [month])
    assert (done["days"], done["rejected"], done["of_unmatched"]) == (120, 1, 1)
    assert done["cells"] == 120 + 1 + 1
    assert done["ahead"] == (0 if month < TODAY.isoformat() else 120)
    assert len(done["remarks"]) == bool(done["ahead"])
    assert done["unmatched"][0]["reason"]
    command_line.run(*words[:-1], path, code=2)
    again = command_line.run(*words)
    assert (again["days"], again["written"], again["ahead"]) == (120, 0, done["ahead"])


def test_a_path_that_is_none_is_bad_usage(
    command_line: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    nowhere = folder / "没有" / "a.xlsx"
    for words in (
        ("workers", "import", "-"),
        ("workers", "export", "-"),
        ("workers", "export", nowhere),
        ("workers", "export", folder),
        ("backup", "-"),
        ("restore", "-"),
        ("restore", nowhere),
        ("workers", "consent", "1", "--purpose", "nonsense"),
        ("attendance", "import", 1, "-"),
        ("attendance", "export", 1, "a.xlsx", "--month", "2026-13"),
        ("attendance", "export", 1, "a.xlsx", "--month", "9999-12"),
        ("undo", "9" * 30),
        ("orders", "list", "--limit", "9" * 30),
        ("orders", "list", "--limit", "-1"),
        ("employers", "list", "--limit", "0"),
        ("dispatch", "propose", 1, "--limit", "9" * 30),
        ("dispatch", "new", 1, "--depart", "2026-09-01", "--take", "9" * 30),
        ("dispatch", "new", 1, "--depart", "20260901"),
        ("dispatch", "new", 1, "--depart", "2026-W36-2"),
    ):
        answer = command_line.run(*words, code=2)
        assert answer["error"]["message"]
    assert list(folder.iterdir()) == []


def test_while_the_desk_is_open_elsewhere_reading_works_and_writing_waits_then_fails(
    command_line: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.WAIT_MS == 5000
    monkeypatch.setattr(session, "WAIT_MS", 50)
    path, _ = roster(folder, 2)
    with contextlib.closing(office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)):
        assert command_line.run("workers", "find", "x")["count"] == 0
        assert command_line.run("workers", "import", path, "--dry-run")["new"] == 2
        refused = command_line.run("employers", "add", "--name", "甲", code=4)
        assert refused["error"]["code"] == "errors.busy_desk"
    command_line.run("employers", "add", "--name", "甲")
