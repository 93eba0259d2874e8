"""Certificates that a row of a list tells of, held against what is recorded, and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import belongings, certificates
from gigdesk.domain.workers import findings, granted
from gigdesk.domain.workers.findings import INFORMATION
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk

FIELD = "certificate"
"""The field of a change that is a new record beside the person."""
_COLUMNS = (*granted.FIELD_OF, "state")
_ACTIVE = "active"
# A list says nothing of whether a paper without an end or a review has one; numbers are compared
# here.
_MILD = frozenset({"workers.finding.valid_open", "workers.finding.review_open"})
_KNOWN = "workers.finding.certificate_known"
LEFT = "intake.finding.certificate_left"
"""Said of a certificate that the checks keep back, beside what they found."""

TWICE = "intake.finding.certificate_twice"
"""Said of rows of one file that give the number of a certificate to two people."""

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a certificate: `values` of the record that is written, or nothing.

    Where nothing is said either, the very paper is recorded already.
    """

    values: Values = ()
    said: tuple[findings.Finding, ...] = ()

    @property
    def against(self) -> findings.Finding | None:
        """Return why there will be no record of it, unless there is nothing to write anyway."""
        return next(iter(self.said), None) if not self.values else None


def judge(
    desk: Desk,
    person: Mapping[str, Any],
    told: Values,
    *,
    known: Iterable[Mapping[str, Any]],
    elsewhere: Sequence[Mapping[str, Any]] = (),
) -> Judged:
    """Return what becomes of a certificate of somebody; nothing known is ever changed.

    `person` has doc_no and birth_date, `known` are the certificates of that one, `elsewhere` the
    holders (name, number) of others with its number.
    """
    stated: dict[str, Any] = dict(told)
    if not stated:
        return Judged()
    like = [one for one in known if granted.same(stated, one)]
    if like:
        return _against(stated, like)
    if elsewhere:
        first = elsewhere[0]
        code = "intake.finding.certificate_elsewhere"
        return Judged(said=(findings.warning(code, name=first["name"], number=first["number"]),))
    found, kept = certificates.checked(desk, person, stated)
    doubts = [one.finding for one in found.remarks if one.code != _KNOWN]
    if any(one.level != INFORMATION and one.code not in _MILD for one in doubts):
        left = (one for one in doubts if one.level != INFORMATION)
        mild = (findings.warning(one.code, **one.params) for one in left)
        return Judged(said=(*mild, findings.warning(LEFT)))
    values = tuple((name, str(kept[name])) for name in granted.FIELD_OF if kept.get(name))
    return Judged(values, tuple(doubts))


def _against(stated: Mapping[str, Any], like: Sequence[Mapping[str, Any]]) -> Judged:
    """Say what a row says otherwise of a paper that is known, or that it was taken out of force."""
    alive = [one for one in like if one.get("state", _ACTIVE) == _ACTIVE]
    if not alive:
        return Judged(said=(findings.warning("intake.finding.certificate_void"),))
    fewest = min((granted.differing(stated, one) for one in alive), key=len)
    if not fewest:
        return Judged()
    field = granted.columns(fewest)
    return Judged(said=(findings.warning("intake.finding.certificate_differs", field=field),))


def judge_now(desk: Desk, worker_id: bytes, told: Values) -> Judged:
    """Return what becomes of a certificate of somebody registered, by what stands there now."""
    person = belongings.person(desk, worker_id)
    own = rows.people.same_person(desk.store, person["id"])
    number = dict(told).get("certificate_no")
    holders = rows.belongings.find_holders(desk.store, [number] if number else [])
    return judge(
        desk,
        person,
        told,
        known=rows.belongings.find_of(desk.store, FIELD, own),
        elsewhere=[one for one in holders.get(number or "", ()) if one["person_id"] not in own],
    )


def judge_stranger(desk: Desk, person: Mapping[str, Any], told: Values) -> Judged:
    """Return what becomes of a certificate of somebody (doc_no, birth_date) nobody knows yet."""
    number = dict(told).get("certificate_no")
    holders = rows.belongings.find_holders(desk.store, [number] if number else [])
    return judge(desk, person, told, known=(), elsewhere=holders.get(number or "", ()))


def put(desk: Desk, given: Sequence[tuple[bytes, Values]]) -> list[bytes]:
    """Write certificates, as (person, values), inside the act that runs; return their ids."""
    given = [(worker_id, values) for worker_id, values in given if values]
    if not given:
        return []
    ids = desk.clock.new_ids(len(given))
    desk.store.add_many(
        FIELD,
        ("id", "station_id", "worker_id", *_COLUMNS),
        (
            (row_id, desk.station.id, worker_id, *_values(values))
            for row_id, (worker_id, values) in zip(ids, given, strict=True)
        ),
    )
    return ids


def _values(values: Values) -> list[str | None]:
    told = {**dict(values), "state": _ACTIVE}
    return [told.get(name) for name in _COLUMNS]


def waiting(told: Values, said: Iterable[findings.Finding]) -> Values:
    """Return the certificate that a waiting row brings, unless two people of its file claim it."""
    return () if any(one.code == TWICE for one in said) else told


def unpacked(packed: Mapping[str, Any]) -> Values:
    """Return the certificate of a waiting row as it was packed, in the order of the table."""
    told = packed.get(FIELD) or {}
    return tuple((name, str(told[name])) for name in granted.FIELD_OF if told.get(name))
