"""Who was refused, and by which rule, in words: after sending, adding, signing or printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import flow, parts, record, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.dispatch import Outcome
    from gigdesk.gui.window import Window


Mend = tuple[str, str, "Callable[[], object]"]
"""Words, icon, and what it does."""


def rows_of(outcomes: Sequence[Outcome]) -> list[dict[str, object]]:
    """Return a row for everybody who was refused."""
    return [
        {
            "id": one.worker_id,
            "number": one.number,
            "name": one.name,
            "why": record.all_words(one.against),
        }
        for one in outcomes
        if not one.done
    ]


class Refusals(QtWidgets.QWidget):
    """The list of refused people; Enter opens the person."""

    def __init__(
        self,
        frame: Window,
        title: str,
        outcomes: Sequence[Outcome],
        back: Callable[[], object],
        mends: Sequence[Mend] = (),
        *,
        done: int = 0,
    ) -> None:
        """`title` says in words what was refused; `mends` are the ways out, the likeliest first.

        `done` counts people for whom it went well and who are not among the outcomes.
        """
        super().__init__()
        self.setAccessibleName(title)
        rows = rows_of(outcomes)
        self.head = record.Head(back)
        self.head.show_record(title)
        note = i18n.text("batches_page.refused_note", count=len(rows), all=len(outcomes) + done)
        self.note = parts.Note(note, "warning")
        self.note.say(note, "warning")
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(lambda _desk, _query: rows),
            _columns(),
            name=title,
            view="refusals",
            layouts=frame.layouts,
            searchable=False,
        )
        record.plain(self.list)
        self._frame = frame
        self.list.opened.connect(self._open_person)
        understood = i18n.text("window.button.understood")
        self.done = parts.button(understood, "check", "" if mends else "primary", do=back)
        self.mends = [
            parts.button(words, icon, "" if place else "primary", do=self._mender(do, back))
            for place, (words, icon, do) in enumerate(mends)
        ]
        whole = record.body(self.head, self.note, self.list)
        foot = flow.Flow()
        for button in (*self.mends, self.done):
            foot.addWidget(button)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        self.setFocusProxy(self.list.table)
        for place, button in enumerate(self.mends, start=1):
            button.setToolTip(f"Ctrl+{place}")
            record.on_key(self, f"Ctrl+{place}", button.click)

    def _open_person(self, worker_id: bytes) -> None:
        """Show somebody; going back from there leads here again."""
        page = self._frame.open("workers", worker_id)
        if isinstance(page, record.Trail):
            page.return_by(lambda: self._frame.open("dispatch"))

    @staticmethod
    def _mender(do: Callable[[], object], back: Callable[[], object]) -> Callable[[], object]:
        """Leave this list first: what mends it opens on the batch."""
        return lambda: (back(), do())


def _columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("name", "record.name", width=6, frozen=True),
        column("number", "record.number", right=True, width=4),
        column("why", "batches_page.why", kind="status", width=30, tone=lambda _row: "error"),
    )
