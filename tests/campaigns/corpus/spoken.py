"""What a user reads of a code, in each language, by the program's own function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n

if TYPE_CHECKING:
    from collections.abc import Mapping


def in_each_language(code: str, params: Mapping[str, object]) -> list[str]:
    """Return the sentence in each language; raises KeyError where words or a gap's value lack."""
    before, said = i18n.language(), []
    try:
        for language in i18n.LANGUAGES:
            i18n.use(language)
            if not i18n.has(code):
                raise KeyError(language)
            said.append(i18n.text(code, **params))
    finally:
        i18n.use(before)
    return said
