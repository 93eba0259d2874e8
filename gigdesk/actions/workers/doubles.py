"""Records that may be one person: the list of them, joining two, and keeping two apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings, heads, masking, places
from gigdesk.domain import attendance, dispatch, workers
from gigdesk.domain.workers.findings import warning
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as batch_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.workers.findings import Finding

MERGED = "merged"
KEEP, OTHER = workers.joining.KEEP, workers.joining.OTHER
# What belongs to a record and never passes to the other when two are joined.
_OWN = frozenset(
    ("id", "station_id", "number", "state", "merged_into", "name_pinyin", "name_initials")
)
CHOSEN = tuple(name for name in rows.people.COLUMNS if name not in _OWN)
"""The fields of which one record's value stays when two are joined."""
_CHUNK = 2_000
_MOST_LIKELY = 20


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the person in question (masked), and why, the strongest reason first."""

    row: dict[str, Any]
    reasons: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person (masked, the older first), and why."""

    one: dict[str, Any]
    other: dict[str, Any]
    reasons: tuple[Finding, ...]


_SLIP = "findings.double.slip"
_STRENGTH = {
    code: place
    for place, code in enumerate(
        (
            "findings.double.number",
            "findings.double.name_birth_village",
            _SLIP,
            "findings.double.name_birth",
            "findings.double.phone",
        )
    )
}


def _record(row: Mapping[str, Any]) -> workers.duplicates.Person:
    return workers.duplicates.Person(
        row.get("name") or "",
        row.get("birth_date"),
        row.get("village_id"),
        row.get("doc_no"),
        frozenset(row["phones"]),
    )


def _rank(reasons: Sequence[Finding]) -> int:
    return min(_STRENGTH.get(one.code, len(_STRENGTH)) for one in reasons)


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return masking.masked({name: value for name, value in row.items() if name != "phones"})


def likely(
    desk: Desk, values: Mapping[str, Any], *, worker_id: bytes | None = None
) -> list[Likely]:
    """Return who may be the person that these values describe, likeliest first.

    The values need not be stored; `worker_id` is the record they stand in, if there is one.
    """
    ids = rows.doubles.find_like(desk.store, values, worker_id)
    phone = values.get("phone")
    wanted = _record({**values, "phones": {phone} if phone else set()})
    found = []
    for row in rows.doubles.read_people(desk.store, ids).values():
        other = _record(row)
        if not wanted.name:
            # Before the name is known only a slip in the number speaks for the same person.
            slipped = workers.duplicates.number_slip(wanted.doc_no or "", other.doc_no or "")
            reasons: tuple[Finding, ...] = (warning(_SLIP),) if slipped else ()
        else:
            reasons = workers.duplicates.reasons(wanted, other)
        if reasons:
            found.append(Likely(_shown(row), reasons))
    found.sort(key=lambda one: (_rank(one.reasons), one.row["number"]))
    return found[:_MOST_LIKELY]


def work_list(desk: Desk, *, among: Iterable[bytes] | None = None) -> list[Pair]:
    """Return all pairs that may be one person, likeliest first, without those set apart.

    `among` compares only these people with all others, such as those of one import. Reads
    large parts of the registry: call it in the background.
    """
    if among is None:
        pairs = rows.doubles.find_pairs(desk.store)
    else:
        pairs = _once(rows.doubles.find_likely(desk.store, among))
    found: list[Pair] = []
    while some := list(islice(pairs, _CHUNK)):
        people = rows.doubles.read_people(desk.store, (one for pair in some for one in pair))
        for one, other in some:
            if one in people and other in people:
                _compare(found, people[one], people[other])
    found.sort(key=lambda pair: (_rank(pair.reasons), pair.one["number"], pair.other["number"]))
    return found


