"""The town that a title over a list names, held against the villages that its rows mean.

A title often names who gathered the list, so it chooses and teaches nothing: it is only said where
a village was found in another town.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports import former
from gigdesk.actions.workers.imports.named import plain
from gigdesk.actions.workers.imports.regions import HOUSEHOLD, LIVING
from gigdesk.domain.workers import divisions, findings, titles, workplaces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.workers.imports.found import Found
    from gigdesk.actions.workers.imports.named import Names
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.actions.workers.imports.whole import Whole
    from gigdesk.domain.workers import classing

_SAID = "intake.finding.title_town"
_SEVERAL = "intake.finding.title_several"
_EMPLOYER = "intake.finding.employer_above"


class Titled:
    """The towns in the titles and names of sheets, and in which towns each village has stood."""

    def __init__(
        self,
        reading: Reading | None,
        towns: frozenset[str],
        known: Names,
        whole: Mapping[bytes, str],
    ) -> None:
        """Read the titles by the towns that the desk knows; `whole` are villages with theirs.

        `by_sheet` says whether the bare name of a sheet may tell a village.
        """
        self.by_sheet = True
        self._listed, self._whole = towns, whole
        plans = reading.opened.taken if reading else ()
        self._towns = {
            plan.sheet.name: frozenset(
                town
                for text in (plan.sheet.name, *plan.titles)
                if (town := titles.town_in(text, towns))
            )
            for plan in plans
        }
        self._several = {
            plan.sheet.name: next(filter(titles.several_in, plan.titles), "") for plan in plans
        }
        self._employers = {
            plan.sheet.name: workplaces.over_list(plan.titles)
            for plan in plans
            if reading and not _names_employers(reading, plan.sheet.name)
        }
        self._called = {
            plan.sheet.name: _called(reading, plan.sheet.name, self._towns, known, towns)
            for plan in plans
            if reading
        }
        self._of: dict[bytes, set[str]] = {}
        for places in known.values() if any(self._towns.values()) else ():
            for town, village_id in places:
                self._of.setdefault(village_id, set()).add(town)

    def placed(self, entry: Entry) -> Entry:
        """Return a row below the village after which its sheet is called without the kind: 石桥.

        Only where the row and all that stands over it name none, and the list has no column of
        villages.
        """
        name = self._called.get(entry.sheet, "") if self.by_sheet else ""
        by_group = bool(name) and titles.classed(entry.section) == "group"
        if not name or entry.reading.village or (entry.section and not by_group):
            return entry
        if self.several(entry):
            return entry
        return replace(entry, section=f"{name}{entry.section}", source="sheet")

    def against(self, entry: Entry, found: Found) -> tuple[str, str]:
        """Return the town of the titles over a row that is not that of its village, and that one.

        Nothing where the row itself says the town, be it in an address, and nothing of a village
        that was chosen for all.
        """
        row, place = entry.reading, found.village_id
        town = self._other(entry.sheet, place) if place is not None else ""
        if place is None or not town or row.town or found.coded:
            return "", ""
        text = row.village or entry.section
        if not text or divisions.placed(text, self._listed).town:
            return "", ""
        told = " ".join(str(row.given.get(field) or "") for field in (HOUSEHOLD, LIVING))
        stood = self._whole[place]
        return ("", "") if stood in told else (town, stood)

    def several(self, entry: Entry) -> str:
        """Return the title over a row without a village that names several of them."""
        bare = not entry.reading.village and not entry.section
        return self._several.get(entry.sheet, "") if bare else ""

    def employer(self, entry: Entry) -> str:
        """Return the employer over a list that has no column of employers."""
        return self._employers.get(entry.sheet, "")

    def _other(self, sheet: str, village_id: bytes) -> str:
        """Return the town that a sheet's titles name where a village is in another one only."""
        named = self._towns.get(sheet, frozenset())
        stood = self._of.get(village_id, set()) if len(named) == 1 else set()
        (town,) = named if stood else ("",)
        return "" if plain(town) in stood or "" in stood else town


def _names_employers(reading: Reading, sheet: str) -> bool:
    of_sheet = (one for one in reading.columns if one.sheet == sheet)
    return any(reading.field_of(one) == "employer_name" for one in of_sheet)


def _called(
    reading: Reading,
    sheet: str,
    titled: Mapping[str, frozenset[str]],
    known: Names,
    towns: frozenset[str],
) -> str:
    """Return the bare name of a sheet where one village is called so, and no town or title else."""
    name = titles.called_after(sheet)
    found = known.get(plain(name), ())
    town_keys = {divisions.town_key(one) for one in towns}
    if name in town_keys or len(former.once(found)) != 1:
        return ""
    if any(reading.field_of(one) == "village" for one in reading.columns if one.sheet == sheet):
        return ""
    said = {plain(one) for one in titled[sheet]}
    return name if not said or said & {town for town, _ in found} else ""


def told(
    classed: classing.Classed, whole: Whole, at: int, entry: Entry, found: tuple[str, str]
) -> classing.Classed:
    """Say, at the first row of each village, that the titles over it name another town.

    `found` is that town and the village with its own.
    """
    town, village = found
    key = (_SAID, entry.sheet, village)
    taken = classed.kind in {"new", "updated", "undecided"}
    if not taken or not town or whole.taught.setdefault(key, at) != at:
        return classed
    said = findings.warning(_SAID, town=town, village=village)
    return replace(classed, warnings=(*classed.warnings, said))


def set_aside(
    classed: classing.Classed, whole: Whole, at: int, entry: Entry, title: str
) -> classing.Classed:
    """Say, at the first new person without a village, that the title names several of them."""
    without = classed.kind == "new" and classed.values.get("village_id") is None
    if not title or not without or whole.taught.setdefault((_SEVERAL, entry.sheet), at) != at:
        return classed
    said = findings.warning(_SEVERAL, title=title)
    return replace(classed, warnings=(*classed.warnings, said))


def unread_employer(
    classed: classing.Classed, whole: Whole, at: int, entry: Entry, employer: str
) -> classing.Classed:
    """Say, at the first row of a sheet that is taken, that the employer over it was not read.

    It may be where all of them work, who sends them, or who keeps the list.
    """
    taken = classed.kind in {"new", "updated", "unchanged"}
    if not taken or not employer or whole.taught.setdefault((_EMPLOYER, entry.sheet), at) != at:
        return classed
    said = findings.warning(_EMPLOYER, employer=employer)
    return replace(classed, warnings=(*classed.warnings, said))
