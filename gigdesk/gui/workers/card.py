"""The head of a person's page: who it is, masked numbers, and what to know at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import folding, parts, reach, record, theme
from gigdesk.gui.window.head import Title
from gigdesk.gui.workers import badges, peeking, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.window import Window

REVEALED = ("doc_no", "phone")
_ALL = 100


class Initial(QtWidgets.QWidget):
    """The place of the picture: the last character of the name on a round ground."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._letter = ""
        theme.follow(self, self._fit)

    def show_name(self, name: str) -> None:
        """Show the character people call each other by."""
        self._letter = name[-1:]
        self.update()

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:
        """Paint the ground and the letter."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(self.rect())
        font = self.font()
        font.setPixelSize(self.height() // 2)
        painter.setFont(font)
        painter.setPen(theme.colour("accent"))
        painter.drawText(self.rect(), QtCore.Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.end()

    def _fit(self) -> None:
        side = theme.measures().em(3)
        self.setFixedSize(side, side)


class Hold(parts.Button):
    """Shows something only while it is held down, by mouse or Space."""

    wanted = QtCore.Signal()
    over = QtCore.Signal()

    def __init__(self) -> None:
        """Say how it works."""
        super().__init__(i18n.text("people.hold"), "eye", "link")
        self.setToolTip(i18n.text("people.hold_hint"))
        self.pressed.connect(self.wanted)
        self.released.connect(self.over)

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Let go when the keyboard leaves while it is held."""
        self.setDown(False)
        self.over.emit()
        super().focusOutEvent(event)


