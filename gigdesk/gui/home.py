"""Home: what needs somebody today, each card one step away from its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.window import Window

COLUMN_EM = 17


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card says: a number, a sentence in words, and a tone (a key of `parts.TONES`)."""

    count: int
    words: str = ""
    tone: str = "info"


@dataclass(frozen=True, slots=True)
class CardSpec:
    """One card; `title` is a key of words, `ask(desk)` brings its facts in the background.

    A click opens `page` with `record` (for instance the name of a saved filter).
    """

    name: str
    icon: str
    title: str
    ask: Callable[[Any], Facts]
    page: str
    record: Any = None


class Card(QtWidgets.QPushButton):
    """A number with what it means; quiet while it is nought."""

    def __init__(self, spec: CardSpec) -> None:
        """Show dots until the facts are there."""
        super().__init__()
        parts.role(self, "tile")
        self.spec = spec
        self.title = i18n.text(spec.title)
        self.setAccessibleName(self.title)
        self._icon = icons.Picture(spec.icon, "muted", size=1.4)
        self._count = parts.label("…", "number")
        self._words = parts.label("", "small", wrap=True)
        column = parts.down(gap=0.5)
        column.addLayout(parts.across(self._icon, parts.label(self.title, "heading"), None))
        column.addWidget(self._count)
        column.addWidget(self._words)
        column.addStretch(1)
        self.setLayout(column)
        for label in self.findChildren(QtWidgets.QLabel):
            label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.follow(self, self._fit)

    def show_facts(self, facts: Facts) -> None:
        """Show number and sentence."""
        tone = facts.tone if facts.count else "muted"
        self._icon.show_icon(self.spec.icon, tone)
        self._count.setText(f"{facts.count:,}")
        self._words.setText(facts.words)
        parts.tone(self._count, tone)
        self._grow()
        self.setAccessibleName(f"{self.title} {facts.count} {facts.words}")

    def _fit(self) -> None:
        measures = theme.measures()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(measures.pad, measures.gap, measures.pad, measures.gap)
        self._grow()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Take the height that wrapped words need at this width."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        # A push button knows nothing of a layout inside it.
        layout = self.layout()
        if layout is not None:
            needed = layout.totalHeightForWidth(max(1, self.width()))
            self.setMinimumHeight(max(round(theme.measures().row * 4), needed))


class HomePage(QtWidgets.QWidget):
    """The cards in as many columns as there is room for."""

    def __init__(self, frame: Window, cards: Sequence[CardSpec]) -> None:
        """Show `cards` and open what they name in `frame`."""
        super().__init__()
        self._frame = frame
        self.cards = [Card(spec) for spec in cards]
        self._grid = QtWidgets.QGridLayout()
        self._columns = 0
        inner = parts.panel(self._grid, 1)
        self.setLayout(parts.down(parts.scroll(inner)))
        for card in self.cards:
            card.clicked.connect(
                lambda _on=False, spec=card.spec: frame.open(spec.page, spec.record)
            )
        if self.cards:
            self.setFocusProxy(self.cards[0])
        self._arrange(1)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the facts of all cards."""
        for card in self.cards:
            self._frame.tasks.ask(card.spec.ask, card.show_facts, owner=card, slot="facts")

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._arrange(max(1, self.width() // theme.measures().em(COLUMN_EM)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for number in range(8):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        for number in range(len(self.cards) + 1):
            self._grid.setRowStretch(number, 0)
        self._grid.setRowStretch(len(self.cards), 1)
        self._grid.setSpacing(theme.measures().gap)
