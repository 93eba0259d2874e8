"""The month of 300 people opened, typed into and saved, against what each step can cost at least.

    python -m tests.bench.month_grid [--quick] [--people N] [--rounds N] [--gate]

Opening: the real page on a real encrypted desk, until its month is painted with every day entered;
the floor is an empty QTableView of the same rows and columns. Typing and saving: each of a column
of cells typed into the grid and handed to the desk, until it has answered; the floor is a plain
SQLite insert of the same facts. Each candidate is a process of its own, CPU of all threads counts,
the order is reversed every second round. A cell that is not in the desk afterwards breaks the run.
"""

# ruff: noqa: PLC0415 -- every child imports only what it is measured with
from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import rounds

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY, OPEN, INSERT, TYPE = "empty table", "month opened", "plain insert", "month typed"
CANDIDATES = (EMPTY, OPEN, INSERT, TYPE)
DAYS = 31
MONTH = "2026-10"
MOST_TIMES_EMPTY, MOST_TIMES_INSERT = 40.0, 400.0
"""What stands between a floor and a page: reading, judging and adding up all cells; and between a
bare insert and a cell that is typed, painted, judged, chained into the history and added up."""


def make_desk(folder: Path, count: int) -> bytes:
    """Put a batch of so many people on the road with a month of days; return its id."""
    from gigdesk.actions import attendance
    from gigdesk.domain.attendance import Quantity
    from tests.making import SEASON_OVER, move_clock, new_desk
    from tests.workforce import add_batch, add_order, add_person, send_batch

    desk = new_desk(folder)
    people = [add_person(desk, serial) for serial in range(1, count + 1)]
    batch = add_batch(desk, add_order(desk, people=count), people)
    send_batch(desk, batch, folder.parent)
    move_clock(desk, SEASON_OVER)
    entries = [
        attendance.Entry(who, f"{MONTH}-{day:02d}", Quantity(4))
        for who in people
        for day in range(1, DAYS)
    ]
    attendance.enter(desk, batch, entries)
    desk.close()
    return batch


def empty_table(count: int) -> Callable[[], dict[str, Any]]:
    """Return the painting of an empty table of the same size, with Qt there before."""
    from PySide6 import QtGui, QtWidgets

    app = QtWidgets.QApplication([])

    def work() -> dict[str, Any]:
        model = QtGui.QStandardItemModel(count, DAYS)
        view = QtWidgets.QTableView()
        view.setModel(model)
        view.resize(1366, 768)
        view.show()
        app.processEvents()
        view.grab()
        return {"rows": model.rowCount()}

    return work


def signed_in(folder: Path) -> tuple[Any, Any]:
    """Return application and window of somebody who has signed in and opened nothing."""
    from PySide6 import QtWidgets

    from gigdesk import config, i18n
    from gigdesk.actions import office
    from gigdesk.gui import tasks, theme, window
    from gigdesk.gui.attendance import page as attendance_page
    from tests.making import LOGIN, PASSWORD, SEASON_OVER, move_clock

    app = QtWidgets.QApplication([])
    i18n.use("zh")
    theme.use(app, step=1)
    desk = office.entry.sign_in(folder, LOGIN, PASSWORD, wait_ms=5000)
    move_clock(desk, SEASON_OVER)
    runner: tasks.Tasks[Any] = tasks.Tasks(desk, lambda error: sys.exit(repr(error)))
    frame = window.Window(
        runner,
        (attendance_page.spec(),),
        window.Hooks(),
        user="x",
        settings=config.Settings(lock_minutes=0),
        clock=desk.clock,
    )
    frame.resize(1366, 768)
    frame.show()
    app.processEvents()
    return app, frame


def opened(app: Any, frame: Any, batch: bytes) -> Any:
    """Open the month and return its page once all of it is painted."""
    trail: Any = frame.open("attendance", (batch, MONTH))
    page = trail.month
    wait(app, lambda: page.shown is not None and page.shown.month == MONTH)
    page.sheet.grid.grab()
    return page


