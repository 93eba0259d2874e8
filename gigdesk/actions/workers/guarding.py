"""What an undo minds about people: one head in each household, no work over other work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import refresh
from gigdesk.actions.workers import heads
from gigdesk.domain import workers
from gigdesk.store import oplog
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    import datetime
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
    now = rows.people.by_ids(desk.store, moving, columns=_HOME) if moving else {}
    then = {who: {**now.get(who, {"id": who}), **old} for who, old in back.items()}
    held: dict[bytes, dict[str, Any]] = {}
    gone = set(step.leaving.get("household", ()))
    concerned = {row.get("household_id") for row in (*now.values(), *then.values())} - gone - {None}
    # The history is only walked where there is a household.
    moves = rows.belongings.find_moves(desk.store, step.act_id) if concerned else []
    if not moves:
        return {}
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


def hold_work(desk: Desk, step: refresh.Step) -> dict[bytes, dict[str, Any]]:
    """Return the periods of work that stay, as they would lie over other work with that employer.

    Only over work that was entered or changed since: what stood before the act may always stand
    again, overlapping or not.
    """
    back = step.back("employment")
    changed: dict[bytes, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for row_id, old in back.items():
        row = None if _WORK.isdisjoint(old) else desk.store.get("employment", row_id)
        if row is not None:
            own = rows.people.canonical_id(desk.store, row["worker_id"])
            changed.setdefault(own, []).append((row, {**row, **old}))
    gone = {*step.leaving.get("employment", ()), *back}
    histories = rows.belongings.find_of_many(desk.store, "employment", list(changed))
    held: dict[bytes, dict[str, Any]] = {}
    for who, history in histories.items():
        others = [one for one in history if one["id"] not in gone]
        since = _written_since(desk, step.act_id, (*others, *(now for now, _ in changed[who])))
        for now, then in changed[who]:
            fresh = ((one, _by(one, now, since)) for one in others)
            by = _laid_under(then, now, fresh, desk.clock.today())
            if by is not None:
                held[now["id"]] = {"tbl": "employment", "row_id": now["id"], **by}
    return held


def _written_since(
    desk: Desk, act_id: bytes, periods: Iterable[Mapping[str, Any]]
) -> dict[bytes, dict[str, Any]]:
    """Return by period who wrote it since an act began, and by record who joined it to another.

    Of a period that the act wrote itself, and that has to stay, it is the act itself.
    """
    wanted = {one[name] for one in periods for name in ("id", "worker_id")}
    found: dict[bytes, dict[str, Any]] = {}
    told: dict[tuple[bytes, str], list[Any]] = {}
    for op in rows.belongings.find_later_ops(desk.store, act_id, wanted):
        said = oplog.read_body(op["kind"], op["body"])
        for name in said.keys() & (_WORK if op["is_own"] else {*_WORK, "merged_into"}):
            told.setdefault((op["row_id"], name), []).extend(said[name])
            found[op["row_id"]] = {"number": op["number"] or 0, "name": op["name"] or ""}
    # What was changed and taken back since is as it was.
    differ = {row_id for (row_id, _), values in told.items() if values[0] != values[-1]}
    return {row_id: by for row_id, by in found.items() if row_id in differ}


def _by(
    one: Mapping[str, Any], now: Mapping[str, Any], since: Mapping[bytes, dict[str, Any]]
) -> dict[str, Any] | None:
    """Return who laid one period beside another since: wrote it, or joined the two records."""
    apart = one["worker_id"] != now["worker_id"]
    joined = (one["worker_id"], now["worker_id"]) if apart else ()
    return next((since[key] for key in (one["id"], *joined) if key in since), None)


def _laid_under(
    then: Mapping[str, Any],
    now: Mapping[str, Any],
    fresh: Iterable[tuple[Mapping[str, Any], dict[str, Any] | None]],
    today: datetime.date,
) -> dict[str, Any] | None:
    """Return who wrote the period that a restored one would overlap and does not now, or None."""
    overlaps = workers.employment.overlaps
    for one, by in fresh:
        if by is not None and overlaps(then, one, today) and not overlaps(now, one, today):
            return by
    return None


refresh.HOLDERS.extend((hold_homes, hold_work))
