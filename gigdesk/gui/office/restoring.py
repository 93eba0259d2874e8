"""Putting a backup in the place of the desk: one more question, then the sign-in again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.actions import office
from gigdesk.gui import dialogs, form
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
    others: Sequence[str] = (),
) -> form.FormDialog:
    """Ask for the login and the password of the backup at `path`, then restore it to `place`.

    Backup and password are tried before anything is closed. The desk as it is now is backed up
    first and set aside, not thrown away. Where it seems to be another desk's, `others` are the
    logins there: one of its heads has to agree, and is told which two desks they are.
    """
    text = i18n.text

    def may(_desk: Any, values: Values, _confirmed: tuple[str, ...]) -> Values:
        """Refuse at its field a password that opens nothing; say which other desk it is."""
        return _tried(path, place, values)

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
            *(_of_the_desk(others) if others else ()),
        ),
        form.page.Doing(act=may),
        name=text("settings.safety.restore"),
        tasks=asking.tasks,
        can_repeat=False,
        save_words=text(asking.yes),
    )
    made.show_values({"login": login}, is_new=True)
    said = text(asking.words) + (text(_OTHER) if others else "")
    dialog = form.FormDialog(parent, title, made, said=said, tone="warning")
    made.saved.connect(
        lambda values, _again: _go(parent, title, asking, values, path=path, place=place)
    )
    dialog.open()
    return dialog


_OTHER = "settings.safety.restore_seems_other"


def _of_the_desk(others: Sequence[str]) -> tuple[Field, ...]:
    """Return the fields for a head of the desk that stands there; who need not, leaves them."""
    logins = tuple(Option(each, each) for each in others)
    return (
        Field("own_login", "settings.safety.own_login", Kind.CHOICE, options=logins),
        Field("own_password", "settings.safety.own_password", Kind.SECRET),
    )


def _over(values: Values, *, other_desk: bool) -> office.restoring.Over:
    login, password = values.get("own_login"), values.get("own_password")
    own = office.restoring.Person(login, password) if login and password else None
    return office.restoring.Over(replace=True, other_desk=other_desk, own=own)


def _tried(path: Path, place: Path, values: Values) -> Values:
    """Return the values, with the question of another desk under `other` where there is one."""
    who = office.restoring.Person(values["login"], values["password"])
    try:
        office.restoring.prove_for(path, place, who, _over(values, other_desk=False))
    except errors.WrongPassword as error:
        at = "own_password" if error.code == "office.error.desk_password" else "password"
        raise errors.Invalid(error.code, at, **error.params) from error
    except errors.Refused as error:
        if error.code == "office.error.own_needed" and "own_password" in values:
            raise errors.Invalid(error.code, "own_password", **error.params) from error
        if error.code != "office.error.other_desk":
            raise
        office.restoring.prove_for(path, place, who, _over(values, other_desk=True))
        return {**values, "other": dialogs.words_of(error)}
    return values


def _go(
    parent: QtWidgets.QWidget,
    title: str,
    asking: Asking,
    values: Values,
    *,
    path: Path,
    place: Path,
) -> None:
    """Restore; over another desk only after one more plain question."""
    if "other" not in values:
        _restore(asking, path, place, values)
        return
    dialogs.ask(
        parent,
        title,
        values["other"],
        yes=i18n.text("settings.safety.restore_other"),
        then=lambda: _restore(asking, path, place, values),
        danger=True,
    )


def _restore(asking: Asking, path: Path, place: Path, values: Values) -> None:
    def restore() -> str:
        """Say what was done, and of whatever stops it that nothing was restored."""
        try:
            over = _over(values, other_desk="other" in values)
            done = office.restoring.restore(
                path, place, values["login"], values["password"], over=over
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
