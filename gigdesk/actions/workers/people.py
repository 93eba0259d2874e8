"""Registering people, correcting them, and reading all there is about one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import (
    belongings,
    certificates,
    checking,
    consents,
    doubles,
    heads,
    judging,
    livelihood,
    masking,
    origins,
    standings,
    story,
    waiting,
)
from gigdesk.domain import office, workers
from gigdesk.domain.workers.findings import ERROR, WARNING, Finding
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Act, Desk, Done
    from gigdesk.actions.workers.checking import Remark

    _Also = Sequence[consents.Given]

STATES = ("active", "inactive", "moved", "died")
FIELD_NAMES = frozenset(workers.worker.BY_NAME)


class Known(errors.Refused):
    """Somebody with this number is registered already; `worker_id` says who."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        """Name the person that is there."""
        self.worker_id: bytes = row["id"]
        super().__init__(
            "workers.error.known",
            name=row["name"],
            number=office.numbers.spoken("worker", row["number"]),
        )


@dataclass(frozen=True, slots=True)
class Registered:
    """Who was registered or corrected, under which number, and the remarks that stand."""

    worker_id: bytes
    number: int
    warnings: tuple[Remark, ...]
    done: Done


@dataclass(frozen=True, slots=True)
class Preview:
    """What saving would do: values as kept, remarks, what follows from the number, doubles.

    `known` is the person who has this very number (masked), `likely` those who may be the same.
    """

    values: dict[str, Any]
    remarks: tuple[Remark, ...]
    derived: dict[str, Any]
    known: dict[str, Any] | None
    likely: tuple[doubles.Likely, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """All there is about one person, numbers masked.

    `worker` is the row with `village`, `town`, `county`, `age`, and `phone_owner` and `phone_note`
    of the number to call, which is not among the further `phones`; `flags` names what to know at
    once: under_age, juvenile, is_4050, doc_expired, no_phone, no_village; `retires` gives the
    possible days of retirement as (category, day); a consent has `ended_on` and `standing`, see
    `domain.workers.consents.with_ends`.
    """

    id: bytes
    worker: dict[str, Any]
    phones: list[dict[str, Any]]
    certificates: list[dict[str, Any]]
    categories: list[dict[str, Any]]
    consents: list[dict[str, Any]]
    intentions: list[dict[str, Any]]
    employments: list[dict[str, Any]]
    household: dict[str, Any] | None
    members: list[dict[str, Any]]
    merged: list[dict[str, Any]]
    flags: tuple[str, ...]
    employable_from: str | None
    retires: tuple[tuple[str, str], ...]
    purposes: tuple[str, ...] = field(default=())


def _checked(
    desk: Desk, values: Mapping[str, Any], worker_id: bytes | None, also: _Also
) -> tuple[checking.Checked, dict[str, Any]]:
    """Return the values checked, and the whole person as it would stand."""
    before = rows.people.get(desk.store, worker_id) if worker_id is not None else None
    given, follows = dict(values), dict[str, str]()
    if before is not None and "doc_no" in given:
        given.setdefault("doc_kind", before["doc_kind"])
    if before is not None and "doc_kind" in given:
        given.setdefault("doc_no", before["doc_no"])
    if before is not None and "doc_no" in given:
        follows = checking.following(before, given)
        for name in {"sex", "birth_date"} - follows.keys():
            given.setdefault(name, before[name])
    found = checking.read(given, today=desk.clock.today())
    checking.keep_unread(found, found.values.get("notes") or (before or {}).get("notes"))
    if before is not None:
        checking.say_following(found, before, follows)
        differing = {name: each for name, each in found.values.items() if each != before[name]}
        checking.say_name_image(found, before)
        checking.empty(found, livelihood.emptied(desk, before, differing, found.values))
    whole = {**(before or {}), **found.values}
    judging.judge(desk, found, whole, worker_id)
    consents.say_missing(desk, found, before, also)
    return found, whole


def preview(
    desk: Desk,
    values: Mapping[str, Any],
    *,
    worker_id: bytes | None = None,
    also: _Also = (),
    intake_row: bytes | None = None,
) -> Preview:
    """Say what saving would find, without writing; fields that are missing are not blamed.

    `intake_row` is the waiting row of an import that would be done by it.
    """
    found, whole = _checked(desk, values, worker_id, also)
    _say_unwritten(desk, found, whole, intake_row)
    known = _known(desk, whole.get("doc_no"), worker_id)
    likely: tuple[doubles.Likely, ...] = ()
    if known is not None:
        params = {"name": known["name"], "number": office.numbers.spoken("worker", known["number"])}
        found.say("doc_no", [Finding("workers.error.known", ERROR, params)])
    elif whole.get("name") or found.values.get("doc_no"):
        likely = tuple(doubles.likely(desk, whole, worker_id=worker_id))
        if whole.get("name"):
            _say_likely(found, likely)
    shown = masking.masked(known) if known is not None else None
    return Preview(found.values, tuple(found.remarks), found.derived, shown, likely)


def _known(desk: Desk, doc_no: str | None, worker_id: bytes | None) -> dict[str, Any] | None:
    """Return who has this number, unless it is the person in question."""
    if not doc_no:
        return None
    row = rows.people.find_by_doc_no(desk.store, doc_no)
    if row is None or (
        worker_id is not None and row["id"] == rows.people.canonical_id(desk.store, worker_id)
    ):
        return None
    return row


def _say_likely(found: checking.Checked, likely: Sequence[doubles.Likely]) -> None:
    if likely:
        first = likely[0]
        params = {
            "name": first.row["name"],
            "number": office.numbers.spoken("worker", first.row["number"]),
        }
        found.say("name", [Finding("workers.finding.likely_double", WARNING, params)])


def _say_unwritten(
    desk: Desk, found: checking.Checked, whole: Mapping[str, Any], intake_row: bytes | None
) -> None:
    """Say that the certificate of a waiting row would be lost: nobody may miss that."""
    if intake_row is not None:
        person = {"doc_no": whole.get("doc_no"), "birth_date": whole.get("birth_date")}
        found.say("name", waiting.unwritten(desk, intake_row, person))


def register(
    desk: Desk,
    *,
    values: Mapping[str, Any],
    confirmed: frozenset[str] = frozenset(),
    source: str = "",
    reason: str = "",
    also: _Also = (),
    intake_row: bytes | None = None,
) -> Registered:
    """Register one person as one act; sex and birth follow from the number of the paper.

    `values` are columns of the worker as typed; what they tell of work and of the wish for work
    begins the history of both. `confirmed` are the codes of confirmed warnings, `also` what the
    person agreed to at the same time, `intake_row` the waiting row of an import that is done by
    this, `reason` why warnings were confirmed. Raises Known for a number that is registered,
    checking.InvalidFields with all errors, checking.Unconfirmed with the warnings that nobody
    confirmed, errors.Invalid where sex or birth go against the number without a reason.
    """
    found, whole = _checked(desk, values, None, also)
    checking.require_known(found)
    _say_unwritten(desk, found, whole, intake_row)
    known = _known(desk, found.values.get("doc_no"), None)
    if known is not None:
        raise Known(known)
    if found.values.get("name"):
        _say_likely(found, tuple(doubles.likely(desk, whole, worker_id=None)))
    found.require(confirmed)
    checking.require_reason(found, reason)
    consents.check_all(desk, also)
    row = waiting.row(desk, intake_row) if intake_row is not None else None
    source = source or (waiting.source(row) if row is not None else "")
    with desk.doing("workers.register", source=source, reason=reason) as act:
        worker_id = desk.new_id()
        number = desk.next_number("worker")
        filled = {name: value for name, value in found.values.items() if value is not None}
        person = {
            "registered_by": desk.staff.name,
            "registered_on": desk.clock.today().isoformat(),
            "source_note": source or workers.labels.BY_HAND,
            **filled,
            "id": worker_id,
            "station_id": desk.station.id,
            "number": number,
        }
        rows.people.add(desk.store, person)
        belongings.put_telephones(desk, worker_id, found.telephones)
        livelihood.put(desk, [person], {})
        consents.put_all(desk, worker_id, also)
        if row is not None:
            waiting.settle(desk, row, worker_id, act=act.number)
        act.about = {"worker": number, **story.confirmed(found)}
    return Registered(worker_id, number, tuple(found.of_level(WARNING)), desk.done(act))


def correct(
    desk: Desk,
    *,
    worker_id: bytes,
    changes: Mapping[str, Any],
    reason: str = "",
    confirmed: frozenset[str] = frozenset(),
    also: _Also = (),
) -> Registered:
    """Correct columns of one person; only what differs is written, and consents in `also`.

    Raises as `register` does, errors.NotFound, and errors.Refused where a household would be left
    without its head or get a second one.
    """
    before = belongings.person(desk, worker_id)
    found, _ = _checked(desk, masking.restored(before, changes), before["id"], also)
    consents.check_all(desk, also)
    if "doc_no" in found.values:
        known = _known(desk, found.values["doc_no"], before["id"])
        if known is not None:
            raise Known(known)
    found.require(confirmed)
    checking.require_reason(found, reason)
    differing = {name: value for name, value in found.values.items() if value != before[name]}
    heads.mind_change(desk, before, differing)
    livelihood.mind(desk, before, differing)
    with desk.doing("workers.correct", reason=reason) as act:
        if differing:
            rows.people.change(desk.store, before["id"], differing)
            livelihood.put(desk, (), {before["id"]: differing})
        belongings.put_telephones(desk, before["id"], found.telephones)
        consents.put_all(desk, before["id"], also)
        _about(act, before, sorted(differing))
        act.about.update(story.confirmed(found))
    return Registered(
        before["id"], before["number"], tuple(found.of_level(WARNING)), desk.done(act)
    )


def _about(act: Act, row: Mapping[str, Any], fields: list[str]) -> None:
    act.about = {"worker": row["number"], "fields": fields}


def set_state(desk: Desk, *, worker_id: bytes, state: str, reason: str = "") -> Done:
    """Set a person active, inactive, moved away or dead; raises errors.Invalid for another."""
    row = belongings.person(desk, worker_id)
    if state not in STATES:
        raise errors.Invalid("workers.error.state", "state", state=state)
    with desk.doing("workers.set_state", reason=reason) as act:
        if row["state"] != state:
            rows.people.change(desk.store, row["id"], {"state": state})
        _about(act, row, ["state"])
    return desk.done(act)


def reveal(desk: Desk, *, worker_id: bytes, fields: Sequence[str]) -> dict[str, Any]:
    """Return fields of a person in full and note who looked at which, never the values.

    `fields` are names of columns, or `phones` for the further telephones. Raises errors.NotAllowed
    where the role does not reach it, errors.NotFound, errors.Bug for a field that does not exist.
    """
    row = belongings.person(desk, worker_id)
    if set(fields) - set(workers.worker.BY_NAME) - {"phones"}:
        raise errors.Bug("workers.error.bug_field", fields=sorted(fields))
    with desk.doing("workers.reveal") as act:
        act.always_noted = True
        _about(act, row, sorted(fields))
        found = {name: row[name] for name in fields if name != "phones"}
        if "phones" in fields:
            own = rows.people.same_person(desk.store, row["id"])
            listed = rows.belongings.find_of(desk.store, "worker_phone", own)
            found["phones"] = [{**one} for one in listed]
    return found


# reading


def get(desk: Desk, worker_id: bytes) -> Person:
    """Return all there is about one person, masked; a merged record gives whom it means today.

    Raises errors.NotFound.
    """
    row = belongings.person(desk, worker_id)
    store, today = desk.store, desk.clock.today()
    own = rows.people.same_person(store, row["id"])
    birth = workers.dates.to_day(row["birth_date"])
    born = workers.ages.youngest_birth(row["birth_date"], row["doc_no"])
    listed = {
        table: rows.belongings.find_of(store, table, own)
        for table in rows.belongings.TABLES
        if table != "household"
    }
    worker = {
        **masking.masked(row),
        **place(desk, row["village_id"]),
        "age": workers.dates.age_on(birth, today) if birth else None,
        **belongings.first_phone(row, listed["worker_phone"]),
        **origins.told(desk, {row["id"]: row})[row["id"]],
    }
    household, members = _household(desk, row)
    least = desk.rules().number("age.employable", today, desk.station.code)
    return Person(
        id=row["id"],
        worker=worker,
        phones=masking.all_masked(
            one for one in listed["worker_phone"] if one["phone"] != row["phone"]
        ),
        certificates=masking.all_masked(
            certificates.with_expiry(desk, one) for one in listed["certificate"]
        ),
        categories=masking.all_masked(
            standings.of_category(one, today) for one in listed["worker_category"]
        ),
        consents=workers.consents.with_ends(listed["consent"], today),
        intentions=masking.all_masked(listed["intention"]),
        employments=masking.all_masked(listed["employment"]),
        household=household,
        members=members,
        merged=masking.all_masked(rows.doubles.find_aliases(store, row["id"])),
        flags=standings.flags(desk, row),
        employable_from=workers.ages.employable_from(born, least).isoformat() if born else None,
        retires=standings.retires(
            row, workers.ages.retirement_rules(desk.rules(), today, desk.station.code)
        ),
        purposes=workers.consents.purposes(listed["consent"], today),
    )


def place(desk: Desk, village_id: bytes | None) -> dict[str, Any]:
    """Return the names of a village, its town and its county; empty where there is none."""
    found = rows.people.get_village(desk.store, village_id) or {}
    return {name: found.get(name) for name in ("village", "town", "county")}


def _household(
    desk: Desk, row: Mapping[str, Any]
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    if row["household_id"] is None:
        return None, []
    household = rows.belongings.get_household(desk.store, row["household_id"])
    members = rows.belongings.find_members(desk.store, row["household_id"])
    return masking.masked(household) if household else None, masking.all_masked(members)


def age_limits(desk: Desk) -> workers.ages.Limits:
    """Return the limits of age that hold today at this station, for forms being filled in."""
    return workers.ages.limits(desk.rules(), desk.clock.today(), desk.station.code)
