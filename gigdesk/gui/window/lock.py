"""Locks the window and asks for the password; nothing is seen or reached until it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, icons, parts, theme
from gigdesk.gui.plain_keys import PlainKeys
from gigdesk.gui.window.cover import Cover

if TYPE_CHECKING:
    from gigdesk.gui.tasks import Tasks
    from gigdesk.gui.window.spec import Hooks


class LockScreen(QtWidgets.QWidget):
    """Covers the window until the password is right; `tried(password)` asks the frame to check."""

    tried = QtCore.Signal(str)
    other_wanted = QtCore.Signal()

    def __init__(
        self, owner: QtWidgets.QWidget, user: str, *, may_change: bool, told: str = ""
    ) -> None:
        """Cover `owner`; `may_change` offers to let somebody else sign in.

        A password that is `told` is that of the demonstration: from there one only leaves.
        """
        super().__init__(owner)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        parts.role(self, "veil")
        self._owner = owner
        self.password = PlainKeys()
        self.password.setEchoMode(self.password.EchoMode.Password)
        self.password.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusProxy(self.password)
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
        if told:
            words = i18n.text("window.lock.told", password=told)
            inside.addWidget(parts.label(words, wrap=True))
        inside.addWidget(self.password)
        inside.addWidget(self._words)
        inside.addWidget(button)
        if may_change:
            words = i18n.text("window.demo.leave" if told else "window.lock.other")
            inside.addWidget(parts.button(words, "logout", "link", do=self.other_wanted.emit))
        self._card = parts.frame("card", inside, 1.5)
        outer = QtWidgets.QGridLayout()
        outer.addWidget(self._card, 0, 0, QtCore.Qt.AlignmentFlag.AlignCenter)
        self.setLayout(outer)
        owner.installEventFilter(self)
        theme.follow(self, lambda: self._card.setFixedWidth(theme.measures().em(22)))

    def refuse(self, words: str) -> None:
        """Say why it stays locked."""
        self._words.setText(words)
        self.password.selectAll()
        self.password.setFocus()

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

    def _try(self) -> None:
        words, self._words = self.password.text(), self._words
        self._words.setText("")
        self.tried.emit(words)


class Locker(QtCore.QObject):
    """Locks and unlocks a window; the password is checked in the background.

    `changed(locked)` lets the window hold back what would show through.
    """

    changed = QtCore.Signal(bool)

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
        self._leave_demo = hooks.leave_demo
        self._told = hooks.told_password
        self._user = user
        self.screen: LockScreen | None = None
        self._cover: Cover | None = None

    @property
    def is_locked(self) -> bool:
        """Say whether the password is asked for."""
        return self.screen is not None

    def lock(self) -> None:
        """Cover the window."""
        if self.screen is None and self._unlock is not None:
            may_change = self._begin_again is not None
            self.screen = LockScreen(
                self._owner, self._user, may_change=may_change, told=self._told
            )
            self.screen.tried.connect(self._check)
            self.screen.other_wanted.connect(self._let_in_another)
            self._cover = Cover(self._owner, self.screen)
            self.changed.emit(True)

    def refuse(self, words: str) -> None:
        """Say on the lock screen why something cannot be done now."""
        if self.screen is not None:
            self.screen.refuse(words)

    def end(self) -> None:
        """Let go of the rest of the program, where the window is closed for good."""
        if self._cover is not None:
            self._cover.drop()
            self._cover = None

    def _let_in_another(self) -> None:
        """Close the desk and begin at the sign-in; never in the middle of a long job."""
        if self.screen is None or self._begin_again is None:
            return
        if self._tasks.busy():
            self.screen.refuse(i18n.text("window.lock.busy"))
        elif self._told and self._leave_demo is not None:
            self._leave_demo()
        else:
            self._begin_again(None)

    def _check(self, password: str) -> None:
        unlock = self._unlock
        if unlock is not None:
            self._tasks.ask(
                lambda desk: unlock(desk, password), self._open, owner=self, failed=self._stay
            )

    def _open(self, _answer: object) -> None:
        # What is brought back may fail; the screen has gone by then all the same.
        (screen, cover), self.screen, self._cover = (self.screen, self._cover), None, None
        if screen is None:
            return
        screen.close()
        screen.deleteLater()
        if cover is not None:
            cover.lift()
        self.changed.emit(False)

    def _stay(self, error: BaseException) -> bool:
        self.refuse(dialogs.words_of(error))
        return True
