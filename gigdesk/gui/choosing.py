"""Choosing people for a list: find them as you type, mark several, take them all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import parts, record, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

_FOUND = "found"
ORDERS = {"name": "pinyin", "number": "number"}


class People:
    """Everybody in the registry, found and ordered in SQL, page by page."""

    def count(self, desk: Any, query: Query) -> int:
        """Return how many people fit what was typed."""
        return workers.search.count(desk, query.text)

    def page(self, desk: Any, query: Query, start: int, limit: int) -> Sequence[Row]:
        """Return one page of them, the likeliest first."""
        key, down = query.sort[0] if query.sort else ("", False)
        order = ORDERS.get(key, _FOUND)
        return workers.search.search(
            desk, query.text, order=order, descending=down, start=start, limit=limit
        )


def columns() -> tuple[table.Column, ...]:
    """Return the columns that tell people apart; numbers are masked."""
    return (
        table.Column("name", "record.name", width=5, frozen=True),
        table.Column("sex", "record.sex", width=2.5, sortable=False, show=sex),
        table.Column("age", "record.age", right=True, width=3, sortable=False),
        table.Column("village", "record.village", width=6, sortable=False),
        table.Column("trade", "record.trade", width=6, sortable=False),
        table.Column("number", "record.number", right=True, width=4),
        table.Column("phone", "record.phone", width=7, sortable=False),
        table.Column("doc_no", "record.doc_no", width=11, sortable=False),
    )


def sex(row: Row) -> str:
    """Return the sex of a row in words."""
    return record.codes.label("sex", table.cell(row, "sex") or "")


class Choosing(QtWidgets.QWidget):
    """A page on which people are found and marked; Ctrl+Enter takes the marked ones.

    `taken(ids)` fires with what was marked; the page that opened this one does the act.
    """

    taken = QtCore.Signal(list)

    def __init__(self, frame: Window, title: str, back: Callable[[], object]) -> None:
        """`title` says in words for which list people are chosen."""
        super().__init__()
        self.setAccessibleName(title)
        self.head = record.Head(back)
        self.head.show_record(title)
        self.list = table.Listing(
            frame.tasks,
            People(),
            columns(),
            name=i18n.text("record.people"),
            view="choosing",
            layouts=frame.layouts,
            nothing=table.Nothing(
                i18n.text("record.nobody"), i18n.text("record.nobody_words"), "users"
            ),
        )
        self.take = parts.button(i18n.text("record.take_none"), "plus", "primary", do=self.go)
        self.list.opened.connect(lambda _id: self.go())
        self.list.table.selectionModel().selectionChanged.connect(self._count)
        self.list.loaded.connect(self._count)
        # One line at the foot: how many were found, how people are marked where there is room.
        hint = parts.label(i18n.text("record.choose_hint"), "hint", wrap=True)
        foot = parts.across(self.list.count, hint, None, self.take)
        foot.setStretch(1, 1)
        whole = record.body(self.head, self.list)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.Folding(self, hint)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+Return", self.go)
        self.setFocusProxy(self.list.search)
        self._count()

    def go(self) -> None:
        """Hand over the marked people."""
        ids = self.list.table.selected_ids()
        if ids:
            self.taken.emit(ids)

    def _count(self, *_what: object) -> None:
        count = len(self.list.table.selectionModel().selectedRows())
        words = i18n.text("record.take", count=count) if count else i18n.text("record.take_none")
        self.take.setText(f"{parts.AIR}{words}")
        self.take.setAccessibleName(words)
        self.take.setEnabled(bool(count))
