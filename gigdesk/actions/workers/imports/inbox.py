"""Rows that wait: undecided and rejected ones, until somebody finishes or drops them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings, granted, livelihood
from gigdesk.actions.workers import waiting as waiting_rows
from gigdesk.actions.workers.imports import beside, doubts, former, lines
from gigdesk.actions.workers.imports.opening import where
from gigdesk.domain import office, tables, workers
from gigdesk.domain.workers import begun, classing
from gigdesk.domain.workers import rows as row_rules
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done

_BLOBS = frozenset(
    column.name for column in tables.table("worker").columns if column.storage == "blob"
)
_CONTRADICTS = "findings.row.contradicts"
_GRAVE = ("findings.row.", *classing.HOLDING, *doubts.CODES)
_DERIVED = frozenset({"sex", "birth_date", "phone"})
_FINISHING = "workers.settle_row"
_VILLAGE = "village_id"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of several rows at once: how many were settled, and those left to be decided."""

    settled: int
    left: tuple[bytes, ...]
    done: Done


def waiting(desk: Desk, number: int | None = None) -> list[dict[str, Any]]:
    """Return the waiting rows of one import, or of all, newest import first.

    Each has outcome, sheet, row, reasons [(code, level, params)], fields (what was read), number
    (the document number as far as it could be read), diffs [(field, before, after)] and
    proposed_id, with whole numbers: raises errors.NotAllowed for who may not finish rows, to whom
    `waiting_lines` shows them.
    """
    office.acts.require(desk.staff.role, _FINISHING)
    intake_id = _intake_id(desk, number)
    return [_unpacked(row) for row in rows.intakes.waiting_rows(desk.store, intake_id)]


def waiting_lines(
    desk: Desk,
    *,
    number: int | None = None,
    outcome: str | None = None,
    text: str = "",
    start: int = 0,
    limit: int = 100,
) -> list[lines.Line]:
    """Return a page of the rows that wait as they are shown: masked, without their changes."""
    found = rows.intakes.find_waiting(
        desk.store,
        intake_id=_intake_id(desk, number),
        outcome=outcome,
        text=text,
        start=start,
        limit=limit,
    )
    unpacked = [_unpacked(row) for row in found]
    proposed = (row["proposed_id"] for row in unpacked)
    names = lines.Names(desk, (one for one in proposed if one is not None))
    return [_line(row, names, {}) for row in unpacked]


def count(
    desk: Desk, *, number: int | None = None, outcome: str | None = None, text: str = ""
) -> int:
    """Return how many rows wait."""
    intake_id = _intake_id(desk, number)
    return rows.intakes.count_waiting(desk.store, intake_id=intake_id, outcome=outcome, text=text)


def _intake_id(desk: Desk, number: int | None) -> bytes | None:
    if number is None:
        return None
    intake = rows.intakes.get_by_number(desk.store, number)
    if intake is None:
        raise errors.NotFound("intake.error.no_such_import", number=number)
    found: bytes = intake["id"]
    return found


def _unpacked(row: dict[str, Any]) -> dict[str, Any]:
    packed = json.loads(row["fields"] or "{}")
    return {
        **row,
        "reasons": [tuple(one) for one in json.loads(row["reasons"] or "[]")],
        "cells": json.loads(row["cells"] or "[]"),
        "fields": packed.get("fields", {}),
        "given": packed.get("given", []),
        "number": packed.get("number", ""),
        "village": packed.get("village", ""),
        "phones": packed.get("phones", []),
        granted.FIELD: granted.unpacked(packed),
        "diffs": [tuple(one) for one in packed.get("diffs", [])],
    }


def waiting_row(desk: Desk, row_id: bytes, village_id: bytes | None = None) -> dict[str, Any]:
    """Return a row that waits, as if it named the village that was chosen for it by hand."""
    row = _unpacked(waiting_rows.row(desk, row_id))
    row["fields"] = former.stated_today(desk.store, row["fields"])
    if village_id is not None:
        row["fields"] = {**row["fields"], _VILLAGE: village_id.hex()}
        row["given"] = [*row["given"], _VILLAGE]
    return row


def _line(
    row: Mapping[str, Any],
    names: lines.Names,
    headers: lines.Headers,
    *,
    plain: bool = False,
) -> lines.Line:
    fields = _stated(row)
    village = names.village(fields.get("village_id")) or row["village"]
    said = row["reasons"] if plain else [lines.as_shown(one) for one in row["reasons"]]
    grave = [one for one in said if one[1] == "E" or one[0].startswith(_GRAVE)]
    mild = [one for one in said if one not in grave]
    number = row["number"] or ""
    return lines.Line(
        id=row["id"],
        kind=row["outcome"],
        where=where(
            row["sheet"] or "", row["row"], sheets=2 if row.get("sheets") != row["sheet"] else 1
        ),
        name=str(fields.get("name", "")),
        number=number if plain else lines.hidden_number(number),
        village=village,
        reasons=tuple(grave),
        warnings=tuple(mild),
        person=names.person(row["proposed_id"]),
        cells=tuple(lines.cells_of(row["sheet"] or "", row["cells"], headers, plain=plain)),
        placed=fields.get(_VILLAGE) is not None,
        file=row.get("file_name") or "",
        intake=row.get("intake_number"),
    )


