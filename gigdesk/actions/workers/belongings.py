"""What hangs on a person: how such rows are made, and telephones and categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import checking, masking
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, WARNING, Finding
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done

Given = tuple[bytes, str, str | None]
"""A further telephone: the person, the number, and whose it is."""
_OWNED = ("id", "station_id", "worker_id")
_DAYS = ("issued_on", "valid_to", "review_on", "verified_on", "valid_from", "since", "until")


def person(desk: Desk, worker_id: bytes) -> dict[str, Any]:
    """Return the row of the person this id means today; raises errors.NotFound."""
    found = rows.people.get(desk.store, rows.people.canonical_id(desk.store, worker_id))
    if found is None:
        raise errors.NotFound("workers.error.not_found")
    return found


def row(desk: Desk, table: str, row_id: bytes) -> dict[str, Any]:
    """Return a row of a person's belongings; raises errors.NotFound."""
    found = desk.store.get(table, row_id)
    if found is None:
        raise errors.NotFound("workers.error.not_found")
    return found


def owned(desk: Desk, worker_id: bytes, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new row of a person's belongings."""
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    own = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": worker_id}
    return {**filled, **own}


def add_many(desk: Desk, table: str, given: Iterable[tuple[Mapping[str, Any], bytes]]) -> None:
    """Insert rows, as (values, person); all have the same columns, empty ones are no rows."""
    found = [(values, worker_id) for values, worker_id in given if values]
    if not found:
        return
    names = tuple(found[0][0])
    station_id = desk.station.id
    ids = desk.clock.new_ids(len(found))
    desk.store.add_many(
        table,
        (*_OWNED, *names),
        (
            (row_id, station_id, worker_id, *map(values.__getitem__, names))
            for row_id, (values, worker_id) in zip(ids, found, strict=True)
        ),
    )


def read_days(found: checking.Checked, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with their days as the store keeps them; what is no day is an error."""
    kept = dict(values)
    for name in _DAYS:
        text = kept.get(name)
        if not text:
            continue
        read_as = workers.dates.read(str(text))
        if read_as.value is None:
            found.say(name, [Finding("findings.date.unreadable", ERROR, {"text": str(text)})])
        kept[name] = read_as.value
    return kept


# telephones and categories


def put_phones(desk: Desk, given: Sequence[Given], called: Sequence[Given] = ()) -> None:
    """Keep further telephones, as (person, number, owner), which the person has not given yet.

    Inside the act that runs; the people themselves are written before. Known are the first and the
    further ones of all records of a person. `called` are the first ones of which it is told whose
    they are.
    """
    if not given and not called:
        return
    ids = list(dict.fromkeys(worker_id for worker_id, _, _ in (*given, *called)))
    people = rows.people.by_ids(desk.store, ids, columns=("phone",))
    first = {(worker_id, row["phone"]) for worker_id, row in people.items()}
    known = set()
    for worker_id, listed in rows.belongings.find_of_many(desk.store, "worker_phone", ids).items():
        known |= {(worker_id, one["phone"]) for one in listed}
    new: dict[tuple[bytes, str], str | None] = {}
    for worker_id, number, owner in called:
        if (worker_id, number) in first - known:
            new[worker_id, number] = owner
    for worker_id, number, owner in given:
        if (worker_id, number) not in known | first:
            new.setdefault((worker_id, number), owner)
    add_many(
        desk,
        "worker_phone",
        (({"phone": number, "owner": owner}, who) for (who, number), owner in new.items()),
    )


def put_telephones(desk: Desk, worker_id: bytes, told: Sequence[workers.phones.Phone]) -> None:
    """Keep what a cell tells beside the telephone to call, its first: the others, and whose.

    Inside the act that runs, which has written the first to the person.
    """
    put_phones(desk, [(worker_id, one.number, one.note) for one in told[1:]])
    for one in filter(lambda one: one.note, told[:1]):
        own = rows.people.same_person(desk.store, worker_id)
        known = rows.belongings.find_of(desk.store, "worker_phone", own)
        same = next((each for each in known if each["phone"] == one.number), None)
        if same is None:
            values = {"phone": one.number, "owner": one.note}
            desk.store.add("worker_phone", owned(desk, worker_id, values))
        elif same["owner"] != one.note:
            desk.store.change("worker_phone", same["id"], {"owner": one.note})


def _known_phones(desk: Desk, worker_id: bytes) -> set[str]:
    """Return the telephones of a person: the first and the further ones, of all its records."""
    own = rows.people.same_person(desk.store, worker_id)
    first = rows.people.by_ids(desk.store, own[:1], columns=("phone",)).values()
    further = rows.belongings.find_of(desk.store, "worker_phone", own)
    return {one["phone"] for one in (*first, *further) if one["phone"]}


def first_phone(holder: Mapping[str, Any], listed: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return `phone_owner` and `phone_note` of the number to call, where a row of it tells them."""
    first = holder["phone"]
    told = next((one for one in listed if first and one["phone"] == first), None)
    found = masking.masked(told) if told is not None else {}
    return {f"phone_{name}": found.get(name) for name in ("owner", "note")}


def add_phone(desk: Desk, *, worker_id: bytes, phone: str, owner: str = "", note: str = "") -> Done:
    """Add telephones of a person, the owner (such as a daughter) beside them.

    The first one of somebody who has none yet is the one to call; its owner and remark stay by it.
    Raises errors.Invalid where there is no number in the text, or all of them are known.
    """
    holder = person(desk, worker_id)
    if workers.masking.is_masked("phone", phone):
        raise errors.Invalid("workers.finding.masked", "phone", text=phone)
    read_as = workers.phones.read(phone)
    if not read_as.numbers:
        raise errors.Invalid("workers.error.no_phone", "phone", text=phone)
    known = _known_phones(desk, holder["id"])
    new = list({one.number: one for one in read_as.numbers if one.number not in known}.values())
    if not new:
        raise errors.Invalid("workers.error.phone_known", "phone", text=phone)
    with desk.doing("workers.add_phone") as act:
        further = new
        if not holder["phone"]:
            first, bare = new[0], not (owner or new[0].note or note)
            rows.people.change(desk.store, holder["id"], {"phone": first.number})
            further = new[1:] if bare else new
        for one in further:
            values = {"phone": one.number, "owner": owner or one.note, "note": note}
            desk.store.add("worker_phone", owned(desk, holder["id"], values))
        act.about = {"worker": holder["number"], "phones": len(new)}
    return desk.done(act)


def remove_phone(desk: Desk, *, phone_id: bytes) -> Done:
    """Take a further telephone away that was entered by mistake or is dead."""
    before = row(desk, "worker_phone", phone_id)
    holder = person(desk, before["worker_id"])
    with desk.doing("workers.remove_phone") as act:
        desk.store.remove("worker_phone", phone_id)
        act.about = {"worker": holder["number"], "removed": 1}
    return desk.done(act)


def set_categories(
    desk: Desk,
    *,
    worker_id: bytes,
    categories: Sequence[Mapping[str, Any]],
    reason: str = "",
    confirmed: frozenset[str] = frozenset(),
    prove: str = "",
) -> Done:
    """Set the categories of a person: {category, evidence, valid_from, valid_to, note} each.

    `category` is a code of `person_category`. Rows that stay as they were are not touched, others
    are changed, added or taken away; of the same category from merged records one stays. Raises
    checking.InvalidFields, and checking.Unconfirmed for a new end before its beginning, and where
    the category `prove` has no evidence or no first day.
    """
    holder = person(desk, worker_id)
    own = rows.people.same_person(desk.store, holder["id"])
    before: dict[str, list[dict[str, Any]]] = {}
    known = rows.belongings.find_of(desk.store, "worker_category", own)
    for one in known:
        before.setdefault(one["category"], []).append(one)
    wanted = {
        code: _restored(code, values, known)
        for code, values in _categories(categories, known, confirmed).items()
    }
    _ask_proof(wanted.get(prove), confirmed)
    with desk.doing("workers.set_categories", reason=reason) as act:
        for code, values in wanted.items():
            _set_category(desk, holder["id"], values, before.pop(code, []))
        for gone in (one for same in before.values() for one in same):
            desk.store.remove("worker_category", gone["id"])
        act.about = {"worker": holder["number"], "categories": sorted(wanted)}
    return desk.done(act)


def _ask_proof(values: Mapping[str, Any] | None, confirmed: frozenset[str]) -> None:
    found = checking.Checked()
    for name, code in (
        ("evidence", "workers.finding.no_evidence"),
        ("valid_from", "workers.finding.no_first_day"),
    ):
        if values is not None and not values.get(name):
            found.say(name, [Finding(code, WARNING)])
    found.require(confirmed)


def _restored(
    code: str, values: Mapping[str, Any], known: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return a category whose remark came back masked with its numbers, its own row's first."""
    found = dict(values)
    for one in sorted(known, key=lambda row: row["category"] != code):
        found = masking.restored(one, found)
    return found


def _set_category(
    desk: Desk, worker_id: bytes, values: Mapping[str, Any], before: Sequence[Mapping[str, Any]]
) -> None:
    """Write one category over its rows, which are several where records were merged."""
    if not before:
        desk.store.add("worker_category", owned(desk, worker_id, values))
        return
    # The row that says the same stays as it is; what else says it differently goes.
    kept = min(before, key=lambda one: sum(new != one[name] for name, new in values.items()))
    differing = {name: new for name, new in values.items() if new != kept[name]}
    if differing:
        desk.store.change("worker_category", kept["id"], differing)
    for other in (one for one in before if one["id"] != kept["id"]):
        desk.store.remove("worker_category", other["id"])


def _categories(
    given: Sequence[Mapping[str, Any]],
    known: Sequence[Mapping[str, Any]],
    confirmed: frozenset[str],
) -> dict[str, dict[str, Any]]:
    spans = {(one["category"], one["valid_from"], one["valid_to"]) for one in known}
    found, wanted = checking.Checked(), {}
    for one in given:
        code = workers.codes.read_code("person_category", str(one["category"]))
        if code is None:
            text = {"text": str(one["category"])}
            found.say("category", [Finding("workers.finding.category_unknown", ERROR, text)])
            continue
        names = ("evidence", "valid_from", "valid_to", "note")
        values = read_days(found, {name: one.get(name) or None for name in names})
        if values["valid_from"] == workers.dates.LONG_TERM:
            text = {"text": workers.dates.LONG_TERM_WORD}
            found.say("valid_from", [Finding("findings.date.unreadable", ERROR, text)])
        wanted[code] = {"category": code, **values}
        begins, ends = values["valid_from"], values["valid_to"]
        if workers.dates.ends_before(begins, ends) and (code, begins, ends) not in spans:
            found.say("valid_to", [Finding("workers.finding.ends_before", WARNING)])
    found.require(confirmed)
    return wanted
