"""Names columns as workbooks do, by letters."""

from __future__ import annotations

_LETTERS = 26


def lettered(index: int) -> str:
    """Return a column (from 0) as workbooks name it: A, Z, AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found
