"""The next version of a batch's list for an insurer: who comes, who goes, who is not taken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging, policies
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import batches, covers, eligibility, products
from gigdesk.domain.dispatch.covers import Change, Entry, Wanted
from gigdesk.domain.workers import findings, names
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.dispatch.products import Premium, Product
    from gigdesk.domain.workers.findings import Finding

_INSURABLE = (*batches.ON_PAPER, batches.SENT)


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody whom a product does not take: why, and the names of others that would."""

    outcome: Outcome
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The next version of a list as it would be made now.

    `entries` is the whole list, `changes` what turns the version `before` into it. `refused` are
    not insurable by this product, `elsewhere` are covered by another list for these days. `doubts`
    are about the whole list. `effective` is the day from which changes count.
    """

    product: Product
    version: int
    before: int
    effective: datetime.date
    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    elsewhere: tuple[Outcome, ...]
    doubts: tuple[Finding, ...]
    premium: Premium
    occupation_class: int


@dataclass(frozen=True, slots=True)
class ListTerms:
    """What is asked of a next version: product, occupation class, the day it goes to the insurer.

    `only` are the people to come onto it, everybody who has no cover where it is empty.
    """

    product_id: bytes
    occupation_class: int | None = None
    goes_on: datetime.date | None = None
    only: tuple[bytes, ...] = ()


def last_class(desk: Desk, batch_id: bytes) -> int | None:
    """Return the occupation class that was stated last for the order of a batch, or None."""
    return rows.insurance.last_class(desk.store, batch_id)


def propose_list(desk: Desk, batch_id: bytes, terms: ListTerms) -> Draft:
    """Return the next version of a batch's list for a product as it would be made; only reads.

    The occupation class is that of the trade; where nobody states it, it is the one stated last
    for this order. Raises errors.Invalid where there is none, errors.Refused where the version
    before was not sent yet, or the batch is back, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *_INSURABLE)
    kept = policies.get_product(desk, terms.product_id)
    product = rows.insurance.product(kept)
    level = terms.occupation_class or rows.insurance.last_class(desk.store, batch_id)
    if level not in products.CLASSES:
        raise errors.Invalid("dispatch.error.class_missing", field="occupation_class")
    last = rows.insurance.last_list(desk.store, batch_id, terms.product_id)
    if last is not None and last["state"] == covers.MADE:
        told = {"version": last["version"], "product": product.name}
        raise errors.Refused("dispatch.error.list_unsent", **told)
    before = rows.insurance.entries(desk.store, last["id"]) if last is not None else ()
    effective = effective_day(desk, product, terms.goes_on)
    listed = rows.members.list_members(desk.store, batch_id)
    found = _Sorted(desk, row, product, before)
    going = [each for each in listed if each["state"] == batches.LISTED]
    found.sort([_entry(each, row, level) for each in going], effective, terms.only)
    after = covers.next_list(
        before, found.taken, effective=effective.isoformat(), valid_days=product.valid_days
    )
    changes = covers.difference(
        before,
        after,
        effective=effective.isoformat(),
        stand_ins=rows.insurance.stand_ins(desk.store, batch_id),
        ends={each["worker_id"]: each["until_day"] or "" for each in listed},
    )
    new = [one.comes for one in changes if one.comes is not None and one.kind != covers.CHANGED]
    starts = max((one.from_day for one in new), default="")
    wanted = row["depart_on"] if new and starts == effective.isoformat() else ""
    doubts = covers.doubts(product, len({one.worker for one in after}), len(going))
    if wanted:
        doubts += covers.late(product, wanted, starts)
    return Draft(
        product,
        rows.insurance.next_version(desk.store, batch_id, terms.product_id),
        last["version"] if last is not None else 0,
        effective,
        covers.applied(before, changes),
        changes,
        tuple(found.refused),
        tuple(found.elsewhere),
        doubts,
        products.together([products.premium(product, one.days) for one in after]),
        level,
    )


