"""The list for the insurer: who has not agreed to it is asked about before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import eligibility
from gigdesk.gui.dispatch.refusals import Mend, Refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.dispatch.paperwork import Paperwork


class Insuring:
    """Writes the list for the insurer of one batch page, by way of its paperwork."""

    def __init__(self, papers: Paperwork, page: BatchPage) -> None:
        """Act for `page`."""
        self._papers = papers
        self._page = page
        self._frame = papers.frame

    def begin(self) -> None:
        """Write the list, or say who has not agreed and what can be done."""
        batch_id = self._page.id
        self._frame.tasks.ask(
            lambda desk: dispatch.uninsurable(desk, batch_id),
            self._known,
            owner=self._frame,
        )

    def _known(self, silent: Sequence[dispatch.Outcome]) -> None:
        people, text = [one.worker_id for one in silent], i18n.text
        if not people:
            self._write(())
            return
        if not shiboken6.isValid(self._page):
            self._frame.say(text("batches_page.not_insured_yet", count=len(people)), "warning")
            return
        others = self._page.row["listed"] - len(people)
        noted = text("batches_page.mend.insurer_consent", count=len(people))
        mends: list[Mend] = [(noted, "shield-check", lambda: self._record(people))]
        if others > 0:
            rest = text("batches_page.mend.insure_others", count=others)
            mends.append((rest, "file-spreadsheet", lambda: self._write(people)))
        back, title = self._page.trail.back, text("batches_page.not_insured")
        self._page.trail.push(Refusals(self._frame, title, silent, back, mends, done=others))

    def _record(self, people: Sequence[bytes]) -> None:
        """Note that people signed that their data may go to the insurer; then go on with it."""
        self._papers.record_consents(people, eligibility.INSURER_PURPOSES[0], then=self.begin)

    def _write(self, left_out: Sequence[bytes]) -> None:
        """Write the list without these people."""
        self._papers.write(
            i18n.text("batches_page.insurance"),
            lambda desk, batch_id, out: dispatch.insurance(desk, batch_id, out, leave_out=left_out),
        )
