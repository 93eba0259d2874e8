"""Words that head the names of a month only where its days follow them: worker, staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import days
from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.rows import Row

_BESIDE = (
    "intake.words.serial",
    "intake.words.date",
    "intake.words.beside_days",
    "intake.words.person_number",
)


def names_people(row: Row) -> bool:
    """Say whether a cell of a row is the word for a name, or for people beside days."""
    names = sheet_words.words("intake.words.name")
    is_named = any(sheet_words.plain(row.text(column)) in names for column in row.own())
    return is_named or loose(row) is not None


def loose(row: Row) -> int | None:
    """Return the column of such a word left of the days of a head; None beside a name's own.

    The same words stand in rows of people, for their kind, and alone above them: a head has the
    days of a month one by one, and nothing before them but heads.
    """
    taken = days.columns(row)
    if len(taken) < days.FEWEST or not days.are_consecutive(taken):
        return None
    left = {column: row.text(column) for column in row.own() if column < min(taken)}
    found = _only(left)
    return found if all(_heads(text) for c, text in left.items() if c != found) else None


def above(rows: Sequence[Row], at: int) -> int | None:
    """Return the column of such a word in the line of a head above its days."""
    found = over_days(rows[at - 1]) if at else None
    if found is None or found in days.columns(rows[at]):
        return None
    return found if found in rows[at].filled or not rows[at].text(found) else None


def over_days(row: Row) -> int | None:
    """Return the column of such a word beside another word of a head."""
    texts = {column: row.text(column) for column in row.own()}
    is_head = any(map(_heads, texts.values()))
    has_numbers = any(text.isdigit() for text in texts.values())
    return _only(texts) if is_head and not has_numbers else None


def _heads(text: str) -> bool:
    """Say whether a text is the head of another column of people."""
    plain = sheet_words.plain(text)
    is_word = any(plain in sheet_words.words(key) for key in _BESIDE)
    return is_word or workers.columns.match_header(text) is not None


def _only(texts: dict[int, str]) -> int | None:
    plain = {column: sheet_words.plain(text) for column, text in texts.items()}
    if set(plain.values()) & sheet_words.words("intake.words.name"):
        return None
    words = sheet_words.words("intake.words.name_loose")
    found = [column for column, text in plain.items() if text in words]
    return found[0] if len(found) == 1 else None
