"""The section of appearance: letters, dark, language, what Enter does, when the screen locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import config, i18n
from gigdesk.gui import dialogs, parts, theme
from gigdesk.gui.flow import Flow
from gigdesk.gui.office.framing import Framed
from gigdesk.gui.window import has_unfinished, keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.window import Window

LANGUAGE = "language"
LANGUAGES = (("zh", "settings.look.zh"), ("en", "settings.look.en"))
STEPS = (
    (0, "window.letters.small"),
    (1, "window.letters.standard"),
    (2, "window.letters.large"),
    (3, "window.letters.largest"),
)
MOVES = (("down", "settings.look.down"), ("right", "settings.look.right"))
LOCKS = (
    (5, "settings.look.lock_5"),
    (15, "settings.look.lock_15"),
    (30, "settings.look.lock_30"),
    (0, "settings.look.lock_never"),
)


class LookSection(Framed):
    """Everything is in force at once and remembered for this computer."""

    def __init__(self, frame: Window) -> None:
        """Show how this computer is set."""
        super().__init__(frame, "look")
        kept = frame.settings
        moves = "right" if kept.enter_moves == "right" else "down"
        column = parts.down(gap=1.5)
        self.letters = self._group(
            column, "settings.look.letters", STEPS, theme.step(), self._set_step
        )
        self.dark = QtWidgets.QCheckBox(i18n.text("window.letters.dark"))
        self.dark.setChecked(theme.is_dark())
        self.dark.toggled.connect(self._set_dark)
        column.addWidget(self.dark)
        self.language = self._group(
            column, "settings.look.language", LANGUAGES, i18n.language(), self._set_language
        )
        self.moves = self._group(column, "settings.look.enter", MOVES, moves, self._set_moves)
        self.lock = self._group(
            column, "settings.look.lock", LOCKS, kept.lock_minutes, self._set_lock
        )
        column.addStretch(1)
        self.column.addWidget(parts.scroll(parts.panel(column, 1, "surface")), 1)
        self.setFocusProxy(self.letters[0])
        theme.follow(self, self.refresh)

    def _group(
        self,
        column: QtWidgets.QVBoxLayout,
        title: str,
        choices: Sequence[tuple[Any, str]],
        current: Any,
        chosen: Callable[[Any], object],
    ) -> list[QtWidgets.QRadioButton]:
        """Return one question with its answers in a row."""
        column.addWidget(parts.label(i18n.text(title), "section"))
        buttons = []
        group = QtWidgets.QButtonGroup(self)
        for value, words in choices:
            made = QtWidgets.QRadioButton(i18n.text(words))
            made.setChecked(value == current)
            made.toggled.connect(lambda on, value=value: chosen(value) if on else None)
            group.addButton(made)
            buttons.append(made)
        row = Flow()
        for each in buttons:
            row.addWidget(each)
        held = QtWidgets.QWidget()
        held.setLayout(row)
        column.addWidget(held)
        return buttons

    def refresh(self) -> None:
        """Show what was set elsewhere, by keys for instance, meanwhile."""
        for number, button in enumerate(self.letters):
            button.setChecked(number == theme.step())
        self.dark.setChecked(theme.is_dark())

    def part(self, _name: str) -> QtWidgets.QRadioButton:
        """Return the language chosen: whoever changed it goes on from there."""
        return next(each for each in self.language if each.isChecked())

    def _set_step(self, step: int) -> None:
        if step != theme.step():
            keys.set_step(self.frame, step)

    def _set_dark(self, on: bool) -> None:  # noqa: FBT001 -- the slot of a signal
        if on != theme.is_dark():
            keys.set_dark(self.frame, dark=on)

    def _set_moves(self, moves: str) -> None:
        self.frame.settings.enter_moves = moves
        self._save()

    def _set_lock(self, minutes: int) -> None:
        self.frame.settings.lock_minutes = minutes
        if self.frame.idle is not None:
            self.frame.idle.set_minutes(minutes)
        self._save()

    def _set_language(self, language: str) -> None:
        """Change the language; the window is built anew, which nothing under way may pay for."""
        text = i18n.text
        if language == i18n.language():
            return
        if self.frame.tasks.busy():
            title = text("settings.look.language_busy")
            dialogs.say(self.frame, title, text("settings.look.language_busy_words"), "warning")
            self._show_language()
        elif has_unfinished(self.frame):
            dialogs.ask(
                self.frame,
                text("settings.look.language_ask"),
                text("settings.look.language_ask_words"),
                yes=text("settings.look.language_anyway"),
                then=lambda: self._speak(language),
                otherwise=self._show_language,
                danger=True,
            )
        else:
            self._speak(language)

    def _show_language(self) -> None:
        for button, (language, _words) in zip(self.language, LANGUAGES, strict=True):
            if language == i18n.language():
                button.setChecked(True)

    def _speak(self, language: str) -> None:
        self.frame.settings.language = language
        self._save()
        i18n.use(language)
        if self.frame.hooks.reopen is not None:
            self.frame.hooks.reopen("settings", f"look.{LANGUAGE}")

    def _save(self) -> None:
        try:
            config.save_settings(self.frame.settings)
        except OSError:
            self.frame.say(i18n.text("settings.look.unsaved"), "warning")
