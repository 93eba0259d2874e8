"""What stands on each paper of a batch: read from the desk, nothing is written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import covering, journeys, listed, promising
from gigdesk.documents.forms import cards, promise
from gigdesk.documents.sheets import (
    card_list,
    dispatch_roster,
    meal_list,
    promise_list,
    vehicle_sheet,
)
from gigdesk.domain import office
from gigdesk.domain.dispatch import batches, eligibility, headcounts
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import codes, identity, names
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.listed import Listed
    from gigdesk.documents.excel.layout import SheetLayout

ROSTERS = dispatch_roster.VARIANTS
CARDS, VEHICLES, MEALS = "cards", "vehicles", "meals"
PROMISE, PROMISE_BATCH = "promise", "promise-batch"
_CERTIFICATES = frozenset(("no_certificate", "certificate_expired"))
# Rosters tell who left early, and when; nobody prints a card or cooks for them any more.
_OF_THOSE_THERE = (CARDS, MEALS, PROMISE, PROMISE_BATCH)


@dataclass(frozen=True, slots=True)
class Content:
    """A paper as it was read: lists of rows, and what its PDF shows in another form.

    Two of the same desk are equal as long as nothing that stands on them was changed.
    """

    people: int
    sheets: tuple[tuple[SheetLayout, list[list[Any]]], ...]
    cards: tuple[cards.Card, ...] = ()
    promised: promise.Sheet | None = None
    signers: tuple[promise.Person, ...] = ()

    def words(self) -> list[str]:
        """Return all that comes from the desk, to find characters that no font has."""
        return [str(value) for _, lines in self.sheets for line in lines for value in line]


def read(desk: Desk, batch_id: bytes, paper: str) -> Content:
    """Return what stands on a paper of a batch, one of `PAPERS`.

    Raises errors.Refused for another paper and where there is nothing to write,
    errors.NotAllowed for cards where the role may not reveal numbers, errors.NotFound.
    """
    if paper not in _READ:
        raise errors.Refused("dispatch.error.unknown_paper", paper=paper)
    if paper == CARDS:  # of no use with masked telephones
        office.acts.require_numbers(desk.staff.role)
    found = listed.read(desk, batch_id, whole=paper == "roster-filing")
    return _READ[paper](desk, found.present() if paper in _OF_THOSE_THERE else found)


def _roster(variant: str) -> Callable[[Desk, Listed], Content]:
    def reading(desk: Desk, found: Listed) -> Content:
        layout = dispatch_roster.layout(variant, listed.heading(found, found.people))
        papers = _papers(desk, found)
        people = [{**one, **papers[one["worker_id"]]} for one in found.people]
        sheets = [(layout, _lines(variant, found, people)), _totals(found)]
        return Content(len(people), tuple(sheets))

    return reading


def _papers(desk: Desk, found: Listed) -> dict[bytes, dict[str, str]]:
    """Return who is insured and who has the certificates, as codes, where the order asks for it."""
    batch_id = found.row["id"]
    order = desk.store.get("job_order", found.row["order_id"]) or {}
    made: dict[bytes, dict[str, str]] = {one["worker_id"]: {} for one in found.people}
    if covering.asks_cover(desk, batch_id):
        for each in covering.cover(desk, batch_id):
            made[each["worker_id"]]["insurance_state"] = each["cover"]
    if order.get("certificate_kind") and order.get("certificate_rule") != jobs.IGNORE:
        for told in journeys.check(desk, batch_id):
            said = {one.code.rpartition(".")[2] for one in (*told.against, *told.remarks)}
            lacking = bool(said & _CERTIFICATES)
            made[told.worker_id]["certificates"] = "lacking" if lacking else "whole"
    return made


def _coaches(_desk: Desk, found: Listed) -> Content:
    """Return a list for each coach, one of those without a seat, and the totals."""
    sheets = []
    for coach in (*found.coaches, None):
        people = found.in_coach(coach)
        if coach is None and not people and found.coaches:
            continue
        heading = listed.heading(found, people, **_coach(found, coach, people))
        layout = dispatch_roster.layout("coach", heading)
        sheets.append((layout, _lines("coach", found, people)))
    return Content(len(found.people), (*sheets, _totals(found)))


def _coach(
    found: Listed, coach: Mapping[str, Any] | None, people: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """Return what a coach adds to the heading; without a leader of all, the groups' are named."""
    if coach is None:
        return {"tab": dispatch_roster.no_seat() if found.coaches else ""}
    led = {} if found.row["leader_name"] else {"leader": _leaders(found, people)}
    return {
        **led,
        "tab": dispatch_roster.coach_name(coach["number"], coach["plate"] or ""),
        "vehicle": dispatch_roster.coach_name(coach["number"], coach["plate"] or ""),
        "seats": str(coach["seats"]),
        "driver": coach["driver_name"] or "",
        "driver_phone": coach["driver_phone"] or "",
    }


