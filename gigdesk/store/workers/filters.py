"""What a list of people is narrowed to, and the SQL conditions that say so."""

from __future__ import annotations

import dataclasses
import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers
from gigdesk.store import validity
from gigdesk.store.workers import people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Belongings of a person, its merged records included.
_OWN = "IN (SELECT id FROM worker m WHERE m.id = w.id OR m.merged_into = w.id)"
# People by their belongings `b`, whichever record these hang on: read once, not for each person.
_OWNERS = (
    "w.id IN (SELECT coalesce(m.merged_into, m.id) FROM {table} b "
    "CROSS JOIN worker m ON m.id = b.worker_id WHERE {conditions})"
)

# People whose own words name a category: those words alone are read, from their index, each once
# (the LIMIT keeps SQLite from asking of each person instead).
_WORDS = ("hardship", "person_kind")
_SAYING = (
    "SELECT id FROM worker WHERE {column} IN (SELECT words FROM (SELECT DISTINCT {column} AS words "
    "FROM worker WHERE {column} IS NOT NULL LIMIT -1) WHERE names_category(words, ?)) "
    "AND id NOT IN (SELECT coalesce(m.merged_into, m.id) FROM worker_category b "
    "CROSS JOIN worker m ON m.id = b.worker_id WHERE b.category = ? "
    f"AND NOT {validity.reaches('b.valid_to', '?')})"
)

# What people lack on a day, which the parameter `?` stands for.
LACKING = {
    "phone": "(w.phone IS NULL OR w.phone = '')",
    "village": "w.village_id IS NULL",
    "doc_no": "(w.doc_no IS NULL OR w.doc_no = '')",
    "birth_date": "w.birth_date IS NULL",
    "bank_account": "(w.bank_account IS NULL OR w.bank_account = '')",
    "emergency": "(w.emergency_phone IS NULL OR w.emergency_phone = '')",
    "consent": f"(SELECT iif(w.id IN ({validity.INTRICATE}), "
    f"NOT EXISTS (SELECT 1 FROM consent c WHERE c.worker_id {_OWN} "
    f"AND {validity.consent_in_force('c', 'asked.day')}), "
    "NOT EXISTS (SELECT 1 FROM consent c WHERE c.worker_id = w.id "
    f"AND {validity.consent_stands('c', 'asked.day')})) FROM (SELECT ? AS day) asked)",
}
_BLOBS = ("villages", "towns")


@dataclass(frozen=True, slots=True)
class WorkerFilter:
    """What people must fulfil, all of it at once; what is not set lets everybody through.

    `villages` and `towns` are ids of divisions. Ages are full years by birthday on `day`, both ends
    included; a birth known only to its month counts from the first of it. `categories`,
    `certificate_kind` and `wanted_trade` must be valid on `day`; `day` None means today. `states`
    and `categories` ask for one of those named; a category that a person's own words name, as lists
    bring them, tells no day and counts until its recorded end, if it has one. Days are
    `YYYY-MM-DD`. `lacking` names what people must lack: see `LACKING`. `wish_ended` asks for a wish
    for work that ran out before `day` and was neither renewed nor closed.
    """

    villages: tuple[bytes, ...] = ()
    towns: tuple[bytes, ...] = ()
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    day: str = ""
    categories: tuple[str, ...] = ()
    employment_status: str = ""
    employment_place: str = ""
    trade: str = ""
    wanted_trade: str = ""
    certificate_kind: str = ""
    states: tuple[str, ...] = ()
    registered_from: str = ""
    registered_to: str = ""
    doc_expired: bool = False
    wish_ended: bool = False
    lacking: tuple[str, ...] = ()
    text: str = ""

    def to_query(self) -> dict[str, Any]:
        """Return the filter as JSON can hold it, only what is set."""
        found: dict[str, Any] = {}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if value in (field.default, ()):
                continue
            if field.name in _BLOBS:
                value = [one.hex() for one in value]
            found[field.name] = list(value) if isinstance(value, tuple) else value
        return found


