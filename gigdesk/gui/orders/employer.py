"""The page of one employer: who it is, and its orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.gui import paging, parts, reach, record, table
from gigdesk.gui.orders import lists, words

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
        self.head = record.Head(back, past, self.edit, self.add)
        self.facts = record.Facts()
        self.warning = parts.Note("", "warning")
        self.warning.hide()
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
        self.setLayout(record.body(self.head, self.facts, self.warning, self.list))
        parts.pad(self, 1, 0.75)
        record.on_escape(self, back)
        record.on_key(self, "F2", self._edit)
        record.on_key(self, "Ctrl+N", self._add)
        self.setFocusProxy(self.list.table)
        self._ask()

    def refresh(self) -> None:
        """Ask anew."""
        self._ask()
        self.list.refresh()

    def _ask(self) -> None:
        self.frame.tasks.ask(
            lambda desk: orders.get_employer(desk, self.id),
            self._show,
            owner=self,
            failed=lambda error: record.leave_gone(self, error, seen=bool(self.row)),
        )

    def _show(self, row: dict[str, Any]) -> None:
        self.row = row
        flag = words.said(words.FLAGS, row["flag"])
        self.head.show_record(row["name"], flag, "error" if row["flag"] == "banned" else "warning")
        self.frame.set_title(row["name"], of=self)
        self.facts.show_facts(facts(row))
        self.warning.setVisible(bool(row["flag_reason"]))
        if row["flag_reason"]:
            until = row["flag_until"] or i18n.text("orders_page.no_end")
            self.warning.say(
                i18n.text("orders_page.flagged", flag=flag, reason=row["flag_reason"], until=until),
                "error" if row["flag"] == "banned" else "warning",
            )

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
