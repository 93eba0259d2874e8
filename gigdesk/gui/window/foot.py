"""The status bar: connection, unsent, conflicts, last backup, user; each one opens its page."""

from __future__ import annotations

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme
from gigdesk.gui.window.head import Elided
from gigdesk.gui.window.spec import Health


class Foot(QtWidgets.QFrame):
    """`wanted(name)` names what was clicked: `sync`, `conflicts`, `backup`, `user`."""

    wanted = QtCore.Signal(str)

    def __init__(self, user: str) -> None:
        """Show the user; the rest comes with `show_health`."""
        super().__init__()
        parts.role(self, "foot")
        self.said = Elided()
        self.link = self._button("cloud-off", "sync")
        self.unsent = self._button("send", "sync")
        self.conflicts = self._button("git-merge", "conflicts")
        self.backup = self._button("database", "backup")
        self.user = self._button("user", "user")
        self.user.setText(user)
        self.user.setAccessibleName(i18n.text("window.foot.user", user=user))
        row = parts.across(
            self.link, self.unsent, self.conflicts, self.backup, self.said, self.user, gap=0.5
        )
        row.setStretch(4, 1)
        self.setLayout(row)
        parts.pad(self, 0.5, 0.1)
        theme.follow(self, self._fit)
        self.show_health(Health())
        for button in (self.link, self.backup):
            button.hide()

    def _button(self, icon: str, name: str) -> QtWidgets.QToolButton:
        made = QtWidgets.QToolButton()
        made.setIcon(icons.icon(icon))
        made.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _on=False: self.wanted.emit(name))
        return made

    def show_health(self, health: Health) -> None:
        """Show how the desk stands; before the first time nothing is said of it."""
        text = i18n.text
        online = health.is_online
        link = text("window.foot.online") if online else text("window.foot.offline")
        icon = ("cloud", "ok") if online else ("cloud-off", "muted")
        if health.is_single:
            link, icon = text("window.foot.single"), ("circle-check", "muted")
        self._say(self.link, link, icon)
        self.link.show()
        unsent = text("window.foot.unsent", count=health.unsent)
        self._say(self.unsent, unsent, ("send", "muted"))
        self.unsent.setVisible(bool(health.unsent))
        conflicts = text("window.foot.conflicts", count=health.conflicts)
        self._say(self.conflicts, conflicts, ("git-merge", "error"))
        self.conflicts.setVisible(bool(health.conflicts))
        backup = health.backup or text("window.foot.never")
        old = health.backup_is_old or not health.backup
        icon = ("alert-triangle", "warning") if old else ("database", "muted")
        self._say(self.backup, text("window.foot.backup", when=backup), icon)
        self.backup.show()

    @staticmethod
    def _say(button: QtWidgets.QToolButton, words: str, icon: tuple[str, str]) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setIcon(icons.icon(*icon))
        parts.tone(button, icon[1] if icon[1] in ("error", "warning") else "")

    def _fit(self) -> None:
        side = theme.measures().letter
        for button in (self.link, self.unsent, self.conflicts, self.backup, self.user):
            button.setIconSize(QtCore.QSize(side, side))