def wait(app: Any, is_done: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    while not is_done():
        app.processEvents()


def opening(folder: Path, batch: bytes) -> Callable[[], dict[str, Any]]:
    """Return the opening of the month, with the window there before."""
    app, frame = signed_in(folder)

    def work() -> dict[str, Any]:
        cells = opened(app, frame, batch).sheet.cells
        return {"rows": cells.rowCount()}

    return work


def insert(folder: Path, count: int) -> dict[str, Any]:
    """Insert the same facts one by one into a plain file, each committed."""
    link = sqlite3.connect(folder / f"plain-{os.getpid()}.db")
    link.execute("CREATE TABLE day (person INTEGER, day TEXT, quarters INTEGER)")
    link.execute("PRAGMA synchronous = OFF")
    for person in range(count):
        link.execute("INSERT INTO day VALUES (?, ?, 2)", (person, f"{MONTH}-{DAYS}"))
        link.commit()
    rows: int = link.execute("SELECT count(*) FROM day").fetchone()[0]
    return {"rows": rows}


def typing(folder: Path, batch: bytes, count: int) -> Callable[[], dict[str, Any]]:
    """Return the typing of a column, with the month open before the clock runs."""
    app, frame = signed_in(folder)
    page = opened(app, frame, batch)

    def work() -> dict[str, Any]:
        cells = page.sheet.cells
        for row in range(count):
            cells.setData(cells.index(row, DAYS), "0.5")
            app.processEvents()
        page.flush()
        wait(app, lambda: all(each.is_settled for each in page.keeping.all))
        day = f"{MONTH}-{DAYS}"
        typed = (cells.value(cells.row_id(at), day) is not None for at in range(count))
        return {"rows": sum(typed)}

    return work


def child(name: str, result: Path, folder: Path, *, batch: bytes, count: int) -> None:
    """Measure one candidate in this process."""
    desk = folder / "desk"
    makers: dict[str, Callable[[], Callable[[], dict[str, Any]]]] = {
        EMPTY: lambda: empty_table(count),
        OPEN: lambda: opening(desk, batch),
        INSERT: lambda: lambda: insert(folder, count),
        TYPE: lambda: typing(desk, batch, count),
    }
    rounds.work_in_child(result, makers[name]())
    os._exit(0)


def stored(folder: Path, batch: bytes) -> int:
    """Return how many people have the typed day in the desk, and take them back."""
    from gigdesk.actions import attendance, office
    from gigdesk.domain.attendance import CLEAR
    from tests.making import LOGIN, PASSWORD

    desk = office.entry.sign_in(folder / "desk", LOGIN, PASSWORD, wait_ms=5000)
    people = attendance.month_grid(desk, batch, MONTH).people
    day = f"{MONTH}-{DAYS}"
    found = sum(day in one.cells and one.cells[day].quarters > 0 for one in people)
    cleared = [attendance.Entry(one.worker_id, day, CLEAR) for one in people]
    attendance.enter(desk, batch, cleared)
    desk.close()
    return found


def main() -> int:
    """Make the desk, run the rounds, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--child", nargs=5, default=None, metavar="WORD", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if asked.child:
        name, result, folder, batch, count = asked.child
        child(name, Path(result), Path(folder), batch=bytes.fromhex(batch), count=int(count))
    count = asked.people or (30 if asked.quick else 300)
    times = asked.rounds or (2 if asked.quick else 5)
    opens: list[float] = []
    types: list[float] = []
    seen: dict[str, rounds.Figure] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["GIGDESK_CONFIG"] = str(folder / "config")
        batch = make_desk(folder / "desk", count)

        def words(name: str, result: Path) -> list[str]:
            rest = [name, str(result), made, batch.hex(), str(count)]
            return ["-m", "tests.bench.month_grid", "--child", *rest]

        for number in range(times):
            order = CANDIDATES if number % 2 == 0 else tuple(reversed(CANDIDATES))
            seen = rounds.run(order, words, folder)
            opens.append(seen[OPEN].cpu_s / seen[EMPTY].cpu_s)
            types.append(seen[TYPE].cpu_s / seen[INSERT].cpu_s)
            if {stored(folder, batch), *(one.told["rows"] for one in seen.values())} != {count}:
                print("a cell is not in the desk, or a row not on the screen")
                return 1
    for name, figure in seen.items():
        print(f"{name:14}{figure.cpu_s * 1000:9.0f} ms {figure.peak_mib:7.0f} MiB")
    ratios = ((OPEN, opens, MOST_TIMES_EMPTY), (TYPE, types, MOST_TIMES_INSERT))
    missed = False
    for name, found, most in ratios:
        middle = statistics.median(found)
        missed |= middle > most * rounds.TOLERANCE
        spread = f"{min(found):.1f}-{max(found):.1f}"
        print(f"{name}: {middle:.1f} times its floor ({spread}), at most {most}")
    return rounds.MISSED if missed and asked.gate else 0


if __name__ == "__main__":
    sys.exit(main())
