"""Money handed to people of a batch before the wage: what stands after corrections, and sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import money
from gigdesk.domain.office import chains
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.domain.workers.findings import Finding

TRAVEL, FOOD, CASH = "travel", "food", "cash"
KINDS = (TRAVEL, FOOD, CASH)
CORRECTABLE = ("day", "amount_fen", "kind", "signed", "note")


@dataclass(frozen=True, slots=True)
class Advance:
    """One fact: whole fen handed to somebody on a day; a void one takes its target away."""

    id: bytes
    worker_id: bytes
    number: int
    day: str
    amount_fen: int
    kind: str
    signed: bool = False
    note: str = ""
    corrects_id: bytes | None = None
    void: bool = False
    moment: int = 0


def standing(facts: Iterable[Advance]) -> list[Advance]:
    """Return the advances that count, each as corrected last, in the order of writing.

    One that was never handed out is corrected to nothing, and is left out. Where two desks
    corrected one apart, the later correction alone counts: money is not doubled.
    """
    found = {one.number: one for one in chains.standing(facts)}
    counting = (one for one in found.values() if one.amount_fen)
    return sorted(counting, key=lambda one: (one.day, one.number))


def sums(facts: Iterable[Advance]) -> dict[bytes, int]:
    """Return by person how many fen they have had in all."""
    found: Counter[bytes] = Counter()
    for one in standing(facts):
        found[one.worker_id] += one.amount_fen
    return dict(found)


def check(fields: Mapping[str, object], *, today: str, most_fen: int) -> tuple[Finding, ...]:
    """Return what is wrong with an advance as entered; `day` and `today` are ISO text.

    More than `most_fen` at once is a slip of the hand, or no advance any more.
    """
    found = []
    amount = fields.get("amount_fen")
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 < amount <= most_fen:
        most = most_fen // money.YUAN_FEN
        found.append(findings.error("dispatch.finding.advance_sum", field="amount", most=most))
    if fields.get("kind") not in KINDS:
        found.append(findings.error("dispatch.finding.advance_kind", field="kind"))
    day = str(fields.get("day") or "")
    if not day or day > today:
        found.append(findings.error("dispatch.finding.advance_day", field="day", today=today))
    return tuple(found)
