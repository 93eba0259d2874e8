"""Until the sign-in, and until the page of people, is painted: against an empty window and a peer.

The floor is a QWidget with nothing in it. The peer is what people write first, a QSqlTableModel
over a plain SQLite file of the same people, by name; it reaches 256 rows until more are fetched.

Run `python tests/bench/first_window.py [--quick] [--people N] [--rounds N] [--gate]`. Every
candidate is a process of its own that starts the interpreter, shows its window and ends as soon as
it is painted; CPU counts from the start of the process, all threads, imports included. The real
program starts through `gigdesk.gui.app.run` on a real encrypted desk; signing in includes the
key derivation of a new desk (argon2id). The order is reversed every second round.
"""

# ruff: noqa: PLC0415 -- every child imports only what it is measured with
from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import rounds

EMPTY, PEER, SIGN_IN, PEOPLE = "empty window", "QSqlTableModel", "sign-in", "people"
CANDIDATES = (EMPTY, PEER, SIGN_IN, PEOPLE)
PLAIN = "people.db"
LOGIN, PASSWORD = "li", "rice-and-tea"
MOST_TIMES_EMPTY = 1.4
LOOK_MS = 5


def make_desk(folder: Path, count: int) -> int:
    """Make a desk with about so many synthetic people, written in bulk; return how many."""
    from gigdesk.actions import office
    from gigdesk.demo import people
    from gigdesk.store import workers

    desk, _ = office.entry.create(
        folder, station_code="430602101", station_name="-", login=LOGIN, password=PASSWORD
    )
    made = people.make(random.Random(7), count, desk.clock.today())
    rows = [
        {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "number": number,
            "name": person.name,
            "sex": person.sex,
            "doc_no": person.doc_no,
            "phone": person.phone,
        }
        for number, person in enumerate(made, start=1)
    ]
    with desk.doing("workers.import"):
        workers.people.add_many(desk.store, rows, columns=[*rows[0]])
    desk.close()
    make_plain(folder.parent / PLAIN, rows)
    return len(rows)


