"""Texts that somebody typed: signs of a wrong encoding in them, and the shape of a few codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain.workers import accounts, identity
from gigdesk.domain.workers.findings import Finding, information, warning

if TYPE_CHECKING:
    from collections.abc import Callable

_BROKEN = re.compile("\ufffd|锟斤|斤拷")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SOCIAL_CARD = re.compile(r"[A-Z0-9]{9}")


def doubts(name: str, text: str) -> tuple[Finding, ...]:
    """Return what is odd about the text of a field; it is kept as it is."""
    found = []
    if _BROKEN.search(text):
        found.append(warning("findings.text.broken", text=text))
    if _PRIVATE.search(text):
        found.append(information("findings.text.private_use", text=text))
    check = _SHAPES.get(name)
    return (*found, *(check(text) if check else ()))


def _branch(text: str) -> tuple[Finding, ...]:
    return accounts.branch_code(text).findings


def _social_card(text: str) -> tuple[Finding, ...]:
    """Look at the number of a social security card: nine signs; some print the resident number."""
    number = identity.compact(text)
    if _SOCIAL_CARD.fullmatch(number) or identity.is_resident_number(number):
        return ()
    return (warning("findings.text.social_card", length=len(number)),)


_SHAPES: dict[str, Callable[[str], tuple[Finding, ...]]] = {
    "bank_branch_code": _branch,
    "social_card": _social_card,
}
