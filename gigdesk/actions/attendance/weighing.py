"""Entering what was weighed, morning and evening, and what an undo does and minds about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.attendance import entering, people
from gigdesk.actions.attendance.entering import Entered, Refusal
from gigdesk.actions.attendance.guarding import require_not_confirmed
from gigdesk.domain import attendance
from gigdesk.domain.attendance import Quantity, Weight
from gigdesk.store import attendance as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk

Cell = tuple[bytes, str, str]
"""Person, day, part of the day."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was weighed of somebody on a part of a day; `NOTHING` empties the cell."""

    worker_id: bytes
    day: str
    part: str
    weight: Weight

    @property
    def cell(self) -> Cell:
        """Return the cell it belongs to."""
        return self.worker_id, self.day, self.part


def weights(
    desk: Desk, batch_id: bytes, first: str, last: str, listed: people.Listed
) -> dict[Cell, dict[str, Any]]:
    """Return the weighings of a batch that count between two days, by living person."""
    found: dict[Cell, dict[str, Any]] = {}
    for row in rows.weighings.cells(desk.store, batch_id, first, last):
        key = (listed.place(row["worker_id"]), row["day"], row["part"])
        known = found.get(key)
        if known is not None:  # of two records of one person
            row["gross_grams"] += known["gross_grams"]
            row["deducted_grams"] += known["deducted_grams"]
            row["disputed"] = row["disputed"] or known["disputed"]
        found[key] = {**row, "parts": [*(known or {"parts": []})["parts"], row["weighing_id"]]}
    return found


def as_weight(row: Mapping[str, Any]) -> Weight:
    """Return a row as a weight."""
    amounts = (row["gross_grams"], row["deducted_grams"])
    return Weight(*amounts, bool(row["disputed"]), row["weighed_at"] or "")


def weigh(
    desk: Desk,
    *,
    batch_id: bytes,
    entries: Iterable[Weighed],
    reason: str = "",
    source: str = "",
    taking_back: bool = False,
) -> Entered:
    """Enter weighings as one act; what stands there is corrected by new facts.

    Each is taken or refused on its own, as days are: the person is on the list, the day is one of
    the batch that has come, a confirmed month wants a reason, and more than the rule
    `weighing.most_kg` is a slip. Raises errors.Refused where the batch has not left,
    errors.NotFound.
    """
    row = entering.batch_row(desk, batch_id)
    entering.require_away(row)
    wanted = {one.cell: one for one in entries}
    days = [one.day for one in wanted.values()]
    ground = entering.ground_for(desk, batch_id, days)
    standing = weights(desk, batch_id, min(days, default=""), max(days, default=""), ground.listed)
    facts: list[dict[str, Any]] = []
    refused: list[Refusal] = []
    corrected = 0
    with desk.doing("attendance.take_back" if taking_back else "attendance.weigh") as doing:
        doing.rooms |= {"orders", "dispatch"}
        for one in wanted.values():
            place = ground.listed.place(one.worker_id)
            there = standing.get((place, one.day, one.part))
            if _is_same(there, one.weight):
                continue
            refusal = _why_not(desk, ground, replace(one, worker_id=place), reason)
            if refusal is not None:
                refused.append(refusal)
                continue
            corrected += there is not None
            facts += _facts(desk, batch_id, one, there, source=source, reason=reason)
        rows.weighings.add_facts(desk.store, facts)
        keys = [(batch_id, one["worker_id"], one["day"], one["part"]) for one in facts]
        rows.weighings.refresh(desk.store, keys)
        written = len({key[1:] for key in keys})
        doing.about.update(batch=row["number"], weighings=written, corrected=corrected)
    unchanged = len(wanted) - written - len(refused)
    number = doing.number if facts else None
    return Entered(written, corrected, unchanged, tuple(refused), number, taken_back=taking_back)


def _is_same(there: Mapping[str, Any] | None, weight: Weight) -> bool:
    if there is None:
        return weight.is_clear
    known = as_weight(there)
    # A time that nobody says again is not taken back by it.
    return weight in (known, replace(known, weighed_at=""))


