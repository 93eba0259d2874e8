"""What an undo minds about days of work: a month that the employer confirmed stays confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.store import attendance as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def mind_confirmed(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where days would go from a month that was confirmed after the act.

    Such days are corrected on the main road, with a reason. What was entered after the
    confirmation may be taken back: the days are then as the employer confirmed them.
    """
    facts = rows.days.get_facts(desk.store, list(step.voided.get("work_day", ())))
    months = dict.fromkeys((fact.batch_id, fact.day[:7]) for fact in facts)
    for batch_id, month in months:
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


refresh.GUARDS.append(mind_confirmed)
