"""Locks the screen when nobody has touched it for a while, and asks for the password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, icons, parts, theme
from gigdesk.gui.plain_keys import PlainKeys

if TYPE_CHECKING:
    from gigdesk.gui.tasks import Tasks
    from gigdesk.gui.window.spec import Hooks

_TOUCHES = (
    QtCore.QEvent.Type.KeyPress,
    QtCore.QEvent.Type.MouseButtonPress,
    QtCore.QEvent.Type.MouseMove,
    QtCore.QEvent.Type.Wheel,
    QtCore.QEvent.Type.InputMethod,
)


class Idle(QtCore.QObject):
    """Tells when nobody has touched keyboard or mouse for some minutes.

    It listens to native windows only, so that painting never waits for it.
    """

    idled = QtCore.Signal()

    def __init__(self, app: QtGui.QGuiApplication, minutes: int, parent: QtCore.QObject) -> None:
        """Begin to count; 0 minutes never lock."""
        super().__init__(parent)
        self._timer = QtCore.QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idled)
        app.focusWindowChanged.connect(self._follow)
        self.set_minutes(minutes)
        if app.focusWindow() is not None:
            self._follow(app.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        """Change the time; 0 never locks."""
        self._timer.setInterval(minutes * 60_000)
        if minutes > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Begin to count anew at every touch."""
        if event.type() in _TOUCHES and self._timer.interval() > 0:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _follow(self, window: QtGui.QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


class LockScreen(QtWidgets.QWidget):
    """Covers the window until the password is right; `tried(password)` asks the frame to check."""

    tried = QtCore.Signal(str)
    other_wanted = QtCore.Signal()

    def __init__(self, owner: QtWidgets.QWidget, user: str, *, may_change: bool) -> None:
        """Cover `owner`; `may_change` offers to let somebody else sign in."""
        super().__init__(owner)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        parts.role(self, "veil")
        self._owner = owner
        self._hidden: list[QtWidgets.QWidget] = []
        self.password = PlainKeys()
        self.password.setEchoMode(self.password.EchoMode.Password)
        self.password.setAccessibleName(i18n.text("window.entry.password"))
        self.password.setPlaceholderText(i18n.text("window.entry.password"))
        self._words = parts.label("", "error", wrap=True)
        button = parts.button(i18n.text("window.lock.open"), "lock-open", "primary", do=self._try)
        self.password.returnPressed.connect(self._try)
        heading = parts.across(
            icons.Picture("lock", "accent", size=1.5),
            parts.label(i18n.text("window.lock.title"), "title"),
            None,
        )
        inside = parts.down()
        inside.addLayout(heading)
        inside.addWidget(parts.label(i18n.text("window.lock.words", user=user), "muted", wrap=True))
        inside.addWidget(self.password)
        inside.addWidget(self._words)
        inside.addWidget(button)
        if may_change:
            words = i18n.text("window.lock.other")
            inside.addWidget(parts.button(words, "logout", "link", do=self.other_wanted.emit))
        self._card = parts.frame("card", inside, 1.5)
        outer = QtWidgets.QGridLayout()
        outer.addWidget(self._card, 0, 0, QtCore.Qt.AlignmentFlag.AlignCenter)
        self.setLayout(outer)
        owner.installEventFilter(self)
        theme.follow(self, lambda: self._card.setFixedWidth(theme.measures().em(22)))
        self._cover(others=True)

    def refuse(self, words: str) -> None:
        """Say why it stays locked."""
        self._words.setText(words)
        self.password.selectAll()
        self.password.setFocus()

    def lift(self) -> None:
        """Show what was covered."""
        self._cover(others=False)
        self.close()
        self.deleteLater()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._owner and event.type() == QtCore.QEvent.Type.Resize:
            self.setGeometry(self._owner.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 -- Qt's own signature
        """Keep Tab between the password and its button."""
        moved = super().focusNextPrevChild(forward)
        if not self.isAncestorOf(QtWidgets.QApplication.focusWidget() or self._owner):
            self.password.setFocus()
        return moved

    def _cover(self, *, others: bool) -> None:
        """Hide every other window, so that no name stays in sight; or bring them back."""
        if not others:
            for widget in self._hidden:
                widget.show()
            self._hidden = []
            return
        self.setGeometry(self._owner.rect())
        self.show()
        self.raise_()
        for widget in QtWidgets.QApplication.topLevelWidgets():
            if widget is not self._owner and widget.isVisible() and widget.isWindow():
                widget.hide()
                self._hidden.append(widget)
        self.password.setFocus()

    def _try(self) -> None:
        words, self._words = self.password.text(), self._words
        self._words.setText("")
        self.tried.emit(words)


class Locker(QtCore.QObject):
    """Locks and unlocks a window; the password is checked in the background."""

    def __init__(
        self,
        owner: QtWidgets.QWidget,
        tasks: Tasks[Any],
        hooks: Hooks,
        user: str,
    ) -> None:
        """Without a way to unlock it never locks."""
        super().__init__(owner)
        self._owner = owner
        self._tasks = tasks
        self._unlock = hooks.unlock
        self._begin_again = hooks.begin_again
        self._user = user
        self.screen: LockScreen | None = None

    def lock(self) -> None:
        """Cover the window."""
        if self.screen is None and self._unlock is not None:
            may_change = self._begin_again is not None
            self.screen = LockScreen(self._owner, self._user, may_change=may_change)
            self.screen.tried.connect(self._check)
            self.screen.other_wanted.connect(self._let_in_another)

    def _let_in_another(self) -> None:
        """Close the desk and begin at the sign-in; never in the middle of a long job."""
        if self.screen is None or self._begin_again is None:
            return
        if self._tasks.busy():
            self.screen.refuse(i18n.text("window.lock.busy"))
        else:
            self._begin_again(None)

    def _check(self, password: str) -> None:
        unlock = self._unlock
        if unlock is not None:
            self._tasks.ask(
                lambda desk: unlock(desk, password), self._open, owner=self, failed=self._stay
            )

    def _open(self, _answer: object) -> None:
        if self.screen is not None:
            self.screen.lift()
            self.screen = None

    def _stay(self, error: BaseException) -> bool:
        if self.screen is not None:
            self.screen.refuse(dialogs.words_of(error))
        return True
