"""What is left of a list that was pasted for a batch: said above its people, and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, office
from gigdesk.gui import icons, parts
from gigdesk.gui.dispatch import lines, paste, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.window import Window

KEYS = "Ctrl+R"
NAMED = 3
"""So many lines are named in the sentence."""


def open_lines(desk: Any, batch_id: bytes) -> list[str]:
    """Return the lines kept for a batch whose people are not on its list; numbers are masked."""
    kept = office.slots.forms(desk, paste.draft_of(batch_id))
    if not kept:
        return []
    text, chosen = kept[0]["fields"]["text"], kept[0]["fields"].get("chosen", {})
    found = lines.Lines()
    found.bring_back(chosen, text.splitlines())
    found.take(dispatch.read_pasted(desk, text, batch_id=batch_id), text.splitlines())
    return words.pasted_lines(found.left())


class Rest(QtWidgets.QWidget):
    """One line that says how much of a pasted list is open; its button, or Ctrl+R, goes on.

    On a low page `brief` says it instead, a button for the row of the search box: the line would
    take the room of the people.
    """

    def __init__(self, frame: Window, batch_id: bytes, go: Callable[[], object]) -> None:
        """`go` opens the page on which the list is worked off. Hidden until `look` finds some."""
        super().__init__()
        self._frame = frame
        self._id = batch_id
        self._left = 0
        self._over = False
        self._low = False
        label = i18n.text("batches_page.rest_go")
        self.go = parts.button(f"{label}  {KEYS}", "clipboard", "link", do=go)
        self.note = parts.Note("", "warning", self.go)
        self.brief = parts.button("", "alert-triangle", "link", do=go)
        self.brief.setIcon(icons.icon("alert-triangle", "warning"))
        self.brief.hide()
        self.setLayout(parts.down(self.note, gap=0))
        self.hide()
        # What is kept is written a moment after the page below it was left.
        frame.tasks.wrote.connect(self._look_again)

    def look(self, *, over: bool | None = None) -> None:
        """Ask what is left, where somebody is there to read it.

        Of a batch that is `over` nothing is said; without, that stays as told last.
        """
        self._over = self._over if over is None else over
        page = self.parentWidget()
        if self._over:
            self._show_up()
        elif page is not None and page.isVisible():
            self._frame.tasks.ask(
                lambda desk: open_lines(desk, self._id), self._show, owner=self, slot="rest"
            )

    def fold(self, *, low: bool) -> None:
        """Say it in the row of the search box on a `low` page."""
        self._low = low
        self._show_up()

    def _look_again(self, _answer: object = None) -> None:
        self.look()

    def _show(self, left: Sequence[str]) -> None:
        if left:
            named = i18n.text("batches_page.between_lines").join(left[:NAMED])
            key = "batches_page.rest" if len(left) <= NAMED else "batches_page.rest_more"
            words_ = i18n.text(key, count=len(left), lines=named)
            self.note.say(words_, "warning")
            short = i18n.text("batches_page.rest_brief", count=len(left))
            self.brief.say(f"{short}  {KEYS}")
            self.brief.setToolTip(words_)
            self.brief.setAccessibleDescription(words_)
        self._left = len(left)
        self._show_up()

    def _show_up(self) -> None:
        is_due = bool(self._left) and not self._over
        self.setVisible(is_due and not self._low)
        self.brief.setVisible(is_due and self._low)
