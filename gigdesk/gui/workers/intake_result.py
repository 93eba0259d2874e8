"""What an import did, under the name of its file, and what can be done with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui import icons, parts, record, theme
from gigdesk.gui.workers import intake_line, intake_preview, intake_undo, intake_words

if TYPE_CHECKING:
    from gigdesk.gui.workers.intake_flow import Flow

_WAITING = ("undecided", "rejected")


class Result(QtWidgets.QWidget):
    """Counts and the next steps; `inbox(number, file)` asks for the rows that wait.

    `refresh` lets it follow what became of the import since: rows settled, all of it undone.
    `everything` asks for all rows that wait, `pasted` tells of Ctrl+V: the next list is on the
    clipboard.
    """

    inbox = QtCore.Signal(int, str)
    everything = QtCore.Signal()
    pasted = QtCore.Signal()

    def __init__(self, flow: Flow) -> None:
        """Show nothing before `show_taken`."""
        super().__init__()
        self._flow = flow
        self._taken: imports.Taken | None = None
        self._file = ""
        self.sign = icons.Picture("circle-check", "ok", size=1.8)
        self.title = parts.label("", "title", wrap=True)
        self.number = parts.label("", "muted", wrap=True)
        self.words = parts.label("", wrap=True)
        self.skipped = parts.label("", "muted", wrap=True)
        self.made = parts.label("", wrap=True)
        self.all_waiting = parts.button(
            i18n.text("intake_page.see_waiting"), "list-check", do=self.everything.emit
        )
        self.still = parts.Note("", "warning", self.all_waiting)
        self.settle = parts.button("", "list-check", "primary", do=self._settle)
        self.give_back = parts.button("", "file-export", do=self._give_back)
        self.undo = parts.button(
            i18n.text("intake_page.undo.button"), "arrow-back-up", do=self._undo
        )
        self.again = parts.button(i18n.text("intake_page.again"), "file-import", do=flow.begin)
        self.days = parts.label(i18n.text("intake_page.undo.days"), "small", wrap=True)
        self.account = parts.button(
            i18n.text("intake_page.account"), "list-check", "link", do=self._account
        )
        self._lay_out()
        self.setFocusProxy(self.again)
        intake_words.enter_presses(self)
        record.on_key(self, "Ctrl+V", self.pasted.emit)

    def _lay_out(self) -> None:
        head = parts.across(self.sign, self.title)
        head.setStretch(1, 1)
        inner = parts.down()
        inner.addLayout(head)
        inner.addWidget(self.number)
        inner.addWidget(self.words)
        inner.addWidget(self.skipped)
        inner.addWidget(self.made)
        inner.addWidget(self.still)
        buttons = (self.settle, self.give_back, self.again, self.undo, self.account)
        inner.addWidget(intake_line.button_row(buttons))
        inner.addWidget(self.days)
        self._card = parts.frame("card", inner)
        row = parts.across(None, self._card, None)
        row.setStretch(1, 100)
        column = parts.down()
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setLayout(column)
        theme.follow(self, lambda: self._card.setMaximumWidth(theme.measures().em(40)))

    def show_taken(self, taken: imports.Taken, file: str) -> None:
        """Show what was taken in."""
        self._taken, self._file = taken, file
        number = intake_words.import_number(taken.number)
        self.title.setText(i18n.text("intake_page.taken", file=file))
        self.number.setText(i18n.text("intake_page.taken_number", number=number))
        self.words.setText(intake_words.accounts(taken.counts))
        reasons = intake_words.skipped(taken.skipped, taken.sample_places, taken.staying_places)
        self.skipped.setText(i18n.text("intake_page.skipped", reasons=reasons) if reasons else "")
        made = i18n.text("people.joint").join(intake_words.places(taken.made_places))
        self.made.setText(i18n.text("intake_page.made_places", names=made) if made else "")
        self.made.setVisible(bool(made))
        many = taken.still_waiting
        self.still.say(i18n.text("intake_page.still_waiting", count=f"{many:,}"), "warning")
        self.still.setVisible(bool(many))
        self.sign.show_icon("circle-check", "ok")
        for shown in (self.words, self.skipped, self.days, self.undo, self.account):
            shown.show()
        self._offer(sum(taken.counts[kind] for kind in _WAITING))

    def refresh(self) -> None:
        """Ask what became of the import."""
        if self._taken is not None:
            number = self._taken.number
            self._flow.frame.tasks.ask(
                lambda desk: imports.past(desk, number=number), self._follow, owner=self
            )

    def _follow(self, found: list[imports.Past]) -> None:
        """Show how the import stands now; of one that was undone only the next one is offered."""
        if self._taken is None or [one.number for one in found] != [self._taken.number]:
            return
        stands = not found[0].undone
        self._offer(found[0].waiting if stands else 0)
        self.undo.setVisible(found[0].undoable)
        key = "intake_page.taken" if stands else "intake_page.taken_back"
        self.title.setText(i18n.text(key, file=self._file))
        self.sign.show_icon(
            "circle-check" if stands else "arrow-back-up", "ok" if stands else "muted"
        )
        for shown in (self.words, self.skipped, self.days, self.account):
            shown.setVisible(stands)
        self.made.setVisible(stands and bool(self.made.text()))
        self.still.setVisible(stands and bool(self._taken.still_waiting))

    def _offer(self, waiting: int) -> None:
        """Offer what can be done with so many waiting rows."""
        for button, key in (
            (self.settle, "intake_page.settle"),
            (self.give_back, "intake_page.give_back"),
        ):
            words = i18n.text(key, count=f"{waiting:,}")
            button.setText(f"{parts.AIR}{words}")
            button.setAccessibleName(words)
            button.setVisible(bool(waiting))
        self.setFocusProxy(self.settle if waiting else self.again)

    def _settle(self) -> None:
        if self._taken is not None:
            self.inbox.emit(self._taken.number, self._file)

    def _give_back(self) -> None:
        if self._taken is not None:
            intake_undo.give_back(self._flow.frame, self, self._taken.number, self._file)

    def _undo(self) -> None:
        if self._taken is not None:
            number = self._taken.number
            intake_undo.ask(self._flow.frame, self, number, self._file, self._flow.begin)

    def _account(self) -> None:
        if self._taken is not None:
            intake_preview.show_account(self.window(), self._taken.counts, self._taken.skipped)
