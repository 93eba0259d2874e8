"""The end of a sitting: what becomes of jobs that still run, waiting for them, a lacking backup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import errors, i18n
from gigdesk.gui import dialogs, jobs, parts
from gigdesk.gui.tasks import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6 import QtWidgets

    from gigdesk.gui.tasks import Job, Tasks


LOOK_MS, TELL_AFTER_MS = 20, 400


class Closing(dialogs.Dialog):
    """Shows each job as it goes on, and offers to wait, to stop them where they are, or to go back.

    Nothing is closed before every job is over; where one failed, what it says is read first.
    """

    def __init__(
        self,
        parent: QtWidgets.QWidget,
        tasks: Tasks[Any],
        then: Callable[[], object],
    ) -> None:
        """Follow the jobs of `tasks` that are not over; `then` runs once they are."""
        text = i18n.text
        super().__init__(parent, text("window.closing.title"), wide=34)
        self._tasks = tasks
        self._then = then
        self._leaves = False
        self._lines: dict[Job, QtWidgets.QLabel] = {}
        self.body.addWidget(parts.label(text("window.closing.title"), "heading", wrap=True))
        for job in tasks.busy():
            self._lines[job] = line = parts.label("", wrap=True)
            self.body.addWidget(line)
            job.changed.connect(self._follow)
        self.said = parts.label(text("window.closing.words"), wrap=True)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.add_button(text("window.closing.back"), self.reject)
        self.stop = self.add_button(text("window.closing.stop"), self._stop)
        self.wait = self.add_button(text("window.closing.wait"), self._wait, kind="primary")
        self.wait.setFocus()
        self._follow()

    def done(self, result: int) -> None:
        """Follow the jobs no more."""
        for job in self._lines:
            job.changed.disconnect(self._follow)
        self._lines = {}
        super().done(result)
        self.deleteLater()

    def _wait(self) -> None:
        self._leave(i18n.text("window.closing.waiting"))
        self.wait.hide()

    def _stop(self) -> None:
        for job in self._lines:
            job.stop_whole()
        self._leave(i18n.text("window.closing.stopping"))
        self.wait.hide()
        self.stop.setEnabled(False)

    def _leave(self, said: str) -> None:
        self._leaves = True
        self.said.setText(said)
        self._follow()

    def _follow(self) -> None:
        for job, line in self._lines.items():
            state = jobs.state_words(job)
            line.setText(i18n.text("window.closing.job", job=job.title, state=state))
        if self._tasks.busy():
            return
        well = all(job.state is not State.FAILED for job in self._lines)
        goes = self._leaves and well
        self.done(int(goes))
        if goes:
            self._then()


class Ending(QtCore.QObject):
    """Waits until every thread of a sitting has ended, without holding up the window's own.

    Where it takes longer a dialog says so; from there one can only end the program, whose end
    takes back what was not finished.
    """

    def __init__(
        self,
        owner: QtCore.QObject,
        tasks: Tasks[Any],
        then: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        """Ask the threads to end; run `then` once they have, or `leave` if nobody will wait."""
        super().__init__(owner)
        self._tasks, self._then, self._leave = tasks, then, leave
        self._looks = 0
        self.waiting: dialogs.Dialog | None = None
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self._look)
        tasks.end()
        self._timer.start(LOOK_MS)

    def give_up(self) -> None:
        """Look no more."""
        self._timer.stop()
        if self.waiting is not None:
            self.waiting.accept()
            self.waiting.deleteLater()
            self.waiting = None
        self.deleteLater()

    def _look(self) -> None:
        self._looks += 1
        if self._tasks.has_ended():
            self.give_up()
            self._then()
        elif self._looks * LOOK_MS >= TELL_AFTER_MS and self.waiting is None:
            self.waiting = waiting = dialogs.Dialog(None, i18n.text("window.ending.title"), wide=22)
            waiting.body.addWidget(parts.label(i18n.text("window.ending.words"), wrap=True))
            waiting.add_button(i18n.text("window.ending.leave"), self._leave)
            # Escape may not leave the program without any window.
            waiting.rejected.connect(waiting.open)
            waiting.open()


_STANDS = ("errors.backup_keys", "errors.backup_as_it_is")


def is_made(error: BaseException) -> bool:
    """Say whether the backup of the exit stands, and only something in it was found wrong."""
    return isinstance(error, errors.Damaged) and error.code in _STANDS


def why_no_backup(error: BaseException) -> str:
    """Return why the backup of the exit is lacking, and that nothing else is, or what it lacks."""
    if isinstance(error, errors.DiskFull):
        return i18n.text("window.leaving.no_room")
    if is_made(error):
        return dialogs.words_of(error)
    return i18n.text("window.leaving.saved", why=dialogs.words_of(error))
