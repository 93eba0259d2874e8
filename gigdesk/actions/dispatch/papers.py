"""The roster of a batch in its three variants and the list for the insurer, as workbooks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import dispatch_roster, insurance_list
from gigdesk.domain import office
from gigdesk.domain.dispatch import contracts, eligibility
from gigdesk.domain.workers import codes, dates, findings, identity, masking, names, phones
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LAYOUTS = dispatch_roster.VARIANTS


@dataclass(frozen=True, slots=True)
class Paper:
    """A workbook that was written: people in it, its path and SHA-256."""

    rows: int
    path: Path
    sha256: str


def roster(
    desk: Desk,
    batch_id: bytes,
    layout: str,
    out: Path,
) -> Paper:
    """Write the roster of a batch: `coach` (by seat, no numbers), `employer` (masked), `filing`.

    For a role that may not reveal numbers all of them are masked, telephones as well. The need of
    a meal stands there of those who agree to that today.
    The export is noted with the act. Raises errors.Refused for another layout, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        shape = dispatch_roster.layout(layout, _heading(desk, row))
        people = _with_agreed_meals(desk, rows.members.list_members(desk.store, batch_id))
        if layout == "coach":
            people.sort(key=_sitting)
        whole = office.acts.sees_numbers(desk.staff.role)
        if layout != "filing":  # only the office it is filed with reads whole numbers in remarks
            for each in people:
                each["reason"] = masking.masked_value("reason", each["reason"])
        records = [_record(each if whole else _masked(each), row) for each in people]
        written = writing.write_list(file, shape, dispatch_roster.rows(layout, records))
        act.about.update(batch=row["number"], paper=f"roster-{layout}", rows=written.rows)
        act.about.update(sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)


def _with_agreed_meals(desk: Desk, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the list of a batch without the meals of those who do not agree, or not any more.

    A meal tells of faith, which takes a consent of its own. Source: Personal Information Protection
    Law art. 28, 29.
    """
    asked = [each["worker_id"] for each in people if each["meal_need"]]
    silent = rows.candidates.without_consent(
        desk.store, asked, day=desk.clock.today(), purposes=eligibility.MEAL_PURPOSES
    )
    return [{**each, "meal_need": None} if each["worker_id"] in silent else each for each in people]


def _sitting(member: Mapping[str, Any]) -> tuple[bool, int, int, int]:
    """Return the order of coaches and seats; whoever has none comes last, by the list."""
    coach, seat = member["vehicle_number"], member["seat"]
    return (not (coach and seat), coach or 0, seat or 0, member["position"])


def _heading(desk: Desk, row: Mapping[str, Any]) -> dispatch_roster.Heading:
    depart = " ".join(
        str(row[name]) for name in ("depart_on", "depart_time", "depart_place") if row[name]
    )
    return dispatch_roster.Heading(
        station=desk.station.name,
        employer=row["employer_name"],
        batch=str(row["number"]),
        depart=depart,
        destination=row["place"],
        leader=row["leader_name"] or "",
        leader_phone=row["leader_phone"] or "",
        people=row["listed"],
        filled_by=desk.staff.name,
        filled_on=desk.clock.today().isoformat(),
    )


def _masked(member: Mapping[str, Any]) -> dict[str, Any]:
    shown = {
        "doc_no": identity.mask(member["doc_no"] or ""),
        "reason": masking.masked_value("reason", member["reason"]),
    }
    for name in ("phone", "emergency_phone"):
        shown[name] = phones.mask(member[name] or "")
    return {**member, **shown}


def _record(member: Mapping[str, Any], batch: Mapping[str, Any]) -> dict[str, Any]:
    """Return one line of a roster: codes in words, age on the first working day."""
    birth = dates.to_day(member["birth_date"])
    first_day = datetime.date.fromisoformat(batch["first_day"])
    meal = member["meal_need"] or "0"
    return {
        **member,
        "name": names.on_paper(member),
        "sex": codes.label("sex", member["sex"] or ""),
        "age": dates.age_on(birth, first_day) if birth else None,
        "masked_doc_no": identity.mask(member["doc_no"] or ""),
        "emergency": " ".join(
            str(member[name]) for name in ("emergency_name", "emergency_phone") if member[name]
        ),
        "trade": batch["trade"],
        "seat": str(member["seat"] or ""),
        "contract_state": contracts.LABELS.get(member["contract_state"] or "", ""),
        "meal_need": "" if meal == "0" else codes.label("meal_need", meal),
        "vehicle_seat": "/".join(str(member[name]) for name in ("vehicle", "seat") if member[name]),
        "remarks": member["reason"] or "",
    }


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
