"""Households: people who live together, one of them the head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings, heads, masking, search
from gigdesk.domain import workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk, Done

HEAD = heads.HEAD
_MOST_RELATIVES = 20


def create(desk: Desk, *, head_id: bytes, address: str = "", note: str = "") -> tuple[bytes, Done]:
    """Make a household whose head is this person, in the person's village; return its id.

    Raises errors.Refused for the head of others, who need a new one first.
    """
    head = belongings.person(desk, head_id)
    _refuse_headless(desk, head)
    with desk.doing("workers.set_household") as act:
        made = _begin(desk, head, address, note)
        _place(desk, head, made["id"], HEAD)
        act.about = {"household": made["number"], "worker": head["number"]}
    return made["id"], desk.done(act)


def _begin(desk: Desk, head: dict[str, Any], address: str, note: str = "") -> dict[str, Any]:
    """Write a new household where this person lives, inside the act that runs."""
    row = {
        "id": desk.new_id(),
        "station_id": desk.station.id,
        "number": desk.next_number("household"),
        "village_id": head["village_id"],
        "address": address or head["address"],
        "note": note or None,
    }
    desk.store.add("household", row)
    return row


def join_relative(
    desk: Desk, *, worker_id: bytes, relative_id: bytes, relation: str, address: str = ""
) -> Done:
    """Let a person belong to the household of a relative; where there is none yet, make it.

    The head of a new one is the relative, unless the person comes as head; `relation` as in `join`,
    `address` is the new one's. Raises errors.Refused for a person and itself and for the head of
    others, errors.Invalid for a relation that does not exist, errors.NotFound.
    """
    person, relative = (belongings.person(desk, one) for one in (worker_id, relative_id))
    if person["id"] == relative["id"]:
        raise errors.Refused("workers.error.own_relative")
    if relative["household_id"] is not None:
        household_id = relative["household_id"]
        return join(desk, worker_id=worker_id, household_id=household_id, relation=relation)
    code = _relation(relation)
    _refuse_headless(desk, person)
    head = person if code == HEAD else relative
    with desk.doing("workers.set_household") as act:
        made = _begin(desk, head, address)
        _place(desk, relative, made["id"], None if head is person else HEAD)
        _place(desk, person, made["id"], code)
        act.about = {"household": made["number"], "worker": person["number"]}
    return desk.done(act)


def join(desk: Desk, *, worker_id: bytes, household_id: bytes, relation: str) -> Done:
    """Let a person belong to a household; `relation` to its head is a code or word of `relation`.

    A new head makes the old one lose the place. Raises errors.Refused where a household would be
    left without its head, errors.Invalid for a relation that does not exist, errors.NotFound.
    """
    person = belongings.person(desk, worker_id)
    household = belongings.row(desk, "household", household_id)
    code = _relation(relation)
    if person["household_id"] != household_id:
        _refuse_headless(desk, person)
    elif code != HEAD:
        _refuse_headless(desk, person, stays=True)
    with desk.doing("workers.set_household") as act:
        if code == HEAD:
            for member in rows.belongings.find_members(desk.store, household_id):
                if member["relation_to_head"] == HEAD and member["id"] != person["id"]:
                    rows.people.change(desk.store, member["id"], {"relation_to_head": None})
        _place(desk, person, household_id, code)
        act.about = {"household": household["number"], "worker": person["number"]}
    return desk.done(act)


def leave(desk: Desk, *, worker_id: bytes) -> Done:
    """Let a person leave its household; raises errors.Refused where it has none.

    So it does for the head of others: nobody becomes head unasked, the clerk names the new one.
    """
    person = belongings.person(desk, worker_id)
    if person["household_id"] is None:
        raise errors.Refused("workers.error.no_household")
    _refuse_headless(desk, person)
    with desk.doing("workers.set_household") as act:
        _place(desk, person, None, None)
        act.about = {"worker": person["number"]}
    return desk.done(act)


def _relation(text: str) -> str | None:
    """Return the code of a relation to the head, None of one that nobody told.

    Raises errors.Invalid where there is no such relation.
    """
    if not text.strip():
        return None
    code = workers.codes.read_code("relation", text)
    if code is None:
        raise errors.Invalid("workers.error.no_such_relation", field="relation", words=text)
    return code


def _refuse_headless(desk: Desk, person: dict[str, Any], *, stays: bool = False) -> None:
    """Refuse to take its head from a household, naming who could be the new one.

    A head who lives alone may go, but not stay as anything else.
    """
    if person["household_id"] is None or person["relation_to_head"] != HEAD:
        return
    members = rows.belongings.find_members(desk.store, person["household_id"])
    others = [one for one in members if one["id"] != person["id"]]
    if others:
        names = heads.could_be(desk, others)
        raise errors.Refused("workers.error.head_needed", name=person["name"], names=names)
    if stays:
        raise errors.Refused("workers.error.head_alone", name=person["name"])


def _place(
    desk: Desk, person: dict[str, Any], household_id: bytes | None, relation: str | None
) -> None:
    wanted = {"household_id": household_id, "relation_to_head": relation}
    differing = {name: value for name, value in wanted.items() if person[name] != value}
    if differing:
        rows.people.change(desk.store, person["id"], differing)


def find_relatives(desk: Desk, typed: str, *, beside: bytes | None = None) -> list[dict[str, Any]]:
    """Return people found as in the list of people, masked, but not the one `beside`.

    Each has `household`, the number of the household it belongs to, and `head`, the name of that
    one's head; both None where there is none.
    """
    found = [
        one for one in search.ids(desk, typed.strip(), limit=_MOST_RELATIVES + 1) if one != beside
    ]
    tied = rows.belongings.find_households(desk.store, found)
    alone = {"household": None, "head": None}
    return [
        {**one, **tied.get(one["id"], alone)} for one in search.shown(desk, found[:_MOST_RELATIVES])
    ]


def get(desk: Desk, household_id: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a household and its people, head first, masked; raises errors.NotFound."""
    household = rows.belongings.get_household(desk.store, household_id)
    if household is None:
        raise errors.NotFound("workers.error.not_found")
    members = rows.belongings.find_members(desk.store, household_id)
    return masking.masked(household), masking.all_masked(members)
