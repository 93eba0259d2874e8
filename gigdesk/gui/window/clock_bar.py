"""The strip that asks about the clock of the PC while it is not believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui import dialogs, parts

if TYPE_CHECKING:
    from gigdesk.gui.tasks import Tasks
    from gigdesk.gui.window.spec import Hooks


class ClockBar(parts.Note):
    """Out of sight while there is no doubt; takes the word of somebody who looked at the clock."""

    def __init__(self, tasks: Tasks[Any], hooks: Hooks) -> None:
        """Show nothing yet."""
        text = i18n.text
        self._tasks, self._believe = tasks, hooks.believe_clock
        self.how = parts.button(text("window.clock.how"), "info-circle", "link", do=self.tell_how)
        self.is_right = parts.button(text("window.clock.right"), "check", "link", do=self.believe)
        may = hooks.may is None or hooks.may("office.confirm_clock")
        self.is_right.allow(allowed=may and self._believe is not None)
        super().__init__("", "warning", self.how, self.is_right)
        self.hide()

    def show_doubt(self, words: str) -> None:
        """Show why the clock is not believed; nothing where it is."""
        self.say(words, "warning")
        self.setVisible(bool(words))

    def tell_how(self) -> None:
        """Tell how the clock is put right, and what happens meanwhile."""
        text = i18n.text
        dialogs.say(self.window(), text("window.clock.title"), text("window.clock.steps"))

    def believe(self) -> None:
        """Keep the word that the clock is right."""
        word = self._believe
        if word is not None:
            self._tasks.do(lambda desk, _progress: word(desk), owner=self, slot="clock")
