"""The home page: what needs somebody today, each thing one step away from its list."""

from __future__ import annotations

from gigdesk.gui.home.cards import Card, CardSpec, Facts, Line
from gigdesk.gui.home.page import Day, HomePage, Quick

__all__ = ["Card", "CardSpec", "Day", "Facts", "HomePage", "Line", "Quick"]
