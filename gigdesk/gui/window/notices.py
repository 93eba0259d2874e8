"""Notices that do not interrupt: what was done, with its way back; none is ever lost."""

from __future__ import annotations

import functools
from collections import deque
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme
from gigdesk.gui.form.box import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    _Act = tuple[str, Callable[[], object]]
    _Said = tuple[str, str, tuple[_Act, ...]]

SHOWN_MS = 9_000
KEPT = 50
PLACE_MS = 300
"""The page below may change while a notice is shown: its place is looked at this often."""
KEEPS_CLEAR = "keeps_clear"
"""The name of widgets over which no notice may lie."""


class Notice(QtWidgets.QFrame):
    """One notice above the foot of the window; it waits while the mouse or keyboard is on it.

    The keyboard comes to it by Tab alone, and goes `back` to where it was when the notice goes.
    """

    def __init__(
        self, words: str, tone: str, actions: tuple[_Act, ...], back: Callable[[], object]
    ) -> None:
        """Offer `actions` as (words, what it does): the way back, and what is left to do."""
        super().__init__()
        self._back = back
        parts.role(self, "notice")
        said = parts.label(words, wrap=True)
        row = parts.across(icons.Picture(parts.TONES[tone], "canvas"), said)
        row.setStretch(1, 1)
        for called, do in actions:
            row.addWidget(parts.button(called, kind="link", do=functools.partial(self._act, do)))
        close = parts.icon_button(
            "x", i18n.text("window.notice.close"), do=self.close, colour="canvas"
        )
        row.addWidget(close)
        self.setLayout(row)
        parts.pad(self, 0.75, 0.5)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(words)
        self._timer = QtCore.QTimer(self, interval=SHOWN_MS)
        self._timer.timeout.connect(self._over)
        self._timer.start()

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let Esc put the notice away."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, ahead: bool) -> bool:  # noqa: FBT001 -- Qt's own signature
        """Follow Tab; a notice that goes with the keyboard gives it back."""
        if self.isVisible():
            return super().focusNextPrevChild(ahead)
        self._back()
        return True

    def _act(self, do: Callable[[], object]) -> None:
        self.close()
        do()

    def _over(self) -> None:
        # What Qt calls the notice's focus widget only had the keyboard last.
        held = QtWidgets.QApplication.focusWidget()
        if not self.underMouse() and (held is None or not self.isAncestorOf(held)):
            self.close()


class Notices(QtCore.QObject):
    """Shows one notice at a time at the foot of a widget and keeps the last ones."""

    def __init__(self, owner: QtWidgets.QWidget, *, back: Callable[[], object]) -> None:
        """Belong to the frame; `back` takes the keyboard from a notice that goes with it."""
        super().__init__(owner)
        self._owner = owner
        self._back = back
        self._notice: Notice | None = None
        self._shown: _Said | None = None
        self._held: list[_Said] | None = None
        self.history: deque[tuple[str, str]] = deque(maxlen=KEPT)
        owner.installEventFilter(self)

    def say(
        self,
        words: str,
        tone: str = "ok",
        *actions: _Act | None,
    ) -> None:
        """Show a notice in place of the one before, with its actions."""
        self.history.appendleft((words, tone))
        offered = tuple(each for each in actions if each is not None)
        if self._held is not None:
            self._held.append((words, tone, offered))
        else:
            self._show(words, tone, offered)

    def hold(self, *, held: bool) -> None:
        """Let notices wait, the one in sight as well; or show the last and say how many came."""
        if held:
            self._held = []
            if self._notice is not None and self._shown is not None:
                self._held.append(self._shown)
                self._notice.close()
            return
        waiting, self._held = self._held or [], None
        if waiting:
            words, tone, actions = waiting[-1]
            if len(waiting) > 1:
                words = i18n.text("window.notice.held", count=len(waiting), words=words)
            self._show(words, tone, actions)

    def _show(self, words: str, tone: str, actions: tuple[_Act, ...]) -> None:
        if self._notice is not None:
            self._notice.close()
        self._shown = (words, tone, actions)
        notice = self._notice = Notice(words, tone, actions, self._back)
        notice.destroyed.connect(lambda: self._forget(notice))
        notice.setParent(self._owner)
        self._place()
        often = QtCore.QTimer(notice, interval=PLACE_MS)
        often.timeout.connect(self._place)
        often.start()
        notice.show()
        notice.raise_()

    @property
    def current(self) -> Notice | None:
        """Return the notice in sight."""
        return self._notice

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Keep the notice in its place."""
        if event.type() == QtCore.QEvent.Type.Resize and self._notice is not None:
            self._place()
        return super().eventFilter(watched, event)

    def _forget(self, notice: Notice) -> None:
        if self._notice is notice:
            self._notice = None

    def _place(self) -> None:
        notice, measures = self._notice, theme.measures()
        if notice is None:
            return
        wide = min(self._owner.width() - measures.pad * 2, measures.em(32))
        layout = notice.layout()
        high = layout.heightForWidth(wide) if layout and layout.hasHeightForWidth() else 0
        high = max(high, high or notice.sizeHint().height())
        left = (self._owner.width() - wide) // 2
        place = QtCore.QRect(left, self._owner.height() - high - measures.row * 2, wide, high)
        notice.setGeometry(self._above_buttons(place, notice))

    def _above_buttons(self, place: QtCore.QRect, notice: Notice) -> QtCore.QRect:
        """Move a place up until no button lies below it: a notice never hides what comes next.

        Nor does it hide what is called `KEEPS_CLEAR`, as the totals of a month are. The headings
        of a form that fold do not count: above them it would lie over the fields themselves.
        """
        gap = theme.measures().unit
        taken = []
        kept = self._owner.findChildren(QtWidgets.QWidget, KEEPS_CLEAR)
        buttons = self._owner.findChildren(QtWidgets.QPushButton)
        heads = (each for each in buttons if not isinstance(each.parentWidget(), Sheet))
        for widget in (*heads, *kept):
            if widget.isVisible() and not notice.isAncestorOf(widget):
                at = widget.mapTo(self._owner, QtCore.QPoint())
                taken.append(QtCore.QRect(at, widget.size()))
        for each in sorted(taken, key=lambda each: -each.top()):
            if each.intersects(place) and each.top() - gap - place.height() > 0:
                place.moveBottom(each.top() - gap)
        return place
