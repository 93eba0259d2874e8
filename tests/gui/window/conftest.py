"""The window of these tests is the whole one and stands on a real desk."""

from __future__ import annotations

from tests.gui.rooms import desk
from tests.gui.whole import frame

__all__ = ["desk", "frame"]
