"""What each of a person's rows counts: whole days, halves of days, overtime, or nobody knows."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gigdesk.documents.excel.rows import Row

_FEWEST_WORDS = 2
"""So many rows must say their part before a column is one of parts."""


class Part(enum.Enum):
    """The part of a day that a row says it holds; NUMBERS has hours below days and no word."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    NIGHT = "night"
    OVERTIME = "overtime"
    DAY = "day"
    SHIFT = "shift"
    AMOUNT = "amount"
    ABSENCE = "absence"
    NUMBERS = "numbers"
    OTHER = "other"
    UNSAID = ""


class Role(enum.Enum):
    """How the cells of a row are read.

    Those of a row that WAITS are told and not taken, with all that others say of the same days;
    those BESIDE the days, such as weights, are only told.
    """

    WHOLE = "whole"
    HALF = "half"
    OVERTIME = "overtime"
    WAITS = "waits"
    BESIDE = "beside"


_WORDS = {
    Part.MORNING: "intake.words.morning",
    Part.AFTERNOON: "intake.words.afternoon",
    Part.NIGHT: "intake.words.night",
    Part.OVERTIME: "intake.words.overtime",
    Part.DAY: "intake.words.whole_day",
    Part.SHIFT: "intake.words.shift",
    Part.AMOUNT: "intake.words.amount",
    Part.ABSENCE: "intake.words.absence",
    Part.OTHER: "intake.words.other_part",
}
HALVES = frozenset({Part.MORNING, Part.AFTERNOON})
UNKNOWN = frozenset({Part.UNSAID, Part.OTHER})
_EXTRA = {Part.NIGHT, Part.OVERTIME}


def of_word(word: str) -> Part:
    """Return the part of a day that a word names, OTHER for one that names none."""
    plain = sheet_words.plain(word)
    if not plain:
        return Part.UNSAID
    if plain in sheet_words.words("intake.words.overtime_hours"):
        return Part.OVERTIME
    return next(
        (part for part, key in _WORDS.items() if plain in sheet_words.words(key)), Part.OTHER
    )


def of_label(text: str) -> Part:
    """Return the part of a day that a label over or below columns names.

    A word in it is enough for overtime and for halves; one about attendance says nothing more.
    """
    plain = sheet_words.plain(text)
    exact = of_word(_unbracketed(plain))
    if exact is not Part.OTHER:
        return exact
    keys = (Part.OVERTIME, *sorted(HALVES, key=lambda part: part.value))
    said = [part for part in keys if any(word in plain for word in long_words(part))]
    if len(said) == 1:
        return said[0]
    about = any(word in plain for word in sheet_words.longest_first("intake.words.attendance"))
    absent = any(word in plain for word in long_words(Part.ABSENCE))
    return Part.UNSAID if about and not absent and not said else Part.OTHER


def long_words(part: Part) -> list[str]:
    """Return the words for a part of a day that may be looked for inside a text."""
    words = sheet_words.longest_first(_WORDS[part])
    return [word for word in words if len(word) > 1 and not word.isascii()]


def _unbracketed(plain: str) -> str:
    """Return a label without what stands in brackets at its end."""
    return plain.rpartition("(")[0] if plain.endswith(")") and plain[0] != "(" else plain


def says_hours(word: str) -> bool:
    """Say whether a word names overtime as one of hours."""
    plain = sheet_words.plain(word)
    return {plain, _unbracketed(plain)} & sheet_words.words("intake.words.overtime_hours") != set()


def column(body: Sequence[Row], before: Collection[int]) -> int | None:
    """Find the column, among those before the days, in which rows say their part of the day."""
    known = frozenset[str]().union(
        *map(sheet_words.words, (*_WORDS.values(), "intake.words.overtime_hours"))
    )
    counts = {
        place: sum(sheet_words.plain(row.text(place)) in known for row in body) for place in before
    }
    place = max(counts, key=lambda each: (counts[each], -each), default=None)
    return place if place is not None and counts[place] >= _FEWEST_WORDS else None


def roles(said: Sequence[Part], *, halves: bool) -> list[Role]:
    """Return how each of a person's rows is read by the parts they say.

    `halves` tells whether the sheet parts its days into morning and afternoon. Nothing is guessed:
    rows that say the same part twice, or that no rule here names, wait.
    """
    if len(said) == 1:
        return [_alone(said[0], halves=halves)]
    if Part.AMOUNT in said and set(said) != {Part.AMOUNT}:
        rest = iter(roles([part for part in said if part is not Part.AMOUNT], halves=halves))
        return [Role.BESIDE if part is Part.AMOUNT else next(rest) for part in said]
    known = set(said)
    days = [part for part in said if part in {Part.DAY, Part.UNSAID}]
    once = len(known) == len(said)
    if once and known & HALVES and known <= HALVES | _EXTRA:
        return [Role.HALF if part in HALVES else Role.OVERTIME for part in said]
    if once and len(days) == 1 and known <= {*days, Part.OVERTIME}:
        return [Role.OVERTIME if part is Part.OVERTIME else Role.WHOLE for part in said]
    if known <= {Part.DAY, Part.SHIFT} and said.count(Part.DAY) <= 1:
        return [Role.WHOLE] * len(said)
    if once and len(days) == 1 and known <= {*days, Part.NUMBERS}:
        return [Role.WAITS if part is Part.NUMBERS else Role.WHOLE for part in said]
    if said.count(Part.DAY) == 1 and not known & {*HALVES, Part.UNSAID}:
        return [Role.WHOLE if part is Part.DAY else Role.WAITS for part in said]
    return [Role.WAITS] * len(said)


def _alone(part: Part, *, halves: bool) -> Role:
    """Return how the only row of a person is read; the word beside it may be that of a shift."""
    if part in HALVES:
        return Role.HALF
    if part in {Part.AMOUNT, Part.ABSENCE}:
        return Role.BESIDE if part is Part.AMOUNT else Role.WAITS
    if part is Part.OVERTIME or (part is Part.NIGHT and halves):
        return Role.OVERTIME
    return Role.WHOLE


def are_clear_halves(rows: Sequence[Sequence[str]], minutes_a_day: int) -> bool:
    """Say whether rows without words, of the same days, can only be mornings and afternoons.

    Ticks, or days up to a half, or hours up to those of half a day, never mixed; and both filled on
    at least half of the days, as else the second may be overtime or empty.
    """
    if len(rows) != len(HALVES):
        return False
    filled = [(one, other) for one, other in zip(*rows, strict=True) if one or other]
    both = sum(bool(one and other) for one, other in filled)
    cells = [cell for pair in filled for cell in pair if cell]
    numbers = [number for cell in cells if (number := attendance.number_in(cell)) is not None]
    ticks = any(attendance.is_worked(cell) and attendance.number_in(cell) is None for cell in cells)
    half_day = attendance.hours(minutes_a_day) / 2
    is_one_kind = not (ticks and numbers) and (
        all(2 * number <= 1 for number in numbers)
        or all(attendance.FEWEST_HOURS <= number <= half_day for number in numbers)
    )
    return both * 2 >= len(filled) and is_one_kind
