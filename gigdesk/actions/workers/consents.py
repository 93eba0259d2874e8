"""What people agreed to, for which purpose and until when, and what they took back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, Finding
from gigdesk.store import oplog
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.actions.workers import checking


_UNAGREED = {
    "health": "workers.finding.unagreed_health",
    "meal": "workers.finding.unagreed_meal",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a person agreed to, as a form tells it; without a day it was given today."""

    purpose: str
    basis: str = "consent"
    data_classes: Sequence[str] = ()
    recipients: str = ""
    form_version: str = ""
    given_how: str = ""
    given_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    scan_sha256: str = ""


class Again(errors.Refused):
    """The same was agreed to on the same day and is in force; `act_number` is the act of then."""

    def __init__(self, act_number: int, day: str) -> None:
        """Name the act that recorded it."""
        self.act_number = act_number
        super().__init__("workers.error.consent_again", day=day)


def check(given: Given, today: datetime.date) -> None:
    """Raise errors.Invalid for a purpose or basis that does not exist, or days that cannot be.

    So it does for another basis than consent where a purpose is sensitive.
    """
    for name, value, known in (
        ("purpose", given.purpose, workers.consents.PURPOSES),
        ("basis", given.basis, workers.consents.BASES),
    ):
        if value not in known:
            raise errors.Invalid("workers.error.purpose", name, value=value)
    if given.given_on is not None and given.given_on > today:
        raise errors.Invalid("workers.error.consent_day", "given_on")
    if given.expires_on is not None and given.expires_on < (given.given_on or today):
        raise errors.Invalid("workers.error.consent_ends", "expires_on")
    if given.basis != "consent" and given.purpose in workers.consents.SENSITIVE:
        raise errors.Invalid("workers.error.consent_basis", "basis")


def purposes_of(also: Sequence[Given], today: datetime.date) -> set[str]:
    """Return the purposes that a person agrees to together with an act, less what ran out."""
    return {one.purpose for one in also if one.expires_on is None or one.expires_on >= today}


def put_consent(desk: Desk, worker_id: bytes, given: Given) -> bytes:
    """Record what a person agreed to inside the act that runs; return the id of the row."""
    row = belongings.owned(desk, worker_id, _values(given, desk.clock.today()))
    desk.store.add("consent", row)
    found: bytes = row["id"]
    return found


def check_all(desk: Desk, given: Sequence[Given]) -> None:
    """Raise as `check` does for consents that are given together with an act."""
    for one in given:
        check(one, desk.clock.today())


def put_all(desk: Desk, worker_id: bytes, given: Sequence[Given]) -> None:
    """Record consents inside the act that runs, less those for a purpose that has one in force."""
    listed = _of_person(desk, worker_id) if given else []
    held = workers.consents.purposes(listed, desk.clock.today())
    for one in given:
        if one.purpose not in held:
            put_consent(desk, worker_id, one)


def say_missing(
    desk: Desk, found: checking.Checked, before: Mapping[str, Any] | None, also: Sequence[Given]
) -> None:
    """Note new values of health and faith to which nobody agreed; `also` is agreed to with them.

    `before` is the person as it stands. Source: Personal Information Protection Law art. 28, 29.
    """
    wanted = {
        one.name: one.consent
        for one in workers.worker.FIELDS
        if one.consent
        and found.values.get(one.name)
        and found.values[one.name] != (before or {}).get(one.name)
    }
    if not wanted:
        return
    listed = _of_person(desk, before["id"]) if before else []
    today = desk.clock.today()
    given = {*workers.consents.purposes(listed, today), *purposes_of(also, today)}
    for name, purpose in wanted.items():
        if purpose not in given:
            found.say(name, [Finding(_UNAGREED[purpose], ERROR)])


