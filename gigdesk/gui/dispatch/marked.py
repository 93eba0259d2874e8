"""What can be done with marked people of a batch: another in their place, a group, money, home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.gui.dispatch import advances, grouping, leaving, replacing

if TYPE_CHECKING:
    from gigdesk.gui import record
    from gigdesk.gui.dispatch.batch import BatchPage


def of_people(page: BatchPage) -> list[record.MenuEntry]:
    """Return the entries for the marked people of a page."""
    return [
        replacing.of_people(page),
        *grouping.of_people(page),
        advances.of_people(page),
        leaving.home(page),
    ]
