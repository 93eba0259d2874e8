"""What an import says as a whole: each remark once with its count, and what was not read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers.imports import hamlets, lines
from gigdesk.actions.workers.imports.opening import is_unread, where
from gigdesk.domain.workers import granted
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.opening import ColumnChoice
    from gigdesk.actions.workers.imports.reading import Reading

WAITING = ("undecided", "rejected")
FIRST_ROWS = 5
_SURE = 0.9
_INFORMATION = "I"
_HIDDEN = "intake.finding.hidden"
_HIDDEN_ROWS = "intake.finding.hidden_rows"
_DITTO = "findings.value.ditto"
_GROUP = "intake.finding.group_left"
_TOLD_ALL_THE_SAME = frozenset({_HIDDEN, _DITTO, _GROUP})
"""What nothing is wrong with in each row and yet to be known of the file."""
_UNUSED = frozenset({"serial", "age"})


@dataclass(slots=True)
class Told:
    """One remark: its sentence with the params of the first row, how many rows, the first ones.

    `varied` says that what fills the sentence is not the same in all rows.
    """

    code: str
    params: Mapping[str, Any]
    varied: bool = False
    count: int = 0
    rows: list[str] = field(default_factory=list)


class Telling:
    """Gathers the remarks on all rows: why rows wait, and what to look at in those taken in."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._reasons: dict[tuple[str, str], Told] = {}
        self._warnings: dict[tuple[str, str], Told] = {}

    @property
    def reasons(self) -> list[Told]:
        """Return what is said of undecided and rejected rows, the commonest first."""
        return _by_count(self._reasons)

    @property
    def warnings(self) -> list[Told]:
        """Return what is said of the rows that are taken in, the commonest first."""
        return _by_count(self._warnings)

    def add(self, kind: str, place: str, found: Iterable[lines.AsTold]) -> None:
        """Count what is said of one row; a remark that is only information is left out.

        That rows were hidden, or took over what stands above them, is told of the whole file: it
        stands among the warnings whatever becomes of the row.
        """
        met: set[tuple[str, str]] = set()
        for code, level, params in found:
            key = (code, str(params.get("field", "")))
            of_file = code in _TOLD_ALL_THE_SAME
            if (level == _INFORMATION and not of_file) or key in met:
                continue
            met.add(key)
            said = lines.without_numbers(params)
            gathered = self._warnings if of_file or kind not in WAITING else self._reasons
            told = gathered.setdefault(key, Told(_HIDDEN_ROWS if code == _HIDDEN else code, said))
            told.count += 1
            told.varied = told.varied or told.params != said
            if len(told.rows) < FIRST_ROWS:
                told.rows.append(place)


def _by_count(gathered: Mapping[Any, Told]) -> list[Told]:
    return sorted(gathered.values(), key=lambda one: -one.count)


def of_import(desk: Desk, number: int) -> Telling:
    """Return what an import said of its rows; raises errors.NotFound where there is none."""
    intake = rows.intakes.get_by_number(desk.store, number)
    if intake is None:
        raise errors.NotFound("intake.error.no_such_import", number=number)
    found = Telling()
    for row in rows.intakes.told_rows(desk.store, intake["id"]):
        sheets = 1 if row["sheet"] == intake["sheet"] else 2
        place = where(row["sheet"] or "", row["row"], sheets=sheets)
        found.add(row["outcome"], place, [tuple(one) for one in json.loads(row["reasons"])])
    return found


def unread(reading: Reading) -> list[ColumnChoice]:
    """Return the columns of which nothing is kept, in the order of the file.

    A column that has words only below a further header is told under that header, or not at all.
    """
    found = [*reading.opened.columns, *(one for one in reading.further if one.header)]
    fields = {reading.field_of(one) for one in found}
    # Days and offices of papers that no column names or numbers belong to nothing.
    idle = granted.COLUMNS if granted.TELLING.isdisjoint(fields) else frozenset()
    return [
        one
        for one in found
        if (is_unread(reading.field_of(one), one.why) or reading.field_of(one) in idle)
        and not hamlets.are_of_villages(reading, one)
        and (one.sheet, one.index) not in reading.only_turned
    ]


def unsure(reading: Reading) -> list[ColumnChoice]:
    """Return the columns that are read as a field only by their values or by part of a header.

    What somebody chose, be it what was proposed, is settled.
    """
    return [
        one
        for one in reading.opened.columns
        if one.index not in reading.mappings.get(one.sheet, {})
        and is_unsure(one, reading.field_of(one))
    ]


def is_unsure(column: ColumnChoice, chosen: str | None) -> bool:
    """Say whether nobody has confirmed what a column seems to be."""
    doubted = column.why in {"values", "exchanged"} or (
        column.why == "header" and column.confidence < _SURE
    )
    return doubted and chosen == column.field and chosen is not None and chosen not in _UNUSED
