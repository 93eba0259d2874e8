"""The numbers of somebody in the list, shown in full for a moment; each look is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.window import Window

FIELDS = ("doc_no", "phone")
SHOWN_MS = 10_000


class Peek(QtWidgets.QFrame):
    """Lies over the list until its time is up, a key is pressed or the mouse clicked."""

    def __init__(
        self, owner: QtWidgets.QWidget, people: Sequence[tuple[str, Mapping[str, Any]]]
    ) -> None:
        """Show the numbers of people, as (name, fields), below each other over `owner`."""
        super().__init__(owner, QtCore.Qt.WindowType.Popup)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        parts.role(self, "card")
        column = parts.down()
        said = []
        for name, plain in people:
            said += [name, *(plain.get(field) or "" for field in FIELDS)]
            column.addWidget(parts.label(name, "heading"))
            for field in FIELDS:
                column.addWidget(parts.label(plain.get(field) or "—", "title"))
        column.addWidget(parts.label(i18n.text("people.peek_hint"), "small"))
        self.setLayout(column)
        parts.pad(self)
        self.setAccessibleName(" ".join(said))
        QtCore.QTimer.singleShot(SHOWN_MS, self, self.close)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Close at any key."""
        event.accept()
        self.close()


def show(frame: Window, over: QtWidgets.QWidget, *rows: Any) -> None:
    """Ask for the numbers of rows with id and name, which is noted, and show them over it."""
    people = [(row["id"], row["name"]) for row in rows]

    def reveal(desk: Any, _progress: object) -> list[tuple[str, Mapping[str, Any]]]:
        return [
            (name, workers.people.reveal(desk, worker_id=worker_id, fields=FIELDS))
            for worker_id, name in people
        ]

    def arrived(plain: list[tuple[str, Mapping[str, Any]]]) -> None:
        made = Peek(over, plain)
        made.adjustSize()
        middle = over.mapToGlobal(over.rect().center())
        made.move(middle - made.rect().center())
        made.show()

    frame.tasks.do(reveal, arrived, owner=over)
