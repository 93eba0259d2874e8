"""Opening classes, enrolling people and noting how they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, training
from gigdesk.domain.workers import findings, identity, phones
from gigdesk.store import training as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers.findings import Finding


@dataclass(frozen=True, slots=True)
class Opened:
    """A class that was made or changed: its id, the number people say, the number of the act."""

    id: bytes
    number: int
    act: int


@dataclass(frozen=True, slots=True)
class Seat:
    """What became of one person in an act: done, or refused by this rule; a remark beside it."""

    worker_id: bytes
    name: str
    done: bool
    against: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()


def _accepted(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as they are stored; raises errors.Invalid for the first that cannot be."""
    unknown = sorted(set(fields) - set(training.FIELDS))
    if unknown:
        raise errors.Invalid("training.error.unknown_field", field=unknown[0], name=unknown[0])
    for one in training.check(fields):
        raise errors.Invalid(one.code, field=None, **dict(one.params))
    return {
        name: (value.strip() or None) if isinstance(value, str) else value
        for name, value in fields.items()
    }


def open_class(desk: Desk, *, fields: Mapping[str, Any]) -> Opened:
    """Open a class; `fields` by the names in `domain.training.FIELDS`, days as ISO text.

    Raises errors.Invalid without a name or where the days are reversed.
    """
    with desk.doing("training.open_class") as act:
        kept = _accepted({"state": training.STATES.start, **fields})
        made = Opened(desk.new_id(), desk.next_number("training_class"), act.number)
        filled = {name: value for name, value in kept.items() if value is not None}
        desk.store.add(
            "training_class",
            {"id": made.id, "station_id": desk.station.id, "number": made.number, **filled},
        )
        act.about.update({"class": made.number, "name": kept["name"]})
    return made


def change_class(desk: Desk, *, class_id: bytes, changes: Mapping[str, Any]) -> Opened:
    """Change fields or state of a class; raises as `open_class`, errors.Refused for a state."""
    row = get_class(desk, class_id)
    if changes.get("state", row["state"]) != row["state"]:
        training.STATES.require(row["state"], changes["state"], code="training.error.state_step")
    with desk.doing("training.change_class") as act:
        whole = _accepted({name: row[name] for name in training.FIELDS} | dict(changes))
        if changes:
            desk.store.change("training_class", class_id, {name: whole[name] for name in changes})
        act.about.update({"class": row["number"], "fields": sorted(changes)})
    return Opened(class_id, row["number"], act.number)


def enrol(desk: Desk, *, class_id: bytes, people: Sequence[bytes]) -> list[Seat]:
    """Enrol people, each on their own; somebody in another class on the same days gets a remark.

    Refused: unknown people, those enrolled already, a class that is over. Raises errors.Refused
    for the class, errors.NotFound.
    """
    row = get_class(desk, class_id)
    if row["state"] not in (training.PLANNED, training.RUNNING):
        raise errors.Refused("training.error.over", number=row["number"])
    with desk.doing("training.enrol") as act:
        act.rooms.add("workers")
        told = [_enrol(desk, class_id, person) for person in dict.fromkeys(people)]
        act.about.update({"class": row["number"], "enrolled": sum(one.done for one in told)})
    return told


def _enrol(desk: Desk, class_id: bytes, person: bytes) -> Seat:
    worker = desk.store.get("worker", person)
    if worker is None:
        return Seat(person, "", done=False, against=(findings.error("training.finding.unknown"),))
    seat = rows.find_seat(desk.store, class_id, person)
    if seat is not None and seat["state"] != training.DROPPED:
        why = findings.error("training.finding.enrolled_already")
        return Seat(person, worker["name"], done=False, against=(why,))
    clash = rows.find_clash(desk.store, class_id, person)
    remarks: tuple[Finding, ...] = ()
    if clash is not None:
        remarks = (findings.warning("training.finding.other_class", number=clash["number"]),)
    today = desk.clock.today().isoformat()
    if seat is not None:
        back = {"state": training.ENROLLED, "enrolled_on": today}
        desk.store.change("enrolment", seat["id"], back)
    else:
        desk.store.add(
            "enrolment",
            {
                "id": desk.new_id(),
                "station_id": desk.station.id,
                "class_id": class_id,
                "worker_id": person,
                "enrolled_on": today,
                "state": training.ENROLMENT_STATES.start,
            },
        )
    return Seat(person, worker["name"], done=True, remarks=remarks)