def _stated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says, as the columns store it."""
    return {
        name: bytes.fromhex(value) if name in _BLOBS and isinstance(value, str) else value
        for name, value in row["fields"].items()
    }


def village_id(row: Mapping[str, Any]) -> bytes | None:
    """Return the village that was found for a stored row, or None."""
    found = json.loads(row["fields"] or "{}").get("fields", {}).get("village_id")
    return bytes.fromhex(found) if found else None


def prefill(desk: Desk, row_id: bytes, *, village_id: bytes | None = None) -> dict[str, Any]:
    """Return what a registration form begins with for a row; a wrong number stands as it was.

    `village_id` is a village chosen by hand. Raises errors.NotAllowed for who may not finish
    rows, and errors.NotFound.
    """
    office.acts.require(desk.staff.role, _FINISHING)
    row = waiting_row(desk, row_id, village_id)
    found = {name: value for name, value in _stated(row).items() if name != "printed_name"}
    if row["number"]:
        found.setdefault("doc_no", row["number"])
    return found


def look(
    desk: Desk,
    *,
    row_id: bytes,
    worker_id: bytes | None = None,
    village_id: bytes | None = None,
    plain: bool = False,
) -> lines.Line:
    """Return a waiting row beside the person it means, with every field in which they differ now.

    `worker_id` is a person, `village_id` a village chosen by hand. `plain` shows all numbers of the
    row and is noted as `reveal` is. Raises errors.NotFound where the row waits no longer.
    """
    row = waiting_row(desk, row_id, village_id)
    intake = rows.intakes.get(desk.store, row["intake_id"]) or {}
    columns = json.loads(intake.get("columns") or "[]")
    headers = {(one["sheet"], one["index"]): (one["header"], one.get("field")) for one in columns}
    row = {
        **row,
        "file_name": intake.get("file_name"),
        "intake_number": intake.get("number"),
        "sheets": intake.get("sheet"),
    }
    if plain:
        with desk.doing("workers.reveal") as act:
            act.always_noted = True
            act.about = {"import": intake.get("number"), "row": row["row"]}
    meant = _meant(desk, row, worker_id)
    names = lines.Names(desk, [meant] if meant else [])
    judged = _judged(desk, row, meant)
    line = lines.with_certificate(_line(row, names, headers, plain=plain), judged)
    stated = ((name, None, value) for name, value in lines.ordered(_stated(row)))
    told = differing(desk, row, meant) if meant is not None else stated
    return lines.with_person(line, names.person(meant), (names.change(*one) for one in told))


def _judged(desk: Desk, row: Mapping[str, Any], person: bytes | None) -> granted.Judged:
    """Return what would become now of the certificate that a row tells of, if it does."""
    told = row[granted.FIELD]
    if person is not None:
        return granted.judge_now(desk, person, told)
    stranger = {"doc_no": row["number"], "birth_date": row["fields"].get("birth_date")}
    return granted.judge_stranger(desk, stranger, told)


def meant(desk: Desk, row_id: bytes) -> bytes | None:
    """Return the person a waiting row means today: by its right number, or as proposed."""
    return _meant(desk, waiting_row(desk, row_id), None)


def _meant(desk: Desk, row: Mapping[str, Any], worker_id: bytes | None) -> bytes | None:
    if worker_id is not None:
        return rows.people.canonical_id(desk.store, worker_id)
    right = row["fields"].get("doc_no")
    known = rows.people.find_by_doc_no(desk.store, right) if right else None
    if known is not None:
        return bytes(known["id"])
    proposed = row["proposed_id"]
    return rows.people.canonical_id(desk.store, proposed) if proposed is not None else None


def differing(
    desk: Desk,
    row: Mapping[str, Any],
    worker_id: bytes,
    chosen: Collection[str] | None = None,
) -> list[tuple[str, Any, Any]]:
    """Return (field, known, stated) of all that a row says otherwise than it is known now.

    With it goes, stated as None, what is emptied because the row ends what it told of. Where only
    some fields are `chosen`, nothing else is returned and only they end anything.
    """
    person = rows.people.get(desk.store, worker_id)
    if person is None:
        raise errors.NotFound("workers.error.not_found")
    wanted = {
        name: value
        for name, value in _stated(row).items()
        if name in row["given"] or (name in _DERIVED and not person.get(name))
    }
    paper = workers.identity.check("", today=desk.clock.today())
    wanted = begun.stated(wanted, person)
    read = row_rules.RowReading(row["row"], wanted, {}, paper)
    found = [
        (one.field, one.before, one.after)
        for one in classing.differences(wanted, read, beside.as_listed(desk, person, read))
        if chosen is None or one.field in chosen
    ]
    changes = {name: after for name, _, after in found}
    found += [
        (name, person[name], None)
        for name in livelihood.emptied(desk, person, changes, wanted, of_list=True)
        if chosen is None or name in chosen
    ]
    order = {name: at for at, name in enumerate(workers.worker.BY_NAME)}
    return sorted(found, key=lambda one: order.get(one[0], len(order)))


def finish(
    desk: Desk,
    *,
    row_id: bytes,
    fields: Collection[str],
    reason: str = "",
    worker_id: bytes | None = None,
    village_id: bytes | None = None,
) -> Done:
    """Write the chosen fields of a waiting row to the person it means, as one act.

    `worker_id` is a person, `village_id` a village chosen by hand. Choosing no field keeps the
    person as known; the row then waits no longer either. Raises errors.Refused where the row
    means nobody, errors.NotFound where it does not wait.
    """
    row = waiting_row(desk, row_id, village_id)
    person = _meant(desk, row, worker_id)
    if person is None:
        raise errors.Refused("intake.error.nobody_proposed")
    with desk.doing("workers.settle_row", reason=reason) as act:
        act.always_noted = True
        written = _write(desk, row, person, fields, act.number)
        act.about = {"fields": written, "row": row["row"]}
    return desk.done(act)


def _write(
    desk: Desk,
    row: Mapping[str, Any],
    person: bytes,
    fields: Collection[str] | None,
    act: int,
    *,
    beside: Mapping[bytes, Mapping[str, Any]] | None = None,
) -> list[str]:
    """Write the chosen fields (None: all that differ) and settle the row.

    `beside` are the changes of others in the same act.
    """
    changes = {name: after for name, _, after in differing(desk, row, person, fields)}
    against = doubts.of_person(desk, person, changes, beside)
    if against:
        raise errors.Refused(against[0].code, **against[0].params)
    papers = _papers(desk, row, person, fields)
    if changes:
        rows.people.change(desk.store, person, changes)
        livelihood.put(desk, (), {person: changes}, of_list=True)
    granted.put(desk, papers)
    left = {name for name, *_ in differing(desk, row, person)}
    if fields is None or (fields and "phone" not in left):
        phones = [(person, number, owner) for number, owner in row["phones"]]
        belongings.put_phones(desk, phones)
    rows.intakes.settle_row(
        desk.store, row["id"], state=rows.intakes.SETTLED, worker_id=person, act=act
    )
    return sorted([*changes, *(granted.FIELD for _ in papers)])


def _papers(
    desk: Desk, row: Mapping[str, Any], person: bytes, fields: Collection[str] | None
) -> list[tuple[bytes, granted.Values]]:
    """Return the certificate of a row, with its person, where it is wanted and can be written."""
    if fields is not None and granted.FIELD not in fields:
        return []
    judged = _judged(desk, row, person)
    if judged.against is not None:
        raise errors.Refused(judged.against.code, **judged.against.params)
    return [(person, judged.values)] if judged.values else []


def finish_many(
    desk: Desk,
    *,
    row_ids: Sequence[bytes],
    take: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Settled:
    """Settle several rows as one act: `take` writes all their values, else all stays as known.

    Rows that mean nobody, and rows that would contradict each other about one person, or what is
    known of its work or household, are left.
    """
    waits = [waiting_row(desk, row_id) for row_id in row_ids]
    meant_by = {row["id"]: _meant(desk, row, None) for row in waits}
    taken = _takable(desk, waits, meant_by) if take else {}
    left: list[bytes] = []
    with desk.doing("workers.settle_row") as act:
        for at, row in enumerate(waits):
            person = meant_by[row["id"]]
            if person is None or (take and person not in taken):
                left.append(row["id"])
                continue
            _write(desk, row, person, None if take else (), act.number, beside=taken)
            if progress is not None:
                progress(at + 1, len(waits))
        act.always_noted = len(left) < len(waits)
        act.about = {"rows": len(waits) - len(left), "taken": take}
    return Settled(len(waits) - len(left), tuple(left), desk.done(act))


def _takable(
    desk: Desk, waits: Sequence[Mapping[str, Any]], meant_by: Mapping[bytes, bytes | None]
) -> dict[bytes, dict[str, Any]]:
    """Return the changes, by person, of the rows that can be taken as a whole, all in one act."""
    people = list(meant_by.values())
    found: dict[bytes, dict[str, Any]] = {}
    for row in waits:
        person = meant_by[row["id"]]
        contradicts = any(one[0] == _CONTRADICTS for one in row["reasons"])
        contradicts = contradicts or _judged(desk, row, person).against is not None
        if person is not None and people.count(person) == 1 and not contradicts:
            found[person] = {name: after for name, _, after in differing(desk, row, person)}
    against: list[bytes] | None = None
    while against is None or against:
        # Who is left may have been needed by another of the household.
        against = [one for one in found if doubts.of_person(desk, one, found[one], found)]
        for one in against:
            del found[one]
    return found
