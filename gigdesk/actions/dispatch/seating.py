"""Coaches of a batch and who sits where: nobody beyond what a coach may carry, no seat twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.dispatch import judging
from gigdesk.domain.dispatch import batches, boarding, vehicles
from gigdesk.domain.workers import findings
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.workers.findings import Finding

_SEATING = ("batch_member", "vehicle")


def vehicle_doubts(
    desk: Desk, *, batch_id: bytes, fields: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Return what is wrong with a coach as typed, or missing among its papers; only reads.

    Its cover must last until the batch is back, its other papers and the driver's to the departure.
    Raises errors.NotFound.
    """
    return _doubts(judging.batch_row(desk, batch_id), fields)


def _doubts(row: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[Finding, ...]:
    until = str(fields.get("insured_to") or "")
    found = (*vehicles.check(fields), *vehicles.lapsed(until, row["last_day"]))
    return (*found, *vehicles.expired(fields, row["depart_on"]))


def list_vehicles(desk: Desk, *, batch_id: bytes) -> list[dict[str, Any]]:
    """Return the coaches of a batch, each with its `places`, how many are `seated`, its `doubts`.

    `doubts` are what `vehicle_doubts` finds about it today: papers that are missing still.
    """
    row = judging.batch_row(desk, batch_id)
    return [
        {
            **each,
            "places": rows.vehicles.record(each).places,
            "doubts": _doubts(row, {name: each[name] for name in vehicles.FIELDS}),
        }
        for each in rows.vehicles.list_vehicles(desk.store, batch_id)
    ]


def find_vehicle(desk: Desk, *, batch_id: bytes, number: int) -> bytes:
    """Return the coach of a batch with this number; raises errors.NotFound."""
    for each in rows.vehicles.list_vehicles(desk.store, batch_id):
        if each["number"] == number:
            return bytes(each["id"])
    raise errors.NotFound("dispatch.error.no_such_coach")


def add_vehicle(desk: Desk, *, batch_id: bytes, fields: Mapping[str, Any]) -> tuple[bytes, Done]:
    """Add a coach to a batch; see `vehicles.FIELDS`.

    Raises errors.Invalid for what cannot be (seats, cover that ends before the return),
    errors.Refused once the batch is back, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    kept = _kept(desk, row, {"staff_seats": vehicles.STAFF, **fields})
    with desk.doing("dispatch.add_vehicle") as act:
        number = rows.batches.next_of(desk.store, "vehicle", batch_id)
        made = {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "batch_id": batch_id,
            "number": number,
            **kept,
        }
        desk.store.add("vehicle", made)
        act.about.update(batch=row["number"], vehicle=number, plate=kept.get("plate") or "")
    return made["id"], desk.done(act)


def change_vehicle(desk: Desk, *, vehicle_id: bytes, fields: Mapping[str, Any]) -> Done:
    """Change a coach; with fewer places whoever sits on one that is gone stands on the list again.

    Raises as `add_vehicle`.
    """
    before = _vehicle(desk, vehicle_id)
    row = judging.batch_row(desk, before["batch_id"])
    judging.require_state(row, *batches.NOT_BACK)
    whole = {name: before[name] for name in vehicles.FIELDS} | dict(fields)
    kept = _kept(desk, row, whole)
    _refuse_aboard(desk, before, kept["seats"] - (kept["staff_seats"] or 0))
    with desk.doing("dispatch.change_vehicle") as act:
        desk.store.change("vehicle", vehicle_id, kept)
        places = vehicles.Vehicle(vehicle_id, kept["seats"], kept["staff_seats"]).places
        freed = _free(desk, row["id"], vehicle_id, beyond=places)
        act.about.update(batch=row["number"], vehicle=before["number"], freed=freed)
    return desk.done(act)


def drop_vehicle(desk: Desk, *, vehicle_id: bytes, reason: str = "") -> Done:
    """Take a coach out of a batch; its people keep their place on the list and need another seat.

    Raises errors.Refused once the batch has left, errors.NotFound.
    """
    before = _vehicle(desk, vehicle_id)
    row = judging.batch_row(desk, before["batch_id"])
    judging.require_state(row, *batches.ON_PAPER)
    _refuse_aboard(desk, before, 0)
    with desk.doing("dispatch.drop_vehicle", reason=reason) as act:
        freed = _free(desk, row["id"], vehicle_id, beyond=0)
        desk.store.change("vehicle", vehicle_id, {"state": "dropped"})
        act.about.update(batch=row["number"], vehicle=before["number"], freed=freed)
    return desk.done(act)


def seat_all(
    desk: Desk, *, batch_id: bytes, stops: Sequence[str] = (), anew: bool = False
) -> tuple[vehicles.Plan, Done]:
    """Seat everybody by the order of pick-up; whoever has a seat keeps it, unless all sit `anew`.

    `stops` are the places of pick-up in the order of the way. Who finds no seat stands in the
    plan's `left`. Raises errors.Refused once the batch is back or where it has no coach.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    coaches = [
        rows.vehicles.record(each) for each in rows.vehicles.list_vehicles(desk.store, batch_id)
    ]
    if not coaches:
        raise errors.Refused("dispatch.error.no_coach")
    with desk.doing("dispatch.seat") as act:
        listed = rows.vehicles.riders(desk.store, batch_id)
        had = {one.id: (one.vehicle, one.seat) for one in listed}
        if anew:
            listed = [vehicles.Rider(one.id, one.position, one.stop, one.group) for one in listed]
        made = vehicles.plan(listed, coaches, stops)
        seats = {one.id: made.seats.get(one.id, (None, None)) for one in listed}
        _write(desk, {who: seat for who, seat in seats.items() if had[who] != seat})
        act.about.update(batch=row["number"], seated=len(made.seats), left=len(made.left))
    return made, desk.done(act)


