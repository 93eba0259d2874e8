"""County, towns and villages: adding, changing, finding by pinyin initials."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, workers
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.office.spots import Spot

LEVELS = ("county", "town", "village")
_MOVED = {"worker": "people", "division": "divisions"}
"""As what an act tells of the rows that moved with a place."""
_NEAREST = 3
_NEAR = 0.5


def divisions(desk: Desk, level: str | None = None) -> list[dict[str, Any]]:
    """Return the divisions of one level, or all, each with its parent's name."""
    return rows.places.list_divisions(desk.store, level)


def villages(desk: Desk, typed: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return the villages that fit what was typed: name, alias, town, or pinyin initials."""
    return rows.places.find_villages(desk.store, typed.strip(), limit=limit)


def joinable(desk: Desk, division_id: bytes, typed: str) -> list[dict[str, Any]]:
    """Return the places that one may be joined to: of its level, not ended, fitting `typed`."""
    place = desk.store.get("division", division_id)
    plain = typed.strip()
    return [
        one
        for one in divisions(desk, place["level"] if place else None)
        if one["id"] != division_id
        and not one["valid_to"]
        and (plain in one["name"] or f" {one['initials'] or ''}".find(f" {plain.lower()}") >= 0)
    ]


def coded(desk: Desk, typed: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return the places with a code that fit what was typed: name, town, initials or code."""
    return rows.places.find_coded(desk.store, typed.strip(), limit=limit)


def add_many(
    desk: Desk,
    *,
    wanted: Sequence[dict[str, Any]],
    located: Mapping[bytes, Spot] | None = None,
) -> Done:
    """Add divisions given as {name, level, parent_id, code, aliases, …}, in one act.

    Their ids stand in the order given, which is that of lists by village. Places that are known,
    by id, get the spot in `located`. Raises errors.Invalid for a level that does not exist.
    """
    ids = sorted(desk.new_id() for _ in wanted)
    with desk.doing("office.add_division") as act:
        act.about = {"divisions": len(wanted)}
        for made, one in zip(ids, wanted, strict=True):
            if one["level"] not in LEVELS:
                raise errors.Invalid("office.error.unknown_level", "level", level=one["level"])
            initials = " ".join(workers.pinyin.initials(one["name"]))
            desk.store.add("division", {"id": made, "initials": initials, **one})
        for place, spot in (located or {}).items():
            desk.store.change("division", place, at_spot(spot))
        if located:
            act.about["located"] = len(located)
    return desk.done(act)


def nearest(desk: Desk, typed: str) -> list[str]:
    """Return the villages, with their towns, whose names are nearest to what was typed."""
    known: dict[str, str] = {}
    for one in divisions(desk, "village"):
        whole = f"{one['parent_name'] or ''}{one['name']}"
        known |= {one["name"]: whole, whole: whole}
    near = difflib.get_close_matches(typed.strip(), known, 2 * _NEAREST, _NEAR)
    return list(dict.fromkeys(known[name] for name in near))[:_NEAREST]


def add_named(desk: Desk, text: str) -> bytes:
    """Add the village that a text names behind its town, and the town where it is new; its id.

    Of a town or village that was joined to another it is that of today. Raises errors.Invalid for a
    text without town or village.
    """
    town, village = office.places.parted(text)
    if not (town and village):
        raise errors.Invalid("office.error.village_with_town", "village", village=text)
    add_list(desk, f"{town} {village}")
    known = divisions(desk)
    wanted = (_towns_today(desk, known).get(town, town), village)
    made = next(
        one
        for one in known
        if one["level"] == "village" and (one["parent_name"], one["name"]) == wanted
    )
    return rows.places.today(desk.store, made["id"])


def change(desk: Desk, *, division_id: bytes, changes: dict[str, Any]) -> Done:
    """Rename, recode, end or alias one division, or say where it lies (`spot`, as typed).

    Raises errors.NotFound, and errors.Invalid for a spot that cannot be read.
    """
    if desk.store.get("division", division_id) is None:
        raise errors.NotFound("office.error.no_such_division")
    kept = dict(changes)
    if "spot" in kept:
        kept |= _typed_spot(kept.pop("spot"))
    if "name" in kept:
        kept["initials"] = " ".join(workers.pinyin.initials(kept["name"]))
    with desk.doing("office.change_division") as act:
        act.about = {"changed": sorted(changes)}
        desk.store.change("division", division_id, kept)
    return desk.done(act)


def _typed_spot(text: str | None) -> dict[str, int | None]:
    spot = office.spots.read(text or "")
    if text and spot is None:
        raise errors.Invalid("matching.error.spot", "spot", text=text)
    return at_spot(spot)


def join(desk: Desk, *, division_id: bytes, successor_id: bytes, day: str) -> tuple[int, Done]:
    """Join a village to another, or a town, from a day on (ISO): how much moved, and the act.

    The place ends that day and points to what it is now; its people and households, or the
    villages of a town, stand in the other one from then on. What they were before stays in the
    history. Raises errors.NotFound, and errors.Invalid for a day to come, for a place of another
    level, for one that has ended itself and for the place itself.
    """
    old, new = (desk.store.get("division", one) for one in (division_id, successor_id))
    if old is None or new is None:
        raise errors.NotFound("office.error.no_such_division")
    if old["id"] == new["id"] or old["level"] != new["level"] or new["valid_to"]:
        raise errors.Invalid("office.error.not_joinable", "successor_id", name=new["name"])
    if old["successor_id"]:
        raise errors.Invalid("office.error.joined_already", "successor_id", name=old["name"])
    if day > desk.clock.today().isoformat():
        raise errors.Invalid("office.error.join_to_come", "valid_to", day=day)
    tables = rows.places.MOVING.get(old["level"], ())
    with desk.doing("office.join_divisions") as act:
        moved = {
            table: sum(
                desk.store.change(table, row_id, {column: new["id"]})
                for row_id in rows.places.lying_in(desk.store, table, column, old["id"])
            )
            for table, column in tables
        }
        desk.store.change("division", old["id"], {"valid_to": day, "successor_id": new["id"]})
        act.about = {"name": f"{old['name']} → {new['name']}"}
        act.about |= {_MOVED[table]: count for table, count in moved.items() if table in _MOVED}
    return sum(moved.values()), desk.done(act)


# pasted lists


Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pasted list would add: (town, code) and (town, village, codes) that are new; the rest.

    `codes` are the official code and the county's own. `spots` say where new villages lie,
    `located` where known ones do, by id, as far as that is new.
    """

    towns: tuple[tuple[str, str], ...]
    villages: tuple[tuple[str, str, Codes], ...]
    known: int
    unread: tuple[str, ...]
    spots: Mapping[tuple[str, str], Spot] = field(default_factory=dict)
    located: Mapping[bytes, Spot] = field(default_factory=dict)


def plan_list(desk: Desk, text: str) -> Plan:
    """Return what a pasted list of towns and villages would add; writes nothing."""
    known = divisions(desk)
    towns = {one["name"] for one in known if one["level"] == "town"}
    # Lists name a town for years after it was joined to another.
    now = _towns_today(desk, known)
    villages = {
        (one["parent_name"] or "", one["name"]): one for one in known if one["level"] == "village"
    }
    spots: dict[tuple[str, str], Spot] = {}
    located: dict[bytes, Spot] = {}
    new_towns: dict[str, str] = {}
    new_villages: dict[tuple[str, str], Codes] = {}
    there, unread = 0, []
    for named in office.places.read_list(text):
        pair = (now.get(named.town, named.town), named.village)
        if not any(pair):
            unread.append(named.text)
            continue
        if named.town and named.town not in towns:
            new_towns.setdefault(named.town, "" if named.village else named.code)
        if named.spot is not None and pair in villages:
            _locate(villages[pair], named.spot, located)
        elif named.spot is not None and named.village:
            spots[pair] = named.spot
        if named.village and (pair in villages or pair in new_villages):
            there += 1
        elif named.village:
            new_villages[pair] = (named.code, named.local_code)
        elif named.town in towns:
            there += 1
    return Plan(
        tuple(new_towns.items()),
        tuple((town, village, codes) for (town, village), codes in new_villages.items()),
        there,
        tuple(unread),
        spots,
        located,
    )


def _locate(known: Mapping[str, Any], spot: Spot, located: dict[bytes, Spot]) -> None:
    """Note where a known place lies, where that is new."""
    if office.spots.of_row(known["latitude_e6"], known["longitude_e6"]) != spot:
        located[known["id"]] = spot


def _towns_today(desk: Desk, known: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return by name of a town that was joined to another what it is called today."""
    towns = {one["id"]: one for one in known if one["level"] == "town"}
    standing = {one["name"] for one in towns.values() if not one["successor_id"]}
    ended = (one for one in towns.values() if one["name"] not in standing)
    return {
        one["name"]: towns[today]["name"]
        for one in ended
        if (today := rows.places.today(desk.store, one["id"])) in towns
    }


def add_list(desk: Desk, text: str) -> Done:
    """Add what a pasted list names and the desk does not know yet, in one act."""
    plan = plan_list(desk, text)
    known = divisions(desk)
    county = next((one["id"] for one in known if one["level"] == "county"), None)
    ids = {one["name"]: one["id"] for one in known if one["level"] == "town"}
    wanted: list[dict[str, Any]] = []
    for town, code in plan.towns:
        ids[town] = desk.new_id()
        row = {"id": ids[town], "name": town, "level": "town", "parent_id": county}
        wanted.append({**row, "code": code or None})
    wanted += [
        {
            "name": village,
            "level": "village",
            "parent_id": ids.get(town),
            "code": code or None,
            "local_code": local or None,
            **at_spot(plan.spots.get((town, village))),
        }
        for town, village, (code, local) in plan.villages
    ]
    return add_many(desk, wanted=wanted, located=plan.located)


def at_spot(spot: Spot | None) -> dict[str, int | None]:
    """Return where a place lies as its columns."""
    return dict(zip(("latitude_e6", "longitude_e6"), spot or (None, None), strict=True))
