"""What people agreed to, for which purpose and until when, and what they took back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings
from gigdesk.domain import workers
from gigdesk.store import oplog
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done

PURPOSES = (
    "registration",
    "dispatch",
    "employer",
    "insurer",
    "bank",
    "health",
    "meal",
    "publication",
)
BASES = ("consent", "contract", "duty")


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
    """Raise errors.Invalid for a purpose or basis that does not exist, or a day to come."""
    for name, value, known in (
        ("purpose", given.purpose, PURPOSES),
        ("basis", given.basis, BASES),
    ):
        if value not in known:
            raise errors.Invalid("workers.error.purpose", name, value=value)
    if given.given_on is not None and given.given_on > today:
        raise errors.Invalid("workers.error.consent_day", "given_on")


def put_consent(desk: Desk, worker_id: bytes, given: Given) -> bytes:
    """Record what a person agreed to inside the act that runs; return the id of the row."""
    row = belongings.owned(desk, worker_id, _values(given, desk.clock.today()))
    desk.store.add("consent", row)
    found: bytes = row["id"]
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


def _refuse_again(desk: Desk, person_id: bytes, given: Given) -> None:
    """Raise Again where the very same stands already."""
    today = desk.clock.today()
    values = _values(given, today)
    own = rows.people.same_person(desk.store, person_id)
    for one in rows.belongings.find_of(desk.store, "consent", own):
        same = all((one[name] or None) == (value or None) for name, value in values.items())
        if same and _in_force(one, today):
            first = oplog.history(desk.store, one["id"])[0]
            raise Again(first["act_number"], one["given_on"])


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

    Raises errors.Invalid for a purpose or basis that does not exist and for a day to come, Again
    where the very same stands since that day. Source: Personal Information Protection Law art. 13,
    14, 23, 25, 29.
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
    _refuse_again(desk, person["id"], given)
    with desk.doing("workers.consent") as act:
        consent_id = put_consent(desk, person["id"], given)
        act.about = {"worker": person["number"], "purpose": purpose}
    return consent_id, desk.done(act)


def withdraw_consent(desk: Desk, *, worker_id: bytes, purpose: str, reason: str = "") -> Done:
    """Note that a person takes back what it agreed to; what was done until then stays lawful.

    Raises errors.NotFound where nothing is in force for the purpose (art. 15).
    """
    person, today = belongings.person(desk, worker_id), desk.clock.today()
    own = rows.people.same_person(desk.store, person["id"])
    open_ones = [
        one
        for one in rows.belongings.find_of(desk.store, "consent", own)
        if one["purpose"] == purpose and _in_force(one, today)
    ]
    if not open_ones:
        raise errors.NotFound("workers.error.no_consent", purpose=purpose)
    with desk.doing("workers.withdraw_consent", reason=reason) as act:
        for one in open_ones:
            desk.store.change("consent", one["id"], {"withdrawn_on": today.isoformat()})
        act.about = {"worker": person["number"], "purpose": purpose}
    return desk.done(act)


def _in_force(row: Mapping[str, Any], day: datetime.date) -> bool:
    begun = row["given_on"] <= day.isoformat() and row["withdrawn_on"] is None
    return begun and not workers.dates.has_ended(row["expires_on"], day)


def current_purposes(consents: Iterable[Mapping[str, Any]], day: datetime.date) -> tuple[str, ...]:
    """Return the purposes for which something is in force on a day, in the order of `PURPOSES`."""
    found = {one["purpose"] for one in consents if _in_force(one, day)}
    return tuple(purpose for purpose in PURPOSES if purpose in found)
