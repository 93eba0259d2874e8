"""The list of jobs and notices: how far they are, how long they take, how to stop them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, parts, theme
from gigdesk.gui.tasks import Job, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.gui.tasks import Tasks

_TONES = {
    State.WAITING: "muted",
    State.RUNNING: "info",
    State.DONE: "ok",
    State.FAILED: "error",
    State.CANCELLED: "warning",
}
_MINUTE = 60


def state_words(job: Job) -> str:
    """Return how a job stands, in words."""
    if job.state is State.RUNNING:
        return _running(job)
    text = i18n.text
    return {
        State.WAITING: text("window.jobs.waiting"),
        State.DONE: text("window.jobs.done"),
        State.FAILED: text("window.jobs.failed"),
        State.CANCELLED: text("window.jobs.stopped" if job.keeps_part else "window.jobs.cancelled"),
    }[job.state]


def _running(job: Job) -> str:
    if job.is_parked or not job.wanted:
        return i18n.text("window.jobs.stopping")
    said = [job.words] if job.words else []
    if job.total:
        count, total = f"{job.count:,}", f"{job.total:,}"
        said.append(i18n.text("window.jobs.counted", count=count, total=total))
    seconds = job.remaining_seconds
    if seconds is not None and seconds >= _MINUTE:
        said.append(i18n.text("window.jobs.minutes", count=round(seconds / _MINUTE)))
    elif seconds is not None:
        said.append(i18n.text("window.jobs.seconds", count=max(1, seconds)))
    return "  ·  ".join(said) or i18n.text("window.jobs.running")


class JobRow(QtWidgets.QFrame):
    """One job with its bar and its way to stop."""

    def __init__(self, job: Job) -> None:
        """Show `job` and follow it."""
        super().__init__()
        self.job = job
        parts.role(self, "card")
        self._state = parts.Status(job.title, "muted", wrap=True)
        self._words = parts.label("", "small", wrap=True)
        self._bar = QtWidgets.QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(job.title)
        stop = i18n.text("window.jobs.stop")
        self.stop = parts.button(stop, "player-stop", do=job.cancel)
        self.stop.setAccessibleName(f"{stop} {job.title}")
        left = parts.down(self._state, self._bar, self._words, gap=0.5)
        row = parts.across()
        row.addLayout(left, 1)
        row.addWidget(self.stop)
        self.setLayout(row)
        parts.pad(self, 0.75, 0.5)
        job.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        job = self.job
        self._state.say(job.title, _TONES[job.state])
        self._words.setText(state_words(job))
        self._bar.setVisible(not job.is_over)
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.count)
        self.stop.setVisible(not job.is_over)
        self.stop.setEnabled(job.wanted)


def open_jobs(
    parent: QtWidgets.QWidget, tasks: Tasks[Any], notices: Iterable[tuple[str, str]]
) -> dialogs.Dialog:
    """Open the list of jobs, the newest first, and below them the last notices."""
    dialog = dialogs.Dialog(parent, i18n.text("window.jobs.name"), wide=34)
    jobs = list(reversed(tasks.jobs))
    dialog.body.addWidget(parts.label(i18n.text("window.jobs.heading"), "section"))
    for job in jobs:
        dialog.body.addWidget(JobRow(job))
    if not jobs:
        dialog.body.addWidget(parts.label(i18n.text("window.jobs.none"), "muted", wrap=True))
    dialog.body.addWidget(parts.label(i18n.text("window.notice.heading"), "section"))
    said = list(notices)
    for words, tone in said:
        dialog.body.addWidget(parts.Status(words, tone, wrap=True))
    if not said:
        dialog.body.addWidget(parts.label(i18n.text("window.notice.none"), "muted", wrap=True))
    dialog.body.addStretch(1)
    dialog.add_button(i18n.text("window.button.close"), dialog.accept, kind="primary")
    theme.follow(dialog, dialog.fit)
    dialog.open()
    return dialog
