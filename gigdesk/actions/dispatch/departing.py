"""The checklist of a departure: what the data says of each line, and what is ticked by hand."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import journeys, judging, promising, seating
from gigdesk.domain.dispatch import batches, checklist, contracts, covers, promises
from gigdesk.domain.dispatch.checklist import Count
from gigdesk.domain.orders import jobs, terms
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.actions.dispatch.judging import Outcome

# What a line of its own or another paper tells is no problem of the list.
_TOLD_ELSEWHERE = frozenset(("no_consent", "no_contract", "contract_days", *covers.LACKING))
_PAPERS = frozenset(("no_certificate", "certificate_expired", "health_open"))


def list_checks(desk: Desk, batch_id: bytes) -> tuple[checklist.Line, ...]:
    """Return the lines of a batch by their day; each is computed from what is kept, or was ticked.

    Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    depart = datetime.date.fromisoformat(row["depart_on"])
    book = desk.rules()
    return checklist.lines(
        depart,
        desk.clock.today(),
        _Counting(desk, row).counts(),
        {
            each["line"]: checklist.Tick(each["done_on"], each["done_by"], each["note"] or "")
            for each in rows.insurance.ticks(desk.store, batch_id)
        },
        days=lambda rule_id: book.number(rule_id, depart, desk.station.code),
    )


class _Counting:
    """Counts, for one batch, how far each line is."""

    def __init__(self, desk: Desk, row: Mapping[str, Any]) -> None:
        """Read once what several lines look at."""
        self._desk = desk
        self._row = row
        self._order = desk.store.get("job_order", row["order_id"]) or {}
        listed = rows.members.list_members(desk.store, row["id"])
        self._listed = [each for each in listed if each["state"] == batches.LISTED]
        self._told = {one.worker_id: one for one in journeys.check(desk, row["id"])}

    def counts(self) -> dict[str, Count]:
        """Return how far each line is that the program can count."""
        people = len(self._listed)
        return {
            checklist.TERMS: Count(int(not terms.missing(self._order)), 1),
            checklist.RECRUITED: Count(people, self._row["people"]),
            checklist.PROBLEMS: Count(people - len(self.stopped()), people),
            checklist.PAPERS: self._papers(),
            checklist.PROMISED: self._promised(),
            checklist.CONTRACTS: self._with(_has_contract),
            checklist.SIGNED: self._with(_has_signed),
            checklist.GROUPS: self._groups(),
            checklist.SEATS: self._with(lambda each: bool(each["vehicle_id"] and each["seat"])),
            checklist.VEHICLES: self._vehicles(),
            checklist.BOARDING: self._boarding(),
            **self._lists(),
        }

    def _with(self, has: Callable[[Mapping[str, Any]], bool]) -> Count:
        return Count(sum(map(has, self._listed)), len(self._listed))

    def _promised(self) -> Count:
        """Count who signed what is promised today; where terms changed since, that is nobody."""
        said = promising.items(self._desk, self._row)
        return self._with(lambda each: promising.state(each, said) == promises.SIGNED)

    def stopped(self) -> list[bytes]:
        """Return who cannot go for another reason than a paper that has a line of its own."""
        return [
            each["worker_id"]
            for each in self._listed
            if set(self._rules(each)) - _TOLD_ELSEWHERE - _PAPERS
        ]

    def _rules(self, each: Mapping[str, Any]) -> tuple[str, ...]:
        told = self._told.get(each["worker_id"])
        return told.rules if told is not None else ()

    def _papers(self) -> Count:
        """Count who has the certificate or health paper that the order asks for."""
        if not self._order.get("certificate_kind") or (
            self._order.get("certificate_rule") == jobs.IGNORE
        ):
            return Count(0, None)
        lacking = sum(bool(_PAPERS & self._codes(each)) for each in self._listed)
        return Count(len(self._listed) - lacking, len(self._listed))

    def _codes(self, each: Mapping[str, Any]) -> set[str]:
        told = self._told.get(each["worker_id"])
        found = (*told.against, *told.remarks) if told is not None else ()
        return {one.code.rpartition(".")[2] for one in found}

    def _boarding(self) -> Count:
        """Count who signed in at the coaches; a batch that has left is past that."""
        if self._row["state"] in batches.AWAY:
            return Count(1, 1)
        aboard = rows.roadside.aboard(self._desk.store, self._row["id"])
        return self._with(lambda each: each["worker_id"] in aboard)

    def _groups(self) -> Count:
        """Count who is in a group; while one has no leader nobody of it counts."""
        led = {each["crew_id"] for each in self._listed if each["leads"]}
        return self._with(lambda each: each["crew_id"] is not None and each["crew_id"] in led)

    def _vehicles(self) -> Count:
        """Count the coaches with all their papers; without one there is one to come."""
        known = rows.vehicles.list_vehicles(self._desk.store, self._row["id"])
        whole = [
            each
            for each in known
            if not seating.vehicle_doubts(self._desk, batch_id=self._row["id"], fields=each)
        ]
        return Count(len(whole), max(1, len(known)))

    def _lists(self) -> dict[str, Count]:
        """Count who stands on a list that was sent, and on one with a receipt."""
        if not covers.asked(terms.insurance_kinds(self._order.get("insurance_kinds"))):
            return {checklist.LIST: Count(0, None), checklist.RECEIPT: Count(0, None)}
        people = len(self._listed)
        open_ = sum(bool(_UNCOVERED & self._codes(each)) for each in self._listed)
        known = rows.insurance.list_lists(self._desk.store, self._row["id"])
        sent = [each for each in known if each["state"] == covers.SENT]
        receipts = sum(bool(each["receipt_no"] or each["policy_no"]) for each in sent)
        return {
            checklist.LIST: Count(people - open_, people),
            checklist.RECEIPT: Count(receipts, max(1, len(known))),
        }


