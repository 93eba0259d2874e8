"""What a user of the program consists of: roles and states in words, passwords, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.domain.office import passwords
from gigdesk.gui import record
from gigdesk.gui.fields import Field, Finding, Kind, Option

if TYPE_CHECKING:
    from gigdesk.gui.form.page import Values

ROLES = {
    "head": "settings.role.head",
    "clerk": "settings.role.clerk",
    "viewer": "settings.role.viewer",
    "auditor": "settings.role.auditor",
}
ROLE_KEYS = {
    "head": "settings.role.head_keys",
    "clerk": "settings.role.clerk_keys",
    "viewer": "settings.role.viewer_keys",
    "auditor": "settings.role.auditor_keys",
}
"""What finds a role besides its words, as pinyin and its initials."""
ROLE_DETAILS = {
    "head": "settings.role.head_may",
    "clerk": "settings.role.clerk_may",
    "viewer": "settings.role.viewer_may",
    "auditor": "settings.role.auditor_may",
}
STATES = {"active": "settings.staff.active", "left": "settings.staff.left"}
OLD = Field("old", "settings.staff.old", Kind.SECRET, required=True)
PASSWORDS = (
    Field("password", "settings.staff.password", Kind.SECRET, required=True),
    Field("again", "settings.staff.again", Kind.SECRET, required=True),
)


def roles() -> tuple[Option, ...]:
    """Return the roles as choices, each with what it may do."""
    text = i18n.text
    return tuple(
        Option(
            code,
            text(words),
            tuple(text(ROLE_KEYS[code]).split()),
            text(ROLE_DETAILS[code]),
        )
        for code, words in ROLES.items()
    )


def check(values: Values, kept: str = "") -> list[Finding]:
    """Say what is wrong with a user: the password, or a telephone that is not `kept` already."""
    return [
        *check_passwords(values),
        *record.phone_doubts("phone", values.get("phone"), kept),
    ]


def check_passwords(values: Values) -> list[Finding]:
    """Say what is wrong with a new password: too short, not the same twice, or easily guessed."""
    password, again = values.get("password") or "", values.get("again") or ""
    if password and len(password) < passwords.SHORTEST:
        return [Finding("password", i18n.text("window.entry.short", count=passwords.SHORTEST))]
    if again and password != again:
        return [Finding("again", i18n.text("window.entry.differs"))]
    if passwords.is_easy(password, values.get("login") or ""):
        return [Finding("password", i18n.text("window.entry.easy"), "warning", "easy")]
    return []
