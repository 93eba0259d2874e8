"""Keeps what was typed until the desk has it, whatever month is turned to and if she leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.gui import dialogs
from gigdesk.gui.attendance import refusals
from gigdesk.gui.attendance.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.attendance import Entered, Grid, Refusal
    from gigdesk.gui.attendance.ways import Way
    from gigdesk.gui.grid import GridModel
    from gigdesk.gui.window import Window


class Keeping(QtCore.QObject):
    """Holds what saves the month in sight, and what still saves months that were left.

    `saved` and `refused` speak of the month in sight; refusals of others are told by a notice,
    which leads to their `listed(list of Refusal)`. `outdated` fires when the month in sight was
    read before something of it was written. The window closes only when the desk has answered.
    """

    saved = QtCore.Signal(object)
    refused = QtCore.Signal(list)
    unsaved = QtCore.Signal(int)
    outdated = QtCore.Signal()
    listed = QtCore.Signal(list)

    def __init__(self, frame: Window, take_typed: Callable[[], bool]) -> None:
        """Hold nothing yet; `take_typed` ends what is being typed into a cell."""
        super().__init__(frame)
        self._frame = frame
        self._take_typed = take_typed
        self._left: list[Saving] = []
        self._closing = False
        self.current: Saving | None = None
        frame.installEventFilter(self)

    @property
    def all(self) -> list[Saving]:
        """Return everything that may still have to be saved."""
        return [*self._left, *([self.current] if self.current is not None else [])]

    @property
    def waits(self) -> int:
        """Return how many cells have not been handed to the desk yet."""
        return sum(each.waits for each in self.all)

    def begin(self, cells: GridModel, shown: Grid, called: str, way: Way) -> Saving:
        """Save what is changed in `cells` from now on; what was before goes on by itself."""
        before = self.current
        if before is not None:
            before.is_shown = False
            self._left.append(before)
        made = Saving(self._frame, cells, shown, way=way, called=called, parent=self)
        self.current = made
        made.saved.connect(lambda entered: self._saved(made, entered))
        made.refused.connect(lambda refused: self._refused(made, refused))
        made.unsaved.connect(lambda error: self._unsaved(made, error))
        for each in self._left:
            if _same(each, made):
                each.hand_on(made)
        self._drop_settled()
        return made

    def flush(self) -> bool:
        """Hand over everything that waits, also what is being typed; say whether that can stand."""
        can_stand = self._take_typed()
        for each in self.all:
            each.flush()
        return can_stand

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let the window close only when everything typed is with the desk."""
        if watched is self._frame and event.type() == QtCore.QEvent.Type.Close:
            frame = self._frame
            if not frame.may_close and not frame.locker.is_locked and not self._may_close():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _may_close(self) -> bool:
        if not self.flush():
            return False
        if all(each.is_settled for each in self.all):
            return True
        self._closing = not any(each.is_asking for each in self.all)
        if self._closing:
            self._frame.say(i18n.text("attendance_page.still_saving"), "info")
        return False

    def _saved(self, saving: Saving, entered: Entered | None) -> None:
        if saving is self.current:
            self.saved.emit(entered)
        elif saving.is_settled and self.current is not None and _same(saving, self.current):
            self.outdated.emit()
        self._drop_settled()
        if any(each.is_asking for each in self.all):
            self._closing = False
        elif self._closing and all(each.is_settled for each in self.all):
            self._closing = False
            QtCore.QTimer.singleShot(0, self._frame, self._frame.close)

    def _refused(self, saving: Saving, refused: Sequence[Refusal]) -> None:
        """Tell what was refused; it is looked at before the window closes."""
        self._closing = False
        if saving is self.current:
            self.refused.emit(list(refused))
            return
        said = refusals.named(refused[0])
        if len(refused) > 1:
            said = f"{i18n.text('attendance_page.refused', count=len(refused))} {said}"
        action = (i18n.text("attendance_page.all_refused"), lambda: self.listed.emit(list(refused)))
        self._frame.notices.say(said, "error", action)

    def _unsaved(self, saving: Saving, error: BaseException) -> None:
        if saving is not self.current and self.current is not None and _same(saving, self.current):
            saving.hand_on(self.current)
        count = self.waits
        if self._closing:
            self._closing = False
            self._ask_to_leave(count, error)
        self.unsaved.emit(count)

    def _ask_to_leave(self, count: int, error: BaseException) -> None:
        def leave() -> None:
            for each in self.all:
                each.forget()
            self._frame.close()

        dialogs.ask(
            self._frame,
            i18n.text("attendance_page.unsaved", count=count),
            dialogs.words_of(error),
            yes=i18n.text("attendance_page.leave_unsaved"),
            then=leave,
            danger=True,
        )

    def _drop_settled(self) -> None:
        for each in [each for each in self._left if each.is_settled]:
            self._left.remove(each)
            each.deleteLater()


def _same(one: Any, other: Any) -> bool:
    return (one.batch, one.month, one.way) == (other.batch, other.month, other.way)
