"""What a new password is judged by: how short it may be, and which ones anybody would guess."""

from __future__ import annotations

import itertools

SHORTEST = 8
_STEPS = ({0}, {1}, {-1})


def is_easy(password: str, login: str = "") -> bool:
    """Say whether a password is one sign again and again, a run such as 12345678, or the login."""
    if not password:
        return False
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(password)}
    return steps in _STEPS or password.casefold() == login.strip().casefold()
