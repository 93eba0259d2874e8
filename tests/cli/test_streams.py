"""Answers that must get out of any terminal, and commands that are broken off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import i18n, stamps
from gigdesk.actions import office
from gigdesk.cli import main as program
from gigdesk.cli import stopping
from tests.making import LOGIN, PASSWORD
from tests.workforce import doc_no

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

RARE = "孙䶮㛃𬎆"


def _started(
    command_line: CommandLine, *words: object, **environment: str
) -> subprocess.Popen[bytes]:
    """Start a command as a script would, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "gigdesk", "--desk", command_line.desk, *map(os.fsencode, words)],  # type: ignore[arg-type]
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def _ran(command_line: CommandLine, *words: object, **environment: str) -> tuple[int, bytes, str]:
    process = _started(command_line, *words, **environment)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err.decode("utf-8", "backslashreplace")


@pytest.mark.parametrize("encoding", ["latin-1", "gbk", "ascii"])
def test_an_answer_for_scripts_is_utf_8_whatever_the_terminal_speaks(
    command_line: CommandLine, encoding: str
) -> None:
    command_line.run("workers", "add", "--name", RARE, "--docno", doc_no("1980-01-01", 1))
    code, out, err = _ran(
        command_line, "--json", "workers", "find", "孙", PYTHONIOENCODING=encoding
    )
    assert (code, err) == (0, "")
    assert json.loads(out.decode("utf-8"))["workers"][0]["name"] == RARE


def test_words_name_the_letters_that_a_terminal_lacks(command_line: CommandLine) -> None:
    number = doc_no("1980-01-01", 1)
    command_line.run("workers", "add", "--name", RARE, "--docno", number)
    code, out, err = _ran(command_line, "workers", "find", "孙", PYTHONIOENCODING="gbk")
    assert (code, err) == (0, "")
    assert "孙\\u4dae\\u36c3\\U0002c386" in out.decode("gbk")


