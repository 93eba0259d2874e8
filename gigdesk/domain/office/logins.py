"""When two logins are one: letters in either case, full-width or not, and blanks around them."""

from __future__ import annotations

import unicodedata

_KEPT = "*"
"""What the names of keys begin with that belong to nobody."""


def folded(login: str) -> str:
    """Return what a login is compared by; folding it again changes nothing.

    An input method left in full-width mode writes other letters that look the same (Unicode's
    compatibility form, UAX 15).
    """
    while (again := unicodedata.normalize("NFKC", login.strip().casefold())) != login:
        login = again
    return login


def is_login(login: str) -> bool:
    """Say whether somebody can be called that."""
    told = folded(login)
    return bool(told) and not told.startswith(_KEPT)