def make_plain(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write the same people for the peer: one plain table with an index by name."""
    names = ("number", "name", "sex", "doc_no", "phone")
    link = sqlite3.connect(path)
    link.execute(f"CREATE TABLE worker ({', '.join(names)})")
    link.executemany(
        f"INSERT INTO worker VALUES ({', '.join('?' * len(names))})",
        ([row[name] for name in names] for row in rows),
    )
    link.execute("CREATE INDEX by_name ON worker (name)")
    link.commit()
    link.close()


def finish(result: Path, began: float, **told: Any) -> None:
    """Leave the figures for the parent and end at once."""
    figures = {"cpu": time.process_time(), "wall": time.monotonic() - began, **told}
    result.write_text(json.dumps(figures), encoding="utf-8")
    os._exit(0)


def show_empty(result: Path, began: float) -> None:
    """Paint a window with nothing in it."""
    from PySide6 import QtWidgets

    app = QtWidgets.QApplication([])

    class Empty(QtWidgets.QWidget):
        def paintEvent(self, _event: object) -> None:  # noqa: N802 -- Qt's own name
            finish(result, began)

    window = Empty()
    window.resize(1366, 768)
    window.show()
    app.exec()


def show_peer(result: Path, began: float, plain: Path) -> None:
    """Paint the people of a plain file as QSqlTableModel brings them."""
    from PySide6 import QtCore, QtSql, QtWidgets

    app = QtWidgets.QApplication([])
    link = QtSql.QSqlDatabase.addDatabase("QSQLITE")
    link.setDatabaseName(str(plain))
    link.open()
    model = QtSql.QSqlTableModel(db=link)
    model.setTable("worker")
    model.setSort(1, QtCore.Qt.SortOrder.AscendingOrder)
    model.select()

    class Listed(QtWidgets.QTableView):
        def paintEvent(self, event: Any) -> None:  # noqa: N802 -- Qt's own name
            super().paintEvent(event)
            finish(result, began, rows=model.rowCount())

    view = Listed()
    view.setModel(model)
    view.resize(1366, 768)
    view.show()
    app.exec()


class Watcher:
    """Looks every few milliseconds how far the program is, and goes on for it."""

    def __init__(self, result: Path, began: float, until: str) -> None:
        self.result, self.began, self.until = result, began, until
        self.signed_in_s = 0.0
        self.is_in = False

    def look(self) -> None:
        """Sign in once the sign-in is painted; end once the people are."""
        from PySide6 import QtWidgets

        from gigdesk.gui import entry

        # Nothing is loaded here that the program has not loaded itself by then.
        window: Any = sys.modules.get("gigdesk.gui.window")
        for each in QtWidgets.QApplication.topLevelWidgets():
            if isinstance(each, entry.SignIn) and each.isVisible() and not self.is_in:
                each.repaint()
                if self.until == SIGN_IN:
                    finish(self.result, self.began)
                self.is_in, self.signed_in_s = True, time.monotonic() - self.began
                each.password.setText(PASSWORD)
                each.try_in()
            elif window and isinstance(each, window.Window) and each.isVisible():
                self._look_at(each)

    def _look_at(self, frame: Any) -> None:
        page = frame.page("workers") or frame.open("workers")
        model = page.list.model
        if model.rowCount() and model.row(0) is not None:
            page.list.table.viewport().repaint()
            finish(self.result, self.began, rows=model.rowCount(), sign_in=self.signed_in_s)


def show_program(result: Path, began: float, desk: str, until: str) -> None:
    """Start the program as the user does and watch it."""
    from PySide6 import QtCore

    from gigdesk.gui import app

    watcher, make = Watcher(result, began, until), app.make_application

    def watched() -> Any:
        made = make()
        timer = QtCore.QTimer(made, interval=LOOK_MS)
        timer.timeout.connect(watcher.look)
        timer.start()
        return made

    app.make_application = watched
    app.run(["--desk", desk, "--user", LOGIN])


def child(words: list[str]) -> None:
    """Be one candidate."""
    until, result, desk, began = words[0], Path(words[1]), words[2], float(words[3])
    if until == EMPTY:
        show_empty(result, began)
    elif until == PEER:
        show_peer(result, began, Path(desk).parent / PLAIN)
    else:
        show_program(result, began, desk, until)


def report(found: list[dict[str, rounds.Figure]]) -> float:
    """Print the figures; return the sign-in's CPU over that of the empty window."""
    print(rounds.table(found, EMPTY))
    for name in CANDIDATES:
        wall = statistics.median(each[name].told["wall"] for each in found)
        print(f"{name:24}{wall:9.2f} s wall from the start of the process")
    for name in (PEER, PEOPLE):
        print(f"rows within reach, {name}: {found[-1][name].told['rows']:,}")
    over, least, most = rounds.ratio(found, PEOPLE, PEER)
    print(f"{PEOPLE} / {PEER}: {over:.2f} ({least:.2f}–{most:.2f}), sign-in and its key included")
    return rounds.ratio(found, SIGN_IN, EMPTY)[0]


def main() -> int:
    """Measure, print, and with `--gate` judge; answer 1 where the page does not list everybody."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--quick", action="store_true")
    words.add_argument("--people", type=int, default=30_000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--gate", action="store_true")
    chosen = words.parse_args()
    count, times = (5_000, 2) if chosen.quick else (chosen.people, chosen.rounds)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["GIGDESK_CONFIG"] = str(folder / "config")
        due = make_desk(folder / "desk", count)

        def started(name: str, result: Path) -> list[str]:
            desk = str(folder / "desk")
            return [__file__, "--child", name, str(result), desk, str(time.monotonic())]

        found = rounds.compare(CANDIDATES, started, folder, times)
    middle = report(found)
    if any(each[PEOPLE].told["rows"] != due or not each[PEER].told["rows"] for each in found):
        return 1
    good = rounds.judge(f"{SIGN_IN} / {EMPTY}", middle, most=MOST_TIMES_EMPTY)
    return rounds.answer(good=good, gate=chosen.gate)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2:])
    else:
        raise SystemExit(main())
