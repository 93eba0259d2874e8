"""A damaged file over the command line: no command answers as if all were well."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


def test_reading_commands_say_that_a_page_is_damaged_which_they_do_not_need(
    command_line: CommandLine,
) -> None:
    command_line.run("clock")
    with (command_line.desk / "desk.db").open("r+b") as file:
        file.seek(-2000, os.SEEK_END)
        file.write(bytes(8))
    for words in (("clock",), ("workers", "find", "张"), ("orders", "list")):
        said = command_line.run(*words, code=4)
        assert said["error"]["code"] == "errors.damaged"
    proved = command_line.run("verify", code=4)
    assert not proved["sound"]
    assert proved["findings"] == ["数据文件有损坏。请不要继续录入，用最近的备份恢复。"]


def test_a_backup_with_another_signature_is_told_by_verify(command_line: CommandLine) -> None:
    made = command_line.desk / "backups" / "gigdesk-00001-20260901-083000-exit.gdbak"
    made.parent.mkdir(exist_ok=True)
    whole = command_line.desk.parent / "a.gdbak"
    command_line.run("backup", whole)
    made.write_bytes(whole.read_bytes())
    assert command_line.run("verify")["findings"] == []
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(made, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            if name == "manifest.json":
                content = content.replace(b'"mac": "', b'"mac": "0')
            bad.writestr(name, content)
    proved = command_line.run("verify", code=4)
    assert not proved["sound"]
    assert made.name in proved["findings"][0]


def test_a_backup_of_another_desk_is_a_remark_of_verify(command_line: CommandLine) -> None:
    made = command_line.desk / "backups" / "gigdesk-00001-20260901-083000-exit.gdbak"
    made.parent.mkdir(exist_ok=True)
    command_line.run("backup", made.parent.parent.parent / "a.gdbak")
    other = type(command_line)(command_line.desk.with_name("other"), command_line.capsys)
    other.run("init", "--station", "430602102", "--name", "白沙镇", "--admin", "zhao")
    other.run("--user", "zhao", "backup", made.parent.parent.parent / "b.gdbak")
    made.write_bytes((made.parent.parent.parent / "b.gdbak").read_bytes())
    proved = command_line.run("verify")
    assert proved["sound"]
    assert made.name in proved["remarks"][0]


def test_a_backup_into_a_folder_that_is_not_there_makes_none(command_line: CommandLine) -> None:
    stick = command_line.desk.parent / "media" / "usb"
    said = command_line.run("backup", stick / "a.gdbak", code=2)
    assert said["error"]["code"] == "errors.no_such_file"
    assert str(stick) in said["error"]["message"]
    assert not stick.parent.exists()
