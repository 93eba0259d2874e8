"""Who was found for an order in one way: by proposal, by lot, from a pasted list and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import parts, record
from gigdesk.gui.orders import behind, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.gui.window import Window


class FoundPage(QtWidgets.QWidget):
    """The people behind one source; Enter opens the person."""

    def __init__(
        self, frame: Window, row: Mapping[str, Any], how: str, back: Callable[[], object]
    ) -> None:
        """Show those of the order `row` who were found in the way `how`."""
        super().__init__()
        self.head = record.Head(back)
        said = words.said(words.HOW_CHOSEN, how)
        self.head.show_record(i18n.text("orders_page.found_by", number=row["number"], how=said))
        self.list = behind.people(frame, row["id"], how)
        self.setLayout(record.body(self.head, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        self.setFocusProxy(self.list.table)
