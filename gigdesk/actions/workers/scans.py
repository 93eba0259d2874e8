"""Photo, picture of the name, scans of certificates and consents: kept, taken away, looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import scanned
from gigdesk.actions.workers import belongings, consents
from gigdesk.documents.pdf import strips
from gigdesk.domain import office, workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done

MOST_READ = scanned.MOST_READ
Scan = scanned.Scan
read = scanned.read
write_out = scanned.write_out
PHOTO, NAME_IMAGE, SCAN = "photo_sha256", "name_image_sha256", "scan_sha256"
CERTIFICATE, CONSENT = "certificate", "consent"
"""The tables whose rows have a scan."""


# the photo


def may_keep_photo(desk: Desk, worker_id: bytes) -> bool:
    """Say whether a person agreed to the photo and has not taken it back."""
    own = rows.people.same_person(desk.store, worker_id)
    listed = rows.belongings.find_of(desk.store, CONSENT, own)
    return workers.consents.PHOTO in workers.consents.purposes(listed, desk.clock.today())


def attach_photo(
    desk: Desk, *, worker_id: bytes, content: bytes, also: Sequence[consents.Given] = ()
) -> Done:
    """Keep a person's photo, a JPEG or PNG of at most 1 MB, in the place of an earlier one.

    What the camera wrote into it, such as the place, is not kept.
    `also` is what the person agrees to at the same time. Raises errors.Refused without the
    person's separate consent (purpose `photo`; Personal Information Protection Law art. 28 and 29)
    and as `office.contents.check_photo` does.
    """
    person = belongings.person(desk, worker_id)
    kind = office.contents.check_photo(content)
    agrees_now = workers.consents.PHOTO in consents.purposes_of(also, desk.clock.today())
    if not agrees_now and not may_keep_photo(desk, person["id"]):
        raise errors.Refused("people.photo.no_consent", name=person["name"])
    consents.check_all(desk, also)
    with desk.doing("workers.attach_photo") as act:
        consents.put_all(desk, person["id"], also)
        kept = scanned.keep(desk, office.contents.without_notes(content), kind)
        if person[PHOTO] != kept:
            rows.people.change(desk.store, person["id"], {PHOTO: kept})
        act.about = {"worker": person["number"], "fields": [PHOTO]}
    return desk.done(act)


def remove_photo(desk: Desk, *, worker_id: bytes, reason: str = "") -> Done:
    """Take a person's photo away; raises errors.NotFound where there is none."""
    person = belongings.person(desk, worker_id)
    if not person[PHOTO]:
        raise errors.NotFound("people.photo.none")
    with desk.doing("workers.remove_photo", reason=reason) as act:
        rows.people.change(desk.store, person["id"], {PHOTO: None})
        act.about = {"worker": person["number"], "fields": [PHOTO]}
    return desk.done(act)


def photo(desk: Desk, person: dict[str, Any]) -> Scan | None:
    """Return the photo of a person's row where there is one that may be shown.

    It is for whoever notes the look. Raises errors.Damaged.
    """
    if not person[PHOTO] or not may_keep_photo(desk, person["id"]):
        return None
    return scanned.find(desk, person[PHOTO])


def see_photo(desk: Desk, *, worker_id: bytes) -> Scan:
    """Return a person's photo and note who looked.

    Raises errors.NotFound where there is none, errors.Refused where the consent has ended,
    errors.NotAllowed, errors.Damaged where it is not kept any more.
    """
    person = belongings.person(desk, worker_id)
    if not person[PHOTO]:
        raise errors.NotFound("people.photo.none")
    with desk.doing("workers.reveal") as act:
        found = photo(desk, person)
        if found is None:
            raise errors.Refused("people.photo.ended", name=person["name"])
        act.always_noted = True
        act.about = {"worker": person["number"], "fields": [PHOTO]}
    return found


# the picture of a name


def attach_name_image(desk: Desk, *, worker_id: bytes, content: bytes) -> Done:
    """Keep a picture of a person's name, a JPEG or PNG, in the place of an earlier one.

    It shows the true name where no keyboard writes its characters, is made small and grey, and
    stands beside the typed name on contracts. It is a name and no face: no consent of its own is
    needed. Raises errors.NotFound and as `office.contents.check_name_image` does.
    """
    person = belongings.person(desk, worker_id)
    office.contents.check_name_image(content)
    made = strips.small(content, office.contents.NAME_IMAGE)
    with desk.doing("workers.attach_name_image") as act:
        kept = scanned.keep(desk, made, office.contents.JPEG)
        if person[NAME_IMAGE] != kept:
            rows.people.change(desk.store, person["id"], {NAME_IMAGE: kept})
        act.about = {"worker": person["number"], "fields": [NAME_IMAGE]}
    return desk.done(act)


