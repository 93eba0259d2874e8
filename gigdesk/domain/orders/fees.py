"""What an employer pays the station for finding people: models, their figures, the sum expected.

There is no fee of a worker anywhere: finding work is free for them (就业促进法 art. 35,
人力资源市场暂行条例 art. 15), so a model has no payer to choose; the employer pays.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors, money
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.domain.workers.findings import Finding

FREE, FIXED, PER_HEAD, PER_DAY, PERCENT, RETENTION = (
    "free",
    "fixed",
    "per_head",
    "per_day",
    "percent",
    "retention",
)
MODELS = (FREE, FIXED, PER_HEAD, PER_DAY, PERCENT, RETENTION)
FIELDS = ("fee_model", "fee_fen", "fee_permyriad", "fee_tiers")
FIGURE = {
    FIXED: "fee_fen",
    PER_HEAD: "fee_fen",
    PER_DAY: "fee_fen",
    PERCENT: "fee_permyriad",
    RETENTION: "fee_tiers",
}
"""The column that holds the figure of a model."""
_WHOLE = 10_000
_MOST_DAYS = 3660
_BETWEEN = re.compile(r"[\s,;、]+")
_TIER = re.compile(r"(\d{1,4})(?:天|日)?[:=](\d{1,8}(?:\.\d{1,2})?)元?")
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Worked:
    """What there is of an order so far: heads that went, quarters of days, wages, days stayed.

    `wages_fen` is None where they cannot be told; `stays` holds for each head its calendar days.
    """

    heads: int = 0
    quarters: int = 0
    wages_fen: int | None = None
    stays: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """The fee an order comes to: whole fen, and how many of what it was reckoned for."""

    model: str
    fen: int
    count: int


def read_tiers(text: str) -> tuple[tuple[int, int], ...]:
    """Read `30:100 90:200` (days stayed: yuan a head) as days and whole fen, in rising order.

    Raises errors.Invalid for anything else, for a day named twice and for no yuan at all.
    """
    found: dict[int, int] = {}
    for part in _BETWEEN.split(unicodedata.normalize("NFKC", text).strip()):
        one = _TIER.fullmatch(part)
        days = int(one[1]) if one else 0
        if one is None or not 0 < days <= _MOST_DAYS or days in found:
            raise errors.Invalid("orders.finding.fee_tiers", field="fee_tiers", text=text)
        found[days] = money.parse(one[2])
    return tuple(sorted(found.items()))


def kept_tiers(text: str) -> str:
    """Return tiers as they are stored and shown: `30:100 90:200.50`; raises errors.Invalid."""
    return " ".join(f"{days}:{_yuan(fen)}" for days, fen in read_tiers(text))


def _yuan(fen: int) -> str:
    return money.plain(fen).removesuffix(".00")


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with a fee model: unknown, without its figure, or beyond all wages."""
    model = fields.get("fee_model")
    if model in (None, ""):
        return ()
    if model not in MODELS:
        return (findings.error("orders.finding.no_such_choice", field="fee_model", words=model),)
    column = FIGURE.get(str(model))
    if column is None:
        return ()
    figure = fields.get(column)
    if not figure:
        return (findings.warning("orders.finding.fee_figure", field=column),)
    if isinstance(figure, int) and (figure < 0 or (column == "fee_permyriad" and figure > _WHOLE)):
        return (findings.error("orders.finding.out_of_range", field=column),)
    return ()


def expected(fields: Mapping[str, object], worked: Worked) -> Expected | None:
    """Return the fee an order comes to by what there is; None where model or facts are missing."""
    model = str(fields.get("fee_model") or "")
    figure = fields.get(FIGURE.get(model, ""))
    if model == FREE:
        return Expected(model, 0, 0)
    if not figure:
        return None
    if model == RETENTION:
        return _by_retention(read_tiers(str(figure)), worked)
    amount = int(str(figure))
    if model == FIXED:
        return Expected(model, amount, 1)
    if model == PER_HEAD:
        return Expected(model, amount * worked.heads, worked.heads)
    if model == PER_DAY:
        return Expected(
            model, money.round_half_up(amount * worked.quarters, _QUARTERS), worked.quarters
        )
    if worked.wages_fen is None:
        return None
    return Expected(model, money.round_half_up(worked.wages_fen * amount, _WHOLE), worked.wages_fen)


def _by_retention(tiers: Sequence[tuple[int, int]], worked: Worked) -> Expected:
    """Reckon for each head the highest tier that the days stayed have reached."""
    paid = [max((fen for days, fen in tiers if days <= stay), default=0) for stay in worked.stays]
    reached = [one for stay, one in zip(worked.stays, paid, strict=True) if stay >= tiers[0][0]]
    return Expected(RETENTION, sum(paid), len(reached))