def _once(pairs: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    seen = set()
    for one, other in pairs:
        pair = (min(one, other), max(one, other))
        if pair not in seen:
            seen.add(pair)
            yield pair


def _compare(found: list[Pair], one: dict[str, Any], other: dict[str, Any]) -> None:
    reasons = workers.duplicates.reasons(_record(one), _record(other))
    if reasons:
        found.append(Pair(_shown(one), _shown(other), reasons))


def compare(desk: Desk, *, one_id: bytes, other_id: bytes) -> list[tuple[str, Any, Any]]:
    """Return (field, value of one, value of the other), masked, of all in which two differ."""
    one, other = belongings.person(desk, one_id), belongings.person(desk, other_id)
    return [
        (name, masking.masked_value(name, one[name]), masking.masked_value(name, other[name]))
        for name in CHOSEN
        if one[name] != other[name]
    ]


def merge(
    desk: Desk,
    *,
    keep: bytes,
    other: bytes,
    choices: Mapping[str, str] | None = None,
    reason: str = "",
    despite_overlap: bool = False,
) -> Done:
    """Join two records of one person: `keep` stays, `other` points to it from now on.

    Which values stay is for `joining.changes` to say: fields that belong together go together, and
    where it cannot know, `choices` must. Nothing is moved or deleted: what hangs on `other` is read
    through it, and undoing the act parts the two again. Where the number of `other` is taken the
    two papers change places, so that the former number still finds the person. Nobody is in two
    places: batches that take both records on one day are named and refuse it. Where they have all
    left, so that no list can be changed any more, `despite_overlap` with a `reason` joins them all
    the same, as long as no day counts more than once; on a list that has both the person then holds
    one place. Raises errors.NotFound, errors.Refused for
    that, for a choice that is missing, for one person twice and where a household would be left
    without its head.
    """
    first, second = belongings.person(desk, keep), belongings.person(desk, other)
    if first["id"] == second["id"]:
        raise errors.Refused("workers.error.same_record")
    changes = workers.joining.changes(first, second, choices or {}, CHOSEN)
    homes = heads.homes(desk, (first["household_id"], second["household_id"]))
    with desk.doing("workers.merge", reason=reason) as act:
        _refuse_two_places(desk, first, second, settled=despite_overlap and bool(reason.strip()))
        shared = places.join(desk, first["id"], second["id"], reason=reason)
        if changes:
            rows.people.change(desk.store, first["id"], changes)
        for earlier in rows.doubles.find_aliases(desk.store, second["id"]):
            rows.people.change(desk.store, earlier["id"], {"merged_into": first["id"]})
        gone = {"state": MERGED, "merged_into": first["id"]}
        if first["doc_no"] and "doc_no" in changes:
            paper = workers.joining.group_of("doc_no")
            gone |= {name: first[name] for name in paper if name in changes}
        rows.people.change(desk.store, second["id"], gone)
        desk.store.add(
            "worker_alias",
            {
                "id": desk.new_id(),
                "station_id": desk.station.id,
                "from_id": second["id"],
                "to_id": first["id"],
                "reason": reason or None,
            },
        )
        heads.mind_joining(desk, first, second, homes)
        act.about = {
            "kept": first["number"],
            "joined": second["number"],
            "fields": sorted(changes),
        }
        if shared:
            act.rooms |= {"dispatch", "orders", "attendance"}
            act.about.update(batch=shared[0], batches=shared)
    return desk.done(act)


def _refuse_two_places(
    desk: Desk, first: Mapping[str, Any], second: Mapping[str, Any], *, settled: bool
) -> None:
    """Refuse where batches take both records on one day; `settled` lets those pass that left."""
    pair = [first["id"], second["id"]]
    stays = batch_rows.members.stays_of(desk.store, pair, today=desk.clock.today())
    clashes = [
        (one, other)
        for one in stays.get(first["id"], ())
        for other in stays.get(second["id"], ())
        if one.overlaps(other)
    ]
    for one, other in clashes:
        lists = (desk.store.get("batch", each.batch_id) or {} for each in (one, other))
        away = all(batch.get("state") in dispatch.batches.AWAY for batch in lists)
        if away and settled:
            continue
        code = "workers.error.merge_clash_away" if away else "workers.error.merge_clash"
        if one.loan or other.loan:
            code = "matching.error.merge_lent"
        raise errors.Refused(
            code,
            name=first["name"],
            one=one.batch_number,
            one_person=first["number"],
            other=other.batch_number,
            other_person=second["number"],
            start=max(one.start, other.start).isoformat(),
            end=min(one.end, other.end).isoformat(),
        )
    both = list(batch_rows.members.rows_of(desk.store, pair))
    day = day_rows.totals.over_a_day(desk.store, both, attendance.WHOLE_DAY) if clashes else None
    if day is not None:
        raise errors.Refused("workers.error.merge_days", name=first["name"], day=day)


def not_double(desk: Desk, *, one_id: bytes, other_id: bytes, reason: str = "") -> Done:
    """Note that two records are two people; they are no longer proposed for joining."""
    one, other = belongings.person(desk, one_id), belongings.person(desk, other_id)
    if one["id"] == other["id"]:
        raise errors.Refused("workers.error.same_record")
    with desk.doing("workers.not_double", reason=reason) as act:
        if rows.doubles.find_apart(desk.store, one["id"], other["id"]) is None:
            desk.store.add(
                "not_double",
                {
                    "id": desk.new_id(),
                    "station_id": desk.station.id,
                    "one_id": min(one["id"], other["id"]),
                    "other_id": max(one["id"], other["id"]),
                    "reason": reason or None,
                },
            )
        act.about = {"one": one["number"], "other": other["number"]}
    return desk.done(act)
