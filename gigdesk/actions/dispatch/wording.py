"""What stands in each contract of a batch, from which template, and who cannot have one.

A paper that was given out stays what it was: the same words from the same version of its template.
What would say something else gets a number of its own, and the one before stays in the register.
"""

from __future__ import annotations

import datetime
import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch import templates as shelf
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import batches, contracts, eligibility, terms
from gigdesk.domain.workers import ages, dates, findings
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Paper:
    """One contract: member, template, the words in its marks, the row it has, its number.

    `as_it_was` says that the row stays and is printed again as it was: it is signed, or the batch
    left with it. `outdated` says that it is signed for other days than the batch has now: a new
    contract takes its place. `name_image` is the picture of the name that its values speak of.
    """

    member: Mapping[str, Any]
    used: Mapping[str, Any]
    values: Mapping[str, str]
    known: Mapping[str, Any] | None
    number: str = ""
    as_it_was: bool = False
    outdated: bool = False
    name_image: bytes = b""
    renews: bytes | None = None

    @property
    def essence(self) -> tuple[object, ...]:
        """Return all that makes this paper what it is, to see whether it is still right."""
        known = self.known
        row = (known["id"], known["state"], self.outdated) if known else None
        return self.member["worker_id"], self.number, self.used["body"], dict(self.values), row


def papers(
    desk: Desk,
    row: Mapping[str, Any],
    asked_for: tuple[Mapping[str, Any], Bounds],
    template: Mapping[str, Any],
    *,
    people: Sequence[bytes] | None,
    chosen: str | None,
) -> tuple[list[Paper], list[Outcome]]:
    """Return the contract of everybody on the list with its values, and who cannot have one.

    `asked_for` are the order and what the law lets its contracts be; `chosen` is the kind or name
    that somebody asked for instead of leaving it to the order.
    """
    order, law = asked_for
    known = rows.contracts.of_batch(desk.store, row["id"])
    employer = desk.store.get("employer", row["employer_id"]) or {}
    found: list[Paper] = []
    problems: list[Outcome] = []
    rules = ages.retirement_rules(desk.rules(), _first_day(row), desk.station.code)
    # Whose record was joined to another is found by either.
    asked = {judging.living(desk, each) for each in people or ()}
    for member in rows.members.list_members(desk.store, row["id"]):
        if people is not None and judging.living(desk, member["worker_id"]) not in asked:
            continue
        old = _of_member(known, member)
        outdated = _is_outdated(row, old)
        if old is not None and old["state"] in (contracts.SIGNED, contracts.ENDED) and not outdated:
            own = rows.contracts.get_template(desk.store, old["template_id"])
            if old["state"] == contracts.SIGNED and _is_meant(own, template, chosen):
                found.append(Paper(member, own, json.loads(old["fields"]), old, as_it_was=True))
            else:
                problems.append(problem(member, findings.error("dispatch.finding.signed_before")))
            continue
        said = (desk.station.name, law.longest_probation)
        worded = functools.partial(_worded, (employer, order, row, member), said)
        given = _given_out(desk, old, worded)
        has_left = row["state"] == batches.SENT
        if given is not None and has_left and _is_meant(given, template, chosen):
            found.append(Paper(member, given, worded(given["kind"]), old, as_it_was=True))
            continue
        used, misfit = _fitting(
            desk, row, order, template, member, rules=rules, chosen=chosen is not None
        )
        if misfit is not None:
            problems.append(problem(member, misfit))
            continue
        if given is not None and given["body"] == used["body"]:
            used = given
        found.append(Paper(member, used, worded(used["kind"]), old, outdated=outdated))
    return found, problems


