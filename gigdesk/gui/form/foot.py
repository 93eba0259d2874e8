"""The fixed row below a form: what it says, its buttons, and the keys that press them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, icons, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYS_EM = 44
SAVE_KEYS = ("Ctrl+S", "Alt+S")
REPEAT_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class Foot(QtWidgets.QFrame):
    """Back, save, save and new; the keys stand beside the words where there is room."""

    def __init__(self, *, can_repeat: bool, save_words: str = "") -> None:
        """Make the buttons; `wire` tells them what to do."""
        super().__init__()
        self.is_busy = False
        parts.role(self, "actions")
        self.back = parts.button(i18n.text("window.form.back"), "arrow-left")
        self.save = parts.button(
            save_words or i18n.text("window.form.save"),
            "device-floppy",
            "" if can_repeat else "primary",
        )
        self.repeat: parts.Button | None = None
        self._icon = icons.Picture("circle-check", "ok")
        self._words = parts.label("", wrap=True)
        keys = ("Esc", "Ctrl+S", "Ctrl+Enter") if can_repeat else ("Esc", "Ctrl+S")
        self._caps = [parts.shortcut_words(each) for each in keys]
        row = parts.across(
            self.back, self._caps[0], self._icon, self._words, self.save, self._caps[1]
        )
        if can_repeat:
            self.repeat = parts.button(i18n.text("window.form.save_new"), "plus", "primary")
            row.addWidget(self.repeat)
            row.addWidget(self._caps[2])
        row.setStretch(3, 1)
        self.setLayout(row)
        parts.pad(self, 0.75, 0.5)
        self.say("")
        folding.Later(self, self._fit)

    def wire(
        self,
        form: QtWidgets.QWidget,
        *,
        back: Callable[[], None],
        save: Callable[[], None],
        repeat: Callable[[], None],
    ) -> None:
        """Connect buttons and keys; the keys work anywhere in `form`."""
        self.back.clicked.connect(lambda _on=False: back())
        self.save.clicked.connect(lambda _on=False: save())
        wanted = [("Esc", back), *((keys, save) for keys in SAVE_KEYS)]
        if self.repeat is not None:
            self.repeat.clicked.connect(lambda _on=False: repeat())
            wanted += [(keys, repeat) for keys in REPEAT_KEYS]
        for keys, do in wanted:
            shortcut = QtGui.QShortcut(QtGui.QKeySequence(keys), form)
            shortcut.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def say(self, words: str, tone: str = "") -> None:
        """Say how things stand; nothing where there is nothing to say."""
        self._icon.setVisible(bool(words))
        self._words.setText(words)
        if words:
            self._icon.show_icon(parts.TONES.get(tone, "info-circle"), tone or "info")
        parts.tone(self._words, tone)

    def set_busy(self, *, busy: bool) -> None:
        """Keep a record from being saved twice while it is on its way."""
        self.is_busy = busy
        self.save.setEnabled(not busy)
        if self.repeat is not None:
            self.repeat.setEnabled(not busy)

    def _fit(self) -> None:
        """Leave the key caps out where the room is needed for words."""
        roomy = self.width() >= theme.measures().em(_KEYS_EM)
        for cap in self._caps:
            cap.setVisible(roomy)
