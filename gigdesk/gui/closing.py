"""Asks what becomes of the jobs that still run when the program is closed, and sees them end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui import dialogs, jobs, parts
from gigdesk.gui.tasks import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6 import QtWidgets

    from gigdesk.gui.tasks import Job, Tasks


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
