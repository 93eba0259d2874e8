"""Taking an act back as one step by compensating changes, where nothing later is in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors, stamps
from gigdesk.actions import undoing
from gigdesk.domain import office
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

_FREE, _LINES = 12, 20
"""So many acts are offered that can be taken back, and so many lines in all."""
_NAMED = 3
_SEARCH_BACK = 200
_LARGE = "workers.import"
_MOST_JUDGED = 200
FINAL = {
    "workers.consent": "office.error.undo_consent",
    "workers.withdraw_consent": "office.error.undo_consent",
    "dispatch.make_contracts": "office.error.undo_contracts",
    "attendance.confirm": "office.error.undo_confirmed",
    "office.set_rule": "office.error.undo_rule",
    "office.set_holiday": "office.error.undo_rule",
    "office.clear_holiday": "office.error.undo_rule",
}
"""What is said of acts that stay, and how they are mended instead."""


Undone = undoing.Undone
"""What was taken back, and what had to stay."""
Pace = undoing.Pace
"""How a long act is taken back beside others."""
IN_THE_WAY = undoing.IN_THE_WAY
"""What is said of rows that later changes hold, and that may stay as they are."""


class NotThis(errors.Refused):
    """The newest act cannot be taken back; `act` is its row, `why` the code of the rule.

    `older` is the newest of the older acts that can be, named with its number, or None.
    """

    def __init__(
        self, act: dict[str, Any], why: errors.Code, older: dict[str, Any] | None = None
    ) -> None:
        """Name the act, the rule and the act that can go."""
        self.act = act
        self.why = why.code
        self.older = older
        told: dict[str, object] = {
            "number": act["number"],
            "act": errors.Code(f"acts.{act['name']}"),
            "when": stamps.local_text(act["at_ms"])[:16],
            "why": why,
        }
        if older is not None:
            told |= {"older": older["number"], "older_act": errors.Code(f"acts.{older['name']}")}
        none, some = "office.error.undo_newest", "office.error.undo_newest_older"
        super().__init__(none if older is None else some, **told)


class InTheWay(errors.Refused):
    """Later changes keep the act from going as a whole; `older` names the next that can go."""

    def __init__(self, why: errors.Refused, older: dict[str, Any]) -> None:
        """Name what is in the way, and the act that can go instead."""
        self.why = why.code
        super().__init__(
            "office.error.undo_older",
            why=errors.Code(why.code, why.params),
            older=older["number"],
            older_act=errors.Code(f"acts.{older['name']}"),
        )


@dataclass(frozen=True, slots=True)
class Passed:
    """An act that cannot be taken back, with the sentence that says why."""

    number: int
    act_name: str
    why: errors.Code


def newest(desk: Desk) -> dict[str, Any] | None:
    """Return this person's newest act that changed something and still stands, or None.

    The row has `why_not`: what is said of why it cannot be taken back, or None.
    """
    act = next(iter(_standing(desk, limit=1)), None)
    return None if act is None else {**act, "why_not": _forbidden(desk, act)}


def left_half_done(desk: Desk) -> dict[str, Any] | None:
    """Return this person's newest act whose undo was left half done, or None."""
    left = undoing.half_way(desk)
    own = rows.acts.find_own(desk.store, desk.staff.id, limit=_SEARCH_BACK) if left else ()
    found = (act for act in own if act["id"] in left)
    return next((act for act in found if _why_not(desk, act) is None), None)