def effective_day(
    desk: Desk, product: Product, goes_on: datetime.date | None = None
) -> datetime.date:
    """Return the day from which a list counts that goes to the insurer now, or in time on a day."""
    now = desk.clock.now().astimezone()
    if goes_on is None or goes_on == desk.clock.today():
        return products.effective_day(product, desk.clock.today(), f"{now:%H:%M}")
    return products.effective_day(product, goes_on, "")


class _Sorted:
    """Who of a batch comes onto a version, whom the product refuses, who is covered elsewhere."""

    def __init__(
        self, desk: Desk, row: Mapping[str, Any], product: Product, before: Sequence[Entry]
    ) -> None:
        """Judge for a product and the version before."""
        self._desk = desk
        self._row = row
        self._product = product
        self._before = {one.worker for one in before}
        self.taken: list[Wanted] = []
        self.refused: list[Refused] = []
        self.elsewhere: list[Outcome] = []

    def sort(
        self, wanted: Sequence[Entry], effective: datetime.date, only: Collection[bytes]
    ) -> None:
        """Sort everybody who is on the list of the batch."""
        desk, people = self._desk, [one.worker for one in wanted]
        silent = rows.candidates.without_consent(
            desk.store,
            people,
            day=desk.clock.today(),
            purposes=eligibility.INSURER_PURPOSES,
        )
        others = _elsewhere(desk, people, self._row["id"] + self._product.id)
        numbers = {row["id"]: row for row in rows.members.records(desk.store, people)}
        offered = _offered(desk, but=self._product.id)
        for entry in wanted:
            known = entry.worker in self._before
            judged = replace(entry, from_day=max(entry.from_day, effective.isoformat()))
            against = () if known else covers.problems(judged, self._product)
            if entry.worker in silent and not known:
                against += (findings.error("dispatch.finding.no_insurer_consent"),)
            who = numbers[entry.worker]["number"], entry.name
            twice = _twice(judged, others.get(entry.worker, ()))
            if twice and not known and entry.worker not in only:
                told = Outcome(entry.worker, *who, done=False, against=twice)
                self.elsewhere.append(told)
            elif against:
                told = Outcome(entry.worker, *who, done=False, against=against)
                instead = [each.name for each in offered if not covers.problems(judged, each)]
                self.refused.append(Refused(told, tuple(instead)))
            elif known or not only or entry.worker in only:
                self.taken.append(Wanted(entry))


def _offered(desk: Desk, *, but: bytes) -> list[Product]:
    found = rows.insurance.list_products(desk.store)
    return [rows.insurance.product(row) for row in found if row["id"] != but]


def _elsewhere(desk: Desk, people: Sequence[bytes], series: bytes) -> dict[bytes, Any]:
    """Return by person the days on which other lists cover them or are to, with what is to go."""
    found: dict[bytes, list[covers.Cover]] = {}
    for sent in (True, False):
        for person, some in rows.insurance.standing(desk.store, people, sent=sent).items():
            others = [one for one in some if one.series != series]
            found.setdefault(person, []).extend(covers.of_person(others))
    return found


def _twice(entry: Entry, others: Iterable[covers.Cover]) -> tuple[Finding, ...]:
    """Return that somebody would be covered twice on some days."""
    for one in others:
        if one.from_day <= entry.to_day and entry.from_day <= one.to_day:
            told = {"start": one.from_day, "end": one.to_day}
            return (findings.error(covers.TWICE, **told),)
    return ()


def _entry(member: Mapping[str, Any], batch: Mapping[str, Any], level: int) -> Entry:
    return Entry(
        member["worker_id"],
        min(batch["depart_on"], batch["sent_on"] or batch["depart_on"]),
        batch["last_day"],
        names.on_paper(member),
        member["doc_kind"] or "",
        member["doc_no"] or "",
        member["sex"] or "",
        member["birth_date"] or "",
        level,
        batch["trade"],
        member["phone"] or "",
    )


