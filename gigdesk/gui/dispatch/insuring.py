"""The list for the insurer: who has not agreed to it is asked about before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6

from gigdesk import i18n, stamps
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import eligibility
from gigdesk.gui.dispatch import covering, members
from gigdesk.gui.dispatch.refusals import Mend, Refusals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.dispatch.paperwork import Paperwork
    from gigdesk.gui.record.tiles import Tile
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window


def show(
    frame: Window,
    tile: Tile,
    row: Mapping[str, Any],
    people: Sequence[Row],
    made: dispatch.Exported | None,
) -> None:
    """Show on a tile who is insured on leaving, or whether a list was written where none is asked.

    `made` is the last list that was written for the insurer.
    """
    text, listed = i18n.text, row["listed"]
    if row["asks_cover"]:
        lacking = members.count(people, members.COVER)
        said = text("batches_page.lacking", count=lacking)
        said = said if lacking else text("batches_page.all_there") if listed else ""
        tone = "warning" if lacking else "ok" if listed else "muted"
        tile.show_number(f"{listed - lacking}/{listed}", said, tone)
        return
    if made is None:
        said = text("batches_page.to_make") if frame.may("dispatch.export") else ""
        tile.show_number(text("batches_page.not_made"), said, "warning")
        return
    changed = made.rows + made.left_out != listed
    said = stamps.local_text(made.at_ms)[5:16]
    if made.left_out and not changed:
        said = text("batches_page.left_uninsured", count=made.left_out)
    said = text("batches_page.list_changed") if changed else said
    count = text("batches_page.people_count", count=made.rows)
    tile.show_number(count, said, "warning" if changed or made.left_out else "ok")


def choose(page: BatchPage) -> None:
    """Open the insurance of a batch whose order promises it; of another write the list."""
    if page.row.get("asks_cover"):
        covering.covering(page)[2]()
    else:
        page.deeds.insurance()


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
