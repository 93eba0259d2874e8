"""Writes what was changed in the grid: a moment later, with a reason where one is due."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6 import QtCore

from gigdesk import errors, i18n
from gigdesk.domain.attendance import why_reason
from gigdesk.gui import record
from gigdesk.gui.attendance import ways
from gigdesk.gui.fields import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gigdesk.actions.attendance import Entered, Grid
    from gigdesk.gui.attendance.ways import Way
    from gigdesk.gui.grid import Change, GridModel
    from gigdesk.gui.window import Window

LATEST_MS = 700
"""How long a cell that was finished waits for others at most: a power cut takes no more."""
BLOCK = 2
ASKS = (
    "attendance.error.confirmed",
    "attendance.error.before_departure",
    "attendance.error.kind_reason",
    "attendance.error.over_age_overtime",
)
_TITLES = (
    "attendance_page.correct",
    "attendance_page.ahead",
    "attendance_page.kind_asked",
    "attendance_page.over_age_asked",
)
Cell = tuple[Any, str]


class Saving(QtCore.QObject):
    """Gathers changes of one batch and month; a block goes at once, single cells a moment later.

    Steady typing does not put saving off, except of cells for which a reason will be asked: that
    question waits for a pause.

    `saved(Entered)` and `refused(list of Refusal)` tell what became of them; refused cells show
    again what stands in the desk. It outlives the grid it saves for: what was handed over is asked
    about and told although another month is in sight (`is_shown`). What the desk could not take,
    for a full disk for instance, stays here and is `unsaved(error)`; the next `flush` tries again.
    """

    saved = QtCore.Signal(object)
    refused = QtCore.Signal(list)
    unsaved = QtCore.Signal(object)

    def __init__(
        self,
        frame: Window,
        cells: GridModel,
        shown: Grid,
        *,
        way: Way,
        called: str,
        parent: QtCore.QObject,
    ) -> None:
        """Save the changes of `cells`; `called` names batch and month where others are in sight."""
        super().__init__(parent)
        self._frame = frame
        self._cells = cells
        self.batch, self.month, self.way = shown.batch_id, shown.month, way
        self.called = called
        self.is_shown = True
        self._waiting: dict[Cell, Change] = {}
        self._under_way: list[dict[Cell, Change]] = []
        self._stored: dict[Cell, Any] = {}
        self._asking = False
        self.reason = ""
        self._confirmed = shown.confirmation is not None
        self._sent_on = datetime.date.fromisoformat(shown.sent_on) if shown.sent_on else None
        self._pause = QtCore.QTimer(self, singleShot=True, interval=LATEST_MS)
        self._pause.timeout.connect(self.flush)
        cells.changed.connect(self._changed)

    @property
    def waits(self) -> int:
        """Return how many cells have not been handed to the desk yet."""
        return len(self._waiting)

    @property
    def is_settled(self) -> bool:
        """Say whether the desk has answered for everything and nothing is asked."""
        return not (self._waiting or self._under_way or self._asking)

    @property
    def is_asking(self) -> bool:
        """Say whether the reason is being asked for."""
        return self._asking

    def flush(self) -> None:
        """Hand over what waits as one act."""
        self._pause.stop()
        if not self._waiting or self._asking:
            return
        cells, self._waiting = self._waiting, {}
        for taking_back in (False, True):
            some = {key: each for key, each in cells.items() if each.takes_back is taking_back}
            if some:
                self._write(some)

    def hand_on(self, other: Saving) -> None:
        """Let `other`, which saves the same month, show what was typed and save what waits here."""
        for cells in self._under_way:
            other._put({key: each.after for key, each in cells.items()})
        if self._asking:
            return
        if self._pause.isActive():
            self._pause.stop()
            other._pause.start()
        waiting, self._waiting = self._waiting, {}
        for key, each in waiting.items():
            if not other._is_pending(key):
                other._take_on(key, each)

    def forget(self) -> None:
        """Give up what waits."""
        self._pause.stop()
        self._waiting = {}

    def _take_on(self, key: Cell, change: Change) -> None:
        self._stored.setdefault(key, self._cells.value(*key))
        self._waiting[key] = change
        self._put({key: change.after})

    def _changed(self, changes: Sequence[Change]) -> None:
        for each in changes:
            key = (each.row, each.column)
            self._stored.setdefault(key, each.before)
            self._waiting[key] = each
        if len(changes) >= BLOCK or any(each.takes_back for each in changes):
            self.flush()
        elif not self._pause.isActive() or any(map(self._will_ask, changes)):
            self._pause.start()

    def _will_ask(self, change: Change) -> bool:
        before, after = ways.asked_of(change.before), ways.asked_of(change.after)
        code = why_reason(
            ways.day_of(change.column),
            after,
            self._sent_on,
            confirmed=self._confirmed,
            overruled=before.overtime_kind,
        )
        return code is not None and not self.reason

    def _write(self, cells: dict[Cell, Change]) -> None:
        reason, batch, changes = self.reason, self.batch, list(cells.values())
        taking_back = all(each.takes_back for each in cells.values())
        self._under_way.append(cells)
        self._frame.tasks.do(
            lambda desk, _progress: self.way.enter(
                desk, batch, changes, reason=reason, back=taking_back
            ),
            lambda entered: self._entered(cells, entered),
            failed=lambda error: self._failed(cells, error),
            owner=self,
        )

    def _entered(self, cells: dict[Cell, Change], entered: Entered) -> None:
        self._under_way.remove(cells)
        asks = [one for one in entered.refused if one.code in ASKS]
        rest = [one for one in entered.refused if one.code not in ASKS]
        wanted = {(one.worker_id, one.column) for one in asks}
        again = {key: each for key, each in cells.items() if key in wanted}
        settled = {key: each for key, each in cells.items() if key not in wanted}
        self._settle(settled, {(one.worker_id, one.column) for one in rest})
        if asks:
            self._ask_reason(again, asks)
        if rest:
            self.refused.emit(rest)
        self.saved.emit(entered)

    def _is_pending(self, key: Cell) -> bool:
        return key in self._waiting or any(key in cells for cells in self._under_way)

    def _settle(self, cells: dict[Cell, Change], refused: Collection[Cell]) -> None:
        """Forget what stood before in cells that are settled; refused ones show it again."""
        for key, each in cells.items():
            if key in refused:
                if not self._is_pending(key):
                    self._put({key: self._stored.pop(key, None)})
            elif self._is_pending(key):
                self._stored[key] = each.after
            else:
                self._stored.pop(key, None)

    def _put(self, values: dict[Cell, Any]) -> None:
        if shiboken6.isValid(self._cells):
            self._cells.put(values)

    def _failed(self, cells: dict[Cell, Change], error: BaseException) -> bool:
        """Keep what could not be saved; what a rule refuses shows again what stood before."""
        self._under_way.remove(cells)
        if isinstance(error, errors.Refused):
            self._take_back(cells)
            return False
        self._waiting = {**cells, **self._waiting}
        self.unsaved.emit(error)
        return False

    def _take_back(self, cells: dict[Cell, Change]) -> None:
        self._settle(cells, cells)
        self.saved.emit(None)

    def _ask_reason(self, cells: dict[Cell, Change], asks: Sequence[Any]) -> None:
        """Ask once for the reason that the rule wants; without one nothing is changed."""
        self._asking = True
        codes = {one.code for one in asks}
        title = next(words for code, words in zip(ASKS, _TITLES, strict=True) if code in codes)
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
            said="" if self.is_shown else _of(self.called, asks),
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


def _of(called: str, asks: Iterable[Any]) -> str:
    """Return whose days are asked about, where they are not in sight."""
    names = i18n.text("record.between").join(dict.fromkeys(one.name for one in asks))
    return i18n.text("attendance_page.asked_for", month=called, names=names)
