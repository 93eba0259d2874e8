"""County, towns and villages: adding, changing, finding by pinyin initials."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, workers
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done

LEVELS = ("county", "town", "village")
_NEAREST = 3
_NEAR = 0.5


def divisions(desk: Desk, level: str | None = None) -> list[dict[str, Any]]:
    """Return the divisions of one level, or all, each with its parent's name."""
    return rows.places.list_divisions(desk.store, level)


def villages(desk: Desk, typed: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return the villages that fit what was typed: name, alias, town, or pinyin initials."""
    return rows.places.find_villages(desk.store, typed.strip(), limit=limit)


def coded(desk: Desk, typed: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return the places with a code that fit what was typed: name, town, initials or code."""
    return rows.places.find_coded(desk.store, typed.strip(), limit=limit)


def add_many(desk: Desk, wanted: Sequence[dict[str, Any]]) -> Done:
    """Add divisions given as {name, level, parent_id, code, aliases, …}, in one act.

    Their ids stand in the order given, which is that of lists by village. Raises errors.Invalid
    for a level that does not exist.
    """
    ids = sorted(desk.new_id() for _ in wanted)
    with desk.doing("office.add_division") as act:
        act.about = {"divisions": len(wanted)}
        for made, one in zip(ids, wanted, strict=True):
            if one["level"] not in LEVELS:
                raise errors.Invalid("office.error.unknown_level", "level", level=one["level"])
            initials = " ".join(workers.pinyin.initials(one["name"]))
            desk.store.add("division", {"id": made, "initials": initials, **one})
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

    Raises errors.Invalid for a text without town or village.
    """
    town, village = office.places.parted(text)
    if not (town and village):
        raise errors.Invalid("office.error.village_with_town", "village", village=text)
    add_list(desk, f"{town} {village}")
    made = (town, village)
    return next(
        bytes(one["id"])
        for one in divisions(desk, "village")
        if (one["parent_name"], one["name"]) == made
    )


def change(desk: Desk, division_id: bytes, changes: dict[str, Any]) -> Done:
    """Rename, recode, end or alias one division."""
    if desk.store.get("division", division_id) is None:
        raise errors.NotFound("office.error.no_such_division")
    kept = dict(changes)
    if "name" in kept:
        kept["initials"] = " ".join(workers.pinyin.initials(kept["name"]))
    with desk.doing("office.change_division") as act:
        act.about = {"changed": sorted(changes)}
        desk.store.change("division", division_id, kept)
    return desk.done(act)


# pasted lists


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pasted list would add: towns and (town, village, code) that are new; the rest."""

    towns: tuple[tuple[str, str], ...]
    villages: tuple[tuple[str, str, str], ...]
    known: int
    unread: tuple[str, ...]


def plan_list(desk: Desk, text: str) -> Plan:
    """Return what a pasted list of towns and villages would add; writes nothing."""
    known = divisions(desk)
    towns = {one["name"] for one in known if one["level"] == "town"}
    villages = {
        (one["parent_name"] or "", one["name"]) for one in known if one["level"] == "village"
    }
    new_towns: dict[str, str] = {}
    new_villages: dict[tuple[str, str], str] = {}
    there, unread = 0, []
    for named in office.places.read_list(text):
        pair = (named.town, named.village)
        if not any(pair):
            unread.append(named.text)
            continue
        if named.town and named.town not in towns:
            new_towns.setdefault(named.town, "" if named.village else named.code)
        if named.village and (pair in villages or pair in new_villages):
            there += 1
        elif named.village:
            new_villages[pair] = named.code
        elif named.town in towns:
            there += 1
    return Plan(
        tuple(new_towns.items()),
        tuple((town, village, code) for (town, village), code in new_villages.items()),
        there,
        tuple(unread),
    )


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
        {"name": village, "level": "village", "parent_id": ids.get(town), "code": code or None}
        for town, village, code in plan.villages
    ]
    return add_many(desk, wanted)
