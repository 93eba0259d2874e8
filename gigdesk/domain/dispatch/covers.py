"""Lists for an insurer: who stands on a version, what the next one changes, who is covered when.

A version never changes once it is made. The next one is told as a difference, which applied to the
version before gives the new one exactly: list n with its changes is list n+1.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk.domain.dispatch import products
from gigdesk.domain.workers import dates, findings, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.domain.dispatch.products import Product
    from gigdesk.domain.workers.findings import Finding

ADDED, REMOVED, REPLACED, CHANGED = "added", "removed", "replaced", "changed"
KINDS = (ADDED, REMOVED, REPLACED, CHANGED)
ON, OFF = "on", "off"
MADE, SENT, DROPPED = "made", "sent", "dropped"
# Kinds of cover that an insurer gives by a list of names; social insurance (work injury among it)
# is taken out by the employer with the social insurance office, without one.
BY_LIST = ("accident", "liability")
LATE, FEW, SHARE = (
    "dispatch.finding.cover_late",
    "dispatch.finding.cover_few",
    "dispatch.finding.cover_share",
)
TWICE = "dispatch.finding.cover_twice"
# The rules that keep back somebody who is not covered on the day of departure.
LACKING = ("no_cover", "cover_later", "cover_unsent")
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: who, as sent, and the first and last day of cover (ISO text).

    Of an entry that goes, an empty `to_day` says that its cover never began.
    """

    worker: bytes
    from_day: str
    to_day: str
    name: str = ""
    doc_kind: str = ""
    doc_no: str = ""
    sex: str = ""
    birth_date: str = ""
    occupation_class: int = 0
    trade: str = ""
    phone: str = ""

    @property
    def key(self) -> tuple[bytes, str]:
        """Return what no two entries of a list share: the person and the first day."""
        return self.worker, self.from_day

    @property
    def days(self) -> int:
        """Return how many days of cover this is."""
        if not self.to_day:
            return 0
        first, last = map(datetime.date.fromisoformat, (self.from_day, self.to_day))
        return max(0, (last - first).days + 1)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a list: who comes, who goes (with the day the cover ends), or both."""

    kind: str
    comes: Entry | None = None
    goes: Entry | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody who is to be covered: as an entry with the days that are asked for."""

    entry: Entry
    stands_for: bytes | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of a version: an entry that came or was corrected (`ON`), or went (`OFF`).

    `series` tells versions of one batch and product from those of others.
    """

    entry: Entry
    part: str
    effective: str
    list_id: bytes = b""
    series: bytes = b""
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """Days, both included, on which somebody is covered, and by which version of a list."""

    from_day: str
    to_day: str
    list_id: bytes = b""

    def holds_on(self, day: str) -> bool:
        """Say whether it is in force on a day."""
        return self.from_day <= day <= self.to_day


def asked(insurance_kinds: Iterable[str]) -> bool:
    """Say whether an order's terms promise cover that takes a list to an insurer."""
    return any(one in BY_LIST for one in insurance_kinds)


# who can be insured


def problems(entry: Entry, product: Product) -> tuple[Finding, ...]:
    """Return why a product does not take somebody, judged on the first day of cover.

    Where the number tells another birth than the registry, both have to be inside the ages.
    """
    found = []
    if not entry.doc_no:
        found.append(findings.error("dispatch.finding.cover_no_document"))
    stored = dates.to_day(entry.birth_date)
    told = identity.birth_date(entry.doc_no) if identity.is_resident_number(entry.doc_no) else None
    births = [one for one in (stored, told) if one is not None]
    if stored is None:
        found.append(findings.error("dispatch.finding.cover_birth"))
    day = datetime.date.fromisoformat(entry.from_day)
    years = [dates.age_on(each, day) for each in births]
    for age, code in (
        (min(years, default=product.age_min), "dispatch.finding.cover_young"),
        (max(years, default=product.age_max), "dispatch.finding.cover_old"),
    ):
        if not product.age_min <= age <= product.age_max:
            limits = {"least": product.age_min, "most": product.age_max}
            if code.endswith("young") == (age < product.age_min):
                found.append(findings.error(code, age=age, day=entry.from_day, **limits))
    if entry.occupation_class not in product.classes:
        named = {"wanted": entry.occupation_class, "classes": list(product.classes)}
        found.append(findings.error("dispatch.finding.cover_class", **named))
    return tuple(found)


def doubts(product: Product, people: int, staff: int) -> tuple[Finding, ...]:
    """Return what the insurer may refuse a whole list for: too few people, or of `staff`."""
    found = []
    if people < product.min_people:
        found.append(findings.warning(FEW, count=people, least=product.min_people))
    if people * 100 < product.min_share_percent * staff:
        told = {"count": people, "staff": staff, "least": product.min_share_percent}
        found.append(findings.warning(SHARE, **told))
    return tuple(found)


def late(product: Product, start: str, effective: str) -> tuple[Finding, ...]:
    """Return that cover begins after the day it is asked for, with the day it was too late by."""
    if effective <= start:
        return ()
    day = products.latest_day(product, datetime.date.fromisoformat(start)).isoformat()
    told = {"day": day, "time": products.cutoff(product), "wanted": start, "effective": effective}
    return (findings.warning(LATE, **told),)


# from one version to the next


