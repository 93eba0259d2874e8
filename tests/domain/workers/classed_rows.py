"""Rows and people for the tests of classes; nobody of them lives."""

from __future__ import annotations

import datetime
from typing import Any

from gigdesk.domain.workers import classing, fitting, identity, rows
from gigdesk.domain.workers.rows import TypedCell as Cell
from gigdesk.domain.workers.worker import WorkerId

TODAY = datetime.date(2025, 6, 1)
SHEET = rows.Sheet(TODAY)
NUMBER = "360426199101010071"
VILLAGE, OTHER_VILLAGE = b"v" * 16, b"o" * 16


def row(place: int = 5, /, **cells: str | Cell) -> rows.RowReading:
    typed = {name: cell if isinstance(cell, Cell) else Cell(cell) for name, cell in cells.items()}
    return rows.read(place, typed, SHEET)


def person(mark: str = "a", /, **values: object) -> fitting.Known:
    known: dict[str, object] = {
        "name": "赵大山",
        "doc_no": NUMBER,
        "doc_kind": "01",
        "sex": "1",
        "birth_date": "1991-01-01",
        "village_id": VILLAGE,
    }
    return fitting.Known(WorkerId(mark.encode() * 16), {**known, **values})


def classed(
    read: rows.RowReading, known: fitting.Known | None = None, **more: Any
) -> classing.Classed:
    limits = classing.Limits(employable=16, shared_by=3)
    return classing.class_row(read, known, today=TODAY, **{"limits": limits, **more})


def codes(found: tuple[Any, ...]) -> list[str]:
    return [one.code.removeprefix("findings.") for one in found]


def diffs(found: classing.Classed) -> dict[str, tuple[object, object]]:
    return {one.field: (one.before, one.after) for one in found.diffs}


def number(day: str, order: str = "123", county: str = "431127") -> str:
    body = county + day + order
    return body + identity.check_character(body)
