"""The group of a village in a column of its own beside it: kept as a cell with both is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import divisions, findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.workers.imports.opening import ColumnChoice
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers import classing

_SURE = {"text", "number"}
"""A date is what Excel makes of 4-5."""
_TAKEN = {"new", "updated", "unchanged"}
_GROUP, _VILLAGE = "group", "village"
_ADDRESS, _HOUSEHOLD, _NOTES = "address", "hukou_address", "notes"


def are_of_villages(reading: Reading, column: ColumnChoice) -> bool:
    """Say whether a column holds groups of villages: by its words, or right behind the villages.

    组别 elsewhere in a list is mostly a gang of workers, and so is any group of a class or a party.
    """
    if reading.field_of(column) != _GROUP:
        return False
    if divisions.calls_group_of_village(column.header):
        return True
    if any(map(divisions.divides_people, _titles(reading, column.sheet))):
        return False
    return any(
        reading.field_of(one) == _VILLAGE
        and (one.sheet, one.block, one.index + 1) == (column.sheet, column.block, column.index)
        for one in reading.opened.columns
    )


def _titles(reading: Reading, sheet: str) -> list[str]:
    plans = [plan for plan in reading.opened.taken if plan.sheet.name == sheet]
    return [sheet, *(title for plan in plans for title in plan.titles)]


class Hamlets:
    """Where the sheets of a list have the groups of their villages."""

    def __init__(self, reading: Reading | None) -> None:
        """Look at the columns; nothing is read without them."""
        columns = reading.opened.columns if reading else ()
        self._at = {
            (one.sheet, one.block): (one.index, divisions.calls_group_of_village(one.header))
            for one in columns
            if reading and are_of_villages(reading, one)
        }

    def kept(
        self,
        classed: classing.Classed,
        entry: Entry,
        person: Mapping[str, object],
        *,
        village: str,
    ) -> classing.Classed:
        """Keep the group of a row with the new person, behind its village in the address.

        `person` is as he is known or will be, `village` his where the row names none. An address
        that names the group says it already; to another address it is a remark. Of somebody known,
        and of a cell that names no group, it is only told.
        """
        text, group = self._group(entry)
        values = classed.values
        told = [str(person.get(name) or "") for name in (_ADDRESS, _HOUSEHOLD, _NOTES)]
        if not text or (group and any(divisions.names_group(one, group) for one in told)):
            return classed
        place = entry.reading.village or entry.section or village
        if not group or classed.kind != "new" or (divisions.placed(place).group and group != place):
            return _told(classed, text)
        whole = group if group.startswith(place) else f"{place}{group}"
        field = _ADDRESS
        if not entry.reading.given.get(_ADDRESS):
            # What stands there is only the place of the row, which was not found.
            whole = f"{told[0]}{group}" if told[0] else whole
        else:
            field = _NOTES
            whole = " ".join(str(one) for one in (values.get(field), whole) if one)
        return replace(classed, values={**values, field: whole})

    def _group(self, entry: Entry) -> tuple[str, str]:
        """Return what stands in a row's cell of groups, and the group that it names."""
        at, may_be_called = self._at.get((entry.sheet, entry.block), (-1, False))
        found = next(((kind, text) for one, kind, text in entry.cells if one == at), ("", ""))
        kind, text = found[0], found[1].strip()
        if divisions.is_no_place(text) or not text.strip("0"):
            return "", ""
        sure = kind in _SURE
        return text, divisions.group_of(text, may_be_called=may_be_called) if sure else ""


def _told(classed: classing.Classed, text: str) -> classing.Classed:
    """Say at a row that its group was written nowhere."""
    if classed.kind not in _TAKEN:
        return classed
    said = findings.information("intake.finding.group_left", text=text)
    return replace(classed, warnings=(*classed.warnings, said))
