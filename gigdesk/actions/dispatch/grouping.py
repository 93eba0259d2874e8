"""Groups of a batch, each with a leader: made for the whole list, then changed by hand."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging
from gigdesk.domain.dispatch import batches, crews
from gigdesk.domain.workers import ages, dates
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done


def list_crews(desk: Desk, *, batch_id: bytes) -> list[dict[str, Any]]:
    """Return the groups of a batch with how many `people` each has and the name of its `leader`."""
    judging.batch_row(desk, batch_id)
    return list(rows.crews.list_crews(desk.store, batch_id))


def divide(desk: Desk, *, batch_id: bytes, most: int | None = None) -> tuple[int, Done]:
    """Divide the list into groups of at most `most` people; return how many there are now.

    Without `most` it is the rule `crew.most`. Groups that were there before are used again from
    the first one on. Raises errors.Refused once the batch is back or where nobody is on the list.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    first_day = datetime.date.fromisoformat(row["first_day"])
    size = most or desk.rules().number("crew.most", first_day)
    listed = rows.members.list_members(desk.store, batch_id)
    if not listed:
        raise errors.Refused("dispatch.error.nobody_listed", number=row["number"])
    made = crews.divide(_people(desk, listed, first_day), size)
    with desk.doing("dispatch.divide") as act:
        known = rows.crews.list_crews(desk.store, batch_id)
        ids = [each["id"] for each in known] + [
            _add(desk, batch_id) for _ in range(len(known), len(made))
        ]
        for each in known[len(made) :]:
            desk.store.change("crew", each["id"], {"state": "dropped"})
        for crew, crew_id in zip(made, ids, strict=False):
            for member in crew.people:
                wanted = {"crew_id": crew_id, "leads": int(member == crew.leader)}
                desk.store.change("batch_member", member, wanted)
        act.about.update(batch=row["number"], crews=len(made))
    return len(made), desk.done(act)


def change_crew(
    desk: Desk,
    *,
    crew_id: bytes,
    name: str | None = None,
    leader: bytes | None = None,
) -> Done:
    """Call a group otherwise, or have somebody of it lead it.

    Raises errors.Invalid where the leader is of another group, errors.NotFound.
    """
    before = _crew(desk, crew_id)
    row = judging.batch_row(desk, before["batch_id"])
    judging.require_state(row, *batches.NOT_BACK)
    inside = [
        each
        for each in rows.members.list_members(desk.store, row["id"])
        if each["crew_id"] == crew_id
    ]
    if leader is not None and leader not in {each["worker_id"] for each in inside}:
        raise errors.Invalid("dispatch.error.leads_another", field="leader")
    with desk.doing("dispatch.change_crew") as act:
        if name is not None:
            desk.store.change("crew", crew_id, {"name": name.strip() or None})
        if leader is not None:
            for each in inside:
                leads = {"leads": int(each["worker_id"] == leader)}
                desk.store.change("batch_member", each["member_id"], leads)
        act.about.update(batch=row["number"], crew=before["number"])
    return desk.done(act)


def move(desk: Desk, *, batch_id: bytes, people: Sequence[bytes], crew_id: bytes | None) -> Done:
    """Put people of a batch into a group, or into none; who led another one leads no more.

    Raises errors.NotFound for somebody who is not on the list, or another batch's group.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    if crew_id is not None and _crew(desk, crew_id)["batch_id"] != batch_id:
        raise errors.NotFound("dispatch.error.no_such_crew")
    with desk.doing("dispatch.divide") as act:
        for person in dict.fromkeys(people):
            member = rows.members.find_row(desk.store, batch_id, person)
            if member is None or member["state"] not in (batches.LISTED, batches.LEFT):
                raise errors.NotFound("dispatch.finding.not_listed")
            if member["crew_id"] != crew_id:
                wanted = {"crew_id": crew_id, "leads": 0}
                desk.store.change("batch_member", member["id"], wanted)
        act.about.update(batch=row["number"], moved=len(people))
    return desk.done(act)


def _people(
    desk: Desk, listed: Sequence[dict[str, Any]], first_day: datetime.date
) -> list[crews.Person]:
    grown = desk.rules().number("age.juvenile_until", first_day)
    seasons = rows.members.seasons(desk.store, [each["worker_id"] for each in listed])
    found = []
    for each in listed:
        birth = ages.youngest_birth(each["birth_date"] or "", each["doc_no"] or "")
        adult = birth is not None and dates.age_on(birth, first_day) >= grown
        village = f"{each['town'] or ''}{each['village'] or ''}"
        went = seasons.get(each["worker_id"], 0)
        found.append(crews.Person(each["member_id"], each["position"], village, went, adult))
    return found


def _add(desk: Desk, batch_id: bytes) -> bytes:
    made = desk.new_id()
    number = rows.batches.next_of(desk.store, "crew", batch_id)
    known = {"id": made, "station_id": desk.station.id, "batch_id": batch_id, "number": number}
    desk.store.add("crew", known)
    return made


def _crew(desk: Desk, crew_id: bytes) -> dict[str, Any]:
    found = desk.store.get("crew", crew_id)
    if found is None or found["state"] != "active":
        raise errors.NotFound("dispatch.error.no_such_crew")
    return dict(found)