def seat_one(
    desk: Desk, *, batch_id: bytes, worker_id: bytes, vehicle_id: bytes | None, seat: int | None
) -> Done:
    """Put somebody on a seat by hand, or on none; with somebody else there both change places.

    Raises errors.Refused for a seat the coach does not have for guests, or once the batch is back,
    errors.NotFound where the person is not on the list or the coach goes with another batch.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    member = rows.members.find_row(desk.store, batch_id, worker_id)
    if member is None or member["state"] not in (batches.LISTED, batches.LEFT):
        raise errors.NotFound("dispatch.finding.not_listed")
    wanted = (vehicle_id, seat) if vehicle_id is not None and seat is not None else (None, None)
    changes = {member["id"]: wanted}
    if vehicle_id is not None and seat is not None:
        found = _vehicle(desk, vehicle_id)
        if found["batch_id"] != batch_id:
            raise errors.NotFound("dispatch.error.no_such_coach")
        coach = rows.vehicles.record(found)
        listed = rows.vehicles.riders(desk.store, batch_id)
        for said in vehicles.clash(listed, coach, seat, member["id"]):
            if said.code == vehicles.NO_SEAT:
                raise errors.Refused(said.code, **said.params)
        there = next((one for one in listed if (one.vehicle, one.seat) == wanted), None)
        if there is not None and there.id != member["id"]:
            changes[there.id] = (member["vehicle_id"], member["seat"])
    with desk.doing("dispatch.seat") as act:
        _write(desk, changes)
        act.about.update(batch=row["number"], seated=len(changes))
    return desk.done(act)


def _refuse_aboard(desk: Desk, vehicle: Mapping[str, Any], places: int) -> None:
    """Raise errors.Refused where more people have signed in on a coach than it would carry."""
    planned = rows.roadside.planned(desk.store, vehicle["batch_id"])
    found = [
        one
        for one in rows.roadside.signs(desk.store, vehicle["batch_id"])
        if one.worker_id in planned
    ]
    record = rows.vehicles.record(dict(vehicle))
    small = [vehicles.Vehicle(record.id, max(0, places), 0)]
    if any(coach == record.id for coach, _ in boarding.overfull(found, small)):
        raise errors.Refused("dispatch.error.coach_aboard", vehicle=vehicle["number"])


def _write(desk: Desk, seats: Mapping[bytes, tuple[bytes | None, int | None]]) -> None:
    for who, (vehicle, seat) in seats.items():
        desk.store.change("batch_member", who, {"vehicle_id": vehicle, "seat": seat})


def _free(desk: Desk, batch_id: bytes, vehicle_id: bytes, *, beyond: int) -> int:
    """Take the seat from whoever sits in a coach beyond so many places; return how many did."""
    gone = [
        one.id
        for one in rows.vehicles.riders(desk.store, batch_id)
        if one.vehicle == vehicle_id and (one.seat or 0) > beyond
    ]
    _write(desk, dict.fromkeys(gone, (None, None)))
    return len(gone)


def _kept(desk: Desk, row: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    strange = set(fields) - set(vehicles.FIELDS)
    if strange:
        name = min(strange)
        raise errors.Invalid("dispatch.error.unknown_field", field=name, name=name)
    for said in vehicle_doubts(desk, batch_id=row["id"], fields=fields):
        if said.level == findings.ERROR:
            params = dict(said.params)
            raise errors.Invalid(said.code, field=str(params.pop("field")), **params)
    return {name: fields[name] or None for name in vehicles.FIELDS if name in fields}


def _vehicle(desk: Desk, vehicle_id: bytes) -> dict[str, Any]:
    found = desk.store.get("vehicle", vehicle_id)
    if found is None or found["state"] != "active":
        raise errors.NotFound("dispatch.error.no_such_coach")
    return dict(found)


def mind_seats(desk: Desk, step: refresh.Step) -> Callable[[], None] | None:
    """Return the check that taking back leaves nobody on a seat that is another's, or is none."""
    if not any(name in step.leaving or name in step.restored for name in _SEATING):
        return None
    before = Counter(map(_where, rows.vehicles.wrong_seats(desk.store)))

    def look() -> None:
        for row in rows.vehicles.wrong_seats(desk.store):
            before[_where(row)] -= 1
            if before[_where(row)] < 0:
                raise errors.Refused("dispatch.error.undo_seat", **row)

    return look


def _where(row: Mapping[str, Any]) -> tuple[str, int, int, int]:
    return row["name"], row["batch"], row["vehicle"], row["seat"]


refresh.WATCHES.append(mind_seats)
