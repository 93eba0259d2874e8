"""What a row says less well than is known: in part, by half, or from an older paper."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gigdesk.domain.workers import names
from gigdesk.domain.workers.findings import Finding, warning
from gigdesk.domain.workers.worker import BY_NAME, UNCHECKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CHECKED = "verified_how"
_FILLED_ON = "registered_on"
_FIGURES = frozenset("0123456789零〇一二三四五六七八九十百千两")
_ENDS_OF_PLACES = frozenset("省市县区州盟旗镇乡村街路巷道社屯寨庄")
_OF_CHINA = "中国"
_DETAILED = frozenset({"hukou_address", "address", "bank_name"})
# What stands beside a field and is wrong where only the field becomes another.
_BESIDE = {
    "emergency_name": ("emergency_phone", "emergency_relation"),
    "bank_name": ("bank_account",),
    "village_id": ("address", "address_code"),
}


def same(name: str, one: object, other: object) -> bool:
    """Say whether a value says nothing else than another: a month does not against its day."""
    if one == other:
        return True
    if name == _CHECKED and one == UNCHECKED:
        # Whoever has not looked at the paper says nothing against who has.
        return True
    described = BY_NAME.get(name)
    if described is None or not isinstance(one, str) or not isinstance(other, str):
        return False
    if described.kind == "date":
        return other.startswith(one)
    if described.kind == "codes":
        return set(one.split(",")) == set(other.split(","))
    if name == "name":
        return names.normalise(one) == names.normalise(other)
    if name in _DETAILED:
        return _says_less(name, one, other)
    return described.kind == "text" and _folded(one) == _folded(other)


def _says_less(name: str, one: str, other: str) -> bool:
    """Say whether a text is another or a part of it, as an address without its house is.

    A part begins where the whole or a place in it begins, and cuts no number, be it in signs of
    its own: 一组 is no part of 十一组, 东街 none of 河东街. A bank is the same without 中国 alone.
    """
    part, whole = _folded(one), _folded(other)
    if name == "bank_name":
        begins = {0, len(_OF_CHINA) if whole.startswith(_OF_CHINA) else 0}
    else:
        begins = {0, *(at + 1 for at, sign in enumerate(whole) if sign in _ENDS_OF_PLACES)}
    return bool(part) and any(
        whole.startswith(part, at) and not _cuts_number(whole, at, at + len(part)) for at in begins
    )


def _cuts_number(whole: str, start: int, end: int) -> bool:
    return any(
        0 < at < len(whole) and {whole[at - 1], whole[at]} <= _FIGURES for at in (start, end)
    )


def halves(
    changed: Iterable[str], before: Mapping[str, object], given: Mapping[str, object]
) -> tuple[Finding, ...]:
    """Name every field that becomes another while what belongs to it stays as it is known."""
    return tuple(
        warning("findings.row.half", field=name)
        for name in changed
        if before.get(name) not in {None, ""}
        and any(each not in given and before.get(each) for each in _BESIDE.get(name, ()))
    )


def older(
    changed: Iterable[str], before: Mapping[str, object], given: Mapping[str, object]
) -> tuple[Finding, ...]:
    """Tell of a row whose own day of filling in lies before that of what it changes."""
    told, known = given.get(_FILLED_ON), before.get(_FILLED_ON)
    news = set(changed) - {_FILLED_ON, "registered_by", "source_note"}
    if not (news and told and known) or not str(told) < str(known)[: len(str(told))]:
        return ()
    return (warning("findings.row.older", day=told, known=known),)


def _folded(text: str) -> str:
    """Write a text in one width and small letters, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
