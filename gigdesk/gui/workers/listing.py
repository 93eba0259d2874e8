"""The list of people: found, filtered, ordered and paged in SQL."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import folding, parts, table, theme
from gigdesk.gui.table.listing import Nothing
from gigdesk.gui.workers import filters, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

ORDERS = {
    "number": "number",
    "name": "pinyin",
    "age": "birth",
    "village": "village",
    "trade": "trade",
    "employment_status": "status",
    "registered_on": "registered",
}
"""The columns that can be ordered by, and what the search calls their order."""

ROOMY_EM = 66
"""From this width on all tools stand beside the search box."""

_TURNED = ("age",)
"""Columns whose numbers rise while the days they come from fall."""


def order(query: Query) -> tuple[str, bool]:
    """Return the order of a query as the search names it, and whether it goes downwards."""
    for key, descending in query.sort:
        if key in ORDERS:
            return ORDERS[key], descending != (key in _TURNED)
    return workers.search.FOUND, False


class People:
    """Everybody in the registry whom the typed words and the filters let through.

    Columns that lists seldom show are read only while one of them is in sight (`is_whole`).
    """

    is_whole = False

    def count(self, desk: Any, query: Query) -> int:
        """Return how many there are."""
        return workers.search.count(desk, query.text, wanted=filters.wanted(query))

    def page(self, desk: Any, query: Query, start: int, limit: int) -> Sequence[Row]:
        """Return one page of them, masked."""
        by, descending = order(query)
        found = workers.search.ids(
            desk,
            query.text,
            wanted=filters.wanted(query),
            order=by,
            descending=descending,
            start=start,
            limit=limit,
        )
        if self.is_whole:
            return workers.search.whole(desk, found)
        return workers.search.shown(desk, found)


def columns() -> tuple[table.Column, ...]:
    """Return the columns; those less often wanted are hidden at first."""

    def made(key: str, title: str = "", **more: Any) -> table.Column:
        known = title or words.FIELDS[key]
        return table.Column(key, known, sortable=key in ORDERS, **more)

    usual = (
        made("number", "people.column.number", width=3.6, frozen=True, show=_number),
        made("name", width=6, frozen=True),
        made("sex", width=3.4, show=_code("sex", "sex")),
        made("age", "people.column.age", kind="number", width=3.4, tone=_young),
        made("village", "people.column.village", width=10.5, show=words.place),
        made("phone", width=6.8),
        made("doc_no", width=10.2),
        made("trade", width=5.5),
        made(
            "certificates",
            "people.column.certificates",
            width=11,
            kind="status",
            show=words.certificates,
            tone=words.certificates_tone,
        ),
        made(
            "employment_status",
            width=7.5,
            kind="status",
            show=_code("employment_status", "employment_status"),
            tone=_working,
        ),
        made("wanted_trades", width=7),
        made("employment_place", width=6, show=_code("employment_place", "employment_place")),
        made("employer_name", width=9, hidden=True),
        made("education", width=5, hidden=True, show=_code("education", "education")),
        made("birth_date", width=6, hidden=True),
        made("doc_valid_to", width=6, hidden=True, show=lambda row: words.day(row["doc_valid_to"])),
        made("address", width=12, hidden=True),
        made("registered_on", width=6, hidden=True),
        made("state", width=5, kind="status", hidden=True, show=_state, tone=_state_tone),
        made("categories", "people.tab.categories", width=9, hidden=True, show=_categories),
        made("certificate_no", "people.certificate.no", width=10, hidden=True, show=_papers),
    )
    known = {each.key for each in usual} | _ON_THE_PERSON
    rest = (made(key, hidden=True, show=_any(key)) for key in words.FIELDS if key not in known)
    return (*usual, *rest)


_ON_THE_PERSON = frozenset(
    (
        *("village_id", "household_id", "printed_name"),
        *("meal_need", "health_note", "disability_kind", "disability_grade", "disability_no"),
    )
)
"""What has another column in the list, or is sensitive and shown on the person alone."""


def _any(key: str) -> Callable[[Row], str]:
    # A row that was read before the column came into sight lacks it for a moment.
    return lambda row: words.value(key, row.get(key))


def _categories(row: Row) -> str:
    return words.labels("person_category", row.get("categories"))


def _papers(row: Row) -> str:
    found = (one["certificate_no"] for one in row["certificates"])
    return i18n.text("people.joint").join(filter(None, found))


def _number(row: Row) -> str:
    return words.number(row["number"])


def _code(name: str, code_set: str) -> Callable[[Row], str]:
    return lambda row: words.label(code_set, row[name])


def _young(row: Row) -> str:
    return "warning" if row["under_age"] else ""


def _working(row: Row) -> str:
    return {"1": "ok", "2": "info"}.get(row["employment_status"] or "", "")


def _state(row: Row) -> str:
    return words.toned(words.STATES, row["state"])[0]


def _state_tone(row: Row) -> str:
    return words.toned(words.STATES, row["state"])[1]


def is_key(event: QtCore.QEvent, keys: str) -> bool:
    """Say whether an event is the press of these keys."""
    if not isinstance(event, QtGui.QKeyEvent):
        return False
    return QtGui.QKeySequence(event.keyCombination()) == QtGui.QKeySequence(keys)


class More(parts.Button):
    """The tools as a menu; what opens below a tool opens below this button instead."""

    def __init__(self, tools: Sequence[QtWidgets.QWidget]) -> None:
        """Offer `tools`, which are buttons."""
        super().__init__(i18n.text("people.more"), "dots")
        menu = QtWidgets.QMenu(self)
        for tool in tools:
            if not isinstance(tool, parts.Button) or not tool.is_offered:
                continue
            own = tool.menu()
            if isinstance(own, QtWidgets.QMenu):
                entry = menu.addMenu(own)
                entry.setText(tool.accessibleName())
                entry.setIcon(tool.icon())
            else:
                menu.addAction(tool.icon(), tool.accessibleName(), tool.click)
        self.setMenu(menu)


class PeopleList(table.Listing):
    """The list with its filters."""

    def __init__(
        self,
        frame: Window,
        *,
        tools: Sequence[QtWidgets.QWidget],
        add: Callable[[], object],
        take_in: Callable[[], object],
    ) -> None:
        """`tools` go into a menu where room is scarce; `add` is always at hand."""
        self.filter_button = parts.button(i18n.text("people.filter.open"), "filter", do=self.narrow)
        self.more = More(tools)
        self._wide_tools = tuple(tools)
        self._people = People()
        add_button = parts.button(i18n.text("people.add"), "user-plus", "primary", do=add)
        super().__init__(
            frame.tasks,
            self._people,
            columns(),
            name=i18n.text("people.list"),
            view="people",
            layouts=frame.layouts,
            tools=(self.filter_button, *tools, self.more, add_button),
            nothing=Nothing(
                i18n.text("people.nobody"),
                i18n.text("people.nobody_words"),
                "users",
                (
                    (i18n.text("people.add"), "user-plus", add),
                    (i18n.text("people.import"), "file-import", take_in),
                ),
            ),
        )
        self._frame = frame
        self.loaded.connect(self._say_order)
        folding.Later(self, self._fit)
        self.table.head.chosen.connect(self._read_shown)
        self._read_shown()
        self.search.setPlaceholderText(i18n.text("people.search"))
        self.search.setToolTip(i18n.text("people.search_hint"))

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Keep Ctrl+E, which a line would take for its own end, for the export."""
        if event.type() == QtCore.QEvent.Type.ShortcutOverride and is_key(event, "Ctrl+E"):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _read_shown(self) -> None:
        """Read what the columns in sight need; more is asked for where one of them is new."""
        shown = {self.model.columns[place].key for place in self.table.head.shown()}
        whole = not shown <= workers.search.LISTED
        if whole != self._people.is_whole:
            self._people.is_whole = whole
            self.refresh()

    def _say_order(self) -> None:
        """Say below in which order people stand, where no head of a column shows it."""
        query = self.model.query
        if self.model.rowCount() and order(query)[0] == workers.search.FOUND:
            key = "people.order.likely" if query.text else "people.order.pinyin"
            self.count.setText(f"{self.count.text()}{i18n.text(key)}")

    def _fit(self) -> None:
        roomy = self.width() >= theme.measures().em(ROOMY_EM)
        for tool in self._wide_tools:
            tool.setVisible(roomy)
        self.more.setVisible(not roomy)

    def show_filter(self, wanted: workers.search.WorkerFilter) -> None:
        """Put a whole filter in force, in the place of the one before."""
        asked = dataclasses.replace(self.query, filters=(), text=wanted.text, sort=())
        self._frame.tasks.ask(
            filters.names_of(wanted),
            lambda names: self.show_query(filters.with_filter(asked, wanted, names)),
            owner=self,
        )

    def narrow(self) -> None:
        """Open the filters."""
        filters.open_dialog(self._frame, self, filters.wanted(self.query), self.show_filter)
