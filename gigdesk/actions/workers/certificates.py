"""Certificates of a person: added, corrected, taken out of force, and which of them end soon."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import belongings, checking, masking
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, WARNING, Finding
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done

_UNVERIFIED = "0"
_HOLDS_FOR = {
    workers.certificate.HEALTH: "certificate.health_months",
    workers.certificate.SPECIAL_OPERATION: "certificate.special_months",
}
"""The rules of the kinds of which it is laid down how long they hold."""
_LEVELLED = (workers.certificate.QUALIFICATION, workers.certificate.SKILL_LEVEL)
_TOLD = ("kind", "trade", "level", "certificate_no")
_CERTIFICATE = (
    "kind",
    "certificate_no",
    "trade",
    "level",
    "issuer",
    "issued_on",
    "valid_to",
    "review_on",
    "verified_how",
    "verified_by",
    "verified_on",
    "scan_sha256",
    "state",
)


def add_certificate(
    desk: Desk,
    *,
    worker_id: bytes,
    values: Mapping[str, Any],
    confirmed: frozenset[str] = frozenset(),
) -> tuple[bytes, Done]:
    """Add a certificate; return its id.

    `values`: kind (a code of `certificate_kind`), certificate_no, trade, level, issuer, issued_on,
    valid_to, review_on, verified_how, verified_by, verified_on, scan_sha256. Who looked at the
    paper, and when, is who is signed in and today unless it is told; a level that is not told is
    that of the number. Raises as `people.register` does for errors and warnings.
    """
    person = belongings.person(desk, worker_id)
    found, kept = _certificate(desk, person, {**values, **_verified(desk, values, {})}, None)
    checking.say_masked(found, "certificate_no", values.get("certificate_no"))
    found.require(confirmed)
    with desk.doing("workers.add_certificate") as act:
        row = belongings.owned(desk, person["id"], kept)
        desk.store.add("certificate", row)
        act.about = {"worker": person["number"], "kind": kept["kind"]}
    return row["id"], desk.done(act)


def change_certificate(
    desk: Desk,
    *,
    certificate_id: bytes,
    changes: Mapping[str, Any],
    reason: str = "",
    confirmed: frozenset[str] = frozenset(),
) -> Done:
    """Correct a certificate; state `void` takes it out of force. Only what differs is written."""
    before = belongings.row(desk, "certificate", certificate_id)
    changes = _beside_masks(before, changes)
    changes |= _verified(desk, changes, before)
    person = belongings.person(desk, before["worker_id"])
    found, kept = _certificate(desk, person, {**before, **changes}, certificate_id)
    checking.say_masked(found, "certificate_no", changes.get("certificate_no"))
    found.require(confirmed)
    # Of a number that is new the level follows.
    asked = {*changes, *(("level",) if "certificate_no" in changes else ())}
    differing = {name: kept[name] for name in asked if kept.get(name) != before[name]}
    with desk.doing("workers.change_certificate", reason=reason) as act:
        if differing:
            desk.store.change("certificate", certificate_id, differing)
        act.about = {"worker": person["number"], "fields": sorted(differing)}
    return desk.done(act)


def reveal(desk: Desk, *, certificate_id: bytes) -> str:
    """Return a certificate's number in full and note who looked at whose, never the number.

    Raises errors.NotAllowed where the role does not reach it, errors.NotFound.
    """
    row = belongings.row(desk, "certificate", certificate_id)
    person = belongings.person(desk, row["worker_id"])
    with desk.doing("workers.reveal") as act:
        act.always_noted = True
        act.about = {"worker": person["number"], "fields": ["certificate_no"]}
    return str(row["certificate_no"] or "")


def _beside_masks(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes without a number that came back masked, as the page showed it."""
    shown = str(masking.masked_value("certificate_no", before["certificate_no"]) or "")
    given = str(changes.get("certificate_no") or "")
    same = "*" in shown and workers.certificate.compact(given) == shown
    return {
        name: value for name, value in changes.items() if not (same and name == "certificate_no")
    }


