"""The window is killed while somebody types a month: what was finished a second ago is there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gigdesk.actions import office
from tests.gui.attendance.month import entered
from tests.making import LOGIN, PASSWORD

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

ROOT = Path(__file__).parents[3]
CELLS = 14
LATEST_S = 1.2
"""So long before the kill a cell was finished that has to be there, the writing itself included."""


def test_no_cell_that_was_finished_a_second_before_a_kill_is_lost_by_steady_typing(
    desk: Desk, batch: bytes, tmp_path: Path
) -> None:
    desk.close()
    folder = tmp_path / "desk"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.attendance.typist", str(folder), batch.hex()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "GIGDESK_CONFIG": str(tmp_path / "other"), "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    typed: dict[tuple[bytes, str], float] = {}
    for line in child.stdout:
        person, day, at_s = line.split()
        typed[bytes.fromhex(person), day] = float(at_s)
        if len(typed) == CELLS:
            break
    child.kill()
    killed_s = time.monotonic()
    child.wait()
    child.stdout.close()
    again = office.entry.sign_in(folder, LOGIN, PASSWORD, wait_ms=5000)
    there = entered(again, batch)
    again.close()
    due = {cell for cell, at_s in typed.items() if at_s < killed_s - LATEST_S}
    assert len(due) >= CELLS // 2
    assert due <= there.keys()
