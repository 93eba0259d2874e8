"""Types days into the month of a batch, steadily and without a pause, until it is killed.

    python -m tests.gui.attendance.typist DESK BATCH

Every cell that was finished with Enter is written to standard output with the moment it was.
"""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path
from typing import Any

from PySide6 import QtCore, QtTest, QtWidgets

from gigdesk import config, i18n
from gigdesk.actions import office
from gigdesk.gui import tasks, theme, window
from gigdesk.gui.attendance import page as attendance_page
from tests.making import LOGIN, PASSWORD

EVERY_MS = 250
"""A pause between two cells that is shorter than any after which typing is thought to be over."""
_Key = QtCore.Qt.Key


def main(folder: Path, batch: bytes) -> int:
    """Open the month in a window and type."""
    app = QtWidgets.QApplication([])
    i18n.use("zh")
    theme.use(app, step=1)
    desk = office.entry.sign_in(folder, LOGIN, PASSWORD, wait_ms=5000)
    runner: tasks.Tasks[Any] = tasks.Tasks(desk, lambda error: say("failed", repr(error)))
    settings = config.Settings(lock_minutes=0)
    frame = window.Window(
        runner,
        (attendance_page.spec(),),
        window.Hooks(),
        user="x",
        settings=settings,
        clock=desk.clock,
    )
    frame.resize(1366, 768)
    frame.show()
    trail: Any = frame.open("attendance", batch)
    while trail.month.sheet is None:
        app.processEvents()
    grid = trail.month.sheet.grid
    frame.activateWindow()
    grid.setFocus()
    rows, days = grid.cells.rowCount(), range(1, grid.cells.columnCount())
    for day, row in itertools.product(days, range(rows)):
        grid.select_cell(row, day)
        QtTest.QTest.keyClick(grid, _Key.Key_1)
        QtTest.QTest.keyClick(grid.editor.line, _Key.Key_Return)
        cell = (grid.cells.row_id(row).hex(), grid.cells.columns[day].key)
        say(*cell, str(time.monotonic()))
        QtTest.QTest.qWait(EVERY_MS)
    return 0


def say(*words: str) -> None:
    """Tell whoever started this, at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])))
