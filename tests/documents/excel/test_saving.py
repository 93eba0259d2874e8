"""What writing leaves behind when the power goes, and what becomes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from gigdesk.documents.excel import saving

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAY_S = 24 * 3600
DYING = """
import os, signal
from openpyxl.worksheet import _writer
from gigdesk.documents.excel import library

book = library.openpyxl().Workbook()
book.active.append(["Zhang San", "430602199001011234"])
_writer.WorksheetWriter.cleanup = lambda _: os.kill(os.getpid(), signal.SIGKILL)
book.save(os.devnull)
"""
LIVING = """
import os
from gigdesk.documents.excel import library

book = library.openpyxl().Workbook()
book.save(os.devnull)
"""


def age(path: Path, *, days: float) -> None:
    moment = path.stat().st_mtime - days * DAY_S
    os.utime(path, (moment, moment))


def write(out: Path, text: str) -> None:
    with saving.fresh_file(out, lambda _: True) as part:
        part.write_text(text, encoding="utf-8")


def test_what_a_writer_left_that_is_gone_is_swept_after_a_day(tmp_path: Path) -> None:
    old, young = tmp_path / ".gigdesk-1-1.part", tmp_path / ".gigdesk-2-2.part"
    others = tmp_path / "people.part"
    for one in (old, young, others):
        one.write_text("430602199001011234", encoding="utf-8")
    age(old, days=1.1)
    age(young, days=0.9)
    age(others, days=400)
    write(tmp_path / "list.xlsx", "new")
    assert {one.name for one in tmp_path.iterdir()} == {young.name, others.name, "list.xlsx"}


def test_a_folder_that_holds_older_papers_is_kept(tmp_path: Path) -> None:
    for name, member in (("1", "0"), ("2", "0.older")):
        folder = tmp_path / f".gigdesk-{name}-1-0.parts"
        folder.mkdir()
        (folder / member).write_text("paper", encoding="utf-8")
        age(folder, days=2)
    newest = tmp_path / "list"
    newest.touch()
    saving.sweep(newest, ".gigdesk-*.parts")
    assert [one.name for one in tmp_path.glob(".gigdesk-*")] == [".gigdesk-2-1-0.parts"]


def test_sheets_in_clear_that_a_power_cut_left_go_with_the_first_workbook_a_day_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    died = subprocess.run([sys.executable, "-c", DYING], check=False)
    assert died.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert "430602199001011234" in left.read_text(encoding="utf-8")
    subprocess.run([sys.executable, "-c", LIVING], check=True)
    assert left.exists()
    age(left, days=1.1)
    subprocess.run([sys.executable, "-c", LIVING], check=True)
    assert list(tmp_path.iterdir()) == []
