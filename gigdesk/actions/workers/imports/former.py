"""What became of villages and towns that were joined to others, and where they stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.store import office as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.store.database import Database

_VILLAGE = "village_id"

Places = dict[bytes, dict[str, Any]]


def today(place: Mapping[str, Any], places: Mapping[bytes, Mapping[str, Any]]) -> bytes:
    """Return the id of what a place is today: itself, or what it was joined to."""
    seen = {place["id"]}
    while (after := place["successor_id"]) in places and after not in seen:
        seen.add(after)
        place = places[after]
    found: bytes = place["id"]
    return found


def stated_today(store: Database, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row of before states, with the village as it is today."""
    stated = fields.get(_VILLAGE) or ""
    if not stated:
        return dict(fields)
    return {**fields, _VILLAGE: rows.places.today(store, bytes.fromhex(stated)).hex()}


def towns(store: Database, places: Places) -> dict[bytes, tuple[str, ...]]:
    """Return the towns in which villages stood before their town was joined to the one of today.

    Rosters name the old town for years. A town that has villages of its own again, because the act
    was taken back, is none of them.
    """
    ended = {one["id"] for one in places.values() if one["level"] == "town" and one["successor_id"]}
    if not ended:
        return {}
    into = {today(places[one], places) for one in ended}
    moved = (one["id"] for one in places.values() if one["parent_id"] in into)
    found: dict[bytes, tuple[str, ...]] = {}
    for village, town in rows.places.former_parents(store, moved):
        before = places.get(town)
        if before is None or town not in ended:
            continue
        if today(before, places) == places[village]["parent_id"]:
            names = (*found.get(village, ()), before["name"])
            found[village] = tuple(dict.fromkeys(names))
    return found


def once(found: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return (town, village) with each village once, however many towns it has stood in."""
    seen: dict[bytes, tuple[str, bytes]] = {}
    for one in found:
        seen.setdefault(one[1], one)
    return list(seen.values())
