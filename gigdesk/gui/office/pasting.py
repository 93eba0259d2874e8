"""A dialog into which a list is pasted: it says what the list would do before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, form, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.office.framing import Framed


class Pasting(dialogs.Dialog):
    """Shows what was pasted and what it would do; rooms say the rest in `look` and `take`.

    It stays until what it handed in is written, and what was pasted is not thrown away unasked.
    """

    def __init__(
        self, section: Framed, title: str, *, hint: str, empty: str, go: str, draft: str
    ) -> None:
        """Begin empty; `hint` and `empty` are shown until something is pasted, `go` does it.

        Under the name of the `draft` the words are kept where the program ends before that.
        """
        super().__init__(section.window(), title, wide=36)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._section = section
        self.box = QtWidgets.QPlainTextEdit()
        self.box.setAccessibleName(title)
        self.box.setPlaceholderText(hint)
        self.box.setTabChangesFocus(True)
        theme.follow(self.box, lambda: self.box.setMinimumHeight(theme.measures().row * 6))
        self.words = parts.Note(empty)
        self.drafts = form.TextDrafts(self.box, draft, section.frame.tasks)
        self.body.addWidget(self.drafts.bar)
        self.body.addWidget(self.box, 1)
        self.body.addWidget(self.words)
        self.add_button(i18n.text("window.button.cancel"), self.reject)
        self.go = self.add_button(go, self.take, kind="primary")
        self.go.setEnabled(False)
        self.box.textChanged.connect(self.look)
        self.box.setFocus()

    def look(self) -> None:
        """Say what the words in the box would do."""

    def take(self) -> None:
        """Do it."""

    def hand_in(self, act: Callable[[Any], Any], said: str) -> None:
        """Do an act, tell it in the words of the key `said`, and close once it is done."""
        self._section.act(act, said, lambda _answer: self.accept(), slot="pasted")

    def done(self, result: int) -> None:
        """Keep nothing of what was handed in or thrown away."""
        self.drafts.give_up()
        super().done(result)

    def reject(self) -> None:
        """Close; ask first where pasted words would be lost."""
        if not self.box.toPlainText().strip():
            super().reject()
            return
        dialogs.ask(
            self,
            i18n.text("window.form.leave"),
            i18n.text("window.form.leave_words"),
            yes=i18n.text("window.form.discard"),
            no=i18n.text("window.form.go_on"),
            then=super().reject,
            danger=True,
        )