_UNCOVERED = frozenset(covers.LACKING)


def _has_contract(each: Mapping[str, Any]) -> bool:
    return each["contract_state"] in contracts.BINDING


def _has_signed(each: Mapping[str, Any]) -> bool:
    return bool(each["contract_state"] == contracts.SIGNED)


def stopped(desk: Desk, batch_id: bytes) -> list[Outcome]:
    """Return whom the line of problems counts as not cleared, with every reason."""
    row = judging.batch_row(desk, batch_id)
    found = set(_Counting(desk, row).stopped())
    return [one for one in journeys.check(desk, batch_id) if one.worker_id in found]


def overdue(desk: Desk) -> list[dict[str, Any]]:
    """Return the lines that are late of batches that leave in the next days or should have left.

    Each with `batch_id`, `batch_number`, `days_left` and the `line`, the nearest departure first.
    How far ahead it looks is the longest clock of the checklist.
    """
    today, book = desk.clock.today(), desk.rules()
    longest = max(
        book.number(rule_id, today, desk.station.code) for rule_id in checklist.RULES.values()
    )
    until = today + datetime.timedelta(days=longest)
    found = []
    for row in rows.duties.departures(desk.store, until.isoformat()):
        left = (datetime.date.fromisoformat(row["depart_on"]) - today).days
        batch = {"batch_id": row["id"], "batch_number": row["number"], "days_left": left}
        late = [line for line in list_checks(desk, row["id"]) if line.state == checklist.LATE]
        found += [{**batch, "line": line} for line in late]
    return found


def tick(
    desk: Desk,
    *,
    batch_id: bytes,
    line: str,
    on: datetime.date | None = None,
    note: str = "",
) -> Done:
    """Note that a line is done that only a person can tell, with the day, today by default.

    Ticked again it is corrected. Raises errors.Invalid for a computed line, or a day to come,
    errors.NotFound.
    """
    row, day = _tickable(desk, batch_id, line), on or desk.clock.today()
    if day > desk.clock.today():
        raise errors.Invalid("dispatch.error.tick_ahead", field="done_on", day=day.isoformat())
    fields = {
        "done_on": day.isoformat(),
        "done_by": desk.staff.name,
        "note": note.strip() or None,
    }
    known = [one for one in rows.insurance.ticks(desk.store, batch_id) if one["line"] == line]
    with desk.doing("dispatch.tick") as act:
        if known:
            desk.store.change("departure_tick", known[-1]["id"], fields)
        else:
            made = {"id": desk.new_id(), "station_id": desk.station.id, "batch_id": batch_id}
            desk.store.add("departure_tick", {**made, "line": line, **fields})
        act.about.update(batch=row["number"], line=line, day=day.isoformat())
    return desk.done(act)


def untick(desk: Desk, *, batch_id: bytes, line: str, reason: str = "") -> Done:
    """Take a tick away that was wrong; what it said stays in the history.

    Raises errors.NotFound where the line is not ticked, errors.Invalid for a computed line.
    """
    row = _tickable(desk, batch_id, line)
    known = [one for one in rows.insurance.ticks(desk.store, batch_id) if one["line"] == line]
    if not known:
        raise errors.NotFound("dispatch.error.not_ticked")
    with desk.doing("dispatch.untick", reason=reason) as act:
        for one in known:
            desk.store.change("departure_tick", one["id"], {"state": "dropped"})
        act.about.update(batch=row["number"], line=line)
    return desk.done(act)


def _tickable(desk: Desk, batch_id: bytes, line: str) -> dict[str, Any]:
    row = judging.batch_row(desk, batch_id)
    if line not in checklist.BY_HAND:
        raise errors.Invalid("dispatch.error.tick_computed", field="line", line=line)
    return row
