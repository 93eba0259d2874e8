"""Patterns of text that are compiled when they are first asked, not when the program starts.

Hundreds of them know how people write rosters and chats. A start needs hardly one, and compiling
them all took a third of it.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Later:
    """Stands for a compiled pattern; once asked, its methods are those of the pattern itself."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, keep every method at hand, and return what was asked for."""
        if name.startswith("__"):
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        for each in _METHODS:
            setattr(self, each, getattr(made, each))
        return getattr(made, name)


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use; what is wrong with it is raised then.

    It has all methods of a pattern, but is none to `isinstance` and to the functions of `re`.
    """
    return cast("re.Pattern[str]", _Later(source, flags))
