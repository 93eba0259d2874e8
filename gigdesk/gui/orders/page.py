"""The page: lists of orders and employers below, a record or a form on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.workers import pinyin
from gigdesk.gui import parts, reach, record, window
from gigdesk.gui.fields import Candidate
from gigdesk.gui.orders import (
    bands,
    employer,
    employer_form,
    found,
    lists,
    order,
    order_form,
    returning,
    season,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.gui import form
    from gigdesk.gui.window import Window

ORDER, EMPLOYER, SEASON, BANDS = 0, 1, 2, 3
ORDER_AND_EMPLOYER = 2
"""The lists, and one form above them: with more, an order waits for its new employer."""


class OrdersPage(record.Trail):
    """Employers and their orders; opens an order by its id, `("employer", id)` an employer."""

    def __init__(self, frame: Window) -> None:
        """Show the list of orders."""
        super().__init__()
        self.frame = frame
        self.orders = lists.order_list(frame, self.add_order)
        self.employers = lists.employer_list(frame, self.add_employer)
        self.orders.opened.connect(self.open_order)
        self.employers.opened.connect(self.open_employer)
        self.season = season.Season(frame)
        self.season.opened.connect(self.open_order)
        self.bands = bands.listing(frame)
        self.tabs = QtWidgets.QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(i18n.text("orders_page.title"))
        for listing, words in (
            (self.orders, "orders_page.orders"),
            (self.employers, "orders_page.employers"),
            (self.season, "orders_page.season"),
            (self.bands, "orders_page.bands"),
        ):
            inside = parts.panel(parts.down(listing), 0)
            parts.pad(inside, 0, 0.75)
            self.tabs.addTab(inside, i18n.text(words))
        # What is counted over all orders is counted anew whenever somebody looks at it.
        self.tabs.currentChanged.connect(lambda at: self.season.refresh() if at == SEASON else None)
        bottom = QtWidgets.QWidget()
        bottom.setLayout(parts.down(self.tabs))
        parts.pad(bottom, 1, 0.25)
        bottom.setFocusProxy(self.orders.search)
        record.on_key(bottom, "Ctrl+N", self._add)
        self.push(bottom)
        # The dictionary of pinyin takes a moment to load; choices of the forms are found by it.
        frame.tasks.ask(lambda _desk: pinyin.initials("-"), lambda _found: None, owner=self)

    def refresh(self) -> None:
        """Ask anew for whatever is in front."""
        if self.count() == 1:
            self.frame.set_title(i18n.text("orders_page.title"))
            self.orders.refresh()
            self.employers.refresh()
            self.season.refresh()
            self.bands.refresh()
        else:
            super().refresh()

    def open_record(self, wanted: Any) -> None:
        """Open an order by its id, or what a pair (`employer`, `new`) names."""
        if isinstance(wanted, tuple):
            kind, record_id = wanted
            if kind == "employer":
                self.to_bottom()
                self.open_employer(record_id)
            elif kind == "new":
                self.to_bottom()
                self.add_order()
        else:
            self.to_bottom()
            self.open_order(wanted)

    def open_order(self, order_id: bytes) -> None:
        """Show one order."""
        made = order.OrderPage(self.frame, order_id, self.back)
        made.edit_wanted.connect(self.edit_order)
        made.employer_wanted.connect(self.open_employer)
        made.before_wanted.connect(
            lambda row: self.push(returning.LastYear(self.frame, row, self.back))
        )
        made.source_wanted.connect(
            lambda row, how: self.push(found.FoundPage(self.frame, row, how, self.back))
        )
        self.push(made)

    def open_employer(self, employer_id: bytes) -> None:
        """Show one employer."""
        made = employer.EmployerPage(self.frame, employer_id, self.back)
        made.edit_wanted.connect(self.edit_employer)
        made.order_wanted.connect(self.open_order)
        made.add_wanted.connect(self._add_for)
        self.push(made)

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; an order below a new employer comes to the front."""
        while super().may_leave():
            if not self._has_order_below():
                return True
            self.back()
        return False

    @reach.needs("orders.take")
    def add_order(self) -> None:
        """Open an empty order; saving leads to it."""
        self._order_form(order_form.make(self.frame))

    @reach.needs("orders.change")
    def edit_order(self, row: Mapping[str, Any]) -> None:
        """Open an order in its form."""
        self._form(order_form.make(self.frame, row)).saved.connect(
            lambda _taken, _again: self._changed(i18n.text("orders_page.order_saved"))
        )

    @reach.needs("orders.add_employer")
    def add_employer(self) -> None:
        """Open an empty employer."""
        self._form(employer_form.make(self.frame)).saved.connect(self._employer_saved)

    @reach.needs("orders.change_employer")
    def edit_employer(self, row: Mapping[str, Any]) -> None:
        """Open an employer in its form."""
        self._form(employer_form.make(self.frame, row)).saved.connect(
            lambda _taken, _again: self._changed(i18n.text("orders_page.employer_saved"))
        )

    @reach.needs("orders.take")
    def _add_for(self, row: Mapping[str, Any]) -> None:
        known = Candidate(row["id"], row["name"])
        self._order_form(order_form.make(self.frame, employer=known))

    def _order_form(self, made: form.Form) -> None:
        self._form(made).saved.connect(self._order_saved)
        picker: Any = made.boxes["employer"].editor
        picker.new_wanted.connect(lambda name: self._add_employer_to(made, picker, name))

    @reach.needs("orders.add_employer")
    def _add_employer_to(self, order_made: form.Form, picker: Any, name: str) -> None:
        """Open an employer called as typed; saving chooses it in the order and goes on there."""
        made = self._form(employer_form.make(self.frame, name=name))
        made.left.connect(lambda: self._back_in(order_made, picker))

        def chosen(taken: Any, _again: bool) -> None:  # noqa: FBT001 -- a signal's value
            called = made.boxes["name"].editor.value()
            # Without a way back: the order that is being written already names the employer.
            self.frame.say(i18n.text("orders_page.employer_added", name=called))
            self.back()
            picker.take(Candidate(taken.id, called))
            self._back_in(order_made, picker)

        made.saved.connect(chosen)

    def _back_in(self, made: form.Form, picker: QtWidgets.QWidget) -> None:
        self.frame.set_title(made.accessibleName())
        picker.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def _has_order_below(self) -> bool:
        below = self.widget(self.count() - 2) if self.count() > ORDER_AND_EMPLOYER else None
        return isinstance(below, record.FormPage)

    def _form(self, made: form.Form) -> form.Form:
        self.push(record.FormPage(made))
        self.frame.set_title(made.accessibleName())
        made.left.connect(self.back)
        made.focus_first()
        return made

    def _add(self) -> None:
        if self.tabs.currentIndex() == EMPLOYER:
            self.add_employer()
        elif self.tabs.currentIndex() == BANDS:
            bands.add(self.frame, self.bands)
        else:
            self.add_order()

    def _changed(self, words: str) -> None:
        self.frame.say(words)
        self.back()

    def _order_saved(self, taken: Any, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        _tell(self, taken, orders.get_order, "orders_page.order_taken")
        if not again:
            self.back()
            self.open_order(taken.id)

    def _employer_saved(self, taken: Any, again: bool) -> None:  # noqa: FBT001 -- a signal's value
        _tell(self, taken, orders.get_employer, "orders_page.employer_added")
        if not again:
            self.back()
            self.open_employer(taken.id)


def _tell(
    page: OrdersPage, taken: Any, get: Callable[[Any, bytes], Mapping[str, Any]], key: str
) -> None:
    """Say in names what was taken in, with the way back."""

    def told(row: Mapping[str, Any]) -> None:
        named = {
            name: row[name] for name in ("number", "name", "employer_name", "trade") if name in row
        }
        back = page.frame.undo.take_back
        page.frame.say(i18n.text(key, **named), undo=lambda: back(taken.act))

    page.frame.tasks.ask(lambda desk: get(desk, taken.id), told, owner=page.frame)


def spec() -> window.PageSpec:
    """Return the page as the frame is told of it."""
    return window.PageSpec("orders", "briefcase", "orders_page.title", OrdersPage)
