"""The cards of the home page: a number, what it means, and the first records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, icons, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.tasks import Progress

MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done with a line at once, after a question; all words are in words.

    `act(desk, progress)` runs in the background as a job with a `title`, `said` is told when it is
    done.
    """

    words: str
    icon: str
    question: str
    act: Callable[[Any, Progress], Any]
    said: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One record behind a card: its words, its tone, and what opens it (the card's, if nothing)."""

    words: str
    record: Any = None
    tone: str = ""
    page: str = ""
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card says: a number, a sentence in words, a tone (a key of `parts.TONES`), records."""

    count: int
    words: str = ""
    tone: str = "info"
    lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class CardSpec:
    """One card; `title` is a key of words, `ask(desk)` brings its facts in the background.

    A click opens `page` with `record` (for instance the name of a saved filter). What is `slow` is
    asked for after everything else; a `silent` card is not even named while nothing is due; one
    that is due `always` shows also where the desk holds nobody yet. Roles that do not reach its
    `act` have no such card.
    """

    name: str
    icon: str
    title: str
    ask: Callable[[Any], Facts]
    page: str
    record: Any = None
    slow: bool = False
    silent: bool = False
    always: bool = False
    act: str = ""


class LineButton(parts.Button):
    """One line of a card; it breaks once, and what does not fit then stands whole in the tip.

    Words are folded after a layout, never inside of it: folded at once they change the height of
    the card, the scroll bar comes or goes, and the next width folds them again without end.
    """

    def __init__(self, words: str, tone: str, do: Callable[[], object]) -> None:
        """Show `words`; `do` opens what they speak of."""
        super().__init__(words, parts.TONES.get(tone, ""), "line")
        self._words = words
        if tone:
            self.setIcon(icons.icon(parts.TONES[tone], tone))
        self.setToolTip(words)
        self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: do())
        folding.Later(self, self._fold)

    def _fold(self) -> None:
        room = self.width() - theme.measures().icon - theme.measures().unit * 5
        words = "\n".join(folding.folded(self._words, self.font(), max(room, 1)))
        if self.text() != words:
            self.setText(words)
            self.updateGeometry()


class Card(QtWidgets.QFrame):
    """A number with what it means; hidden by its page while it is nought.

    `wanted(page, record)` fires when the card or one of its lines is chosen, `deed_wanted(deed)`
    when something is to be done with a line at once.
    """

    wanted = QtCore.Signal(str, object)
    deed_wanted = QtCore.Signal(object)

    def __init__(self, spec: CardSpec, page: QtWidgets.QWidget) -> None:
        """Show dots until the facts are there."""
        super().__init__(page)  # also while no layout holds it: nobody else would clear it away
        parts.role(self, "card")
        self.spec = spec
        self.facts: Facts | None = None
        self.title = i18n.text(spec.title)
        self._head = _Head(spec.icon, self.title)
        self._head.clicked.connect(lambda _on=False: self.click())
        self._count = self._head.count
        self._lines = parts.down(gap=0)
        column = parts.down(self._head, gap=0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self.setLayout(column)
        self.setFocusProxy(self._head)
        theme.follow(self, self._fit)

    @property
    def lines(self) -> int:
        """Return how many records the card shows."""
        return min(MOST_LINES, len(self.facts.lines)) if self.facts is not None else 0

    def click(self) -> None:
        """Open what the card speaks of."""
        self.wanted.emit(self.spec.page, self.spec.record)

    def show_facts(self, facts: Facts) -> None:
        """Show number, sentence and the first records."""
        self.facts = facts
        self._head.show_facts(self.spec.icon, facts)
        parts.empty(self._lines)
        for line in facts.lines[:MOST_LINES]:
            self._lines.addWidget(self._line(line))

    def _line(self, line: Line) -> QtWidgets.QWidget:
        """Return one line, with what can be done with it at once beside it."""
        page = line.page or self.spec.page
        record = self.spec.record if line.record is None else line.record
        made = LineButton(line.words, line.tone, lambda: self.wanted.emit(page, record))
        deed = line.deed
        if deed is None:
            return made
        do = parts.button(deed.words, deed.icon, "link", do=lambda: self.deed_wanted.emit(deed))
        do.setAccessibleName(f"{deed.words} {line.words}")
        both = QtWidgets.QWidget()
        row = parts.across(made, do, gap=0.5)
        row.setStretch(0, 1)
        # Unless it is aligned the lower of the two is as high as the row may become.
        row.setAlignment(do, QtCore.Qt.AlignmentFlag.AlignVCenter)
        both.setLayout(row)
        return both

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            measures = theme.measures()
            layout.setContentsMargins(1, 1, 1, measures.gap)
            # The icon of a line stands in line with the one of the heading.
            side = max(0, measures.pad - measures.unit - 1)
            self._lines.setContentsMargins(side, 0, side, 0)


class _Head(QtWidgets.QPushButton):
    """The upper part of a card, which is one large button."""

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        parts.role(self, "cardhead")
        self.title = title
        self.setAccessibleName(title)
        self._icon = icons.Picture(icon, "muted", size=1.4)
        self.count = parts.label("…", "number")
        self._words = parts.label("", "small", wrap=True)
        column = parts.down(gap=0.5)
        top = parts.across(self._icon, parts.label(title, "heading", wrap=True), self.count)
        top.setStretch(1, 1)
        column.addLayout(top)
        column.addWidget(self._words)
        column.addStretch(1)
        self.setLayout(column)
        for label in self.findChildren(QtWidgets.QLabel):
            label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.follow(self, self._fit)
        folding.Later(self, self._grow, inner=True)

    def show_facts(self, icon: str, facts: Facts) -> None:
        """Show number and sentence in their tone."""
        tone = facts.tone if facts.count else "muted"
        self._icon.show_icon(icon, tone)
        self.count.setText(f"{facts.count:,}")
        self._words.setText(facts.words)
        self._words.setVisible(bool(facts.words))
        parts.tone(self.count, tone)
        self.setAccessibleName(f"{self.title} {facts.count} {facts.words}".strip())

    def _fit(self) -> None:
        measures = theme.measures()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(measures.pad, measures.gap, measures.pad, measures.gap)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let Enter open what the card speaks of."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QtCore.QSize:
        """Return the room of its words also before anything is laid out and painted."""
        return QtCore.QSize(super().sizeHint().width(), self._needed())

    def minimumSizeHint(self) -> QtCore.QSize:
        """Return the same height: words are never squashed."""
        return QtCore.QSize(super().minimumSizeHint().width(), self._needed())

    def _needed(self) -> int:
        """Return the height that wrapped words need at this width."""
        # A push button knows nothing of a layout inside it.
        layout, least = self.layout(), theme.measures().row * 2
        return least if layout is None else max(least, layout.totalHeightForWidth(self.width()))

    def _grow(self) -> None:
        """Take the height that wrapped words need at this width."""
        high = self._needed()
        if high != self.minimumHeight():
            self.setMinimumHeight(high)
