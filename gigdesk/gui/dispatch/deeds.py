"""What is done with a batch: people put on and taken off, sent, brought back, called off."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import shiboken6

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.gui import choosing, reach, record
from gigdesk.gui.dispatch import (
    advances,
    boarding,
    checks,
    ending,
    jumping,
    leavers,
    leaving,
    lots,
    members,
    reserving,
    roads,
    words,
)
from gigdesk.gui.dispatch.handed import Handed
from gigdesk.gui.dispatch.journey import Journey
from gigdesk.gui.dispatch.paste import PastePage
from gigdesk.gui.dispatch.proposal import ProposalPage
from gigdesk.gui.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.desk import Done
    from gigdesk.gui.dispatch.batch import BatchPage

_STEPS = {
    "planned": "batches_page.to.planned",
    "ready": "batches_page.to.ready",
    "cancelled": "batches_page.to.cancelled",
}


class Deeds(Journey):
    """The acts of one batch page; every answer is told, every refusal listed by person."""

    def __init__(self, page: BatchPage) -> None:
        """Act for `page`."""
        super().__init__(page)
        self._page = page

    # people

    def adding(self) -> list[record.MenuEntry]:
        """Return the ways to put people on the list."""
        text = i18n.text
        return [
            (text("batches_page.by_search"), "search", self.search),
            (text("batches_page.by_paste"), "clipboard", self.paste),
            (text("batches_page.by_proposal"), "list-check", self.propose),
            lots.drawing(self._page),
            reserving.calling(self._page),
        ]

    @reach.needs("dispatch.add_members")
    def search(self) -> None:
        """Open the page on which people are found and marked."""
        if not self._may_add():
            return
        title = i18n.text("batches_page.add_to", number=self._page.row["number"])
        made = choosing.Choosing(self.frame, title, self._page.trail.back)
        made.taken.connect(lambda ids: self.put_on(ids, batches.SEARCHED))
        self._page.trail.push(made)

    def _may_add(self) -> bool:
        """Say whether people can still be put on the list; if not, tell where late joiners go."""
        row = self._page.row
        if row and row["state"] not in batches.ON_PAPER:
            self.frame.say(
                words.unlike(row, "batches_page.closed"),
                "warning",
                also=(i18n.text("batches_page.plan_more"), self._plan_more),
            )
        return bool(row) and row["state"] in batches.ON_PAPER

    def _plan_more(self) -> None:
        """Open an empty batch of the same order, for who joins late."""
        self.frame.open("dispatch", ("plan", self._page.row["order_id"]))

    @reach.needs("dispatch.add_members")
    def paste(self, text: str = "") -> None:
        """Open the page on which a list is pasted, with what was copied already in it."""
        if not self._may_add():
            return
        self._paste(text)

    @reach.needs("dispatch.add_members")
    def paste_rest(self) -> None:
        """Open the page on which a list is pasted, with what is left of an earlier one in it.

        Of a batch that has left it can be looked through, copied and cleared, but not added.
        """
        if self._page.row:
            self._paste().drafts.wanted = True

    def _paste(self, text: str = "") -> PastePage:
        made = PastePage(self.frame, self._page.row, self._page.trail.back)
        made.text.setPlainText(text)
        made.taken.connect(lambda ids: self.put_on(ids, batches.PASTED, made))
        self._page.trail.push(made)
        return made

    @reach.needs("dispatch.add_members")
    def propose(self) -> None:
        """Open the page with the candidates."""
        if not self._may_add():
            return
        made = ProposalPage(self.frame, self._page.row, self._page.trail.back)
        made.taken.connect(lambda ids: self.put_on(ids, batches.PROPOSED))
        self._page.trail.push(made)

    def put_on(self, people: Sequence[bytes], how: str, pasted: PastePage | None = None) -> None:
        """Put people on the list; whoever is refused is shown with the rule.

        The page on which they were `pasted` stays in front while lines of it are open.
        """
        jumping.put_on(self._page, people, how, lambda answer: self._put(answer, pasted))

    def _put(
        self, answer: tuple[Sequence[dispatch.Outcome], Done], pasted: PastePage | None
    ) -> None:
        page, (told, done) = self._page, answer
        there = pasted if pasted is not None and shiboken6.isValid(pasted) else None
        put_on = [one.worker_id for one in told if one.done]
        if there is not None and put_on:
            Handed(self.frame, page.trail, page.id, done.number, there.typed())
        unnamed = words.unnamed(there.lines.unnamed(put_on)) if there is not None else ""
        stays = there is not None and page.trail.top is there and there.handed_over(put_on)
        if not stays:
            while page.trail.top is not page:
                page.trail.back()
        page.refresh()
        if put_on:
            self._show_everybody()
            over = words.added_remarks(told)
            self.frame.say(
                i18n.text("batches_page.added", count=len(put_on)) + over + unnamed,
                undo=lambda: self.frame.undo.take_back(done.number),
            )
        self.show_refused(i18n.text("batches_page.not_added"), told)

    def _show_everybody(self) -> None:
        """Take away the words and the tile that might hide who has just been put on the list."""
        page, listed = self._page, self._page.list
        query = listed.query
        if query.text or query.value("lacks"):
            page.strip.choose(members.PEOPLE)
            listed.show_query(dataclasses.replace(listed.query, text="", sort=()))

    @reach.needs("dispatch.remove_members")
    def remove(self) -> None:
        """Take the marked people off the list, with the reason."""
        self.take_off(self._page.list.table.selected_ids())

    @reach.needs("dispatch.remove_members")
    def mark_unfit(self) -> None:
        """Take the marked people off the list as unfit for this order, with the reason."""
        self.take_off(self._page.list.table.selected_ids(), unfit=True)

    @reach.needs("dispatch.leave")
    def leave(self) -> None:
        """Note that the current person left the batch early."""
        leaving.early(self._page)

    @reach.needs("dispatch.end_contract")
    def end_contract(self) -> None:
        """End the contract of the current person, or make it void."""
        shown = self._page.list.table
        found = self._page.person(shown.current_id())
        # Who was taken off the list may have a contract still.
        row = found or next(iter(shown.selected_rows()), None)
        if row is not None:
            told = ending.Ended(row["contract_id"], row["name"], row["contract_state"] or "")
            page = self._page

            def ended() -> None:
                if shiboken6.isValid(page):
                    page.refresh()

            ending.ask(self.frame, told, ended)

    # what else

    def others(self, edit: Callable[[], object]) -> list[record.MenuEntry]:
        """Return what else can be done in the state the batch is in."""
        text, row = i18n.text, self._page.row
        found: list[record.MenuEntry] = [(text("batches_page.edit"), "pencil", edit)]
        found += [
            (text(key), "", self._step(code))
            for code, key in _STEPS.items()
            if code in row["next_states"]
        ]
        found += checks.entries(self._page)
        found += roads.entries(self._page, boarding.BoardingPage)
        found.append(advances.entry(self._page))
        found.append(jumping.listing(self._page))
        if row["state"] == batches.SENT:
            found.append((text("batches_page.leave"), "logout", self.leave))
        if row["state"] in batches.AWAY:
            found += [leaving.home(self._page), leavers.entry(self._page)]
        if row["contracts"]:
            found.append((text("batches_page.end_contract"), "file-text", self.end_contract))
        if row["state"] in (*batches.ON_PAPER, batches.SENT):
            found.append((text("batches_page.remove"), "trash", self.remove))
            found.append((text("batches_page.unfit"), "circle-x", self.mark_unfit))
        if row["state"] not in batches.ON_PAPER:
            found.append((text("batches_page.plan_more"), "plus", self._plan_more))
        if row["state"] in batches.AWAY:
            found.append((text("batches_page.attendance"), "calendar-month", self._open_days))
        gone = "batches_page.hide_gone" if self._page.shows_gone else "batches_page.show_gone"
        found.append((text(gone), "users", self._page.show_gone))
        order = text("batches_page.open_order")
        found.append((order, "briefcase", lambda: self.frame.open("orders", row["order_id"])))
        return found

    def _open_days(self) -> None:
        self.frame.open("attendance", self._page.id)

    def _step(self, state: str) -> Callable[[], object]:
        told = i18n.text("batches_page.moved", state=words.state(state))
        wrong = i18n.text("batches_page.not_moved")
        if state != batches.CANCELLED:
            return reach.needs("dispatch.change")(
                lambda: self._do(
                    lambda desk: dispatch.set_state(desk, batch_id=self._page.id, state=state),
                    told,
                    wrong,
                )
            )
        return reach.needs("dispatch.change")(
            lambda: record.question(
                self.frame,
                i18n.text(_STEPS[state]),
                (Field("reason", "batches_page.reason", required=True, wide=True),),
                lambda desk, values, _confirmed: dispatch.set_state(
                    desk, batch_id=self._page.id, state=state, reason=values["reason"]
                ),
                done=lambda sent: self._moved(sent, told, wrong),
            )
        )
