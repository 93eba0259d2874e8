"""The lists that only home has: certificates that end, missing contracts, half-filled forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n, stamps
from gigdesk.actions import dispatch, office, workers
from gigdesk.gui import parts, record, table
from gigdesk.gui.home import ending, lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.window import Window

COLOURS = {
    "green": ("home.contract.still", "info"),
    "amber": ("home.contract.soon", "warning"),
    "red": ("home.contract.late", "error"),
}
"""What the colour of a missing contract says, and its tone."""

_MINUTE = len("2026-01-01 10:42")
_STANDINGS = {"expired": "home.certificates.over", "soon": "home.certificates.soon"}
_TONES = {"expired": "error", "soon": "warning"}


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list: its title and empty words (keys), its rows, its columns, and what Enter opens."""

    title: str
    nothing: str
    find: Callable[[Any, table.Query], Sequence[table.Row]]
    columns: Callable[[], tuple[table.Column, ...]]
    page: str
    tools: Callable[[Window], Sequence[QtWidgets.QWidget]] = lambda _frame: ()


def _certificates(desk: Any, _query: table.Query) -> Sequence[table.Row]:
    places = {
        one["id"]: f"{one['parent_name'] or ''} {one['name']}".strip()
        for one in office.places.divisions(desk, "village")
    }
    return [
        {**row, "id": row["person_id"], "village": places.get(row["village_id"], "")}
        for row in workers.certificates.expiring(desk)
    ]


def _kind(row: table.Row) -> str:
    return record.codes.label("certificate_kind", row["kind"] or "")


def _standing(row: table.Row) -> str:
    key = _STANDINGS.get(row["standing"], "home.certificates.soon")
    return i18n.text(key, days=abs(row["days"] or 0))


def _certificate_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("name", "record.name", width=5, frozen=True),
        column("village", "home.certificates.village", width=9),
        column("kind", "home.certificates.kind", width=9, show=_kind),
        column("trade", "record.trade", width=7),
        column("ends_on", "home.certificates.day", width=7),
        column(
            "days",
            "home.certificates.state",
            kind="status",
            width=9,
            show=_standing,
            tone=lambda row: _TONES.get(row["standing"], "warning"),
        ),
        column("phone", "record.phone", width=8),
        column("certificate_no", "home.certificates.no", width=11, hidden=True),
    )


def _without(desk: Any, query: table.Query) -> Sequence[table.Row]:
    return [
        {**row, "id": row["batch_id"]}
        for row in dispatch.without_contract(desk, on=lacking.day_of(query))
    ]


def _days(row: table.Row) -> str:
    return i18n.text(COLOURS[row["colour"]][0], days=row["days"])


def _without_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("name", "record.name", width=5, frozen=True),
        column(
            "days",
            "home.contract.state",
            kind="status",
            width=13,
            show=_days,
            tone=lambda row: COLOURS[row["colour"]][1],
        ),
        column("batch_number", "home.contract.batch", kind="number", width=4),
        column("order_number", "home.contract.order", kind="number", width=4),
        column("employer_name", "home.contract.employer", width=12),
        column("first_day", "home.contract.first_day", width=7),
        column("phone", "record.phone", width=8),
    )


# Forms of one record offer what was left in them when that record is opened.
REGISTRATIONS = "workers.register"


def draft_name(draft: dict[str, Any]) -> str:
    """Return whom a half-filled registration is about, in words."""
    name = draft["fields"].get("name")
    return name if name and isinstance(name, str) else i18n.text("home.drafts.nameless")


def draft_record(draft: dict[str, Any]) -> tuple[str, tuple[int, bytes | None]]:
    """Return what the page of people opens to go on with a half-filled registration."""
    return "draft", (draft["turn"], draft["record"])


def _drafts(desk: Any, _query: table.Query) -> Sequence[table.Row]:
    return [
        {
            "id": draft_record(one),
            "name": draft_name(one),
            "at": stamps.local_text(one["at_ms"])[:_MINUTE],
            "roster": one["record"] is not None,
        }
        for one in office.slots.left(desk, REGISTRATIONS)
    ]


def _origin(row: table.Row) -> str:
    return i18n.text("home.drafts.roster" if row["roster"] else "home.drafts.own")


def _draft_columns() -> tuple[table.Column, ...]:
    column = table.Column
    return (
        column("name", "record.name", width=9, frozen=True),
        column("at", "home.drafts.at", width=10),
        column("roster", "home.drafts.origin", width=12, show=_origin),
    )


LISTS = {
    "certificates": ListSpec(
        "home.certificates.title",
        "home.certificates.none",
        _certificates,
        _certificate_columns,
        "workers",
        lambda frame: (ending.ExportButton(frame),),
    ),
    "drafts": ListSpec("home.drafts.title", "home.drafts.none", _drafts, _draft_columns, "workers"),
    "contract": ListSpec(
        "home.contract.title",
        "home.contract.none",
        _without,
        _without_columns,
        "dispatch",
        lambda frame: (lacking.DayButton(frame), lacking.ExportButton(frame)),
    ),
}


class ListPage(QtWidgets.QWidget):
    """A list on top of home; Enter opens the record, Esc goes back."""

    def __init__(self, frame: Window, name: str, back: Callable[[], object]) -> None:
        """Show the list called `name`."""
        super().__init__()
        told = LISTS[name]
        title = i18n.text(told.title)
        self.setAccessibleName(title)
        head = record.Head(back)
        head.show_record(title)
        self.list = table.Listing(
            frame.tasks,
            table.RowSource(told.find),
            told.columns(),
            name=title,
            view=f"home-{name}",
            layouts=frame.layouts,
            nothing=table.Nothing(i18n.text(told.nothing), "", "circle-check"),
            tools=told.tools(frame),
        )
        for tool in self.list.findChildren(lacking.DayButton):
            tool.bind(self.list)
        self.list.opened.connect(lambda found: frame.open(told.page, found))
        self.list.selection_said.connect(frame.say_below)
        column = parts.down(head, self.list)
        column.setStretch(1, 1)
        self.setLayout(column)
        parts.pad(self, 1, 0.75)
        record.on_escape(self, back)
        self.setFocusProxy(self.list.table)

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()


class Home(record.Trail):
    """Home at the bottom, its lists on top; opens a list by its name."""

    def __init__(self, frame: Window, bottom: QtWidgets.QWidget) -> None:
        """Begin with the cards."""
        super().__init__()
        self._frame = frame
        self.push(bottom)

    def open_record(self, name: str) -> None:
        """Open one of the lists."""
        self.replace(ListPage(self._frame, name, self.back))
