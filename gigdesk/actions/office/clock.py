"""The clock of the PC: whether it is believed, and the word of somebody who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import timing

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from gigdesk.domain import office


def question(desk: Desk) -> office.clocks.Question | None:
    """Return what to ask about the clock, or None where there is no doubt."""
    return timing.question(desk.store, desk.clock)


def confirm(desk: Desk) -> None:
    """Believe the clock as it stands: somebody looked at it and says that it is right.

    What was written in doubt before keeps its mark. The word itself is in the history, with what
    the clock showed.
    """
    with desk.doing("office.confirm_clock") as act:
        asked = timing.question(desk.store, desk.clock)
        if asked is None:
            return
        act.always_noted = True
        act.about = {
            "doubt": asked.doubt.value,
            "shown_ms": asked.now_ms,
            "last_ms": asked.last_ms,
        }
        timing.trust(desk.store, timing.read(desk.clock))
