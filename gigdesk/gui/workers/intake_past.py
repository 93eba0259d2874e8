"""The imports there were: who, when, how many of each class, what still waits, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui import parts, record, table
from gigdesk.gui.workers import intake_undo, intake_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.window import Window


class PastImports:
    """All imports, newest first, page by page."""

    def count(self, desk: Any, _query: table.Query) -> int:
        """Return how many there were."""
        return imports.count_past(desk)

    def page(self, desk: Any, _query: table.Query, start: int, limit: int) -> Sequence[table.Row]:
        """Return one page of them."""
        return imports.past(desk, start=start, limit=limit)


def _counted(kind: str) -> table.Column:
    return table.Column(
        kind,
        intake_words.KINDS[kind][0],
        kind="number",
        width=4,
        sortable=False,
        show=lambda row: f"{row.counts.get(kind, 0):,}",
    )


_NOT_WHOLE = {
    imports.UNDER_WAY: "intake_page.past.under_way",
    imports.INTERRUPTED: "intake_page.past.interrupted",
    imports.COMPLETED: "intake_page.past.completed",
}


def _state(row: imports.Past) -> str:
    if row.undone:
        return i18n.text("intake_page.past.undone")
    if row.half_undone:
        return i18n.text("intake_page.past.half_undone")
    if row.in_part:
        return i18n.text("intake_page.past.in_part")
    if row.state in _NOT_WHOLE:
        written, count = f"{row.written:,}", f"{row.rows:,}"
        return i18n.text(_NOT_WHOLE[row.state], written=written, rows=count)
    if row.waiting:
        return i18n.text("intake_page.past.waiting", count=f"{row.waiting:,}")
    return i18n.text("intake_page.past.done")


def _tone(row: imports.Past) -> str:
    open_ = row.waiting or row.in_part or row.state == imports.INTERRUPTED
    return "muted" if row.undone else "warning" if open_ else "ok"


def columns() -> tuple[table.Column, ...]:
    """Return the columns of the list."""
    return (
        table.Column(
            "number",
            "intake_page.column.import",
            width=3.5,
            sortable=False,
            frozen=True,
            show=lambda row: intake_words.import_number(row.number),
        ),
        table.Column(
            "at_ms",
            "intake_page.column.when",
            width=8.6,
            sortable=False,
            show=lambda row: intake_words.moment(row.at_ms),
        ),
        table.Column("by", "intake_page.column.by", width=4.5, sortable=False),
        table.Column("file", "intake_page.column.file", width=11, sortable=False),
        table.Column(
            "state",
            "intake_page.column.state",
            kind="status",
            width=7,
            sortable=False,
            show=_state,
            tone=_tone,
        ),
        table.Column("rows", "intake_page.column.rows", kind="number", width=4, sortable=False),
        *(_counted(kind) for kind in imports.KINDS),
    )


class Past(QtWidgets.QWidget):
    """The list with what can be done with the current import."""

    inbox = QtCore.Signal(int, str)

    def __init__(self, frame: Window) -> None:
        """Show all imports."""
        super().__init__()
        self._frame = frame
        self.list = table.Listing(
            frame.tasks,
            PastImports(),
            columns(),
            name=i18n.text("intake_page.past.name"),
            view="intake_past",
            layouts=frame.layouts,
            searchable=False,
            nothing=table.Nothing(i18n.text("intake_page.past.nothing"), "", "file-import"),
        )
        text = i18n.text
        self.said = parts.label("", "muted", wrap=True)
        self.waiting = parts.button(text("intake_page.past.settle"), "list-check", do=self._settle)
        self.give_back = parts.button(
            text("intake_page.past.give_back"), "file-export", do=self._give_back
        )
        self.undo = parts.button(text("intake_page.undo.button"), "arrow-back-up", do=self._undo)
        foot = parts.across(self.said, self.waiting, self.give_back, self.undo)
        foot.setStretch(0, 1)
        column = parts.down(self.list, gap=0.75)
        column.setStretch(0, 1)
        column.addLayout(foot)
        self.setLayout(column)
        self._newest: int | None = None
        self._entered = False
        self.list.current_changed.connect(lambda _id: self._tell())
        self.list.loaded.connect(self._loaded)
        record.on_key(self, "F5", self.refresh)
        self.setFocusProxy(self.list.table)
        self._tell()

    def enter(self) -> None:
        """Ask again for who comes here; an import that is new since then is the current one."""
        self._entered = True
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self.list.refresh()

    def current(self) -> imports.Past | None:
        """Return the import that is current."""
        index = self.list.table.currentIndex()
        found: imports.Past | None = self.list.model.row(index.row()) if index.isValid() else None
        return found

    def _loaded(self) -> None:
        first = self.list.model.row(0) if self.list.model.rowCount() else None
        newest = first.number if first is not None else None
        is_new = self._entered and newest != self._newest
        if is_new or not self.list.table.currentIndex().isValid():
            self.list.table.select_row(0)
        if newest is not None and self._entered:
            self._newest, self._entered = newest, False
        self._tell()

    def _tell(self) -> None:
        row = self.current()
        waits = row is not None and bool(row.waiting)
        self.waiting.setEnabled(waits)
        self.give_back.setEnabled(waits)
        self.undo.setEnabled(row is not None and row.undoable)
        said = ""
        if row is not None and row.undone:
            said = i18n.text("intake_page.past.is_undone")
        elif row is not None and row.half_undone:
            said = i18n.text("intake_page.past.is_half_undone")
        elif row is not None and row.in_part:
            said = i18n.text("intake_page.past.is_in_part")
        elif row is not None and row.state == imports.INTERRUPTED:
            said = i18n.text("intake_page.past.is_interrupted")
        elif row is not None and not row.undoable:
            said = i18n.text("intake_page.past.too_old")
        self.said.setText(said)

    def _settle(self) -> None:
        row = self.current()
        if row is not None:
            self.inbox.emit(row.number, row.file)

    def _give_back(self) -> None:
        row = self.current()
        if row is not None:
            intake_undo.give_back(self._frame, self, row.number, row.file)

    def _undo(self) -> None:
        row = self.current()
        if row is not None:
            intake_undo.ask(self._frame, self, row.number, row.file, self.refresh)