def _verified(desk: Desk, changes: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return by whom and when a paper was looked at, where only how it was is new.

    Nobody looked at what is not verified, or not any more.
    """
    if "verified_how" not in changes:
        return {}
    how = workers.codes.read_code("verified_how", str(changes["verified_how"] or ""))
    if (how or _UNVERIFIED) == (before.get("verified_how") or _UNVERIFIED):
        return {}
    looked = how not in (None, _UNVERIFIED)
    told = {
        "verified_by": desk.staff.name if looked else None,
        "verified_on": desk.clock.today().isoformat() if looked else None,
    }
    return {name: changes.get(name) or value for name, value in told.items()}


def _say_days(found: checking.Checked, person: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Note days that cannot be, and those that lie the wrong way round."""
    for name in ("issued_on", "review_on", "verified_on"):
        if kept[name] == workers.dates.LONG_TERM:
            text = {"text": workers.dates.LONG_TERM_WORD}
            found.say(name, [Finding("findings.date.unreadable", ERROR, text)])
    issued = kept["issued_on"]
    for name in ("valid_to", "review_on"):
        if workers.dates.ends_before(issued, kept[name]):
            found.say(name, [Finding("workers.finding.ends_before", WARNING)])
    if workers.dates.ends_before(person["birth_date"], issued):
        found.say("issued_on", [Finding("workers.finding.before_birth", WARNING)])


def _say_length(desk: Desk, found: checking.Checked, kept: Mapping[str, Any]) -> None:
    """Note a certificate that would hold longer than the rules let it, or has no end at all.

    What stands on the paper is for a person to compare: nothing is filled in unasked. Where only
    the month of its issue is known, it was the last day of it; where nothing is, no later day than
    today.
    """
    rule = _HOLDS_FOR.get(kept["kind"])
    if rule is None:
        return
    told = workers.certificate.last_day(kept["issued_on"])
    issued = told or desk.clock.today()
    months, day = _after(desk, issued, rule)
    if kept["valid_to"] and kept["valid_to"] > day:
        params = {"months": months, "day": day}
        found.say("valid_to", [Finding("workers.finding.valid_long", WARNING, params)])
    elif told and not kept["valid_to"]:
        found.say("valid_to", [Finding("workers.finding.valid_open", WARNING, {"day": day})])
    if kept["kind"] == workers.certificate.SPECIAL_OPERATION:
        months, day = _after(desk, issued, "certificate.review_months")
        if kept["review_on"] and kept["review_on"] > day:
            params = {"months": months, "day": day}
            found.say("review_on", [Finding("workers.finding.review_late", WARNING, params)])
        elif told and not kept["review_on"] and (kept["valid_to"] or day) > day:
            found.say("review_on", [Finding("workers.finding.review_open", WARNING, {"day": day})])


def _after(desk: Desk, issued: datetime.date, rule: str) -> tuple[int, str]:
    """Return the months of a rule, and the day on which they are over."""
    months = desk.rules().number(rule, desk.clock.today(), desk.station.code)
    return months, workers.dates.add_months(issued, months).isoformat()


def _certificate(
    desk: Desk, person: Mapping[str, Any], values: Mapping[str, Any], certificate_id: bytes | None
) -> tuple[checking.Checked, dict[str, Any]]:
    """Return a certificate as the store keeps it, checked."""
    found = checking.Checked()
    kept = belongings.read_days(found, {name: values.get(name) or None for name in _CERTIFICATE})
    kept["state"] = kept["state"] or workers.worker.ACTIVE
    kind = workers.codes.read_code("certificate_kind", str(kept["kind"] or ""))
    if kind is None:
        text = {"text": str(kept["kind"] or "")}
        found.say("kind", [Finding("workers.finding.certificate_kind", ERROR, text)])
        return found, kept
    kept["kind"] = kind
    if kept["level"]:
        level = workers.codes.read_code("skill_level", str(kept["level"]))
        kept["level"] = level or kept["level"]
    if kept["verified_how"]:
        kept["verified_how"] = workers.codes.read_code("verified_how", str(kept["verified_how"]))
    _say_days(found, person, kept)
    _say_length(desk, found, kept)
    number = workers.certificate.compact(str(kept["certificate_no"] or ""))
    if number:
        kept["certificate_no"] = number
        said = workers.certificate.parts(number) if kind in _LEVELLED else None
        kept["level"] = kept["level"] or (said.level if said is not None else None)
        found.say(
            "certificate_no",
            workers.certificate.check_number(
                kind, number, level=kept["level"], doc_no=person["doc_no"]
            ),
        )
        others = rows.belongings.find_certificate(desk.store, number)
        if any(one["id"] != certificate_id for one in others):
            found.say("certificate_no", [Finding("workers.finding.certificate_known", WARNING)])
    return found, kept


def checked(
    desk: Desk, person: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[checking.Checked, dict[str, Any]]:
    """Return a new certificate of a person as the store would keep it, with every remark."""
    return _certificate(desk, person, values, None)


def of_people(
    desk: Desk,
    ids: Sequence[bytes],
    *,
    full: bool = False,
    without: Collection[bytes] = (),
) -> dict[bytes, list[dict[str, Any]]]:
    """Return the certificates in force of many people: the one that ends or ended first leads.

    Each has kind, trade, level, number (masked unless `full`), `standing` and `until`, the day of
    its end or of its review; certificates whose ids are in `without` are left out.
    """
    names = workers.certificate.Certificate.__dataclass_fields__
    today = desk.clock.today()
    soon = desk.rules().number("certificate.warn_days", today)
    found: dict[bytes, list[dict[str, Any]]] = {}
    for worker_id, listed in rows.belongings.find_of_many(desk.store, "certificate", ids).items():
        told = []
        for row in listed:
            one = workers.certificate.Certificate(**{name: row[name] for name in names})
            standing = workers.certificate.expiry(one, today, soon=soon).state
            by_review = standing.startswith("review")
            until = row["review_on"] if by_review else row["valid_to"]
            if standing != "void" and row["id"] not in without:
                kept = {name: row[name] for name in _TOLD}
                if not full:
                    kept = masking.masked(kept)
                told.append({**kept, "standing": standing, "until": until or ""})
        told.sort(key=lambda one: (one["standing"] == "valid", one["until"] or "9999"))
        found[worker_id] = told
    return found


def with_expiry(desk: Desk, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a certificate with `standing` (valid, soon, expired …) and `days` to its end."""
    names = workers.certificate.Certificate.__dataclass_fields__
    told = workers.certificate.Certificate(**{name: row[name] for name in names})
    today = desk.clock.today()
    soon = desk.rules().number("certificate.warn_days", today)
    expiry = workers.certificate.expiry(told, today, soon=soon)
    return {**row, "standing": expiry.state, "days": expiry.days}


_SINCE_DAYS = 365


def expiring(desk: Desk, *, days: int | None = None, full: bool = False) -> list[dict[str, Any]]:
    """Return certificates that end or are to be reviewed within some days, soonest first.

    `days` None means those of rule `certificate.warn_days`; what ended more than a year ago is left
    out. Each row has `standing`, `days`, and name, number and telephone of the person; telephones
    and numbers of papers are masked unless `full`, for a list that is noted.
    """
    today = desk.clock.today()
    ahead = desk.rules().number("certificate.warn_days", today) if days is None else days
    found = rows.belongings.find_expiring(
        desk.store,
        until=(today + datetime.timedelta(days=ahead)).isoformat(),
        since=(today - datetime.timedelta(days=_SINCE_DAYS)).isoformat(),
    )
    told = [with_expiry(desk, row) for row in found]
    return told if full else [masking.masked(row) for row in told]
