"""Says what was done to a person, with the way back where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain.office import acts
from gigdesk.gui import undo as undoing

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions import office
    from gigdesk.actions.desk import Done
    from gigdesk.gui.window import Window


def done_of(answer: Any) -> Done:
    """Return what an act changed; some acts give an id beside it, some a record."""
    found: Done = answer[-1] if isinstance(answer, tuple) else getattr(answer, "done", answer)
    return found


def say(
    frame: Window,
    answer: Any,
    again: Callable[[], object],
    *,
    words: str = "",
    also: tuple[str, Callable[[], object]] | None = None,
) -> None:
    """Tell what was done; undoing it asks the page anew by `again`, `also` is still to be done."""
    done = done_of(answer)
    said = words or i18n.text("people.done", act=i18n.text(f"acts.{done.name}"))
    back = acts.ACTS[done.name].undoable
    way_back = (lambda: undo(frame, done, again)) if back else None
    frame.say(said, "ok" if also is None else "warning", undo=way_back, also=also)


def undo(frame: Window, done: Done, again: Callable[[], object]) -> None:
    """Take one act back and say so."""

    def told(found: office.undo.Undone) -> None:
        frame.say(undoing.said(found))
        again()

    undoing.take_back(frame.tasks, done.number, told, owner=frame, act=done.name)
