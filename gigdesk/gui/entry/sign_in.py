"""The sign-in: who you are and your password, or the recovery code where it is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import dialogs, icons, parts, theme
from gigdesk.gui.plain_keys import PlainKeys, hide

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.entry.worker import Before

WIDE_EM = 25
CODE_SIGNS, GROUP = 32, 4
"""A recovery code has so many letters and digits, shown in groups as on its sheet."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class SignIn(QtWidgets.QDialog):
    """Asks until a desk is open; `opened(desk, user)` hands it on.

    `restore_wanted` asks for a backup to be put in place instead.

    `sign_in(user, password)` and `recover(user, code, new password)` run in the background and
    return a desk or raise `errors.WrongPassword` (or any other named failure).
    """

    opened = QtCore.Signal(object, str)
    restore_wanted = QtCore.Signal()

    def __init__(
        self,
        before: Before,
        sign_in: Callable[[str, str], Any],
        *,
        users: Sequence[str] = (),
        last: str = "",
        station: str = "",
        recover: Callable[[str, str, str], Any] | None = None,
    ) -> None:
        """Offer `users` with `last` already chosen; the keyboard then waits in the password."""
        super().__init__()
        self._before = before
        self._sign_in = sign_in
        self._recover = recover
        self._forgotten = False
        self.setWindowTitle(i18n.text("window.nav.brand"))
        self.setAccessibleName(i18n.text("window.entry.sign_in"))
        self.user = QtWidgets.QComboBox()
        self.user.setEditable(True)
        self.user.view().setAccessibleName(i18n.text("window.entry.user"))
        self.user.setInsertPolicy(self.user.InsertPolicy.NoInsert)
        self.set_users(users)
        self.user.setCurrentText(last)
        self.password = _secret(i18n.text("window.entry.password"))
        self.code = PlainKeys()
        self.code.editingFinished.connect(self._group)
        self.fresh = _secret(i18n.text("window.entry.new_password"))
        self.again = _secret(i18n.text("window.entry.again"))
        self._lay_out(station)
        self._show_way(forgotten=False)
        theme.follow(self, self._fit)

    def _lay_out(self, station: str) -> None:
        text = i18n.text
        head = parts.across(
            icons.Picture("briefcase", "on_nav", size=1.6),
            parts.label(text("window.nav.brand"), "title"),
            None,
        )
        top = parts.down(gap=0.5)
        top.addLayout(head)
        top.addWidget(parts.label(station or text("window.entry.welcome"), "small", wrap=True))
        self._grid = QtWidgets.QGridLayout()
        self._labels: list[QtWidgets.QLabel] = []
        for row, (words, editor) in enumerate(
            (
                (text("window.entry.user"), self.user),
                (text("window.entry.password"), self.password),
                (text("window.entry.code"), self.code),
                (text("window.entry.new_password"), self.fresh),
                (text("window.entry.again"), self.again),
            )
        ):
            label = parts.label(words)
            label.setBuddy(editor)
            editor.setAccessibleName(words)
            self._labels.append(label)
            self._grid.addWidget(label, row, 0, QtCore.Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(editor, row, 1)
        self._grid.setColumnStretch(1, 1)
        self._words = parts.Note("", "error")
        self._words.hide()
        self.forgot = parts.button(text("window.entry.forgot"), kind="link", do=self._turn)
        self.forgot.setVisible(self._recover is not None)
        self.restore = parts.button(
            text("window.entry.restore"), kind="link", do=self.restore_wanted.emit
        )
        self.go = parts.button(text("window.entry.go"), "lock-open", "primary", do=self.try_in)
        self.go.setDefault(True)
        self._how = parts.label(text("window.entry.how_code"), "muted", wrap=True)
        inside = parts.down()
        inside.addWidget(self._how)
        inside.addLayout(self._grid)
        inside.addWidget(self._words)
        inside.addLayout(parts.across(self.forgot, self.restore, None, self.go))
        whole = parts.down(
            parts.frame("nav", top, 1.25), parts.panel(inside, 1.25, "surface"), gap=0
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def is_forgotten(self) -> bool:
        """Say whether the recovery code is asked for instead of the password."""
        return self._forgotten

    def name(self) -> str:
        """Return the user chosen or typed."""
        return self.user.currentText().strip()

    def set_users(self, users: Sequence[str]) -> None:
        """Offer these users; what stands in the field stays. A single one is chosen at once."""
        kept = self.user.currentText()
        self.user.clear()
        self.user.addItems(list(users))
        alone = users[0] if len(users) == 1 and not kept else ""
        self.user.setCurrentText(alone or kept)
        if alone and self.isVisible() and not self._forgotten:
            self.password.setFocus()

    def try_in(self) -> None:
        """Try what was typed; the answer comes in the background."""
        if self._forgotten and not self._is_whole():
            return
        user, password = self.name(), self.password.text()
        code, fresh, recover = self.code.text().strip(), self.fresh.text(), self._recover
        self._words.hide()
        self.go.setEnabled(False)
        self.go.setText(i18n.text("window.entry.opening"))
        if self._forgotten and recover is not None:

            def work() -> Any:
                return recover(user, code, fresh)

        else:

            def work() -> Any:
                return self._sign_in(user, password)

        self._before.run(work, lambda desk: self._in(desk, user), owner=self, failed=self._not_in)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let Enter go to what is still empty before it tries."""
        enter = event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
        wanted = (self.code, self.fresh, self.again) if self._forgotten else (self.password,)
        empty = [each for each in wanted if not each.text()]
        if enter and self.name() and empty and not self.forgot.hasFocus():
            empty[0].setFocus()
            event.accept()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Put the keyboard where the next word is wanted."""
        super().showEvent(event)
        (self.password if self.name() else self.user).setFocus()

    def _in(self, desk: Any, user: str) -> None:
        self.opened.emit(desk, user)
        self.accept()

    def _not_in(self, error: BaseException) -> bool:
        self.go.setEnabled(True)
        self._show_way(forgotten=self._forgotten)
        if not self.say_why(error):
            return False
        about_new = isinstance(error, errors.Invalid) and error.field == "password"
        if not self._forgotten or about_new:
            _retype(self.fresh if about_new else self.password)
        else:
            # Of so long a code one sign is wrong, not all of it: what stands is mended.
            self.code.setFocus()
            self.code.deselect()
        return True

    def say_why(self, error: BaseException) -> bool:
        """Say why the desk cannot be opened; return whether the failure has words."""
        if isinstance(error, errors.GigDeskError):
            self._say(dialogs.words_of(error))
        return isinstance(error, errors.GigDeskError)

    def _say(self, words: str) -> None:
        self._words.say(words, "error")
        self._words.show()
        self._fit()

    def _is_whole(self) -> bool:
        """Say whether code and new password can be tried; else go to what has to be mended."""
        text, signs = i18n.text, len(_signs(self.code.text()))
        if signs != CODE_SIGNS:
            self._say(text("window.entry.code_length", count=signs, whole=CODE_SIGNS))
            self.code.setFocus()
        elif self.fresh.text() != self.again.text():
            self._say(text("window.entry.differs"))
            _retype(self.again)
        else:
            return True
        return False

    def _group(self) -> None:
        """Show the code in groups, as on the sheet, and say where signs are lacking."""
        signs = _signs(self.code.text())
        groups = [signs[at : at + GROUP] for at in range(0, len(signs), GROUP)]
        shown = "-".join(groups)
        if shown != self.code.text():
            self.code.setText(shown)
        leaves = self.forgot.hasFocus() or self.restore.hasFocus()
        if leaves:  # a line more would draw the button away from under the mouse that presses it
            return
        if signs and len(signs) != CODE_SIGNS:
            self._say(i18n.text("window.entry.code_length", count=len(signs), whole=CODE_SIGNS))
        else:
            self._words.hide()

    def _turn(self) -> None:
        self._words.hide()
        self._show_way(forgotten=not self._forgotten)
        (self.code if self._forgotten else self.password).setFocus()

    def _show_way(self, *, forgotten: bool) -> None:
        self._forgotten = forgotten
        editors = (self.user, self.password, self.code, self.fresh, self.again)
        shown = editors[:1] + editors[2:] if forgotten else editors[:2]
        pairs = zip(self._labels, editors, strict=True)
        for label, editor in pairs:
            label.setVisible(editor in shown)
            editor.setVisible(editor in shown)
        self._how.setVisible(forgotten)
        self.restore.setVisible(not forgotten)
        text = i18n.text
        self.forgot.setText(
            text("window.entry.remembered") if forgotten else text("window.entry.forgot")
        )
        self.go.setText(text("window.entry.recover") if forgotten else text("window.entry.go"))
        self._fit()

    def _fit(self) -> None:
        measures = theme.measures()
        self._grid.setVerticalSpacing(measures.gap)
        self._grid.setHorizontalSpacing(measures.gap)
        signs = self.code.fontMetrics().horizontalAdvance(_ALPHABET + "-" * (CODE_SIGNS // GROUP))
        self.code.setMinimumWidth(round(signs * 1.08) + measures.gap * 2)
        wide, high = measures.em(WIDE_EM), measures.control * 9
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wide = max(wide, layout.minimumSize().width())
            high = max(high, layout.totalHeightForWidth(wide))
        self.resize(wide, min(dialogs.TALLEST, high))


def _signs(typed: str) -> str:
    """Return the letters and digits of a typed code."""
    return "".join(each for each in typed.upper() if each.isalnum())


def _retype(line: QtWidgets.QLineEdit) -> None:
    """Go to a line whose words are to be typed anew."""
    line.setFocus()
    line.selectAll()


def _secret(name: str) -> QtWidgets.QLineEdit:
    """Return a field for a password, which can be looked at."""
    line = PlainKeys()
    hide(line)
    line.setAccessibleName(name)
    return line
