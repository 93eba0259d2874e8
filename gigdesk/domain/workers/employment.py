"""The dated history of work behind the columns of a person, which show its newest period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.domain.workers import dates, firms, folding
from gigdesk.domain.workers.findings import error, warning

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gigdesk.domain.workers.findings import Finding

    Period = Mapping[str, Any]

WORKING = "1"
# Columns of a person that show the newest period, by the period's own column.
_SHOWN = {
    "status": "employment_status",
    "place": "employment_place",
    "province": "employment_province",
    "form": "employment_form",
    "employer_name": "employer_name",
    "trade": "trade",
}
_SINCE = {True: "employed_since", False: "unemployed_since"}
COLUMNS = frozenset({*_SHOWN.values(), *_SINCE.values()})
BEGINNINGS = frozenset(_SINCE.values())
"""Days on which what a person is now has begun: they lie in the past."""
# What is true only of somebody who works; the trade stays with the person.
_OF_WORK = ("place", "province", "form", "employer_name")


@dataclass(frozen=True, slots=True)
class Step:
    """How a history of work goes on: the newest period is corrected, or closed before a new one.

    `correct` are columns of the newest period, `close` is the day it ends (empty: it has ended),
    `assumed` where nobody said that day and it only had ended by then, `begin` the new period.
    """

    correct: dict[str, Any] = field(default_factory=dict)
    close: str = ""
    begin: dict[str, Any] = field(default_factory=dict)
    assumed: bool = False

    @property
    def of_last(self) -> dict[str, Any]:
        """Return the columns of the newest period that change."""
        closed = {"until": self.close, "until_assumed": int(self.assumed)} if self.close else {}
        return {**self.correct, **closed}


def shown(period: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a person that show a period of work, or of being without it."""
    working = period["status"] == WORKING
    found = {column: period.get(name) for name, column in _SHOWN.items()}
    found[_SINCE[working]] = period.get("since")
    found[_SINCE[not working]] = None
    return found


def told(person: Mapping[str, Any]) -> dict[str, Any]:
    """Return the period that the columns of a person tell of; empty where of none.

    Whoever has an employer or has begun to work works, also where a list has no column of states.
    """
    found = {name: person.get(column) for name, column in _SHOWN.items()}
    works = found["employer_name"] or person.get(_SINCE[True])
    if not found["status"] and works and not person.get(_SINCE[False]):
        found["status"] = WORKING
    if not found["status"]:
        return {}
    found["since"] = person.get(_SINCE[found["status"] == WORKING])
    return found


def contrary(
    one: Mapping[str, Any], other: Mapping[str, Any], person: Mapping[str, Any]
) -> tuple[str, ...]:
    """Return the state where one row of a list denies the work that another one tells.

    Two rows of one person, each without what the other says, would leave somebody without work who
    has begun it, or has an employer. Where that one is in the first row too, or is known of a
    `person` without work, it is the last one.
    """
    denied = _denies(one, other, person) or _denies(other, one, person)
    return (_SHOWN["status"],) if denied else ()


def _denies(row: Mapping[str, Any], works: Mapping[str, Any], person: Mapping[str, Any]) -> bool:
    """Say whether a row has somebody without work whom another, without a state, lets work."""
    status, ends = row.get(_SHOWN["status"]), row.get(_SINCE[False])
    without = status != WORKING if status else bool(ends) and not row.get("employer_name")
    told = any(works.get(name) for name in (_SHOWN["status"], _SINCE[False]))
    if not without or told:
        return False
    if works.get(_SINCE[True]):
        return not row.get(_SINCE[True])
    known = person.get(_SHOWN["status"]) or WORKING
    last = {_folded(row.get("employer_name"))}
    last |= {_folded(person.get("employer_name"))} if known != WORKING else set()
    employer = _folded(works.get("employer_name"))
    return bool(status and employer) and employer not in last


