"""A page on which lines are written or pasted, with a list below of what each of them means."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import folding, form, parts, record, table, theme
from gigdesk.gui.window.notices import KEEPS_CLEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.window import Window

_READ_MS = 400


@dataclass(frozen=True, slots=True)
class Said:
    """The words of such a page: its title, what the text asks for and is called, the rule below.

    `take` is the button that does what the lines say, with its icon.
    """

    title: str
    hint: str
    name: str
    rule: str
    take: tuple[str, str]


class WrittenPage(QtWidgets.QWidget):
    """The text on top, the list below it; Ctrl+Enter does what the lines say, Escape leaves.

    The text is kept as a draft while it is written, and read when the keys have rested. A page says
    what is listed of the lines, how they are read, what is done with them and how it is left.
    """

    most_rows, share = 5, 4
    """The text takes so many rows at most, and of the height at most one part of so many."""

    def __init__(self, frame: Window, name: str, drafts: type[form.TextDrafts], said: Said) -> None:
        """Keep the text by `drafts` under `name`."""
        super().__init__()
        self.frame = frame
        self.head = record.Head(self.leave)
        self.head.show_record(said.title)
        self.text = QtWidgets.QPlainTextEdit()
        self.text.setPlaceholderText(said.hint)
        self.text.setAccessibleName(said.name)
        self.text.setTabChangesFocus(True)
        self.drafts = drafts(self.text, name, frame.tasks)
        self.list = self._listing()
        self.take = parts.button(*said.take, "primary", do=self.go)
        self.said = parts.label(said.rule, "hint", wrap=True)
        self.said.setObjectName(KEEPS_CLEAR)
        self._soon = QtCore.QTimer(self, singleShot=True, interval=_READ_MS)
        self._soon.timeout.connect(self._ask)
        self.text.textChanged.connect(self._soon.start)
        self._lay_out()

    def _lay_out(self) -> None:
        foot = parts.across(self.said, self.take, parts.shortcut_words("Ctrl+Enter"))
        foot.setStretch(0, 1)
        whole = record.body(self.head, self.drafts.bar, self.text, self.list)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        # The sentence at the foot counts the lines, without the headings.
        self.list.count.hide()
        record.on_escape(self, self.leave)
        record.on_key(self, "Ctrl+Return", self.go)
        self.setFocusProxy(self.text)
        folding.Later(self, self._fit, high=True)

    @abstractmethod
    def _listing(self) -> table.Listing:
        """Return the list of what the lines mean."""

    @abstractmethod
    def _ask(self) -> None:
        """Have the lines read."""

    @abstractmethod
    def go(self) -> None:
        """Do what the lines say."""

    @abstractmethod
    def leave(self) -> None:
        """Go back."""

    def write(self, typed: Sequence[str]) -> None:
        """Put other lines into the text, so that Ctrl+Z brings back what was there; read them."""
        whole = QtGui.QTextCursor(self.text.document())
        whole.select(whole.SelectionType.Document)
        whole.insertText("\n".join(typed))
        self._soon.stop()
        self._ask()

    def may_leave(self) -> bool:
        """Say that the lines may be left: they are kept, and offered when one comes back."""
        self.drafts.flush()
        return True

    def refresh(self) -> None:
        """Judge the lines anew, for instance after somebody was put right in the registry."""
        self._ask()

    def _fit(self) -> None:
        """Leave the list below most of the height."""
        row = theme.measures().row
        self.text.setFixedHeight(
            max(row * 2, min(row * self.most_rows, self.height() // self.share))
        )
