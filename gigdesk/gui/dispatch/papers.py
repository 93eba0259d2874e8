"""Workbooks that a page of this room writes as a job, and where they then lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui import folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window


def write(
    frame: Window, name: str, act: Callable[[Any, Path], Any], *, ending: str = "xlsx"
) -> None:
    """Write a paper called `name` as a job and say where it is; `act(desk, out)` returns it."""
    wanted = folder.place(frame, f"{name}.{ending}")

    def make(desk: Any, _progress: Progress) -> Any:
        out = folder.free(wanted)
        out.parent.mkdir(parents=True, exist_ok=True)
        return act(desk, out)

    def written(paper: Any) -> None:
        said = i18n.text("batches_page.written", paper=name, count=paper.rows)
        folder.tell(frame, said, paper.path)

    frame.tasks.do(make, written, owner=frame, title=name, slot=("paper", name))