def test_a_full_disk_behind_the_answer_does_not_deny_what_was_saved(
    command_line: CommandLine,
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        return
    for serial, flags in enumerate(([], ["--json"]), 1):
        words = ["workers", "add", "--name", "林秀英", "--docno", doc_no("1980-01-01", serial)]
        with full.open("wb") as out:
            done = subprocess.run(
                [sys.executable, "-m", "gigdesk", "--desk", str(command_line.desk), *words, *flags],
                stdout=out,
                stderr=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        told = done.stderr.decode("utf-8").strip()
        assert done.returncode == program.ENVIRONMENT
        assert told.startswith("命令已经做完")
        assert "\n" not in told
    assert command_line.run("workers", "find", "林秀英")["count"] == 2


def test_bytes_of_another_encoding_are_bad_usage(command_line: CommandLine) -> None:
    for words in (
        [b"workers", b"find", "李".encode("gbk")],
        [b"workers", b"import", "名单.xlsx".encode("gbk")],
    ):
        given = [os.fsdecode(word) for word in words]
        code, out, err = _ran(command_line, "--json", *given)
        assert code == program.USAGE
        assert json.loads(out.decode("utf-8"))["error"]["message"] == err.strip()
        assert "GBK" in err


def test_the_first_ctrl_c_asks_and_the_second_breaks_off(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopping.asked() as is_asked:
        assert not is_asked()
        signal.raise_signal(signal.SIGINT)
        assert is_asked()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
    assert "Ctrl+C" in capsys.readouterr().err


def test_beside_the_main_thread_nobody_is_heard() -> None:
    found: list[bool] = []

    def look() -> None:
        with stopping.asked() as is_asked:
            found.append(is_asked())

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [False]


def _roster(path: Path, people: int) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份证号", "乡镇", "村"])
    for at in range(people):
        number = doc_no(f"{1960 + at % 40}-01-01", at // 40 + 1)
        sheet.append([f"林{chr(0x4E00 + at)}", number, "青山镇", "柳树村"])
    book.save(path)
    return path


def test_an_import_that_is_broken_off_takes_itself_back_and_says_so(
    command_line: CommandLine, tmp_path: Path
) -> None:
    roster = _roster(tmp_path / "roster.xlsx", 2500)
    process = _started(command_line, "--json", "workers", "import", roster)
    backups = command_line.desk / "backups"
    while process.poll() is None and not list(backups.glob("*-import.gdbak")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    told: dict[str, Any] = json.loads(out.decode("utf-8"))["error"]
    assert process.returncode == program.ENVIRONMENT
    assert told["code"] in (
        "intake.error.cancelled",
        "intake.error.taken_back",
        "cli.error.stopped",
    )
    assert err.decode("utf-8").strip().endswith(told["message"])
    assert command_line.run("workers", "find", "林")["count"] == 0
    assert command_line.run("verify")["sound"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_ended_before_it_began_answers_once(
    command_line: CommandLine, number: signal.Signals, tmp_path: Path
) -> None:
    # Standing before the real ones, this stops the program in the midst of its loading.
    (tmp_path / "click.py").write_text(
        "import importlib, os, sys\n"
        "os.kill(os.getpid(), int(os.environ['ENDED_BY']))\n"
        "sys.path = [one for one in sys.path if one != os.environ['PYTHONPATH']]\n"
        "del sys.modules['click']\n"
        "sys.modules['click'] = importlib.import_module('click')\n"
    )
    code, out, err = _ran(
        command_line,
        *("--json", "workers", "find", "林"),
        PYTHONPATH=str(tmp_path),
        ENDED_BY=str(int(number)),
    )
    told: dict[str, Any] = json.loads(out.decode("utf-8"))["error"]
    assert (code, told["message"]) == (program.USAGE, i18n.text("cli.error.stopped"))
    assert err.strip() == told["message"]


def test_who_ends_a_command_that_has_answered_changes_no_code(
    command_line: CommandLine, tmp_path: Path
) -> None:
    # What is registered first comes last: here the answer is out and the program closes down.
    (tmp_path / "sitecustomize.py").write_text(
        "import atexit, os, signal\n"
        "atexit.register(lambda: os.kill(os.getpid(), signal.SIGTERM))\n"
        "atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))\n"
    )
    words = ("--json", "workers", "find", "林")
    code, out, _ = _ran(command_line, *words, PYTHONPATH=str(tmp_path))
    assert (code, json.loads(out.decode("utf-8"))["count"]) == (0, 0)


def test_whoever_ends_an_import_is_heard_as_ctrl_c_is(
    command_line: CommandLine, tmp_path: Path
) -> None:
    roster = _roster(tmp_path / "roster.xlsx", 2500)
    process = _started(command_line, "--json", "workers", "import", roster)
    backups = command_line.desk / "backups"
    while process.poll() is None and not list(backups.glob("*-import.gdbak")):
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=120)
    assert process.returncode == program.ENVIRONMENT
    assert "error" in json.loads(out.decode("utf-8"))
    assert command_line.run("workers", "find", "林")["count"] == 0
    assert command_line.run("verify")["sound"]


def _backup_breaks(monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(office.safety, "back_up_after", fail)


def test_a_command_whose_backup_is_broken_off_is_done_and_answers_once(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _backup_breaks(monkeypatch, KeyboardInterrupt())
    words = ["--name", "林秀英", "--docno", doc_no("1980-01-01", 1)]
    code = program.main(["--desk", str(command_line.desk), "--json", "workers", "add", *words])
    out, err = capsys.readouterr()
    assert code == 0
    assert json.loads(out)["number"] == 1
    assert err.strip() == i18n.text("cli.error.stopped_leaving")
    office.entry.sign_in(command_line.desk, LOGIN, PASSWORD).close()


def test_a_bug_on_leaving_gives_no_second_answer(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _backup_breaks(monkeypatch, ZeroDivisionError())
    words = ["--name", "林秀英", "--docno", doc_no("1980-01-01", 1)]
    code = program.main(["--desk", str(command_line.desk), "--json", "workers", "add", *words])
    out, err = capsys.readouterr()
    assert code == program.ENVIRONMENT
    assert json.loads(out)["number"] == 1
    assert "crash.log" in err
    assert "已经保存" in err


@pytest.mark.parametrize("words", [["clock"], ["nothing"]])
def test_a_full_disk_behind_the_complaints_changes_neither_answer_nor_code(
    command_line: CommandLine, words: list[str]
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        return
    with full.open("wb") as err:
        done = subprocess.run(
            [sys.executable, "-m", "gigdesk", "--desk", str(command_line.desk), *words, "--json"],
            stdout=subprocess.PIPE,
            stderr=err,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    assert done.returncode == (0 if words == ["clock"] else program.USAGE)
    assert ("error" in json.loads(done.stdout)) == (words != ["clock"])


def test_a_password_in_another_encoding_is_bad_usage_and_makes_no_desk(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIGDESK_PASSWORD", os.fsdecode("大米和茶水一二三四".encode("gbk")))
    told = command_line.run("clock", code=program.USAGE)
    assert "GIGDESK_PASSWORD" in told["error"]["message"]
    names = ("init", "--station", "430602101", "--name", "青山镇", "--admin", "li")
    command_line.run("--desk", tmp_path / "new", *names, code=program.USAGE)
    assert not (tmp_path / "new").exists()


def test_a_path_through_a_file_is_bad_usage_whoever_finds_out(
    command_line: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    names = ("init", "--station", "430602101", "--name", "青山镇", "--admin", "li")
    command_line.run("--desk", tmp_path / "file" / "desk", *names, code=program.USAGE)


def test_a_crash_is_told_also_where_the_clock_shows_no_day(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: object) -> int:
        raise OverflowError

    monkeypatch.setattr(stamps.Clock, "now_ms", never)
    told = command_line.run("clock", code=program.ENVIRONMENT)
    assert told["error"]["code"] == "errors.bug"
