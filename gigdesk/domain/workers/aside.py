"""Words under 就业单位 that must not take the place of the employer that somebody is known with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import employment, firms, remarks
from gigdesk.domain.workers.findings import warning
from gigdesk.domain.workers.worker import BY_NAME, UNREAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding
    from gigdesk.domain.workers.rows import RowReading

_EMPLOYER, _SINCE, _STATE = "employer_name", "employed_since", "employment_status"
_WHERE = ("employment_place", "employment_province")
NO_NAME, NEARLY = "findings.row.employer_no_name", "findings.row.employer_nearly"
OVER = "findings.row.work_perhaps_over"
_NO_WORK = "findings.value.no_work_begun"


def without_name(row: RowReading, person: Mapping[str, object]) -> RowReading:
    """Return a row of somebody known without an employer that names none, kept as a remark.

    A place, a trade or 打工 tell nothing against the employer of who works; beside another place of
    work, or a day on which work began, they do.
    """
    words, known = str(row.given.get(_EMPLOYER) or ""), person.get(_EMPLOYER)
    if not words or not known or firms.names_one(words) or not firms.names_one(known):
        return row
    if not _works(person) or row.given.get(_SINCE) or _is_elsewhere(row, person):
        return row
    given = {name: value for name, value in row.given.items() if name != _EMPLOYER}
    kept = f"{BY_NAME[_EMPLOYER].header}{UNREAD}{remarks.one_line(words)}"
    given["notes"] = remarks.added(given.get("notes"), kept)
    said = warning(NO_NAME, text=words, employer=known)
    return replace(row, given=given, findings=(*row.findings, said))


def _works(person: Mapping[str, object]) -> bool:
    return person.get(_STATE) in {None, "", employment.WORKING}


def _is_elsewhere(row: RowReading, person: Mapping[str, object]) -> bool:
    """Say whether a row puts the work of somebody in another place than is known, if one is."""
    return any(row.given.get(name) not in {None, "", person.get(name)} for name in _WHERE)


def asked(row: RowReading, person: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what a person must decide of the employer that a row gives somebody who works.

    That is one like the one known but for one character, with no day: a slip or another employer;
    and that there is none any more, since a day, where that does not stand in the remarks already.
    """
    known, words = person.get(_EMPLOYER), row.given.get(_EMPLOYER)
    if not known or not _works(person):
        return ()
    if words and not row.given.get(_SINCE) and firms.are_nearly_one(words, known):
        return (warning(NEARLY, text=words, employer=known),)
    days = [one.params["text"] for one in row.findings if one.code == _NO_WORK]
    noted = person.get("notes")
    if not days or remarks.added(noted, row.given.get("notes")) == noted:
        return ()
    return (warning(OVER, day=days[0], employer=known),)
