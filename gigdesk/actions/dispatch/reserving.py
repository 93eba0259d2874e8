"""Reserve pools: kept, called up by telephone, and those who come put on a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing, refresh
from gigdesk.actions.dispatch import judging, members
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import calls as calls_sheet
from gigdesk.domain import office
from gigdesk.domain.dispatch import batches, reserves
from gigdesk.domain.workers import codes, findings, masking
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.actions.dispatch.judging import Outcome


def find_pool(desk: Desk, words: str) -> bytes:
    """Return the id of a pool from its number or id; raises errors.NotFound."""
    found = desk.heard(words, "reserve_pool")
    if found is None:
        raise errors.NotFound("matching.error.no_pool", words=words.strip())
    return found


def list_pools(desk: Desk) -> list[dict[str, Any]]:
    """Return the pools with `people`, and the `oldest` and `newest` day somebody confirmed."""
    return list(rows.reserves.list_pools(desk.store))


def add_pool(desk: Desk, *, fields: Mapping[str, Any]) -> tuple[bytes, int, Done]:
    """Make a pool from its name, trade and note; return its id, its number and the act.

    Raises errors.Invalid.
    """
    kept = _accepted(fields)
    with desk.doing("dispatch.add_pool") as act:
        made, number = desk.new_id(), desk.next_number("reserve_pool")
        own = {"id": made, "station_id": desk.station.id, "number": number}
        desk.store.add("reserve_pool", {**own, **kept})
        act.about.update(pool=number)
    return made, number, desk.done(act)


def change_pool(
    desk: Desk, *, pool_id: bytes, fields: Mapping[str, Any], close: bool = False
) -> Done:
    """Change what a pool is called or is for, or close it.

    Raises errors.Invalid, errors.NotFound.
    """
    pool = _pool(desk, pool_id)
    kept = _accepted({**{name: pool[name] for name in reserves.FIELDS}, **fields})
    with desk.doing("dispatch.change_pool") as act:
        state = {"state": "closed"} if close else {}
        desk.store.change("reserve_pool", pool_id, {**kept, **state})
        act.about.update(pool=pool["number"])
    return desk.done(act)


def _accepted(fields: Mapping[str, Any]) -> dict[str, Any]:
    strange = sorted(set(fields) - set(reserves.FIELDS))
    if strange:
        raise errors.Invalid("dispatch.error.unknown_field", field=strange[0], name=strange[0])
    for one in reserves.check_pool(fields):
        raise errors.Invalid(one.code, field=str(one.params["field"]))
    return {name: (value or "").strip() or None for name, value in fields.items()}


def _pool(desk: Desk, pool_id: bytes) -> dict[str, Any]:
    found = desk.store.get("reserve_pool", pool_id)
    if found is None or found["state"] != "active":
        raise errors.NotFound("matching.error.no_pool", words=pool_id.hex())
    return dict(found)


def reserve(
    desk: Desk, *, pool_id: bytes, people: Sequence[bytes], out: bool = False
) -> tuple[int, Done]:
    """Put people into a pool, confirmed today, or take them out; return how many it was done for.

    Raises errors.NotFound.
    """
    pool = _pool(desk, pool_id)
    today = desk.clock.today().isoformat()
    done = 0
    with desk.doing("dispatch.reserve") as act:
        for person in dict.fromkeys(judging.living(desk, one) for one in people):
            done += (
                _take_out(desk, pool_id, person) if out else _put_in(desk, pool_id, person, today)
            )
        act.about.update({"pool": pool["number"], "removed" if out else "added": done})
    return done, desk.done(act)


def _put_in(desk: Desk, pool_id: bytes, person: bytes, today: str) -> bool:
    every = rows.reserves.find_members(desk.store, pool_id, person)
    if not every:
        own = {"id": desk.new_id(), "station_id": desk.station.id, "pool_id": pool_id}
        desk.store.add("reserve_member", {**own, "worker_id": person, "confirmed_on": today})
        return True
    back = {"state": "active", "confirmed_on": today}
    return every[0]["state"] != "active" and bool(
        desk.store.change("reserve_member", every[0]["id"], back)
    )


def _take_out(desk: Desk, pool_id: bytes, person: bytes) -> bool:
    active = _active(desk, pool_id, person)
    for known in active:
        desk.store.change("reserve_member", known["id"], {"state": "removed"})
    return bool(active)


def _active(desk: Desk, pool_id: bytes, person: bytes) -> list[dict[str, Any]]:
    """Return the rows by which a person is in a pool: two where both of joined records were."""
    every = rows.reserves.find_members(desk.store, pool_id, person)
    return [known for known in every if known["state"] == "active"]


def call_list(desk: Desk, *, pool_id: bytes, batch_id: bytes | None = None) -> list[dict[str, Any]]:
    """Return who is in a pool, with the last call for a batch or for none in particular.

    Each row: id, number, name, sex, village, trade, phone (masked for a role that may not reveal
    it), confirmed_on, result, reason_code, note, called_on, called_by; `against`, the findings that
    keep somebody from the batch, or from any; for a batch also `listed`. Raises errors.NotFound.
    """
    _pool(desk, pool_id)
    found = list(rows.reserves.list_members(desk.store, pool_id, batch_id))
    barred: dict[bytes, Outcome] = {}
    listed: set[bytes] = set()
    if batch_id is not None:
        listed = rows.members.living_ids(desk.store, batch_id)
        barred = members.barred(desk, batch_id, [row["id"] for row in found])
    whole = office.acts.sees_numbers(desk.staff.role)
    for row in found:
        gone = () if row["state"] == "active" else (findings.error("dispatch.finding.not_active"),)
        row["against"] = barred[row["id"]].against if row["id"] in barred else gone
        row["listed"] = row["id"] in listed
        if not whole:
            row["phone"] = masking.masked_value("phone", row["phone"])
    return found


def call(
    desk: Desk,
    *,
    pool_id: bytes,
    worker_id: bytes,
    result: str,
    batch_id: bytes | None = None,
    reason_code: str = "",
    note: str = "",
) -> Done:
    """Note what a call to somebody of a pool came to; who was reached is confirmed today.

    `result` is one of `reserves.RESULTS`; whoever declines has a `reason_code`. Raises
    errors.Invalid, errors.NotFound.
    """
    pool = _pool(desk, pool_id)
    for one in reserves.check_call(result, reason_code):
        raise errors.Invalid(one.code, field=str(one.params["field"]))
    if batch_id is not None:
        judging.batch_row(desk, batch_id)
    places = _active(desk, pool_id, judging.living(desk, worker_id))
    if not places:
        raise errors.NotFound("matching.error.not_in_pool")
    today = desk.clock.today().isoformat()
    with desk.doing("dispatch.call") as act:
        own = {"id": desk.new_id(), "station_id": desk.station.id, "pool_id": pool_id}
        said = {"result": result, "reason_code": reason_code or None, "note": note.strip() or None}
        whom = {"worker_id": places[0]["worker_id"], "batch_id": batch_id, "day": today}
        desk.store.add("reserve_call", {**own, **whom, **said})
        if result in reserves.HEARD:
            desk.store.change("reserve_member", places[0]["id"], {"confirmed_on": today})
        act.about.update(pool=pool["number"], result=result)
    return desk.done(act)


def list_calls(desk: Desk, *, pool_id: bytes) -> list[dict[str, Any]]:
    """Return all calls to people of a pool, the latest first; raises errors.NotFound."""
    _pool(desk, pool_id)
    return list(rows.reserves.list_calls(desk.store, pool_id))


def comers(desk: Desk, *, pool_id: bytes, batch_id: bytes) -> list[bytes]:
    """Return who said for a batch that they come and is not on its list yet."""
    found = call_list(desk, pool_id=pool_id, batch_id=batch_id)
    return [row["id"] for row in found if row["result"] == reserves.COMES and not row["listed"]]


def take_comers(desk: Desk, *, pool_id: bytes, batch_id: bytes) -> tuple[list[Outcome], Done]:
    """Put those who said that they come on the list of a batch, in one act.

    Everybody is judged as when they are added one by one. Raises errors.Refused where nobody said
    so or the batch has left, errors.NotFound.
    """
    people = comers(desk, pool_id=pool_id, batch_id=batch_id)
    if not people:
        raise errors.Refused("matching.error.nobody_comes")
    return members.add_members(desk, batch_id=batch_id, people=people, how=batches.CALLED)


def write_calls(desk: Desk, out: Path, *, pool_id: bytes, batch_id: bytes | None = None) -> Paper:
    """Write the call-up list with telephones, for phoning; masked for a role that may not see them.

    The export is noted with the act. Raises errors.NotFound.
    """
    pool = _pool(desk, pool_id)
    batch = "" if batch_id is None else str(judging.batch_row(desk, batch_id)["number"])
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        shape = calls_sheet.layout(
            pool=f"{pool['number']} {pool['name']}",
            batch=batch,
            filled_by=desk.staff.name,
            filled_on=desk.clock.today().isoformat(),
        )
        told = [
            {**row, "sex": codes.label("sex", row["sex"] or "")}
            for row in call_list(desk, pool_id=pool_id, batch_id=batch_id)
        ]
        written = writing.write_list(file, shape, calls_sheet.rows(shape, told))
        act.about.update(pool=pool["number"], paper="calls", rows=written.rows)
        act.about.update(sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)


def void_calls(desk: Desk, row_ids: list[bytes]) -> None:
    """Void calls whose act is taken back: each by a further row that names it."""
    for row_id in row_ids:
        known = desk.store.get("reserve_call", row_id)
        if known is not None:
            same = ("station_id", "pool_id", "worker_id", "batch_id", "day", "result")
            void = {"id": desk.new_id(), "corrects_id": row_id, "void": 1}
            desk.store.add("reserve_call", {**{name: known[name] for name in same}, **void})


refresh.VOIDERS["reserve_call"] = void_calls
