"""What is usually paid for a kind of work: bands of pay by trade, region and day.

A band is what the station itself knows of its region; it is no law, as the minimum wage is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from gigdesk.domain.workers.findings import Finding

FIELDS = ("trade", "region", "pay_kind", "pay_unit", "low_fen", "high_fen", "valid_from", "source")
ACTIVE, VOID = "active", "void"


@dataclass(frozen=True, slots=True)
class Band:
    """What is paid from a day on: whole fen for a unit, both ends included, either may be open.

    An empty trade stands for every trade, an empty region (the beginning of a division code) for
    every place.
    """

    number: int
    pay_kind: str
    valid_from: datetime.date
    trade: str = ""
    region: str = ""
    pay_unit: str = ""
    low_fen: int | None = None
    high_fen: int | None = None

    def holds(self, fen: int) -> bool:
        """Say whether a pay lies within."""
        return (self.low_fen or 0) <= fen and (self.high_fen is None or fen <= self.high_fen)


def check(fields: Mapping[str, object], kinds: Iterable[str]) -> tuple[Finding, ...]:
    """Return what is wrong with a band as typed: kind of pay, one end and a day are needed."""
    found = []
    if fields.get("pay_kind") not in tuple(kinds):
        found.append(findings.error("orders.finding.pay_kind_missing", field="pay_kind"))
    low, high = fields.get("low_fen"), fields.get("high_fen")
    ends = [one for one in (low, high) if isinstance(one, int)]
    if not ends:
        found.append(findings.error("orders.finding.band_empty", field="low_fen"))
    elif min(ends) <= 0 or ends != sorted(ends):
        found.append(findings.error("orders.finding.band_reversed", field="high_fen"))
    if not fields.get("valid_from"):
        found.append(findings.error("orders.finding.band_day", field="valid_from"))
    region = str(fields.get("region") or "")
    if region and not region.isdecimal():
        found.append(findings.error("orders.finding.band_region", field="region", words=region))
    return tuple(found)


def fitting(
    bands: Iterable[Band], order: Mapping[str, object], region: str, on: datetime.date
) -> Band | None:
    """Return the band an order is measured by: its trade and the narrowest region first.

    Of several the latest before the day counts, then the one entered last; None without any.
    """
    trade, kind = str(order.get("trade") or ""), order.get("pay_kind")
    unit = str(order.get("pay_unit") or "")
    found = [
        one
        for one in bands
        if one.pay_kind == kind
        and (not one.trade or one.trade == trade)
        and (not one.pay_unit or one.pay_unit == unit)
        and region.startswith(one.region)
        and one.valid_from <= on
    ]
    return max(
        found,
        key=lambda one: (
            bool(one.trade),
            bool(one.pay_unit),
            len(one.region),
            one.valid_from,
            one.number,
        ),
        default=None,
    )
