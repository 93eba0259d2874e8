"""Head-counts in coaches: how many sit there, who is missing or elsewhere, what holds it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.dispatch import boarding as signing
from gigdesk.actions.dispatch import judging
from gigdesk.domain.dispatch import batches, boarding
from gigdesk.domain.office import chains
from gigdesk.domain.workers import findings
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.workers.findings import Finding

_ROAD = ("sign_in", "vehicle", "batch_member")
_MODES = {"block": findings.error, "warn": findings.warning}
_MOST_NAMES = 3


def heads(
    desk: Desk, *, batch_id: bytes, leg: int = boarding.DEPARTURE
) -> list[tuple[dict[str, Any], boarding.Head]]:
    """Return each coach of a batch with how it stands on a leg; raises errors.NotFound."""
    judging.batch_row(desk, batch_id)
    planned = rows.roadside.planned(desk.store, batch_id)
    coaches = rows.vehicles.list_vehicles(desk.store, batch_id)
    found = boarding.heads(
        rows.roadside.signs(desk.store, batch_id),
        rows.roadside.counts(desk.store, batch_id),
        planned,
        [rows.vehicles.record(each) for each in coaches],
        leg,
    )
    return list(zip(coaches, found, strict=True))


def legs(desk: Desk, *, batch_id: bytes) -> dict[int, str]:
    """Return the legs of a batch so far, each with the name of its stop; there is always one."""
    return {boarding.DEPARTURE: "", **rows.roadside.stops(desk.store, batch_id)}


def count(
    desk: Desk,
    *,
    vehicle_id: bytes,
    counted: int,
    leg: int = boarding.DEPARTURE,
    stop: str = "",
    on: datetime.date | None = None,
) -> tuple[boarding.Head, Done]:
    """Note how many sit in a coach; return how that agrees with who is aboard.

    `on` is the day of a count that was kept on paper. A further count of the same coach and leg
    stands in place of the one before. Raises errors.Invalid for more than the coach may carry
    (道路交通安全法 art. 49): whoever is too many gets out before it is noted; errors.Refused once
    the batch is back, errors.NotFound.
    """
    coach = desk.store.get("vehicle", vehicle_id)
    if coach is None:
        raise errors.NotFound("dispatch.error.no_such_coach")
    batch_id = coach["batch_id"]
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    places = rows.vehicles.record(signing.find_coach(desk, batch_id, vehicle_id)).places
    if not 0 <= counted <= places:
        told = {"counted": counted, "places": places}
        raise errors.Invalid("dispatch.error.counted_too_many", field="counted", **told)
    if not 1 <= leg <= boarding.MOST_LEGS:
        raise errors.Invalid("dispatch.error.leg", field="leg", most=boarding.MOST_LEGS)
    before = [
        one
        for one in chains.standing(rows.roadside.counts(desk.store, batch_id))
        if (one.vehicle, one.leg) == (vehicle_id, leg)
    ]
    head = _head_of(desk, batch_id, vehicle_id, leg)
    day, time = signing.moment(desk, on)
    with desk.doing("dispatch.count") as act:
        made = {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "batch_id": batch_id,
            "vehicle_id": vehicle_id,
            "leg": leg,
            "stop": stop.strip() or None,
            "counted": counted,
            "aboard": len(head.aboard),
            "day": day,
            "time": time,
            "corrects_id": before[-1].id if before else None,
        }
        desk.store.add("head_count", made)
        act.about.update(batch=row["number"], vehicle=coach["number"], leg=leg)
        act.about.update(counted=counted, aboard=len(head.aboard))
    return _head_of(desk, batch_id, vehicle_id, leg), desk.done(act)


def _head_of(desk: Desk, batch_id: bytes, vehicle_id: bytes, leg: int) -> boarding.Head:
    found = heads(desk, batch_id=batch_id, leg=leg)
    return next(head for coach, head in found if coach["id"] == vehicle_id)


def departure_doubts(desk: Desk, batch_id: bytes, on: datetime.date) -> tuple[Finding, ...]:
    """Return what the sign-in says against a departure; nothing where none was begun.

    A coach whose head-count differs from who is aboard blocks, warns or says nothing by the rule
    `departure.headcount` in force on that day; coaches not counted and people who are on the list
    and not aboard are remarks.
    """
    mode = desk.rules().text("departure.headcount", on)
    signs = rows.roadside.signs(desk.store, batch_id)
    if mode not in _MODES or not any(
        one.stage == boarding.BOARD for one in boarding.standing(signs).values()
    ):
        return ()
    found: list[Finding] = []
    uncounted: list[int] = []
    for coach, head in heads(desk, batch_id=batch_id):
        if head.counted is None:
            uncounted += [coach["number"]] if head.aboard else []
        elif head.off:
            told = {"vehicle": coach["number"], "counted": head.counted, "aboard": len(head.aboard)}
            found.append(_MODES[mode]("dispatch.finding.headcount", **told))
    if uncounted:
        found.append(findings.warning("dispatch.finding.uncounted", vehicles=uncounted))
    return (*found, *_not_aboard(desk, batch_id, signs))


def _not_aboard(desk: Desk, batch_id: bytes, signs: list[boarding.Sign]) -> tuple[Finding, ...]:
    now = boarding.on_leg(signs, boarding.DEPARTURE)
    names = [
        each["name"]
        for each in rows.members.list_members(desk.store, batch_id)
        if each["state"] == batches.LISTED and not boarding.is_aboard(now.get(each["worker_id"]))
    ]
    if not names:
        return ()
    code = "dispatch.finding.not_aboard"
    if len(names) > _MOST_NAMES:
        code = "dispatch.finding.not_aboard_more"
    return (findings.warning(code, count=len(names), names=names[:_MOST_NAMES]),)


def mind_road(desk: Desk, step: refresh.Step) -> Callable[[], None] | None:
    """Return the check that taking back puts nobody into a coach that is full.

    Nor does it take anybody off a list who is in a coach.
    """
    touched: set[bytes] = set()
    for table in _ROAD:
        for ids in (step.leaving, step.restored, step.voided):
            touched |= rows.roadside.batches_of(desk.store, table, ids.get(table, ()))
    if not touched:
        return None

    def look() -> None:
        for batch_id in touched:
            _look(desk, batch_id, step)

    return look


def _look(desk: Desk, batch_id: bytes, step: refresh.Step) -> None:
    planned = rows.roadside.planned(desk.store, batch_id)
    signs = rows.roadside.signs(desk.store, batch_id)
    batch: Mapping[str, Any] = desk.store.get("batch", batch_id) or {"number": "?"}
    told = {"number": step.act_number, "batch": batch["number"]}
    if any(who not in planned for who in rows.roadside.aboard(desk.store, batch_id)):
        raise errors.Refused("dispatch.error.undo_aboard", **told)
    coaches = rows.vehicles.list_vehicles(desk.store, batch_id)
    records = [rows.vehicles.record(each) for each in coaches]
    over = boarding.overfull([one for one in signs if one.worker_id in planned], records)
    if over:
        number = next((each["number"] for each in coaches if each["id"] == over[0][0]), "?")
        raise errors.Refused("dispatch.error.undo_overfull", **told, vehicle=number)


refresh.WATCHES.append(mind_road)