def newest(history: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the newest of some periods in the order of writing: an open one, the latest begun."""
    found = max(enumerate(history), key=lambda one: (_begun(one[1]), one[0]))
    return found[1]


def _begun(period: Mapping[str, Any]) -> tuple[bool, str]:
    return period["until"] is None, period["since"] or ""


def emptied(
    last: Mapping[str, Any],
    person: Mapping[str, Any],
    stated: Collection[str],
    *,
    of_list: bool = False,
) -> dict[str, None]:
    """Return the columns of a person that told only of a period which ends, and say nothing now.

    `person` is the person with what changes, `last` the newest period before it. What is `stated`
    together with the change stays, also where it says the same as before. For `of_list` see
    `follow`.
    """
    period = told(person)
    if not period or not _is_another(last, period, of_list=of_list):
        return {}
    working, kept = period["status"] == WORKING, shown(last)
    gone = [_SINCE[not working]] if last["status"] != period["status"] else []
    gone += [] if working else [_SHOWN[name] for name in _OF_WORK]
    # Only what the closed period keeps is taken from the person's columns.
    return {
        name: None
        for name in gone
        if name not in stated and person.get(name) and kept[name] == person[name]
    }


def moves(last: Period, person: Mapping[str, Any], stated: Collection[str]) -> bool:
    """Say whether a list lets somebody work elsewhere and does not say since when.

    `person` is the person with what changes. What was `stated` has no beginning; the one known is
    that of the work before and no other's. A shorter writing of the same employer is no other one.
    """
    period = told(person)
    if not period or _SINCE[True] in stated or _SHOWN["employer_name"] not in stated:
        return False
    return period["since"] == last["since"] and _elsewhere(last, period)


def unbegun(person: Mapping[str, Any]) -> dict[str, None]:
    """Return the beginning that somebody's columns tell of, to be emptied."""
    since = _SINCE[True]
    return {since: None} if person.get(since) else {}


def _elsewhere(last: Period, period: Period) -> bool:
    """Say whether work is with another employer than the last, or may be.

    Words that name no employer tell of other work where the last ones named none either, or beside
    another place. Of what is hardly another name a person decides.
    """
    known, named = last["employer_name"], period["employer_name"]
    if not (known and named and last["status"] == period["status"] == WORKING):
        return False
    if firms.are_one(known, named) or firms.are_nearly_one(known, named):
        return False
    moved = any(period[name] and period[name] != last[name] for name in ("place", "province"))
    return moved or firms.names_one(named) or not firms.names_one(known)


def left(last: Period) -> Finding:
    """Return what is to be said where somebody moves: the work before ends, no day is known."""
    return warning("findings.row.work_moved", employer=last["employer_name"])


def follow(
    last: Mapping[str, Any],
    person: Mapping[str, Any],
    today: datetime.date,
    *,
    of_list: bool = False,
) -> Step:
    """Return how the history goes on when columns of a person changed; `last` is its newest period.

    `person` is the person with what changed and without what was emptied by it.

    Another beginning, or another state with it, is a new period and leaves the last one as it was,
    closed on the day the new one begins. Where that is not told it has ended by today, which is
    noted as assumed. What changes beside the same beginning corrects the last one: whoever fills in
    a form sees what stood there. A list does not (`of_list`): where it names another employer, or
    another state, and no day, it tells of a new period.
    History is kept: domain.md 2.1. Columns that tell of no period, as where the state was emptied,
    leave the history as it is.
    """
    period = told(person)
    if not period:
        return Step()
    differing = {name: value for name, value in period.items() if last[name] != value}
    if not _is_another(last, period, of_list=of_list):
        return Step(correct=differing)
    begins, began = period["since"] or "", last["since"] or ""
    # What was to begin only later did not come about: it ends where it was to begin.
    told_end = begins > began
    ends = begins if told_end else max(today.isoformat(), began)
    return Step(
        close="" if last["until"] else ends,
        begin=period,
        assumed=not (last["until"] or told_end),
    )


def ended(
    history: Iterable[Period], last: Period, step: Step
) -> tuple[Period, dict[str, Any]] | None:
    """Return the period whose end was assumed and is known better by a step, with its new end.

    It ended the day the newest began, once that is told; and at the latest where one begins now.
    """
    told = "" if last["since"] else step.correct.get("since") or ""
    begins = told or step.begin.get("since") or ""
    before = [
        one
        for one in history
        if one.get("until_assumed") and (one["since"] or "") < begins < one["until"]
    ]
    if not before:
        return None
    found = max(before, key=lambda one: one["until"])
    return found, {"until": begins, "until_assumed": int(not told)}


def _is_another(last: Mapping[str, Any], period: Mapping[str, Any], *, of_list: bool) -> bool:
    """Say whether a period is another one than the last, and no correction of it."""
    begins, began = period["since"] or "", last["since"] or ""
    same_day = begins == began or bool(begins and began and dates.agree(began, begins))
    if last["status"] != period["status"]:
        return not same_day or (not begins and (of_list or any(map(last.get, _OF_WORK))))
    if not begins and (of_list or began) and _elsewhere(last, period):
        # Nobody said since when: the work before would be lost, or its day be that of the other.
        return True
    employers = {last["employer_name"] or "", period["employer_name"] or ""}
    if began and begins < began and "" not in employers and len(employers) > 1:
        # Work elsewhere from before: written over the period that is known, that one was lost.
        return bool(begins) and not same_day
    if began:
        return begins > began and not same_day
    # A beginning that was not known before is only another one with another employer.
    return bool(begins) and "" not in employers and len(employers) > 1


def remarks(name: str, day: str | None, today: datetime.date) -> tuple[Finding, ...]:
    """Return what is to be said of a day in one of the columns: that it lies ahead."""
    if name not in BEGINNINGS or not day or not dates.lies_ahead(day, today):
        return ()
    return (warning("findings.date.to_come", field=name, day=day),)


def from_before(last: Period, step: Step) -> Finding | None:
    """Return what is to be said where a step puts what began earlier in place of an open period.

    A list may be older than what is known, or what is known may be wrong: a person decides.
    """
    known, told = last["since"] or "", step.begin.get("since") or ""
    if last["until"] or not told or told >= known:
        return None
    return warning("workers.finding.work_from_before", known=known, told=told)


def unsaid(
    given: Mapping[str, Any], before: Iterable[Mapping[str, Any]], person: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Return what is to be asked where somebody who works begins later work, and nobody says whose.

    `before` are other rows of the same person. The employer known may not be the one of the row:
    the work known would end, and begin anew at the old place.
    """
    employer, begins = _SHOWN["employer_name"], str(given.get(_SINCE[True]) or "")
    known, began = person.get(employer), str(person.get(_SINCE[True]) or "")
    if not (known and begins and began) or begins <= began or dates.agree(began, begins):
        return ()
    if given.get(employer) or any(one.get(employer) for one in before):
        return ()
    return (warning("findings.row.work_whose", day=begins, employer=known),)


# one employer, one period at a time


def overlap(
    history: Iterable[Period], last: Period, step: Step, today: datetime.date
) -> Finding | None:
    """Return what is to be said where a step would put two periods with one employer over another.

    `last`, the newest period, is one of `history`. What overlapped before, as where two records
    were joined that told the same, is not the step's doing. Which of the two is wrong only a person
    knows: nothing is closed, moved or joined to make them fit.
    """
    others = [one for one in history if one is not last]
    corrected = {**last, **step.of_last}
    for one in others:
        if overlaps(corrected, one, today) and not overlaps(last, one, today):
            return _said(one, corrected)
    return overlapping((*others, corrected), {**step.begin, "until": None}, today)


def overlapping(history: Iterable[Period], told: Period, today: datetime.date) -> Finding | None:
    """Return what is to be said of a new period at an employer where another surely overlaps it."""
    for one in history:
        if overlaps(one, told, today):
            return _said(one, told)
    return None


def _said(known: Period, told: Period) -> Finding:
    return error(
        "workers.finding.work_overlaps",
        employer=known["employer_name"],
        known=_span(known),
        told=_span(told),
    )


def _span(period: Period) -> str:
    return f"{period.get('since') or ''} – {period.get('until') or ''}".strip()


def overlaps(one: Period, other: Period, today: datetime.date) -> bool:
    """Say whether two periods are of work with the same employer and surely overlap."""
    if not one.get("status") == other.get("status") == WORKING:
        return False
    employers = {_folded(one.get("employer_name")), _folded(other.get("employer_name"))}
    if len(employers) > 1 or "" in employers:
        return False
    (begins, ends), (began, ended) = _surely(one, today), _surely(other, today)
    return begins < ended and began < ends


_Place = tuple[str, int]
_ENDLESS = ("~", 0)  # behind every day


def _surely(period: Period, today: datetime.date) -> tuple[_Place, _Place]:
    """Return the first day that a period surely holds and the day that surely ends it.

    A month may begin on its last day and end on its first. Of a period without a beginning only
    the time just before its end is known, or today. Where its end is assumed only its first day is.
    """
    since, until = period.get("since") or "", period.get("until") or ""
    if period.get("until_assumed"):
        first = (_day(since, "-31"), 0) if since else _ENDLESS
        return first, (first[0], 1)
    ends = (_day(until, "-01"), 0) if until else _ENDLESS
    if since:
        return (_day(since, "-31"), 0), ends
    return ((_day(until, "-01"), -1) if until else (today.isoformat(), 0)), ends


def _day(stored: str, of_month: str) -> str:
    return stored if dates.to_day(stored) else stored + of_month


def _folded(name: object) -> str:
    return folding.folded(str(name or ""))
