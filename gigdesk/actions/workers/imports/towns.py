"""Which town a text means, however a list spells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.workers import divisions

if TYPE_CHECKING:
    from collections.abc import Collection


def meant(
    text: str, known: Collection[str], learned: Collection[str], there: Collection[str]
) -> str:
    """Return the town that a text means: 江村 the one 江村镇, where only one has the name.

    `known` are the towns of the desk, `learned` those of this very list, `there` those of the
    learned ones that have the village of the row already: for these 江村乡 is taken too. A town
    that was known before is for a person to look at.
    """
    said = divisions.placed(text, known).town or text.strip()
    if not said or said in known or said in learned:
        return said
    spellings = [known, learned]
    if divisions.has_town_kind(said):
        bare = [one for one in learned if not divisions.has_town_kind(one)]
        spellings = [bare, [one for one in learned if one in there]]
    for towns in spellings:
        alike = [one for one in towns if divisions.town_key(one) == divisions.town_key(said)]
        if len(alike) == 1:
            return alike[0]
    return said


def in_cell(text: str, known: frozenset[str]) -> str:
    """Return the text of a cell of towns that names a village as well: 江村镇富河村."""
    place = divisions.placed(text, known)
    return text if place.town and divisions.is_village(place.village) else ""


def is_other(said: str, known: Collection[str], homes: Collection[str]) -> bool:
    """Say whether a town said otherwise than any known one is one that is none of `homes`.

    青溪乡 is the one 青溪镇 of the desk, whose name only changed its kind.
    """
    key = divisions.town_key(said)
    if any(divisions.town_key(one) == key for one in homes):
        return False
    return any(divisions.town_key(one) == key for one in known)
