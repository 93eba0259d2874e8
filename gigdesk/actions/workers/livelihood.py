"""Wishes for work and the history of work of a person; the person's columns show the newest."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings, checking
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, Finding
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done

    Columns = Mapping[str, Any]
    Told = Mapping[int, tuple[Columns, Columns]]
    Histories = Mapping[bytes, Sequence[Columns]]

_WISH = ("trades", "region", "form", "income_fen")
WISH_COLUMNS = frozenset(f"wanted_{name}" for name in _WISH)


def add_intention(
    desk: Desk,
    *,
    worker_id: bytes,
    trades: str = "",
    region: str = "",
    form: str = "",
    income_fen: int | None = None,
    registered_on: datetime.date | None = None,
    expires_on: datetime.date | None = None,
    note: str = "",
) -> tuple[bytes, Done]:
    """Register a wish for work; without `expires_on` it ends by the rule `intention.valid_days`.

    An older open wish is closed, and the columns of the person show the new one. A wish from a
    paper older than an open one only goes into the history. Raises errors.Invalid for an end before
    the day of registration.
    """
    person = belongings.person(desk, worker_id)
    day = registered_on or desk.clock.today()
    if expires_on is not None and expires_on < day:
        raise errors.Invalid("people.error.wish_ends", "expires_on")
    own = rows.people.same_person(desk.store, person["id"])
    with desk.doing("workers.add_intention") as act:
        known = rows.belongings.find_of(desk.store, "intention", own)
        standing = [one for one in known if one["state"] == "open"]
        wish = {"trades": trades, "region": region, "form": form, "income_fen": income_fen}
        if any(one["registered_on"] > day.isoformat() for one in standing):
            told = {**wish, "note": note, "state": "replaced"}
            row = _wish(desk, person["id"], told, day, expires_on)
        else:
            for old in standing:
                desk.store.change("intention", old["id"], {"state": "replaced"})
            row = _wish(desk, person["id"], {**wish, "note": note}, day, expires_on)
            _mirror(desk, person, {f"wanted_{name}": value or None for name, value in wish.items()})
        act.about = {"worker": person["number"], "until": row["expires_on"]}
    return row["id"], desk.done(act)


def _wish(
    desk: Desk,
    worker_id: bytes,
    values: Mapping[str, Any],
    day: datetime.date,
    ends: datetime.date | None = None,
) -> dict[str, Any]:
    """Write a wish for work of this day and return its row; without an end it ends by the rule."""
    days = wish_days(desk, day) | ({"expires_on": ends.isoformat()} if ends else {})
    row = belongings.owned(desk, worker_id, {**values, **days})
    desk.store.add("intention", row)
    return row


def wish_days(desk: Desk, day: datetime.date) -> dict[str, str]:
    """Return when a wish of this day begins and, by the rule, ends.

    It ends at the latest on the last day there is.
    """
    last = day.toordinal() + desk.rules().number("intention.valid_days", day)
    ends = datetime.date.fromordinal(min(last, datetime.date.max.toordinal()))
    return {"registered_on": day.isoformat(), "expires_on": ends.isoformat()}


def wish_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wish for work that the columns of a person tell of; empty where of none."""
    if not values.get("wanted_trades"):
        return {}
    return {name: values.get(f"wanted_{name}") for name in _WISH}


def close_intention(desk: Desk, *, intention_id: bytes) -> Done:
    """Close a wish for work that is met or given up; the person's columns show what is left."""
    before = belongings.row(desk, "intention", intention_id)
    person = belongings.person(desk, before["worker_id"])
    with desk.doing("workers.close_intention") as act:
        desk.store.change("intention", intention_id, {"state": "closed"})
        own = rows.people.same_person(desk.store, person["id"])
        found = rows.belongings.find_of(desk.store, "intention", own)
        left = next((one for one in found if one["state"] == "open"), {})
        _mirror(desk, person, {f"wanted_{name}": left.get(name) or None for name in _WISH})
        act.about = {"worker": person["number"]}
    return desk.done(act)


