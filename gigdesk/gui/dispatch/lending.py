"""The page of workers lent between employers, and the days of one of them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch, orders, workers
from gigdesk.domain.workers import dates
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.gui.dispatch.told import ToldPage
from gigdesk.gui.fields import Candidate, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

_SHOWN = 20
_DAYS = (
    Field("from_day", "matching.loan_from", Kind.DATE, required=True),
    Field("to_day", "matching.loan_to", Kind.DATE, required=True),
    Field("agreement", "matching.agreement"),
    Field("note", "dispatch.field.note", wide=True),
)


def entry(frame: Window, trail: record.Trail) -> record.MenuEntry:
    """Return the entry of a menu that opens the loans."""
    return i18n.text("matching.loans"), "users", lambda: trail.push(LoansPage(frame, trail))


def find_employers(desk: Desk, typed: str) -> list[Candidate]:
    """Return employers for a lookup, found by name, code or initials."""
    found = orders.list_employers(desk, typed, limit=_SHOWN)[1]
    return [Candidate(row["id"], row["name"]) for row in found]


def find_people(desk: Desk, typed: str) -> list[Candidate]:
    """Return people for a lookup, found as everywhere by name, initials or number."""
    found = workers.search.search(desk, typed, limit=_SHOWN) if typed else ()
    return [
        Candidate(row["id"], row["name"], f"W{row['number']} {row['village'] or ''}")
        for row in found
    ]


class LoansPage(ToldPage):
    """Loans that are not over; one is added, changed or cancelled, Enter opens a person's days."""

    def __init__(self, frame: Window, trail: record.Trail) -> None:
        """Show the loans."""
        text, column = i18n.text, table.Column
        self.trail = trail
        add = parts.button(text("matching.loan_add"), "plus", "primary", do=self.add)
        super().__init__(
            frame,
            text("matching.loans"),
            (
                column("number", "cli.answer.number", right=True, width=3, frozen=True),
                column("name", "record.name", width=5, frozen=True),
                column("lender", "matching.lender", width=10),
                column("borrower", "matching.borrower", width=10),
                column("from_day", "matching.loan_from", width=6),
                column("to_day", "matching.loan_to", width=6),
                column("agreement", "matching.agreement", width=7),
                column("note", "dispatch.field.note", width=8),
            ),
            dispatch.list_loans,
            trail.back,
            view="loans",
            said=lambda rows: text("matching.loans_said", count=len(rows)),
            nothing=table.Nothing(
                text("matching.no_loans"),
                text("matching.no_loans_words"),
                "users",
                ((text("matching.loan_add"), "plus", self.add),),
            ),
            buttons=(add,),
        )
        self.list.opened.connect(lambda _id: self.days())
        self.list.add_action(text("matching.loan_days"), "calendar-month", self.days)
        self.list.add_action(text("matching.loan_change"), "pencil", self.change)
        self.list.add_action(text("matching.loan_cancel"), "trash", self.cancel)
        record.on_key(self, "Ctrl+N", self.add)
        record.on_key(self, "F2", self.change)
        record.on_key(self.list.table, "Delete", self.cancel)

    @reach.needs("dispatch.lend")
    def add(self) -> None:
        """Ask who is lent to whom, and for which days."""

        def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Any:
            return dispatch.lend(
                desk,
                people=[values["worker"]],
                lender_id=values["lender_id"],
                borrower_id=values["borrower_id"],
                fields={field.key: values[field.key] for field in _DAYS},
            )

        fields = (
            Field("worker", "matching.worker", Kind.LOOKUP, required=True, find=find_people),
            Field(
                "lender_id",
                "matching.lender",
                Kind.LOOKUP,
                required=True,
                find=find_employers,
                wide=True,
            ),
            Field(
                "borrower_id",
                "matching.borrower",
                Kind.LOOKUP,
                required=True,
                find=find_employers,
                wide=True,
            ),
            *_DAYS,
        )
        title = i18n.text("matching.loan_add")
        record.question(self.frame, title, fields, act, done=self._lent, wide=34)

    def _lent(self, answer: tuple[Sequence[dispatch.Outcome], Done]) -> None:
        told, done = answer
        self.refresh()
        if all(one.done for one in told):
            self._say_done("matching.lent", done)
            return
        title = i18n.text("batches_page.not_added")
        self.trail.push(Refusals(self.frame, title, told, self.trail.back))

    def _say_done(self, key: str, done: Done) -> None:
        self.refresh()
        undo = self.frame.undo.take_back
        self.frame.say(i18n.text(key), undo=lambda: undo(done.number))

    @reach.needs("dispatch.change_loan")
    def change(self) -> None:
        """Ask for other days or another agreement of the current loan."""
        row = self.current()
        if row is None:
            return
        loan = row["id"]
        record.question(
            self.frame,
            i18n.text("matching.loan_change"),
            _DAYS,
            lambda desk, values, _confirmed: dispatch.change_loan(
                desk, loan_id=loan, changes=values
            ),
            done=lambda done: self._say_done("matching.loan_changed", done),
            values={field.key: row[field.key] for field in _DAYS},
        )

    @reach.needs("dispatch.change_loan")
    def cancel(self) -> None:
        """Cancel the current loan, with the reason."""
        row = self.current()
        if row is None:
            return
        loan = row["id"]
        record.question(
            self.frame,
            i18n.text("matching.loan_cancel"),
            (Field("reason", "matching.loan_reason", required=True, wide=True),),
            lambda desk, values, _confirmed: dispatch.change_loan(
                desk, loan_id=loan, changes={}, cancel=True, reason=values["reason"]
            ),
            done=lambda done: self._say_done("matching.loan_changed", done),
        )

    def days(self) -> None:
        """Show the days of the current person, from the month in which the loan begins."""
        row = self.current()
        if row is not None:
            self.trail.push(DaysPage(self.frame, self.trail, row))


