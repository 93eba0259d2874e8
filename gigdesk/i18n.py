"""The words for a key in the user's language.

A key is `<file>.<rest>`: `workers.field.name` is the entry `field.name` of
`resources/i18n/<language>/workers.json`. Gaps are written `{name}`.
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
    into words first.
    """
    found = words(_chosen[0]).get(key)
    if found is None:
        return key
    if not params:
        return found
    return found.format_map({name: _said(each) for name, each in params.items()})


def _said(value: object) -> object:
    code, params = getattr(value, "code", None), getattr(value, "params", None)
    return text(code, **params) if isinstance(code, str) and isinstance(params, dict) else value
