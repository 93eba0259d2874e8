"""The papers of a batch: contracts printed and signed, the lists, the one for the insurer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import shiboken6

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, eligibility
from gigdesk.domain.workers import consents
from gigdesk.gui import folder, handing, reach, record
from gigdesk.gui.dispatch import handouts, members, promising, words
from gigdesk.gui.dispatch.insuring import Insuring
from gigdesk.gui.dispatch.printing import PrintPage
from gigdesk.gui.dispatch.refusals import Mend, Refusals
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Row
    from gigdesk.gui.tasks import Progress

_FORM_VERSION = Field(
    "form_version",
    "people.consent.form_version",
    hint="people.consent.form_version_hint",
    initial=consents.FORM_VERSION,
    longest=20,
)


def _print_forms(page: BatchPage, rows: Sequence[Row]) -> None:
    if rows:
        number = page.row["number"]
        name = i18n.text("batches_page.batch_people", number=number, count=len(rows))
        handing.consent_forms(page.frame, [row["worker_id"] for row in rows], name)


class Paperwork:
    """Makes the papers of one batch page."""

    def __init__(self, page: BatchPage) -> None:
        """Act for `page`."""
        self._page = page
        self.frame = page.frame

    def papers(self) -> list[record.MenuEntry]:
        """Return the papers that can be made or signed now."""
        text = i18n.text
        found: list[record.MenuEntry] = []
        if self._page.row["state"] in (*batches.ON_PAPER, batches.SENT):
            found.append((text("batches_page.print"), "printer", self.print_all))
        if self._page.row["contracts"]:
            found.append((text("batches_page.sign_all"), "check", self.sign_all))
        if self._page.people:
            lacking = [row for row in self._page.people if members.lacks(row, members.CONSENT)]
            key = "batches_page.consent_forms" if lacking else "batches_page.consent_forms_all"
            label = text(key, count=len(lacking or self._page.people))
            found.append((label, "printer", self.print_consents))
            found += promising.entries(self._page)
            found.append(handouts.entry(self._page))
        found.append((text("batches_page.insurance"), "file-spreadsheet", self.insurance))
        return found

    # contracts

    @reach.needs("dispatch.make_contracts")
    def print_all(self) -> None:
        """Open the page that prints the contracts of everybody."""
        self._print(None)

    @reach.needs("dispatch.make_contracts")
    def print_chosen(self) -> None:
        """Open the page that prints the contracts of the marked people."""
        self._print(self._page.list.table.selected_ids() or None)

    @reach.needs("dispatch.make_contracts")
    def print_for(self, people: Sequence[bytes]) -> None:
        """Open the page that prints the contracts of these people."""
        self._print(people)

    def _print(self, people: Sequence[bytes] | None) -> None:
        if self._page.row.get("state") in (*batches.ON_PAPER, batches.SENT):
            made = PrintPage(self.frame, self._page.row, people, self._page.trail)
            self._page.trail.push(made)

    @reach.needs("dispatch.sign")
    def sign_all(self) -> None:
        """Note that all contracts are signed that are there and are not yet."""
        self._sign([row for row in self._page.people if members.to_sign(row)])

    @reach.needs("dispatch.sign")
    def sign_chosen(self) -> None:
        """Note that the contracts of the marked people are signed; whoever has none is named."""
        chosen = self._page.list.table.selected_rows()
        if chosen:
            self._sign(chosen)

    def _sign(self, chosen: Sequence[Row]) -> None:
        people = [row["worker_id"] for row in chosen if members.to_sign(row)]
        others = words.left_out([row["name"] for row in chosen if not members.to_sign(row)])
        if not people:
            self.frame.say(others or i18n.text("batches_page.none_to_sign"), "info")
            return
        self._ask_day_and_how(
            i18n.text("batches_page.sign_count", count=len(people)),
            ("batches_page.signed_on", "batches_page.signed_how"),
            words.SIGNED_HOW,
            lambda desk, day, values: dispatch.sign(
                desk, batch_id=self._page.id, people=people, signed_on=day, how=values["how"]
            ),
            self._signed,
            said=others,
        )

    def _signed(self, told: Sequence[dispatch.Outcome]) -> None:
        self._page.refresh()
        done = sum(one.done for one in told)
        if done:
            self.frame.say(i18n.text("batches_page.signed", count=done))
        self.show_refused(i18n.text("batches_page.not_signed"), told)

    def show_refused(
        self, title: str, told: Sequence[dispatch.Outcome], mends: Sequence[Mend] = ()
    ) -> None:
        """Show whoever was refused, where there is anybody, with the ways out."""
        if any(not one.done for one in told):
            page = self._page
            page.trail.push(Refusals(self.frame, title, told, page.trail.back, mends))

    # consent

    @reach.needs("workers.export")
    def print_consents(self) -> None:
        """Print the consent forms of whoever has not agreed yet, or of everybody where all have."""
        people = self._page.people
        lacking = [row for row in people if members.lacks(row, members.CONSENT)]
        _print_forms(self._page, lacking or people)

    @reach.needs("workers.export")
    def print_chosen_consents(self) -> None:
        """Print the consent forms of the marked people."""
        _print_forms(self._page, self._page.list.table.selected_rows())

    @reach.needs("workers.consent")
    def record_consents(
        self,
        people: Sequence[bytes],
        purpose: str = eligibility.CONSENT_PURPOSES[0],
        *,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Note that people signed that their data may go to the employer, or to the insurer."""
        insures = purpose in eligibility.INSURER_PURPOSES
        title = "batches_page.mend.insurer_consent" if insures else "batches_page.consent_count"
        self._ask_day_and_how(
            i18n.text(title, count=len(people)),
            ("batches_page.consent_on", "people.consent.given_how"),
            words.GIVEN_HOW,
            lambda desk, day, values: dispatch.record_consents(
                desk,
                batch_id=self._page.id,
                people=people,
                given_on=day,
                how=values["how"],
                purpose=purpose,
                form_version=values["form_version"] or "",
            ),
            lambda count: self._consented(count, then),
            further=(_FORM_VERSION,),
        )

    def _consented(self, count: int, then: Callable[[], object] | None) -> None:
        self._page.refresh()
        self.frame.say(i18n.text("batches_page.consented", count=count))
        if then is not None:
            then()

    def _ask_day_and_how(
        self,
        title: str,
        labels: tuple[str, str],
        ways: Mapping[str, str],
        act: Callable[[Any, datetime.date, Mapping[str, Any]], Any],
        done: Callable[[Any], object],
        *,
        further: tuple[Field, ...] = (),
        said: str = "",
    ) -> None:
        """Ask on which day (today stands there) and how (the first way stands there), then act.

        What is `said` stands above the fields; `further` ones stand below.
        """
        on, how = labels
        record.question(
            self.frame,
            title,
            (
                Field("on", on, Kind.DATE, required=True),
                Field("how", how, Kind.CHOICE, required=True, options=words.options(ways)),
                *further,
            ),
            lambda desk, values, _confirmed: act(
                desk, datetime.date.fromisoformat(values["on"]), values
            ),
            done=done,
            values={
                "on": self.frame.clock.today().isoformat(),
                "how": next(iter(ways)),
                **{one.key: one.initial for one in further},
            },
            said=said,
        )

    # workbooks

    @reach.needs("dispatch.export")
    def insurance(self) -> None:
        """Write the list for the insurer, after asking about whoever has not agreed to it."""
        Insuring(self, self._page).begin()

    def write(self, title: str, act: Callable[[Any, bytes, Path], Any]) -> None:
        """Write a workbook as a job and say where it is."""
        name = i18n.text("batches_page.file", number=self._page.row["number"], paper=title)
        wanted = folder.place(self.frame, f"{name}.xlsx")
        batch_id = self._page.id

        def make(desk: Any, _progress: Progress) -> Any:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            return act(desk, batch_id, out)

        self.frame.tasks.do(
            make,
            lambda paper: self._written(title, paper),
            owner=self.frame,
            title=name,
            slot=("paper", name),
        )

    def _written(self, title: str, paper: Any) -> None:
        """Say where it is, also to somebody who has left the batch meanwhile."""
        if shiboken6.isValid(self._page):
            self._page.refresh()
        said = i18n.text("batches_page.written", paper=title, count=paper.rows)
        folder.tell(self.frame, said, paper.path)
