"""Puts pages and desk together: the one place of the window that knows every room."""

from __future__ import annotations

from gigdesk.gui.house.doors import House

__all__ = ["House"]
