"""Taking an act back as one step by compensating changes, where nothing later is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors, stamps
from gigdesk.actions import undoing
from gigdesk.domain import office
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

_SEARCH_BACK = 200
FINAL = {
    "workers.consent": "office.error.undo_consent",
    "workers.withdraw_consent": "office.error.undo_consent",
    "dispatch.make_contracts": "office.error.undo_contracts",
    "dispatch.send": "office.error.undo_sent",
    "dispatch.return": "office.error.undo_returned",
    "attendance.confirm": "office.error.undo_confirmed",
    "office.set_rule": "office.error.undo_rule",
    "office.set_holiday": "office.error.undo_rule",
    "office.clear_holiday": "office.error.undo_rule",
}
"""What is said of acts that stay, and how they are mended instead."""


Undone = undoing.Undone
"""What was taken back, and what had to stay."""


class NotThis(errors.Refused):
    """The newest act cannot be taken back; `act` is its row, `why` the code of the rule."""

    def __init__(self, act: dict[str, Any], why: str) -> None:
        """Name the act and the rule."""
        self.act = act
        self.why = why
        super().__init__(
            "office.error.undo_newest",
            number=act["number"],
            act=errors.Code(f"acts.{act['name']}"),
            when=stamps.local_text(act["at_ms"])[:16],
            why=errors.Code(why, {"number": act["number"]}),
        )


def newest(desk: Desk) -> dict[str, Any] | None:
    """Return this person's newest act that changed something and still stands, or None.

    The row has `why_not`: the code of the rule that keeps it from being taken back, or None.
    """
    act = rows.acts.find_newest(desk.store, desk.staff.id, beside=office.acts.BESIDE)
    return None if act is None else {**act, "why_not": _why_not(desk, act)}


def undo_list(desk: Desk, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return this person's acts that can be taken back, newest first.

    What had to stay of an act that was taken back is asked for by its number.
    """
    own = rows.acts.find_own(desk.store, desk.staff.id, limit=_SEARCH_BACK)
    whole = (act for act in own if not act["undone_in_part"])
    return [act for act in whole if _why_not(desk, act) is None][:limit]


def _why_not(desk: Desk, act: dict[str, Any]) -> str | None:
    """Return the code of the rule that keeps an act from being taken back, or None."""
    known = office.acts.ACTS.get(act["name"])
    if known is None or not known.undoable or act["undoes_id"] is not None:
        return FINAL.get(act["name"], "office.error.undo_not_possible")
    if act["undone"]:
        return "office.error.undo_twice"
    if not desk.may(act["name"]):
        return "office.error.undo_not_yours"
    if act["staff_id"] != desk.staff.id and desk.staff.role is not office.Role.HEAD:
        return "office.error.undo_not_yours"
    if act["name"] == "workers.import" and undoing.is_import_old(desk, act["number"]):
        return "office.error.undo_too_old"
    return None


def undo(desk: Desk, number: int | None = None, *, leave_changed: bool = False) -> Undone:
    """Take one act back: the one with `number`, else the person's newest that changed something.

    Where the newest cannot be taken back nothing is: NotThis names it, and no older act is taken
    in its place.

    Rows that a later act changed stand in the way: then errors.Refused with
    `office.error.undo_in_the_way` lists them, or, with `leave_changed`, they stay as they are and
    are listed in the answer. Raises errors.NotFound where there is no such act, errors.Refused
    where a rule forbids it.
    """
    act = newest(desk) if number is None else rows.acts.get_act(desk.store, number)
    if act is None:
        raise errors.NotFound("office.error.nothing_to_undo")
    reason = _why_not(desk, act)
    if reason is not None and number is None:
        raise NotThis(act, reason)
    if reason is not None:
        raise errors.Refused(reason, number=act["number"])
    return undoing.take_back(desk, act, leave_changed=leave_changed)
