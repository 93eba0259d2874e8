"""Writes what was changed in the grid: after a pause as one act, with a reason where one is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.actions import attendance
from gigdesk.domain.attendance import CLEAR
from gigdesk.gui import record
from gigdesk.gui.fields import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gigdesk.gui.grid import Change, GridModel
    from gigdesk.gui.window import Window

PAUSE_MS = 700
BLOCK = 2
ASKS = ("attendance.error.confirmed", "attendance.error.before_departure")
Cell = tuple[Any, str]


class Saving(QtCore.QObject):
    """Gathers changes of one batch and month; a block goes at once, single cells after a pause.

    `saved(Entered)` and `refused(list of Refusal)` tell what became of them; refused cells show
    again what stands in the desk.
    """

    saved = QtCore.Signal(object)
    refused = QtCore.Signal(list)

    def __init__(self, frame: Window, cells: GridModel, batch_id: bytes) -> None:
        """Save the changes of `cells`."""
        super().__init__(cells)
        self._frame = frame
        self._cells = cells
        self._batch = batch_id
        self._waiting: dict[Cell, Change] = {}
        self._stored: dict[Cell, Any] = {}
        self._asking = False
        self.reason = ""
        self._pause = QtCore.QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        cells.changed.connect(self._changed)

    @property
    def is_waiting(self) -> bool:
        """Say whether something has not been handed to the desk yet."""
        return bool(self._waiting)

    def flush(self) -> None:
        """Hand over what waits as one act."""
        self._pause.stop()
        if not self._waiting or self._asking:
            return
        cells, self._waiting = self._waiting, {}
        self._write(cells)

    def _changed(self, changes: Sequence[Change]) -> None:
        for each in changes:
            key = (each.row, each.column)
            self._stored.setdefault(key, each.before)
            self._waiting[key] = each
        if len(changes) >= BLOCK:
            self.flush()
        else:
            self._pause.start()

    def _write(self, cells: dict[Cell, Change]) -> None:
        entries = [
            attendance.Entry(person, day, each.after if each.after is not None else CLEAR)
            for (person, day), each in cells.items()
        ]
        reason, batch = self.reason, self._batch
        self._frame.tasks.do(
            lambda desk, _progress: attendance.enter(desk, batch, entries, reason=reason),
            lambda entered: self._entered(cells, entered),
            failed=lambda error: self._failed(cells, error),
            owner=self,
        )

    def _entered(self, cells: dict[Cell, Change], entered: attendance.Entered) -> None:
        asks = [one for one in entered.refused if one.code in ASKS]
        rest = [one for one in entered.refused if one.code not in ASKS]
        wanted = {(one.worker_id, one.day) for one in asks}
        again = {key: each for key, each in cells.items() if key in wanted}
        self._settle(cells.keys() - wanted, {(one.worker_id, one.day) for one in rest})
        if rest:
            self.refused.emit(rest)
        if asks:
            self._ask_reason(again, asks)
        self.saved.emit(entered)

    def _settle(self, cells: Iterable[Cell], refused: Collection[Cell]) -> None:
        """Forget what stood before in cells that are settled; refused ones show it again."""
        for key in cells:
            if key in self._waiting:
                continue
            stored = self._stored.pop(key, None)
            if key in refused:
                self._cells.put({key: stored})

    def _failed(self, cells: dict[Cell, Change], _error: BaseException) -> bool:
        """Show again what stood before; the frame says what went wrong."""
        self._take_back(cells)
        return False

    def _take_back(self, cells: dict[Cell, Change]) -> None:
        self._settle(cells, cells)
        self.saved.emit(None)

    def _ask_reason(self, cells: dict[Cell, Change], asks: Sequence[Any]) -> None:
        """Ask once for the reason that the rule wants; without one nothing is changed."""
        self._asking = True
        confirmed = any(one.code == ASKS[0] for one in asks)
        title = "attendance_page.correct" if confirmed else "attendance_page.ahead"
        made = record.question(
            self._frame,
            i18n.text(title, count=len(cells)),
            (
                Field(
                    "reason",
                    "attendance_page.reason",
                    required=True,
                    hint="attendance_page.reason_hint",
                    wide=True,
                ),
            ),
            None,
            done=lambda values: self._go_on(cells, values["reason"]),
        )
        made.left.connect(lambda: self._give_up(cells, asks))

    def _go_on(self, cells: dict[Cell, Change], reason: str) -> None:
        self._asking = False
        self.reason = reason
        self._write(cells)
        self.flush()

    def _give_up(self, cells: dict[Cell, Change], asks: Sequence[Any]) -> None:
        self._asking = False
        self._take_back(cells)
        self.refused.emit(list(asks))
        self.flush()
