"""Who goes before others that could go as well: asked about beforehand, listed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import handing
from gigdesk.actions.dispatch import judging, proposing
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import jumps as jumps_sheet
from gigdesk.domain.dispatch import batches, eligibility, ranking
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

_SPARE = 50


def jumps(
    desk: Desk, *, batch_id: bytes, people: Sequence[bytes], by: str = ranking.USUAL
) -> dict[bytes, int]:
    """Return who of these would be put before others: by person how many would be passed over.

    The ranking is the one of a proposal. Nobody is passed over as long as the places are enough for
    all who could go. Nothing is written. Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    case = proposing.case_of(desk, row["order_id"], batch_id)
    places = case.places or eligibility.Places()
    free = max(0, case.order.people - places.listed)
    if row["state"] not in batches.ON_PAPER or not free:
        return {}
    chosen = [judging.living(desk, person) for person in people]
    limit = free + len(chosen) + _SPARE
    found = proposing.propose(desk, row["order_id"], limit=limit, batch_id=batch_id, by=by)
    return ranking.jumps(found.candidates, case.order, places, chosen)


def list_jumps(desk: Desk, *, batch_id: bytes) -> list[dict[str, Any]]:
    """Return who is on a list before others, in its order, with `passed_over` and `chosen_why`.

    Each row also has worker_id, number, name, village, how_chosen, and who put them there
    (`staff_name`) and when (`at_ms`). Raises errors.NotFound.
    """
    judging.batch_row(desk, batch_id)
    return list(rows.members.list_jumps(desk.store, batch_id))


def write_jumps(desk: Desk, batch_id: bytes, out: Path) -> Paper:
    """Write who is on a list before others, with the reasons, as a workbook.

    The export is noted with the act. Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        shape = jumps_sheet.layout(
            batch=row["number"],
            employer=row["employer_name"],
            filled_by=desk.staff.name,
            filled_on=desk.clock.today().isoformat(),
        )
        told = list_jumps(desk, batch_id=batch_id)
        written = writing.write_list(file, shape, jumps_sheet.rows(shape, told))
        act.about.update(batch=row["number"], paper="jumps", rows=written.rows)
        act.about.update(sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)
