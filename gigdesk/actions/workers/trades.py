"""Trades to choose from while one is typed: what the registry knows, then the common ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain import workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def suggest(desk: Desk, typed: str) -> tuple[list[str], bool]:
    """Return whole texts that the typed one may become, the likeliest first, and if it is known."""
    known = rows.timeline.find_trades(desk.store)
    return workers.trades.suggest(typed, known), workers.trades.is_listed(typed, known)