def _why_not(desk: Desk, ground: entering.Ground, one: Weighed, reason: str) -> Refusal | None:
    member = ground.listed.members.get(one.worker_id)
    if member is None or one.part not in attendance.PARTS:
        told = {"day": one.day}
        return Refusal(one.worker_id, "", one.day, "attendance.error.not_listed", told)
    ends = ground.stays[one.worker_id].end.isoformat()
    first = ground.batch.first_day.isoformat()
    most = desk.rules().number("weighing.most_kg", ground.batch.first_day, desk.station.code)
    code = attendance.why_not_weight(
        one.day, one.weight, (first, ends), today=ground.today, most_grams=most * 1000
    )
    left_on = ground.batch.sent_on
    if code is None and not reason.strip():
        said = attendance.CLEAR if one.weight.is_clear else Quantity(1)
        confirmed = one.day[:7] in ground.confirmed
        code = attendance.why_reason(one.day, said, left_on, confirmed=confirmed)
    if code is None:
        return None
    params = {
        "name": member["name"],
        "day": one.day,
        "first": first,
        "last": ends,
        "today": ground.today,
        "left": left_on.isoformat() if left_on else "",
        "most": most,
    }
    return Refusal(one.worker_id, member["name"], one.day, code, params, part=one.part)


def _facts(
    desk: Desk,
    batch_id: bytes,
    one: Weighed,
    there: Mapping[str, Any] | None,
    *,
    source: str,
    reason: str,
) -> list[dict[str, Any]]:
    """Return the facts for one weighing; those of further records of the person are emptied."""
    known = rows.weighings.get_facts(desk.store, there["parts"]) if there is not None else []
    told: list[tuple[bytes, Weight, bytes | None]] = [(one.worker_id, one.weight, None)]
    if known:
        told = [(known[0].worker_id, one.weight, known[0].id)]
        told += [(fact.worker_id, attendance.NOTHING, fact.id) for fact in known[1:]]
    return [
        {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "worker_id": worker,
            "batch_id": batch_id,
            "day": one.day,
            "part": one.part,
            "gross_grams": weight.gross_grams,
            "deducted_grams": weight.deducted_grams,
            "disputed": int(weight.disputed),
            "weighed_at": weight.weighed_at or None,
            "source": source or None,
            "corrects_id": corrects,
            "void": 0,
            "reason": reason or None,
        }
        for worker, weight, corrects in told
    ]


def hold_replaced(desk: Desk, step: refresh.Step) -> dict[bytes, dict[str, Any] | None]:
    """Return the weighings that count no longer, as a later one stands in the same cell."""
    held: dict[bytes, dict[str, Any] | None] = {}
    ids = list(step.voided.get("weighing", ()))
    for row in rows.weighings.replaced(desk.store, ids, step.act_id):
        by = {"number": row["number"] or 0, "name": row["name"] or ""}
        told = {"tbl": "weighing", "row_id": row["id"], **by}
        held[row["id"]] = None if row["is_void"] else told
    return held


def mind_confirmed(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where weighings would go from a month that was confirmed after."""
    facts = rows.weighings.get_facts(desk.store, list(step.voided.get("weighing", ())))
    require_not_confirmed(desk, step, [(fact.batch_id, fact.day[:7]) for fact in facts])


def void_facts(desk: Desk, row_ids: Sequence[bytes]) -> None:
    """Take weighings away by void facts; what they corrected counts again."""
    facts = rows.weighings.get_facts(desk.store, row_ids)
    rows.weighings.add_facts(
        desk.store,
        [
            {
                "id": desk.new_id(),
                "station_id": desk.station.id,
                "worker_id": fact.worker_id,
                "batch_id": fact.batch_id,
                "day": fact.day,
                "part": fact.part,
                "gross_grams": 0,
                "deducted_grams": 0,
                "disputed": 0,
                "corrects_id": fact.id,
                "void": 1,
            }
            for fact in facts
        ],
    )
    rows.weighings.refresh(desk.store, [fact.key for fact in facts])


def weigh_typed(
    desk: Desk,
    batch_id: bytes,
    worker_id: bytes,
    *,
    day: str,
    part: str,
    words: str,
    reason: str = "",
) -> Entered:
    """Enter what somebody typed for one weighing; empty words clear it. Raises as `weigh`."""
    if part not in attendance.PARTS:
        raise errors.Invalid("attendance.error.weight", field="part", mark=part)
    weight = attendance.read_weight(words) or attendance.NOTHING
    entries = [Weighed(worker_id, day, part, weight)]
    return weigh(desk, batch_id=batch_id, entries=entries, reason=reason)


refresh.VOIDERS["weighing"] = void_facts
refresh.HOLDERS.append(hold_replaced)
refresh.GUARDS.append(mind_confirmed)
