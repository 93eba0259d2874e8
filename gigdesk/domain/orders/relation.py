"""Which relationship is it: six questions, and the form of employment that their answers suggest.

Courts look at control, at who supplies tools and fixes time and place, at regular pay, and at
whether labour itself or a finished result is the object (劳社部发〔2005〕12号; domain 4.3). What is
suggested here is for a person to weigh: nothing is ever given another name by itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain.orders import terms
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.orders.limits import Limits
    from gigdesk.domain.workers.findings import Finding

TIME, PLACE, TOOLS, DAILY, MEASURE, TRANSFER = (
    "time",
    "place",
    "tools",
    "daily",
    "measure",
    "transfer",
)
QUESTIONS = (TIME, PLACE, TOOLS, DAILY, MEASURE, TRANSFER)
CONTROLLED, FREE, UNSURE = "1", "2", "3"
"""The answers, by the digit that chooses them.

The first speaks for work under somebody's control, the second for work on one's own account.
"""
ANSWERS = (CONTROLLED, FREE, UNSURE)
_REASONS = {
    (TIME, CONTROLLED): "orders.relation.time_1",
    (TIME, FREE): "orders.relation.time_2",
    (TIME, UNSURE): "orders.relation.time_3",
    (PLACE, CONTROLLED): "orders.relation.place_1",
    (PLACE, FREE): "orders.relation.place_2",
    (PLACE, UNSURE): "orders.relation.place_3",
    (TOOLS, CONTROLLED): "orders.relation.tools_1",
    (TOOLS, FREE): "orders.relation.tools_2",
    (TOOLS, UNSURE): "orders.relation.tools_3",
    (DAILY, CONTROLLED): "orders.relation.daily_1",
    (DAILY, FREE): "orders.relation.daily_2",
    (DAILY, UNSURE): "orders.relation.daily_3",
    (MEASURE, CONTROLLED): "orders.relation.measure_1",
    (MEASURE, FREE): "orders.relation.measure_2",
    (MEASURE, UNSURE): "orders.relation.measure_3",
    (TRANSFER, CONTROLLED): "orders.relation.transfer_1",
    (TRANSFER, FREE): "orders.relation.transfer_2",
    (TRANSFER, UNSURE): "orders.relation.transfer_3",
}
_ENOUGH = 5  # of six for a labour contract; fewer of them are mixed
_LEAST = 4  # of six that must be known before anything is suggested


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A form of employment with its reasons: one for each question, and what decided.

    `form` is empty where too much is unsure. `reasons` follow the order of the questions, `why`
    says how they were weighed.
    """

    form: str
    why: Finding
    reasons: tuple[Finding, ...]


def read(text: str) -> dict[str, str]:
    """Read answers as digits in the order of the questions, `112111`; raises errors.Invalid."""
    digits = "".join(text.split())
    if len(digits) != len(QUESTIONS) or any(one not in ANSWERS for one in digits):
        raise errors.Invalid("orders.error.answers", field="answers", words=text.strip())
    return dict(zip(QUESTIONS, digits, strict=True))


def stored(answers: Mapping[str, str]) -> str:
    """Return answers as they are stored; raises errors.Invalid where one is missing or unknown."""
    return json.dumps(read("".join(answers.get(one, " ") for one in QUESTIONS)))


def kept(text: object) -> dict[str, str]:
    """Return stored answers; none where there are none."""
    found: dict[str, str] = json.loads(str(text)) if text else {}
    return found


def suggest(answers: Mapping[str, str], order: Mapping[str, object], law: Limits) -> Suggestion:
    """Return what the answers suggest for an order, with the reason of each.

    Whoever keeps his own time and place and hands over a result works on his own account; whoever
    is told when and where is employed, by the hour where the day is short enough for part-time
    work (劳动合同法 art. 68); what is mixed is a service. An order that is for people over age or
    for shared workers stays what it is, as that does not hang on these questions.
    """
    reasons = tuple(findings.information(_REASONS[one, answers[one]]) for one in QUESTIONS)
    known = [answers[one] for one in QUESTIONS if answers[one] != UNSURE]
    if len(known) < _LEAST:
        return Suggestion("", findings.warning("orders.relation.too_unsure"), reasons)
    form, code = _weigh(answers, known.count(CONTROLLED), order, law)
    return Suggestion(form, findings.information(code), reasons)


def _weigh(
    answers: Mapping[str, str], controlled: int, order: Mapping[str, object], law: Limits
) -> tuple[str, str]:
    own_account = answers[MEASURE] == FREE and answers[TIME] == FREE
    if own_account and FREE in (answers[PLACE], answers[TRANSFER]):
        return terms.PIECE_OF_WORK, "orders.relation.own_account"
    under = answers[TIME] == CONTROLLED and answers[PLACE] == CONTROLLED
    if not under or controlled < _ENOUGH:
        return terms.SERVICE, "orders.relation.mixed"
    if order.get("employment_form") in (terms.OVERAGE, terms.SHARED):
        return str(order["employment_form"]), "orders.relation.stays"
    minutes = order.get("minutes_per_day")
    if isinstance(minutes, int) and minutes <= law.part_time_day_minutes:
        return terms.PART_TIME, "orders.relation.short_day"
    return terms.LABOUR, "orders.relation.under_control"


def differs(chosen: object, suggestion: Suggestion) -> bool:
    """Say whether what an order names is not what its answers suggest."""
    return bool(chosen) and bool(suggestion.form) and chosen != suggestion.form
