"""A page with one list that was worked out, and the workbook of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk.gui import parts, record, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table import Column, Query, Row
    from gigdesk.gui.window import Window


class ToldPage(QtWidgets.QWidget):
    """A list with a sentence above it; Ctrl+P writes it down. `opened` gets the id of a row."""

    def __init__(
        self,
        frame: Window,
        title: str,
        columns: Sequence[Column],
        rows: Callable[[Any], Sequence[Row]],
        back: Callable[[], object],
        *,
        view: str,
        said: Callable[[Sequence[Row]], str],
        nothing: table.Nothing,
        buttons: Sequence[QtWidgets.QWidget] = (),
        write: Callable[[], object] | None = None,
    ) -> None:
        """Show what `rows(desk)` returns; `said` tells of them in a sentence."""
        super().__init__()
        self.frame = frame
        self.rows: Sequence[Row] = ()
        self._ask, self._said = rows, said
        self.head = record.Head(back, *buttons)
        self.head.show_record(title)
        self.said = parts.label("", wrap=True)
        self.list = record.plain(
            table.Listing(
                frame.tasks,
                table.RowSource(self._rows),
                tuple(columns),
                name=title,
                view=view,
                layouts=frame.layouts,
                searchable=False,
                nothing=nothing,
            )
        )
        self.setLayout(record.body(self.head, self.said, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        if write is not None:
            record.on_key(self, "Ctrl+P", write)
        self.setFocusProxy(self.list.table)
        self.list.loaded.connect(self._say)

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        self.rows = self._ask(desk)
        return self.rows

    def _say(self) -> None:
        words = self._said(self.rows) if self.rows else ""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def current(self) -> Row | None:
        """Return the row the cursor is in."""
        found = self.list.table.current_id()
        return next((row for row in self.rows if row["id"] == found), None)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()
