"""County, towns and villages: adding, changing, finding by pinyin initials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import workers
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done

LEVELS = ("county", "town", "village")


def divisions(desk: Desk, level: str | None = None) -> list[dict[str, Any]]:
    """Return the divisions of one level, or all, each with its parent's name."""
    return rows.places.list_divisions(desk.store, level)


def villages(desk: Desk, typed: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return the villages that fit what was typed: name, alias, town, or pinyin initials."""
    return rows.places.find_villages(desk.store, typed.strip(), limit=limit)


def add_many(desk: Desk, wanted: Sequence[dict[str, Any]]) -> Done:
    """Add divisions given as {name, level, parent_id, code, aliases, …}, in one act.

    Raises errors.Invalid for a level that does not exist.
    """
    with desk.doing("office.add_division") as act:
        act.about = {"divisions": len(wanted)}
        for one in wanted:
            if one["level"] not in LEVELS:
                raise errors.Invalid("office.error.unknown_level", "level", level=one["level"])
            initials = " ".join(workers.pinyin.initials(one["name"]))
            desk.store.add("division", {"id": desk.new_id(), "initials": initials, **one})
    return desk.done(act)


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
