"""The numbers of somebody in the list, shown in full for a moment; each look is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import parts

if TYPE_CHECKING:
    from gigdesk.gui.window import Window

FIELDS = ("doc_no", "phone")
SHOWN_MS = 10_000


class Peek(QtWidgets.QFrame):
    """Lies over the list until its time is up, a key is pressed or the mouse clicked."""

    def __init__(self, owner: QtWidgets.QWidget, name: str, plain: dict[str, Any]) -> None:
        """Show the numbers of `name` over `owner`."""
        super().__init__(owner, QtCore.Qt.WindowType.Popup)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        parts.role(self, "card")
        column = parts.down(parts.label(name, "heading"))
        for field in FIELDS:
            column.addWidget(parts.label(plain.get(field) or "—", "title"))
        column.addWidget(parts.label(i18n.text("people.peek_hint"), "small"))
        self.setLayout(column)
        parts.pad(self)
        self.setAccessibleName(" ".join([name, *(plain.get(field) or "" for field in FIELDS)]))
        QtCore.QTimer.singleShot(SHOWN_MS, self, self.close)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Close at any key."""
        event.accept()
        self.close()


def show(frame: Window, over: QtWidgets.QWidget, row: Any) -> None:
    """Ask for the numbers of a row of the list, which is noted, and show them over it."""
    worker_id, name = row["id"], row["name"]

    def arrived(plain: dict[str, Any]) -> None:
        made = Peek(over, name, plain)
        made.adjustSize()
        middle = over.mapToGlobal(over.rect().center())
        made.move(middle - made.rect().center())
        made.show()

    frame.tasks.do(
        lambda desk, _progress: workers.people.reveal(desk, worker_id=worker_id, fields=FIELDS),
        arrived,
        owner=over,
    )