def _leaders(found: Listed, inside: Sequence[Mapping[str, Any]]) -> str:
    """Return the leaders of groups among these people, each with a telephone."""
    led = [one for one in found.leaders(inside).values() if one in inside]
    return ", ".join(f"{names.on_paper(one)} {one['phone'] or ''}".strip() for one in led)


def _lines(variant: str, found: Listed, people: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    records = [listed.record(one, found.row) for one in people]
    return list(dispatch_roster.rows(variant, records))


def _totals(found: Listed) -> tuple[SheetLayout, list[list[Any]]]:
    """Return the people counted by coach, by village and by sex, each part whole."""
    sitting = sorted(
        zip(found.people, _of(found), strict=True), key=lambda each: each[0]["vehicle_number"] or 0
    )
    parts = {
        "coach": headcounts.by([{**one, "coach": coach} for one, coach in sitting], "coach"),
        "village": headcounts.by(found.people, "village"),
    }
    whole = headcounts.whole(found.people)
    layout = dispatch_roster.totals_layout(listed.heading(found, found.people))
    return layout, list(dispatch_roster.totals_rows(parts, whole))


def _of(found: Listed) -> list[str]:
    """Return in the order of the list in which coach everybody sits, as words."""
    named = {
        coach["id"]: dispatch_roster.coach_name(coach["number"], coach["plate"] or "")
        for coach in found.coaches
    }
    return [named.get(one["vehicle_id"], "") if one["seat"] else "" for one in found.people]


def _cards(desk: Desk, found: Listed) -> Content:
    employer = desk.store.get("employer", found.row["employer_id"]) or {}
    leaders = found.leaders(found.people)
    made = tuple(
        _card(desk, found, (one, where), (employer, leaders.get(one["crew_id"])))
        for one, where in zip(found.people, _of(found), strict=True)
    )
    _some(found)
    layout = card_list.layout(str(found.row["number"]), len(made))
    return Content(len(made), ((layout, list(card_list.rows(made))),), made)


def _card(
    desk: Desk,
    found: Listed,
    who: tuple[Mapping[str, Any], str],
    whom: tuple[Mapping[str, Any], Mapping[str, Any] | None],
) -> cards.Card:
    """Return the card of one person; who is in no group, or leads it, calls the leader of all."""
    (one, where), (employer, leader), row = who, whom, found.row
    own = leader is not None and leader["worker_id"] != one["worker_id"]
    led_by = (names.on_paper(leader), leader["phone"]) if leader is not None and own else None
    called = led_by or (row["leader_name"], row["leader_phone"])
    return cards.Card(
        number=str(one["worker_number"]),
        name=names.on_paper(one),
        sex=codes.label("sex", one["sex"] or ""),
        batch=str(row["number"]),
        coach=dispatch_roster.seat_name(where, one["seat"]) if where else "",
        station=found.station,
        station_phone=found.station_phone,
        leader=called[0] or "",
        leader_phone=called[1] or "",
        employer=row["employer_name"],
        contact=employer.get("contact_name") or "",
        contact_phone=employer.get("contact_phone") or "",
        emergency=one["emergency_name"] or "",
        emergency_phone=one["emergency_phone"] or "",
        place=row["place"],
        name_image=listed.name_image(desk, one),
    )


def _vehicles(desk: Desk, found: Listed) -> Content:
    """Return a sheet for each coach; errors.Refused where the batch has none."""
    if not found.coaches:
        raise errors.Refused("dispatch.error.no_coach")
    row = found.row
    employer = desk.store.get("employer", row["employer_id"]) or {}
    way = vehicle_sheet.Way(
        batch=str(row["number"]),
        station=found.station,
        station_phone=found.station_phone,
        employer=row["employer_name"],
        employer_phone=employer.get("contact_phone") or "",
        depart=" ".join(filter(None, (row["depart_on"], row["depart_time"]))),
        depart_place=row["depart_place"] or "",
        destination=row["place"],
    )
    rest, sheets, people = _rest(desk, row["depart_on"]), [], 0
    for coach in found.coaches:
        inside = found.in_coach(coach)
        people += len(inside)
        layout = vehicle_sheet.layout(_vehicle(found, coach, inside), way, rest)
        stops = headcounts.stops(inside)
        sheets.append((layout, list(vehicle_sheet.rows(stops, row["depart_time"] or ""))))
    return Content(people, tuple(sheets))


def _rest(desk: Desk, depart_on: str) -> vehicle_sheet.Rest:
    day, book = datetime.date.fromisoformat(depart_on), desk.rules()
    return vehicle_sheet.Rest(
        begins=book.number("coach.rest_from", day),
        ends=book.number("coach.rest_until", day),
        drive_hours=book.number("coach.drive_hours", day),
        break_minutes=book.number("coach.break_minutes", day),
    )


def _vehicle(
    found: Listed, coach: Mapping[str, Any], inside: Sequence[Mapping[str, Any]]
) -> vehicle_sheet.Coach:
    return vehicle_sheet.Coach(
        number=coach["number"],
        plate=coach["plate"] or "",
        seats=coach["seats"],
        places=rows.vehicles.record(dict(coach)).places,
        people=len(inside),
        driver=coach["driver_name"] or "",
        driver_phone=coach["driver_phone"] or "",
        charter_no=coach["charter_no"] or "",
        permit_no=coach["permit_no"] or "",
        insured_to=coach["insured_to"] or "",
        permit_to=coach["permit_to"] or "",
        licence_to=coach["licence_to"] or "",
        qualified_to=coach["qualified_to"] or "",
        leaders=_leaders(found, inside),
        note=coach["note"] or "",
    )


def _promise(desk: Desk, found: Listed) -> Content:
    _some(found)
    items = promising.items(desk, found.row)
    sheet = promise.Sheet(
        employer=found.row["employer_name"],
        station=found.station,
        station_phone=found.station_phone,
        batch=str(found.row["number"]),
        printed_on=found.made_on,
        items=items,
    )
    signers = tuple(
        promise.Person(
            name=names.on_paper(one),
            village=one["village"] or "",
            masked_doc_no=identity.mask(one["doc_no"] or ""),
            name_image=listed.name_image(desk, one),
        )
        for one in found.people
    )
    records = [
        {**one, "name": names.on_paper(one), "promise_state": promising.state(one, items)}
        for one in found.people
    ]
    sheets = (
        (promise_list.terms_layout(sheet), list(promise_list.terms_rows(sheet))),
        (
            promise_list.signed_layout(sheet, len(records)),
            list(promise_list.signed_rows(records)),
        ),
    )
    return Content(len(records), sheets, promised=sheet, signers=signers)


def _meals(desk: Desk, found: Listed) -> Content:
    """Return how many eat what, and the names of whoever agreed to that.

    A count without names is told of everybody who said what they eat, but for those who took their
    consent back: of them nothing is used any more (Personal Information Protection Law art. 15).
    """
    told = {
        one["worker_id"]: one["meal_need"]
        for one in rows.members.list_members(desk.store, found.row["id"])
        if one["state"] == batches.LISTED
    }
    gone = rows.candidates.took_back(
        desk.store, list(told), eligibility.MEAL_PURPOSES, day=desk.clock.today()
    )
    agreed = {one["worker_id"]: one["meal_need"] for one in found.people}
    needs = [agreed[who] if who in gone else need for who, need in told.items()]
    named = [
        {**one, "name": names.on_paper(one)}
        for one in found.people
        if one["meal_need"] and one["meal_need"] != "0"
    ]
    heading = listed.heading(found, found.people)
    sheets = (
        (
            meal_list.counts_layout(heading),
            list(meal_list.counts_rows(headcounts.meals(needs))),
        ),
        (meal_list.names_layout(heading, len(named)), list(meal_list.names_rows(named))),
    )
    return Content(len(found.people), sheets)


def _some(found: Listed) -> None:
    if not found.people:
        raise errors.Refused("dispatch.error.nobody_listed", number=found.row["number"])


_READ: dict[str, Callable[[Desk, Listed], Content]] = {
    "roster-coach": _coaches,
    "roster-employer": _roster("employer"),
    "roster-filing": _roster("filing"),
    CARDS: _cards,
    VEHICLES: _vehicles,
    PROMISE: _promise,
    PROMISE_BATCH: _promise,
    MEALS: _meals,
}
PAPERS = tuple(_READ)
"""All papers of a batch, in the order in which they are needed."""
