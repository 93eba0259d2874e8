"""The page of records that may be one person: a work list, likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.actions.workers import doubles
from gigdesk.gui import folding, parts, record, table, theme
from gigdesk.gui.window.spec import PageSpec
from gigdesk.gui.workers import words
from gigdesk.gui.workers.doubles_pair import PairView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

NAME = "doubles"
WIDE_EM = 60
"""From this width on the pair stands beside the list; below it one of them has the whole page."""


def spec() -> PageSpec:
    """Return the page as the frame is told of it."""
    return PageSpec(NAME, "git-merge", "doubles_page.title", Doubles)


class _Row:
    """A pair as the table shows it."""

    __slots__ = ("id", "name", "other", "pair", "village", "why")

    def __init__(self, pair: doubles.Pair, places: Mapping[bytes, str]) -> None:
        one, other = pair.one, pair.other
        self.pair = pair
        self.id = (one["id"], other["id"])
        self.name = _who(one)
        self.other = _who(other)
        self.why = i18n.text("people.joint").join(words.told(each) for each in pair.reasons)
        self.village = places.get(one["village_id"], "")


def _who(row: Any) -> str:
    return f"{row['name']} {words.number(row['number'])}"


class Pairs:
    """The pairs found last; finding them anew is a job of its own."""

    def __init__(self) -> None:
        """Hold none yet."""
        self.rows: list[_Row] = []
        self.places: dict[bytes, str] = {}

    def count(self, _desk: Any, query: table.Query) -> int:
        """Return how many pairs fit what was typed."""
        return len(self._fitting(query))

    def page(self, _desk: Any, query: table.Query, start: int, limit: int) -> Sequence[table.Row]:
        """Return some of them."""
        return self._fitting(query)[start : start + limit]

    def _fitting(self, query: table.Query) -> list[_Row]:
        typed = query.text
        if not typed:
            return self.rows
        return [row for row in self.rows if typed in f"{row.name} {row.other} {row.village}"]


def columns() -> tuple[table.Column, ...]:
    """Return the columns of the work list."""
    return (
        table.Column("name", "doubles_page.column.one", width=7.5, sortable=False, frozen=True),
        table.Column("other", "doubles_page.column.other", width=7.5, sortable=False),
        table.Column("why", "doubles_page.column.why", width=14, sortable=False),
        table.Column(
            "village", "doubles_page.column.village", width=8, sortable=False, hidden=True
        ),
    )


class Doubles(QtWidgets.QWidget):
    """The list on the left, the pair side by side on the right."""

    def __init__(self, frame: Window) -> None:
        """Look for pairs at once, in the background."""
        super().__init__()
        self._frame = frame
        self._pairs = Pairs()
        self._looking = False
        self._is_open = False
        self._next = 0
        self.again = parts.icon_button("refresh", i18n.text("doubles_page.again"), do=self.refresh)
        self.list = table.Listing(
            frame.tasks,
            self._pairs,
            columns(),
            name=i18n.text("doubles_page.title"),
            view="doubles",
            layouts=frame.layouts,
            tools=(self.again,),
            nothing=table.Nothing(
                i18n.text("doubles_page.nothing"),
                i18n.text("doubles_page.nothing_words"),
                "circle-check",
            ),
        )
        self.list.search.setPlaceholderText(i18n.text("doubles_page.search"))
        self.pair = PairView(frame)
        self.pair.hide()
        self.said = parts.label("", "muted", wrap=True)
        self.split = QtWidgets.QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(self.pair)
        column = parts.down(self.said, self.split, gap=0.5)
        column.setStretch(1, 1)
        self.setLayout(column)
        parts.pad(self, 1, 0.5)
        self.list.current_changed.connect(lambda _id: self._show_current())
        self.list.loaded.connect(self._loaded)
        self.list.opened.connect(lambda _id: self._open())
        self.pair.left.connect(self._leave)
        self.pair.settled.connect(self._settled)
        self.pair.taken_back.connect(self.refresh)
        record.on_key(self, "F5", self.refresh)
        record.on_key(self, "F8", self.pair.peek)
        self.setFocusProxy(self.list.table)
        folding.Later(self, self._fit)
        self.refresh()

    def _fit(self) -> None:
        beside = self.width() >= theme.measures().em(WIDE_EM)
        opened = self._is_open and bool(self._pairs.rows)
        self.list.count.setVisible(beside)
        self.list.setVisible(beside or not opened)
        self.pair.setVisible(bool(self._pairs.rows) and (beside or opened))
        self.pair.back.setVisible(not beside)
        self.said.setVisible(bool(self.said.text()) and (beside or not opened))
        self.pair.setMinimumWidth(theme.measures().em(22))
        if beside and not all(self.split.sizes()):
            self.split.setSizes([4_000, 5_000])

    def _open(self) -> None:
        """Go on to the pair, which takes the page where it does not stand beside the list."""
        self._is_open = True
        self._fit()
        self.pair.merge.setFocus()

    def _leave(self) -> None:
        """Go back to the list."""
        self._is_open = False
        self._fit()
        self.list.table.setFocus()

    def refresh(self) -> None:
        """Look for pairs anew, in the background."""
        if self._looking:
            return
        self._looking = True
        self.said.setText(i18n.text("doubles_page.looking"))
        self._fit()

        def work(desk: Any, _progress: Progress) -> tuple[list[_Row], dict[bytes, str]]:
            places = {
                one["id"]: f"{one['parent_name'] or ''} {one['name']}".strip()
                for one in office.places.divisions(desk, "village")
            }
            return [_Row(pair, places) for pair in doubles.work_list(desk)], places

        self._frame.tasks.prepare(
            work,
            self._found,
            owner=self,
            title=i18n.text("doubles_page.job"),
            failed=self._failed,
            cancelled=self._stopped,
        )

    def _stopped(self) -> None:
        """Say that nobody looks any more, and how to look again."""
        self._looking = False
        words = i18n.text("doubles_page.stopped")
        self.said.setText(words)
        self._fit()
        self._frame.say(words, "warning")

    def _found(self, found: tuple[list[_Row], dict[bytes, str]]) -> None:
        self._looking = False
        self._pairs.rows, self._pairs.places = found
        self._tell()

    def _tell(self) -> None:
        count = len(self._pairs.rows)
        self._is_open = self._is_open and bool(count)
        said = i18n.text("doubles_page.found", count=f"{count:,}") if count else ""
        self.said.setText(said)
        self._fit()
        self.list.refresh()

    def _settled(self, pair: doubles.Pair, gone: bytes | None) -> None:
        """Take away the pair, and every other one with the record that is gone."""
        settled = (pair.one["id"], pair.other["id"])
        shown = self.pair.pair
        self._next = max(0, self.list.table.currentIndex().row())
        self._pairs.rows = [
            row for row in self._pairs.rows if row.id != settled and gone not in row.id
        ]
        self._tell()
        if shown is None or (shown.one["id"], shown.other["id"]) == settled:
            self._leave()

    def _failed(self, _error: BaseException) -> bool:
        self._looking = False
        self.said.setText("")
        return False

    def _loaded(self) -> None:
        if not self.list.table.currentIndex().isValid():
            # Whoever settled a pair goes on with the one below it, not at the top again.
            self.list.table.select_row(max(0, min(self._next, self.list.model.rowCount() - 1)))
        self._show_current()

    def _show_current(self) -> None:
        index = self.list.table.currentIndex()
        row = self.list.model.row(index.row()) if index.isValid() else None
        if row is None:
            self.pair.show_nothing()
        else:
            self.pair.show_pair(row.pair, self._pairs.places)