def add_employment(
    desk: Desk, *, worker_id: bytes, values: Mapping[str, Any]
) -> tuple[bytes, Done]:
    """Add a period to the history of work; the person's columns show the newest one.

    `values`: status (code of `employment_status`), place, province, form, employer_name, trade,
    since, until, note. What was open before is closed on the day the new one begins. Raises
    checking.InvalidFields, also for a period that overlaps another with the same employer.
    """
    person = belongings.person(desk, worker_id)
    found = checking.Checked()
    kept = belongings.read_days(found, values)
    status = workers.codes.read_code("employment_status", str(kept.get("status") or ""))
    if status is None:
        text = {"text": str(kept.get("status") or "")}
        found.say("status", [Finding("workers.finding.status_unknown", ERROR, text)])
    if workers.dates.ends_before(kept.get("since"), kept.get("until")):
        found.say("until", [Finding("workers.finding.ends_before", ERROR)])
    found.require(frozenset())
    kept["status"] = status
    own = rows.people.same_person(desk.store, person["id"])
    history = rows.belongings.find_of(desk.store, "employment", own)
    begins, began = kept.get("since") or "", (history[0]["since"] or "") if history else ""
    newest = begins >= began
    closing = bool(newest and history and history[0]["until"] is None and begins)
    # One that begins on the same day at the same employer is the same told again.
    left = (
        [{**history[0], "until": begins}, *history[1:]] if closing and begins > began else history
    )
    _refuse_overlap(workers.employment.overlapping(left, kept, desk.clock.today()), "since")
    with desk.doing("workers.add_employment") as act:
        row = belongings.owned(desk, person["id"], kept)
        if closing:
            desk.store.change("employment", history[0]["id"], {"until": begins})
        desk.store.add("employment", row)
        if newest:
            _mirror(desk, person, workers.employment.shown(kept))
        act.about = {"worker": person["number"], "status": status}
    return row["id"], desk.done(act)


def _refuse_overlap(said: Finding | None, field: str) -> None:
    """Raise checking.InvalidFields for a period of work that would overlap another."""
    found = checking.Checked()
    found.say(field, [said] if said is not None else [])
    found.require(frozenset())


