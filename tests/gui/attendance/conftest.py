"""The window of these tests stands on a real desk."""

from __future__ import annotations

from tests.gui.attendance.month import batch, page, people, the_month_is_over
from tests.gui.rooms import desk, frame

__all__ = ["batch", "desk", "frame", "page", "people", "the_month_is_over"]
