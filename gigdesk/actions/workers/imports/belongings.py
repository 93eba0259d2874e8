"""Writes what hangs on the people of an import, many at once: telephones, work, wishes for work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import livelihood
from gigdesk.domain.workers import employment
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk

_OWNED = ("id", "station_id", "worker_id")


def put_phones(desk: Desk, given: Sequence[tuple[bytes, str, str | None]]) -> None:
    """Keep further telephones, as (person, number, owner), which the person has not given yet.

    The people themselves are written before.
    """
    if not given:
        return
    ids = list(dict.fromkeys(worker_id for worker_id, _, _ in given))
    people = rows.people.by_ids(desk.store, ids, columns=("phone",))
    known = {(worker_id, row["phone"]) for worker_id, row in people.items()}
    for worker_id, listed in rows.belongings.find_of_many(desk.store, "worker_phone", ids).items():
        known |= {(worker_id, one["phone"]) for one in listed}
    new: dict[tuple[bytes, str], str | None] = {}
    for worker_id, number, owner in given:
        if (worker_id, number) not in known:
            new.setdefault((worker_id, number), owner)
    _add(
        desk,
        "worker_phone",
        (({"phone": number, "owner": owner}, who) for (who, number), owner in new.items()),
    )


def put_livelihood(
    desk: Desk, new: Iterable[Mapping[str, Any]], changes: Mapping[bytes, Mapping[str, Any]]
) -> None:
    """Write down the work and the wishes that columns of people tell of, written before.

    `new` are rows of new people, `changes` the changed columns of people by id. New people begin
    the history of both. Of known people the history of work goes on, as where they are corrected,
    and a wish that says otherwise replaces the open one.
    """
    whole = {row["id"]: {**row, **changes.get(row["id"], {})} for row in new}
    known = {who: told for who, told in changes.items() if who not in whole}
    working = [who for who, told in known.items() if not employment.COLUMNS.isdisjoint(told)]
    wishing = [who for who, told in known.items() if not livelihood.WISH_COLUMNS.isdisjoint(told)]
    whole |= rows.people.by_ids(desk.store, (*working, *wishing))
    begun = [who for who in whole if who not in known]
    beginning = {who: employment.told(whole[who]) for who in begun}
    beginning |= _follow_work(desk, whole, working)
    _add(desk, "employment", ((period, who) for who, period in beginning.items()))
    asking = (*begun, *_replace_wishes(desk, whole, wishing))
    wishes = [(wish, who) for who in asking if (wish := livelihood.wish_of(whole[who]))]
    if wishes:
        days = livelihood.wish_days(desk, desk.clock.today())
        _add(desk, "intention", (({**wish, **days}, who) for wish, who in wishes))


def _follow_work(
    desk: Desk,
    whole: Mapping[bytes, Mapping[str, Any]],
    people: Sequence[bytes],
) -> dict[bytes, dict[str, Any]]:
    """Let histories of work go on as the changed columns of people say; return who begins what."""
    histories = rows.belongings.find_of_many(desk.store, "employment", people)
    today = desk.clock.today()
    changes: dict[bytes, dict[str, Any]] = {}
    beginning: dict[bytes, dict[str, Any]] = {}
    for who in people:
        if who not in histories:
            beginning[who] = employment.told(whole[who])
            continue
        last = employment.newest(histories[who])
        step = employment.follow(last, whole[who], today)
        changes[last["id"]] = {**step.correct, **({"until": step.close} if step.close else {})}
        if step.begin:
            beginning[who] = step.begin
    rows.belongings.change_many(desk.store, "employment", changes)
    return beginning


def _replace_wishes(
    desk: Desk, whole: Mapping[bytes, Mapping[str, Any]], people: Sequence[bytes]
) -> list[bytes]:
    """Close open wishes of people who wish otherwise now; return whose wish is not open yet."""
    known = rows.belongings.find_of_many(desk.store, "intention", people)
    replaced: dict[bytes, dict[str, Any]] = {}
    anew: list[bytes] = []
    for who in people:
        wish = livelihood.wish_of(whole[who])
        told = [one for one in known.get(who, ()) if one["state"] == "open"]
        same = [one for one in told if all(one[name] == value for name, value in wish.items())]
        if wish and not same:
            replaced |= {one["id"]: {"state": "replaced"} for one in told}
            anew.append(who)
    rows.belongings.change_many(desk.store, "intention", replaced)
    return anew


def _add(desk: Desk, table: str, given: Iterable[tuple[Mapping[str, Any], bytes]]) -> None:
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
