"""The card of the steps before a departure whose day has gone by."""

from __future__ import annotations

from typing import Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui.home.cards import Facts, Line

_MOST_LINES = 3


def look(desk: Any) -> Facts:
    """Return the steps before a departure whose day has gone by, the nearest departure first."""
    found = dispatch.overdue(desk)
    lines = [
        Line(
            i18n.text(
                "home.checks.line",
                number=row["batch_number"],
                what=i18n.text(f"dispatch.line.{row['line'].code}"),
                day=row["line"].due_on.isoformat(),
            ),
            row["batch_id"],
            "error" if row["days_left"] <= 1 else "warning",
        )
        for row in found[:_MOST_LINES]
    ]
    return Facts(len(found), i18n.text("home.checks.words"), "warning", lines)
