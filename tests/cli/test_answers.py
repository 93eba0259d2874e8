"""What single commands answer where somebody may be misled: help, names, numbers, repetitions."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import click
import pytest

from gigdesk import __version__
from gigdesk.actions import office
from gigdesk.cli import main as program
from gigdesk.documents.pdf import preview
from tests.actions.workers.imports import rosters
from tests.cli.test_road import HEADERS, grown, row_of, write_roster
from tests.making import LOGIN, MORNING, PASSWORD, move_clock
from tests.workforce import add_batch, add_order, add_person, doc_no

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(commands(program.program)), ids=" ".join)
@pytest.mark.parametrize("sign", ["--help", "-h"])
def test_help_is_one_object_for_scripts_and_text_for_people(
    path: tuple[str, ...], sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["--json", *path, sign]) == 0
    (line,) = capsys.readouterr().out.strip().splitlines()
    told = json.loads(line)
    assert list(told) == ["help"]
    assert program.main([*path, sign]) == 0
    assert capsys.readouterr().out.rstrip() == told["help"]


def test_the_version_is_one_line_for_people_and_one_object_for_scripts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert program.main(["--version", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"GigDesk {__version__}\n"
    assert program.main(["--json", "--version"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": __version__}


@pytest.fixture
def batch(command_line: CommandLine) -> int:
    """Return a planned batch of five people who agreed to it."""
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    move_clock(desk, MORNING)
    people = [add_person(desk, serial) for serial in range(1, 6)]
    add_batch(desk, add_order(desk), people)
    desk.close()
    return 1


def test_the_pages_of_a_folder_of_contracts_are_those_of_its_files(
    command_line: CommandLine, tmp_path: Path, batch: int
) -> None:
    one = command_line.run("dispatch", "contracts", batch, tmp_path / "all.pdf")
    many = command_line.run("dispatch", "contracts", batch, tmp_path / "each")
    pages = [preview.page_count((path).read_bytes()) for path in (tmp_path / "each").iterdir()]
    assert len(pages) == many["contracts"] == 5
    assert many["pages"] == one["pages"] == sum(pages) > 5


def test_contracts_say_which_signed_one_was_printed_again(
    command_line: CommandLine, tmp_path: Path, batch: int
) -> None:
    run = command_line.run
    run("dispatch", "contracts", batch, tmp_path / "all.pdf")
    run("dispatch", "sign", batch, doc_no("1985-03-02", 1))
    again = run("dispatch", "contracts", batch, tmp_path / "again.pdf")
    assert [one["printed_again"] for one in again["made"]] == [True, False, False, False, False]
    assert {one["version"] for one in again["made"]} == {1}


def test_sending_says_how_many_contracts_nobody_signed(
    command_line: CommandLine, tmp_path: Path, batch: int
) -> None:
    run = command_line.run
    run("dispatch", "contracts", batch, tmp_path / "all.pdf")
    run("dispatch", "sign", batch, doc_no("1985-03-02", 1))
    sent = run("dispatch", "send", batch)
    (said,) = sent["remarks"]
    assert said.startswith("4 份合同还没有登记签订")
    assert "等" in said


def test_sending_says_nothing_where_everybody_signed(
    command_line: CommandLine, tmp_path: Path, batch: int
) -> None:
    command_line.run("dispatch", "contracts", batch, tmp_path / "all.pdf")
    command_line.run("dispatch", "sign", batch, "--all")
    assert command_line.run("dispatch", "send", batch)["remarks"] == []


def test_a_file_gets_the_kind_its_name_says_or_is_refused(
    command_line: CommandLine, tmp_path: Path, batch: int
) -> None:
    for words in (
        ("workers", "export", tmp_path / "x.csv"),
        ("workers", "export", tmp_path / "x"),
        ("dispatch", "roster", batch, tmp_path / "x.xls", "--layout", "coach"),
        ("dispatch", "insurance", batch, tmp_path / "x.csv"),
        ("attendance", "export", batch, tmp_path / "x.csv"),
        ("attendance", "wages", batch, tmp_path / "x.pdf"),
        ("dispatch", "contracts", batch, tmp_path / "x.docx"),
        ("dispatch", "contracts", batch, tmp_path / "x.xlsx", "--draft"),
    ):
        told = command_line.run(*words, code=2)["error"]["message"]
        assert ".pdf" in told if "contracts" in words else ".xlsx" in told
    assert not list(tmp_path.glob("x*"))
    assert command_line.run("workers", "export", tmp_path / "大.XLSX")["rows"] == 5
    command_line.run("dispatch", "contracts", batch, tmp_path / "2026.10 合同", "--draft")
    (tmp_path / "old.docs").mkdir()
    command_line.run("dispatch", "contracts", batch, tmp_path / "old.docs", "--draft")


def test_history_names_row_and_desk(command_line: CommandLine, tmp_path: Path) -> None:
    run, (first, second) = command_line.run, grown(2)
    twice = [row_of(first), row_of(second), row_of(second)]
    run("workers", "import", write_roster(tmp_path / "a.xlsx", twice))
    run("workers", "import", write_roster(tmp_path / "b.xlsx", [_other_phone(second)]))
    made, changed = run("history", "worker", second.doc_no)["history"]
    assert (made["source"], made["row"]) == ("a.xlsx", 3)
    assert (changed["source"], changed["row"]) == ("b.xlsx", 2)
    assert made["sheet"]
    assert made["desk"] == changed["desk"]
    assert len(made["desk"]) == 4
    other = run("history", "import", 1)["history"][0]
    assert (other["row"], other["desk"]) == (None, made["desk"])


def test_history_shows_row_and_desk_to_people(
    command_line: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = grown(1)
    command_line.run("workers", "import", write_roster(tmp_path / "a.xlsx", [row_of(one)]))
    capsys.readouterr()
    program.main(["--desk", str(command_line.desk), "history", "worker", one.doc_no])
    head, line = capsys.readouterr().out.splitlines()[1:3]
    assert {"行", "工作台", "来源"} <= set(head.split())
    assert "a.xlsx" in line.split()


def test_the_terms_of_an_order_are_told_to_people_in_words(
    command_line: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line.run("employers", "add", "--name", "绿源")
    command_line.run(
        *("orders", "add", "--employer", "1", "--trade", "采棉工", "--people", 1),
        *("--from", "2027-03-01", "--to", "2027-03-02", "--place", "新疆", "--pay", "day:160"),
        *("--employment-form", "labour", "--hours", "8", "--hours-kind", "standard"),
        *("--pay-cycle", "month", "--pay-method", "bank", "--meals", "free", "--lodging", "none"),
        *("--transport-payer", "employer", "--transport-advance", "station"),
        *("--insurance", "social", "--insurance", "accident", "--insurance-payer", "half"),
    )
    capsys.readouterr()
    assert program.main(["--desk", str(command_line.desk), "dispatch", "propose", "1"]) == 0
    said = capsys.readouterr().out.split("\n\n", maxsplit=1)[0]
    assert "每天 8 小时" in said
    assert not re.search(r"[a-z]{3,}", said), said


def _other_phone(one: Any) -> list[Any]:
    row = row_of(one)
    row[HEADERS.index("联系电话")] = "13800001234"
    return row


def test_what_cannot_be_read_is_bad_usage(command_line: CommandLine, tmp_path: Path) -> None:
    order = (
        *("orders", "add", "--employer", "1", "--trade", "采棉工", "--people", 1),
        *("--from", "2027-03-01", "--to", "2027-03-02", "--place", "新疆"),
    )
    command_line.run("employers", "add", "--name", "绿源")
    for pay in ("moon:1", "day:-1", "160", "day:", "day:1.234"):
        told = command_line.run(*order, "--pay", pay, code=2)["error"]
        assert told["code"] == "cli.error.usage"
        assert told["message"]
    command_line.run(*order, "--pay", "day:160")
    command_line.run("orders", "change", 1, "--pay", "moon:1", code=2)
    new = ("--desk", tmp_path / "other", "init", "--name", "甲")
    for station, admin in (("4311270001", "a"), ("430602101", "*")):
        command_line.run(*new, "--station", station, "--admin", admin, code=2)
    assert not (tmp_path / "other").exists()


def test_an_import_that_stays_is_told_in_numbers_of_imports(
    command_line: CommandLine, tmp_path: Path
) -> None:
    run, (one,) = command_line.run, grown(1)
    run("employers", "add", "--name", "绿源")  # acts and imports count apart
    run("workers", "import", write_roster(tmp_path / "a.xlsx", [row_of(one)]))
    run("workers", "import", write_roster(tmp_path / "b.xlsx", [_other_phone(one)]))
    told = run("workers", "undo-import", "I1", code=3)["error"]["message"]
    assert "第 1 次导入不能整批撤销" in told
    assert "（第 2 次导入）" in told
    assert "--leave-changed" in told
    run("workers", "undo-import", 2)
    assert (
        run("workers", "undo-import", 2, code=3)["error"]["message"] == "第 2 次导入已经撤销过了。"
    )
    run("workers", "consent", one.doc_no, "--purpose", "employer")
    assert "第 1 次导入" in run("workers", "undo-import", 1, code=3)["error"]["message"]


def test_a_new_village_is_added_when_that_is_said(command_line: CommandLine) -> None:
    run = command_line.run
    add = ("workers", "add", "--name", "刘桂花", "--docno", rosters.number(1))
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    office.places.add_list(desk, "青山镇 新建村\n青山镇 石桥村")
    desk.close()
    told = run(*add, "--village", "石桥湾村", code=2)["error"]["message"]
    assert "青山镇石桥村" in told
    assert "新建村" not in told
    assert "--new-village" in told
    run(*add, "--village", "石桥湾村", "--new-village", code=2)  # where, it does not say
    run(*add, "--new-village", code=2)
    made = run(*add, "--village", "青山镇石桥湾村", "--new-village")
    assert any("石桥湾村" in one for one in made["warnings"])
    assert run("workers", "show", rosters.number(1))["village"] == "石桥湾村"
    other = ("workers", "add", "--name", "陈秀英", "--docno", rosters.number(3))
    again = run(*other, "--village", "青山镇石桥湾村", "--new-village")
    assert not any("石桥湾村" in one for one in again["warnings"])


def test_the_same_consent_on_one_day_is_told_and_not_doubled(command_line: CommandLine) -> None:
    run, number = command_line.run, rosters.number(1)
    run("workers", "add", "--name", "刘桂花", "--docno", number)
    first = run("workers", "consent", number, "--purpose", "dispatch")
    again = run("workers", "consent", number, "--purpose", "dispatch")
    assert again["number"] == first["number"]
    assert first["remarks"] == []
    assert len(again["remarks"]) == 1
    run("workers", "consent", number, "--purpose", "bank")
    assert len(run("workers", "show", number)["consents"]) == 2


def test_what_somebody_agreed_to_is_taken_back_by_command(command_line: CommandLine) -> None:
    run, number = command_line.run, rosters.number(1)
    run("workers", "add", "--name", "刘桂花", "--docno", number)
    run("workers", "consent", number, "--purpose", "photo")
    words = ("workers", "consent", number, "--purpose", "photo", "--withdraw", "--reason", "不愿意")
    back = run(*words)
    (kept,) = run("workers", "show", number)["consents"]
    assert (kept["purpose"], kept["standing"]) == ("photo", "withdrawn")
    assert kept["withdrawn_on"]
    (line,) = [
        one
        for one in run("history", "worker", number)["history"]
        if one["number"] == back["number"]
    ]
    assert line["reason"] == "不愿意"
    told = run(*words, code=2)["error"]
    assert told["code"] == "workers.error.no_consent"


def test_a_number_that_nobody_has_is_refused_on_its_own(
    command_line: CommandLine, batch: int
) -> None:
    desk = office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)
    add_person(desk, 6)
    desk.close()
    known, other = doc_no("1985-03-02", 6), doc_no("1985-03-02", 7)
    told = command_line.run("dispatch", "add", batch, "W999", known, other)
    assert (told["done"], told["refused"]) == (1, 2)
    assert [each["done"] for each in told["people"]] == [True, False, False]
    first, second = told["people"][1:]
    assert (first["place"], first["said"], first["rules"]) == (1, "W999", ["unknown_person"])
    assert (second["place"], second["number"], second["id"]) == (3, None, None)
    assert second["said"] != other
    assert second["said"][-4:] == other[-4:]
    assert second["reasons"]
    # Nobody is known: that is a number not found. Somebody is, and refused: that is a rule.
    nobody = command_line.run("dispatch", "add", batch, other, code=2)
    assert nobody["error"]["code"] == "workers.error.nobody"
    again = command_line.run("dispatch", "add", batch, other, known, code=3)
    assert [each["rules"] for each in again["people"]] == [["already_listed"], ["unknown_person"]]
    gone = command_line.run("dispatch", "remove", batch, known, other)
    assert (gone["done"], gone["refused"]) == (1, 1)
    assert command_line.run("dispatch", "sign", batch, other, code=2)["error"]


def test_an_unknown_filter_is_told_in_the_words_of_the_window(
    command_line: CommandLine, tmp_path: Path, batch: int
) -> None:
    assert batch == 1
    told = command_line.run(
        "workers", "export", tmp_path / "all.xlsx", "--filter", "党员", "--masked", code=2
    )
    assert told["error"]["code"] == "workers.error.no_filter"
