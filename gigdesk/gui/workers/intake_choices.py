"""What the user chooses for a file on its way into the registry, and the villages to choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.actions import office
from gigdesk.gui.fields import Candidate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.workers.intake_flow import Found


@dataclass(slots=True)
class Choices:
    """What the user chose on the column screen, and for words that no list has."""

    by_sheet: dict[str, dict[int, str | None]] = field(default_factory=dict)
    corrected: set[str] = field(default_factory=set)
    units_fen: dict[str, int] = field(default_factory=dict)
    village_id: bytes | None = None
    village: str = ""
    words: dict[tuple[str, str], str | None] = field(default_factory=dict)


def corrected(found: Found, chosen: Mapping[str, Mapping[int, str | None]]) -> set[str]:
    """Return the sheets in which a column was sent elsewhere than proposed."""
    return {
        column.sheet
        for column in found.opened.columns
        if chosen.get(column.sheet, {}).get(column.index, column.field) != column.field
    }


def places(desk: Any, typed: str) -> list[Candidate]:
    """Return the villages that somebody means, by words or pinyin initials."""
    return [
        Candidate(one["id"], one["name"], one["parent_name"] or "")
        for one in office.places.villages(desk, typed, limit=20)
    ]
