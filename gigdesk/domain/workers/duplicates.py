"""Which two records may be one person: the reasons that speak for a pair.

A reason is never more than a warning: records are joined by a person, never by the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from gigdesk.domain.workers import dates, identity, names
from gigdesk.domain.workers.findings import Finding, warning

_BODY = 17
_LONG_NAME = 3


class Record(Protocol):
    """What is compared of a person; a `Worker` with its telephones has all of it."""

    @property
    def name(self) -> str:
        """Return the stored name."""

    @property
    def birth_date(self) -> str | None:
        """Return the stored birth date, a day or a month."""

    @property
    def village_id(self) -> bytes | None:
        """Return the id of the village."""

    @property
    def doc_no(self) -> str | None:
        """Return the number of the paper, right or wrong."""

    @property
    def phone_numbers(self) -> frozenset[str]:
        """Return all telephones of the person."""


@dataclass(frozen=True, slots=True)
class Person:
    """A record to compare."""

    name: str
    birth_date: str | None = None
    village_id: bytes | None = None
    doc_no: str | None = None
    phone_numbers: frozenset[str] = field(default=frozenset())


def reasons(one: Record, other: Record) -> tuple[Finding, ...]:
    """Return why two records may be one person, the strongest reason first; nothing if not."""
    found = []
    if one.doc_no and one.doc_no == other.doc_no:
        found.append(warning("findings.double.number"))
    alike = similar_names(one.name, other.name)
    if not alike:
        return tuple(found)
    same_name = one.name == other.name
    birth = bool(one.birth_date and other.birth_date) and dates.agree(
        one.birth_date or "", other.birth_date or ""
    )
    village = one.village_id is not None and one.village_id == other.village_id
    if same_name and birth:
        code = "findings.double.name_birth_village" if village else "findings.double.name_birth"
        found.append(warning(code))
    slipped = number_slip(one.doc_no or "", other.doc_no or "")
    if slipped:
        found.append(warning("findings.double.slip"))
    # Parents and children share telephones: their births tell them apart.
    births_differ = bool(one.birth_date and other.birth_date) and not birth and not slipped
    shared = one.phone_numbers & other.phone_numbers
    if shared and not births_differ:
        found.append(warning("findings.double.phone", people=2))
    return tuple(found)


def similar_names(one: str, other: str) -> bool:
    """Say whether two names are the same, sound the same, or differ by one slip of three signs."""
    if not one or not other:
        return False
    if one == other or names.variant_key(one) == names.variant_key(other):
        return True
    if names.full_pinyin(one) == names.full_pinyin(other):
        return True
    same_surname = names.surname_of(one) == names.surname_of(other)
    return same_surname and min(len(one), len(other)) >= _LONG_NAME and one_slip(one, other)


def one_slip(one: str, other: str) -> bool:
    """Say whether two texts are at most one slip apart (optimal string alignment distance).

    A slip is one sign added, left out or changed, or two neighbours swapped.
    """
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    place = next((at for at, sign in enumerate(one) if sign != other[at]), len(one))
    if len(one) < len(other):
        return one[place:] == other[place + 1 :]
    if one[place + 1 :] == other[place + 1 :]:
        return True
    swapped = one[place : place + 2] == other[place : place + 2][::-1]
    return swapped and one[place + 2 :] == other[place + 2 :]


def number_slip(one: str, other: str) -> bool:
    """Say whether two different numbers are one number with a slip.

    Two right numbers always differ in two places at least, as the check character follows the
    others; so 18-character numbers are also compared without it.
    """
    if not one or not other or one == other:
        return False
    if one_slip(one, other):
        return True
    both = len(one) == len(other) == identity.NUMBER_LENGTH
    return both and one_slip(one[:_BODY], other[:_BODY])
