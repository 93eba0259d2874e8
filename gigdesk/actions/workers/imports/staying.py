"""Says why an import cannot be taken back, in the numbers of imports and not those of acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors, stamps
from gigdesk.domain import office
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

_OF_IMPORT = {
    "office.error.undo_in_the_way": "intake.error.undo_in_the_way",
    "office.error.undo_all_changed": "intake.error.undo_in_the_way",
    "office.error.undo_needed": "intake.error.undo_needed",
    "office.error.undo_all_needed": "intake.error.undo_needed",
    "office.error.undo_parent_gone": "intake.error.undo_parent_gone",
    "office.error.undo_twice": "intake.error.undo_twice",
    "office.error.undo_too_old": "intake.error.undo_too_old",
    "office.error.undo_not_yours": "intake.error.undo_not_yours",
    "office.error.undo_not_possible": "intake.error.undo_not_possible",
}


def why_it_stays(desk: Desk, number: int | str, refused: errors.Refused) -> errors.Refused:
    """Return a refusal to take an act back in words about the import that the act was.

    `number` is the import as it was named. What stands in the way and is no import is called by
    what was done, and when. Anything else that was refused comes back as it is.
    """
    code = _OF_IMPORT.get(refused.code)
    if code is None:
        return refused
    params = {**refused.params, "number": office.numbers.bare(str(number), "intake")}
    by = refused.params.get("by")
    if by is not None:
        params["by"] = _called(desk, by)
    return errors.Refused(code, **params)


def _called(desk: Desk, act_number: object) -> errors.Code:
    """Return how an act is called: an import by its own number, another by deed and moment."""
    act = None
    if isinstance(act_number, int):
        act = office_rows.acts.get_act(desk.store, act_number)
    if act is None:
        return errors.Code("intake.undone_by.somebody")
    made = rows.unfinished.find_by_acts(desk.store, [act["id"]])
    if made:
        return errors.Code("intake.undone_by.import", {"number": made[0]["number"]})
    when = stamps.local_text(act["at_ms"])[:16]
    return errors.Code(
        "intake.undone_by.act", {"act": errors.Code(f"acts.{act['name']}"), "when": when}
    )
