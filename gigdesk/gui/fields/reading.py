"""Reads what people type into numbers, dates and amounts, and writes it back as they know it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any

from gigdesk import errors, money

_YEAR_FIRST = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})\D+(\d{1,2})\D*")
_FOUR = re.compile(r"(\d{2})(\d{2})")


def narrow(words: str) -> str:
    """Return words with full-width letters and digits made plain."""
    return unicodedata.normalize("NFKC", words)


def document(words: str) -> str:
    """Return a document number without spaces, in plain capital letters."""
    return "".join(narrow(words).split()).upper()


def phone(words: str) -> str:
    """Return a phone number without spaces, in plain digits."""
    return "".join(narrow(words).split())


def number(words: str) -> int:
    """Return a whole number; raises `errors.Invalid` for anything else."""
    plain = narrow(words).replace(",", "").strip()
    if not re.fullmatch(r"[-+]?\d{1,15}", plain):
        raise errors.Invalid("window.field.no_number")
    return int(plain)


def amount(words: str) -> int:
    """Return an amount in whole fen; raises `errors.Invalid` where it is none."""
    try:
        return money.parse(words)
    except errors.Invalid as error:
        raise errors.Invalid("window.field.no_amount") from error


def day(words: str, today: datetime.date) -> str:
    """Return a day as ISO text; `3-15` and `0315` mean this year.

    Raises `errors.Invalid` where there is no such day.
    """
    plain = narrow(words).strip()
    for pattern in (_YEAR_FIRST, _EIGHT):
        found = pattern.fullmatch(plain)
        if found:
            return _date(int(found[1]), int(found[2]), int(found[3]))
    for pattern in (_SHORT, _FOUR):
        found = pattern.fullmatch(plain)
        if found:
            return _date(today.year, int(found[1]), int(found[2]))
    raise errors.Invalid("window.field.no_date")


def _date(year: int, month: int, number_of_day: int) -> str:
    try:
        return datetime.date(year, month, number_of_day).isoformat()
    except ValueError as error:
        raise errors.Invalid("window.field.no_such_day") from error


def written(value: Any) -> str:
    """Return a value as it stands in a plain field."""
    return "" if value is None else str(value)


def written_amount(value: Any) -> str:
    """Return whole fen as it stands in a money field."""
    return "" if value is None else money.grouped(value)
