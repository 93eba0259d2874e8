"""Drawing lots for a batch: the seed is kept with who took part, and anybody can draw again.

A draw cannot be taken back: a second one stands beside the first, with the reason for it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing
from gigdesk.actions.dispatch import judging, proposing
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import reading, saving, writing
from gigdesk.documents.forms import lots as lots_form
from gigdesk.documents.sheets import lots as lots_sheet
from gigdesk.domain.dispatch import batches, eligibility, lots, ranking
from gigdesk.domain.workers import codes
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Lot:
    """Somebody who took part: the place in the draw, the lot, and whether it took them."""

    place: int
    number: int
    person: bytes
    name: str
    sex: str
    village: str
    lot: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw of a batch: which one of it, the seed, who took part, in the order of the lots."""

    id: bytes
    batch: int
    number: int
    method: str
    seed: str
    wanted: int
    pool_sha256: str
    reason: str
    lots: tuple[Lot, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet drawn again: how many took part, the lines that are wrong, and whether it is ours.

    `batch` and `number` say which draw of this desk has the same seed and people, None where none.
    """

    seed: str
    people: int
    pool_sha256: str
    wrong: tuple[lots.Line, ...]
    batch: int | None = None
    number: int | None = None


def draw(
    desk: Desk,
    *,
    batch_id: bytes,
    seed: str = "",
    wanted: int | None = None,
    wishing: bool = False,
    reason: str = "",
) -> Draw:
    """Draw lots among all who may go and for whom no person has to decide; keep and return it.

    The seed is fixed before anybody sees who takes part: it is given by witnesses, or made by
    chance. Quotas of men and women are kept. `wanted` are the places still free where it is not
    given; with `wishing` only those take part who wish for this work. Nobody is put on the list
    yet. Raises errors.Invalid for a seed that cannot be used and for a further draw without a
    reason, errors.Refused where nobody can take part or the batch has left, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER)
    used = lots.read_seed(seed) or desk.new_id().hex()[-lots.MADE_DIGITS :]
    if not lots.is_seed(used):
        raise errors.Invalid("matching.error.seed", field="seed", most=lots.LONGEST_SEED)
    before = rows.draws.of_batch(desk.store, batch_id)
    if before and not reason.strip():
        raise errors.Invalid("matching.error.drawn_before", field="reason", count=len(before))
    case = proposing.case_of(desk, row["order_id"], batch_id)
    places = case.places or eligibility.Places()
    count = wanted or max(0, case.order.people - places.listed)
    found = rows.shortlist.fitting(desk.store, proposing.search(desk, case), wishing=wishing)
    able = {
        worker.number: ranking.Candidate(worker, 0, reasons)
        for worker, reasons in proposing.judged(desk, found, case)
        if ranking.goes_by_itself(reasons)
    }
    if not able:
        raise errors.Refused("matching.error.nobody_to_draw", number=row["number"])
    order = [able[number] for number in lots.drawn(used, able)]
    taken = ranking.taken(order, case.order, places, count)
    with desk.doing("dispatch.draw", reason=reason) as act:
        made = {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "batch_id": batch_id,
            "number": len(before) + 1,
            "method": lots.METHOD,
            "seed": used,
            "wanted": count,
            "pool": json.dumps(sorted(able)),
            "pool_sha256": lots.digest(able),
            "taken": json.dumps([one.worker.number for one in taken]),
            "reason": reason.strip() or None,
        }
        desk.store.add("lot_draw", made)
        act.about.update(batch=row["number"], draw=made["number"], people=len(able), seed=used)
    return _draw(desk, {**made, "batch_number": row["number"]})


def draws(desk: Desk, *, batch_id: bytes) -> list[Draw]:
    """Return the draws of a batch, the first one first; raises errors.NotFound."""
    judging.batch_row(desk, batch_id)
    return [_draw(desk, row) for row in rows.draws.of_batch(desk.store, batch_id)]


def _draw(desk: Desk, row: Mapping[str, Any]) -> Draw:
    taken = set(json.loads(row["taken"]))
    numbers = lots.drawn(row["seed"], json.loads(row["pool"]))
    known = rows.draws.people(desk.store, numbers)
    return Draw(
        row["id"],
        row["batch_number"],
        row["number"],
        row["method"],
        row["seed"],
        row["wanted"],
        row["pool_sha256"],
        row["reason"] or "",
        tuple(
            _lot(place, number, known.get(number, {}), row["seed"], taken=number in taken)
            for place, number in enumerate(numbers, 1)
        ),
    )


def _lot(place: int, number: int, who: Mapping[str, Any], seed: str, *, taken: bool) -> Lot:
    return Lot(
        place,
        number,
        who.get("person", b""),
        who.get("name") or "",
        codes.label("sex", who.get("sex") or ""),
        who.get("village") or "",
        lots.lot(seed, number),
        taken,
    )


def write_draw(desk: Desk, found: Draw, out: Path) -> Paper:
    """Write a draw with its seed and everybody who took part, as a workbook or a PDF by its name.

    The export is noted with the act.
    """
    heading = lots_sheet.Heading(
        station=desk.station.name,
        batch=f"{found.batch}",
        number=found.number,
        seed=found.seed,
        people=len(found.lots),
        wanted=found.wanted,
        pool_sha256=found.pool_sha256,
        reason=found.reason,
        filled_by=desk.staff.name,
        filled_on=desk.clock.today().isoformat(),
    )
    told = [
        {
            "place": one.place,
            "number": one.number,
            "name": one.name,
            "sex": one.sex,
            "village": one.village,
            "lot": one.lot[: lots.SHOWN],
            "taken": one.taken,
        }
        for one in found.lots
    ]
    is_pdf = out.suffix.lower() == PDF
    same = saving.is_pdf if is_pdf else saving.is_workbook
    with handing.handing_out(desk, name="dispatch.export", out=out, is_same=same) as (act, file):
        if is_pdf:
            pdf = lots_form.draw_list(heading, told)
            file.write(pdf)
            sha256 = hashlib.sha256(pdf).hexdigest()
        else:
            shape = lots_sheet.layout(heading)
            sha256 = writing.write_list(file, shape, lots_sheet.rows(told)).sha256
        act.about.update(batch=found.batch, paper="lots", rows=len(told), sha256=sha256)
    return Paper(len(told), out, sha256)


def check_draw(desk: Desk, path: Path, *, seed: str = "") -> Checked:
    """Draw again what a sheet says and return the lines that do not stand where they belong.

    Without a `seed` it is the one on the sheet. Raises errors.UnreadableFile, and errors.Refused
    for a file that is no sheet of a draw.
    """
    workbook = reading.read(path)
    for sheet in workbook.sheets:
        lines = [[row.text(at) for at in range(len(row.values))] for row in sheet.rows()]
        read = lots_sheet.read(lines)
        if read is not None:
            return _checked(desk, lots.read_seed(seed) or read[0], read[1])
    raise errors.Refused("matching.error.no_draw_sheet", file=path.name)


def _checked(desk: Desk, seed: str, lines: Sequence[lots.Line]) -> Checked:
    numbers = [line.number for line in lines]
    digest = lots.digest(numbers)
    ours = rows.draws.by_digest(desk.store, seed, digest) or {}
    return Checked(
        seed,
        len(set(numbers)),
        digest,
        tuple(lots.wrong_places(seed, lines)),
        ours.get("batch_number"),
        ours.get("number"),
    )
