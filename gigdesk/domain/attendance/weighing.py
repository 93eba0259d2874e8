"""Work that was weighed: one weighing in the morning and one in the evening of each person.

What the employer takes off for moisture and dirt (扣杂) stands beside the weight and never in its
place; where the people dispute it, both are kept and both are added up.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from gigdesk import errors

MORNING, EVENING = "morning", "evening"
PARTS = (MORNING, EVENING)
WeighKey = tuple[bytes, bytes, str, str]  # batch, person, day, part of the day

_KILO = 1000
_UNITS = {"": _KILO, "kg": _KILO, "公斤": _KILO, "千克": _KILO, "斤": 500, "市斤": 500}
_AMOUNT = r"\d{1,5}(?:\.\d{1,3})?"
_WEIGHT = re.compile(
    rf"(?P<gross>{_AMOUNT})\s*(?:[-—]\s*(?P<off>{_AMOUNT}))?\s*(?P<unit>kg|公斤|千克|市斤|斤)?"
    r"\s*(?P<doubt>[?争])?\s*(?:[@\s]\s*(?P<hour>\d{1,2}):(?P<minute>[0-5]\d))?"
)
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Weight:
    """One weighing: what the scales said, what was taken off, whether that is disputed, and when.

    Weights in whole grams, the time as `HH:MM` or empty.
    """

    gross_grams: int
    deducted_grams: int = 0
    disputed: bool = False
    weighed_at: str = ""

    @property
    def net_grams(self) -> int:
        """Return what is left when the deduction is taken off."""
        return self.gross_grams - self.deducted_grams

    @property
    def is_clear(self) -> bool:
        """Say whether nothing was weighed: the cell was emptied."""
        return not self.gross_grams


NOTHING = Weight(0)


@dataclass(frozen=True, slots=True)
class Weighing:
    """One fact: what was weighed of a person on a part of a day; a void one takes another away."""

    id: bytes
    batch_id: bytes
    worker_id: bytes
    day: str
    part: str
    weight: Weight
    corrects_id: bytes | None = None
    void: bool = False
    moment: int = 0  # see `facts.WorkDay`

    @property
    def key(self) -> WeighKey:
        """Return the cell this fact belongs to."""
        return self.batch_id, self.worker_id, self.day, self.part


def read_weight(cell: object) -> Weight | None:
    """Read a weighing: `35.5`, `35.5-1.2` with a deduction, `35.5-1.2?` disputed, `35 11:30`.

    A number without a unit is kilograms. Returns None for an empty cell; raises errors.Invalid for
    anything else, a deduction above the weight, or a part of a gram.
    """
    text = unicodedata.normalize("NFKC", str(cell)).strip() if cell is not None else ""
    if not text:
        return None
    found = _WEIGHT.fullmatch(text.lower())
    if found is None or int(found["hour"] or 0) >= _HOURS:
        raise errors.Invalid("attendance.error.weight", field="day", mark=text[:20])
    unit = _UNITS[found["unit"] or ""]
    gross, off = (Decimal(found[name] or 0) * unit for name in ("gross", "off"))
    if off > gross or gross % 1 or off % 1:
        raise errors.Invalid("attendance.error.weight", field="day", mark=text[:20])
    at = f"{int(found['hour']):02d}:{found['minute']}" if found["hour"] else ""
    return Weight(int(gross), int(off), bool(found["doubt"]) and off > 0, at)


def is_weight_unit(unit: str) -> bool:
    """Say whether what an order pays for is a weight."""
    return unit.strip().lower() in {*_UNITS} - {""}


def kilos(grams: int) -> str:
    """Return grams as kilograms in plain figures: `35.5`."""
    return f"{(Decimal(grams) / _KILO).normalize():f}"


def shown_weight(weight: Weight) -> str:
    """Return what stands in a cell, as it can be typed again; the time stands beside it."""
    if weight.is_clear:
        return ""
    if not weight.deducted_grams:
        return kilos(weight.gross_grams)
    said = f"{kilos(weight.gross_grams)}-{kilos(weight.deducted_grams)}"
    return f"{said}?" if weight.disputed else said


def why_not_weight(
    day: str, weight: Weight, inside: tuple[str, str], *, today: str, most_grams: int
) -> str | None:
    """Return the code of the rule that a weighing breaks, or None.

    It lies on a working day of the batch (`inside`, first and last) that has come, and is no more
    than the scales of one person can show (`most_grams`).
    """
    if weight.is_clear:
        return None
    if not inside[0] <= day <= inside[1]:
        return "attendance.error.outside_batch"
    if day > today:
        return "attendance.error.future"
    if weight.gross_grams > most_grams:
        return "attendance.error.too_heavy"
    return None
