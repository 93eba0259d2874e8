"""The list for the insurer of a batch, as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import insurance_list
from gigdesk.domain import office
from gigdesk.domain.dispatch import eligibility
from gigdesk.domain.workers import codes, findings, names
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk


@dataclass(frozen=True, slots=True)
class Paper:
    """A workbook that was written: people in it, its path and SHA-256."""

    rows: int
    path: Path
    sha256: str


def insurance(
    desk: Desk,
    batch_id: bytes,
    out: Path,
    *,
    leave_out: Collection[bytes] = (),
) -> Paper:
    """Write the list for the insurer: everybody on the list with the days of cover.

    Cover runs from the day of departure to the last day. Whoever is in `leave_out`, for want of a
    consent (see `uninsurable`), does not stand on it. The export is noted with the act, with how
    many were left out and how many stand on it without a consent.
    It is of no use masked, so a role that may not reveal numbers is refused. Raises
    errors.NotAllowed, errors.NotFound, and errors.Refused where nobody would stand on it.
    """
    office.acts.require_numbers(desk.staff.role)
    row = judging.batch_row(desk, batch_id)
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        heading = insurance_list.Heading(
            policyholder=row["employer_name"],
            version=desk.clock.today().isoformat(),
            filled_by=desk.staff.name,
            filled_on=desk.clock.today().isoformat(),
        )
        people = rows.members.list_members(desk.store, batch_id)
        insured = [each for each in people if each["worker_id"] not in leave_out]
        if people and not insured:
            raise errors.Refused("dispatch.error.nobody_insured", count=len(people))
        silent = _silent(desk, insured)
        records = [_insured(each, row) for each in insured]
        written = writing.write_list(
            file, insurance_list.layout(heading), insurance_list.rows(records)
        )
        act.about.update(batch=row["number"], paper="insurance", rows=written.rows)
        act.about.update(sha256=written.sha256)
        left_out = len(people) - len(insured)
        counts = {"left_out": left_out, "without_consent": len(silent)}
        act.about.update({name: count for name, count in counts.items() if count})
    return Paper(written.rows, out, written.sha256)


def uninsurable(desk: Desk, batch_id: bytes) -> list[Outcome]:
    """Return who on a list has not agreed to their data going to the insurer, in its order.

    Whole numbers go to another party, which takes a consent of its own that is in force today.
    Source: Personal Information Protection Law art. 23. Raises errors.NotFound.
    """
    judging.batch_row(desk, batch_id)
    people = rows.members.list_members(desk.store, batch_id)
    silent = _silent(desk, people)
    why = findings.error("dispatch.finding.no_insurer_consent")
    return [
        Outcome(each["worker_id"], each["worker_number"], each["name"], done=False, against=(why,))
        for each in people
        if each["worker_id"] in silent
    ]


def _silent(desk: Desk, people: Sequence[Mapping[str, Any]]) -> set[bytes]:
    return rows.candidates.without_consent(
        desk.store,
        [each["worker_id"] for each in people],
        day=desk.clock.today(),
        purposes=eligibility.INSURER_PURPOSES,
    )


def _insured(member: Mapping[str, Any], batch: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **member,
        "name": names.on_paper(member),
        "doc_kind": codes.label("doc_kind", member["doc_kind"]),
        "sex": codes.label("sex", member["sex"] or ""),
        "trade": batch["trade"],
        "from_day": batch["depart_on"],
        "to_day": member["until_day"] or batch["last_day"],
    }
