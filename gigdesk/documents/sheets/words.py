"""Columns with their words, drop-down lists and numbered rows, shared by the layouts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gigdesk.documents.excel.layout import SheetLayout

SEQUENCE = "sequence"


@dataclass(frozen=True, slots=True)
class Place:
    """How a column stands in a layout; its header is the word `sheets.<layout>.<key>`."""

    key: str
    width: float = 10
    kind: Kind = Kind.TEXT
    choices: str = ""
    wrap: bool = False
    sum: bool = False
    left: bool = False


def columns(layout: str, places: Iterable[Place]) -> tuple[Column, ...]:
    """Return the columns of a layout in the language in use."""
    return tuple(
        Column(
            place.key,
            i18n.text(f"sheets.{layout}.{place.key}"),
            width=place.width,
            kind=place.kind,
            choices=listed(place.choices) if place.choices else (),
            wrap=place.wrap,
            sum=place.sum,
            left=place.left,
        )
        for place in places
    )


def listed(name: str) -> tuple[str, ...]:
    """Return the drop-down list `sheets.choice.<name>`; its words stand between bars."""
    return tuple(i18n.text(f"sheets.choice.{name}").split("|"))


def labelled(key: str, value: str) -> str:
    """Return `label: value` as the lines above and below a table carry it."""
    return i18n.text("sheets.labelled", label=i18n.text(key), value=value)


def rows(layout: SheetLayout, records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records in the order of the columns; `sequence` counts from 1.

    A key that a record lacks leaves its cell empty.
    """
    keys = layout.keys()
    numbered = keys.index(SEQUENCE) if SEQUENCE in keys else -1
    for number, record in enumerate(records, start=1):
        row = [record.get(key) for key in keys]
        if numbered >= 0:
            row[numbered] = number
        yield row
