"""What a clerk feels of an import: how long a registration waits, and how evenly the window ticks.

    python tests/bench/meanwhile.py [--rows N] [--quick]

A real runner with its three threads and a real desk, without a screen: while the roster is taken
in, somebody is registered every 200 ms (after a first one, which loads what all later ones need),
and a timer of the window's thread notes every gap between two ticks, with what this process itself
worked meanwhile: on a busy machine the rest of a gap is the machine's. Seconds belong to the
machine and are reported, not judged.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6 import QtCore, QtWidgets  # noqa: E402 -- run as a file, see the line above

from gigdesk import stamps  # noqa: E402 -- see above
from gigdesk.actions import workers  # noqa: E402 -- see above
from gigdesk.actions.workers import imports  # noqa: E402 -- see above
from gigdesk.demo import people  # noqa: E402 -- see above
from gigdesk.gui import sweeping, tasks  # noqa: E402 -- see above
from tests.bench import importing, rounds  # noqa: E402 -- see above
from tests.making import new_desk  # noqa: E402 -- see above

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

LONGEST_GAP_MS = 50.0
TICK_MS, EVERY_MS = 2, 200


def register(desk: Desk, one: people.Person) -> None:
    """Register somebody as a clerk does who has read every warning."""
    values = {"name": one.name, "doc_no": one.doc_no, "phone": one.phone}
    remarks = workers.people.preview(desk, values).remarks
    confirmed = frozenset(found.code for found in remarks)
    workers.people.register(desk, values=values, confirmed=confirmed)


class Watch(QtCore.QObject):
    """Ticks on the window's thread, registers people meanwhile, and keeps what it saw."""

    def __init__(self, desk: Desk, reading: imports.Reading) -> None:
        """Begin the import at once."""
        super().__init__()
        self.gaps: list[tuple[int, float]] = []
        self.waits: list[int] = []
        self.taken: imports.Taken | None = None
        self.wrong: list[BaseException] = []
        crew = people.make(random.Random(77), 2_000, desk.clock.today())
        self._crew = iter(one for one in crew if one.doc_no)
        register(desk, next(self._crew))
        # As in the window: backup and tables come before the lane that writes, and garbage is
        # cleared away on the thread of the window alone.
        imports.make_backup(desk)
        self.sweeper = sweeping.Sweeper(self)
        self.tasks: tasks.Tasks[Any] = tasks.Tasks(desk, self._failed)
        self._tick = QtCore.QTimer(self)
        self._tick.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._ticks)
        self._next = QtCore.QTimer(self)
        self._next.timeout.connect(self._register)
        self.tasks.do(
            lambda desk, progress: imports.take_in(
                desk,
                reading,
                progress=progress.step,
                others=progress.let_others,
                others_wait=progress.others_wait,
                back_up=False,
            ),
            self._done,
            owner=self,
            title="import",
        )
        self.began = self._ticked = stamps.monotonic_ms()
        self._worked = time.process_time()
        self._tick.start(TICK_MS)
        self._next.start(EVERY_MS)

    def _ticks(self) -> None:
        now, worked = stamps.monotonic_ms(), time.process_time()
        self.gaps.append((now - self._ticked, 1000 * (worked - self._worked)))
        self._ticked, self._worked = now, worked

    def _register(self) -> None:
        one, asked = next(self._crew), stamps.monotonic_ms()

        self.tasks.do(
            lambda desk, _progress: register(desk, one),
            lambda _none: self.waits.append(stamps.monotonic_ms() - asked),
            owner=self,
            failed=lambda error: isinstance(error, workers.people.Known),
        )

    def _done(self, taken: imports.Taken) -> None:
        self.taken = taken
        self._next.stop()
        QtCore.QTimer.singleShot(500, QtWidgets.QApplication.quit)

    def _failed(self, error: BaseException) -> None:
        self.wrong.append(error)
        QtWidgets.QApplication.quit()


def main() -> int:
    """Print the waits and the gaps; answer 1 where somebody is lost.

    With `--gate` also where the window stood too long.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--gate", action="store_true")
    asked = parser.parse_args()
    rows = 2_000 if asked.quick else asked.rows
    app = QtWidgets.QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["GIGDESK_CONFIG"] = str(folder / "config")
        importing.make_roster(folder / "roster.xlsx", rows)
        desk = new_desk(folder / "desk")
        opened = imports.open_file(desk, folder / "roster.xlsx")
        reading = imports.read(opened, today=desk.clock.today())
        watch = Watch(desk, reading)
        app.exec()
        seconds = (stamps.monotonic_ms() - watch.began - 500) / 1000
        watch.tasks.stop()
        watch.sweeper.stop()
        people = workers.search.count(desk)
        desk.close()
    if watch.wrong or watch.taken is None:
        print(watch.wrong)
        return 1
    confirmed = 1 + watch.taken.counts["new"] + len(watch.waits)
    if people < confirmed:
        print(f"{confirmed} people were confirmed, {people} are there")
        return 1
    waits, gaps = sorted(watch.waits), sorted(gap for gap, _ in watch.gaps)
    print(f"import of {watch.taken.rows} rows in {seconds:.1f} s, {len(waits)} registrations")
    print(f"longest wait {waits[-1]} ms, middle {waits[len(waits) // 2]} ms")
    print(f"longest gap between ticks {gaps[-1]} ms, 99 of 100 within {gaps[-len(gaps) // 100]} ms")
    print(f"most work of this process inside a gap {max(own for _, own in watch.gaps):.0f} ms")
    good = rounds.judge("longest gap, ms", gaps[-1], most=LONGEST_GAP_MS)
    return rounds.answer(good=good, gate=asked.gate)


if __name__ == "__main__":
    sys.exit(main())
