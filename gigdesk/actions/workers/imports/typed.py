"""The village that somebody typed, found and learned as one of a roster would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports import found as finding
from gigdesk.actions.workers.imports import villages
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def place_named(desk: Desk, text: str) -> finding.Found:
    """Return the village that somebody typed, as a roster's would be found; writes nothing.

    One that the desk would learn is `fresh`: only where a town stands before a village and nothing
    behind it, since the text alone has to say it all.
    """
    return _named(villages.Villages(desk, None), text)


def _named(places: villages.Villages, text: str) -> finding.Found:
    found = places.typed(text)
    if found.village_id is None or not found.fresh:
        return found
    if found.group or not places.learned.named(found.village_id)[0]:
        return finding.not_found(text, findings.warning(finding.NONE, village=text, count=0))
    return found


def learn(desk: Desk, *, text: str) -> bytes | None:
    """Write the village that `place_named` finds fresh, and its town, as one act; return its id.

    None where it finds none, or none any more.
    """
    places = villages.Villages(desk, None)
    found = _named(places, text)
    if found.fresh:
        with desk.doing("office.add_division") as act:
            places.learned.write(found.village_id)
            act.about = {"divisions": 1}
    return found.village_id
