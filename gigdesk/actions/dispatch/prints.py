"""Printed papers for the window: pages as pictures, and which papers of a batch were made last."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.dispatch import judging
from gigdesk.documents.pdf import preview
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


@dataclass(frozen=True, slots=True)
class Pages:
    """A finished PDF as the window shows it; `size_mm` is how wide and high its pages are."""

    path: Path
    count: int
    pdf: bytes
    size_mm: tuple[float, float]

    def picture(self, number: int, dpi: int) -> tuple[int, int, bytes]:
        """Return page `number` (from 0) as width, height and three bytes per dot."""
        found = preview.picture(self.pdf, number, dpi=dpi)
        return found.width, found.height, found.rgb


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook of a batch that was written: people in it, when (ms UTC), and by whom.

    `left_out` counts those of the list who were not to stand in it.
    """

    paper: str
    rows: int
    at_ms: int
    staff_name: str
    left_out: int = 0


def open_pages(path: Path) -> Pages:
    """Open a PDF that was written; raises errors.UnreadableFile where it is not there."""
    try:
        pdf = path.read_bytes()
    except OSError as trouble:
        raise errors.UnreadableFile("dispatch.error.paper_gone", file=path.name) from trouble
    return Pages(path, preview.page_count(pdf), pdf, preview.page_size_mm(pdf))


def last_exports(desk: Desk, batch_id: bytes) -> dict[str, Exported]:
    """Return the newest export of each workbook of a batch (`insurance`, `roster-filing` …)."""
    row = judging.batch_row(desk, batch_id)
    found: dict[str, Exported] = {}
    for act in rows.duties.exports(desk.store, row["number"]):
        about = json.loads(act["about"])
        if "paper" in about:
            found.setdefault(
                about["paper"],
                Exported(
                    about["paper"],
                    about["rows"],
                    act["at_ms"],
                    act["staff_name"],
                    about.get("left_out", 0),
                ),
            )
    return found
