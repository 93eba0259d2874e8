"""The sheet of a group leader: row codes that notice a slip, and totals held against figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain.attendance import marks, typed_hours, weighing
from gigdesk.domain.attendance.marks import Quantity
from gigdesk.domain.attendance.weighing import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DAYS, HOURS, KILOS = "days", "hours", "kilos"
WAYS = (DAYS, HOURS, KILOS)
LONGEST = {DAYS: 31, HOURS: 31, KILOS: 8}
"""So many days a sheet takes across a page."""
ROW, COLUMN, WHOLE = "row", "column", "whole"
_WEIGHTS = (3, 7, 1)
_TOTAL = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,4})?")
_FEWEST = 3  # digits before the check digit
_UNIT = {DAYS: marks.WHOLE_DAY, HOURS: 60, KILOS: 1000}


@dataclass(frozen=True, slots=True)
class Measure:
    """How the figures of a sheet are read and added up: in quarters, minutes or grams."""

    way: str
    minutes_a_day: int = marks.HOURS_A_DAY * 60
    only_quarters: bool = False

    def read(self, words: object) -> Quantity | Weight | None:
        """Return what stands in a cell; None where nothing does. Raises errors.Invalid."""
        if self.way == KILOS:
            return weighing.read_weight(words)
        a_day = self.minutes_a_day
        if self.way == HOURS:
            only = self.only_quarters
            return typed_hours.read_hours(words, minutes_a_day=a_day, only_quarters=only)
        return marks.read_mark(words, minutes_a_day=a_day)

    def worked(self, value: Quantity) -> int:
        """Return the minutes of a cell."""
        amounts = (value.quarters, value.minutes, value.overtime_minutes)
        return typed_hours.worked_minutes(*amounts, self.minutes_a_day)

    def amount(self, value: Any) -> int:
        """Return what a cell adds to the sums: quarters, minutes or net grams."""
        if isinstance(value, Weight):
            return value.net_grams
        if not isinstance(value, Quantity):
            return 0
        return self.worked(value) if self.way == HOURS else value.quarters

    def words(self, amount: int) -> str:
        """Return a sum in plain figures: `26.5`, `212.5`, `1830.4`."""
        if self.way == KILOS:
            return weighing.kilos(amount)
        if self.way == HOURS:
            return typed_hours.shown_hours(amount)
        return format(marks.days(amount), "f")

    def columns(self, day: str) -> tuple[str, ...]:
        """Return the keys of the columns of a day: one, or one for each part of it."""
        if self.way != KILOS:
            return (day,)
        return tuple(f"{day}#{part}" for part in weighing.PARTS)

    def total(self, words: str) -> int | None:
        """Return a total as somebody wrote and signed it; None where nothing stands.

        Raises errors.Invalid for what is no figure, or a part of the smallest unit.
        """
        text = words.strip()
        if not text:
            return None
        number = Decimal(text) * _UNIT[self.way] if _TOTAL.fullmatch(text) else Decimal("0.5")
        if number % 1:
            raise errors.Invalid("attendance.error.total", field="total", mark=text[:20])
        return int(number)


@dataclass(frozen=True, slots=True)
class Difference:
    """A total on the paper that is not what its figures come to; `key` is the row or the column."""

    kind: str
    key: Any
    counted: int
    stated: int


def row_code(number: int) -> str:
    """Return the code of a row: its number with at least three digits, and a check digit."""
    digits = f"{number:0{_FEWEST}d}"
    return f"{digits}{_check(digits)}"


def read_row_code(text: str) -> int:
    """Return the number of a row by its code; raises errors.Invalid where the code has a slip."""
    code = text.strip()
    if not code.isascii() or not code.isdigit() or len(code) <= _FEWEST:
        raise errors.Invalid("attendance.error.row_code", field="code", mark=code[:20])
    if _check(code[:-1]) != int(code[-1]):
        raise errors.Invalid("attendance.error.row_code", field="code", mark=code[:20])
    return int(code[:-1])


def _check(digits: str) -> int:
    # From the right, so that zeros before a number change nothing.
    weighed = (int(one) * _WEIGHTS[at % 3] for at, one in enumerate(reversed(digits)))
    return sum(weighed) % 10


def reconcile(
    amounts: Mapping[tuple[Any, str], int],
    rows: Mapping[Any, int],
    columns: Mapping[str, int],
    whole: int | None,
) -> tuple[Difference, ...]:
    """Return every total of the paper that its figures do not come to: rows, columns, the whole.

    `amounts` are the figures by row and column; only totals that stand on the paper are asked for.
    """
    found = [
        Difference(ROW, key, counted, stated)
        for key, stated in rows.items()
        if (counted := _sum(amount for (row, _), amount in amounts.items() if row == key)) != stated
    ]
    found += [
        Difference(COLUMN, key, counted, stated)
        for key, stated in columns.items()
        if (counted := _sum(amount for (_, one), amount in amounts.items() if one == key)) != stated
    ]
    total = _sum(amounts.values())
    if whole is not None and whole != total:
        found.append(Difference(WHOLE, "", total, whole))
    return tuple(found)


def _sum(amounts: Iterable[int]) -> int:
    return sum(amounts)
