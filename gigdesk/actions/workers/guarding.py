"""What an undo minds about people: one head in each household, no work over other work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.workers import heads
from gigdesk.domain import workers
from gigdesk.store import oplog
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk

_HOME = ("household_id", "relation_to_head", "merged_into")
_WORK = frozenset(("since", "until", "employer_name", "status"))


def hold_homes(desk: Desk, step: refresh.Step) -> dict[bytes, dict[str, Any]]:
    """Return the people who stay as they are, as their household would lose its head or get two.

    Only where others have joined, left or become its head since: what stood before the act may
    always stand again, be it without head or with several. Households that go are left out.
    """
    back = {
        who: old for who, old in step.back("worker").items() if not old.keys().isdisjoint(_HOME)
    }
    moving = {*step.leaving.get("worker", ()), *back}
    moves = rows.belongings.find_moves(desk.store, step.act_id) if moving else []
    if not moves:
        return {}
    now = rows.people.by_ids(desk.store, moving, columns=_HOME)
    then = {who: {**now.get(who, {"id": who}), **old} for who, old in back.items()}
    held: dict[bytes, dict[str, Any]] = {}
    gone = set(step.leaving.get("household", ()))
    concerned = {row["household_id"] for row in (*now.values(), *then.values())} - gone
    causes = {home: op for home, op in _causes(desk, moves).items() if home in concerned}
    homes = heads.homes(desk, causes)
    for home, members in homes.items():
        own = {
            who
            for who in moving
            if home in {side.get(who, {}).get("household_id") for side in (now, then)}
        }
        after = [one for one in members if one["id"] not in moving]
        after += [one for who, one in then.items() if who in own and _is_in(one, home)]
        people = {*own, *(one["id"] for one in members), *(op["row_id"] for op in moves)}
        if _is_spoilt(after, members, _as_before(desk, people, home, moves[0]["began"])):
            by = {"number": causes[home]["number"] or 0, "name": causes[home]["name"] or ""}
            held |= {who: {"tbl": "worker", "row_id": who, **by} for who in own}
    return held


def _causes(desk: Desk, moves: Sequence[Mapping[str, Any]]) -> dict[bytes, Mapping[str, Any]]:
    """Return by household the newest change of who belongs to it."""
    people = rows.people.by_ids(desk.store, (op["row_id"] for op in moves), columns=_HOME)
    found: dict[bytes, Mapping[str, Any]] = {}
    for op in moves:
        pair = oplog.read_body(op["kind"], op["body"]).get("household_id", ())
        now = people.get(op["row_id"], {}).get("household_id")
        homes = {now, *(bytes.fromhex(one) for one in pair if one is not None)}
        found |= {home: op for home in homes if home is not None}
    return found


def _is_in(person: Mapping[str, Any], home: bytes) -> bool:
    return person.get("household_id") == home and person.get("merged_into") is None


def _as_before(desk: Desk, people: Iterable[bytes], home: bytes, began: int) -> heads.Home:
    """Return who of these belonged to a household before a place in the history."""
    found: dict[bytes, dict[str, Any]] = rows.people.by_ids(desk.store, people, columns=_HOME)
    for op in reversed(oplog.histories(desk.store, people)):
        if op["seq"] < began:
            break
        row = found.setdefault(op["row_id"], {"id": op["row_id"]})
        for name, (old, _) in op["changes"].items():
            if name in _HOME:
                row[name] = bytes.fromhex(old) if old and name != "relation_to_head" else old
    return [row for row in found.values() if _is_in(row, home)]


def _is_spoilt(after: heads.Home, now: heads.Home, before: heads.Home) -> bool:
    """Say whether a household has not one head, nor those it has now or had before."""
    told = {one["id"] for one in heads.of(after)}
    if not after or len(told) == 1:
        return False
    return all(not home or told != {one["id"] for one in heads.of(home)} for home in (now, before))


def mind_work(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where taking back would lay work with one employer over other work."""
    back = step.back("employment")
    changed: dict[bytes, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for row_id, old in back.items():
        row = None if _WORK.isdisjoint(old) else desk.store.get("employment", row_id)
        if row is not None:
            own = rows.people.canonical_id(desk.store, row["worker_id"])
            changed.setdefault(own, []).append((row, {**row, **old}))
    gone = {*step.leaving.get("employment", ()), *back}
    today = desk.clock.today()
    histories = rows.belongings.find_of_many(desk.store, "employment", list(changed))
    for who, history in histories.items():
        for now, then in changed[who]:
            others = [one for one in history if one["id"] not in gone]
            others += [after for before, after in changed[who] if before is not now]
            for one in others:
                overlap = workers.employment.overlaps
                if overlap(then, one, today) and not overlap(now, one, today):
                    params = {"number": step.act_number, "employer": one["employer_name"]}
                    raise errors.Refused("workers.error.undo_work", **params)


refresh.HOLDERS.append(hold_homes)
refresh.GUARDS.append(mind_work)
