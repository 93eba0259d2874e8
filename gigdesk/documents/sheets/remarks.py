"""The remarks beside a row that comes back: what was found, in the user's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_INFORMATION = "I"


def remark(found: Iterable[tuple[str, str, Mapping[str, Any]]]) -> str:
    """Return findings (code, level, params) as sentences, one a line; information is left out."""
    sentences = [
        i18n.text(code, **_in_words(params))
        for code, level, params in found
        if level != _INFORMATION
    ]
    return "\n".join(dict.fromkeys(sentences))


def _in_words(params: Mapping[str, Any]) -> dict[str, Any]:
    """Put the name of a field into words, where one is named."""
    found = dict(params)
    key = f"workers.field.{found.get('field')}"
    if "field" in found and i18n.has(key):
        found["field"] = i18n.text(key)
    return found
