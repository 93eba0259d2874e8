"""The screen while an import is read or written: how far it is, how long it takes, how to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, jobs, parts, record, theme

if TYPE_CHECKING:
    from gigdesk.gui.tasks import Job


class Working(QtWidgets.QWidget):
    """Follows one job; everything else in the window stays usable meanwhile."""

    def __init__(self) -> None:
        """Follow nothing yet."""
        super().__init__()
        self._job: Job | None = None
        self.title = parts.label("", "heading", wrap=True)
        self.words = parts.label("", "muted")
        self.bar = QtWidgets.QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(i18n.text("intake_page.progress"))
        self.stop = parts.button(i18n.text("window.jobs.stop"), "player-stop", do=self._stop)
        hint = parts.label(i18n.text("intake_page.meanwhile"), "small", wrap=True)
        inner = parts.down(
            icons.Picture("file-spreadsheet", "accent", size=2), self.title, self.bar, self.words
        )
        inner.addLayout(parts.across(self.stop, None))
        inner.addWidget(hint)
        self._card = parts.frame("card", inner, 1.5)
        row = parts.across(None, self._card, None)
        row.setStretch(1, 100)
        column = parts.down()
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setLayout(column)
        self.setFocusProxy(self.stop)
        record.on_key(self, "Esc", self._stop)
        theme.follow(self, self._fit)

    def follow(self, job: Job | None) -> None:
        """Show a job until it is over."""
        self._job = job
        if job is not None:
            self.title.setText(job.title)
            job.changed.connect(self._show)
            self._show()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show(self) -> None:
        job = self._job
        if job is None or self.sender() not in (None, job):
            return
        self.bar.setRange(0, job.total)
        self.bar.setValue(job.count)
        self.words.setText(jobs.state_words(job))
        self.stop.setEnabled(job.wanted and not job.is_over)

    def _fit(self) -> None:
        self._card.setMaximumWidth(theme.measures().em(30))
        self.bar.setMinimumWidth(QtCore.QSize(theme.measures().em(20), 1).width())
