"""The inbox of imports: rows that wait, each beside the person it means, settled one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui import parts, record, table, theme
from gigdesk.gui.workers import intake_words
from gigdesk.gui.workers.intake_settling import Settling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.window import Window


class WaitingRows:
    """The rows that wait, found and paged in SQL."""

    def count(self, desk: Any, query: table.Query) -> int:
        """Return how many there are."""
        return imports.count(
            desk, number=query.value("intake"), outcome=query.value("kind"), text=query.text
        )

    def page(self, desk: Any, query: table.Query, start: int, limit: int) -> Sequence[table.Row]:
        """Return one page of them, masked."""
        return imports.waiting_lines(
            desk,
            number=query.value("intake"),
            outcome=query.value("kind"),
            text=query.text,
            start=start,
            limit=limit,
        )


def columns() -> tuple[table.Column, ...]:
    """Return the columns of the inbox."""
    return (
        table.Column("name", "intake_page.column.name", width=4.5, sortable=False, frozen=True),
        table.Column(
            "kind",
            "intake_page.column.kind",
            kind="status",
            width=6.4,
            sortable=False,
            show=lambda row: i18n.text(intake_words.KINDS[row.kind][0]),
            tone=lambda row: intake_words.KINDS[row.kind][2],
        ),
        table.Column(
            "gist", "intake_page.column.gist", width=14, sortable=False, show=intake_words.gist
        ),
        table.Column("number", "intake_page.column.number", width=10.2, sortable=False),
        table.Column("village", "intake_page.column.village", width=7, sortable=False),
        table.Column("where", "intake_page.column.where", width=5, sortable=False),
        table.Column("file", "intake_page.column.file", width=9, sortable=False),
    )


class Inbox(QtWidgets.QWidget):
    """The list on the left, one row in full or all marked ones together on the right."""

    counted = QtCore.Signal(int)

    def __init__(self, frame: Window) -> None:
        """Show all rows that wait."""
        super().__init__()
        self._frame = frame
        self.kind = QtWidgets.QComboBox()
        self.kind.setAccessibleName(i18n.text("intake_page.column.kind"))
        self.kind.view().setAccessibleName(self.kind.accessibleName())
        for value, key in (
            (None, "intake_page.inbox.all"),
            ("undecided", "intake_page.kind.undecided"),
            ("rejected", "intake_page.kind.rejected"),
        ):
            self.kind.addItem(i18n.text(key), value)
        self.kind.activated.connect(self._narrow)
        self.list = table.Listing(
            frame.tasks,
            WaitingRows(),
            columns(),
            name=i18n.text("intake_page.inbox.name"),
            view="intake_inbox",
            layouts=frame.layouts,
            tools=(self.kind,),
            nothing=table.Nothing(
                i18n.text("intake_page.inbox.nothing"),
                i18n.text("intake_page.inbox.nothing_words"),
                "circle-check",
            ),
        )
        self.list.search.setPlaceholderText(i18n.text("intake_page.inbox.search"))
        self.settling = Settling(frame)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        split = QtWidgets.QSplitter(QtCore.Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.settling)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        self.setLayout(parts.down(split, gap=0))
        theme.follow(self, lambda: self.settling.setMinimumWidth(theme.measures().em(17)))

    def _wire(self) -> None:
        self.setFocusProxy(self.list.search)
        self.list.selection_said.connect(self._frame.say_below)
        self.list.table.selectionModel().selectionChanged.connect(self._choose_soon)
        self.list.loaded.connect(self._loaded)
        self.list.opened.connect(lambda _id: self.settling.take_focus())
        self.settling.settled.connect(self.refresh)
        self._soon = QtCore.QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._choose)
        record.on_key(self, "F5", self.refresh)

    def show_import(self, number: int, file: str = "") -> None:
        """Show the rows of one import alone; the chip with its file leads back to all."""
        named = file or intake_words.import_number(number)
        words = i18n.text("intake_page.inbox.of", name=named)
        self.list.set_filter(table.Filter("intake", number, words))

    def show_all(self) -> None:
        """Show the rows of all imports."""
        self.list.set_filter(None, "intake")

    def refresh(self) -> None:
        """Ask again."""
        self.list.refresh()

    def _narrow(self) -> None:
        value = self.kind.currentData()
        if value is None:
            self.list.set_filter(None, "kind")
        else:
            self.list.set_filter(table.Filter("kind", value, self.kind.currentText()))

    def _loaded(self) -> None:
        self.kind.setCurrentIndex(max(0, self.kind.findData(self.list.query.value("kind"))))
        self._frame.tasks.ask(imports.count, self.counted.emit, owner=self, slot="count")
        if not self.list.table.currentIndex().isValid():
            self.list.table.select_row(0)
        self._choose_soon()

    def _choose_soon(self, *_what: object) -> None:
        self._soon.start()

    def _choose(self) -> None:
        self.settling.show_rows(self.list.table.selected_ids())