def remove_name_image(desk: Desk, *, worker_id: bytes, reason: str = "") -> Done:
    """Take the picture of a name away; raises errors.NotFound where there is none."""
    person = belongings.person(desk, worker_id)
    if not person[NAME_IMAGE]:
        raise errors.NotFound("people.name_image.none")
    with desk.doing("workers.remove_name_image", reason=reason) as act:
        rows.people.change(desk.store, person["id"], {NAME_IMAGE: None})
        act.about = {"worker": person["number"], "fields": [NAME_IMAGE]}
    return desk.done(act)


def name_image(desk: Desk, *, worker_id: bytes) -> Scan:
    """Return the picture of a name; like the name itself it is shown without a note.

    Raises errors.NotFound where there is none, errors.Damaged where it is not kept any more.
    """
    person = belongings.person(desk, worker_id)
    if not person[NAME_IMAGE]:
        raise errors.NotFound("people.name_image.none")
    return scanned.find(desk, person[NAME_IMAGE])


# scans


def attach(desk: Desk, *, table: str, row_id: bytes, content: bytes) -> Done:
    """Keep the scan of a certificate or consent, in the place of an earlier one.

    `table` is `CERTIFICATE` or `CONSENT`. Raises errors.NotFound and as
    `office.contents.check_scan` does.
    """
    before, person = _row(desk, table, row_id)
    kind = office.contents.check_scan(content)
    scanned.pages(kind, content)
    with desk.doing("workers.attach_scan") as act:
        kept = scanned.keep(desk, content, kind)
        if before[SCAN] != kept:
            desk.store.change(table, row_id, {SCAN: kept})
        act.about = _about(table, before, person)
    return desk.done(act)


def remove(desk: Desk, *, table: str, row_id: bytes, reason: str = "") -> Done:
    """Take the scan of a certificate or consent away; raises errors.NotFound without one."""
    before, person = _row(desk, table, row_id)
    if not before[SCAN]:
        raise errors.NotFound("people.scan.none")
    with desk.doing("workers.remove_scan", reason=reason) as act:
        desk.store.change(table, row_id, {SCAN: None})
        act.about = _about(table, before, person)
    return desk.done(act)


def see(desk: Desk, *, table: str, row_id: bytes) -> Scan:
    """Return the scan of a certificate or consent and note who looked.

    Raises errors.NotFound without one, errors.NotAllowed, errors.Damaged where it is not kept.
    """
    row, person = _row(desk, table, row_id)
    if not row[SCAN]:
        raise errors.NotFound("people.scan.none")
    with desk.doing("workers.reveal") as act:
        found = scanned.find(desk, row[SCAN])
        act.always_noted = True
        act.about = {**_about(table, row, person), "fields": [SCAN]}
    return found


def find_certificate(desk: Desk, worker_id: bytes, said: str) -> bytes:
    """Return the id of a person's certificate by its number or id; raises errors.NotFound."""
    own = rows.people.same_person(desk.store, belongings.person(desk, worker_id)["id"])
    wanted = workers.certificate.compact(said)
    for row in rows.belongings.find_of(desk.store, CERTIFICATE, own):
        if row["certificate_no"] == wanted or bytes(row["id"]).hex() == said.lower():
            return bytes(row["id"])
    raise errors.NotFound("people.scan.no_certificate", text=said)


def find_consent(desk: Desk, worker_id: bytes, purpose: str) -> bytes:
    """Return the id of the newest consent in force for a purpose; raises errors.NotFound."""
    own = rows.people.same_person(desk.store, belongings.person(desk, worker_id)["id"])
    listed = rows.belongings.find_of(desk.store, CONSENT, own)
    for row in workers.consents.in_force(listed, desk.clock.today()):
        if row["purpose"] == purpose:
            return bytes(row["id"])
    raise errors.NotFound(
        "people.scan.no_consent", purpose=errors.Code(f"people.purpose.{purpose}")
    )


def _row(desk: Desk, table: str, row_id: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the row that has the scan, and whose it is."""
    if table not in (CERTIFICATE, CONSENT):
        raise errors.Bug("workers.error.bug_field", fields=[table])
    found = belongings.row(desk, table, row_id)
    return found, belongings.person(desk, found["worker_id"])


def _about(table: str, row: dict[str, Any], person: dict[str, Any]) -> dict[str, Any]:
    told = {"purpose": row["purpose"]} if table == CONSENT else {"kind": row["kind"]}
    return {"worker": person["number"], **told}
