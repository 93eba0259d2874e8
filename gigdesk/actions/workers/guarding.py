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
    from gigdesk.actions.desk import Desk

_HOME = ("household_id", "relation_to_head", "merged_into")
_WORK = frozenset(("since", "until", "employer_name", "status"))


def mind_heads(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where taking back would leave a household without head, or with two.

    Somebody may have joined it since, or become its head. Households that go are left out.
    """
    leaving = step.leaving.get("worker", ())
    back = {
        who: old for who, old in step.back("worker").items() if not old.keys().isdisjoint(_HOME)
    }
    if not leaving and not back:
        return
    now = rows.people.by_ids(desk.store, (*leaving, *back), columns=_HOME)
    then = {who: {**now.get(who, {}), **old} for who, old in back.items()}
    gone = set(step.leaving.get("household", ()))
    homes = {row["household_id"] for row in (*now.values(), *then.values())} - {None, *gone}
    moving = {*leaving, *back}
    for household, before in heads.homes(desk, homes).items():
        after = [one for one in before if one["id"] not in moving]
        after += [
            one
            for one in then.values()
            if one["household_id"] == household and one["merged_into"] is None
        ]
        if heads.is_broken(before, after) or (
            not before and after and not heads.of(after) and _had_others(desk, household, step)
        ):
            row = rows.belongings.get_household(desk.store, household) or {}
            code = "workers.error.undo_two_heads" if heads.of(after) else "workers.error.undo_head"
            raise errors.Refused(code, number=step.act_number, household=row.get("number") or 0)


def _had_others(desk: Desk, household: bytes, step: refresh.Step) -> bool:
    """Say whether anybody has left a household, which is empty now, since the act."""
    since = [op for op in oplog.changes(desk.store, step.last_seq) if op.tbl == "worker"]
    if any(household.hex() in (op.body or "") for op in since):
        return True
    joined = rows.people.by_ids(desk.store, (op.row_id for op in since), columns=_HOME)
    return any(row["household_id"] == household for row in joined.values())


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


refresh.GUARDS.extend((mind_heads, mind_work))
