"""A page with lines that are found already: nothing in it is asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk.gui import parts, record, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table import Column, Row
    from gigdesk.gui.window import Window


class LinesPage(QtWidgets.QWidget):
    """The lines below their title; Escape leaves."""

    def __init__(
        self,
        frame: Window,
        back: Callable[[], object],
        *,
        title: str,
        rows: Sequence[Row],
        columns: tuple[Column, ...],
        view: str,
        name: str,
    ) -> None:
        """Show `rows` under the words `title`.

        `view` is the name under which the widths of the columns are kept, `name` what is read out
        for the list.
        """
        super().__init__()
        self.head = record.Head(back)
        self.head.show_record(title)
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(lambda _desk, _query: rows),
            columns,
            name=name,
            view=view,
            layouts=frame.layouts,
            searchable=False,
        )
        self.setLayout(record.body(self.head, record.plain(self.list)))
        parts.pad(self, 1, 0.75)
        record.on_escape(self, back)
        self.setFocusProxy(self.list.table)
