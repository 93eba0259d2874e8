"""The list of a batch as papers show it: masked by role, meals by consent, leaders, coaches."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.dispatch import judging
from gigdesk.documents.sheets import dispatch_roster
from gigdesk.domain import office
from gigdesk.domain.dispatch import batches, contracts, eligibility, headcounts
from gigdesk.domain.workers import codes, dates, identity, masking, names, phones
from gigdesk.store import dispatch as rows
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk


@dataclass(frozen=True, slots=True)
class Listed:
    """A batch, its people in the order of the list, and the coaches they sit in.

    `people` are as the store gives them, but for what the role may not see and for meals without
    consent; each has a `stop`, where they get in.
    """

    row: Mapping[str, Any]
    people: Sequence[dict[str, Any]]
    coaches: Sequence[Mapping[str, Any]]
    station_phone: str
    made_by: str
    made_on: str
    station: str

    def present(self) -> Listed:
        """Return the same without those who left early."""
        there = [one for one in self.people if one["state"] == batches.LISTED]
        return replace(self, people=there)

    def leaders(self, people: Sequence[Mapping[str, Any]]) -> dict[bytes, Mapping[str, Any]]:
        """Return who leads each group that one of these people is in, by the group's id."""
        wanted = {one["crew_id"] for one in people} - {None}
        return {
            one["crew_id"]: one for one in self.people if one["leads"] and one["crew_id"] in wanted
        }

    def in_coach(self, coach: Mapping[str, Any] | None) -> list[dict[str, Any]]:
        """Return who has a seat in a coach, by seat; with None who has none, by the list."""
        if coach is None:
            return [one for one in self.people if not (one["vehicle_id"] and one["seat"])]
        found = [one for one in self.people if one["vehicle_id"] == coach["id"] and one["seat"]]
        return sorted(found, key=lambda one: one["seat"])


def read(desk: Desk, batch_id: bytes, *, whole: bool) -> Listed:
    """Return the list of a batch today; `whole` tells document numbers in remarks as they are.

    For a role that may not reveal numbers all of them are masked, telephones as well. The need of
    a meal stands there of those who agree to that today. Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    people = with_agreed_meals(desk, rows.members.list_members(desk.store, batch_id))
    sees = office.acts.sees_numbers(desk.staff.role)
    for one in people:
        if not whole:
            one["reason"] = masking.masked_value("reason", one["reason"])
        if not sees:
            one.update(_masked(one))
        one["stop"] = one["pickup"] or one["village"] or ""
    station = desk.store.get("station", desk.station.id) or {}
    return Listed(
        row,
        people,
        rows.vehicles.list_vehicles(desk.store, batch_id),
        str(station.get("phone") or ""),
        desk.staff.name,
        desk.clock.today().isoformat(),
        desk.station.name,
    )


def with_agreed_meals(desk: Desk, people: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the list of a batch without the meals of those who do not agree, or not any more.

    A meal tells of faith, which takes a consent of its own. Source: Personal Information Protection
    Law art. 28, 29.
    """
    asked = [one["worker_id"] for one in people if one["meal_need"]]
    silent = rows.candidates.without_consent(
        desk.store, asked, day=desk.clock.today(), purposes=eligibility.MEAL_PURPOSES
    )
    return [
        {**one, "meal_need": None if one["worker_id"] in silent else one["meal_need"]}
        for one in people
    ]


def name_image(desk: Desk, one: Mapping[str, Any]) -> bytes:
    """Return the picture of a name that nobody can type; nothing where there is none."""
    sha256 = one["name_image_sha256"]
    kept = office_rows.contents.get(desk.store, sha256) if sha256 else None
    return kept[1] if kept else b""


def heading(
    listed: Listed, people: Sequence[Mapping[str, Any]], **more: Any
) -> dispatch_roster.Heading:
    """Return what stands above a list of these people; `more` are further fields."""
    row, count = listed.row, headcounts.whole(people)
    made = dispatch_roster.Heading(
        station=listed.station,
        employer=row["employer_name"],
        batch=str(row["number"]),
        depart=departure(row),
        destination=row["place"],
        leader=row["leader_name"] or "",
        leader_phone=row["leader_phone"] or "",
        people=count.people,
        men=count.men,
        women=count.women,
        filled_by=listed.made_by,
        filled_on=listed.made_on,
    )
    return replace(made, **more)


def departure(row: Mapping[str, Any]) -> str:
    """Return day, time and place of departure, as far as they are known."""
    known = (row["depart_on"], row["depart_time"], row["depart_place"])
    return " ".join(str(one) for one in known if one)


def record(one: Mapping[str, Any], batch: Mapping[str, Any]) -> dict[str, Any]:
    """Return one line of a roster: codes in words, age on the first working day."""
    birth = dates.to_day(one["birth_date"])
    first_day = datetime.date.fromisoformat(batch["first_day"])
    meal = one["meal_need"] or "0"
    return {
        **one,
        "name": names.on_paper(one),
        "sex": codes.label("sex", one["sex"] or ""),
        "age": dates.age_on(birth, first_day) if birth else None,
        "masked_doc_no": identity.mask(one["doc_no"] or ""),
        "emergency": " ".join(
            str(one[name]) for name in ("emergency_name", "emergency_phone") if one[name]
        ),
        "trade": batch["trade"],
        "seat": str(one["seat"] or ""),
        "contract_state": contracts.LABELS.get(one["contract_state"] or "", ""),
        "meal_need": "" if meal == "0" else codes.label("meal_need", meal),
        "vehicle_seat": "/".join(str(one[name]) for name in ("vehicle", "seat") if one[name]),
        "remarks": one["reason"] or "",
    }


def _masked(one: Mapping[str, Any]) -> dict[str, Any]:
    shown = {
        "doc_no": identity.mask(one["doc_no"] or ""),
        "reason": masking.masked_value("reason", one["reason"]),
    }
    for name in ("phone", "emergency_phone"):
        shown[name] = phones.mask(one[name] or "")
    return shown
