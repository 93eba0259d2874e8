"""The places of two joined records on one batch: the person keeps one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain.dispatch import batches, contracts
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk

    _Papers = Mapping[bytes, Mapping[str, Any]]


def join(desk: Desk, first: bytes, second: bytes, *, reason: str) -> list[int]:
    """Take a person off each list on which both records stand; return the numbers of the batches.

    In a running act, before the records are joined. The place stays that was held longer, else
    the one with a signed contract, else that of `first`; group and seat of the other are free, or
    come with the person where there are none; days of work stay with the batch. Of two contracts
    the other one becomes void, a signed one ends.
    """
    joined = []
    for batch_id in rows.members.on_twice(desk.store, (first, second)):
        found = [rows.members.find_row(desk.store, batch_id, each) for each in (first, second)]
        places = [each for each in found if each is not None]
        papers = rows.contracts.of_batch(desk.store, batch_id)
        best = max(places, key=lambda each: _worth(each, papers))
        kept = dict(best)
        for place in places:
            if place["id"] != kept["id"]:
                away = {"state": batches.REMOVED, "reason": reason or None}
                desk.store.change("batch_member", place["id"], {**away, **rows.members.NO_PLACE})
                kept |= _inherited(desk, kept, place)
        places.sort(key=lambda each: each["id"] != kept["id"])
        _one_paper(desk, places, papers, reason)
        joined.append(int((desk.store.get("batch", batch_id) or {}).get("number", 0)))
    return joined


def _inherited(desk: Desk, kept: Mapping[str, Any], gone: Mapping[str, Any]) -> dict[str, Any]:
    """Give the place that stays the group and the seat of the other where it has none itself."""
    found = {
        name: gone[name]
        for asked, names in (("crew_id", ("crew_id", "leads")), ("seat", ("vehicle_id", "seat")))
        for name in names
        if kept[asked] is None and gone[asked] is not None
    }
    if found:
        desk.store.change("batch_member", kept["id"], found)
    return found


def _worth(place: Mapping[str, Any], papers: _Papers) -> tuple[bool, str, bool]:
    paper = papers.get(place["worker_id"])
    signed = paper is not None and paper["state"] == contracts.SIGNED
    return place["state"] == batches.LISTED, place["until_day"] or "", signed


def _one_paper(
    desk: Desk, places: Sequence[Mapping[str, Any]], papers: _Papers, reason: str
) -> None:
    """Leave one contract in force: a signed one, else that of the place that stays."""
    found = [papers[each["worker_id"]] for each in places if each["worker_id"] in papers]
    open_ = [each for each in found if each["state"] in (contracts.DRAFT, *contracts.BINDING)]
    kept = max(open_, key=lambda each: each["state"] == contracts.SIGNED, default=None)
    for paper in open_:
        if paper is not kept:
            signed = paper["state"] == contracts.SIGNED
            ended = {
                "state": contracts.ENDED if signed else contracts.VOID,
                "ended_on": desk.clock.today().isoformat(),
                "end_reason": reason or None,
            }
            desk.store.change("contract", paper["id"], ended)
