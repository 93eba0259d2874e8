"""The lengths of the window, all of them derived from the height of its letters."""

from __future__ import annotations

from dataclasses import dataclass

CELL_EDGE = 3
"""What Qt keeps free at each side of a cell besides the padding; titles stand in line with it."""

STEPS = (14, 15, 17, 20)
"""Letter heights in logical pixels of the four steps: small, standard, large, very large."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in logical pixels for one letter height."""

    letter: int
    small: int
    title: int
    display: int
    unit: int
    gap: int
    pad: int
    row: int
    control: int
    icon: int
    icon_large: int
    radius: int

    def em(self, count: float) -> int:
        """Return the width of `count` Chinese characters."""
        return round(self.letter * count)


def measures_of(step: int) -> Measures:
    """Return the lengths of a font step; steps outside 0 to 3 count as the nearest one."""
    letter = STEPS[min(max(step, 0), len(STEPS) - 1)]
    unit = max(4, round(letter * 0.27))
    return Measures(
        letter=letter,
        small=round(letter * 0.87),
        title=round(letter * 1.3),
        display=round(letter * 1.6),
        unit=unit,
        gap=unit * 2,
        pad=unit * 4 if letter < STEPS[-1] else unit * 3,
        row=round(letter * 1.85),
        control=round(letter * 2.1),
        icon=round(letter * 1.2),
        icon_large=round(letter * 1.5),
        radius=5 if letter < STEPS[-1] else 6,
    )
