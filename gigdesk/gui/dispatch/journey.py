"""The way there and back: who stands in the way, what mends that, sending, the return."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, covers
from gigdesk.domain.workers import findings
from gigdesk.gui import dialogs, record
from gigdesk.gui.dispatch import covering, words
from gigdesk.gui.dispatch.paperwork import Paperwork
from gigdesk.gui.dispatch.refusals import Mend
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.domain.workers import Finding
    from gigdesk.gui.dispatch.batch import BatchPage


class Journey(Paperwork):
    """Sends one batch and takes it back; what is refused is told with the ways out."""

    def __init__(self, page: BatchPage) -> None:
        """Act for `page`."""
        super().__init__(page)
        self._page = page

    def take_off(self, people: Sequence[bytes], *, unfit: bool = False) -> None:
        """Ask for the reason and take people off the list."""
        if not people:
            return
        if self._page.row["state"] not in (*batches.ON_PAPER, batches.SENT):
            self.frame.say(words.unlike(self._page.row, "batches_page.list_closed"), "warning")
            return
        title = "batches_page.unfit_count" if unfit else "batches_page.remove_count"
        record.question(
            self.frame,
            i18n.text(title, count=len(people)),
            (
                Field(
                    "reason",
                    "batches_page.reason",
                    required=unfit or self._page.row["state"] == batches.SENT,
                    hint="batches_page.hint.unfit" if unfit else "batches_page.hint.reason",
                    wide=True,
                ),
            ),
            lambda desk, values, _confirmed: dispatch.remove_members(
                desk,
                batch_id=self._page.id,
                people=people,
                reason=values["reason"] or "",
                unfit=unfit,
            ),
            done=self._removed,
        )

    def _removed(self, told: Sequence[dispatch.Outcome]) -> None:
        self._page.refresh()
        done = sum(one.done for one in told)
        if done:
            self.frame.say(i18n.text("batches_page.removed", count=done))
        self.show_refused(i18n.text("batches_page.not_removed"), told)

    def send(self) -> None:
        """Say who stands in the way and how that is mended; else send after a yes."""
        batch = self._page.id
        self.frame.tasks.ask(
            lambda desk: (
                dispatch.check(desk, batch, dispatch.day_of_sending(desk, batch)),
                dispatch.day_of_sending(desk, batch),
                dispatch.unsigned(desk, batch),
                dispatch.concerns(desk, batch),
                dispatch.departure_doubts(desk, batch, dispatch.day_of_sending(desk, batch)),
            ),
            self._checked,
            owner=self._page,
        )

    def _checked(
        self,
        found: tuple[
            Sequence[dispatch.Outcome],
            datetime.date,
            Finding | None,
            Sequence[Finding],
            Sequence[Finding],
        ],
    ) -> None:
        told, day, unsigned, known, counted = found
        if known and known[0].level == findings.ERROR:
            # What keeps the whole batch back is said once, and not for each of its people.
            title = i18n.text("batches_page.employer_stops")
            dialogs.say(self.frame, title, record.concern_lines(known), "error")
        elif any(not one.done for one in told):
            self.show_refused(i18n.text("batches_page.not_sent"), told, self.mends(told))
        elif any(one.level == findings.ERROR for one in counted):
            self.frame.say(record.all_words(counted), "error")
        else:
            doubts = [one for one in (unsigned, *counted) if one is not None]
            self._ask_to_send(day, doubts, record.concern_lines(known))

    def mends(self, told: Sequence[dispatch.Outcome]) -> list[Mend]:
        """Return what takes the reasons against sending away, as far as the desk can."""
        stopped = {one.worker_id: one.rules for one in told if not one.done}

        def lacking(rule: str) -> list[bytes]:
            return [person for person, rules in stopped.items() if rule in rules]

        text, found = i18n.text, list[Mend]()
        without, silent = lacking("no_contract") + lacking("contract_days"), lacking("no_consent")
        if without:
            made = text("batches_page.mend.contract", count=len(without))
            found.append((made, "printer", lambda: self.print_for(without)))
        if silent:
            noted = text("batches_page.mend.consent", count=len(silent))
            found.append((noted, "shield-check", lambda: self.record_consents(silent)))
        bare = {person for rule in covers.LACKING for person in lacking(rule)}
        if bare:
            insured = text("cover.mend", count=len(bare))
            found.append((insured, "shield-check", covering.covering(self._page)[2]))
        off = text("batches_page.mend.remove", count=len(stopped))
        found.append((off, "trash", lambda: self.take_off(list(stopped))))
        return found

    def _ask_to_send(self, on: datetime.date, doubts: Sequence[Finding], known: str) -> None:
        """Ask with the day that is written: a batch recorded after the fact left on its own.

        Who has not signed yet, or is not aboard, does not hold the batch up, and is named before it
        leaves; so is what is `known` of the employer.
        """
        row, batch, day = self._page.row, self._page.id, on.isoformat()
        said = i18n.text(
            "batches_page.send_words",
            number=row["number"],
            people=row["listed"],
            place=row["place"],
            day=day,
        )
        if day != row["depart_on"]:
            said += i18n.text("batches_page.send_other_day", day=row["depart_on"])
        if doubts:
            said += i18n.text("batches_page.send_unsigned", told=record.all_words(doubts))
        if known:
            said += "\n\n" + i18n.text("batches_page.send_known", told=known)
        dialogs.ask(
            self.frame,
            i18n.text("batches_page.send"),
            said,
            yes=i18n.text("batches_page.send"),
            then=lambda: self._do(
                lambda desk: dispatch.send(desk, batch_id=batch, on=on),
                i18n.text("batches_page.sent", number=row["number"]),
                i18n.text("batches_page.not_sent"),
            ),
        )

    def come_back(self) -> None:
        """Note that the batch has come back."""

        def act(desk: Any, values: dict[str, Any], _confirmed: tuple[str, ...]) -> dispatch.Sent:
            day = values["returned_on"]
            on = datetime.date.fromisoformat(day) if day else None
            return dispatch.return_batch(desk, batch_id=self._page.id, on=on)

        told = i18n.text("batches_page.returned", number=self._page.row["number"])
        record.question(
            self.frame,
            i18n.text("batches_page.come_back"),
            (
                Field(
                    "returned_on",
                    "batches_page.returned_on",
                    Kind.DATE,
                    hint="batches_page.hint.back",
                ),
            ),
            act,
            done=lambda sent: self._moved(
                sent,
                told,
                i18n.text("batches_page.not_returned"),
                [(i18n.text("batches_page.mend.day"), "calendar-month", self.come_back)],
            ),
        )

    def _do(self, act: Callable[[Any], dispatch.Sent], told: str, wrong: str) -> None:
        self.frame.tasks.do(
            lambda desk, _progress: act(desk),
            lambda sent: self._moved(sent, told, wrong),
            owner=self._page,
            slot=("move", told),
        )

    def _moved(
        self, sent: dispatch.Sent, told: str, wrong: str, mends: Sequence[Mend] = ()
    ) -> None:
        self._page.refresh()
        if sent.done:
            act = sent.act
            back = None if act is None else lambda: self.frame.undo.take_back(act)
            self.frame.say(told, undo=back)
        else:
            self.show_refused(wrong, sent.people, mends)
