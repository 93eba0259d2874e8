"""Which village a row is taken in with: the one it names, that of its address, or none yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.actions.workers.imports import coded
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from gigdesk.actions.workers.imports.found import Found
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.villages import Villages
    from gigdesk.actions.workers.imports.whole import Whole
    from gigdesk.domain.workers import classing, fitting, rows


_FROM = {
    "sheet": "intake.finding.village_by_sheet",
    "title": "intake.finding.village_by_title",
    "section": "intake.finding.village_by_section",
    "above": "intake.finding.village_by_above",
}


class Home(NamedTuple):
    """The village that the address of a row names, and the address."""

    place: bytes
    address: str


class Dwelling(NamedTuple):
    """The village that was found for a row, that of its address, and those it may mean as well."""

    found: Found
    home: Home | None
    perhaps: tuple[bytes, ...]

    @property
    def likely(self) -> tuple[bytes, ...]:
        """Return every village by which somebody of the row's name may be meant."""
        village_id = self.found.village_id
        return (*self.perhaps, village_id) if village_id else self.perhaps

    def of(self, known: fitting.Known | None) -> Dwelling:
        """Return the same of somebody registered, whom no address of living moves."""
        of_known = self.found.of_known
        return self if known is None or of_known is None else self._replace(found=of_known)


def of(villages: Villages, entry: Entry) -> Dwelling:
    """Return where a row says that its person lives; its address where it has no other village."""
    found, home = villages.find(entry), None
    if found.village_id is None and not found.kept:
        place, address = villages.by_address(entry)
        home = Home(place, address) if place is not None else None
    perhaps = villages.perhaps(entry)
    return Dwelling(found, home, (*perhaps, *found.perhaps, home.place) if home else perhaps)


def at_home(classed: classing.Classed, home: Home) -> classing.Classed:
    """Put a new person into the village of the address, and say so."""
    said = findings.information("intake.finding.village_by_address", address=home.address)
    values = {**classed.values, "village_id": home.place}
    return replace(classed, values=values, warnings=(*classed.warnings, said))


def elsewhere(
    known: fitting.Known | None, entry: Entry, found: Found, villages: Villages
) -> tuple[findings.Finding, ...]:
    """Ask about somebody registered whom the list has in a village that the desk does not know.

    The same holds of one it only knows from this very list, so that taking it in twice ends alike.
    """
    home = known.values.get("village_id") if known is not None else None
    if not found.elsewhere or home is None or home in {found.village_id, *found.perhaps}:
        return ()
    stated = entry.reading.village or entry.section
    at_home = villages.name(home)
    return (findings.warning("findings.row.village_elsewhere", village=stated, known=at_home),)


def not_moved(
    known: fitting.Known | None, entry: Entry, found: Found, villages: Villages
) -> tuple[findings.Finding, ...]:
    """Say that somebody registered stays where she is, though the list stands under another place.

    A title, a section or the sheet's name says of many people at once where they are; it fills a
    village that nobody has entered, and never replaces one that somebody has.
    """
    home = known.values.get("village_id") if known is not None else None
    by_row = entry.reading.village or found.coded
    if entry.source not in _FROM or by_row or found.village_id is None:
        return ()
    if home is None or home in {found.village_id, *found.perhaps}:
        return ()
    at_home = villages.name(home)
    return (findings.warning("findings.row.not_moved", village=entry.section, known=at_home),)


def from_above(
    classed: classing.Classed, whole: Whole, at: int, entry: Entry, found: Found
) -> classing.Classed:
    """Say, at the first row of a list that it concerns, that the village stood over the people.

    Also where another village stands farther off: the nearer one was taken.
    """
    said_by = _FROM.get(entry.source)
    by_row = entry.reading.village or found.coded
    if said_by is None or by_row or found.village_id is None:
        return classed
    if classed.kind not in ("new", "updated", "undecided"):
        return classed
    key = (entry.sheet, entry.source, entry.against, entry.section)
    if whole.taught.setdefault(key, at) != at:
        return classed
    said = [findings.information(said_by, village=entry.section)]
    if entry.against:
        code = "intake.finding.village_against"
        said.append(findings.warning(code, village=entry.section, other=entry.against))
    return replace(classed, warnings=(*classed.warnings, *said))


def strange_code(
    classed: classing.Classed, whole: Whole, at: int, found: Found
) -> classing.Classed:
    """Say, at the first row with it, that no village has the code beside a village by name."""
    key = (coded.UNKNOWN, found.strange)
    if not found.strange or whole.taught.setdefault(key, at) != at:
        return classed
    said = findings.warning(coded.UNKNOWN, text=found.strange)
    return replace(classed, warnings=(*classed.warnings, said))


def taught(
    classed: classing.Classed, whole: Whole, at: int, named: tuple[str, str]
) -> classing.Classed:
    """Say at the first row that is taken in with a village of the list that it is being made."""
    needed = classed.kind == "new" or any(one.field == "village_id" for one in classed.diffs)
    if not needed or classed.kind not in ("new", "updated"):
        return classed
    if whole.taught.setdefault(named, at) != at:
        return classed
    said = findings.warning("intake.finding.village_made", village="".join(named))
    return replace(classed, warnings=(*classed.warnings, said))


def with_place_text(
    classed: classing.Classed, row: rows.RowReading, found: Found
) -> classing.Classed:
    """Keep what a cell says of the place beyond the village with the new person.

    That is the name of a village that was not found, who else would lose it, or the group.
    """
    text = found.group
    if found.village_id is None:
        text = " ".join(part for part in (row.town, found.kept or found.group) if part)
    told = str(classed.values.get("address") or "")
    if classed.kind != "new" or not text or (found.group and text in told):
        return classed
    if found.village_id is None and classed.values.get("village_id") is not None:
        return classed
    field = "address" if not told else "notes"
    kept = " ".join(str(part) for part in (classed.values.get(field), text) if part)
    return replace(classed, values={**classed.values, field: kept})
