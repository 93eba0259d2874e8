"""Shows the first people of an opened roster, for choosing what its columns mean."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports.hiding import hidden
from gigdesk.documents.sheets import roster_in

if TYPE_CHECKING:
    from gigdesk.actions.workers.imports.opening import ColumnChoice, Opened

_SAMPLE_ROWS = 6


@dataclass(frozen=True, slots=True)
class Sample:
    """The first people rows of a sheet, cell by column; long numbers are masked."""

    sheet: str
    numbers: tuple[int, ...]
    rows: tuple[dict[int, str], ...]


def samples(opened: Opened) -> tuple[Sample, ...]:
    """Return the first people rows of each sheet that is taken, for choosing its columns.

    Call it where the file was opened: the sheets belong to that thread.
    """
    return tuple(_sample(plan, opened.columns) for plan in opened.taken)


def _sample(plan: roster_in.RosterPlan, columns: tuple[ColumnChoice, ...]) -> Sample:
    people = (row for row in roster_in.rows(plan) if row.skip_reason is None and row.block == 0)
    found = list(itertools.islice(people, _SAMPLE_ROWS))
    fields = {one.index: one.field for one in columns if one.sheet == plan.sheet.name}
    return Sample(
        plan.sheet.name,
        tuple(row.row_number for row in found),
        tuple(
            {
                at: hidden(row.row.text(at), fields.get(at))
                for at in range(len(row.row.values))
                if row.row.text(at)
            }
            for row in found
        ),
    )
