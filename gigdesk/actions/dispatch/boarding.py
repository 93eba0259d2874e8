"""Signing people in: who gets into which coach, who does not come and why, who arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors, stamps
from gigdesk.actions.dispatch import judging, pages
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import batches, boarding, called, pasted
from gigdesk.domain.workers import findings
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.dispatch.vehicles import Vehicle
    from gigdesk.domain.workers.findings import Finding

_STATES = {boarding.BOARD: batches.NOT_BACK, boarding.ARRIVE: batches.AWAY}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is entered: the stage, the leg and its stop, the coach, and how it came out.

    Without a `vehicle` it is the coach of the leg before, or where the seat is. An absence has one
    of `boarding.ABSENCES` as `reason`; `how` is by a number, a tick or a pasted list. What was kept
    on paper and is entered later has its day as `on`.
    """

    stage: str = boarding.BOARD
    leg: int = boarding.DEPARTURE
    vehicle: bytes | None = None
    result: str = boarding.PRESENT
    reason: str = ""
    note: str = ""
    how: str = boarding.BY_TICK
    stop: str = ""
    on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One typed or pasted person: its line, and everybody of the list it can mean."""

    line: int
    text: str
    people: tuple[called.Known, ...] = ()


@dataclass(slots=True)
class _Road:
    """What entering looks at: the coaches, the list with its coaches, who is where on each leg."""

    coaches: dict[bytes, Vehicle]
    planned: dict[bytes, bytes | None]
    legs: dict[int, dict[bytes, boarding.Sign]]
    own: dict[tuple[str, int, bytes], boarding.Sign] = field(default_factory=dict)


def named(desk: Desk, text: str, *, batch_id: bytes) -> list[SaidRow]:
    """Return whom typed, scanned or pasted words mean among the people of a batch; only reads.

    Each line is one person, or several between commas or blanks. A whole number of a paper, the
    number in the registry, the last four characters, a telephone or a name will do; what can mean
    several is handed back with all of them. Raises errors.NotFound.
    """
    judging.batch_row(desk, batch_id)
    listed = rows.members.known(desk.store, batch_id)
    return [
        SaidRow(line, said, called.meant(said, listed))
        for line, said in pasted.called(text, lambda one: bool(called.meant(one, listed)))
    ]


def sign_in(
    desk: Desk, *, batch_id: bytes, people: Sequence[bytes], wanted: Wanted
) -> tuple[list[Outcome], Done]:
    """Enter for each of these people that they are there, or that they are not and why.

    Nobody gets into a coach beyond its legal places (道路交通安全法 art. 49); on one leg a
    person is in one coach: a further entry moves them, and `remarks` say so. Who stands there
    already is done without a further row. Raises errors.Invalid for an absence without a reason,
    errors.Refused in a state in which nobody gets in, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *_STATES[wanted.stage])
    _refuse_wanted(desk, batch_id, wanted)
    road = _road(desk, batch_id, wanted)
    with desk.doing("dispatch.sign_in") as act:
        told = [_enter(desk, batch_id, person, wanted, road) for person in dict.fromkeys(people)]
        done = sum(one.done for one in told)
        act.about.update(batch=row["number"], stage=wanted.stage, leg=wanted.leg)
        act.about.update({wanted.result: done, "refused": len(told) - done})
    return told, desk.done(act)


def _refuse_wanted(desk: Desk, batch_id: bytes, wanted: Wanted) -> None:
    """Raise errors.Invalid or errors.NotFound for an entry that says nothing right."""
    if wanted.result == boarding.ABSENT and wanted.reason not in boarding.ABSENCES:
        raise errors.Invalid("dispatch.error.absence_reason", field="reason")
    if wanted.reason == boarding.OTHER and not wanted.note.strip():
        raise errors.Invalid("dispatch.error.absence_note", field="note")
    if not 1 <= wanted.leg <= boarding.MOST_LEGS:
        raise errors.Invalid("dispatch.error.leg", field="leg", most=boarding.MOST_LEGS)
    if wanted.vehicle is not None:
        find_coach(desk, batch_id, wanted.vehicle)


