"""Money handed out before the wage: the advances of a batch, entered, corrected, listed to sign."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n, money
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import advances
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch import roads
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row


def entry(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the advances of a batch."""
    open_ = reach.needs("dispatch.advance")(lambda: page.trail.push(AdvancesPage(page)))
    return i18n.text("batches_page.advances"), "coin", open_


def of_people(page: BatchPage) -> record.MenuEntry:
    """Return the entry that notes an advance for the marked people."""
    do = reach.needs("dispatch.advance")(lambda: give(page, page.list.table.selected_ids()))
    return i18n.text("batches_page.advance_give"), "coin", do


def _fields(amount: str) -> tuple[Field, ...]:
    kinds = roads.options("dispatch.advance_kind.", advances.KINDS)
    return (
        Field("amount_fen", amount, Kind.MONEY, required=True),
        Field("kind", "batches_page.advance_kind", Kind.CHOICE, required=True, options=kinds),
        Field("day", "batches_page.advance_day", Kind.DATE, required=True),
        Field("signed", "batches_page.advance_signed", Kind.CHECK),
        Field("note", "batches_page.advance_note", wide=True),
    )


def give(page: BatchPage, people: Sequence[bytes]) -> None:
    """Ask what is handed to each of these people."""
    if not people:
        page.frame.say(i18n.text("batches_page.advance_whom"), "warning")
        return

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Any:
        day = datetime.date.fromisoformat(values["day"])
        handed = dispatch.Advanced(
            values["amount_fen"],
            values["kind"],
            day,
            signed=bool(values["signed"]),
            note=values["note"] or "",
        )
        return dispatch.hand_out(desk, batch_id=page.id, people=people, handed=handed)[1]

    record.question(
        page.frame,
        i18n.text("batches_page.advance_count", count=len(people)),
        _fields("batches_page.advance_each"),
        act,
        done=lambda done: _told(page, done),
        values={"day": page.frame.clock.today().isoformat(), "kind": advances.CASH},
    )


def _told(page: BatchPage, done: Done) -> None:
    page.refresh()
    page.frame.say(
        i18n.text("batches_page.advance_saved"),
        undo=lambda: page.frame.undo.take_back(done.number),
    )


class AdvancesPage(QtWidgets.QWidget):
    """Every advance that counts, with the sums; Enter corrects one, with the reason."""

    def __init__(self, page: BatchPage) -> None:
        """Show the advances of the batch that `page` shows."""
        super().__init__()
        self.page, self.frame = page, page.frame
        self.rows: Sequence[Row] = ()
        text = i18n.text
        label = text("batches_page.advance_list")
        self.sheet = parts.button(label, "file-spreadsheet", "primary", do=self._write)
        self.head = record.Head(page.trail.back, self.sheet)
        self.head.show_record(text("batches_page.advances_of", number=page.row["number"]))
        self.said = parts.label("", wrap=True)
        self.list = self._listing()
        self.list.add_action(text("batches_page.advance_correct"), "pencil", self._correct)
        self.list.add_action(text("batches_page.advance_drop"), "trash", self._drop)
        self.list.opened.connect(lambda _id: self._correct())
        self.list.loaded.connect(self._say)
        self.setLayout(record.body(self.head, self.said, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, page.trail.back)
        record.on_key(self.list.table, "Delete", self._drop)
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        text = i18n.text
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._find),
            (
                column("number", "record.number", right=True, width=3, frozen=True),
                column("name", "record.name", width=5, frozen=True),
                column("day", "batches_page.advance_day", width=6),
                column(
                    "kind",
                    "batches_page.advance_kind",
                    width=4,
                    show=lambda row: text(f"dispatch.advance_kind.{row['kind']}"),
                ),
                column(
                    "amount_fen",
                    "batches_page.advance_amount",
                    right=True,
                    width=6,
                    show=lambda row: money.grouped(row["amount_fen"]),
                ),
                column(
                    "sum_fen",
                    "batches_page.advance_sum",
                    right=True,
                    width=6,
                    show=lambda row: money.grouped(row["sum_fen"]),
                ),
                column("signed", "batches_page.advance_signed", width=5, show=_signed),
                column("note", "batches_page.advance_note", width=10, show=_noted),
            ),
            name=text("batches_page.advances"),
            view="advances",
            layouts=self.frame.layouts,
            searchable=False,
            nothing=table.Nothing(
                text("batches_page.advance_none"), text("batches_page.advance_none_words"), "coin"
            ),
        )
        return record.plain(made)

    def _find(self, desk: Desk, _query: Query) -> Sequence[Row]:
        found, sums = dispatch.list_advances(desk, batch_id=self.page.id)
        self.rows = [{**row, "sum_fen": sums[row["worker_id"]]} for row in found]
        return self.rows

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _say(self) -> None:
        total = sum(row["amount_fen"] for row in self.rows)
        self.said.setText(
            i18n.text(
                "batches_page.advance_total",
                count=len(self.rows),
                people=len({row["worker_id"] for row in self.rows}),
                amount=money.grouped(total),
                open=sum(not row["signed"] for row in self.rows),
            )
        )

    def _current(self) -> Row | None:
        shown = self.list.table.current_id()
        return next((row for row in self.rows if row["id"] == shown), None)

    @reach.needs("dispatch.correct_advance")
    def _correct(self) -> None:
        """Ask what is right, and why it was entered otherwise."""
        row = self._current()
        if row is not None:
            values = {name: row[name] for name in advances.CORRECTABLE}
            values["signed"] = bool(values["signed"])
            self._ask("batches_page.advance_correct_of", row, values)

    @reach.needs("dispatch.correct_advance")
    def _drop(self) -> None:
        """Take back an advance that was never handed out, with the reason."""
        row = self._current()
        if row is not None:
            self._ask("batches_page.advance_drop_of", row, {})

    def _ask(self, title: str, row: Row, values: Mapping[str, Any]) -> None:
        def act(desk: Desk, given: dict[str, Any], _confirmed: object) -> Done:
            changes = {name: given[name] for name in values}
            return dispatch.correct_advance(
                desk,
                batch_id=self.page.id,
                number=row["number"],
                reason=given["reason"],
                changes=changes,
            )

        reason = Field("reason", "batches_page.reason", required=True, wide=True)
        fields = _fields("batches_page.advance_amount") if values else ()
        record.question(
            self.frame,
            i18n.text(title, name=row["name"], number=row["number"]),
            (*fields, reason),
            act,
            done=self._done,
            values=values,
        )

    def _done(self, done: Done) -> None:
        self.refresh()
        _told(self.page, done)

    def _write(self) -> None:
        title = i18n.text("batches_page.advance_list")
        self.page.deeds.write(title, dispatch.advance_list)


def _signed(row: Row) -> str:
    return i18n.text("people.recorded.yes" if row["signed"] else "people.recorded.no")


def _noted(row: Row) -> str:
    corrected = i18n.text("batches_page.advance_corrected") if row["corrected"] else ""
    return " ".join(each for each in (row["note"], corrected, row["reason"]) if each)
