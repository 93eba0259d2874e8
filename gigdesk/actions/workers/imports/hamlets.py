"""The group of a village in a column of its own beside it: kept as a cell with both is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import divisions

if TYPE_CHECKING:
    from gigdesk.actions.workers.imports.opening import ColumnChoice
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers import classing

_GROUP, _VILLAGE = "group", "village"
_ADDRESS, _HOUSEHOLD = "address", "hukou_address"


def are_of_villages(reading: Reading, column: ColumnChoice) -> bool:
    """Say whether a column holds groups of villages: by its words, or right behind the villages.

    组别 elsewhere in a list is mostly a gang of workers.
    """
    if reading.field_of(column) != _GROUP:
        return False
    if divisions.calls_group_of_village(column.header):
        return True
    return any(
        reading.field_of(one) == _VILLAGE
        and (one.sheet, one.block, one.index + 1) == (column.sheet, column.block, column.index)
        for one in reading.opened.columns
    )


class Hamlets:
    """Where the sheets of a list have the groups of their villages."""

    def __init__(self, reading: Reading | None) -> None:
        """Look at the columns; nothing is read without them."""
        columns = reading.opened.columns if reading else ()
        self._at = {
            (one.sheet, one.block): one.index
            for one in columns
            if reading and are_of_villages(reading, one)
        }

    def kept(self, classed: classing.Classed, entry: Entry, village: str) -> classing.Classed:
        """Keep the group of a row with the new person, behind its village in the address.

        `village` is that of the person where the row itself names none. An address that names the
        group says it already; to another address it is a remark.
        """
        at = self._at.get((entry.sheet, entry.block)) if classed.kind == "new" else None
        text = "" if at is None else next((text for one, _, text in entry.cells if one == at), "")
        group = divisions.group_of(text) if text else ""
        values = classed.values
        told = [str(values.get(name) or "") for name in (_ADDRESS, _HOUSEHOLD)]
        if not group or any(divisions.names_group(one, group) for one in told):
            return classed
        place = entry.reading.village or entry.section or village
        whole = group if group.startswith(place) else f"{place}{group}"
        field = _ADDRESS
        if not entry.reading.given.get(_ADDRESS):
            # What stands there is only the place of the row, which was not found.
            whole = f"{told[0]}{group}" if told[0] else whole
        else:
            field = "notes"
            whole = " ".join(str(one) for one in (values.get(field), whole) if one)
        return replace(classed, values={**values, field: whole})