def unagreed(desk: Desk, people: Mapping[bytes, Mapping[str, Any]]) -> dict[bytes, dict[str, None]]:
    """Return by person (its row by its id) what of health and faith no paper may show, emptied.

    Those are values to which the person does not agree, or not any more: what was taken back or
    has run out is not given to anybody (Personal Information Protection Law art. 15, 23, 29).
    """
    private = [(one.name, one.consent) for one in workers.worker.FIELDS if one.consent]
    asked = [who for who, row in people.items() if any(row.get(name) for name, _ in private)]
    given, today = rows.belongings.find_of_many(desk.store, "consent", asked), desk.clock.today()
    found = {}
    for who in asked:
        purposes = workers.consents.purposes(given.get(who, ()), today)
        found[who] = {
            name: None
            for name, purpose in private
            if people[who].get(name) and purpose not in purposes
        }
    return found


def _values(given: Given, today: datetime.date) -> dict[str, Any]:
    """Return the columns of what was agreed to, beside those of whose it is."""
    return {
        "purpose": given.purpose,
        "basis": given.basis,
        "data_classes": ",".join(given.data_classes),
        "recipients": given.recipients,
        "form_version": given.form_version,
        "given_how": given.given_how,
        "given_on": (given.given_on or today).isoformat(),
        "expires_on": given.expires_on.isoformat() if given.expires_on else None,
        "scan_sha256": given.scan_sha256,
    }


def _of_person(desk: Desk, person_id: bytes) -> list[dict[str, Any]]:
    """Return all consents of a person, those of joined records too."""
    own = rows.people.same_person(desk.store, person_id)
    return rows.belongings.find_of(desk.store, "consent", own)


def _refuse_useless(desk: Desk, person_id: bytes, given: Given) -> None:
    """Raise Again where the very same stands already, Invalid where it was taken back since."""
    today = desk.clock.today()
    values, listed = _values(given, today), _of_person(desk, person_id)
    first = workers.consents.same(listed, values, today)
    if first is not None:
        raise Again(oplog.history(desk.store, first["id"])[0]["act_number"], first["given_on"])
    new = {**values, "worker_id": person_id, "withdrawn_on": None}
    day = workers.consents.taken_back(new, listed)
    if day is not None:
        raise errors.Invalid("workers.error.consent_ended", "given_on", day=day)


def consent(
    desk: Desk,
    *,
    worker_id: bytes,
    purpose: str,
    basis: str = "consent",
    data_classes: Sequence[str] = (),
    recipients: str = "",
    form_version: str = "",
    given_how: str = "",
    given_on: datetime.date | None = None,
    expires_on: datetime.date | None = None,
    scan_sha256: str = "",
) -> tuple[bytes, Done]:
    """Record that a person agreed to a purpose, or by which other basis it is served.

    Raises errors.Invalid as `check` does and for a day up to which the person took such consents
    back, Again where the very same stands since that day. Source: Personal Information Protection
    Law art. 13, 14, 15, 23, 25, 29.
    """
    person = belongings.person(desk, worker_id)
    given = Given(
        purpose,
        basis,
        data_classes,
        recipients,
        form_version,
        given_how,
        given_on,
        expires_on,
        scan_sha256,
    )
    check(given, desk.clock.today())
    _refuse_useless(desk, person["id"], given)
    with desk.doing("workers.consent") as act:
        consent_id = put_consent(desk, person["id"], given)
        act.about = {"worker": person["number"], "purpose": purpose}
    return consent_id, desk.done(act)


def withdraw_consent(desk: Desk, *, worker_id: bytes, purpose: str, reason: str = "") -> Done:
    """Note that a person takes back what it agreed to; what was done until then stays lawful.

    Raises errors.NotFound where nothing is in force for the purpose (art. 15).
    """
    person, today = belongings.person(desk, worker_id), desk.clock.today()
    listed = _of_person(desk, person["id"])
    open_ones = [
        one for one in workers.consents.in_force(listed, today) if one["purpose"] == purpose
    ]
    if not open_ones:
        raise errors.NotFound(
            "workers.error.no_consent", purpose=errors.Code(f"people.purpose.{purpose}")
        )
    with desk.doing("workers.withdraw_consent", reason=reason) as act:
        for one in open_ones:
            desk.store.change("consent", one["id"], {"withdrawn_on": today.isoformat()})
        act.about = {"worker": person["number"], "purpose": purpose}
    return desk.done(act)
