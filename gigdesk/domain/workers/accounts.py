"""Bank accounts: passbooks and cards alike, so only the length and the cell can be wrong."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gigdesk.domain.workers import identity
from gigdesk.domain.workers.findings import Finding, any_error, error, warning

SHORTEST, LONGEST = 12, 23
CARD_LENGTHS = range(16, 20)
_BRANCH_LENGTH = 12
NOT_READ = frozenset(
    {"findings.account.number_cell", "findings.account.characters", "findings.account.length"}
)
"""Remarks that a cell became no account."""

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_KEPT_DIGITS = 15
_DOUBLED = str.maketrans("0123456789", "0246813579")
_LOST_DIGITS = 3
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ*]")
_RUN = re.compile(r"(?<!\d)\d(?:[\s-]?\d){11,22}(?!\d)")
_LABELS = re.compile("(?:银行)?(?:账号|帐号|卡号|账户|帐户)|^(?:开户行|开户银行)")
_EDGES = " \t\r\n:：,，;；、/|()（）[]【】-—"


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
    if _is_rounded(number):
        return AccountReading(number, (error("findings.account.number_cell"),))
    if not SHORTEST <= len(number) <= LONGEST:
        found = error("findings.account.length", length=len(number))
        return AccountReading(number, (found,))
    if len(number) in CARD_LENGTHS and not luhn(number):
        # Passbooks and rural one-card accounts have no such digit: worth a look, no more.
        return AccountReading(number, (warning("findings.account.luhn"),))
    return AccountReading(number)


def typed(text: str) -> AccountReading:
    """Read an account that somebody typed: noughts at its end are no sign of a numeric cell."""
    read_as = read(text)
    if read_as.number.isdecimal() and _is_rounded(read_as.number):
        return AccountReading(read_as.number, (warning("findings.account.zero_tail"),))
    return read_as


def _is_rounded(number: str) -> bool:
    """Say whether a text is what a numeric cell leaves of a card: fifteen digits, then noughts.

    A card that fits its own check digit is left in peace.
    """
    if len(number) not in CARD_LENGTHS or len(number) < _KEPT_DIGITS + _LOST_DIGITS:
        return False
    return not number[_KEPT_DIGITS:].strip("0") and not luhn(number)


def parted(text: str) -> tuple[str, str] | None:
    """Return (bank, account) of a cell that holds both, 邮储银行 6217…; None where it does not."""
    plain = unicodedata.normalize("NFKC", text)
    runs = list(_RUN.finditer(plain))
    if len(runs) != 1:
        return None
    left = plain[: runs[0].start()], plain[runs[0].end() :]
    bank = " ".join(filter(None, (_LABELS.sub("", part).strip(_EDGES) for part in left)))
    if any(map(str.isdecimal, bank)) or bank.isascii():
        return None if bank else _labelled(plain, runs[0][0])
    return bank, compact(runs[0][0])


def _labelled(plain: str, account: str) -> tuple[str, str] | None:
    """Return the account of a cell that says 账号 before it, without any bank."""
    return ("", compact(account)) if _LABELS.search(plain) else None


def luhn(number: str) -> bool:
    """Say whether the last digit is the check digit of ISO/IEC 7812 for the others."""
    backwards = number[::-1]
    # The cross sum of the double of every second digit.
    doubled = backwards[1::2].translate(_DOUBLED)
    return (sum(map(int, backwards[::2])) + sum(map(int, doubled))) % 10 == 0


def branch_code(text: str) -> AccountReading:
    """Read the twelve-digit code of a bank branch (联行号)."""
    number = compact(text)
    if number and not (number.isascii() and number.isdecimal() and len(number) == _BRANCH_LENGTH):
        return AccountReading(number, (warning("findings.account.branch", length=len(number)),))
    return AccountReading(number)


def mask(number: str) -> str:
    """Return the account as lists show it: its last four digits behind four stars."""
    return f"****{number[-4:]}" if len(number) >= SHORTEST else "*" * len(number)


def mask_unread(text: str) -> str:
    """Return what stood in place of an account: words stay, of its digits only the last four."""
    signs = [at for at, sign in enumerate(text) if sign.isdecimal() or _LATIN.match(sign)]
    shown = signs[-4:] if len(signs) >= SHORTEST else []
    hide = frozenset(signs) - frozenset(shown)
    return "".join("*" if at in hide else sign for at, sign in enumerate(text))
