"""Answers for people hold no word of the program's own, and none of what is refused is silent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.cli import main as program
from tests.cli.test_road import days, grown, row_of, take_order, write_days, write_roster
from tests.making import LOGIN

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import CommandLine

LETTERS = re.compile("[A-Za-z_]{2,}")


def _said(command_line: CommandLine, *words: object) -> str:
    """Run a command as a person does, and return its words."""
    command_line.capsys.readouterr()
    assert program.main(["--desk", str(command_line.desk), *map(str, words)]) == 0
    return command_line.capsys.readouterr().out


def _sent(command_line: CommandLine, tmp_path: Path) -> list[str]:
    """Put three people on the road with everything that a story can tell; return their numbers."""
    crew = grown(3)
    write_roster(tmp_path / "花名册.xlsx", [row_of(one) for one in crew])
    command_line.run("workers", "import", tmp_path / "花名册.xlsx")
    order = take_order(command_line)
    command_line.run("orders", "change", order, "--hazards", "none")
    numbers = [one.doc_no for one in crew]
    batch = command_line.run("dispatch", "new", order, "--depart", days(-10))["number"]
    command_line.run("dispatch", "add", batch, *numbers)
    for number in numbers:
        command_line.run("workers", "consent", number, "--purpose", "dispatch")
    command_line.run("dispatch", "contracts", batch, tmp_path / "合同.pdf")
    command_line.run("dispatch", "sign", batch, "--all")
    command_line.run("dispatch", "send", batch)
    month, _ = write_days(tmp_path / "考勤.xlsx", {one.name for one in crew})
    command_line.run("attendance", "import", batch, tmp_path / "考勤.xlsx", "--month", month)
    return numbers


def test_the_story_of_a_person_is_told_in_the_users_words(
    command_line: CommandLine, tmp_path: Path
) -> None:
    number = _sent(command_line, tmp_path)[0]
    said = _said(command_line, "workers", "show", number)
    story = said[said.index("经过") :]
    for word in (
        "合同编号",
        "用工单位 绿源合作社",
        "批次状态 在外",
        "工日",
        "应发工资（元）",
        "本人同意",
    ):
        assert word in story
    known = {LOGIN, "xlsx", "Sheet"}
    assert set(LETTERS.findall(said)) <= known
    assert said.count("证件号码: ") == 1


def test_lists_and_papers_are_told_in_the_users_words(
    command_line: CommandLine, tmp_path: Path
) -> None:
    _sent(command_line, tmp_path)
    for words in (
        ("rules", "list"),
        ("employers", "list"),
        ("dispatch", "propose", 1),
        ("dispatch", "contracts", 1, tmp_path / "a.pdf"),
        ("workers", "export", tmp_path / "a.xlsx"),
        ("undo",),
    ):
        said = _said(command_line, *words)
        lines = [line for line in said.splitlines() if "/" not in line and "校验码" not in line]
        assert not LETTERS.findall("\n".join(lines)), said
    assert _said(command_line, "rules", "list").splitlines()[1].startswith("名称")


def test_a_batch_says_why_fewer_were_taken_than_asked_for(command_line: CommandLine) -> None:
    order = take_order(command_line)
    made = command_line.run("dispatch", "new", order, "--depart", days(3), "--take", 2)
    assert (made["done"], len(made["remarks"])) == (0, 1)
    assert "2 人" in made["remarks"][0]


def test_a_script_reads_the_reason_of_a_refusal_on_the_error_stream(
    command_line: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = grown(1)
    command_line.run("workers", "add", "--name", one.name, "--docno", one.doc_no)
    order = take_order(command_line)
    batch = command_line.run("dispatch", "new", order, "--depart", days(3))["number"]
    command_line.run("dispatch", "add", batch, one.doc_no)
    capsys.readouterr()
    words = ["--desk", str(command_line.desk), "--json", "dispatch", "send", str(batch)]
    assert program.main(words) == program.REFUSED
    told = capsys.readouterr()
    assert "还没有签个人信息同意书" in told.err
    assert len(told.out.splitlines()) == 1


def test_a_layout_and_a_form_of_ones_own_are_not_both_taken(
    command_line: CommandLine, tmp_path: Path
) -> None:
    write_roster(tmp_path / "form.xlsx", [])
    words = ("workers", "export", tmp_path / "a.xlsx", "--layout", "ledger")
    command_line.run(*words, "--form", tmp_path / "form.xlsx", code=program.USAGE)
    assert not (tmp_path / "a.xlsx").exists()


def test_a_second_employer_of_one_name_is_told(command_line: CommandLine) -> None:
    first = command_line.run("employers", "add", "--name", "绿源合作社")
    second = command_line.run("employers", "add", "--name", "绿源合作社")
    assert first["remarks"] == []
    assert f"编号 {first['number']}" in second["remarks"][0]


def test_an_order_whose_people_are_all_back_says_so(
    command_line: CommandLine, tmp_path: Path
) -> None:
    _sent(command_line, tmp_path)
    assert "在岗" in _said(command_line, "orders", "list").splitlines()[-1]
    command_line.run("dispatch", "return", 1)
    assert "人员已返回" in _said(command_line, "orders", "list").splitlines()[-1]
    assert command_line.run("orders", "list")["orders"][0]["state"] == "on_site"
