"""What registration begins with: a waiting row of an import, or what was half filled in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.actions.workers import imports
from gigdesk.gui.workers import declared, intake_words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FromRoster:
    """A waiting row of an import that is to become a person: what it says, and where it stands."""

    row_id: bytes
    values: Mapping[str, Any]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """Which half-filled registration is gone on with: its turn, and the row of a roster, if any."""

    turn: int
    row_id: bytes | None = None


def read(desk: Any, row_id: bytes, values: Mapping[str, Any]) -> FromRoster:
    """Return the row as the form shows it, with the sentence about where it stands."""
    line = imports.look(desk, row_id=row_id)
    if values.get("village_id") is not None:
        line = intake_words.placed(line)
    place = workers.people.place(desk, values.get("village_id"))
    names = [name for name in values if name in workers.people.FIELD_NAMES]
    shown = declared.shown({**values, **place}, names)
    intake = intake_words.import_number(line.intake) if line.intake is not None else ""
    place_key = "intake_page.row_of" if line.file else "intake_page.row"
    where = i18n.text(place_key, file=line.file, where=line.where)
    said = i18n.text("people.from_roster", intake=intake, where=where)
    doubts = [intake_words.told(one) for one in (*line.reasons, *line.warnings)]
    if doubts:
        # Some are whole sentences with their own full stop.
        between = i18n.text("people.from_roster_between")
        listed = between.join(map(_without_stop, doubts))
        said += i18n.text("people.from_roster_doubts", doubts=listed)
    return FromRoster(row_id, shown, said)


def _without_stop(words: str) -> str:
    """Return a sentence without the full stop at its end, in either language."""
    has_stop = words and unicodedata.category(words[-1]) == "Po"
    return words[:-1] if has_stop else words