def find_coach(desk: Desk, batch_id: bytes, vehicle_id: bytes) -> dict[str, Any]:
    """Return a coach that goes with a batch; raises errors.NotFound."""
    for each in rows.vehicles.list_vehicles(desk.store, batch_id):
        if each["id"] == vehicle_id:
            return dict(each)
    raise errors.NotFound("dispatch.error.no_such_coach")


def _road(desk: Desk, batch_id: bytes, wanted: Wanted) -> _Road:
    planned = rows.roadside.planned(desk.store, batch_id)
    signs = [one for one in rows.roadside.signs(desk.store, batch_id) if one.worker_id in planned]
    coaches = rows.vehicles.list_vehicles(desk.store, batch_id)
    later = {one.leg for one in signs if one.stage == wanted.stage and one.leg > wanted.leg}
    legs = {leg: boarding.on_leg(signs, leg, wanted.stage) for leg in {wanted.leg, *later}}
    return _Road(
        {each["id"]: rows.vehicles.record(each) for each in coaches},
        planned,
        legs,
        boarding.standing(signs),
    )


def _enter(desk: Desk, batch_id: bytes, person: bytes, wanted: Wanted, road: _Road) -> Outcome:
    """Write one person's entry, or return why not."""
    member = rows.members.find_row(desk.store, batch_id, person)
    who = desk.store.get("worker", person) or {"number": 0, "name": ""}
    if member is None or member["worker_id"] not in road.planned:
        why = findings.error("dispatch.finding.not_listed")
        return Outcome(person, who["number"], who["name"], done=False, against=(why,))
    if member["state"] == batches.LEFT and wanted.stage == boarding.BOARD:
        why = findings.error("dispatch.finding.has_left", day=member["until_day"] or "")
        return Outcome(person, who["number"], who["name"], done=False, against=(why,))
    sign, against = _sign(desk, member["worker_id"], wanted, road)
    if against:
        return Outcome(person, who["number"], who["name"], done=False, against=against)
    before = road.legs[wanted.leg].get(sign.worker_id)
    remarks = _remarks(desk, batch_id, sign, before, road)
    own = road.own.get(sign.key)
    if own is None or _said(own) != _said(sign) or wanted.note:
        _write(desk, batch_id, sign, wanted)
        road.own[sign.key] = sign
        for leg in _held_by(road, sign):
            road.legs[leg][sign.worker_id] = sign
    return Outcome(person, who["number"], who["name"], done=True, remarks=remarks)


def _held_by(road: _Road, sign: boarding.Sign) -> list[int]:
    """Return the legs on which an entry holds: from its own on, up to the next entry."""
    return [
        leg
        for leg, current in sorted(road.legs.items())
        if leg >= sign.leg
        and ((there := current.get(sign.worker_id)) is None or there.leg <= sign.leg)
    ]


def _said(sign: boarding.Sign) -> tuple[object, ...]:
    return sign.vehicle, sign.result, sign.reason


def _sign(
    desk: Desk, worker: bytes, wanted: Wanted, road: _Road
) -> tuple[boarding.Sign, tuple[Finding, ...]]:
    """Return the entry for somebody, and why it may not be written."""
    before = road.legs[wanted.leg].get(worker)
    coach = wanted.vehicle
    if wanted.stage == boarding.BOARD and coach is None:
        coach = before.vehicle if boarding.is_aboard(before) else road.planned[worker]
    if wanted.result == boarding.ABSENT:
        coach = None
    own = road.own.get((wanted.stage, wanted.leg, worker))
    sign = boarding.Sign(
        desk.new_id(),
        worker,
        wanted.stage,
        wanted.leg,
        coach,
        wanted.result,
        wanted.reason if wanted.result == boarding.ABSENT else "",
        own.id if own is not None else None,
    )
    if wanted.stage != boarding.BOARD or wanted.result == boarding.ABSENT:
        return sign, ()
    if coach is None or coach not in road.coaches:
        why = findings.error("dispatch.finding.no_seat_yet")
        return sign, (why,) if road.coaches else ()
    for leg in _held_by(road, sign):
        full = boarding.why_full(road.legs[leg], worker, road.coaches[coach])
        if full:
            return sign, full
    return sign, ()


