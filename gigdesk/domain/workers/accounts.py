"""Bank accounts: passbooks and cards alike, so only the length and the cell can be wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gigdesk.domain.workers import identity
from gigdesk.domain.workers.findings import Finding, any_error, error, warning

SHORTEST, LONGEST = 12, 23
CARD_LENGTHS = range(16, 20)
_BRANCH_LENGTH = 12

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")


@dataclass(frozen=True, slots=True)
class AccountReading:
    """An account as 12 to 23 digits (or what was written instead), and remarks."""

    number: str
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether the number can stand as an account."""
        return bool(self.number) and not any_error(self.findings)


def compact(text: str) -> str:
    """Return the number without blanks, hyphens, leading apostrophes and invisible marks."""
    return identity.compact(text)


def read(text: str, *, from_number_cell: bool = False) -> AccountReading:
    """Read an account; a numeric cell has lost digits or noughts and is never trusted."""
    number = compact(text)
    if not number:
        return AccountReading("")
    if from_number_cell or _SCIENTIFIC.fullmatch(number):
        return AccountReading(number, (error("findings.account.number_cell"),))
    if not (number.isascii() and number.isdecimal()):
        return AccountReading(number, (error("findings.account.characters"),))
    if not SHORTEST <= len(number) <= LONGEST:
        found = error("findings.account.length", length=len(number))
        return AccountReading(number, (found,))
    if len(number) in CARD_LENGTHS and not luhn(number):
        # Passbooks and rural one-card accounts have no such digit: worth a look, no more.
        return AccountReading(number, (warning("findings.account.luhn"),))
    return AccountReading(number)


def luhn(number: str) -> bool:
    """Say whether the last digit is the check digit of ISO/IEC 7812 for the others."""
    total = 0
    for place, figure in enumerate(reversed(number)):
        digit = int(figure)
        if place % 2:
            digit = digit * 2 - 9 * (digit > 4)  # noqa: PLR2004 -- the cross sum of the double
        total += digit
    return total % 10 == 0


def branch_code(text: str) -> AccountReading:
    """Read the twelve-digit code of a bank branch (联行号)."""
    number = compact(text)
    if number and not (number.isascii() and number.isdecimal() and len(number) == _BRANCH_LENGTH):
        return AccountReading(number, (warning("findings.account.branch", length=len(number)),))
    return AccountReading(number)


def mask(number: str) -> str:
    """Return the account as lists show it: its last four digits behind four stars."""
    return f"****{number[-4:]}" if len(number) >= SHORTEST else "*" * len(number)
