"""The page of one employer: who it is, and its orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.gui import paging, parts, reach, record, table
from gigdesk.gui.orders import card, lists, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.window import Window


class EmployerPage(QtWidgets.QWidget):
    """Head, facts and the list of orders."""

    edit_wanted = QtCore.Signal(object)
    order_wanted = QtCore.Signal(object)
    add_wanted = QtCore.Signal(object)

    def __init__(self, frame: Window, employer_id: bytes, back: Callable[[], object]) -> None:
        """Show the employer; everything is asked in the background."""
        super().__init__()
        self.frame = frame
        self.id = employer_id
        self.row: dict[str, Any] = {}
        text = i18n.text
        self.edit = parts.button(text("orders_page.edit"), "pencil", do=self._edit)
        self.add = parts.button(text("orders_page.add_order"), "plus", "primary", do=self._add)
        past = record.past_button(self, self.show_past)
        self.more = record.MenuButton(text("orders_page.records"))
        self.head = record.Head(back, past, self.more, self.edit, self.add)
        self.facts = record.Facts()
        self.concerns = record.Concerns()
        self.tiles = record.Tiles(
            (
                ("orders", text("orders_page.orders"), "briefcase"),
                ("records", text("orders_page.records"), "file-text"),
                ("papers", text("orders_page.papers"), "shield-check"),
            )
        )
        self.list = table.Listing(
            frame.tasks,
            paging.Paged(lists.orders_of(employer_id)),
            [each for each in lists.order_columns() if each.key != "employer_name"],
            name=text("orders_page.orders"),
            view="employer_orders",
            layouts=frame.layouts,
            searchable=False,
            nothing=table.Nothing(text("orders_page.no_orders"), "", "briefcase"),
        )
        self.list.opened.connect(self.order_wanted)
        self.records = card.records(frame, employer_id, self.add_record)
        self.papers = card.papers(frame, employer_id)
        self.papers.opened.connect(lambda _id: self._edit())
        self.records.opened.connect(lambda _id: self.settle())
        self.lists = {"orders": self.list, "records": self.records, "papers": self.papers}
        stack = QtWidgets.QStackedWidget()
        for each in self.lists.values():
            stack.addWidget(each)
        self.tiles.chosen.connect(lambda name: stack.setCurrentWidget(self.lists[name]))
        self.setLayout(record.body(self.head, self.concerns, self.facts, self.tiles, stack))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.facts, self.tiles)
        self.tiles.choose("orders")
        record.on_key(self, "Ctrl+R", self.add_record)
        record.on_key(self.records.table, "Delete", self.drop)
        self.more.offer(
            [
                (text("orders_page.add_record"), "plus", self.add_record),
                (text("orders_page.settle_record"), "check", self.settle),
                (text("orders_page.drop_record"), "trash", self.drop),
            ]
        )
        record.on_escape(self, back)
        record.on_key(self, "F2", self._edit)
        record.on_key(self, "Ctrl+N", self._add)
        self.setFocusProxy(self.list.table)
        self._ask()

    def refresh(self) -> None:
        """Ask anew."""
        self._ask()
        for each in self.lists.values():
            each.refresh()

    def _ask(self) -> None:
        self.frame.tasks.ask(
            lambda desk: (orders.get_employer(desk, self.id), orders.card(desk, self.id)),
            self._show,
            owner=self,
            failed=lambda error: record.leave_gone(self, error, seen=bool(self.row)),
        )

    def _show(self, answer: tuple[dict[str, Any], orders.Card]) -> None:
        row, found = answer
        self.row = row
        flag = words.said(words.FLAGS, row["flag"])
        self.head.show_record(row["name"], flag, "error" if row["flag"] == "banned" else "warning")
        self.frame.set_title(row["name"], of=self)
        self.facts.show_facts(facts(row))
        self.concerns.say(found.concerns)
        self._show_numbers(row, found)

    def _show_numbers(self, row: dict[str, Any], found: orders.Card) -> None:
        text, tiles = i18n.text, self.tiles.tiles
        tiles["orders"].show_number(str(self.list.model.rowCount()), row["industry"] or "")
        still = sum(found.open_records.values())
        past = sum(found.past_records.values())
        said = text("orders_page.records_past", count=past) if past else ""
        tone = "error" if still else "ok"
        tiles["records"].show_number(text("orders_page.records_open", count=still), said, tone)
        ended = [one for one in found.licences if one.state in ("expired", "soon")]
        held = sum(bool(one.number) for one in found.licences)
        number = text("orders_page.licences_held", count=held)
        said = " ".join(one.to for one in ended)
        tiles["papers"].show_number(number, said, "warning" if ended else "muted")

    @reach.needs("orders.add_record")
    def add_record(self) -> None:
        """Ask what happened with the employer, and write it down."""
        self.tiles.choose("records")
        card.add(self.frame, self.id, self.refresh)

    @reach.needs("orders.close_record")
    def settle(self) -> None:
        """Ask how the chosen matter was settled."""
        row = next(iter(self.records.table.selected_rows()), None)
        if row is None or row["closed_on"]:
            self.frame.say(i18n.text("orders_page.choose_record"), "warning")
            return
        card.settle(self.frame, row["id"], self.refresh)

    @reach.needs("orders.drop_record")
    def drop(self) -> None:
        """Ask why the chosen record was a mistake."""
        row = next(iter(self.records.table.selected_rows()), None)
        if row is None:
            self.frame.say(i18n.text("orders_page.choose_record"), "warning")
            return
        card.drop(self.frame, row["id"], self.refresh)

    def show_past(self) -> None:
        """Show every change of the employer."""
        if self.row:
            record.open_past(self, self.row["name"], ("employer", self.id))

    @reach.needs("orders.change_employer")
    def _edit(self) -> None:
        if self.row:
            self.edit_wanted.emit(self.row)

    @reach.needs("orders.take")
    def _add(self) -> None:
        if self.row:
            self.add_wanted.emit(self.row)


def facts(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is known of an employer in words."""
    text = i18n.text
    contact = " ".join(str(row[name]) for name in ("contact_name", "contact_phone") if row[name])
    return [
        (text("orders.field.uscc"), row["uscc"] or row["old_licence_no"] or ""),
        (text("orders.field.unit_kind"), words.said(words.UNIT_KINDS, row["unit_kind"])),
        (text("orders.field.contact_name"), contact),
        (text("orders.field.legal_representative"), row["legal_representative"] or ""),
        (text("orders.field.address"), row["address"] or ""),
        (text("orders.field.industry"), row["industry"] or ""),
        (text("orders.field.dispatch_licence_no"), row["dispatch_licence_no"] or ""),
        (text("orders.field.note"), row["note"] or ""),
    ]
