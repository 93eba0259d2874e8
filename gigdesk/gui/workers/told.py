"""The strip above registration: whose number it is, who may be the same, which row it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import parts
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.workers.doubles import Likely

MOST = 2


class Told(QtWidgets.QWidget):
    """One message with what can be done about it; F3 presses its first button."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._column = parts.down(gap=0.5)
        self.setLayout(self._column)
        parts.pad(self, 1, 0.5)
        self.buttons: list[parts.Button] = []
        self.hide()

    def press(self) -> None:
        """Do the first thing that is offered."""
        if self.isVisible() and self.buttons:
            self.buttons[0].click()

    def clear(self) -> None:
        """Say nothing."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        self.hide()

    def _say(self, said: str, tone: str, *offers: tuple[str, str, Callable[[], object]]) -> None:
        made = [parts.button(name, icon, "link", do=do) for name, icon, do in offers]
        if not self.buttons and made:
            made[0].setText(f"{made[0].text()}  F3")
        self.buttons += made
        self._column.addWidget(parts.Note(said, tone, *made))
        self.show()

    def show_known(self, row: Mapping[str, Any], open_: Callable[[bytes], object]) -> None:
        """Say that this number is registered, and lead there."""
        self.clear()
        said = i18n.text(
            "people.double.known",
            name=row["name"],
            number=words.number(row["number"]),
            doc_no=row["doc_no"] or "",
            phone=row["phone"] or "",
        )
        worker_id = row["id"]
        self._say(
            said, "error", (i18n.text("people.double.open"), "user", lambda: open_(worker_id))
        )

    def show_likely(self, found: Sequence[Likely], open_: Callable[[bytes], object]) -> None:
        """Say who may be the same person, and why."""
        self.clear()
        for one in found[:MOST]:
            row = one.row
            said = i18n.text(
                "people.double.likely",
                name=row["name"],
                number=words.number(row["number"]),
                doc_no=row["doc_no"] or "",
                why=i18n.text("people.joint").join(words.told(why) for why in one.reasons),
            )
            worker_id = row["id"]
            offer = (
                i18n.text("people.double.open"),
                "user",
                lambda worker_id=worker_id: open_(worker_id),
            )
            self._say(said, "warning", offer)

    def show_better(self, number: str, take: Callable[[], object]) -> None:
        """Offer a number in which letters taken for digits are put right."""
        self.clear()
        said = i18n.text("people.double.better", number=number)
        self._say(said, "info", (i18n.text("people.double.take"), "check", take))

    def show_origin(self, said: str) -> None:
        """Say which row of a roster is being registered, and what is doubtful in it."""
        self.clear()
        self._say(said, "info")
