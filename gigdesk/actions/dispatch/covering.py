"""Who of a batch is insured from the day it leaves, and whom the head lets go without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.dispatch import journeys, judging
from gigdesk.domain.dispatch import batches, covers
from gigdesk.domain.workers import findings, masking
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done

COVERED, LATER, UNSENT, WAIVED, NONE = "covered", "later", "unsent", "waived", "none"
ENOUGH = (COVERED, WAIVED)


def cover(desk: Desk, batch_id: bytes) -> list[dict[str, Any]]:
    """Return for everybody on the list whether cover is in force on the day the batch leaves.

    Each row: worker_id, worker_number, name, `age` on that day, `cover` (one of the codes above),
    `from_day` and `to_day` of the cover or the next one, `list_version` and `product_name` that
    give it, `reason` of a decision. Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    leaves = journeys.leaving(desk, row)
    case = judging.case_of_batch(desk, row, leaves=leaves)
    listed = rows.members.list_members(desk.store, batch_id)
    found = judging.cover_facts(desk, [each["worker_id"] for each in listed], case)
    ids = (one.list_id for facts in found.values() for one in facts.covers)
    versions = rows.insurance.lists_by_id(desk.store, ids)
    told = []
    for each in listed:
        if each["state"] != batches.LISTED:
            continue
        facts = found[each["worker_id"]]
        told.append(
            {
                **{name: each[name] for name in ("worker_id", "worker_number", "name", "position")},
                **_state(facts, leaves.isoformat(), versions),
            }
        )
    return told


def _state(
    facts: judging.CoverFacts, day: str, versions: dict[bytes, dict[str, Any]]
) -> dict[str, Any]:
    """Return how somebody is covered on a day, and by which list."""
    now = next((one for one in facts.covers if one.holds_on(day)), None)
    later = next((one for one in facts.covers if one.from_day > day), None)
    shown = now or later
    version = versions.get(shown.list_id, {}) if shown is not None else {}
    code = NONE
    for is_so, said in (
        (facts.to_send, UNSENT),
        (later is not None, LATER),
        (bool(facts.waived), WAIVED),
        (now is not None, COVERED),
    ):
        code = said if is_so else code
    return {
        "cover": code,
        "from_day": shown.from_day if shown is not None else "",
        "to_day": covers.covered_to(facts.covers, day) or (shown.to_day if shown else ""),
        "list_version": version.get("version"),
        "product_name": version.get("product_name", ""),
        "reason": masking.mask_words(facts.waived) if facts.waived else "",
    }


def asks_cover(desk: Desk, batch_id: bytes) -> bool:
    """Say whether the order of a batch promises cover by a list; raises errors.NotFound."""
    return judging.asks_cover(desk, judging.batch_row(desk, batch_id)["order_id"])


def decide_cover(
    desk: Desk, *, batch_id: bytes, people: Sequence[bytes], reason: str
) -> tuple[list[judging.Outcome], Done]:
    """Let people leave without cover, by the head's decision and for a reason.

    The decision counts for this batch and stands with name and day. Raises errors.Invalid without
    a reason, errors.Refused once the batch has left, errors.NotAllowed, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER)
    if not reason.strip():
        raise errors.Invalid("dispatch.error.reason_needed", field="reason")
    listed = {each["worker_id"]: each for each in rows.members.list_members(desk.store, batch_id)}
    told = []
    with desk.doing("dispatch.decide_cover", reason=reason) as act:
        for person in dict.fromkeys(people):
            member = listed.get(person)
            if member is None:
                why = findings.error("dispatch.finding.not_listed")
                told.append(judging.Outcome(person, 0, "", done=False, against=(why,)))
                continue
            desk.store.add(
                "cover_decision",
                {
                    "id": desk.new_id(),
                    "station_id": desk.station.id,
                    "batch_id": batch_id,
                    "worker_id": person,
                    "decided_on": desk.clock.today().isoformat(),
                    "decided_by": desk.staff.name,
                    "reason": reason.strip(),
                },
            )
            who = member["worker_number"], member["name"]
            told.append(judging.Outcome(person, *who, done=True))
        act.about.update(batch=row["number"], decided=sum(one.done for one in told))
    return told, desk.done(act)


def decisions(desk: Desk, batch_id: bytes) -> list[dict[str, Any]]:
    """Return the decisions about people of a batch, the newest first, with who made them."""
    judging.batch_row(desk, batch_id)
    found = rows.insurance.decisions(desk.store, batch_id)
    for row in found:
        row["reason"] = masking.mask_words(row["reason"])
    return found


def mind_decisions(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where a batch left on a decision that would be taken back."""
    for row_id in step.leaving.get("cover_decision", ()):
        row = desk.store.get("cover_decision", row_id)
        batch = desk.store.get("batch", row["batch_id"]) if row is not None else None
        if batch is not None and batch["state"] in batches.AWAY:
            told = {"number": step.act_number, "batch": batch["number"]}
            raise errors.Refused("dispatch.error.undo_decision", **told)


refresh.GUARDS.append(mind_decisions)
