"""What a row says less well than is known: in part, by half, or from an older paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.workers import firms, folding, names, shorter
from gigdesk.domain.workers.findings import Finding, warning
from gigdesk.domain.workers.worker import BY_NAME, UNCHECKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CHECKED = "verified_how"
_FILLED_ON = "registered_on"
_BANK = "bank_name"
_EMPLOYER = "employer_name"
_HALF = "findings.row.half"
_DETAILED = frozenset({"hukou_address", "address", _BANK})
# What stands beside a field and is wrong where only the field becomes another.
_BESIDE = {
    "emergency_name": ("emergency_phone", "emergency_relation"),
    "bank_name": ("bank_account",),
    "village_id": ("address", "address_code"),
    _EMPLOYER: ("employed_since", "employment_place", "employment_province"),
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
        return shorter.bank(one, other) if name == _BANK else shorter.address(one, other)
    if name == _EMPLOYER and firms.is_shorter(one, other):
        return True
    if described.kind == "phone":
        # A landline without its area code, or without the number behind it.
        return bool(one) and one in {
            other.partition("-")[2].partition("-")[0],
            other.rpartition("-")[0],
        }
    return described.kind == "text" and folding.folded(one) == folding.folded(other)


def halves(
    changed: Iterable[str], before: Mapping[str, object], given: Mapping[str, object]
) -> tuple[Finding, ...]:
    """Name every field that becomes another while what belongs to it stays as it is known."""
    return tuple(
        warning(_HALF, field=name)
        for name in changed
        if before.get(name) not in {None, ""}
        and any(each not in given and before.get(each) for each in _BESIDE.get(name, ()))
    )


def is_half(said: Finding, field: str) -> bool:
    """Say whether a finding is that a field becomes another without what belongs to it."""
    return said.code == _HALF and said.params.get("field") == field


def older(
    changed: Iterable[str], before: Mapping[str, object], given: Mapping[str, object]
) -> tuple[Finding, ...]:
    """Tell of a row whose own day of filling in lies before that of what it changes."""
    told, known = given.get(_FILLED_ON), before.get(_FILLED_ON)
    news = set(changed) - {_FILLED_ON, "registered_by", "source_note"}
    if not (news and told and known) or not str(told) < str(known)[: len(str(told))]:
        return ()
    return (warning("findings.row.older", day=told, known=known),)
