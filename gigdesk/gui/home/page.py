"""The home page: the day, what can be begun at once, and what needs somebody today."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, folding, parts, theme
from gigdesk.gui.flow import Flow
from gigdesk.gui.home.cards import Card, CardSpec, Deed, Facts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.window import Window

COLUMN_EM = 22


@dataclass(frozen=True, slots=True)
class Quick:
    """One thing that can be begun at once: words and hint are keys, a click opens page and record.

    `act` names the act that the user's role has to reach.
    """

    title: str
    icon: str
    page: str
    record: Any = None
    act: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The head of the page in words, and whether the desk still holds nobody."""

    greeting: str
    words: str
    is_new: bool = False


class HomePage(QtWidgets.QWidget):
    """What is due stands in as many columns as there is room for; what is done, in one line."""

    def __init__(
        self,
        frame: Window,
        cards: Sequence[CardSpec],
        *,
        quick: Sequence[Quick] = (),
        first: Sequence[Quick] = (),
        day: Callable[[Any], Day] | None = None,
    ) -> None:
        """Open in `frame` what cards name; `first` is offered while the desk holds nobody."""
        super().__init__()
        self.setAccessibleName(i18n.text("home.name"))
        self._frame = frame
        self._day = day
        self.cards = [Card(spec, self) for spec in cards]
        for card in self.cards:
            card.hide()
            card.wanted.connect(frame.open)
            card.deed_wanted.connect(self.ask_deed)
        self._columns = 0
        self._is_new = False
        self._lay_out(quick, first)
        self.refresh()

    def _lay_out(self, quick: Sequence[Quick], first: Sequence[Quick]) -> None:
        self._greeting = parts.label("", "display", wrap=True)
        self._words = parts.label("", "muted", wrap=True)
        self.quick = [self._button(each, number) for number, each in enumerate(quick)]
        row = Flow()
        for button in self.quick:
            row.addWidget(button)
        self._first = parts.panel(self._tiles(first), 0)
        self._first.hide()
        self._due = parts.label(i18n.text("home.due"), "section")
        self._due.hide()
        self._calm = parts.Status(i18n.text("home.calm"), "ok")
        self._calm.hide()
        self._rows = parts.across()
        self._beside: list[QtWidgets.QVBoxLayout] = []
        self._done = Flow()
        self._done_box = parts.panel(self._done, 0)
        self._done_label = parts.label(i18n.text("home.done"), "section")
        self._done_label.hide()
        column = parts.down(self._greeting, self._words)
        column.addLayout(row)
        column.addSpacing(theme.measures().gap)
        for widget in (self._first, self._due, self._calm):
            column.addWidget(widget)
        column.addLayout(self._rows)
        column.addSpacing(theme.measures().gap)
        column.addWidget(self._done_label)
        column.addWidget(self._done_box)
        column.addStretch(1)
        self._area = parts.scroll(parts.panel(column, 1))
        folding.steady(self._area)
        self.setLayout(parts.down(self._area))
        folding.Later(self, self._rearrange)
        targets = [*self.quick, *self.cards]
        if targets:
            self.setFocusProxy(targets[0])

    def _button(self, quick: Quick, number: int) -> parts.Button:
        kind = "" if number else "primary"
        made = parts.button(i18n.text(quick.title), quick.icon, kind)
        made.clicked.connect(lambda _on=False: self._frame.open(quick.page, quick.record))
        return made

    def _tiles(self, first: Sequence[Quick]) -> QtWidgets.QVBoxLayout:
        """Return the things to begin with on a new desk, each with what it is good for."""
        column = parts.down(parts.label(i18n.text("home.first"), "heading", wrap=True))
        for number, each in enumerate(first):
            row = parts.across(self._button(each, number))
            row.addWidget(parts.label(i18n.text(each.hint), "muted", wrap=True), 1)
            column.addWidget(parts.frame("card", row, 0.75))
        return column

    def refresh(self) -> None:
        """Ask for everything anew: the quick facts at once, the slow ones one by one after."""
        tasks = self._frame.tasks
        if self._day is not None:
            tasks.ask(self._day, self._show_day, owner=self, slot="day")
        soon = [card for card in self.cards if not card.spec.slow]
        tasks.ask(
            lambda desk: [card.spec.ask(desk) for card in soon],
            lambda facts: self._show_all(soon, facts),
            owner=self,
            slot="soon",
        )
        for card in self.cards:
            if card.spec.slow:
                then = functools.partial(self._show_one, card)
                tasks.ask(card.spec.ask, then, owner=card, slot="slow")

    def ask_deed(self, deed: Deed) -> None:
        """Ask before something is done with a line, do it, and look anew."""
        dialogs.ask(
            self.window(),
            deed.words,
            deed.question,
            yes=deed.words,
            then=lambda: self._do(deed),
            danger=True,
        )

    def _do(self, deed: Deed) -> None:
        def done(_answer: object) -> None:
            self._frame.say(deed.said)
            self.refresh()

        self._frame.tasks.do(
            deed.act, done, owner=self, title=deed.title, slot=("deed", deed.words)
        )

    def _rearrange(self) -> None:
        """Use the width there is."""
        self._arrange()
        self._rows.setSpacing(theme.measures().gap)

    def _show_day(self, day: Day) -> None:
        self._greeting.setText(day.greeting)
        self._words.setText(day.words)
        self._is_new = day.is_new
        self._first.setVisible(day.is_new)
        for button in self.quick:
            button.setVisible(not day.is_new)
        self._columns = 0
        self._arrange()

    def _show_one(self, card: Card, facts: Facts) -> None:
        self._show_all([card], [facts])

    def _show_all(self, cards: Sequence[Card], facts: Sequence[Facts]) -> None:
        for card, known in zip(cards, facts, strict=True):
            card.show_facts(known)
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        """Put what is due into columns and name the rest in one line."""
        columns = max(1, self.width() // theme.measures().em(COLUMN_EM))
        if columns == self._columns:
            return
        self._columns = columns
        known = [card for card in self.cards if card.facts is not None]
        told = [card for card in known if card.spec.always or not self._is_new]
        due = [card for card in told if card.facts is not None and card.facts.count]
        self._fill(due, columns)
        for card in self.cards:
            card.setVisible(card in due)
        self._name_done([card for card in told if card not in due and not card.spec.silent])
        self._calm.setVisible(bool(told) and not due)
        self._due.setVisible(bool(due))

    def _fill(self, due: Sequence[Card], columns: int) -> None:
        """Put each card into the column that is shortest so far, the most pressing ones on top."""
        gap = theme.measures().gap
        self._rows.setSpacing(gap)
        while len(self._beside) < columns:
            self._beside.append(self._new_column())
        for at, column in enumerate(self._beside):
            self._rows.setStretch(at, int(at < columns))
            column.setSpacing(gap)
            for card in self.cards:
                column.removeWidget(card)
        high = [0] * columns
        for card in due:
            place = high.index(min(high))
            column = self._beside[place]
            column.insertWidget(column.count() - 1, card)
            high[place] += card.lines + 2

    def _new_column(self) -> QtWidgets.QVBoxLayout:
        """Return one more column of cards; it stays for good, without room where it has no card.

        A layout that is taken away frees its items where Python still takes them for alive, and
        items taken out one by one keep the cards at the height of before. It is put in its place
        while it is empty: Python then knows none of its items.
        """
        column = parts.down()
        self._rows.addLayout(column)
        column.addStretch(1)
        return column

    def _name_done(self, done: Sequence[Card]) -> None:
        parts.empty(self._done)
        for card in done:
            made = parts.button(card.title, "check", "quiet", do=card.click)
            made.setToolTip(card.facts.words if card.facts is not None else "")
            self._done.addWidget(made)
        self._done_label.setVisible(bool(done))
        self._done_box.setVisible(bool(done))
