"""What is only seen in a file as a whole: rows about one person, households, telephones shared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports import givers, homes, sensitive
from gigdesk.actions.workers.imports.opening import where
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.own import Own
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.actions.workers.imports.villages import Villages
    from gigdesk.domain import workers
    from gigdesk.domain.workers import classing

_MOST_DIFFERENT = 12


class Whole:
    """What is only seen in a file as a whole, against the registry.

    Row numbers repeat from sheet to sheet, so the order in the whole file stands for the place.
    `taught` is what is said once, each with the first row that it is said at: villages that are
    made, titles that told a village, strange codes. `made` are of these the villages, as (town,
    name), in the order in which rows need them, `granted` the certificates that become records, by
    person and row.
    """

    def __init__(self, reading: Reading) -> None:
        """Know the rows; who has which number is told by `know`."""
        self.reading = reading
        self.taught: dict[tuple[str, ...], int] = {}
        self.made: dict[tuple[str, str], None] = {}
        self.granted: dict[str, dict[int, tuple[tuple[str, str], ...]]] = {}
        self.heads = homes.Heads(reading, self.places_of)
        self.sensitive = bool(sensitive.fields_of(reading))
        self.is_probe = False
        self._found: dict[str, list[workers.rows.RowReading]] = {}
        self._lives: Mapping[str, str] = {}
        self._places: dict[str, list[int]] = {}

    def know(self, desk: Desk, villages: Villages, own: Own) -> None:
        """Learn from the registry which numbers mean one person, and who lives in which household.

        Once before the first row, so that no row depends on where chunks end, and again where
        others wrote in between.
        """
        self._lives = rows.doubles.living_numbers(desk.store)
        self._found.clear()
        self._places.clear()
        for number, places in self.reading.by_number.items() if self._lives else ():
            self._places.setdefault(self.person_of(number), []).extend(places)
        self.heads.know(desk, villages, own)

    def probe(self) -> Whole:
        """Return the same for classing rows ahead of their turn, as if no household minded."""
        found = Whole(self.reading)
        found._lives, found._places = self._lives, self._places
        found.heads, found.is_probe = homes.Heads(None, self.places_of), True
        return found

    def person_of(self, number: str) -> str:
        """Return what all rows of one person have in common: the number it has today."""
        return self._lives.get(number, number)

    def places_of(self, number: str) -> Sequence[int]:
        """Return the rows that mean whoever has a number, also by one of a merged record."""
        person = self.person_of(number)
        found = self._places.get(person)
        return sorted(found) if found is not None else self.reading.by_number.get(person, ())

    def phone_people(self, entry: Entry) -> int:
        """Return how many people of the file give the row's telephone as their first."""
        telephones = entry.reading.telephones
        return max(1, len(self.givers(telephones[0].number))) if telephones else 0

    def givers(self, phone: str) -> set[str]:
        """Return who of the file gives a telephone that several give."""
        return {self.person_of(one) for one in self.reading.givers.of(phone)}

    def giver_of(self, entry: Entry) -> str:
        """Return whom a row makes the giver of its telephone."""
        return self.person_of(givers.giver_of(entry.reading))

    def others(self, entry: Entry, at: int) -> Sequence[workers.rows.RowReading]:
        """Return the rows about the person of this one, without itself."""
        number = entry.reading.doc_no
        if number is None:
            return ()
        person = self.person_of(number)
        if person not in self._found:
            places = self.places_of(number)
            if len(places) < 2:  # noqa: PLR2004 -- itself and one more
                return ()
            self._found[person] = self._different(places)
        return [one for one in self._found[person] if one.place != at]

    def _different(self, places: Sequence[int]) -> list[workers.rows.RowReading]:
        """Return the rows that say different things, the first of each.

        A list that gives everybody the same number must not be compared each with each: beyond
        `_MOST_DIFFERENT` such rows every further one contradicts one of them.
        """
        seen: set[str] = set()
        found: list[workers.rows.RowReading] = []
        for place in places:
            row = self.reading.entry(place).reading
            said = repr((sorted(row.given.items()), row.village))
            if said not in seen and len(found) < _MOST_DIFFERENT:
                seen.add(said)
                found.append(replace(row, place=place))
        return found


def with_rows(reading: Reading, classed: classing.Classed) -> classing.Classed:
    """Say the rows of the file where the reasons name places by their order."""
    if not any("row" in one.params for one in classed.reasons):
        return classed
    reasons = []
    for one in classed.reasons:
        params = dict(one.params)
        if isinstance(params.get("row"), int):
            entry = reading.entry(int(str(params["row"])))
            sheets = len(reading.opened.sheets)
            params["row"] = where(entry.sheet, entry.reading.place, sheets=sheets)
        reasons.append(replace(one, params=params))
    return replace(classed, reasons=tuple(reasons))
