"""The card of imports that stopped half-way: go on with the same file, or take them back."""

from __future__ import annotations

from typing import Any

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.gui.home.cards import Deed, Facts, Line


def look(desk: Any) -> Facts:
    """Return the imports that stopped half-way; the same file completes them, or they go."""
    found = imports.unfinished(desk)
    lines = [
        Line(
            i18n.text(
                "home.stopped.line", file=one.file, written=one.written, rows=one.rows or "?"
            ),
            None,
            "error",
            deed=_take_back(one),
        )
        for one in found
    ]
    return Facts(len(found), i18n.text("home.stopped.words"), "error", lines)


def _take_back(one: imports.Unfinished) -> Deed:
    return Deed(
        i18n.text("home.stopped.undo"),
        "arrow-back-up",
        i18n.text("home.stopped.ask", file=one.file, written=one.written),
        lambda desk: office.undo.undo(desk, imports.undo_target(desk, one.number)),
        i18n.text("home.stopped.undone", file=one.file),
    )
