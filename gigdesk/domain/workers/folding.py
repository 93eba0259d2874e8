"""Words in one writing, to be looked up and compared: one width, no blanks, small letters."""

from __future__ import annotations

import unicodedata


def joined(text: str) -> str:
    """Return a text in the usual width and without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def folded(text: str) -> str:
    """Return a text in the usual width, without blanks and in small letters."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
