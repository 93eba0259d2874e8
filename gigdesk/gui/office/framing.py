"""The frame of every section of the settings: its heading, what it is for, its contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, form, parts, theme
from gigdesk.gui.office import sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.form.page import Form
    from gigdesk.gui.window import Window

LOW_EM = 25
"""Below this height, in letters, hints give way."""


class Framed(QtWidgets.QWidget):
    """A section: heading and hint above, whatever the section adds to `column` below.

    Things in `spare` give way where the window is low.
    """

    def __init__(self, frame: Window, name: str) -> None:
        """Show the words of the section `name`."""
        super().__init__()
        self.frame = frame
        told = next(each for each in sections.SECTIONS if each.name == name)
        self.setAccessibleName(told.words())
        hint = parts.label(i18n.text(told.hint), "muted", wrap=True)
        self.spare: list[QtWidgets.QWidget] = [hint]
        self.column = parts.down(parts.label(told.words(), "title"), hint)
        self.setLayout(self.column)
        parts.pad(self, 1, 0.75)
        folding.Later(self, self._fit, high=True)

    def _fit(self) -> None:
        """Leave the hints out where the room is needed for the contents."""
        for each in self.spare:
            each.setVisible(self.is_roomy)

    @property
    def is_roomy(self) -> bool:
        """Say whether there is room for more than the contents."""
        return self.height() >= theme.measures().em(LOW_EM)

    def refresh(self) -> None:
        """Ask anew for what is shown."""

    def may_leave(self) -> bool:
        """Say whether nothing would be lost by leaving."""
        return True

    def ask_for(self, question: Callable[[Any], Any], then: Callable[[Any], object]) -> None:
        """Ask the desk in the background."""
        self.frame.tasks.ask(question, then, owner=self)

    def act(
        self,
        act: Callable[[Any], Any],
        said: str,
        then: Callable[[Any], object] | None = None,
        *,
        slot: str | None = None,
    ) -> None:
        """Do an act, tell it in the words of the key `said`, and show what is new.

        With a `slot` it is not done again while it is under way.
        """

        def done(answer: Any) -> None:
            self.frame.say(i18n.text(said))
            self.refresh()
            if then is not None:
                then(answer)

        self.frame.tasks.do(lambda desk, _progress: act(desk), done, owner=self, slot=slot)

    def ask_form(self, title: str, made: Form, said: str, *, note: str = "") -> form.FormDialog:
        """Open a form in a dialog, under a `note`; what it saves is told by the key `said`."""
        dialog = form.FormDialog(self.window(), title, made, said=note)

        def saved(_answer: object, _again: bool) -> None:  # noqa: FBT001 -- a signal's value
            self.frame.say(i18n.text(said))
            self.refresh()

        made.saved.connect(saved)
        dialog.open()
        return dialog