def next_list(
    before: Sequence[Entry], wanted: Iterable[Wanted], *, effective: str, valid_days: int = 0
) -> tuple[Entry, ...]:
    """Return the next version: who stays as they stand, who is corrected, who comes.

    Nobody's cover begins before `effective`. Whoever stands on the list already keeps the first
    day; other days, or another name or number, are corrected, and what goes beyond `valid_days` is
    an entry of its own. Cover that ended before stays on the list while the person is wanted.
    """
    known: dict[bytes, list[Entry]] = {}
    for each in before:
        known.setdefault(each.worker, []).append(each)
    found: list[Entry] = []
    for one in wanted:
        entry = one.entry
        had = sorted(known.get(entry.worker, ()), key=lambda each: each.from_day)
        found += had[:-1]
        start = max(entry.from_day, effective)
        if had and had[-1].to_day < effective and had[-1].to_day < entry.to_day:
            found.append(had[-1])
        elif had:
            # Cover that runs is not shortened for days that are over when the change takes effect.
            start = had[-1].from_day
            least = min(had[-1].to_day, _before(effective))
            entry = replace(entry, to_day=max(entry.to_day, least))
        found += _split(replace(entry, from_day=start), valid_days)
    return tuple(found)


def _split(entry: Entry, valid_days: int) -> list[Entry]:
    """Return an entry, cut into as many as the longest cover asks for; none for no days."""
    found = []
    first, last = map(datetime.date.fromisoformat, (entry.from_day, entry.to_day))
    while first <= last:
        end = min(last, first + (valid_days - 1) * _DAY) if valid_days else last
        found.append(replace(entry, from_day=first.isoformat(), to_day=end.isoformat()))
        first = end + _DAY
    return found


def _before(day: str) -> str:
    return (datetime.date.fromisoformat(day) - _DAY).isoformat()


def difference(
    before: Sequence[Entry],
    after: Sequence[Entry],
    *,
    effective: str,
    stand_ins: Mapping[bytes, bytes] | None = None,
    ends: Mapping[bytes, str] | None = None,
) -> tuple[Change, ...]:
    """Return what turns one version into another: first who comes, then who goes.

    `stand_ins` names by person whose place they take: where that one goes, both are one change.
    Cover that goes ends on the day before `effective`, or on the later day in `ends`; where it had
    not begun by then it never does.
    """
    old, new = ({each.key: each for each in some} for some in (before, after))
    going = [each for each in before if each.key not in new]
    changes = [
        Change(CHANGED, comes=each, goes=old[each.key])
        for each in after
        if each.key in old and old[each.key] != each
    ]
    taken: set[tuple[bytes, str]] = set()
    for each in after:
        if each.key in old:
            continue
        wanted = (stand_ins or {}).get(each.worker)
        partner = next(
            (one for one in going if one.worker == wanted and one.key not in taken), None
        )
        if partner is None:
            changes.append(Change(ADDED, comes=each))
            continue
        taken.add(partner.key)
        changes.append(Change(REPLACED, each, _ended(partner, effective, ends or {})))
    changes += [
        Change(REMOVED, goes=_ended(each, effective, ends or {}))
        for each in going
        if each.key not in taken
    ]
    return tuple(changes)


def _ended(entry: Entry, effective: str, ends: Mapping[bytes, str]) -> Entry:
    last = min(entry.to_day, max(_before(effective), ends.get(entry.worker, "")))
    return replace(entry, to_day=last if last >= entry.from_day else "")


def applied(before: Sequence[Entry], changes: Iterable[Change]) -> tuple[Entry, ...]:
    """Return the version that a list becomes by its changes, in the order of the list.

    Whoever takes somebody's place, or is corrected, stands where that one stood.
    """
    places = {each.key: index for index, each in enumerate(before)}
    found: list[Entry | None] = list(before)
    for each in changes:
        place = places.get(each.goes.key) if each.goes is not None else None
        if place is not None:
            found[place] = each.comes
        elif each.comes is not None:
            found.append(each.comes)
    return tuple(each for each in found if each is not None)


# who is covered on a day


def of_person(rows: Iterable[Standing]) -> tuple[Cover, ...]:
    """Return the days of cover that versions sent to insurers give one person, in their order.

    `rows` are those that changed something, in the order of their versions. What was sent too late
    covers from the day it took effect, whatever the list says; a correction or an end moves only
    the last day.
    """
    found: dict[tuple[bytes, str], Cover] = {}
    for row in rows:
        key = row.series, row.entry.from_day
        had = found.get(key)
        if row.part == OFF or row.corrects:
            if had is not None:
                found[key] = replace(had, to_day=row.entry.to_day)
        else:
            begins = max(row.entry.from_day, row.effective)
            found[key] = Cover(begins, row.entry.to_day, row.list_id)
    return tuple(sorted((one for one in found.values() if one.from_day <= one.to_day), key=_begins))


def _begins(cover: Cover) -> str:
    return cover.from_day


def covered_to(covers: Sequence[Cover], day: str) -> str:
    """Return the last day to which somebody is covered without a gap from a day on; empty: not."""
    last = ""
    for each in sorted(covers, key=_begins):
        if each.holds_on(_after(last) if last else day) or (last and each.holds_on(last)):
            last = max(last, each.to_day)
    return last


def _after(day: str) -> str:
    return (datetime.date.fromisoformat(day) + _DAY).isoformat()


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """Return how many changes of each kind there are."""
    found = Counter(each.kind for each in changes)
    return {kind: found[kind] for kind in KINDS}
