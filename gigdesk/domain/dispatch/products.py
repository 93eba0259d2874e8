"""Insurance products: whom they take, from when somebody is covered, and what it costs whom.

What an insurer's terms say is typed in and never guessed: group accident policies differ in ages
(16 to 60, 65 or 69), occupation classes and the least number of people (domain 2.8).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain.dispatch import batches
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding

CLASSES = (1, 2, 3, 4, 5, 6)  # 职业类别, from office work to what is refused mostly
DAY, TERM = "day", "term"
PER = (DAY, TERM)
ACTIVE, RETIRED = "active", "retired"
WHOLE_DAY = "24:00"
_OLDEST, _WHOLE = 120, 100
SHARES = ("employer_fen", "station_fen", "worker_fen")
FIELDS = (
    "name",
    "insurer",
    "policy_no",
    "age_min",
    "age_max",
    "classes",
    "min_people",
    "min_share_percent",
    "cutoff_time",
    "wait_days",
    "premium_fen",
    "premium_per",
    "valid_days",
    *SHARES,
    "note",
)
_NEEDED = {
    "name": "dispatch.product.name",
    "insurer": "dispatch.product.insurer",
    "age_min": "dispatch.product.age_min",
    "age_max": "dispatch.product.age_max",
    "classes": "dispatch.product.classes",
}


@dataclass(frozen=True, slots=True)
class Product:
    """A product as far as rules look at it.

    A list that reaches the insurer by `cutoff_time` (`HH:MM`, the whole day where it is empty)
    takes effect at 00:00 `wait_days` later (1: 次日零时), a later one a day after that. One cover
    lasts `valid_days` at most, as long as asked where that is 0. Premiums are whole fen for one
    person and a day of cover, or a term of `valid_days`.
    """

    id: bytes
    name: str
    age_min: int
    age_max: int
    classes: tuple[int, ...]
    min_people: int = 0
    min_share_percent: int = 0
    cutoff_time: str = ""
    wait_days: int = 1
    valid_days: int = 0
    premium_fen: int = 0
    premium_per: str = DAY
    employer_fen: int = 0
    station_fen: int = 0
    worker_fen: int = 0


@dataclass(frozen=True, slots=True)
class Premium:
    """What a list costs, in whole fen, and who pays how much of it."""

    whole_fen: int = 0
    employer_fen: int = 0
    station_fen: int = 0
    worker_fen: int = 0


def read_classes(text: object) -> tuple[int, ...]:
    """Return the occupation classes in `1,2,3`, `1-4` or `1、2`; what is none is left out."""
    found: set[int] = set()
    plain = str(text or "").replace("、", ",").replace("，", ",").replace("－", "-")
    for part in plain.split(","):
        first, dash, last = part.strip().partition("-")
        ends = (first, last if dash else first)
        if all(one.strip() in map(str, CLASSES) for one in ends):
            found |= set(range(int(ends[0]), int(ends[1]) + 1))
    return tuple(sorted(found))


def kept_classes(classes: tuple[int, ...]) -> str:
    """Return occupation classes as they are kept: `1,2,3`."""
    return ",".join(map(str, classes))


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with a product as typed; numbers are whole, money is fen."""
    found = [
        findings.error(
            "dispatch.finding.product_missing",
            field=name,
            what=errors.Code(said),
        )
        for name, said in _NEEDED.items()
        if fields.get(name) in (None, "")
    ]
    least, most = fields.get("age_min"), fields.get("age_max")
    if isinstance(least, int) and isinstance(most, int) and not 0 < least <= most <= _OLDEST:
        found.append(findings.error("dispatch.finding.product_ages", field="age_max"))
    if fields.get("classes") and not read_classes(fields["classes"]):
        found.append(findings.error("dispatch.finding.product_classes", field="classes"))
    share = fields.get("min_share_percent")
    if isinstance(share, int) and share > _WHOLE:
        found.append(findings.error("dispatch.finding.product_share", field="min_share_percent"))
    time = str(fields.get("cutoff_time") or "")
    if time and time != WHOLE_DAY and batches.read_time(time) is None:
        told = {"field": "cutoff_time", "time": time}
        found.append(findings.error(batches.TIME_UNREAD, **told))
    if fields.get("premium_per") not in (None, "", *PER):
        found.append(findings.error("dispatch.finding.product_per", field="premium_per"))
    return (*found, *_check_shares(fields))


def _check_shares(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return that employer, station and worker do not pay the premium together, to the fen."""
    whole, parts = _fen(fields.get("premium_fen")), [_fen(fields.get(name)) for name in SHARES]
    if sum(parts) == whole:
        return ()
    told = {"field": "premium_fen", "whole_fen": whole, "parts_fen": sum(parts)}
    return (findings.error("dispatch.finding.product_shares", **told),)


def _fen(value: object) -> int:
    return value if isinstance(value, int) else 0


def cutoff(product: Product) -> str:
    """Return the latest time of a day, `HH:MM`, by which a list counts for that day."""
    return product.cutoff_time or WHOLE_DAY


def effective_day(product: Product, sent_on: datetime.date, sent_at: str) -> datetime.date:
    """Return the day at whose 00:00 a list takes effect that is sent on a day at `HH:MM`."""
    late = sent_at > cutoff(product)
    return sent_on + datetime.timedelta(days=product.wait_days + late)


def latest_day(product: Product, effective: datetime.date) -> datetime.date:
    """Return the last day on which a list can be sent (by the cut-off) to take effect on a day."""
    return effective - datetime.timedelta(days=product.wait_days)


def premium(product: Product, days: int) -> Premium:
    """Return what `days` of cover of one person cost, by day or by terms begun."""
    if days <= 0:
        return Premium()
    times = days
    if product.premium_per == TERM:
        times = -(-days // product.valid_days) if product.valid_days else 1
    return Premium(*(times * each for each in (product.premium_fen, *_shares(product))))


def _shares(product: Product) -> tuple[int, int, int]:
    return product.employer_fen, product.station_fen, product.worker_fen


def together(premiums: list[Premium]) -> Premium:
    """Return the sum of premiums."""
    return Premium(
        sum(one.whole_fen for one in premiums),
        sum(one.employer_fen for one in premiums),
        sum(one.station_fen for one in premiums),
        sum(one.worker_fen for one in premiums),
    )
