"""What the registry knows around one chunk of rows, fetched in a few queries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports import beside
from gigdesk.domain.workers import fitting
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.own import Own
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.whole import Whole
    from gigdesk.domain.workers import classing


class Around:
    """Who has the numbers of some rows, who is like them, and who gives their telephones."""

    def __init__(
        self,
        desk: Desk,
        entries: Sequence[Entry],
        villages: Sequence[tuple[bytes, ...]],
        own: Own,
    ) -> None:
        """Fetch it, as it was before the import that `own` tells of; `villages` may be meant."""
        store, people = desk.store, rows.people
        self._own = own
        read = [entry.reading for entry in entries]
        exact = (fitting.exact_number(row) for row in read)
        numbers = {row.doc_no for row in read if row.doc_no} | {one for one in exact if one}
        holders = people.by_doc_nos(store, numbers)
        self._known = {
            number: own.before(row) for number, row in holders.items() if row["id"] not in own.made
        }
        self._made = {number: row["id"] for number, row in holders.items() if row["id"] in own.made}
        strangers = [
            (row, near)
            for row, near in zip(read, villages, strict=True)
            if row.name and row.doc_no not in self._known
        ]
        births = {(row.name, birth) for row, _ in strangers for birth in fitting.births(row)}
        places = {(row.name, village) for row, near in strangers for village in near}
        asked = [
            found["id"]
            for row in read
            if row.further_phones and (found := self._known.get(row.doc_no or ""))
        ]
        self._recorded = beside.columns(desk, read, self._known, own.papers)
        self._phones = rows.belongings.find_of_many(store, "worker_phone", asked)
        # A damaged number may be that of a record merged away, whose birth nobody has any more.
        damaged = {
            (row.name, birth)
            for row, _ in strangers
            if not row.paper.ok
            for birth in fitting.births(row)
        }
        self._survivors = people.survivors_by_name_birth(store, damaged) if damaged else {}
        self._by_birth = people.by_name_birth(store, births)
        self._by_village = people.by_name_village(store, places)
        given = {row.telephones[0].number for row, _ in strangers if row.telephones}
        self._givers = own.givers(rows.intakes.phone_givers(store, given))

    def known(self, entry: Entry) -> fitting.Known | None:
        """Return the person with the number of a row."""
        found = self._known.get(entry.reading.doc_no or "")
        if found is None:
            return None
        told = self._phones.get(found["id"], ())
        found = {**found, **beside.said(entry.reading, self._recorded.get(found["id"], {}))}
        return fitting.Known(found["id"], found, frozenset(one["phone"] for one in told))

    def household(self, entry: Entry) -> bytes | None:
        """Return the household of the person with the number of a row."""
        found = self._known.get(entry.reading.doc_no or "")
        return found["household_id"] if found is not None else None

    def candidates(self, entry: Entry, villages: Sequence[bytes]) -> list[fitting.Known]:
        """Return the people of the row's name with its birth, village or whole old number."""
        row = entry.reading
        births = fitting.births(row)
        alike = [one for birth in births for one in self._by_birth.get((row.name, birth), [])]
        for village_id in villages:
            alike += self._by_village.get((row.name, village_id), [])
        alike = self._own.as_before(row.name, alike, births=births, villages=villages)
        whole = self._known.get(fitting.exact_number(row) or "")
        if whole is not None:
            alike.append(whole)
        found = {one["id"]: fitting.Known(one["id"], one) for one in alike}
        for birth in births:
            former = frozenset({(row.name, birth)})
            for one in self._survivors.get((row.name, birth), ()):
                found[one["id"]] = fitting.Known(one["id"], self._own.before(one), former=former)
        return list(found.values())

    def noted(
        self, classed: classing.Classed, known: fitting.Known | None, entry: Entry
    ) -> classing.Classed:
        """Keep how somebody was who is changed; point at whom an earlier row has made."""
        if known is not None:
            if classed.kind == "updated":
                self._own.note(known.values, [one.field for one in classed.diffs])
            return classed
        made = self._made.get(entry.reading.doc_no or "")
        if made is None or classed.proposed_id is not None:
            return classed
        return replace(classed, proposed_id=made)

    def phone_people(self, entry: Entry, whole: Whole) -> int:
        """Return how many people give the row's telephone, those of the file included."""
        telephones = entry.reading.telephones
        if not telephones:
            return 0
        phone = telephones[0].number
        known = self._givers.get(phone, set())
        return len(known | whole.givers(phone) | {whole.giver_of(entry)})
