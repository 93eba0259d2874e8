"""How the window looks: colours by role, four font steps, and the measures that follow them."""

from __future__ import annotations

from gigdesk.gui.theme.colours import DARK, LIGHT, Colours
from gigdesk.gui.theme.fonts import load_rare
from gigdesk.gui.theme.look import (
    STANDARD,
    colour,
    colours,
    follow,
    is_dark,
    measures,
    step,
    use,
)
from gigdesk.gui.theme.measures import CELL_EDGE, STEPS, Measures

__all__ = [
    "CELL_EDGE",
    "DARK",
    "LIGHT",
    "STANDARD",
    "STEPS",
    "Colours",
    "Measures",
    "colour",
    "colours",
    "follow",
    "is_dark",
    "load_rare",
    "measures",
    "step",
    "use",
]
