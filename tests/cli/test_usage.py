"""What a person meets who types a command wrong, or on a machine that does not play along."""

from __future__ import annotations

import ast
import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from gigdesk import i18n
from gigdesk.cli import main as program
from gigdesk.cli import usage
from tests.making import LOGIN, PASSWORD, new_desk
from tests.workforce import add_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import CommandLine

_DROP_BOUNDING, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2  # linux/prctl.h, linux/capability.h
_HAN = re.compile("[\u4e00-\u9fff]")
_ENGLISH = re.compile(
    r"\b(?:is|not|the|missing|such|must|argument|option|usage|try|file)\b", re.IGNORECASE
)


def give_up_rights() -> None:
    """Obey the rights of files as every user must, where the tests run as the administrator."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for right in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
            libc.prctl(_DROP_BOUNDING, right, 0, 0, 0)


def as_anybody(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the real command without rights beyond those of the files."""
    known = {"GIGDESK_CONFIG": str(folder / "config"), "GIGDESK_PASSWORD": PASSWORD}
    return subprocess.run(
        [sys.executable, "-m", "gigdesk", *map(str, words)],
        env={**os.environ, **known},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=give_up_rights,
        cwd=Path(program.__file__).parents[2],
    )


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["workers", "finde"],
        ["workers", "find"],
        ["workers", "find", "x", "--limit", "0"],
        ["workers", "find", "x", "--limit", "many"],
        ["workers", "find", "x", "--nix"],
        ["workers", "import", "missing.xlsx"],
        ["workers", "import", "."],
        ["workers", "export", "a.xlsx", "--layout", "x"],
        ["workers", "export", "a.xlsx", "--layout"],
        ["dispatch", "roster", "1", "a.xlsx"],
        ["dispatch", "sign", "1"],
        ["verify", "more"],
        ["verify", "--desk"],
        ["undo", "abc"],
        ["orders", "add", "--people", "0"],
        ["--lang", "fr", "verify"],
        ["verify", "--lang"],
        ["workers"],
        ["history", "worker"],
    ],
)
def test_wrong_usage_is_told_in_the_users_language_with_exit_code_two(
    command_line: CommandLine, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = command_line.run(*words, code=2) if len(words) > 1 or words == ["nonsense"] else None
    if answer is not None:
        assert answer["error"]["code"]
    capsys.readouterr()
    last = [] if words[-1].startswith("--") else ["--desk", str(command_line.desk)]
    assert program.main([*words, *last]) == 2
    told = capsys.readouterr().err
    assert _HAN.search(told), told
    assert not _ENGLISH.search(re.sub(r"['“‘(\[].*?['”’)\]]|--?\w+|\b[A-Z]+\b", "", told)), told


def test_every_sentence_of_the_library_that_a_user_can_meet_has_its_words() -> None:
    folder = Path(click.__file__).parent
    programmers = re.compile(
        "decl|deprecated|defined twice|DeprecationWarning|No options defined|iterable|"
        "completion|UUID|colour|"
        "standard stream|editor|Windows error|version|continue|Confirm|format|dynamic|executable|"
        r"start character|Choice\(|values are required|Press any key|unknown error|^d$"
    )
    found = set()
    for name in ("core", "exceptions", "formatting", "parser", "termui", "types"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext"):
                found |= {
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    left = {one for one in found if one not in usage.SENTENCES and not programmers.search(one)}
    assert left == set()


def every_option(group: click.Group, path: str = "") -> Iterator[tuple[str, str]]:
    """Name for each option the two places its words may stand: of its command, of all commands."""
    for one in group.params:
        if isinstance(one, click.Option):
            yield usage.keys_of(path, one)
    for name, command in group.commands.items():
        below = f"{path}.{name}" if path else name
        if isinstance(command, click.Group):
            yield from every_option(command, below)
            continue
        for one in command.params:
            if isinstance(one, click.Option):
                yield usage.keys_of(below, one)


def test_help_explains_every_option_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, words in (("zh", "上工第一天"), ("en", "first day of work")):
        known = i18n.words(language)
        options = [
            (own, common)
            for own, common in every_option(program.program)
            if not common.endswith(".help")
        ]
        assert [own for own, common in options if not {own, common} & set(known)] == []
        said = {own if own in known else common for own, common in options}
        assert {one for one in known if one.startswith("usage.option.")} - said == set()
        assert program.main(["--lang", language, "dispatch", "new", "--help"]) == 0
        assert words in capsys.readouterr().out
    assert program.main(["history", "--help"]) == 0
    assert "employer 用工单位" in capsys.readouterr().out


def every_command(group: click.Group, path: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        below = f"{path}.{name}" if path else name
        yield f"cli.help.{below}"
        if isinstance(command, click.Group):
            yield from every_command(command, below)


def test_every_command_has_its_help_and_no_help_is_left_over() -> None:
    wanted = {"cli.help.program", *every_command(program.program)}
    for language in i18n.LANGUAGES:
        assert {one for one in i18n.words(language) if one.startswith("cli.help.")} == wanted


def test_answers_for_people_hold_words_and_no_codes(
    command_line: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line.run("workers", "add", "--name", "王梅", "--docno", "11010519491231002X")
    for words, expected in (
        (["workers", "find", "王梅"], ("女", "在册")),
        (["workers", "show", "11010519491231002X"], ("居民身份证", "女", "在册", "登记")),
        (["history", "worker", "1"], ("居民身份证", "女")),
    ):
        assert program.main([*words, "--desk", str(command_line.desk)]) == 0
        told = capsys.readouterr().out
        assert all(one in told for one in expected), told
        assert not re.search(r"[0-9a-f]{32}|active|name_pinyin|\bTrue\b|_id\b", told), told


@pytest.mark.parametrize("code", ["", "43", "43x602", "4306021019", "４３０６０２"])
def test_a_desk_is_not_founded_with_a_code_that_is_none_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("GIGDESK_PASSWORD", PASSWORD)
    folder = tmp_path / "new" / "desk"
    words = ["init", "--station", code, "--name", "青山镇", "--admin", LOGIN]
    assert program.main([*words, "--desk", str(folder)]) == 2
    assert "6、9 或 12 位" in capsys.readouterr().err
    assert not folder.parent.exists()


def test_a_short_password_or_a_missing_one_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    words = ["init", "--station", "430602101", "--name", "x", "--admin", LOGIN]
    for password, code in (("short", 3), (None, 2)):
        monkeypatch.delenv("GIGDESK_PASSWORD", raising=False)
        if password is not None:
            monkeypatch.setenv("GIGDESK_PASSWORD", password)
        assert program.main([*words, "--desk", str(tmp_path / "desk")]) == code
        assert not (tmp_path / "desk").exists()


def test_a_restore_that_fails_leaves_no_folder(
    command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command_line.run("backup", tmp_path / "a.gdbak")
    (tmp_path / "b.gdbak").write_bytes((tmp_path / "a.gdbak").read_bytes()[:5000])
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    for place in ("new", "notes"):
        command_line.desk = tmp_path / place
        command_line.run("restore", tmp_path / "b.gdbak", "--user", LOGIN, code=2)
        monkeypatch.setenv("GIGDESK_PASSWORD", "wrong-password")
        command_line.run("restore", tmp_path / "a.gdbak", code=3)
        monkeypatch.setenv("GIGDESK_PASSWORD", PASSWORD)
    assert not (tmp_path / "new").exists()
    assert [one.name for one in (tmp_path / "notes").iterdir()] == ["mine.txt"]
    command_line.desk = tmp_path / "new"
    command_line.run("restore", tmp_path / "a.gdbak")
    assert command_line.run("verify")["sound"]


def test_a_backup_never_writes_over_a_file_unless_it_is_said(
    command_line: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "我的 备份.gdbak"
    out.write_text("something else", encoding="utf-8")
    command_line.run("backup", out, code=3)
    assert out.read_text(encoding="utf-8") == "something else"
    assert command_line.run("backup", out, "--force")["bytes"] > 5000
    command_line.run("backup", command_line.desk / "desk.db", "--force", code=3)
    assert command_line.run("verify")["sound"]


def test_a_desk_that_may_only_be_read_is_read_and_writing_says_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    desk = new_desk(tmp_path / "desk")
    add_person(desk, 1, name="林秀英")
    desk.close()
    for path in (tmp_path / "desk").iterdir():
        path.chmod(0o444)
    (tmp_path / "desk").chmod(0o555)
    words = ("--desk", tmp_path / "desk", "--user", LOGIN)
    found = as_anybody(tmp_path, "workers", "find", "林秀英", *words)
    assert found.returncode == 0, found.stderr
    assert "林秀英" in found.stdout
    refused = as_anybody(tmp_path, "employers", "add", "--name", "甲", *words)
    assert refused.returncode == 4
    assert "没有权限" in refused.stderr
    assert "Errno" not in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_a_place_that_takes_no_files_is_told_in_one_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    words = ["init", "--station", "430602101", "--name", "青山镇", "--admin", LOGIN]
    told = as_anybody(tmp_path, *words, "--desk", closed / "desk")
    assert told.returncode == 4
    assert "没有权限" in told.stderr
    assert "Errno" not in told.stderr
    assert not list(closed.iterdir())


def test_what_stands_for_a_value_is_in_the_users_language_each_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def said(language: str, *command: str) -> str:
        capsys.readouterr()
        assert program.main(["--lang", language, *command, "--help"]) == 0
        return capsys.readouterr().out

    for _ in range(2):
        for command in (
            ("orders", "add"),
            ("workers", "import"),
            ("dispatch", "add"),
            ("history",),
        ):
            told = said("zh", *command)
            assert not re.search(r"\b(?:TEXT|FILE|INTEGER|RANGE|KIND|NUMBER|DOCNOS?|BATCH)\b", told)
        assert "--employer 文字" in said("zh", "orders", "add")
        assert "--employer TEXT" in said("en", "orders", "add")
        assert "BATCH DOCNO..." in said("en", "dispatch", "add")
        assert "批次编号 证件号码..." in said("zh", "dispatch", "add")
