"""The card of imports that stopped half-way: go on with the same file, or take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.gui import undo
from gigdesk.gui.home.cards import Deed, Facts, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.tasks import Progress


def look(desk: Any) -> Facts:
    """Return the imports that stopped half-way; the same file completes them, or they go."""
    found = imports.unfinished(desk)
    lines = [
        Line(
            _words(one),
            None,
            "error",
            deed=_take_back(one),
        )
        for one in found
    ]
    return Facts(len(found), _heading(found), "error", lines)


def _heading(found: Sequence[imports.Unfinished]) -> str:
    """Say how to go on: with the file, with the undo, or with each as its line says."""
    halves = {one.undoing for one in found}
    if halves == {True}:
        return i18n.text("home.stopped.undoing_words")
    return i18n.text("home.stopped.both_words" if len(halves) > 1 else "home.stopped.words")


def _words(one: imports.Unfinished) -> str:
    if one.undoing:
        return i18n.text("home.stopped.undoing", file=one.file)
    return i18n.text("home.stopped.line", file=one.file, written=one.written, rows=one.rows or "?")


def _take_back(one: imports.Unfinished) -> Deed:
    def act(desk: Any, progress: Progress) -> office.undo.Undone:
        target = imports.undo_target(desk, one.number)
        return office.undo.undo(desk, target, pace=undo.pace_of(progress))

    ask = i18n.text("home.stopped.ask", file=one.file, written=one.written)
    return Deed(
        i18n.text("home.stopped.go_on" if one.undoing else "home.stopped.undo"),
        "arrow-back-up",
        i18n.text("home.stopped.ask_rest", file=one.file) if one.undoing else ask,
        act,
        i18n.text("home.stopped.undone", file=one.file),
        i18n.text("intake_page.undo.job", file=one.file),
    )