def _of_member(
    known: Mapping[bytes, Mapping[str, Any]], member: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """Return the contract of somebody on the list.

    Who was taken off and put on again has none: the ended one stands, and a new one is made.
    """
    old = known.get(member["worker_id"])
    back = member["state"] == batches.LISTED
    return None if old is not None and back and old["state"] == contracts.ENDED else old


def _worded(sides: Sequence[Mapping[str, Any]], said: tuple[str, int], kind: str) -> dict[str, str]:
    """Return mark to words for one contract of a kind, with lines for the pen.

    `sides` are the rows of employer, order, batch and person, `said` the name of the station and
    the most days of probation.
    """
    employer, order, batch, worker = sides
    station, longest = said
    values = terms.values(
        kind,
        employer=employer,
        order=order,
        batch=batch,
        worker=worker,
        station=station,
        longest_probation=longest,
    )
    return values | terms.for_the_pen(kind, values)


def _given_out(
    desk: Desk, old: Mapping[str, Any] | None, worded: Callable[[str], Mapping[str, str]]
) -> Mapping[str, Any] | None:
    """Return the version of the template that a final contract was made from.

    Only where it would say the same today, whatever has become of its template since.
    """
    if old is None or old["state"] != contracts.FINAL:
        return None
    own = rows.contracts.get_template(desk.store, old["template_id"])
    return own if worded(own["kind"]) == json.loads(old["fields"]) else None


def _is_meant(own: Mapping[str, Any], template: Mapping[str, Any], chosen: str | None) -> bool:
    """Say whether a contract made from a version of its `own` may be printed when this is asked.

    It is printed as it was made, in whatever version: only who asks for another one does not mean
    it.
    """
    return (
        chosen is None
        or chosen in (own["kind"], own["name"])
        or (template["kind"], template["name"]) == (own["kind"], own["name"])
    )


def _is_outdated(row: Mapping[str, Any], old: Mapping[str, Any] | None) -> bool:
    """Say whether somebody signed for other days than those of a batch that has not left."""
    return (
        old is not None
        and old["state"] == contracts.SIGNED
        and row["state"] in batches.ON_PAPER
        and not contracts.covers(old["from_day"], old["to_day"], row["first_day"], row["last_day"])
    )


def _first_day(row: Mapping[str, Any]) -> datetime.date:
    return datetime.date.fromisoformat(row["first_day"])


def _fitting(
    desk: Desk,
    row: Mapping[str, Any],
    order: Mapping[str, Any],
    template: Mapping[str, Any],
    member: Mapping[str, Any],
    *,
    rules: tuple[ages.RetirementRule, ...],
    chosen: bool,
) -> tuple[Mapping[str, Any], findings.Finding | None]:
    """Return the template that fits somebody's age, or the one at hand and why it does not fit.

    Another than the order's is taken only where the order allows it and nobody `chosen` one.
    """
    born, first_day = member["birth_date"] or "", _first_day(row)
    right = terms.fitting(template["kind"], born, member["sex"], first_day, rules=rules)
    if right == template["kind"]:
        return template, None
    birth = ages.youngest_birth(born)
    age = dates.age_on(birth, first_day) if birth else None
    if not chosen and terms.allows(order, right, age):
        return shelf.choose_template(desk, right), None
    return template, findings.error(eligibility.MISFITS[right], age=age)


def problem(member: Mapping[str, Any], *why: findings.Finding) -> Outcome:
    """Return that somebody gets no contract, and why."""
    return Outcome(
        member["worker_id"], member["worker_number"], member["name"], done=False, against=why
    )


def remark(member: Mapping[str, Any], said: tuple[findings.Finding, ...]) -> Outcome:
    """Return that somebody gets a contract, and what to look at all the same."""
    return Outcome(
        member["worker_id"], member["worker_number"], member["name"], done=True, remarks=said
    )


def stays(paper: Paper) -> bool:
    """Say whether the row a person has already can carry this print.

    A draft is still open. A final one has been given out: where its words or its template would now
    be others, it becomes void and a new number takes its place.
    """
    known = paper.known
    if known is None or paper.outdated:
        return False
    return (known["state"] == contracts.DRAFT or paper.as_it_was) or (
        known["template_id"] == paper.used["id"] and json.loads(known["fields"]) == paper.values
    )
