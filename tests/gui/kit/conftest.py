"""What several of these tests stand on."""

from __future__ import annotations

from tests.gui.kit.sitting import house, sitting

__all__ = ["house", "sitting"]
