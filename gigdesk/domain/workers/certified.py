"""Rows of one person that tell of several certificates: two of them are no contradiction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import granted, recorded
from gigdesk.domain.workers.findings import Finding, warning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.domain.workers.rows import RowReading, Value

OTHER = "findings.row.other_certificate"
"""Said of a row about a further certificate of which the person's own columns take no more."""
_LEVEL = "certificate_level"
OF_ONE = (
    "trade",
    "skilled_training",
    "training_kind",
    "training_project",
    "has_national_certificate",
    _LEVEL,
)
"""What a list of certificates says of each: two of one person differ in it."""


def are_two(one: RowReading, other: RowReading) -> bool:
    """Say whether two rows tell of two certificates: by their numbers, else by their names."""
    mine, its = one.certificate, other.certificate
    if mine.number and its.number:
        clear = mine.values and its.values
        same = not clear or granted.same(dict(mine.values), dict(its.values))
        return mine.number != its.number or not same
    return bool(mine.name and its.name) and mine.name != its.name


def beside(
    row: RowReading, same_number: Sequence[RowReading]
) -> tuple[RowReading, tuple[Finding, ...]]:
    """Return a row without what rows about other certificates of the person say otherwise.

    The columns of a person hold one: that of the first row, but for the level, which is the highest
    of the file, wherever it stands. What is left out is told.
    """
    others = [one for one in same_number if are_two(one, row)]
    if not others:
        return row, ()
    told: dict[str, Value] = {}
    for one in sorted(others, key=lambda one: one.place):
        if one.place < row.place:
            told = {**{name: one.given[name] for name in OF_ONE if name in one.given}, **told}
    level = str(row.given.get(_LEVEL, ""))
    lower = any(recorded.is_higher(str(one.given.get(_LEVEL, "")), level) for one in others)
    left = [
        name
        for name in OF_ONE
        if name in row.given
        and (lower if name == _LEVEL else told.get(name, row.given[name]) != row.given[name])
    ]
    if not left:
        return row, ()
    given = {name: value for name, value in row.given.items() if name not in left}
    return replace(row, given=given), (warning(OTHER, field=",".join(left)),)


def of_all(rows: Sequence[RowReading], same_number: Sequence[RowReading]) -> list[RowReading]:
    """Return rows without what others about the same person say otherwise of other certificates."""
    return [beside(row, same_number)[0] for row in rows]
