"""Which columns of an opened roster say what their amounts count, and of which it must be asked."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import roster_in
from gigdesk.domain import workers
from gigdesk.domain.workers import corners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.workers.imports.opening import Opened

    Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is known of the amounts of a file before it is read, by sheet and column.

    `stated` are the fields whose unit the workbook itself says, `worded` the columns whose header,
    group or corner says it, `bare` those without one figure.
    """

    stated: Mapping[str, frozenset[str]]
    worded: frozenset[Place]
    bare: frozenset[Place]

    def ask(self, sheet: str, index: int, field: str | None) -> bool:
        """Say whether the user must say what a column counts that goes to this field."""
        known = workers.worker.BY_NAME.get(field or "")
        if known is None or known.kind != "money" or field in self.stated.get(sheet, ()):
            return False
        return (sheet, index) not in self.worded | self.bare


def amounts_of(opened: Opened) -> Amounts:
    """Return what is known of the amounts of a file; a column nobody took for one has figures.

    Call it where the file was opened: the sheets belong to that thread.
    """
    worded = frozenset(
        (plan.sheet.name, column.index)
        for plan in opened.taken
        for column in plan.columns
        if _unit(column) is not None
    )
    worded |= {(plan.sheet.name, at) for plan in opened.taken for at in _by_corner(plan)}
    found = Amounts(
        {plan.sheet.name: frozenset(plan.units_fen) for plan in opened.taken}, worded, frozenset()
    )
    asked: dict[str, dict[str, set[int]]] = {}
    for plan in opened.taken:
        own = [one for one in opened.columns if one.sheet == plan.sheet.name]
        wanted = {one.index for one in own if found.ask(one.sheet, one.index, one.field)}
        asked.setdefault(roster_in.layout_key(plan), {})[plan.sheet.name] = wanted
    # An answer holds for all sheets of a layout: figures in one of them are reason to ask.
    figures: dict[str, set[int]] = {}
    for plan in opened.taken:
        key = roster_in.layout_key(plan)
        there = figures.setdefault(key, set())
        there |= _with_figures(plan, asked[key][plan.sheet.name] - there)
    bare = frozenset(
        (sheet, index)
        for key, sheets in asked.items()
        for sheet, wanted in sheets.items()
        for index in wanted - figures[key]
    )
    return Amounts(found.stated, worded, bare)


def _with_figures(plan: roster_in.RosterPlan, columns: set[int]) -> set[int]:
    """Return those of some columns in which there is a figure."""
    found: set[int] = set()
    if not columns:
        return found
    for row in roster_in.rows(plan):
        if row.skip_reason is None:
            filled = {at for at in columns - found if any(map(str.isdecimal, row.row.text(at)))}
            found |= filled
            if found == columns:
                break
    return found


def units(plan: roster_in.RosterPlan, mapping: Mapping[int, str | None]) -> dict[str, int]:
    """Return what the figures of each amount count, where workbook, header or corner says so."""
    found: dict[str, int] = dict(plan.units_fen)
    by_corner = _by_corner(plan)
    for column in plan.columns:
        name = mapping.get(column.index, column.field)
        unit = by_corner.get(column.index, _unit(column))
        if name and unit is not None:
            found[name] = unit
    return found


def _unit(column: roster_in.ColumnGuess) -> int | None:
    """Return what the header of a column, or its group, says that its figures count."""
    return workers.columns.unit_fen(f"{column.group} {column.header}")


def _by_corner(plan: roster_in.RosterPlan) -> dict[int, int]:
    """Return what the corner over a list says of amounts that say no unit themselves, by column.

    Of several amounts it tells only where it says that it means them; two units tell none.
    """
    if plan.returned or not plan.header_rows:
        return {}
    first = plan.header_rows[0]
    above = itertools.takewhile(lambda row: row.number < first, plan.sheet.rows())
    said = list(corners.over((row.text(at) for at in row.own()) for row in above))
    bare = [one for one in plan.columns if _is_amount(one) and _unit(one) is None]
    alone = len({(one.group, one.header) for one in bare}) == 1
    if len({one.fen for one in said}) != 1 or not (alone or any(one.of_amounts for one in said)):
        return {}
    return {one.index: said[0].fen for one in bare}


def _is_amount(column: roster_in.ColumnGuess) -> bool:
    known = workers.worker.BY_NAME.get(column.field or "")
    if column.field is not None:
        return known is not None and known.kind == "money"
    return corners.may_be_amount(f"{column.group} {column.header}")
