"""What contracts with one employer may not be together: probation once, hours a week, renewals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.dispatch import contracts, terms
from gigdesk.domain.orders import limits as stated
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.domain.orders.limits import Limits
    from gigdesk.domain.workers.findings import Finding

_MINUTES = 60
_FORM_OF_KIND = {kind: form for form, kind in terms.KIND_OF_FORM.items()}


@dataclass(frozen=True, slots=True)
class Earlier:
    """One contract that somebody has with the same employer, besides the one to be made.

    `week_minutes` are the hours of a week that its order states, 0 where it states none; days as
    ISO text, `to_day` empty for one without an end.
    """

    contract_no: str
    kind: str
    state: str
    from_day: str
    to_day: str = ""
    has_probation: bool = False
    week_minutes: int = 0

    @property
    def counts(self) -> bool:
        """Say whether it was given out; drafts and void ones bind nobody."""
        return self.state in (*contracts.BINDING, contracts.ENDED)

    def overlaps(self, first: str, last: str) -> bool:
        """Say whether it holds on one of these days."""
        return self.from_day <= last and (not self.to_day or self.to_day >= first)


@dataclass(frozen=True, slots=True)
class Asked:
    """A contract to be made: its kind, its order, its first and last day as ISO text."""

    kind: str
    order: Mapping[str, object]
    first: str
    last: str

    @property
    def fields(self) -> dict[str, object]:
        """Return the terms of the order for the days and the kind of this contract."""
        form = _FORM_OF_KIND[self.kind]
        own = {"employment_form": form, "from_day": self.first, "to_day": self.last}
        return {**self.order, **own}

    @property
    def has_probation(self) -> bool:
        """Say whether a probation is agreed on."""
        return self.kind == terms.LABOUR and bool(self.order.get("probation_days"))

    @property
    def week_minutes(self) -> int:
        """Return the minutes of a week that the order states; 0 where it leaves them open."""
        return week_minutes(self.order)


def week_minutes(order: Mapping[str, object]) -> int:
    """Return the minutes of a week that an order states; 0 where it leaves them open."""
    minutes, days = order.get("minutes_per_day"), order.get("days_per_week")
    return minutes * days if isinstance(minutes, int) and isinstance(days, int) else 0


def judge(
    asked: Asked, earlier: Iterable[Earlier], law: Limits, *, renewals: int
) -> tuple[Finding, ...]:
    """Return what speaks against a contract, errors where the law leaves no choice.

    Its own terms (`orders.limits.check`); probation only once with an employer (劳动合同法 art.
    19); the hours of a week over all part-time contracts with one employer (art. 68); and, as a
    warning, the fixed term that follows `renewals` of them (art. 14).
    """
    past = [one for one in earlier if one.counts]
    found = list(stated.check(asked.fields, law))
    if asked.has_probation:
        again = next((one for one in past if one.has_probation), None)
        if again is not None:
            code = "dispatch.finding.probation_again"
            found.append(findings.error(code, contract=again.contract_no))
    if asked.kind == terms.PART_TIME:
        found += _week(asked, past, law)
    if asked.kind == terms.LABOUR and fixed_terms(past) >= renewals:
        count = fixed_terms(past)
        found.append(findings.warning("dispatch.finding.third_term", count=count))
    return tuple(found)


def fixed_terms(past: Iterable[Earlier]) -> int:
    """Return how many labour contracts for a term somebody had with one employer.

    One that was only given out and never signed counts for nothing: it bound nobody in the end.
    """
    signed = (contracts.SIGNED, contracts.ENDED)
    return sum(
        one.kind == terms.LABOUR and one.state in signed and bool(one.to_day) for one in past
    )


def _week(asked: Asked, past: Iterable[Earlier], law: Limits) -> list[Finding]:
    """Judge the hours of a week with one employer, over all part-time contracts for these days."""
    beside = sum(
        one.week_minutes
        for one in past
        if one.kind == terms.PART_TIME
        and one.state in contracts.BINDING
        and one.overlaps(asked.first, asked.last)
    )
    whole = beside + asked.week_minutes
    told = {"hours": f"{whole / _MINUTES:g}", "most": f"{law.part_time_week_minutes / _MINUTES:g}"}
    if beside and whole > law.part_time_week_minutes:
        return [findings.error("dispatch.finding.week_hours", **told)]
    if law.part_time_warn_minutes <= whole <= law.part_time_week_minutes:
        return [findings.warning("dispatch.finding.week_hours_near", **told)]
    return []
