"""Wishes for work and the history of work of a person; the person's columns show the newest."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import belongings, checking
from gigdesk.domain import workers
from gigdesk.domain.workers.findings import ERROR, Finding
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done

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
    note: str = "",
) -> tuple[bytes, Done]:
    """Register a wish for work; it ends after the days of rule `intention.valid_days`.

    An older open wish is closed, and the columns of the person show the new one.
    """
    person = belongings.person(desk, worker_id)
    day = registered_on or desk.clock.today()
    own = rows.people.same_person(desk.store, person["id"])
    with desk.doing("workers.add_intention") as act:
        for old in rows.belongings.find_of(desk.store, "intention", own):
            if old["state"] == "open":
                desk.store.change("intention", old["id"], {"state": "replaced"})
        wish = {"trades": trades, "region": region, "form": form, "income_fen": income_fen}
        row = _wish(desk, person["id"], {**wish, "note": note}, day)
        _mirror(desk, person, {f"wanted_{name}": value or None for name, value in wish.items()})
        act.about = {"worker": person["number"], "until": row["expires_on"]}
    return row["id"], desk.done(act)


def _wish(
    desk: Desk, worker_id: bytes, values: Mapping[str, Any], day: datetime.date
) -> dict[str, Any]:
    """Write a wish for work of this day and return its row; it ends by the rule."""
    row = belongings.owned(desk, worker_id, {**values, **wish_days(desk, day)})
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


def put_intention(desk: Desk, worker_id: bytes, values: Mapping[str, Any]) -> None:
    """Begin the wishes for work of a new person inside the act that runs."""
    wish = wish_of(values)
    if wish:
        _wish(desk, worker_id, wish, desk.clock.today())


def close_intention(desk: Desk, *, intention_id: bytes, note: str = "") -> Done:
    """Close a wish for work that is met or given up; the person's columns show what is left."""
    before = belongings.row(desk, "intention", intention_id)
    person = belongings.person(desk, before["worker_id"])
    with desk.doing("workers.close_intention", reason=note) as act:
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


def put_employment(desk: Desk, worker_id: bytes, values: Mapping[str, Any]) -> None:
    """Begin the history of work of a new person inside the act that runs."""
    period = workers.employment.told(values)
    if period:
        desk.store.add("employment", belongings.owned(desk, worker_id, period))


def overlaps(
    told: Mapping[int, tuple[Mapping[str, Any], Mapping[str, Any]]],
    histories: Mapping[bytes, Sequence[Mapping[str, Any]]],
    today: datetime.date,
) -> dict[int, Finding]:
    """Return which changes would put work with one employer over other work there.

    `told` are people of the registry (their rows) and the columns that become otherwise; the answer
    goes by the same keys. `histories` is their work by person.
    """
    found = {}
    for at, (row, changes) in told.items():
        history = histories.get(row["id"])
        if history and not workers.employment.COLUMNS.isdisjoint(changes):
            last = workers.employment.newest(history)
            step = workers.employment.follow(last, {**row, **changes}, today)
            found[at] = workers.employment.overlap(history, last, step, today)
    return {at: said for at, said in found.items() if said is not None}


def overlaps_now(
    desk: Desk, person: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Return the same of one person; only reads."""
    if workers.employment.COLUMNS.isdisjoint(changes):
        return ()
    histories = rows.belongings.find_of_many(desk.store, "employment", [person["id"]])
    return tuple(overlaps({0: (person, changes)}, histories, desk.clock.today()).values())


def emptied(
    desk: Desk, person: Mapping[str, Any], changes: Mapping[str, Any], stated: Collection[str]
) -> dict[str, None]:
    """Return the columns of a person that are to be emptied where others change like this.

    Those are the employer and what else was true of the work that ends, unless it is `stated`
    together with the change. Only reads.
    """
    if workers.employment.COLUMNS.isdisjoint(changes):
        return {}
    found = rows.belongings.find_of_many(desk.store, "employment", [person["id"]])
    history = found.get(person["id"])
    if not history:
        return {}
    last = workers.employment.newest(history)
    return workers.employment.emptied(last, {**person, **changes}, stated)


def follow(desk: Desk, before: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Carry corrected columns of a person into work and wishes, inside the act that runs.

    `before` is the row of the person before the changes. Raises checking.InvalidFields where a
    period of work would overlap another with the same employer.
    """
    whole = {**before, **changes}
    if not workers.employment.COLUMNS.isdisjoint(changes):
        _follow_work(desk, whole, changes)
    if not WISH_COLUMNS.isdisjoint(changes):
        _follow_wish(desk, whole)


def _follow_work(desk: Desk, whole: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Let the history of work go on as the columns of a person say now."""
    own = rows.people.same_person(desk.store, whole["id"])
    history = rows.belongings.find_of(desk.store, "employment", own)
    if not history:
        put_employment(desk, whole["id"], whole)
        return
    today = desk.clock.today()
    step = workers.employment.follow(history[0], whole, today)
    said_by = "employer_name" if "employed_since" not in changes else "employed_since"
    _refuse_overlap(workers.employment.overlap(history, history[0], step, today), said_by)
    of_last = {**step.correct, **({"until": step.close} if step.close else {})}
    if of_last:
        desk.store.change("employment", history[0]["id"], of_last)
    if step.begin:
        desk.store.add("employment", belongings.owned(desk, whole["id"], step.begin))


def _follow_wish(desk: Desk, whole: Mapping[str, Any]) -> None:
    """Replace the open wishes of a person that say otherwise than the columns; close them if none.

    A new wish begins today.
    """
    wish = wish_of(whole)
    own = rows.people.same_person(desk.store, whole["id"])
    found = rows.belongings.find_of(desk.store, "intention", own)
    told = [one for one in found if one["state"] == "open"]
    if any(all(one[name] == value for name, value in wish.items()) for one in told) and wish:
        return
    for one in told:
        desk.store.change("intention", one["id"], {"state": "replaced" if wish else "closed"})
    if wish:
        _wish(desk, whole["id"], wish, desk.clock.today())
