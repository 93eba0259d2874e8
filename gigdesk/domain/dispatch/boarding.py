"""Who got in, coach by coach and leg by leg, and whether a head-count agrees with that.

A departure leg has number 1; a stop at a service area, where everybody is counted again, is the
next. Whoever is aboard stays so on later legs until a further entry says otherwise. A coach carries
no more people than its papers say (道路交通安全法 art. 49).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from gigdesk.domain.office import chains
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.domain.dispatch.vehicles import Vehicle
    from gigdesk.domain.workers.findings import Finding

BOARD, ARRIVE = "board", "arrive"
STAGES = (BOARD, ARRIVE)
PRESENT, ABSENT = "present", "absent"
BY_ID, BY_TICK, BY_PASTE = "id", "tick", "paste"
HOW = (BY_ID, BY_TICK, BY_PASTE)
OTHER = "other"
ABSENCES = ("late", "missing", "ill", "family", OTHER)
DEPARTURE = 1  # the leg on which people get in
MOST_LEGS = 20

FULL = "dispatch.finding.coach_full"
UNSIGNED, ELSEWHERE = "unsigned", "elsewhere"
"""Why somebody expected in a coach is not aboard it, beside `ABSENT`."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One fact: somebody was there or not, in which coach, on which leg; a void one takes away."""

    id: bytes
    worker_id: bytes
    stage: str
    leg: int
    vehicle: bytes | None
    result: str
    reason: str = ""
    corrects_id: bytes | None = None
    void: bool = False
    moment: int = 0

    @property
    def key(self) -> tuple[str, int, bytes]:
        """Return what this fact is about: of several the latest stands."""
        return self.stage, self.leg, self.worker_id


@dataclass(frozen=True, slots=True)
class Count:
    """One fact: so many people were counted in a coach on a leg."""

    id: bytes
    vehicle: bytes
    leg: int
    counted: int
    corrects_id: bytes | None = None
    void: bool = False
    moment: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """How a coach stands on a leg: who is aboard, how many were counted, who is where else.

    `missing` are those expected here who are not aboard, with why: not asked yet, absent, or in
    another coach. `strangers` are aboard and were expected elsewhere. `unasked` are aboard from
    the leg before and were not called on this one, where others of the coach were.
    """

    vehicle: bytes
    places: int
    expected: int
    aboard: tuple[bytes, ...]
    counted: int | None
    missing: tuple[tuple[bytes, str], ...]
    strangers: tuple[bytes, ...]
    unasked: tuple[bytes, ...]

    @property
    def off(self) -> int:
        """Return how many more were counted than are aboard; negative where they are fewer."""
        return 0 if self.counted is None else self.counted - len(self.aboard)

    @property
    def agrees(self) -> bool:
        """Say whether the coach was counted and as many are aboard."""
        return self.counted is not None and not self.off


def standing(signs: Iterable[Sign]) -> dict[tuple[str, int, bytes], Sign]:
    """Return the entry that stands for each stage, leg and person."""
    return {one.key: one for one in chains.standing(signs)}


def on_leg(signs: Iterable[Sign], leg: int, stage: str = BOARD) -> dict[bytes, Sign]:
    """Return by person the entry that holds on a leg: that of the leg, or of the last before it."""
    found: dict[bytes, Sign] = {}
    for one in sorted(standing(signs).values(), key=lambda each: each.leg):
        if one.stage == stage and one.leg <= leg:
            found[one.worker_id] = one
    return found


def counts(entries: Iterable[Count], leg: int) -> dict[bytes, int]:
    """Return by coach how many were counted on a leg, by the last count."""
    return {one.vehicle: one.counted for one in chains.standing(entries) if one.leg == leg}


def why_full(current: Mapping[bytes, Sign], worker: bytes, vehicle: Vehicle) -> tuple[Finding, ...]:
    """Return that nobody more may get into a coach; who is aboard it may be signed in again."""
    there = {who for who, one in current.items() if is_aboard(one) and one.vehicle == vehicle.id}
    if len(there - {worker}) < vehicle.places:
        return ()
    return (findings.error(FULL, places=vehicle.places),)


def is_aboard(sign: Sign | None) -> TypeGuard[Sign]:
    """Say whether an entry says that somebody is there."""
    return sign is not None and sign.result == PRESENT


def overfull(signs: Sequence[Sign], vehicles: Iterable[Vehicle]) -> list[tuple[bytes, int]]:
    """Return coaches, with the leg, that carry more people than they may; sound entries have none.

    People that were taken off the list are for the caller to leave out.
    """
    places = {one.id: one.places for one in vehicles}
    found = []
    for leg in sorted({one.leg for one in signs if one.stage == BOARD}):
        inside = Counter(one.vehicle for one in on_leg(signs, leg).values() if is_aboard(one))
        found += [
            (coach, leg)
            for coach, count in inside.items()
            if coach is not None and count > places.get(coach, 0)
        ]
    return found


def heads(
    signs: Sequence[Sign],
    entries: Sequence[Count],
    planned: Mapping[bytes, bytes | None],
    vehicles: Sequence[Vehicle],
    leg: int = DEPARTURE,
) -> list[Head]:
    """Return how each coach stands on a leg.

    `planned` is the coach of everybody on the list by person. On the leg of departure people are
    expected in the coach where they have their seat, on later ones where they were before.
    """
    now = {who: one for who, one in on_leg(signs, leg).items() if who in planned}
    expected = dict(planned)
    if leg > DEPARTURE:
        before = on_leg(signs, leg - 1)
        expected = {who: one.vehicle for who, one in before.items() if is_aboard(one)}
    counted = counts(entries, leg)
    return [_head(one, now, expected, counted.get(one.id), leg) for one in vehicles]


def _head(
    vehicle: Vehicle,
    now: Mapping[bytes, Sign],
    expected: Mapping[bytes, bytes | None],
    counted: int | None,
    leg: int,
) -> Head:
    aboard = [who for who, one in now.items() if is_aboard(one) and one.vehicle == vehicle.id]
    wanted = [who for who, coach in expected.items() if coach == vehicle.id]
    asked = {who for who in aboard if now[who].leg == leg}
    return Head(
        vehicle.id,
        vehicle.places,
        len(wanted),
        tuple(aboard),
        counted,
        tuple((who, _why_missing(now.get(who))) for who in wanted if who not in set(aboard)),
        tuple(who for who in aboard if expected.get(who) != vehicle.id),
        tuple(who for who in aboard if asked and who not in asked),
    )


def _why_missing(sign: Sign | None) -> str:
    if sign is None:
        return UNSIGNED
    return ELSEWHERE if sign.result == PRESENT else ABSENT
