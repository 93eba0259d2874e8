"""Finds the village that a row of a roster means: none, one, or several, and never guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports import (
    addressed,
    coded,
    former,
    hamlets,
    learning,
    packing,
    regions,
    spellings,
    titled,
    towns,
)
from gigdesk.actions.workers.imports.found import (
    NONE,
    Found,
    against_code,
    against_town,
    leaves_open,
    not_found,
    though_called,
    unless_elsewhere,
)
from gigdesk.actions.workers.imports.named import Names, candidates, in_town_like, near, plain
from gigdesk.domain.workers import addresses, divisions, figures, findings, single, titles
from gigdesk.store import office as office_rows
from gigdesk.store.workers import intakes as intake_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers.rows import RowReading

_BETWEEN = re.compile(r"[\s,;|/\u3001\uff0c\uff1b]+")
_FAR = frozenset({"title", "sheet"})


class Villages:
    """Finds the village a row means, among those known and those learned from the list itself.

    What is learned never makes a name ambiguous that was clear before.
    """

    def __init__(self, desk: Desk, default: bytes | None, reading: Reading | None = None) -> None:
        """Read the villages of the desk once; `default` is the one chosen for rows without any.

        `reading` is the file, by which the villages are known that it taught before.

        A village is found by its name and by its other names; one that was joined to another
        means that one.
        """
        self._desk = desk
        self._chosen = default
        self._chosen_name = ""
        self.learned = learning.Learned(desk)
        self._spelled = reading.spellings if reading else spellings.Spellings()
        sha256 = reading.opened.sha256 if reading else ""
        self._reading = reading
        self.hamlets = hamlets.Hamlets(reading)
        self._taught = intake_rows.taught_by(desk.store, sha256) if sha256 else frozenset()
        self.read()

    def read(self) -> None:
        """Read the villages again, where somebody else may have written some in between.

        The chosen one may have been taken back by then: nobody is put there, and each row says so.
        """
        self._known: Names = {}
        self._fresh: Names = {}
        self._ended: dict[tuple[str, str, bytes], bytes] = {}
        self._townless = False
        self._told: dict[tuple[str, str], Found] = {}
        places = {one["id"]: one for one in office_rows.places.list_divisions(self._desk.store)}
        self._names = {one["id"]: str(one["name"]) for one in places.values()}
        self._whole = {
            one["id"]: f"{one['parent_name'] or ''}{one['name']}" for one in places.values()
        }
        chosen = places.get(self._chosen or b"")
        self._default = former.today(chosen, places) if chosen else None
        self._chosen_name = chosen["name"] if chosen else self._chosen_name
        self._codes = coded.Codes(
            ((one, former.today(one, places)) for one in places.values()), self._desk.station.code
        )
        self.learned.know(places.values())
        self._towns = frozenset(one["name"] for one in places.values() if one["level"] == "town")
        before = former.towns(self._desk.store, places)
        for place in places.values():
            if place["level"] != "village":
                continue
            today = former.today(place, places)
            others = _BETWEEN.split(place["aliases"] or "")
            names = self._fresh if self.learned.is_fresh(place["id"]) else self._known
            for name in {plain(one) for one in (place["name"], *others) if one}:
                for town in (place["parent_name"] or "", *before.get(place["id"], ())):
                    found = (plain(town), today)
                    self._townless = self._townless or not found[0]
                    if found not in names.setdefault(name, []):
                        names[name].append(found)
                    if today != place["id"]:
                        self._ended[name, *found] = place["id"]
        if self._spelled.regions.are_few and self._spelled.regions.home is None:
            counties = (one["name"] for one in places.values() if one["level"] == "county")
            self._spelled.regions.home = regions.home_of(self._desk, counties)
        station = self._desk.station.code
        self._addresses = addressed.Addresses(
            station, self._towns, self._known, self._spelled.regions
        )
        self.titled = titled.Titled(self._reading, self._towns, self._known, self._whole)
        self.titled.by_sheet = self._chosen is None

    def name(self, village_id: object) -> str:
        """Return the name of a village that the desk knows, or that is learned here."""
        if not isinstance(village_id, bytes):
            return ""
        fresh = self.learned.is_fresh(village_id)
        return self.learned.named(village_id)[1] if fresh else self._names.get(village_id, "")

    def find(self, entry: Entry) -> Found:
        """Return the village of a row and what there is to say about it."""
        entry = self.titled.placed(entry)
        row = entry.reading
        text = row.village or towns.in_cell(row.town, self._towns)
        found = self._beside(row, text) if text else self._of_section(entry)
        if not text and entry.source in _FAR and found.village_id is not None:
            here = self._addresses.lives_in(row) == found.village_id
            found = found if here else unless_elsewhere(found, entry, *self.by_address(entry))
        return self._coded(found, entry, text) if row.region_code else found

    def _beside(self, row: RowReading, text: str) -> Found:
        """Return what a text means in a row; the town of its addresses counts where no other does.

        Such a town chooses among villages of one name, and speaks against a village that is known
        in another town only.
        """
        said = self._said(row, text)
        told = None if said else self._addresses.told(row, text)
        if told is None:
            return self._remembered(text, said)
        village = divisions.placed(text, self._towns).village
        likely = self._likely(text, "") or self._likely(village, "")
        ids = {one for _, one in likely}
        # With the towns in which they stood before: addresses name those for years.
        stood = [
            one
            for names in (self._known, self._fresh)
            for one in candidates(village, names)
            if one[1] in ids
        ]
        homes = {town for town, _ in stood}
        there = {
            addresses.kind_of(self.name(place)) for town, place in stood if town == plain(told.town)
        }
        of_file = self._spelled.has_town(told.town)
        teaches = self.learned.open and "" not in homes and told.may_teach(of_file=of_file)
        if told.chooses(there, len(likely)) if there else teaches:
            found = self._remembered(text, told.town)
            if told.registered or not likely:
                return found
            return found._replace(of_known=self._remembered(text, ""))
        found = self._remembered(text, "")
        if there or not homes or "" in homes or found.village_id is None or told.aside:
            return found
        name = self.name(found.village_id)
        if addresses.kind_of(name) not in {"", told.kind}:
            return found
        here = self.learned.named(found.village_id) if found.fresh else ()
        known = "".join(here) or self._whole[found.village_id]
        if told.is_known or towns.is_other(told.said, self._towns, homes):
            return against_town(found, text, told, known)
        return though_called(found, told.said, known.removesuffix(name))

    def _said(self, row: RowReading, text: str) -> str:
        """Return the town that a row tells with a village, as it is said or by its code.

        A code in a column of its own chooses among villages of one name, and never goes before
        the name of a village that is in another town only, or that is written with its town.
        """
        town = self._codes.town(row.town or row.region_code)
        if row.town or not town:
            return town or row.town
        own = divisions.placed(text, self._towns).town
        if own and plain(own) != plain(town):
            return ""
        return town if self._there(text, plain(town)) or not self._there(text, "") else ""

    def _coded(self, found: Found, entry: Entry, text: str) -> Found:
        """Return the village of a row whose code of a place has its say; it never beats a name."""
        code = entry.reading.region_code
        place = self._codes.village(code)
        if place is None:
            if self._codes.is_wider(code):
                town = self._codes.town(code)
                there = self._there(text, plain(town)) if town and text else {found.village_id}
                known = found.village_id is None or found.village_id in there
                return found if known else against_code(found, code, town, text)
            if found.village_id is not None:
                return found._replace(strange=code)
            said = findings.warning(coded.UNKNOWN, text=code)
            return found._replace(remarks=(*found.remarks, said))
        by_title = found.village_id not in {None, place, self._default}
        text = text or found.kept or (entry.section if by_title else "")
        if text and found.village_id == place:
            return found
        if leaves_open(found, place, text, self._towns):
            said = findings.information(coded.PLACED, text=code, village=self.name(place))
            said_in = divisions.placed(text, self._towns)
            bare = found.perhaps or not said_in.village or text.casefold() in single.NOTHING
            kept = text if said_in.group or not bare else ""
            return Found(place, (said,), group=kept, coded=True)
        return against_code(found, code, self.name(place), text)

    def known(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None, bytes | None]]:
        """Yield rows with the village that each means of those the desk has; none is learned.

        Behind it stands the one it names where that was joined to it.

        A row without a village of its own means that of its address.
        """
        told, learns, seen = self._told, self.learned.open, dict[tuple[str, str], Found]()
        for entry in entries:
            self._told, self.learned.open = seen, False
            found = self.find(entry)
            self._told, self.learned.open = told, learns
            place = found.village_id
            if place is None and not found.kept:
                place, _ = self.by_address(entry)
            yield entry, place, found.was

    def typed(self, text: str) -> Found:
        """Return the village that a text means which stands in no roster."""
        return self._remembered(text, "")

    def _remembered(self, text: str, town: str) -> Found:
        """Return what a text means; the same text means the same down the whole list."""
        found = self._told.get((text, town))
        if found is None:
            found = self._told[text, town] = self._of_text(text, town)
        return found

    def _of_section(self, entry: Entry) -> Found:
        """Return the village of the title above a row, or the chosen one."""
        text = figures.COUNTED.sub("", entry.section)
        if not text:
            return self._without_name()
        if titles.classed(text) == "group":
            return self._without_name()._replace(group=text)
        place = divisions.placed(text, self._towns)
        likely = self._there(text, plain(entry.reading.town))
        if entry.source == packing.DOUBTED and not likely:
            said = findings.warning("intake.finding.village_doubted", village=text)
            return self._without_name()._replace(remarks=(said,))
        if len(likely) != 1 and self._chosen is not None:
            return self._without_name()
        several = titles.names_several(text)
        if not likely and (several or not divisions.is_village(place.village)):
            return not_found(text, findings.warning(NONE, village=text, count=0))
        return self._beside(entry.reading, text)

    def _of_text(self, text: str, town: str) -> Found:
        """Return the village that a text means, in a town where one is said."""
        place = divisions.placed(text, self._towns)
        taken = self._town(town or place.town, place.village)
        found = self._in_town(text, taken if town else "", place._replace(town=taken))
        said = divisions.placed(town).town or town.strip() or place.town
        if taken in {said, "".join(said.split())} or found.village_id is None:
            return found
        remark = findings.warning("intake.finding.town_taken", town=said, known=taken)
        return found._replace(remarks=(*found.remarks, remark))

    def _town(self, text: str, village: str) -> str:
        """Return the town that a text beside a village means."""
        places = {town for town, _ in self._fresh.get(plain(village), ())}
        learned = self.learned.towns
        there = [one for one in learned if plain(one) in places]
        found = towns.meant(text, self._towns, learned, there)
        is_there = found in self._towns or found in learned
        return found if is_there else self._spelled.town(found, village)

    def _in_town(self, text: str, town: str, place: divisions.Place) -> Found:
        """Return the village that a text means; `place` are its parts, with the town meant."""
        likely = self._likely(text, plain(town))
        group = ""
        if not likely and place.village and place.village != "".join(text.split()):
            likely = self._likely(place.village, plain(place.town))
            group = text if place.group else ""
            written = divisions.placed(text, self._towns).town if town else ""
            if written and plain(written) != plain(town):
                # Of two towns that a row names nobody knows which one is meant.
                likely = former.once((*likely, *self._likely(text, plain(written))))
        if len(likely) == 1:
            village_id = likely[0][1]
            fresh = self.learned.is_fresh(village_id)
            own = fresh or village_id in self._taught
            named = {plain(text), plain(place.village)}
            was = next((self._ended.get((name, *likely[0])) for name in named), None)
            return Found(village_id, group=group, fresh=fresh, elsewhere=own, was=was)
        if likely:
            code = "intake.finding.village_many"
            said = findings.warning(code, village=text, count=len(likely))
            perhaps = tuple(one for _, one in likely)
            return not_found(text, said)._replace(elsewhere=True, perhaps=perhaps)
        if divisions.is_no_place(text):
            said = findings.warning("intake.finding.village_placeholder", village=text)
            nothing = text.casefold() in single.NOTHING
            return Found(None, (said,)) if nothing else not_found(text, said)
        return self._learn(text, town, place)

    def _learn(self, text: str, town: str, place: divisions.Place) -> Found:
        """Learn a village that nobody knows, where that may be; say what stands against it."""
        name = place.village
        if self.learned.open and not name and place.town:
            return not_found(text, findings.warning("intake.finding.village_town", village=text))
        if not self.learned.open or not divisions.may_be_village(name):
            said = findings.warning(NONE, village=text, count=0)
            named = divisions.may_be_village(name)
            alike = self._known.get(near(name, plain(town or place.town), self._known), ())
            perhaps = tuple(one for _, one in alike)
            return not_found(text, said)._replace(elsewhere=named, perhaps=perhaps)
        town = divisions.placed(town, self._towns).town or town.strip() or place.town
        town = "" if divisions.is_no_place(town) else town
        slip = near(name, plain(town), self._known)
        slip = slip or in_town_like(name, plain(town), self._known, self._towns)
        if slip:
            perhaps = tuple(one for _, one in self._known.get(slip, ()))
            shown = self._whole.get(perhaps[0], slip) if perhaps else slip
            said = findings.warning(
                "intake.finding.village_near", village=f"{town}{name}", known=shown
            )
            return not_found(text, said)._replace(elsewhere=True, perhaps=perhaps)
        like = self._fresh.get(near(name, plain(town), self._fresh), [])
        village_id = self.learned.village(self._spelled.village(name, town), town)
        self._townless = self._townless or not town
        self._fresh.setdefault(plain(name), []).append((plain(town), village_id))
        group = text if place.group else ""
        remarks = tuple(
            findings.warning(
                "intake.finding.village_alike", village=name, known=self.learned.named(one)[1]
            )
            for _, one in like[:1]
        )
        return Found(village_id, remarks, group=group, fresh=True, elsewhere=True)

    def _without_name(self) -> Found:
        """Return the chosen village for a row that names none."""
        if self._chosen is None or self._default is not None:
            return Found(self._default)
        return Found(None, (findings.warning(NONE, village=self._chosen_name, count=0),))

    def perhaps(self, entry: Entry) -> tuple[bytes, ...]:
        """Return villages of the row's name of which nobody wrote down the town.

        A roster without towns leaves such; what is said of town and village there may mean one of
        them. People are only proposed by it.
        """
        if not (self._townless and entry.reading.village and entry.reading.town):
            return ()
        found = (*candidates(entry.reading.village, self._known),)
        found += (*candidates(entry.reading.village, self._fresh),)
        return tuple(place for town, place in found if not town)

    def by_address(self, entry: Entry) -> tuple[bytes | None, str]:
        """Return the one known village that an address names, and the address; for lists without.

        A village in a cell of its own, over the people or chosen for all is never asked against.
        """
        if entry.reading.village or self._chosen is not None:
            return None, ""
        return self._addresses.by_address(entry.reading)

    def _there(self, text: str, town: str) -> set[bytes]:
        """Return the villages that a text or its parts may mean, in a town or anywhere."""
        place = divisions.placed(text, self._towns)
        likely = self._likely(text, town) or self._likely(place.village, town or plain(place.town))
        return {one for _, one in likely}

    def _likely(self, text: str, town: str) -> list[tuple[str, bytes]]:
        """Return (town, id) of the villages a text may mean; known ones go before learned ones."""
        for names in (self._known, self._fresh):
            every = candidates(text, names)
            found = former.once(one for one in every if not town or one[0] == town)
            if found:
                return found
        return []
