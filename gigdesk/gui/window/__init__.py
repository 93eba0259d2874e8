"""The frame: navigation, search, state, notices; `open(page, id)` leads everywhere."""

from __future__ import annotations

from gigdesk.gui.window.frame import Window, has_unfinished
from gigdesk.gui.window.spec import Health, Hit, HitGroup, Hooks, PageSpec, Undoable

__all__ = ["Health", "Hit", "HitGroup", "Hooks", "PageSpec", "Undoable", "Window", "has_unfinished"]
