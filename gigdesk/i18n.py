"""The words for a key in the user's language.

A key is `<file>.<rest>`: `workers.field.name` is the entry `field.name` of
`resources/i18n/<language>/workers.json`. Gaps are written `{name}`; `{count:row|rows}` is the
number with the word that goes with it, `1 row` or `12 rows`.
"""

from __future__ import annotations

import functools
import json

from gigdesk import config

LANGUAGES = ("zh", "en")
_chosen = ["zh"]


def use(language: str) -> None:
    """Choose the language of this process: `zh` or `en`; anything else means `zh`."""
    _chosen[0] = language if language in LANGUAGES else "zh"


def language() -> str:
    """Return the language in use."""
    return _chosen[0]


@functools.cache
def words(language: str) -> dict[str, str]:
    """Return all words of a language by their full key."""
    found: dict[str, str] = {}
    for path in sorted((config.resources() / "i18n" / language).glob("*.json")):
        entries = json.loads(path.read_text(encoding="utf-8"))
        found.update({f"{path.stem}.{key}": value for key, value in entries.items()})
    return found


def has(key: str) -> bool:
    """Say whether there are words for this key in the language in use."""
    return key in words(_chosen[0])


def text(key: str, **params: object) -> str:
    """Return the words for a key with its gaps filled; an unknown key comes back as itself.

    A gap may be filled by something with a code and its parameters (`errors.Code`), which is put
    into words first, and by several words, which are listed as the language lists them.
    """
    found = words(_chosen[0]).get(key)
    if found is None:
        return key
    if not params:
        return found
    filled = {name: _said(each) for name, each in params.items()}
    if "|" in found:
        filled = {name: _Counted(each) for name, each in filled.items()}
    return found.format_map(filled)


class _Counted:
    """A value that takes the word for one or for many behind it."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if not bar:
            return format(self._value, spec)
        return f"{self._value} {one if str(self._value) == '1' else many}"


def _said(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return text("window.comma").join(str(_said(each)) for each in value)
    code, params = getattr(value, "code", None), getattr(value, "params", None)
    return text(code, **params) if isinstance(code, str) and isinstance(params, dict) else value
