"""The window of these tests stands on a real desk."""

from __future__ import annotations

from tests.gui.rooms import desk, frame

__all__ = ["desk", "frame"]
