"""What a pasted block would do to a grid: which cells, what they overwrite, what cannot stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors, i18n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.grid.cells import Change
    from gigdesk.gui.grid.model import GridModel

NAMED = 6
"""So many refused cells are named before anything is written; the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes of a paste and what has to be said about it."""

    changes: tuple[Change, ...]
    rows: int
    columns: int
    overwritten: int
    refused: tuple[tuple[int, int, errors.Invalid], ...]
    named: tuple[str, ...]
    outside: int
    emptied: int = 0

    @property
    def words(self) -> str:
        """Return the sentence shown before anything is written."""
        said = [
            i18n.text(
                "window.grid.will_write",
                rows=self.rows,
                columns=self.columns,
                cells=self.overwritten,
            )
        ]
        if self.emptied:
            said.append(i18n.text("window.grid.will_empty", cells=self.emptied))
        if self.refused:
            said.append(i18n.text("window.grid.will_refuse", cells=len(self.refused)))
            said += [f"    {cell}" for cell in self.named[:NAMED]]
        if self.outside:
            said.append(i18n.text("window.grid.outside", cells=self.outside))
        return "\n".join(said)


def plan(model: GridModel, block: Sequence[Sequence[str]], place: Place) -> Plan:
    """Work out a paste of `block` at `place`; a single value fills the whole rectangle."""
    high, wide = len(block), len(block[0]) if block else 0
    if high == wide == 1:
        high, wide = place.bottom - place.top + 1, place.right - place.left + 1
        block = [[block[0][0]] * wide] * high
    changes: list[Change] = []
    refused: list[tuple[int, int, errors.Invalid]] = []
    wrong: list[tuple[int, int, str]] = []
    outside = 0
    for down, line in enumerate(block):
        for across, words in enumerate(line):
            row, number = place.top + down, place.left + across
            if row >= model.rowCount() or number >= model.columnCount():
                outside += bool(words)
                continue
            if model.columns[number].read_only:
                outside += bool(words) and words != model.index(row, number).data()
                continue
            try:
                change = model.change(row, number, model.columns[number].parse(words))
            except errors.Invalid as error:
                refused.append((row, number, error))
                wrong.append((row, number, words))
                continue
            if change.before != change.after:
                changes.append(change)
    overwritten = sum(change.before is not None for change in changes)
    emptied = sum(change.after is None for change in changes)
    named = tuple(
        i18n.text("window.grid.not_here", cell=model.cell_name(row, number), words=words)
        for row, number, words in wrong
    )
    return Plan(tuple(changes), high, wide, overwritten, tuple(refused), named, outside, emptied)
