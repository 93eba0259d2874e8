"""What an undo does and minds about days of work: a month that was confirmed stays confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.attendance import people
from gigdesk.domain import attendance
from gigdesk.store import attendance as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk


def hold_replaced(desk: Desk, step: refresh.Step) -> dict[bytes, dict[str, Any] | None]:
    """Return the days that count no longer, as a later entry stands in the same cell.

    To take such a day back would change nothing in sight; what stands there is taken back by the
    act that entered it. Days that were taken back before stay without a word.
    """
    held: dict[bytes, dict[str, Any] | None] = {}
    ids = list(step.voided.get("work_day", ()))
    for row in rows.days.find_replaced(desk.store, ids, step.act_id):
        by = {"number": row["number"] or 0, "name": row["name"] or ""}
        told = {"tbl": "work_day", "row_id": row["id"], **by}
        held[row["id"]] = None if row["is_void"] else told
    return held


def mind_confirmed(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where days would go from a month that was confirmed after the act.

    Such days are corrected on the main road, with a reason. What was entered after the
    confirmation may be taken back: the days are then as the employer confirmed them.
    """
    facts = rows.days.get_facts(desk.store, list(step.voided.get("work_day", ())))
    require_not_confirmed(desk, step, [(fact.batch_id, fact.day[:7]) for fact in facts])


def require_not_confirmed(
    desk: Desk, step: refresh.Step, months: Sequence[tuple[bytes, str]]
) -> None:
    """Raise errors.Refused where a month of a batch was confirmed after the act of a step."""
    for batch_id, month in dict.fromkeys(months):
        for confirmation in rows.days.confirmations(desk.store, batch_id, month):
            noted = oplog.history(desk.store, confirmation["id"])
            if noted and noted[0]["seq"] > step.last_seq:
                batch = desk.store.get("batch", batch_id) or {"number": "?"}
                raise errors.Refused(
                    "attendance.error.undo_confirmed_month",
                    number=step.act_number,
                    batch=batch["number"],
                    month=month,
                )


def void_facts(desk: Desk, row_ids: Sequence[bytes]) -> None:
    """Take facts of days away by void facts, inside the act that undoes another.

    What they corrected counts again. Raises errors.Refused where somebody would then have more
    than one day on a day.
    """
    facts = rows.days.get_facts(desk.store, row_ids)
    voids = [replace(fact, id=desk.new_id(), quarters=0, corrects_id=fact.id) for fact in facts]
    rows.days.add_facts(
        desk.store,
        [
            {
                "id": void.id,
                "station_id": desk.station.id,
                "worker_id": void.worker_id,
                "batch_id": void.batch_id,
                "day": void.day,
                "quarters": 0,
                "overtime_minutes": 0,
                "corrects_id": void.corrects_id,
                "void": 1,
            }
            for void in voids
        ],
    )
    keys = [fact.key for fact in facts]
    rows.totals.refresh(desk.store, keys)
    _refuse_more_than_a_day(desk, keys)


def _refuse_more_than_a_day(desk: Desk, keys: Sequence[attendance.Key]) -> None:
    by_batch: dict[bytes, list[attendance.Key]] = {}
    for key in keys:
        by_batch.setdefault(key[0], []).append(key)
    for batch_id, some in by_batch.items():
        first, last = min(key[2] for key in some), max(key[2] for key in some)
        listed = people.listed(desk, batch_id)
        touched = list({listed.place(key[1]) for key in some})
        elsewhere = rows.totals.elsewhere(desk.store, touched, batch_id, first, last)
        cells = people.cells(desk, batch_id, first, last, listed)
        for (person, day), cell in cells.items():
            if cell["quarters"] + elsewhere.get((person, day), 0) > attendance.WHOLE_DAY:
                raise errors.Refused("attendance.error.undo_more_than_a_day", day=day)


refresh.VOIDERS["work_day"] = void_facts
refresh.HOLDERS.append(hold_replaced)
refresh.GUARDS.append(mind_confirmed)