def _mirror(desk: Desk, person: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    differing = {name: value for name, value in wanted.items() if person[name] != value}
    if differing:
        rows.people.change(desk.store, person["id"], differing)


def judged(
    told: Told, histories: Histories, today: datetime.date
) -> dict[int, tuple[Finding, ...]]:
    """Return what speaks against changes of work by a list: other work there, or earlier work.

    The first is work with one employer over other work there, the second earlier work that would
    stand for what is known now. `told` are people of the registry (their rows) and the columns that
    become otherwise; the answer goes by the same keys. `histories` is their work by person.
    """
    found: dict[int, tuple[Finding, ...]] = {}
    for at, (row, changes) in told.items():
        history = histories.get(row["id"])
        if not history or workers.employment.COLUMNS.isdisjoint(changes):
            continue
        last = workers.employment.newest(history)
        step = workers.employment.follow(last, {**row, **changes}, today, of_list=True)
        said = (
            workers.employment.overlap(history, last, step, today),
            workers.employment.from_before(last, step),
        )
        if any(said):
            found[at] = tuple(one for one in said if one is not None)
    return found


def overlaps_now(
    desk: Desk, person: Mapping[str, Any], changes: Mapping[str, Any], *, of_list: bool = False
) -> tuple[Finding, ...]:
    """Return what says that work of one person would overlap other work there; only reads."""
    if workers.employment.COLUMNS.isdisjoint(changes):
        return ()
    histories = rows.belongings.find_of_many(desk.store, "employment", [person["id"]])
    history, today = histories.get(person["id"]), desk.clock.today()
    if not history:
        return ()
    last = workers.employment.newest(history)
    step = workers.employment.follow(last, {**person, **changes}, today, of_list=of_list)
    said = workers.employment.overlap(history, last, step, today)
    return () if said is None else (said,)


def emptied(
    desk: Desk,
    person: Mapping[str, Any],
    changes: Mapping[str, Any],
    stated: Collection[str],
    *,
    of_list: bool = False,
) -> dict[str, None]:
    """Return the columns of a person that are to be emptied where others change like this.

    Those are the employer and what else was true of the work that ends, unless it is `stated`
    together with the change. A list (`of_list`) that names another employer without a day empties
    the day of the one before, too; a form shows it. Only reads. See `employment.follow`.
    """
    if workers.employment.COLUMNS.isdisjoint(changes):
        return {}
    found = rows.belongings.find_of_many(desk.store, "employment", [person["id"]])
    history = found.get(person["id"])
    if not history:
        return {}
    last, whole = workers.employment.newest(history), {**person, **changes}
    gone = workers.employment.emptied(last, whole, stated, of_list=of_list)
    if of_list and workers.employment.moves(last, whole, stated):
        gone |= workers.employment.unbegun(whole)
    return gone


def mind(desk: Desk, before: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Raise checking.InvalidFields where work would overlap other work with the same employer.

    `before` is the row of the person before the changes.
    """
    said_by = "employer_name" if "employed_since" not in changes else "employed_since"
    for said in overlaps_now(desk, before, changes):
        _refuse_overlap(said, said_by)


def put(
    desk: Desk,
    new: Iterable[Mapping[str, Any]],
    changes: Mapping[bytes, Mapping[str, Any]],
    *,
    of_list: bool = False,
) -> None:
    """Carry columns of people into their work and wishes, inside the act that runs.

    The people are written before. `new` are rows of new people, `changes` the changed columns of
    people by id. New people begin the history of both. Of known people the history of work goes on,
    and a wish that says otherwise, or none any more, ends the open one. Whether work would overlap
    other work is asked before: see `mind` and `judged`; of what a list says (`of_list`) see
    `employment.follow`.
    """
    whole = {row["id"]: {**row, **changes.get(row["id"], {})} for row in new}
    known = {who: told for who, told in changes.items() if who not in whole}
    working = [
        who for who, told in known.items() if not workers.employment.COLUMNS.isdisjoint(told)
    ]
    wishing = [who for who, told in known.items() if not WISH_COLUMNS.isdisjoint(told)]
    whole |= rows.people.by_ids(desk.store, (*working, *wishing))
    begun = [who for who in whole if who not in known]
    beginning = {who: workers.employment.told(whole[who]) for who in begun}
    beginning |= _follow_work(desk, whole, working, of_list=of_list)
    belongings.add_many(desk, "employment", ((period, who) for who, period in beginning.items()))
    asking = (*begun, *_replace_wishes(desk, whole, wishing))
    wishes = [(wish, who) for who in asking if (wish := wish_of(whole[who]))]
    if wishes:
        days = wish_days(desk, desk.clock.today())
        belongings.add_many(desk, "intention", (({**wish, **days}, who) for wish, who in wishes))


def _follow_work(
    desk: Desk,
    whole: Mapping[bytes, Mapping[str, Any]],
    people: Sequence[bytes],
    *,
    of_list: bool,
) -> dict[bytes, dict[str, Any]]:
    """Let histories of work go on as the changed columns of people say; return who begins what."""
    histories = rows.belongings.find_of_many(desk.store, "employment", people)
    today = desk.clock.today()
    changes: dict[bytes, dict[str, Any]] = {}
    beginning: dict[bytes, dict[str, Any]] = {}
    for who in people:
        if who not in histories:
            beginning[who] = workers.employment.told(whole[who])
            continue
        last = workers.employment.newest(histories[who])
        step = workers.employment.follow(last, whole[who], today, of_list=of_list)
        changes[last["id"]] = step.of_last
        before = workers.employment.ended(histories[who], last, step)
        if before is not None:
            changes[before[0]["id"]] = before[1]
        if step.begin:
            beginning[who] = step.begin
    rows.belongings.change_many(desk.store, "employment", changes)
    return beginning


def _replace_wishes(
    desk: Desk, whole: Mapping[bytes, Mapping[str, Any]], people: Sequence[bytes]
) -> list[bytes]:
    """End open wishes of people who wish otherwise now; return whose wish is not open yet."""
    known = rows.belongings.find_of_many(desk.store, "intention", people)
    ended: dict[bytes, dict[str, Any]] = {}
    anew: list[bytes] = []
    for who in people:
        wish = wish_of(whole[who])
        told = [one for one in known.get(who, ()) if one["state"] == "open"]
        same = [one for one in told if all(one[name] == value for name, value in wish.items())]
        if wish and same:
            continue
        ended |= {one["id"]: {"state": "replaced" if wish else "closed"} for one in told}
        anew.append(who)
    rows.belongings.change_many(desk.store, "intention", ended)
    return anew
