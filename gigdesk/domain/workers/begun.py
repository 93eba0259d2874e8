"""Work that a row without a state lets somebody begin who is known as without any.

A labour list names an employer and the day people left, and has no column of states. Of somebody
known as without work both together say that this has ended; one alone does not say enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain.workers import dates, employment, partial, single
from gigdesk.domain.workers.findings import information, warning

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.domain.workers.findings import Finding
    from gigdesk.domain.workers.rows import Cell, Value

    Given = Mapping[str, Value]
    Values = Mapping[str, object]

STATE, EMPLOYER, SINCE = "employment_status", "employer_name", "employed_since"
_LOST = "unemployed_since"
FOLLOWS = "findings.row.work_follows"
_NO_DAY, _NO_EMPLOYER = "findings.row.work_no_day", "findings.row.work_no_employer"
_AHEAD, _UNCLEAR = "findings.row.work_ahead", "findings.row.work_unclear"
NO_WORK = "findings.value.no_work_begun"
SAY_SO = frozenset({_NO_DAY, _NO_EMPLOYER, _AHEAD, _UNCLEAR})
"""Reasons that say themselves that the state becomes another."""
_FROM_BEFORE = "workers.finding.work_from_before"
_BACK = re.compile("(?<![未没不])(?:返乡|返家|返程|返回|回乡|回家|已回|离职|离岗|辞职|辞工|退休)")
_NO = re.compile(r"[否无未没不×✗✘/\\—－-].*|0|n|no", re.IGNORECASE)
_ELSEWHERE = frozenset(
    {"name", "village", "town", "address", "hukou_address", "employment_place", EMPLOYER}
)


def refused(
    cells: Mapping[str, Cell], given: dict[str, Value], found: Iterable[Finding]
) -> list[Finding]:
    """Take the beginning of work from somebody whose employer is that there is none; say so.

    It would make work of being at home. A row that gives a state says what has begun.
    """
    if given.get(STATE) or not any(one.code == single.NO_EMPLOYER for one in found):
        return []
    if given.pop(SINCE, None) is None:
        return []
    return [warning(NO_WORK, field=SINCE, text=single.text_of(cells[SINCE]))]


def is_without(person: Values) -> bool:
    """Say whether somebody is known as without work."""
    return person.get(STATE) not in {None, "", employment.WORKING}


def stated(given: Given, person: Values) -> dict[str, Value]:
    """Return what a row says, with the state that follows where it lets work begin.

    It follows from an employer or a beginning that is not known yet, of somebody known as without
    work. A row that tells of a state, or of work that was lost since, says so itself.
    """
    if not is_without(person) or given.get(STATE) or not _news(given, person):
        return dict(given)
    begins, lost = str(given.get(SINCE) or ""), str(given.get(_LOST) or "")
    if lost and (begins <= lost or dates.agree(begins, lost)):
        return dict(given)
    return {**given, STATE: employment.WORKING}


def among(given: Given, others: Sequence[Values], person: Values) -> dict[str, Value]:
    """Return what a row says as `stated`, where no other row of its person denies it."""
    if any(one.get(_LOST) or is_without(one) for one in others):
        return dict(given)
    return stated(given, person)


def asked(
    given: Given,
    others: Sequence[Values],
    person: Values,
    history: Iterable[Values],
    today: datetime.date,
) -> tuple[Finding, ...]:
    """Return what a person must decide before a row without a state lets somebody work.

    That is one that gives only the employer or only the beginning, where no `others` of the same
    person say more, and a beginning that is still to come or from before what is known.
    """
    if among(given, others, person).keys() == given.keys():
        return ()
    full = _full(given, others)
    if full is None:
        working = any(one.get(STATE) == employment.WORKING for one in others)
        return () if working else (_half(given),)
    begins = str(full[SINCE])
    if dates.lies_ahead(begins, today):
        return (warning(_AHEAD, day=begins),)
    known = _latest(person, history)
    if begins < known and not dates.agree(begins, known):
        return (warning(_FROM_BEFORE, known=known, told=begins),)
    return ()


def unclear(
    cells: Iterable[tuple[str, str | None, str]], found: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return what is to be asked where a row says by its cells that somebody is back, or retired.

    `cells` are header, field and text; of the remarks `found` those on a state that was not read
    count.
    """
    for one in found:
        if one.params.get("field") == STATE:
            return (warning(_UNCLEAR, text=str(one.params.get("text") or "")),)
    for header, field, text in cells:
        if field in _ELSEWHERE:
            continue
        if _BACK.search(text):
            return (warning(_UNCLEAR, text=text),)
        if _BACK.search(header) and text and not _NO.fullmatch(text.strip()):
            return (warning(_UNCLEAR, text=f"{header} {text}"),)
    return ()


def follows() -> Finding:
    """Return the remark that the state follows from employer and beginning."""
    return information(FOLLOWS)


def _news(given: Values, known: Values) -> bool:
    """Say whether an employer or a beginning is another than is known."""
    return any(
        given.get(name) and not partial.same(name, given[name], known.get(name))
        for name in (EMPLOYER, SINCE)
    )


def _full(given: Values, others: Sequence[Values]) -> Values | None:
    """Return the row that gives employer and beginning: this one, or another that says the same."""
    full = (one for one in (given, *others) if one.get(EMPLOYER) and one.get(SINCE))
    return next((one for one in full if not _news(given, one)), None)


def _half(given: Values) -> Finding:
    if given.get(EMPLOYER):
        return warning(_NO_DAY, employer=given[EMPLOYER])
    return warning(_NO_EMPLOYER, day=given[SINCE])


def _latest(person: Values, history: Iterable[Values]) -> str:
    """Return the latest day that is told of somebody's work, or of being without it."""
    days = [person.get(_LOST)]
    for one in history:
        days += [one.get("since"), None if one.get("until_assumed") else one.get("until")]
    return max((str(one) for one in days if one), default="")