def mark(
    desk: Desk,
    *,
    class_id: bytes,
    people: Sequence[bytes],
    state: str,
    result: str | None = None,
    score: int | None = None,
) -> list[Seat]:
    """Note how people did: `completed` (with `passed` or `failed`), `dropped`, or `enrolled` again.

    The class is over once nobody is left whose result is open. Refused for each who is not
    enrolled, or whose state cannot follow. Raises errors.Invalid for an unknown result,
    errors.NotFound.
    """
    row = get_class(desk, class_id)
    if result is not None and result not in training.RESULTS:
        raise errors.Invalid("training.error.result", field="result", result=result)
    with desk.doing("training.mark") as act:
        act.rooms.add("workers")
        changes = {"state": state, "result": result, "score": score}
        told = [_mark(desk, class_id, person, changes) for person in dict.fromkeys(people)]
        _follow(desk, row)
        act.about.update({"class": row["number"], "state": state})
        act.about.update(marked=sum(one.done for one in told))
    return told


def _mark(desk: Desk, class_id: bytes, person: bytes, changes: Mapping[str, Any]) -> Seat:
    worker = desk.store.get("worker", person) or {"name": ""}
    seat = rows.find_seat(desk.store, class_id, person)
    if seat is None:
        why = findings.error("training.finding.not_enrolled")
        return Seat(person, worker["name"], done=False, against=(why,))
    before, after = seat["state"], changes["state"]
    if before != after and not training.ENROLMENT_STATES.may(before, after):
        why = findings.error("training.finding.state_step", before=before, after=after)
        return Seat(person, worker["name"], done=False, against=(why,))
    desk.store.change("enrolment", seat["id"], dict(changes))
    return Seat(person, worker["name"], done=True)


def _follow(desk: Desk, row: Mapping[str, Any]) -> None:
    """Let the class be over once it is known of everybody how they did, and open it again after."""
    seats = [one["state"] for one in rows.list_enrolments(desk.store, row["id"])]
    state = row["state"]
    if training.COMPLETED in seats and training.ENROLLED not in seats:
        state = training.FINISHED
    elif training.ENROLLED in seats and state == training.FINISHED:
        state = training.RUNNING
    if state != row["state"] and training.STATES.may(row["state"], state):
        desk.store.change("training_class", row["id"], {"state": state})


def list_classes(
    desk: Desk,
    *,
    states: Sequence[str] = (),
    words: str = "",
    limit: int = 200,
    offset: int = 0,
) -> list[dict[str, Any]]:
    """Return classes with `enrolled` and `completed` counted, the latest to begin first.

    `words` stand in name, trade, school, teacher or place, or are a number such as T2.
    """
    words = office.numbers.bare(words, "training_class")
    return rows.list_classes(desk.store, states=states, words=words, limit=limit, offset=offset)


def get_class(desk: Desk, class_id: bytes) -> dict[str, Any]:
    """Return one class with its counts; raises errors.NotFound."""
    row = rows.get_full(desk.store, class_id)
    if row is None:
        raise errors.NotFound("training.error.no_class", words=class_id.hex())
    return row


def list_enrolments(desk: Desk, class_id: bytes) -> list[dict[str, Any]]:
    """Return who sits in a class; document number and telephone masked."""
    found = rows.list_enrolments(desk.store, class_id)
    for row in found:
        row["doc_no"] = identity.mask(row["doc_no"] or "")
        row["phone"] = phones.mask(row["phone"] or "")
    return found
