"""The page on which the people of a reserve pool are called up: one key for each answer."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import reserves
from gigdesk.gui import choosing, parts, reach, record, table
from gigdesk.gui.dispatch import papers
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.gui.dispatch.told import ToldPage
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

_TONES = {
    reserves.COMES: "ok",
    reserves.DECLINES: "muted",
    reserves.ANSWERED: "info",
    reserves.NO_ANSWER: "warning",
}


class CallsPage(ToldPage):
    """Who is in a pool: 1 to 4 note what a call came to, and the next person is in front."""

    def __init__(
        self,
        frame: Window,
        trail: record.Trail,
        pool: Row,
        row: Mapping[str, Any] | None,
        *,
        done: Callable[[], object] | None,
    ) -> None:
        """Show the people of `pool`, called for the batch `row` or for none in particular."""
        text = i18n.text
        self.trail, self.pool, self.row, self.done = trail, pool, row, done
        self.batch_id: bytes | None = row["id"] if row else None
        add = parts.button(text("matching.pool_people"), "plus", do=self.add)
        sheet = parts.button(text("matching.as_workbook"), "file-spreadsheet", do=self.write)
        self.take = parts.button(text("matching.take_comers"), "check", "primary", do=self.go)
        self.take.setVisible(row is not None)
        title = text("matching.pool_of", name=pool["name"])
        if row is not None:
            title = text("matching.pool_for", name=pool["name"], number=row["number"])
        super().__init__(
            frame,
            title,
            _columns(),
            self._people,
            trail.back,
            view="calls",
            said=self._told,
            nothing=table.Nothing(
                text("matching.nobody_reserved"),
                "",
                "users",
                ((text("matching.pool_people"), "plus", self.add),),
            ),
            buttons=(add, sheet, self.take),
            write=self.write,
        )
        self.keys = parts.label(text("matching.call_keys"), "hint", wrap=True)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.keys)
        self.list.opened.connect(lambda worker_id: frame.open("workers", worker_id))
        for number, result in enumerate(reserves.RESULTS, start=1):
            note = functools.partial(self.note, result)
            self.list.add_action(text(f"sheets.calls.results.{result}"), "", note)
            record.on_key(self.list.table, str(number), note)
        self.list.add_action(text("matching.pool_remove"), "trash", self.remove)
        record.on_key(self.list.table, "Delete", self.remove)
        record.on_key(self, "Ctrl+N", self.add)
        record.on_key(self, "Ctrl+Return", self.go)

    def _people(self, desk: Desk) -> Sequence[Row]:
        found = dispatch.call_list(desk, pool_id=self.pool["id"], batch_id=self.batch_id)
        return [{**row, "stands": record.all_words(row["against"])} for row in found]

    def _told(self, rows: Sequence[Row]) -> str:
        results = [row["result"] for row in rows]
        return i18n.text(
            "matching.calls_said",
            count=len(rows),
            comes=results.count(reserves.COMES),
            declines=results.count(reserves.DECLINES),
            left=results.count(None) + results.count(reserves.NO_ANSWER),
        )

    @reach.needs("dispatch.call")
    def note(self, result: str) -> None:
        """Note what the call to the current person came to; who declines is asked why."""
        row = self.current()
        if row is None:
            return
        person, name = row["id"], row["name"]

        def act(desk: Desk, why: str = "", note: str = "") -> Done:
            return dispatch.call(
                desk,
                pool_id=self.pool["id"],
                worker_id=person,
                result=result,
                batch_id=self.batch_id,
                reason_code=why,
                note=note,
            )

        if result != reserves.DECLINES:
            self.frame.tasks.do(
                lambda desk, _progress: act(desk),
                lambda done: self._noted(person, name, result, done),
                owner=self,
                slot=("call", person),
            )
            return
        reasons = tuple(
            Option(code, i18n.text(f"sheets.calls.declines.{code}")) for code in reserves.REASONS
        )
        record.question(
            self.frame,
            i18n.text("matching.why_declines", name=name),
            (
                Field(
                    "why", "sheets.calls.reason_code", Kind.CHOICE, required=True, options=reasons
                ),
                Field("note", "dispatch.field.note", wide=True),
            ),
            lambda desk, values, _confirmed: act(desk, values["why"], values["note"] or ""),
            done=lambda done: self._noted(person, name, result, done),
        )

    def _noted(self, person: bytes, name: str, result: str, done: Done) -> None:
        """Go on to the next person."""
        ids = [row["id"] for row in self.rows]
        at = ids.index(person) + 1 if person in ids else 0
        self.refresh()
        if at < len(ids):
            self.list.table.select_row(at)
        self.list.table.setFocus()
        said = i18n.text(
            "matching.called", name=name, result=i18n.text(f"sheets.calls.results.{result}")
        )
        self.frame.say(said, undo=lambda: self.frame.undo.take_back(done.number))

    @reach.needs("dispatch.reserve")
    def add(self) -> None:
        """Open the page on which people are found for the pool."""
        title = i18n.text("matching.pool_people")
        made = choosing.Choosing(self.frame, title, self.trail.back)
        made.taken.connect(lambda ids: self._reserve(ids, out=False))
        self.trail.push(made)

    @reach.needs("dispatch.reserve")
    def remove(self) -> None:
        """Take the marked people out of the pool."""
        people = self.list.table.selected_ids()
        if people:
            self._reserve(people, out=True)

    def _reserve(self, people: Sequence[bytes], *, out: bool) -> None:
        pool = self.pool["id"]

        def done(answer: tuple[int, Done]) -> None:
            while self.trail.top is not self:
                self.trail.back()
            self.refresh()
            self.list.table.setFocus()
            undo = self.frame.undo.take_back
            said = i18n.text("matching.reserved", count=answer[0])
            self.frame.say(said, undo=lambda: undo(answer[1].number))

        self.frame.tasks.do(
            lambda desk, _progress: dispatch.reserve(desk, pool_id=pool, people=people, out=out),
            done,
            owner=self,
            slot=("reserve", *people),
        )

    @reach.needs("dispatch.export")
    def write(self) -> None:
        """Write the list for phoning."""
        pool, batch = self.pool["id"], self.batch_id
        name = i18n.text("matching.calls_file", name=self.pool["name"])
        papers.write(
            self.frame,
            name,
            lambda desk, out: dispatch.write_calls(desk, out, pool_id=pool, batch_id=batch),
        )

    @reach.needs("dispatch.add_members")
    def go(self) -> None:
        """Put those who come on the batch."""
        batch = self.batch_id
        if batch is None:
            return
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.take_comers(
                desk, pool_id=self.pool["id"], batch_id=batch
            ),
            self._taken,
            owner=self,
            slot=("comers",),
        )

    def _taken(self, answer: tuple[Sequence[dispatch.Outcome], Done]) -> None:
        told, done = answer
        self.refresh()
        if self.done is not None:
            self.done()
        count = sum(one.done for one in told)
        undo = self.frame.undo.take_back
        self.frame.say(i18n.text("batches_page.added", count=count), undo=lambda: undo(done.number))
        if count < len(told):
            title = i18n.text("batches_page.not_added")
            self.trail.push(Refusals(self.frame, title, told, self.trail.back))


def _columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("name", "record.name", width=5, frozen=True),
        column("phone", "record.phone", width=7),
        column("result", "sheets.calls.result", width=5, show=_result, tone=_tone),
        column("reason_code", "sheets.calls.reason_code", width=6, show=_reason),
        column("called_on", "cli.answer.called_on", width=6),
        column("village", "record.village", width=7),
        column("trade", "record.trade", width=5),
        column("confirmed_on", "sheets.calls.confirmed_on", width=6),
        column("stands", "sheets.calls.stands", width=12, tone=lambda _row: "error"),
    )


def _result(row: Row) -> str:
    return i18n.text(f"sheets.calls.results.{row['result']}") if row["result"] else ""


def _reason(row: Row) -> str:
    return i18n.text(f"sheets.calls.declines.{row['reason_code']}") if row["reason_code"] else ""


def _tone(row: Row) -> str:
    return _TONES.get(row["result"] or "", "")