class Card(QtWidgets.QFrame):
    """Name, numbers, place and badges of a person; `revealed` fires when it was looked at."""

    def __init__(
        self, frame: Window, back: Callable[[], object], *actions: QtWidgets.QWidget
    ) -> None:
        """`actions` stand on the right of the name."""
        super().__init__()
        parts.role(self, "card")
        self._frame = frame
        self.person: workers.people.Person | None = None
        self._is_short, self._has_birth, self._room = False, False, folding.LARGEST
        self.initial = Initial()
        self.name = Title()
        parts.role(self.name, "title")
        self.who = parts.label("", "muted")
        self.facts = record.Facts()
        self.hold = Hold()
        self.hold.allow(allowed=reach.allows(self._reveal))
        self.hold.wanted.connect(self._reveal)
        self.hold.over.connect(self._mask)
        self._peeking = QtCore.QTimer(self, singleShot=True, interval=peeking.SHOWN_MS)
        self._peeking.timeout.connect(self._mask)
        self.badges = badges.Badges()
        back_button = parts.icon_button("arrow-left", i18n.text("record.back"), do=back)
        self._names = parts.across(self.name, self.who, None, gap=0.75)
        self._names.setStretch(0, _ALL)
        self._top = parts.across(back_button, gap=0.75)
        self._top.addLayout(self._names, 1)
        for action in (self.hold, *actions):
            self._top.addWidget(action)
        right = parts.down(gap=0.5)
        right.addLayout(self._top)
        right.addWidget(self.facts)
        right.addWidget(self.badges)
        self._whole = parts.across(self.initial, gap=1.5)
        self._whole.addLayout(right, 1)
        self._whole.setAlignment(self.initial, QtCore.Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._whole)
        parts.pad(self, 0.75, 0.5)
        folding.Later(self, self.fit, inner=True)

    def show_person(self, person: workers.people.Person) -> None:
        """Show somebody; numbers are masked."""
        self.person = person
        row = person.worker
        self.initial.show_name(row["name"])
        age = i18n.text("people.years", count=row["age"]) if row["age"] is not None else ""
        said = [words.number(row["number"]), words.label("sex", row["sex"]), age]
        self.name.say(row["name"])
        self.who.setText("  ·  ".join(each for each in said if each))
        self._show_facts({})
        self.badges.show_badges(badges.badges(person, self._frame.clock.today()))
        self.give(self._room, short=self._is_short)

    def fit(self) -> None:
        """Put number, sex and age below the name where they would cut it."""
        gap = theme.measures().gap
        name = self.name.needed() + theme.measures().unit
        # In the letters it has beside the name: in the small ones of below it would fit again.
        letters = QtGui.QFont(self.who.font())
        letters.setPixelSize(theme.measures().letter)
        who = QtGui.QFontMetrics(letters).horizontalAdvance(self.who.text()) + gap
        wide = name + who + gap <= record.left_in(self._top, 1, self._inside())
        parts.role(self.who, "muted" if wide else "small")
        way = QtWidgets.QBoxLayout.Direction
        self._names.setDirection(way.LeftToRight if wide else way.TopToBottom)
        if self._names.spacing() != (gap if wide else 0):
            # A layout told its own spacing again asks for another round all the same.
            self._names.setSpacing(gap if wide else 0)
        # Before there is a name it keeps its room: the first one would be folded into no width.
        self.name.setMaximumWidth(name if wide and self.person else folding.LARGEST)
        self._hold_heights()

    def _hold_heights(self) -> None:
        """Keep every line as high as its words: a layout would crush rows that break.

        The badges take what number, village and the rest of the facts leave, one row at least.
        """
        self.who.setMinimumHeight(folding.height_of(self.who, folding.LARGEST))
        wide, left = self._inside(), self._room - self._first_height
        count = self.facts.count
        # The day of birth gives way: the age stands beside the name.
        scarce = self.facts.high_of(count, wide) + self.badges.least > left
        self.facts.keep(count - 1 if scarce and self._has_birth else count)
        self.facts.setMinimumHeight(max(0, self.facts.heightForWidth(wide)))
        self.badges.fit(wide, left - self.facts.minimumHeight())

    def _inside(self) -> int:
        sides = self._whole.contentsMargins()
        room = self.contentsRect().width() - sides.left() - sides.right()
        return max(1, record.left_in(self._whole, 1, room))

    def give(self, room: int, *, short: bool = False) -> None:
        """Take so many logical pixels of height if they are needed, or the first line alone."""
        self._is_short, self._room = short, room
        side = theme.measures().em(2 if short else 3)
        self.initial.setFixedSize(side, side)
        self.facts.setVisible(not short)
        self.badges.setVisible(not short and self.badges.count > 1)
        self.fit()

    @property
    def _first_height(self) -> int:
        """Return the height in logical pixels of what the facts and badges never get."""
        measures = theme.measures()
        first = self.hold.sizeHint().height()
        if self._names.direction() == QtWidgets.QBoxLayout.Direction.TopToBottom:
            first = max(first, self.name.sizeHint().height() + self.who.minimumHeight())
        return first + measures.pad + measures.gap

    def _show_facts(self, plain: dict[str, Any]) -> None:
        if self.person is None:
            return
        row = {**self.person.worker, **plain}
        self._has_birth = bool(row["birth_date"])
        self.facts.show_facts(
            [
                (words.label("doc_kind", row["doc_kind"]), row["doc_no"] or ""),
                (words.field("phone"), row["phone"] or ""),
                (words.field("village_id"), words.place(row)),
                (words.field("birth_date"), words.day(row["birth_date"])),
            ]
        )

    def peek(self) -> None:
        """Show the numbers for a moment, or hide them again."""
        if self._peeking.isActive():
            self._peeking.stop()
            self._mask()
        else:
            self._peeking.start()
            self._reveal()

    @reach.needs("workers.reveal")
    def _reveal(self) -> None:
        if self.person is None:
            return
        worker_id = self.person.id
        self._frame.tasks.do(
            lambda desk, _progress: workers.people.reveal(
                desk, worker_id=worker_id, fields=REVEALED
            ),
            self._unmask,
            owner=self,
        )

    def _unmask(self, plain: dict[str, Any]) -> None:
        if self.hold.isDown() or self._peeking.isActive():
            self._show_facts(plain)
            # Numbers that were asked for show where room is scarce as well.
            self.facts.show()
            self._hold_heights()

    def _mask(self) -> None:
        self._show_facts({})
        self.give(self._room, short=self._is_short)
