"""Every change of a record that is no person's: who, when, before and after, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n, stamps
from gigdesk.actions import office
from gigdesk.domain import workers
from gigdesk.gui import parts, table
from gigdesk.gui.record.head import Head
from gigdesk.gui.record.trail import Trail, body, on_escape, on_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

_KEYS = "Ctrl+H"
_EMPTY = (None, "")


def columns() -> tuple[table.Column, ...]:
    """Return the columns of a history, of people and of all else."""
    column = table.Column
    return (
        column("when", "people.history.when", width=8.5),
        column("who", "people.history.who", width=4.5),
        column("act", "people.history.act", width=6.5),
        column("field", "people.history.field", width=6.5),
        column("before", "people.history.before", width=9),
        column("after", "people.history.after", width=9),
        column("source", "people.history.source", width=12),
        column("reason", "people.history.reason", width=8, hidden=True),
        column("act_number", "people.history.number", width=4, hidden=True),
    )


def moment(at_ms: int, *, in_doubt: bool) -> str:
    """Return the moment as the clock showed it; where the clock was in doubt, that is said."""
    shown = stamps.local_text(at_ms)[:16]
    return i18n.text("settings.acts.in_doubt", when=shown) if in_doubt else shown


class PastPage(QtWidgets.QWidget):
    """The history of one record above its page; Esc goes back."""

    def __init__(
        self, frame: Window, title: str, of: tuple[str, bytes], back: Callable[[], object]
    ) -> None:
        """Show the history of the row `of` a table, which people know as `title`."""
        super().__init__()
        called = i18n.text("record.past_of", title=title)
        self.setAccessibleName(called)
        head = Head(back)
        head.show_record(called)
        frame.set_title(called)
        self._of = of
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(self._find),
            columns(),
            name=called,
            view="past",
            layouts=frame.layouts,
            nothing=table.Nothing(i18n.text("people.history.nothing"), "", "history"),
            searchable=False,
        )
        self.setLayout(body(head, self.list))
        parts.pad(self, 1, 0.75)
        on_escape(self, back)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _find(self, desk: Any, _query: Query) -> Sequence[Row]:
        found = office.history.of_row(desk, *self._of)
        found.sort(key=lambda entry: entry["act_number"] or 0, reverse=True)
        told = [row for entry in found for row in _rows(entry)]
        return [{**row, "id": place} for place, row in enumerate(told)]


def past_button(page: QtWidgets.QWidget, do: Callable[[], object]) -> parts.IconButton:
    """Return the button of a record's head that opens its history; the keys do it as well."""
    on_key(page, _KEYS, do)
    return parts.icon_button("history", i18n.text("record.past", keys=_KEYS), do=do)


def open_past(page: Any, title: str, of: tuple[str, bytes]) -> None:
    """Open the history of the record that `page` shows on top of it."""
    trail = page.parentWidget()
    if isinstance(trail, Trail):
        trail.push(PastPage(page.frame, title, of, trail.back))


def _rows(entry: Mapping[str, Any]) -> list[Row]:
    """Return a line for each field that an act changed."""
    of_table, source = entry["tbl"], entry["source"] or ""
    if source and entry["row"]:
        source = i18n.text("people.story.row", file=source, row=entry["row"])
    common = {
        "when": moment(entry["at_ms"], in_doubt=bool(entry["clock_suspect"])),
        "who": entry["staff_name"] or "",
        "act": i18n.text(f"acts.{entry['act_name']}") if entry["act_name"] else "",
        "act_number": entry["act_number"],
        "source": source,
        "reason": entry["reason"] or "",
    }
    telling = workers.telling
    return [
        {
            **common,
            "field": telling.column(i18n, of_table, name),
            "before": telling.value(i18n, of_table, name, before, row=entry["title"]),
            "after": telling.value(i18n, of_table, name, after, row=entry["title"]),
        }
        for name, (before, after) in entry["changes"].items()
        if workers.naming.is_told(of_table, name) and (before not in _EMPTY or after not in _EMPTY)
    ]
