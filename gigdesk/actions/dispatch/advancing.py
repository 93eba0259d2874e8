"""Money handed to people of a batch before the wage: entered, corrected, added up, listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors, money
from gigdesk.actions import handing, refresh
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import advance_list as sheet
from gigdesk.domain.dispatch import advances, batches
from gigdesk.domain.workers import findings, names
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done

_HELD = (*batches.NOT_BACK, batches.RETURNED)


@dataclass(frozen=True, slots=True)
class Advanced:
    """What is handed to each of some people: whole fen on a day, and what for.

    `signed` says that each has signed for it.
    """

    amount_fen: int
    kind: str
    day: datetime.date
    signed: bool = False
    note: str = ""

    def fields(self) -> dict[str, Any]:
        """Return it as an advance is kept."""
        return {
            "amount_fen": self.amount_fen,
            "kind": self.kind,
            "day": self.day.isoformat(),
            "signed": int(self.signed),
            "note": self.note.strip() or None,
        }


def hand_out(
    desk: Desk, *, batch_id: bytes, people: Sequence[bytes], handed: Advanced
) -> tuple[list[int], Done]:
    """Note that each of these people was handed an amount; return the number of each advance.

    Raises errors.Invalid for an amount that is none or beyond the rule `advance.most_yuan`, a day
    to come or an unknown kind, errors.Refused where the batch was called off, errors.NotFound where
    somebody is not on its list; nothing is written then.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *_HELD)
    kept = _checked(desk, handed.fields())
    records = []
    for person in dict.fromkeys(people):
        member = rows.members.find_row(desk.store, batch_id, person)
        if member is None or member["state"] not in (batches.LISTED, batches.LEFT):
            raise errors.NotFound("dispatch.finding.not_listed")
        records.append(member["worker_id"])
    numbers = []
    with desk.doing("dispatch.advance") as act:
        for worker_id in records:
            number = desk.next_number("advance")
            mine = {"worker_id": worker_id, "batch_id": batch_id, "number": number}
            _write(desk, {**mine, **kept})
            numbers.append(number)
        total = kept["amount_fen"] * len(numbers)
        act.about.update(batch=row["number"], people=len(numbers), amount_fen=total)
    return numbers, desk.done(act)


def correct_advance(
    desk: Desk,
    *,
    batch_id: bytes,
    number: int,
    reason: str,
    changes: Mapping[str, Any] | None = None,
) -> Done:
    """Write a further row in place of an advance, or one over nothing where nothing changes.

    `changes` are of `advances.CORRECTABLE`; the reason stays with the row. Raises errors.Invalid
    without a reason or as `hand_out`, errors.NotFound where no advance of the batch that counts has
    this number.
    """
    row = judging.batch_row(desk, batch_id)
    if not reason.strip():
        raise errors.Invalid("dispatch.error.reason_needed", field="reason")
    before = _standing(desk, batch_id, number)
    strange = set(changes or ()) - set(advances.CORRECTABLE)
    if strange:
        name = min(strange)
        raise errors.Invalid("dispatch.error.unknown_field", field=name, name=name)
    kept = {name: getattr(before, name) for name in advances.CORRECTABLE} | dict(changes or {})
    kept["note"] = str(kept["note"] or "").strip() or None
    kept["signed"] = int(bool(kept["signed"]))
    with desk.doing("dispatch.correct_advance", reason=reason) as act:
        _write(
            desk,
            {
                "worker_id": before.worker_id,
                "batch_id": batch_id,
                "number": number,
                **(_checked(desk, kept) if changes else {**kept, "amount_fen": 0}),
                "reason": reason.strip(),
                "corrects_id": before.id,
            },
        )
        act.about.update(batch=row["number"], advance=number, before_fen=before.amount_fen)
        act.about.update(amount_fen=kept["amount_fen"] if changes else 0)
    return desk.done(act)


def _standing(desk: Desk, batch_id: bytes, number: int) -> advances.Advance:
    for one in advances.standing(rows.roadside.advance_facts(desk.store, batch_id)):
        if one.number == number:
            return one
    raise errors.NotFound("dispatch.error.no_such_advance", number=number)


def _checked(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields; raises errors.Invalid for the first that cannot be."""
    today = desk.clock.today()
    most = desk.rules().number("advance.most_yuan", today) * money.YUAN_FEN
    for said in advances.check(fields, today=today.isoformat(), most_fen=most):
        if said.level == findings.ERROR:
            params = dict(said.params)
            raise errors.Invalid(said.code, field=str(params.pop("field")), **params)
    return fields


def _write(desk: Desk, row: Mapping[str, Any]) -> None:
    desk.store.add("advance", {"id": desk.new_id(), "station_id": desk.station.id, **row})


def list_advances(desk: Desk, *, batch_id: bytes) -> tuple[list[dict[str, Any]], dict[bytes, int]]:
    """Return the advances of a batch that count, oldest first, and the sum in fen by person.

    Each row: id, number, worker_id, worker_number, position, name, village, day, amount_fen, kind,
    signed, note, and `corrected`: whether it stands in place of an earlier one. Raises
    errors.NotFound.
    """
    judging.batch_row(desk, batch_id)
    facts = rows.roadside.advance_facts(desk.store, batch_id)
    standing = {one.id for one in advances.standing(facts)}
    found = [
        {**row, "corrected": row["corrects_id"] is not None}
        for row in rows.roadside.list_advances(desk.store, batch_id)
        if row["id"] in standing
    ]
    return found, advances.sums(facts)


def advance_list(desk: Desk, batch_id: bytes, out: Path) -> Paper:
    """Write the advances of a batch as a workbook with a place for each signature, and the total.

    The export is noted with the act. Raises errors.Refused where there is none, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    found, _ = list_advances(desk, batch_id=batch_id)
    if not found:
        raise errors.Refused("dispatch.error.no_advances", number=row["number"])
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        heading = sheet.Heading(
            station=desk.station.name,
            employer=row["employer_name"],
            batch=str(row["number"]),
            total_fen=sum(each["amount_fen"] for each in found),
            filled_by=desk.staff.name,
            filled_on=desk.clock.today().isoformat(),
        )
        records = [{**each, "name": names.on_paper(each)} for each in found]
        written = writing.write_list(file, sheet.layout(heading), sheet.rows(records))
        act.about.update(batch=row["number"], paper="advances", rows=written.rows)
        act.about.update(sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)


def mind_money(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where somebody would go off a list as if never on it who had money.

    Whoever is taken off by an act of its own keeps a place among those taken off, with the reason.
    """
    had: dict[bytes, dict[bytes, int]] = {}
    for row_id in step.leaving.get("batch_member", ()):
        member = desk.store.get("batch_member", row_id)
        if member is None:
            continue
        batch_id = member["batch_id"]
        if batch_id not in had:
            had[batch_id] = advances.sums(rows.roadside.advance_facts(desk.store, batch_id))
        if member["worker_id"] in had[batch_id]:
            who = desk.store.get("worker", member["worker_id"]) or {"name": ""}
            raise errors.Refused(
                "dispatch.error.undo_has_advance", number=step.act_number, name=who["name"]
            )


refresh.GUARDS.append(mind_money)
