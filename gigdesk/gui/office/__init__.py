"""Page: settings - station, users, rules, places, templates, backups, acts, appearance."""

from __future__ import annotations

from gigdesk.gui.office.page import spec

__all__ = ["spec"]
