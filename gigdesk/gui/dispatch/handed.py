"""Lines of a pasted list that went with an act, brought back where the act is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk.actions import office
from gigdesk.gui.dispatch import lines, paste

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.gui import record
    from gigdesk.gui.window import Window


class Handed(QtCore.QObject):
    """Waits for the undo of one act, wherever it is asked for, also when its page is left by then.

    The lines come back into the text they stood in, or are kept with the batch where that page is
    gone: the people are off the list again, and their lines are open as before.
    """

    def __init__(
        self, frame: Window, trail: record.Trail, batch_id: bytes, number: int, typed: Sequence[str]
    ) -> None:
        """Keep the lines `typed` in the text when the act of that number put people on the list."""
        super().__init__(frame)
        self._frame = frame
        self._trail = trail
        self._batch_id = batch_id
        self._number = number
        self._typed = [line for line in typed if line.strip()]
        frame.tasks.wrote.connect(self._wrote)

    def _wrote(self, answer: object) -> None:
        if not isinstance(answer, office.undo.Undone) or answer.act_number != self._number:
            return
        page = self._page()
        if page is not None:
            page.write(lines.merged(self._typed, page.typed()))
        else:
            batch_id, typed = self._batch_id, self._typed
            self._frame.tasks.do(
                lambda desk, _progress: _keep(desk, batch_id, typed),
                lambda _kept: None,
                owner=self._frame,
            )
        self.deleteLater()

    def _page(self) -> paste.PastePage | None:
        """Return the page on which lines of this batch stand at the moment."""
        pages = (self._trail.widget(at) for at in range(self._trail.count()))
        lists = (page for page in pages if isinstance(page, paste.PastePage))
        return next((page for page in lists if page.batch_id == self._batch_id), None)


def _keep(desk: Desk, batch_id: bytes, typed: Sequence[str]) -> None:
    """Keep the lines where those of the batch are kept that are open, behind what is there."""
    name = paste.draft_of(batch_id)
    kept: dict[str, Any] = next(iter(office.slots.forms(desk, name)), {"turn": 1, "fields": {}})
    fields = kept["fields"]
    text = "\n".join(lines.merged(str(fields.get("text", "")).splitlines(), typed))
    office.slots.keep_form(desk, name, kept["turn"], {"chosen": {}, **fields, "text": text})