def make_list(
    desk: Desk,
    *,
    batch_id: bytes,
    terms: ListTerms,
    confirmed: Collection[str] = (),
) -> tuple[bytes, Draft, Done]:
    """Make the next version of a batch's list: its rows are written once and never change.

    What the insurer may refuse the whole list for has to be `confirmed` by its code; the act keeps
    that. Raises errors.Refused for it, where nothing changed since the version before or nobody
    would stand on the list; and as `propose_list`.
    """
    draft = propose_list(desk, batch_id, terms)
    row = judging.batch_row(desk, batch_id)
    if not draft.changes:
        code = "dispatch.error.list_same" if draft.before else "dispatch.error.list_nobody"
        raise errors.Refused(code, version=draft.before, product=draft.product.name)
    for one in draft.doubts:
        if one.code not in confirmed:
            raise errors.Refused(one.code, **one.params)
    with desk.doing("dispatch.make_list") as act:
        made = _write(desk, batch_id, draft)
        act.about.update(batch=row["number"], version=draft.version, people=len(draft.entries))
        act.about.update(product=draft.product.name, **_said(draft.changes))
        if draft.doubts:
            told = [eligibility.rule_of(one) for one in draft.doubts]
            act.about.update(confirmed=told)
    return made, draft, desk.done(act)


def _said(changes: Iterable[Change]) -> dict[str, int]:
    return {kind: count for kind, count in covers.counts(changes).items() if count}


def _write(desk: Desk, batch_id: bytes, draft: Draft) -> bytes:
    list_id = desk.new_id()
    kept = _rows(draft)
    desk.store.add(
        "insurance_list",
        {
            "id": list_id,
            "station_id": desk.station.id,
            "batch_id": batch_id,
            "product_id": draft.product.id,
            "version": draft.version,
            "occupation_class": draft.occupation_class,
            "made_on": desk.clock.today().isoformat(),
            "people": len(draft.entries),
            "premium_fen": draft.premium.whole_fen,
            "employer_fen": draft.premium.employer_fen,
            "station_fen": draft.premium.station_fen,
            "worker_fen": draft.premium.worker_fen,
            "rows_sha256": print_of(kept),
            "state": covers.MADE,
        },
    )
    rows.insurance.add_rows(
        desk.store,
        ((desk.new_id(), desk.station.id, list_id, *each) for each in kept),
    )
    return list_id


def _rows(draft: Draft) -> list[tuple[Any, ...]]:
    """Return the rows of a version: everybody on it, then who goes, with the change of each."""
    came = {
        one.comes.key: (one.kind, pair) for pair, one in enumerate(draft.changes, 1) if one.comes
    }
    found = [
        _row(each, place, covers.ON, *came.get(each.key, (None, None)))
        for place, each in enumerate(draft.entries, 1)
    ]
    gone = [
        (one.goes, one.kind, pair)
        for pair, one in enumerate(draft.changes, 1)
        if one.goes is not None and one.kind != covers.CHANGED
    ]
    start = len(found) + 1
    return found + [
        _row(each, place, covers.OFF, kind, pair)
        for place, (each, kind, pair) in enumerate(gone, start)
    ]


def _row(
    entry: Entry, place: int, part: str, change: str | None, pair: int | None
) -> tuple[Any, ...]:
    kept = asdict(entry)
    worker = kept.pop("worker")
    first, last = kept.pop("from_day"), kept.pop("to_day")
    told = (value if value != "" else None for value in kept.values())
    name, doc_kind, doc_no, sex, birth, level, trade, phone = told
    shown = name or "", doc_kind, doc_no, sex, birth, level, trade, phone
    return (worker, place, part, change, pair, *shown, first, last or None)


def print_of(kept: Iterable[Sequence[Any]]) -> str:
    """Return the SHA-256 of the rows of a version, by which two copies are told to be the same."""
    whole = hashlib.sha256()
    for each in kept:
        told = [value.hex() if isinstance(value, bytes) else value for value in each]
        whole.update(json.dumps(told, ensure_ascii=False).encode() + b"\n")
    return whole.hexdigest()
