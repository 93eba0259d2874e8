"""Putting a backup in the place of the desk: one more question, then the sign-in again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.gui import dialogs, form, parts, theme
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any

    from PySide6 import QtWidgets

    from gigdesk.gui.form.page import Values
    from gigdesk.gui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Asking:
    """Where the question comes from: what is said above it and on its button, and who is chosen.

    `tasks` try the password; `begin_again(work)` ends the sitting, runs `work` and starts anew
    with what it says.
    """

    tasks: Tasks[Any]
    begin_again: Callable[[Callable[[], str]], object] | None
    user: str = ""
    words: str = "settings.safety.restore_words"
    yes: str = "settings.safety.restore_yes"


def ask(
    parent: QtWidgets.QWidget,
    path: Path,
    place: Path,
    logins: Sequence[str],
    asking: Asking,
    *,
    title: str,
) -> form.FormDialog:
    """Ask for the login and the password of the backup at `path`, then restore it to `place`.

    Backup and password are tried before anything is closed. The desk as it is now is backed up
    first and set aside, not thrown away.
    """
    text = i18n.text

    def may(_desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Values:
        """Refuse at its field a password that does not open the backup."""
        try:
            office.safety.prove_for(path, values["login"], values["password"])
        except errors.WrongPassword as error:
            raise errors.Invalid(error.code, "password", **error.params) from error
        return values

    login = asking.user if asking.user in logins else logins[0]
    made = form.Form(
        (
            Field(
                "login",
                "settings.staff.login",
                Kind.CHOICE,
                required=True,
                options=tuple(Option(each, each) for each in logins),
            ),
            Field("password", "settings.staff.password", Kind.SECRET, required=True),
        ),
        form.page.Doing(act=may),
        name=text("settings.safety.restore"),
        tasks=asking.tasks,
        can_repeat=False,
        save_words=text(asking.yes),
    )
    made.show_values({"login": login}, is_new=True)
    dialog = form.FormDialog(parent, title, made)
    words = parts.Note(text(asking.words), "warning")
    layout = dialog.layout()
    if layout is not None:
        layout.removeWidget(made)
        layout.addWidget(words)
        layout.addWidget(made)
    theme.follow(words, lambda: _make_room(dialog, words))
    made.saved.connect(lambda values, _again: _restore(asking, path, place, values))
    dialog.open()
    return dialog


def _make_room(dialog: form.FormDialog, words: parts.Note) -> None:
    """Give the words a height of their own, besides what the fields need."""
    high = dialog.height() + words.heightForWidth(dialog.width())
    dialog.resize(dialog.width(), min(high, dialogs.TALLEST))


def _restore(asking: Asking, path: Path, place: Path, values: Values) -> None:
    def restore() -> str:
        """Say what was done, and of whatever stops it that nothing was restored."""
        try:
            done = office.safety.restore(
                path, place, values["login"], values["password"], replace=True
            )
        except errors.GigDeskError as error:
            why = dialogs.words_of(error)
            raise errors.EnvironmentFailure("settings.safety.not_restored", why=why) from error
        if done.backup is not None:
            return i18n.text("settings.safety.restored", file=done.backup.name)
        if done.aside is not None:
            return i18n.text("settings.safety.restored_aside", folder=done.aside)
        return i18n.text("settings.safety.restored_here")

    if asking.begin_again is not None:
        asking.begin_again(restore)
