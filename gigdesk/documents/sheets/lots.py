"""The sheet of a draw of lots: seed, everybody who took part, the lot of each, who was drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place
from gigdesk.domain.dispatch import lots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_PLACES = (
    Place("place", 8, Kind.INT),
    Place("number", 10, Kind.INT),
    Place("name", 12),
    Place("sex", 6),
    Place("village", 16, wrap=True),
    Place("lot", 22),
    Place("taken", 10),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below a draw; `pool_sha256` is the digest of who took part."""

    station: str = ""
    batch: str = ""
    number: int = 1
    seed: str = ""
    people: int = 0
    wanted: int = 0
    pool_sha256: str = ""
    reason: str = ""
    filled_by: str = ""
    filled_on: str = ""


def layout(heading: Heading | None = None) -> SheetLayout:
    """Return the layout; whoever holds the sheet can draw again with what stands on it."""
    facts = heading or Heading()
    return SheetLayout(
        name=i18n.text("sheets.lots.tab"),
        title=i18n.text("sheets.lots.title"),
        columns=words.columns("lots", _PLACES),
        head=tuple(Line((said,)) for said in above(facts)),
        foot=(
            Line(
                tuple(
                    words.labelled(key, value)
                    for key, value in (
                        ("sheets.lots.host", ""),
                        ("sheets.lots.witness", ""),
                        ("sheets.filled_by", facts.filled_by),
                        ("sheets.filled_on", facts.filled_on),
                    )
                ),
                height=32,
            ),
        ),
        landscape=False,
        freeze_columns=3,
    )


def above(facts: Heading) -> list[str]:
    """Return the lines above the list: what was drawn, the seed, and how to draw again."""
    text = i18n.text
    told = [
        text(
            "sheets.lots.about",
            station=facts.station,
            batch=facts.batch,
            number=facts.number,
            people=facts.people,
            wanted=facts.wanted,
        ),
        words.labelled("sheets.lots.seed", facts.seed),
        words.labelled("sheets.lots.pool", facts.pool_sha256),
        text("sheets.lots.method"),
    ]
    if facts.reason:
        told.append(words.labelled("sheets.lots.reason", facts.reason))
    return told


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records by their place; `taken` says whether somebody was drawn."""
    return words.rows(layout(), ({**one, "taken": taken(one)} for one in records))


def taken(one: Mapping[str, Any]) -> str:
    """Return the word for somebody who was drawn, empty for the others."""
    return i18n.text("sheets.lots.drawn") if one["taken"] else ""


def read(lines: Sequence[Sequence[str]]) -> tuple[str, list[lots.Line]] | None:
    """Return seed and lines of a sheet that was read back, in whatever language it was written.

    None where it is no sheet of a draw.
    """
    for language in i18n.LANGUAGES:
        found = _read(lines, language)
        if found is not None:
            return found
    return None


def _read(lines: Sequence[Sequence[str]], language: str) -> tuple[str, list[lots.Line]] | None:
    known = i18n.words(language)
    seed = re.compile(rf"{re.escape(known['sheets.lots.seed'])}[：:]\s*(\S+)")
    wanted = {name: known[f"sheets.lots.{name}"] for name in ("place", "number", "lot")}
    said, at, found = "", dict[str, int](), list[lots.Line]()
    for line in lines:
        cells = [cell.strip() for cell in line]
        if at:
            place, number, lot = (_cell(cells, at[name]) for name in ("place", "number", "lot"))
            if place.isdecimal() and number.isdecimal():
                found.append(lots.Line(int(place), int(number), lot))
        elif set(wanted.values()) <= set(cells):
            at = {name: cells.index(title) for name, title in wanted.items()}
        else:
            named = next(filter(None, map(seed.fullmatch, cells)), None)
            said = named[1] if named else said
    return (said, found) if at and found else None


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
