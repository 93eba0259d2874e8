"""Finds Chinese letters in code outside the domain, as they are or by their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.architecture import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

CJK = re.compile(
    "[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
CJK_ALLOWED = {
    "gigdesk.money": "the characters of amounts in words, fixed by the rules for bank papers",
}
MARKS = re.compile(
    "[\u3000-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufe30-\ufe4f]"
)
MARKS_ALLOWED = {"documents": "it reads and sets Chinese text: punctuation, never words"}
ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
SPANS = re.compile(rf"(?:{ESCAPES.pattern})-(?:{ESCAPES.pattern})")

OF_ORDERS: tuple[str, ...] = (
    *("licence", "licence_state", "record_kind", "concern", "review", "record", "reviewed"),
    *("band", "fee_model", "pay_unit"),
)
"""Parts of the words about orders whose ends the domain names: codes, findings and columns."""
OF_ROAD = ("stage", "sign_result", "sign_how", "left_why", "advance_kind", "absent", "reissue")
"""Parts of the words about what happens on the way, of which the same is true."""


def foreign_literals(modules: Iterable[reading.Module]) -> list[str]:
    """Say which strings outside `domain/` hold Chinese characters or punctuation."""
    found = []
    for module in modules:
        if module.floor == "domain" or module.name in CJK_ALLOWED:
            continue
        for node, text in reading.strings(module):
            judged = MARKS.sub("", text) if module.floor in MARKS_ALLOWED else text
            if CJK.search(judged):
                found.append(f"{module.at(node)}: {text!r}")
    return found


def hidden_words(modules: Iterable[reading.Module]) -> list[str]:
    """Say which strings outside `domain/` name Chinese characters by numbers.

    Patterns do so: `\\u5e74` in a raw string. Spans of characters and punctuation are no words.
    """
    found = []
    for module in modules:
        if module.floor == "domain" or module.name in CJK_ALLOWED:
            continue
        for node, text in reading.strings(module):
            named = ESCAPES.finditer(SPANS.sub("", text))
            letters = "".join(chr(int(one[1] or one[2], 16)) for one in named)
            if CJK.search(MARKS.sub("", letters)):
                found.append(f"{module.at(node)}: {letters}")
    return found
