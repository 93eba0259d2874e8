"""Every change of a person's record: who, when, before and after, and the row it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, stamps
from gigdesk.domain import workers
from gigdesk.gui import table
from gigdesk.gui.record import past
from gigdesk.gui.table.listing import Nothing
from gigdesk.gui.workers import recorded, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.actions.workers.story import Entry
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window

_EMPTY = (None, "")


class History(table.Listing):
    """One line per changed field, and one per look at masked numbers; newest first."""

    def __init__(self, frame: Window) -> None:
        """Show nothing yet."""
        self.rows: list[Row] = []
        super().__init__(
            frame.tasks,
            table.RowSource(lambda _desk, _query: self.rows),
            past.columns(),
            name=i18n.text("people.tab.history"),
            view="person_history",
            layouts=frame.layouts,
            nothing=Nothing(i18n.text("people.history.nothing"), "", "history"),
            searchable=False,
        )
        self.setFocusProxy(self.table)

    def show_history(self, changes: Iterable[Entry], looks: Sequence[dict[str, Any]]) -> None:
        """Show all changes, and who looked at what."""
        found = [row for entry in changes for row in _changes(entry)]
        found += [_look(one) for one in looks]
        # The numbers of acts rise as they are done; the clock may have been set back between them.
        found.sort(key=lambda row: row["act_number"] or 0, reverse=True)
        self.rows = [{**row, "id": place} for place, row in enumerate(found)]
        self.refresh()


def _changes(entry: Entry) -> list[Row]:
    values = entry.values
    table_name = values["table"]
    common = {
        "when": past.moment(entry.at_ms, in_doubt=bool(values["clock_suspect"])),
        "who": values["staff_name"] or "",
        "act": i18n.text(f"acts.{values['act_name']}") if values["act_name"] else "",
        "act_number": values["act_number"],
        "source": source(values),
        "reason": values["reason"] or "",
    }
    return [
        {
            **common,
            "field": recorded.field(table_name, name, values["cell"]),
            "before": recorded.value(table_name, name, before),
            "after": recorded.value(table_name, name, after),
        }
        for name, (before, after) in values["changes"].items()
        if workers.naming.is_told(table_name, name)
        and (before not in _EMPTY or after not in _EMPTY)
    ]


def source(values: dict[str, Any]) -> str:
    """Return file, sheet and row that a change came from."""
    for row in values["rows"]:
        if row["sheet"] and values["table"] == "work_day":
            place = {"sheet": row["sheet"], "row": row["row"]}
            return i18n.text("people.story.sheet_row", file=row["file_name"], **place)
        return i18n.text("people.story.row", file=row["file_name"], row=row["row"])
    return values["source"] or ""


def _look(one: dict[str, Any]) -> Row:
    about = one["about"]
    warned = about.get("warnings") or ()
    names = dict.fromkeys(name for name, _ in warned) or about.get("fields") or ()
    return {
        "when": stamps.local_text(one["at_ms"])[:16],
        "who": one.get("staff_name") or "",
        "act": i18n.text(f"acts.{one['name']}"),
        "act_number": one.get("number"),
        "field": i18n.text("people.joint").join(words.field(name) for name in names),
        "before": "",
        "after": i18n.text("people.history.confirmed") if warned else "",
        "source": about.get("recipient") or "",
        "reason": one.get("reason") or "",
    }
