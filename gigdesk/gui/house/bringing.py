"""Putting a backup in place before anybody is signed in: on a new computer, or for a lost desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.gui import dialogs, folder
from gigdesk.gui.office import restoring, safety

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6 import QtWidgets

    from gigdesk.gui.entry.worker import Before


def choose(
    asked: QtWidgets.QDialog,
    before: Before,
    place: Path,
    begin_again: Callable[[Callable[[], str]], object],
) -> None:
    """Let somebody at the first window `asked` choose a backup and put it to `place`.

    The choice begins among the desk's own backups where there are any.
    """
    folder.ask(
        asked,
        i18n.text("window.entry.restore"),
        str(office.safety.own_backups(place) or folder.documents()),
        lambda path: ask(asked, before, path, place, begin_again),
        kinds=safety.kinds(),
    )


def ask(
    asked: QtWidgets.QDialog,
    before: Before,
    path: Path,
    place: Path,
    begin_again: Callable[[Callable[[], str]], object],
) -> None:
    """Ask for login and password of the backup at `path`; then leave `asked` and restore it."""

    def leave(work: Callable[[], str]) -> None:
        asked.accept()
        begin_again(work)

    asking = restoring.Asking(
        before.tasks,
        leave,
        words="window.entry.restore_words",
        yes="window.entry.restore_yes",
    )
    title = f"{i18n.text('window.entry.restore')}  {path.name}"

    def refused(error: BaseException) -> bool:
        if isinstance(error, errors.GigDeskError):
            dialogs.say(asked, title, dialogs.words_of(error), "warning")
        return isinstance(error, errors.GigDeskError)

    before.run(
        lambda: (
            office.restoring.logins_of(path),
            office.restoring.seems_other(path, place),
        ),
        lambda told: restoring.ask(
            asked, path, place, told[0], asking, title=title, others=told[1]
        ),
        owner=asked,
        failed=refused,
    )
