"""What a month's sheet itself says of its signs, such as "circle: rest"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.documents.excel.rows import Row

_SIGN = re.compile(r'[^\w\s:;,.()=/\-\u3001\u3002\uff1a\uff0c\uff1b\uff08\uff09\u201c\u201d"]')


def begins(text: str) -> bool:
    """Say whether a text begins like the legend of the signs."""
    return text.startswith(sheet_words.longest_first("intake.words.note"))


def read(rows: Sequence[Row], layout: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """Read what the sheet itself says of its signs, such as "circle: rest", outside the people."""
    found: dict[str, tuple[int, str]] = {}
    for row in rows:
        own = row.own()
        person = records.person_of(row, layout)
        if not own or not (person.is_nobody or begins(sheet_words.folded(row.text(own[0])))):
            continue
        for column in own:
            text = row.text(column)
            signs = list(_SIGN.finditer(text))
            if any(_ends_on_mark(text[: sign.start()]) for sign in signs[:1]):
                continue  # the word stands before its sign
            for sign in signs:
                meaning = _meaning(text[sign.end() :])
                if meaning is not None:
                    found.setdefault(sign[0], meaning)
    return found


def _ends_on_mark(text: str) -> bool:
    """Say whether a text ends on a word for a day, as the one before its sign does."""
    plain = text.rstrip(" :=(\"'\uff1a\uff1d\uff08\u201c\u2018-\u2014")
    for word in sheet_words.longest_first("intake.words.means"):
        plain = plain.removesuffix(word)
    return any(
        attendance.is_mark(plain[-length:]) for length in (2, 1) if plain[-length:].isalpha()
    )


def _meaning(text: str) -> tuple[int, str] | None:
    """Read the word behind a sign of the legend."""
    plain = text.lstrip(" :=\uff1a\uff1d-\u2014")
    for word in sheet_words.longest_first("intake.words.means"):
        plain = plain.removeprefix(word)
    for length in (3, 2):
        try:
            quantity = attendance.read_mark(plain[:length].rstrip(" ,;\uff0c\uff1b\u3001"))
        except errors.Invalid:
            continue
        if quantity is not None and not plain[:1].isdigit():
            return quantity.quarters, quantity.mark
    return None