def _standing(
    desk: Desk, *, limit: int = _SEARCH_BACK, told: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """Return the person's acts that stand, newest first: of those beside the work only `told`."""
    beside = office.acts.BESIDE - told
    return rows.acts.find_standing(desk.store, desk.staff.id, beside=beside, limit=limit)


def _forbidden(desk: Desk, act: dict[str, Any], *, whole: bool = False) -> errors.Code | None:
    """Return why nothing of an act can be taken back, by its kind or as things stand, or None."""
    code = _why_not(desk, act)
    if code is not None:
        return errors.Code(code, {"number": act["number"], "act": undoing.called(act)})
    refused = undoing.forbidden(desk, act, whole=whole)
    return None if refused is None else errors.Code(refused.code, refused.params)


def _first_that_goes(desk: Desk, acts: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the first of these acts that would go as a whole, or None."""
    return next((act for act in acts if _forbidden(desk, act, whole=True) is None), None)


def undo_last(desk: Desk, *, leave_changed: bool = False) -> tuple[Undone, list[Passed]]:
    """Take back the person's last act that can be, and name the later ones that cannot.

    For the command line, where nobody is asked first; the window names the last act and asks. An
    act that can go but for later changes in its way is not passed over without `leave_changed`:
    errors.Refused then says what is in the way and which older act can go, by its number. What the
    desk learned since stays, and is named as well. Raises NotThis where no act can go,
    errors.NotFound where there is none.
    """
    office.acts.require(desk.staff.role, "office.undo")
    acts = _standing(desk, told=office.acts.LEARNED)
    passed: list[Passed] = []
    for at, act in enumerate(acts):
        why = _learned(act) or _forbidden(desk, act)
        if why is None:
            try:
                return undoing.take_back(desk, act, leave_changed=leave_changed), passed
            except errors.Refused as refused:
                if refused.code in undoing.IN_THE_WAY:
                    later = [one for one in acts[at + 1 :] if _learned(one) is None]
                    older = _first_that_goes(desk, later)
                    if older is None:
                        raise
                    raise InTheWay(refused, older) from refused
                why = errors.Code(refused.code, refused.params)
        passed.append(Passed(act["number"], act["name"], why))
    if not passed:
        raise errors.NotFound("office.error.nothing_to_undo")
    met = zip(acts, passed, strict=True)
    last = next((pair for pair in met if _learned(pair[0]) is None), (acts[0], passed[0]))
    raise NotThis(last[0], last[1].why)


def _learned(act: dict[str, Any]) -> errors.Code | None:
    """Return what is said of an act by which the desk only learned something, or None."""
    if act["name"] not in office.acts.LEARNED:
        return None
    return errors.Code("office.error.undo_learned", {"number": act["number"]})


def choices(desk: Desk) -> list[dict[str, Any]]:
    """Return this person's last acts as they are chosen from to be taken back, newest first.

    Up to a dozen that can be by their kind, and between them those that stay and change something
    people look for. Each has `why_not` as by `why_not`, and `more`:
    so many others of the same kind that stay as well were done right before it.
    """
    own = rows.acts.find_own(desk.store, desk.staff.id, limit=_SEARCH_BACK)
    left = undoing.half_way(desk)
    found: list[dict[str, Any]] = []
    free = 0
    for act in own:
        why = _why_not(desk, act)
        stays = why in (*FINAL.values(), "office.error.undo_too_old")
        if (act["undone_in_part"] and act["id"] not in left) or (why is not None and not stays):
            continue
        if stays and found and (found[-1]["name"], found[-1]["stays"]) == (act["name"], True):
            found[-1]["more"] += 1
            continue
        if free == _FREE or len(found) == _LINES:
            break
        free += not stays
        found.append({**act, "stays": stays, "more": 0, "why_not": why_not(desk, act)})
    return found


def why_not(desk: Desk, act: dict[str, Any]) -> errors.Code | None:
    """Return what is said of why an act would be refused now, or None; every list asks here.

    Of an act with many changes only its kind is judged before it is asked for: a list must not
    wait.
    """
    code = _why_not(desk, act)
    if code is not None:
        return errors.Code(code, {"number": act["number"], "act": undoing.called(act)})
    if rows.acts.count_ops(desk.store, act["id"], most=_MOST_JUDGED) == _MOST_JUDGED:
        return None
    return _forbidden(desk, act)


def why_not_number(desk: Desk, number: int) -> errors.Code | None:
    """Return the same of the act with that number; raises errors.NotFound."""
    act = rows.acts.get_act(desk.store, number)
    if act is None:
        raise errors.NotFound("office.error.nothing_to_undo")
    return why_not(desk, act)


def is_work(act_name: str) -> bool:
    """Say whether people look for a way back from such an act, be there one or not."""
    known = office.acts.ACTS.get(act_name)
    return act_name in FINAL or (known is not None and known.undoable)


def is_long(act_name: str) -> bool:
    """Say whether taking such an act back may take long, so that others should go on beside it."""
    return act_name == _LARGE


def people_of(desk: Desk, act: dict[str, Any]) -> tuple[list[str], int]:
    """Return the names of the first people an act wrote about, and how many it wrote about."""
    return rows.acts.find_people(desk.store, act["id"], most=_NAMED)


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
    if act["name"] == _LARGE and undoing.is_import_old(desk, act["number"]):
        # What was begun in time must not stay half done for ever.
        return None if undoing.is_half_way(desk, act["id"]) else "office.error.undo_too_old"
    return None


def undo(
    desk: Desk,
    number: int | None = None,
    *,
    leave_changed: bool = False,
    pace: Pace | None = None,
) -> Undone:
    """Take one act back: the one with `number`, else the person's newest that changed something.

    With a `pace` a long act goes in slices, between which others do their acts.

    Where the newest cannot be taken back nothing is: NotThis names it and the older one that could
    be, and no older act is taken in its place.

    Rows that a later act changed stand in the way: then errors.Refused with
    `office.error.undo_in_the_way` lists them, or, with `leave_changed`, they stay as they are and
    are listed in the answer. Raises errors.NotFound where there is no such act, errors.Refused
    where a rule forbids it.
    """
    if number is None:
        return _undo_newest(desk, leave_changed=leave_changed, pace=pace)
    act = rows.acts.get_act(desk.store, number)
    if act is None:
        raise errors.NotFound("office.error.nothing_to_undo")
    reason = _why_not(desk, act)
    if reason is not None:
        raise errors.Refused(reason, number=act["number"], act=undoing.called(act))
    return undoing.take_back(desk, act, leave_changed=leave_changed, pace=pace)


def _undo_newest(desk: Desk, *, leave_changed: bool, pace: Pace | None) -> Undone:
    act = newest(desk)
    if act is None:
        raise errors.NotFound("office.error.nothing_to_undo")
    if act["why_not"] is not None:
        raise NotThis(act, act["why_not"], _first_that_goes(desk, _standing(desk)[1:]))
    return undoing.take_back(desk, act, leave_changed=leave_changed, pace=pace)
