"""Drawing lots so that anybody can do it again: a seed and the numbers of people give the order.

The lot of somebody is the SHA-256 (FIPS 180-4) of the seed, a colon and their number, written in
hexadecimal; the smallest lot comes first. `printf '%s' "SEED:17" | sha256sum` shows the lot of
number 17 on any other computer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.workers import folding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

METHOD = "sha256-1"
SHOWN = 16
"""So many digits of a lot stand on paper; equal beginnings are as good as impossible."""
LONGEST_SEED = 40
MADE_DIGITS = 16
"""So many hexadecimal digits has a seed that the program makes by chance."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet that was read back: the place, the number of the person and the lot."""

    place: int
    number: int
    lot: str = ""


def read_seed(text: str) -> str:
    """Return a seed as it is used: wide letters as narrow ones, no blanks; empty for none."""
    return folding.joined(text)


def is_seed(seed: str) -> bool:
    """Say whether a text can be used as a seed."""
    return 0 < len(seed) <= LONGEST_SEED and seed.isprintable()


def lot(seed: str, number: int) -> str:
    """Return the lot of the person with this number, as 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def drawn(seed: str, numbers: Iterable[int]) -> list[int]:
    """Return the numbers of people in the order of their lots; each counts once."""
    return sorted(set(numbers), key=lambda number: (lot(seed, number), number))


def digest(numbers: Iterable[int]) -> str:
    """Return the SHA-256 of who took part: the numbers, smallest first, with commas between."""
    return hashlib.sha256(",".join(map(str, sorted(set(numbers)))).encode()).hexdigest()


def wrong_places(seed: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a sheet that do not stand where the seed puts them, or name another lot.

    A line that stands twice is wrong the second time.
    """
    right = {number: place for place, number in enumerate(drawn(seed, _numbers(lines)), 1)}
    found, seen = [], set[int]()
    for line in lines:
        own = lot(seed, line.number)
        lies = bool(line.lot) and not own.startswith(line.lot.lower())
        if lies or line.number in seen or right[line.number] != line.place:
            found.append(line)
        seen.add(line.number)
    return found


def _numbers(lines: Collection[Line]) -> list[int]:
    return [line.number for line in lines]
