"""Papers of people to sign: the notice with the consent, and a list with room for signatures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import papers, search
from gigdesk.documents.excel import saving
from gigdesk.documents.forms import consent, roster
from gigdesk.domain import office
from gigdesk.domain.workers import consents, labels, masking
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk, Done

MOST_FORMS = 300
"""So many people have their forms in one print file: about a thousand pages."""

MOST_LINES = 3000
"""So many people stand on one list to sign; the list of a whole county is no paper to sign."""

CONSENT, SIGNING = "consent", "signing"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF that was written: people in it, its path and SHA-256."""

    rows: int
    path: Path
    sha256: str


def note_consents(
    desk: Desk, people: Sequence[bytes], *, recipient: str, reason: str
) -> tuple[tuple[bytes, ...], Done]:
    """Note that consent forms are printed; return whose, each once, and what was done.

    Numbers stand whole on them where the role may reveal them: the paper names who signs. Raises
    errors.Refused for nobody or more than `MOST_FORMS`, errors.NotFound.
    """
    found = tuple(dict.fromkeys(rows.people.canonical_id(desk.store, one) for one in people))
    if not found:
        raise errors.Refused("workers.error.nobody_to_print")
    _require_few(len(found), MOST_FORMS)
    worker = rows.people.by_ids(desk.store, found[:1]).get(found[0])
    if worker is None:
        raise errors.NotFound("workers.error.not_found")
    done = papers.note(
        desk,
        paper=CONSENT,
        people=len(found),
        full=office.acts.sees_numbers(desk.staff.role),
        recipient=recipient,
        reason=reason,
        worker=worker["number"] if len(found) == 1 else None,
    )
    return found, done


def consent_forms(
    desk: Desk,
    out: Path,
    people: Sequence[bytes],
    *,
    noted: int,
    progress: Callable[[int, int], None] | None = None,
) -> Printed:
    """Write the consent forms of people, one after the other; a reading desk suffices.

    `noted` is the number of the act by `note_consents`. Source: Personal Information Protection
    Law art. 14, 17, 23, 29.
    """
    full = office.acts.sees_numbers(desk.staff.role)
    if full:
        papers.require_noted(desk, noted)
    known = rows.people.by_ids(desk.store, people)
    station = desk.store.get("station", desk.station.id) or {}
    forms = [
        consent.Consent(
            station=desk.station.name,
            phone=station.get("phone") or "",
            worker=known[one]["name"],
            number=known[one]["doc_no"]
            if full
            else masking.masked_value("doc_no", known[one]["doc_no"]),
            version=consents.FORM_VERSION,
        )
        for one in people
        if one in known
    ]
    return _write(out, len(forms), consent.consent_forms(forms, progress=progress))


def signing_list(
    desk: Desk,
    out: Path,
    *,
    title: str,
    text: str = "",
    wanted: search.WorkerFilter | None = None,
    order: str = "village",
    descending: bool = False,
    full: bool = False,
    noted: int = 0,
) -> Printed:
    """Write the current list as PDF with a column to sign in; a reading desk suffices.

    Note it first by `papers.note` under `SIGNING`; whole numbers (`full`) are written only for
    the act that notes them. Raises errors.Refused beyond `MOST_LINES`, and what `papers.write`
    raises.
    """
    if full:
        papers.require_noted(desk, noted)
    check_lines(search.count(desk, text, wanted=wanted))
    found = search.ids(desk, text, wanted=wanted, order=order, descending=descending)
    people: list[dict[str, Any]] = [
        labels.of_row(row) for row in papers.records(desk, found, full=full)
    ]
    paper = roster.signing_list(
        title,
        people,
        unit=desk.station.name,
        filled_by=desk.staff.name,
        filled_on=desk.clock.today().isoformat(),
    )
    return _write(out, len(people), paper)


def check_lines(people: int) -> None:
    """Raise errors.Refused where so many people are too many for one list to sign."""
    _require_few(people, MOST_LINES)


def _require_few(people: int, most: int) -> None:
    if people > most:
        raise errors.Refused("workers.error.too_many_to_print", count=people, most=most)


def _write(out: Path, people: int, paper: bytes) -> Printed:
    with saving.fresh_file(out, saving.is_pdf) as part:
        part.write_bytes(paper)
    return Printed(people, out, hashlib.sha256(paper).hexdigest())
