"""What every desk has to hold of its batches, whatever was done before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import advances, batches, boarding, checklist, contracts, covers
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from tests.campaigns.departing.walk import Walk


class UnsoundError(AssertionError):
    """The desk holds something that it must not."""


def hold(walk: Walk) -> None:
    """Look at all that must be true of every batch; raises UnsoundError."""
    desk = walk.desk
    double = rows.members.double_booked(desk.store, today=desk.clock.today())
    need(not double, "in two places on one day", double)
    wrong = rows.vehicles.wrong_seats(desk.store)
    need(not wrong, "two on one seat, or a seat that is none", wrong)
    for batch in walk.batches:
        _hold_list(walk, batch)
        _hold_road(walk, batch)
        _hold_insurance(walk, batch)
        _hold_money(walk, batch)
        _hold_papers(walk, batch)


def need(holds: object, what: str, told: object = "") -> None:
    """Raise UnsoundError where something does not hold."""
    if not holds:
        message = f"{what}: {told}"
        raise UnsoundError(message)


def _hold_list(walk: Walk, batch: bytes) -> None:
    """See who is on the list, and that who went off it left with the reason and no contract."""
    desk = walk.desk
    shown = dispatch.list_members(desk, batch_id=batch)
    people = [one["worker_id"] for one in shown]
    need(len(people) == len(set(people)), "twice on a list", people)
    need(set(people) == set(rows.members.worker_ids(desk.store, batch)), "list and page differ")
    living = rows.members.living_ids(desk.store, batch)
    need(len(living) == len(people), "one person under two records on a list", people)
    places = Counter(one["position"] for one in shown)
    need(max(places.values(), default=1) == 1, "two on one place of a list", places)
    told = dispatch.get_batch(desk, batch)
    need(told["listed"] == len(people), "count of a batch", (told["listed"], len(people)))
    every = desk.store.query("SELECT * FROM batch_member WHERE batch_id = ?", (batch,))
    for row in every:
        if row["state"] == batches.LISTED:
            need(not row["reason_code"], "on the list with a reason of leaving", row)
        if row["state"] not in (batches.REMOVED, batches.UNFIT):
            continue
        need(row["reason"], "taken off without the reason", row)
        left = [row[name] for name in ("crew_id", "vehicle_id", "seat")]
        need(not any(left) and not row["leads"], "taken off and still holds a place", row)
        paper = rows.contracts.of_batch(desk.store, batch).get(row["worker_id"])
        stands = paper is not None and paper["state"] in (contracts.DRAFT, *contracts.BINDING)
        need(not stands, "taken off with a contract that stands", row)
    crews = {one["id"]: one for one in dispatch.list_crews(desk, batch_id=batch)}
    inside = Counter(one["crew_id"] for one in shown if one["crew_id"])
    counted = {one: crew["people"] for one, crew in crews.items() if crew["people"]}
    need(counted == dict(inside), "count of groups", (counted, inside))
    led = Counter(one["crew_id"] for one in shown if one["leads"])
    need(max(led.values(), default=1) == 1, "two lead one group", led)
    need(None not in led, "leads no group", led)


def _hold_road(walk: Walk, batch: bytes) -> None:
    """See that no coach is over its places and that every count is that of the list behind it."""
    desk = walk.desk
    signs = rows.roadside.signs(desk.store, batch)
    planned = rows.roadside.planned(desk.store, batch)
    coaches = rows.vehicles.list_vehicles(desk.store, batch)
    records = [rows.vehicles.record(one) for one in coaches]
    over = boarding.overfull([one for one in signs if one.worker_id in planned], records)
    need(not over, "a coach over its places", over)
    now = rows.members.rows_of(desk.store, list(rows.members.living_ids(desk.store, batch)))
    strangers = set(rows.roadside.aboard(desk.store, batch)) - set(now)
    need(not strangers, "aboard and not on the list", strangers)
    for leg in (1, 2):
        shown = dispatch.rows_on(desk, batch_id=batch, leg=leg)
        for coach, head in dispatch.heads(desk, batch_id=batch, leg=leg):
            inside = {
                one["worker_id"]
                for one in shown
                if one["result"] == boarding.PRESENT and one["in_vehicle_id"] == coach["id"]
            }
            need(inside == set(head.aboard), "count of a coach", (leg, inside, head))
    for coach in coaches:
        sits = [one for one in planned if planned[one] == coach["id"]]
        need(coach["seated"] == len(sits), "count of seats", (coach["seated"], sits))
    row = desk.store.get("batch", batch) or {}
    facts = rows.insurance.decisions(desk.store, batch)
    if row["state"] == batches.SENT and dispatch.asks_cover(desk, batch) and batch not in walk.away:
        bare = [one for one in dispatch.cover(desk, batch) if one["cover"] not in dispatch.ENOUGH]
        need(not bare, "left without cover or a decision", (bare, facts))
        walk.away.add(batch)
    if row["state"] not in batches.AWAY:
        walk.away.discard(batch)


def _hold_insurance(walk: Walk, batch: bytes) -> None:
    """See that each version is the one before with its changes, and its counts are true."""
    desk = walk.desk
    before: tuple[covers.Entry, ...] = ()
    known = dispatch.list_lists(desk, batch_id=batch)
    need(len({one["version"] for one in known}) == len(known), "one version twice", known)
    for made in known:
        listed = rows.insurance.list_rows(desk.store, made["id"])
        now = rows.insurance.entries(desk.store, made["id"])
        keys = {one.key for one in now}
        need(len(keys) == len(now), "twice on a version", now)
        goes = {rows.insurance.entry(one).key for one in listed if one["part"] == covers.OFF}
        comes = {
            rows.insurance.entry(one).key
            for one in listed
            if one["part"] == covers.ON and one["change"] not in (None, covers.CHANGED)
        }
        was = {one.key for one in before}
        need(goes <= was, "went off a list it was not on", (goes, was))
        need((was - goes) | comes == keys, "list and changes differ", (was, goes, comes, keys))
        need((made["come"], made["go"]) == (len(comes), len(goes)), "count of changes", made)
        before = now


def _hold_money(walk: Walk, batch: bytes) -> None:
    """See that the sums of advances are those of the rows, and that no fact is left out."""
    desk = walk.desk
    found, sums = dispatch.list_advances(desk, batch_id=batch)
    own: Counter[bytes] = Counter()
    for one in found:
        own[one["worker_id"]] += one["amount_fen"]
    need(dict(own) == sums, "sums of advances", (own, sums))
    facts = rows.roadside.advance_facts(desk.store, batch)
    need(len(found) == len(advances.standing(facts)), "an advance is not shown", found)
    numbers = [one["number"] for one in found]
    need(len(numbers) == len(set(numbers)), "an advance counts twice", numbers)
    strangers = [one for one in found if one["position"] is None]
    need(not strangers, "an advance of somebody who was never on the list", strangers)


def _hold_papers(walk: Walk, batch: bytes) -> None:
    """See that checklist, promises and newcomers count no more people than there are."""
    desk = walk.desk
    listed = [
        one for one in dispatch.list_members(desk, batch_id=batch) if one["state"] == batches.LISTED
    ]
    lines = {line.code: line for line in dispatch.list_checks(desk, batch)}
    need(all(line.done >= 0 for line in lines.values()), "checklist below nothing", lines)
    signed = [one for one in listed if one["contract_state"] == contracts.SIGNED]
    told = lines[checklist.SIGNED].done
    need(told == len(signed), "count of the signed", (told, len(signed)))
    seated = [one for one in listed if one["seat"]]
    need(lines[checklist.SEATS].done == len(seated), "count of the seated", seated)
    dispatch.reissues(desk, batch_id=batch)
    dispatch.check(desk, batch)