class DaysPage(ToldPage):
    """Every day of a month with the batch or loan that takes somebody; Ctrl+PageUp and PageDown."""

    def __init__(self, frame: Window, trail: record.Trail, loan: Row) -> None:
        """Show the month in which a loan begins."""
        text, column = i18n.text, table.Column
        self.person, self.name = loan["worker_id"], loan["name"]
        self.month = datetime.date.fromisoformat(loan["from_day"]).replace(day=1)
        earlier = parts.button(text("matching.earlier"), "", do=lambda: self.turn(-1))
        later = parts.button(text("matching.later"), "", do=lambda: self.turn(1))
        super().__init__(
            frame,
            self._title(),
            (
                column("day", "matching.day", width=7, frozen=True),
                column("weekday", "matching.weekday", width=4),
                column("where", "matching.where", width=24, tone=_tone),
            ),
            self._days,
            trail.back,
            view="days_of",
            said=lambda rows: text("matching.days_said", count=sum(row["taken"] for row in rows)),
            nothing=table.Nothing(text("matching.home"), "", "users"),
            buttons=(earlier, later),
        )
        record.on_key(self, "Ctrl+PgUp", lambda: self.turn(-1))
        record.on_key(self, "Ctrl+PgDown", lambda: self.turn(1))

    def _title(self) -> str:
        return i18n.text("matching.days_of", name=self.name, month=f"{self.month:%Y-%m}")

    def turn(self, months: int) -> None:
        """Show another month."""
        self.month = dates.add_months(self.month, months)
        self.head.show_record(self._title())
        self.refresh()

    def _days(self, desk: Desk) -> Sequence[Row]:
        text = i18n.text
        names = text("sheets.choice.weekdays").split("|")
        found = dispatch.days_of(desk, worker_id=self.person, month=f"{self.month:%Y-%m}")
        shown = []
        for one in found:
            where = [text("matching.in_batch", number=each) for each in one.batches]
            where += [text("matching.in_loan", number=each) for each in one.loans]
            weekday = names[datetime.date.fromisoformat(one.day).weekday()]
            row = {"id": one.day, "day": one.day, "weekday": weekday, "taken": bool(where)}
            joint = text("people.joint").join(where)
            shown.append({**row, "where": joint or text("matching.home")})
        return shown


def _tone(row: Row) -> str:
    return "info" if row["taken"] else "muted"
