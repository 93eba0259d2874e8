"""Coaches of a batch: how many they may carry, and who sits where, by the stops on the way.

A coach carries no more people than its papers say, the driver among them; one more is an offence
(道路交通安全法 art. 49), so no plan and no hand may seat somebody beyond that.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.domain.workers.findings import Finding

MOST_SEATS = 75  # 机动车运行安全技术条件 knows no longer bus
STAFF = 1
NO_SEAT, TAKEN = "dispatch.finding.no_seat", "dispatch.finding.seat_taken"
FIELDS = (
    "plate",
    "seats",
    "staff_seats",
    "driver_name",
    "driver_phone",
    "charter_no",
    "permit_no",
    "insured_to",
    "permit_to",
    "licence_to",
    "qualified_to",
    "note",
)
_PAPERS = ("plate", "driver_name", "driver_phone", "charter_no", "permit_no", "insured_to")

_LASTING = ("permit_to", "licence_to", "qualified_to")


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A coach as far as seats go: `seats` by its papers, `staff` of them not for guests."""

    id: bytes
    seats: int
    staff: int = STAFF

    @property
    def places(self) -> int:
        """Return how many people of a batch it may carry."""
        return max(0, self.seats - self.staff)


@dataclass(frozen=True, slots=True)
class Rider:
    """Somebody on the list: where they get in, in which group, at which place of the list.

    `vehicle` and `seat` are what they have already; `seat` counts from 1.
    """

    id: bytes
    position: int
    stop: str = ""
    group: str = ""
    vehicle: bytes | None = None
    seat: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Who sits where: coach and seat by rider; `left` found no seat, in the order of the list."""

    seats: Mapping[bytes, tuple[bytes, int]] = field(hash=False)
    left: tuple[bytes, ...] = ()


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with a coach as typed, and which of its papers are missing."""
    seats, staff = fields.get("seats"), fields.get("staff_seats")
    found = []
    if not isinstance(seats, int) or not 1 < seats <= MOST_SEATS:
        found.append(findings.error("dispatch.finding.seats", field="seats", most=MOST_SEATS))
    elif isinstance(staff, int) and not 0 < staff < seats:
        told = {"field": "staff_seats", "seats": seats}
        found.append(findings.error("dispatch.finding.staff_seats", **told))
    found += [
        findings.warning(
            "dispatch.finding.coach_paper",
            field=name,
            paper=errors.Code(f"dispatch.vehicle.{name}"),
        )
        for name in _PAPERS
        if not fields.get(name)
    ]
    return tuple(found)


def lapsed(insured_to: str, back_on: str) -> tuple[Finding, ...]:
    """Return that the cover of a coach ends before the last day it is needed; days as ISO text."""
    if not insured_to or insured_to >= back_on:
        return ()
    told = {"field": "insured_to", "day": insured_to, "last": back_on}
    return (findings.error("dispatch.finding.coach_uninsured", **told),)


def expired(fields: Mapping[str, object], depart_on: str) -> tuple[Finding, ...]:
    """Return which papers of a coach or its driver end before the day it leaves; ISO text.

    These are the charter permit, the driving licence and the qualification to carry passengers
    (道路运输条例 art. 9, 道路旅客运输及客运站管理规定). A day that nobody wrote ends nothing.
    """
    return tuple(
        findings.error(
            "dispatch.finding.coach_expired",
            field=name,
            paper=errors.Code(f"dispatch.vehicle.{name}"),
            day=str(fields[name]),
            depart=depart_on,
        )
        for name in _LASTING
        if fields.get(name) and str(fields[name]) < depart_on
    )


def needed(people: int, places: int) -> int:
    """Return how many coaches of so many places a number of people fills."""
    return -(-people // places) if places > 0 else 0


def plan(riders: Iterable[Rider], vehicles: Sequence[Vehicle], stops: Sequence[str] = ()) -> Plan:
    """Seat riders by the order in which they are picked up, groups side by side.

    `stops` are the places of pick-up in the order of the way; others come behind them in the order
    of the list. Whoever has a seat that exists and is theirs alone keeps it; the coaches are filled
    one after the other, and nobody is seated beyond what a coach may carry.
    """
    listed = sorted(riders, key=lambda one: one.position)
    kept = _kept(listed, vehicles)
    free = {
        one.id: iter(sorted(set(range(1, one.places + 1)) - _taken(kept, one.id)))
        for one in vehicles
    }
    order = _order(listed, stops)
    seats, left = dict(kept), []
    coaches = [one.id for one in vehicles]
    for one in sorted(
        (each for each in listed if each.id not in kept),
        key=lambda one: (order[one.stop], one.group, one.position),
    ):
        found = next(
            ((coach, seat) for coach in coaches if (seat := next(free[coach], None)) is not None),
            None,
        )
        if found is None:
            left.append(one)
        else:
            seats[one.id] = found
    return Plan(seats, tuple(one.id for one in sorted(left, key=lambda one: one.position)))


def clash(
    riders: Iterable[Rider], vehicle: Vehicle, seat: int, rider: bytes
) -> tuple[Finding, ...]:
    """Return why somebody may not be put on a seat by hand: there is none such, or it is taken."""
    if not 1 <= seat <= vehicle.places:
        return (findings.error(NO_SEAT, seat=seat, places=vehicle.places),)
    for one in riders:
        if one.id != rider and (one.vehicle, one.seat) == (vehicle.id, seat):
            return (findings.error(TAKEN, seat=seat),)
    return ()


def _kept(listed: Sequence[Rider], vehicles: Sequence[Vehicle]) -> dict[bytes, tuple[bytes, int]]:
    places = {one.id: one.places for one in vehicles}
    kept: dict[tuple[bytes, int], bytes] = {}
    for one in listed:
        if one.vehicle is None or one.seat is None:
            continue
        if 1 <= one.seat <= places.get(one.vehicle, 0):
            kept.setdefault((one.vehicle, one.seat), one.id)
    return {rider: seat for seat, rider in kept.items()}


def _taken(kept: Mapping[bytes, tuple[bytes, int]], vehicle: bytes) -> set[int]:
    return {seat for coach, seat in kept.values() if coach == vehicle}


def _order(listed: Sequence[Rider], stops: Sequence[str]) -> dict[str, int]:
    found = {stop: at for at, stop in enumerate(dict.fromkeys(stops))}
    for one in listed:
        found.setdefault(one.stop, len(found))
    return found


def counted(riders: Iterable[Rider]) -> dict[bytes | None, int]:
    """Return how many sit in each coach, and under None how many have no seat."""
    return dict(Counter(one.vehicle if one.seat else None for one in riders))
