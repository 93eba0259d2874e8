"""A field's value as a mark wants it: masked, as a date, as a tick, in capitals."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n, money
from gigdesk.documents.excel.cells import LONG_TERM
from gigdesk.documents.excel.filling import tables
from gigdesk.documents.excel.filling.marks import CAPITALS, MASKED, SPLIT, TEN_THOUSANDS, THOUSANDS
from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gigdesk.documents.excel.filling.marks import Mark

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_RUNS = re.compile(r"[yY]+|[mM]+|[dD]+|[^yYmMdD]+")
_ID_LENGTH = 18
_SHORT_YEAR = 2
UNITS = {TEN_THOUSANDS: 6, THOUSANDS: 5}
"""How many places a unit of marks has before the fen."""


def shaped(mark: Mark, value: Any) -> Any:
    """Return the value after everything that the mark asks for, except splitting."""
    is_money = mark.key.endswith("_fen")
    for how in mark.how:
        if value is None or how in (SPLIT, *UNITS):
            continue
        if how == MASKED:
            value = masked(mark.key, as_text(value, is_money=is_money))
        elif how == CAPITALS:
            value = money.in_capitals(_fen(value, is_money=is_money))
            is_money = False
        elif "=" in how:
            value = tables.ticked(mark.key, how, as_text(value, is_money=is_money))
        else:
            value = dated(how, as_text(value, is_money=is_money))
    if is_money and type(value) is int:
        return in_units(value, mark.how)
    # Without an end is a value of its own: its day is only how it is kept.
    return i18n.text("sheets.long_term") if value == LONG_TERM else value


def in_units(fen: int, how: Collection[str] = ()) -> Decimal:
    """Return an amount in yuan, or exactly in what a mark counts: 3500000 fen is 3.5 of 10,000."""
    places = next((UNITS[one] for one in how if one in UNITS), None)
    if places is None:
        return Decimal(fen).scaleb(-2)
    return Decimal(f"{Decimal(fen).scaleb(-places).normalize():f}")


def as_text(value: Any, *, is_money: bool = False) -> str:
    """Return a value as words inside a sentence."""
    if value is None:
        return ""
    if is_money and type(value) is int:
        return money.plain(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value)


def masked(key: str, text: str) -> str:
    """Return a number as it may be shown to others, by what its field is."""
    if "phone" in key:
        return workers.phones.mask(text)
    if "account" in key or "card" in key:
        return workers.accounts.mask(text)
    return workers.identity.mask(text)


def dated(pattern: str, text: str) -> str:
    """Write an ISO date by a pattern of y, m and d; what the date does not say is left out.

    `2026-05` by `yyyy-mm-dd` is `2026-05`: no day is ever made up. A text that is no date comes
    back as it is.
    """
    if text == LONG_TERM:
        return i18n.text("sheets.long_term")
    match = _ISO.fullmatch(text)
    if match is None:
        return text
    parts = dict(zip("ymd", match.groups(), strict=True))
    made, kept = "", True
    for run in _RUNS.findall(pattern):
        letter = run[0].lower()
        if letter not in parts:
            made += run if kept else ""
            continue
        part = parts[letter]
        kept = part is not None
        if part is not None:
            made += _part(letter, part, len(run))
    return made if match[3] else made.rstrip("-/. ")


def _part(letter: str, part: str, length: int) -> str:
    if letter == "y":
        return part[-2:] if length == _SHORT_YEAR else part
    return part if length > 1 else str(int(part))


def longest(mark: Mark, records: Iterable[Mapping[str, Any]]) -> int:
    """Return how many cells a mark that is split over cells will need."""
    least = _ID_LENGTH if mark.key == "doc_no" else 1
    lengths = (len(as_text(shaped(mark, one.get(mark.key)))) for one in records)
    return max((least, *lengths))


def total(key: str, records: Iterable[Mapping[str, Any]]) -> int | Decimal:
    """Return the exact sum of a field; fen stay fen. Empty values count nothing.

    Raises Invalid for a value that is no number: a sum is never guessed.
    """
    found: int | Decimal = 0
    for number, record in enumerate(records, start=1):
        value = record.get(key)
        if value is None or value == "":
            continue
        try:
            found += value if type(value) is int else Decimal(str(value))
        except InvalidOperation:
            raise errors.Invalid(
                "sheets.error.form_sum", field=key, row=number, value=str(value)
            ) from None
    return found


def _fen(value: Any, *, is_money: bool) -> int:
    """Return an amount as fen: fields in fen as they are, other numbers as yuan."""
    if is_money and type(value) is int:
        return value
    return money.parse(as_text(value))