def from_query(query: Mapping[str, Any]) -> WorkerFilter:
    """Return the filter that `to_query` wrote; names it does not know are passed over."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(WorkerFilter):
        if field.name not in query:
            continue
        value = query[field.name]
        if field.name in _BLOBS:
            value = [bytes.fromhex(one) for one in value]
        found[field.name] = tuple(value) if isinstance(value, list) else value
    return WorkerFilter(**found)


def from_text(packed: str) -> WorkerFilter:
    """Return the filter that lies as JSON in a saved filter."""
    return from_query(json.loads(packed))


@dataclass(slots=True)
class Where:
    """Conditions on a worker `w`, joined by AND, with the values they bind."""

    conditions: list[str]
    params: list[Any]

    def add(self, condition: str, *params: Any) -> None:
        """Ask for one more condition."""
        self.conditions.append(condition)
        self.params.extend(params)

    @property
    def sql(self) -> str:
        """Return the conditions as one expression."""
        return " AND ".join(self.conditions) or "1"


def where(wanted: WorkerFilter | None, today: datetime.date) -> Where:
    """Return the conditions of a filter; `today` stands where the filter names no day.

    That somebody was not merged into another is not among them: see `seek.VALID`.
    """
    found = Where([], [])
    if wanted is None:
        return found
    day = wanted.day or today.isoformat()
    _places(found, wanted)
    if wanted.sex:
        found.add("w.sex = ?", wanted.sex)
    on = datetime.date.fromisoformat(day)
    if wanted.age_from is not None:
        born = workers.dates.years_before(on, wanted.age_from)
        found.add("w.birth_date <= ?", born.isoformat())
    if wanted.age_to is not None:
        born = workers.dates.years_before(on, wanted.age_to + 1)
        found.add("w.birth_date > ?", born.isoformat())
    for column in ("employment_status", "employment_place"):
        if getattr(wanted, column):
            found.add(f"w.{column} = ?", getattr(wanted, column))
    if wanted.trade:
        found.add("instr(w.trade, ?) > 0", wanted.trade)
    if wanted.states:
        _one_of(found, "w.state", wanted.states)
    if wanted.registered_from:
        found.add("w.registered_on >= ?", wanted.registered_from)
    if wanted.registered_to:
        found.add("w.registered_on <= ?", wanted.registered_to)
    if wanted.doc_expired:
        found.add(f"NOT {validity.reaches('w.doc_valid_to', '?')}", today.isoformat())
    for name in wanted.lacking:
        found.add(LACKING[name], *[day] * LACKING[name].count("?"))
    _belongings(found, wanted, day)
    return found


def _one_of(found: Where, column: str, values: Sequence[Any]) -> None:
    found.add(f"{column} IN ({people.marks(len(values))})", *values)


def _places(found: Where, wanted: WorkerFilter) -> None:
    """Add villages and towns: living in one of all that are named, or were joined to it since.

    A joined place is the one it became: a filter kept from before finds the people there.
    """
    if not wanted.villages and not wanted.towns:
        return
    ids = (*wanted.villages, *wanted.towns)
    found.add(
        "w.village_id IN (WITH RECURSIVE named(id) AS ("
        f"SELECT id FROM division WHERE id IN ({people.marks(len(ids))}) "
        "UNION SELECT d.successor_id FROM named JOIN division d ON d.id = named.id "
        "WHERE d.successor_id IS NOT NULL) "
        "SELECT id FROM named "
        "UNION SELECT v.id FROM named JOIN division v ON v.parent_id = named.id)",
        *ids,
    )


def _belongings(found: Where, wanted: WorkerFilter, day: str) -> None:
    if wanted.categories:
        conditions = (
            f"b.category IN ({people.marks(len(wanted.categories))}) "
            "AND (b.valid_from IS NULL OR b.valid_from <= ?) "
            f"AND {validity.reaches('b.valid_to', '?')}"
        )
        owners = _OWNERS.format(table="worker_category", conditions=conditions)
        saying = [
            (_SAYING.format(column=one), code) for code in wanted.categories for one in _WORDS
        ]
        found.add(
            " UNION ALL ".join((owners.removesuffix(")"), *(sql for sql, _ in saying))) + ")",
            *wanted.categories,
            day,
            day,
            *(told for _, code in saying for told in (code, code, day)),
        )
    if wanted.certificate_kind:
        conditions = (
            "b.kind = ? AND b.state = 'active' AND (b.issued_on IS NULL OR b.issued_on <= ?) "
            f"AND {validity.reaches('b.valid_to', '?')}"
        )
        owners = _OWNERS.format(table="certificate", conditions=conditions)
        found.add(owners, wanted.certificate_kind, day, day)
    if wanted.wanted_trade:
        conditions = f"instr(b.trades, ?) > 0 AND {validity.wish_open('b', '?')}"
        owners = _OWNERS.format(table="intention", conditions=conditions)
        found.add(owners, wanted.wanted_trade, day)
    if wanted.wish_ended:
        conditions = f"b.state = 'open' AND NOT {validity.reaches('b.expires_on', '?')}"
        found.add(_OWNERS.format(table="intention", conditions=conditions), day)
