"""Codes of employers: the unified social credit code (GB 32100-2015) and the codes before it.

Village collectives (N1 to N3) and other bodies whose code begins with a letter are employers like
any other. An employer may also be a person, with the number of a resident card instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.workers import divisions, identity
from gigdesk.domain.workers.findings import Finding, any_error, error, information, warning

if TYPE_CHECKING:
    import datetime

UNIFIED, OLD_LICENCE, OLD_ORGANISATION, PERSON = "uscc", "licence15", "org9", "person"

LENGTH = 18
_BODY = 17
_OLD_LICENCE_LENGTH = 15
_OLD_ORGANISATION_LENGTH = 9

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_OLD_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OLD_VALUES = {sign: value for value, sign in enumerate(_OLD_ALPHABET)}
_OLD_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

# GB 32100-2015, table of registering authorities and kinds of bodies.
_KINDS_OF: dict[str, str] = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "12349",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "123",
    "A": "19",
    "N": "1239",
    "Y": "1",
}


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """What the code of an employer is and what is wrong with it."""

    number: str
    kind: str
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether the code can stand."""
        return not any_error(self.findings)


def compact(text: str) -> str:
    """Return the code without blanks, hyphens and invisible marks, in capital letters."""
    return identity.compact(text)


def check_character(body: str) -> str:
    """Return the 18th character for the first 17 (mod 31); raises KeyError for a foreign sign."""
    total = sum(_VALUES[sign] * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Return the 9th character of an organisation code (GB 11714); KeyError for a foreign sign."""
    total = sum(_OLD_VALUES[sign] * weight for sign, weight in zip(body, _OLD_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def is_unified(number: str) -> bool:
    """Say whether 18 normalised characters are a right unified code, and nothing else."""
    return (
        len(number) == LENGTH
        and all(sign in _VALUES for sign in number)
        and check_character(number[:_BODY]) == number[_BODY]
    )


def check(text: str, *, today: datetime.date, from_number_cell: bool = False) -> CodeCheck:
    """Read the code of an employer: unified, one of the two before it, or a person's number."""
    number = compact(text)
    if not number:
        return CodeCheck("", UNIFIED, (error("findings.uscc.missing"),))
    if from_number_cell and len(number) >= _OLD_LICENCE_LENGTH:
        return CodeCheck(number, UNIFIED, (error("findings.uscc.number_cell"),))
    if len(number) == _OLD_ORGANISATION_LENGTH:
        return _old_organisation(number)
    if len(number) == _OLD_LICENCE_LENGTH and number.isascii() and number.isdecimal():
        return _old_licence(number)
    if identity.is_resident_number(number) and not is_unified(number):
        person = identity.check(number, today=today)
        return CodeCheck(number, PERSON, (information("findings.uscc.person"), *person.findings))
    return _unified(number)


def _unified(number: str) -> CodeCheck:
    if len(number) != LENGTH:
        found = error("findings.uscc.length", length=len(number))
        return CodeCheck(number, UNIFIED, (found,))
    foreign = "".join(dict.fromkeys(sign for sign in number if sign not in _VALUES))
    if foreign:
        return CodeCheck(number, UNIFIED, (error("findings.uscc.characters", signs=foreign),))
    if check_character(number[:_BODY]) != number[_BODY]:
        return CodeCheck(number, UNIFIED, (error("findings.uscc.check"),))
    found_here = []
    if number[1] not in _KINDS_OF.get(number[0], ""):
        found_here.append(warning("findings.uscc.kind", kind=number[:2]))
    if not number[2:8].isdecimal() or not (
        number[2:4] == "10" or divisions.is_plausible_county(number[2:8])
    ):
        found_here.append(warning("findings.uscc.division", division=number[2:8]))
    if organisation_check(number[8:16]) != number[16]:
        found_here.append(warning("findings.uscc.organisation"))
    return CodeCheck(number, UNIFIED, tuple(found_here))


def _old_organisation(number: str) -> CodeCheck:
    """Read a nine-character organisation code: kept as an old code, at most with a warning."""
    found = [information("findings.uscc.old")]
    if any(sign not in _OLD_VALUES for sign in number):
        return CodeCheck(number, OLD_ORGANISATION, (error("findings.uscc.length", length=9),))
    if organisation_check(number[:8]) != number[8]:
        found.append(warning("findings.uscc.old_check"))
    return CodeCheck(number, OLD_ORGANISATION, tuple(found))


def _old_licence(number: str) -> CodeCheck:
    """Read a fifteen-digit business licence (ISO 7064 MOD 11,10): kept as an old code."""
    found = [information("findings.uscc.old")]
    product = 10
    for sign in number[:14]:
        total = (int(sign) + product) % 10 or 10
        product = total * 2 % 11
    if (product + int(number[14])) % 10 != 1:
        found.append(warning("findings.uscc.old_check"))
    return CodeCheck(number, OLD_LICENCE, tuple(found))