def _remarks(
    desk: Desk,
    batch_id: bytes,
    sign: boarding.Sign,
    before: boarding.Sign | None,
    road: _Road,
) -> tuple[Finding, ...]:
    """Return what is worth saying of an entry: it was there already, or moves or is elsewhere."""
    if sign.result == boarding.ABSENT:
        return ()
    if boarding.is_aboard(before):
        if before.vehicle != sign.vehicle:
            return (_coach_told(desk, batch_id, "dispatch.finding.moved_coach", before.vehicle),)
        if before.leg == sign.leg:
            return (findings.information("dispatch.finding.signed_already"),)
        return ()
    seat = road.planned.get(sign.worker_id)
    if sign.vehicle is not None and seat is not None and seat != sign.vehicle:
        return (_coach_told(desk, batch_id, "dispatch.finding.other_coach", seat),)
    return ()


def _coach_told(desk: Desk, batch_id: bytes, code: str, coach: bytes | None) -> Finding:
    found = rows.vehicles.list_vehicles(desk.store, batch_id)
    number = next((each["number"] for each in found if each["id"] == coach), "?")
    return findings.warning(code, vehicle=number)


def moment(desk: Desk, on: datetime.date | None) -> tuple[str, str]:
    """Return day and time of an entry: now, or another day at no time that anybody knows.

    Raises errors.Invalid for a day to come.
    """
    day, time = stamps.local_text(desk.clock.now_ms()).split(" ")
    if on is None or on.isoformat() == day:
        return day, time[:5]
    if on > desk.clock.today():
        raise errors.Invalid("dispatch.error.day_ahead", field="on", day=on.isoformat())
    return on.isoformat(), ""


def _write(desk: Desk, batch_id: bytes, sign: boarding.Sign, wanted: Wanted) -> None:
    day, time = moment(desk, wanted.on)
    desk.store.add(
        "sign_in",
        {
            "id": sign.id,
            "station_id": desk.station.id,
            "worker_id": sign.worker_id,
            "batch_id": batch_id,
            "stage": sign.stage,
            "leg": sign.leg,
            "stop": wanted.stop.strip() or None,
            "vehicle_id": sign.vehicle,
            "result": sign.result,
            "reason_code": sign.reason or None,
            "note": wanted.note.strip() or None,
            "how": wanted.how,
            "day": day,
            "time": time,
            "corrects_id": sign.corrects_id,
        },
    )


def people_of(found: Iterable[SaidRow]) -> list[bytes]:
    """Return the people of the lines that mean one and no other."""
    return [one.people[0].id for one in found if len(one.people) == 1]


def rows_on(
    desk: Desk, *, batch_id: bytes, stage: str = boarding.BOARD, leg: int = boarding.DEPARTURE
) -> list[dict[str, Any]]:
    """Return the list of a batch with what was entered for each on a leg.

    Beside what `list_members` gives: `result` (empty where nothing is entered), `in_vehicle` (the
    number of the coach they are in), `reason_code`, `how`, `day`, `time`, `sign_note`, and `own`:
    whether that was entered on this leg. Numbers of people are masked. Raises errors.NotFound.
    """
    found = pages.list_members(desk, batch_id=batch_id)
    signs = boarding.on_leg(rows.roadside.signs(desk.store, batch_id), leg, stage)
    details = rows.roadside.details(desk.store, batch_id)
    numbers = {
        each["id"]: each["number"] for each in rows.vehicles.list_vehicles(desk.store, batch_id)
    }
    return [_shown(row, signs.get(row["worker_id"]), details, numbers, leg) for row in found]


def _shown(
    row: dict[str, Any],
    sign: boarding.Sign | None,
    details: Mapping[bytes, Mapping[str, Any]],
    numbers: Mapping[bytes, int],
    leg: int,
) -> dict[str, Any]:
    if sign is None:
        blank = dict.fromkeys(("result", "sign_reason", "how", "day", "time", "sign_note"), "")
        return {**row, **blank, "in_vehicle": None, "own": False}
    told = details[sign.id]
    return {
        **row,
        "result": sign.result,
        "sign_reason": sign.reason,
        "in_vehicle": numbers.get(sign.vehicle) if sign.vehicle else None,
        "in_vehicle_id": sign.vehicle,
        "own": sign.leg == leg,
        "how": told["how"],
        "day": told["day"],
        "time": told["time"],
        "sign_note": told["note"] or "",
    }
