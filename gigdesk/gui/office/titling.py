"""Asks what becomes of a template when a text is saved under another title or as another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import dialogs

if TYPE_CHECKING:
    from PySide6 import QtWidgets

_RETITLED = ("settings.templates.retitled", "settings.templates.retitled_words")
EARLIER, UNUSED = "settings.templates.earlier", "settings.templates.unused"
"""What stands above a version that is not in use: a later one is, or one of another title."""
EARLIER_ASKED = ("settings.templates.back", "settings.templates.back_words")
UNUSED_ASKED = ("settings.templates.use_again", "settings.templates.use_again_words")
_OTHER_KIND = ("settings.templates.other_kind", "settings.templates.other_kind_words")


class Save(Protocol):
    """What saves the text, and takes the one before out of use where that is said."""

    def __call__(self, *, instead_of: tuple[str, str] | None = None) -> None:
        """Save in the place of the kind and title named."""
        ...


def keep(parent: QtWidgets.QWidget, called: tuple[str, str], body: str, save: Save) -> None:
    """Save at once under the kind and title `called`; else ask whether that one is still used.

    A text with faults is handed on as it is: they are told when it is saved.
    """
    wrong = dispatch.template_problems(body)
    kind, title = called if wrong else dispatch.template_called(body)
    if (kind, title) == called:
        save()
        return
    text, names = i18n.text, {"before": called[1], "after": title}
    asked, words = _OTHER_KIND if title == called[1] else _RETITLED
    dialogs.ask(
        parent,
        text(asked, **names),
        text(words, **names),
        yes=text("settings.templates.instead"),
        then=lambda: save(instead_of=called),
        also=(text("settings.templates.beside"), save),
    )
