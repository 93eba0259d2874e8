"""The short list of people to look at for an order, and how many the rules keep off it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.domain import dispatch, workers
from gigdesk.domain.dispatch import ranking
from gigdesk.store import validity
from gigdesk.store.dispatch import loans, members
from gigdesk.store.dispatch.members import HOLDS
from gigdesk.store.joined import PERSON

if TYPE_CHECKING:
    import datetime

    from gigdesk.domain.orders import JobOrder
    from gigdesk.store.database import Database

_W = dispatch.ranking.WEIGHTS
_KNOWS = "(instr(w.trade, :trade) OR (w.trade <> '' AND instr(:trade, w.trade)))"
_WANTS = "w.id IN wishing"
# The same sum as domain/dispatch/ranking, as far as the row itself and three small sets tell it;
# it only chooses whom to look at closely.
_SCORE = (
    f"iif({_KNOWS}, {_W['knows_trade']}, 0) + iif({_WANTS}, {_W['wants_trade']}, 0) "
    f"+ iif({_KNOWS} OR {_WANTS}, 0, {_W['other_trade']}) "
    f"+ iif(w.birth_date BETWEEN :oldest AND :youngest, 0, {_W['age_window']}) "
    f"+ iif(w.sex IS :no_room, {_W['sex_quota']}, 0) "
    f"+ iif(w.phone IS NULL, {_W['no_phone']}, 0) "
    f"+ iif(w.emergency_phone IS NULL, {_W['no_emergency']}, 0) "
    f"+ iif(w.id IN certified, {_W['has_certificate']}, :lacking) "
    f"+ iif(w.id IN trained, {_W['trained']}, 0) + iif(w.id IN went, {_W['went_before']}, 0)"
)
_SETS = (
    f"WITH away(id) AS (SELECT {PERSON} FROM batch_member m JOIN batch b ON b.id = m.batch_id "
    f"JOIN worker w ON w.id = m.worker_id WHERE {HOLDS} AND b.id IS NOT :batch "
    f"AND {members.BEGIN} <= :end AND {members.end(':today')} >= :start UNION {loans.AWAY}), "
    f"certified(id) AS (SELECT {PERSON} FROM certificate c JOIN worker w ON w.id = c.worker_id "
    f"WHERE c.state = 'active' AND {validity.reaches('c.valid_to', ':first')} "
    "AND (c.kind = :certificate OR c.trade = :certificate OR c.trade = :trade)), "
    f"wishing(id) AS (SELECT {PERSON} FROM intention i JOIN worker w ON w.id = i.worker_id "
    f"WHERE {validity.wish_open('i', ':first')} AND instr(i.trades, :trade)), "
    f"trained(id) AS (SELECT {PERSON} FROM enrolment n JOIN training_class k "
    "ON k.id = n.class_id JOIN worker w ON w.id = n.worker_id "
    "WHERE n.state = 'completed' AND k.trade = :trade), "
    f"went(id) AS (SELECT {PERSON} FROM batch_member m JOIN batch b ON b.id = m.batch_id "
    "JOIN job_order o ON o.id = b.order_id JOIN worker w ON w.id = m.worker_id "
    "WHERE o.employer_id = :employer "
    "AND b.state = 'returned' AND m.state = 'listed'), "
    f"listed(id) AS (SELECT {PERSON} FROM batch_member m JOIN worker w ON w.id = m.worker_id "
    "WHERE m.batch_id = :batch AND m.state IN ('listed', 'left') "
    # Whoever was found unfit for one batch of an order is not proposed for the others.
    f"UNION SELECT {PERSON} FROM batch_member m JOIN batch b ON b.id = m.batch_id "
    "JOIN worker w ON w.id = m.worker_id WHERE b.order_id = :order AND m.state = 'unfit') "
)


# Since when people wait for work: the end of their last stay and their first open wish.
_WAITED = (
    f", waited(id, day) AS (SELECT {PERSON}, min(i.registered_on) FROM intention i "
    f"JOIN worker w ON w.id = i.worker_id WHERE {validity.wish_open('i', ':first')} GROUP BY 1), "
    f"home(id, day) AS (SELECT {PERSON}, max({members.end(':today')}) FROM batch_member m "
    "JOIN batch b ON b.id = m.batch_id JOIN worker w ON w.id = m.worker_id "
    f"WHERE {HOLDS} GROUP BY 1 UNION SELECT {PERSON}, max(l.to_day) FROM loan l "
    f"JOIN worker w ON w.id = l.worker_id WHERE {loans.HOLDS} GROUP BY 1), "
    "last(id, day) AS (SELECT id, max(day) FROM home GROUP BY 1) "
)
_SINCE = "nullif(max(coalesce(waited.day, ''), coalesce(last.day, '')), '')"
# Those of no other trade of whom nothing has to be decided by a person: see
# `ranking.NEVER_BY_ITSELF`.
_FITTING = (
    f"AND ({_KNOWS} OR {_WANTS} OR coalesce(w.trade, '') = '') "
    "AND w.birth_date BETWEEN :oldest AND :youngest "
    "AND w.sex IS NOT :no_room "
)


@dataclass(frozen=True, slots=True)
class Search:
    """For which order and days people are looked for.

    They are born by `born_by`; `no_room` is the sex whose quota is used up, `spot` where the work
    is, in millionths of a degree; with `sex` only people of that sex are looked for.
    """

    order: JobOrder
    stay: dispatch.Stay
    first_day: datetime.date
    born_by: datetime.date
    no_room: str | None
    today: datetime.date
    spot: tuple[int, int] | None = None
    sex: str | None = None


def short_list(
    store: Database, search: Search, *, limit: int, by: str = ranking.USUAL
) -> list[bytes]:
    """Return the ids of the most fitting people at home on these days.

    By `waiting` they are those who wait longest of all who have no other trade, by `nearest` those
    who live nearest to the work. The exact reasons are judged afterwards.
    """
    if by == ranking.WAITING:
        return _waiting(store, search, limit)
    if by == ranking.NEAREST:
        return _nearest(store, search, limit)
    return _ids(store, search, rest=f"ORDER BY {_SCORE} DESC, w.number LIMIT :limit", limit=limit)


def fitting(
    store: Database, search: Search, *, wishing: bool = False, uncertified: bool = False
) -> list[bytes]:
    """Return everybody at home on these days who has no other trade, or only who wishes for this.

    With `uncertified` those count as well who lack a certificate that the order insists on. The
    exact reasons are judged afterwards.
    """
    only = f"AND {_WANTS} " if wishing else ""
    rest = f"{_FITTING} {only} ORDER BY w.number"
    return _ids(store, search, rest=rest, uncertified=uncertified)


def _waiting(store: Database, search: Search, limit: int) -> list[bytes]:
    return _ids(
        store,
        search,
        sets=_WAITED,
        joins="LEFT JOIN waited ON waited.id = w.id LEFT JOIN last ON last.id = w.id",
        rest=f"{_FITTING} ORDER BY {_SINCE} IS NULL, {_SINCE}, w.number LIMIT :limit",
        limit=limit,
    )


def _nearest(store: Database, search: Search, limit: int) -> list[bytes]:
    """Return the nearest on a map drawn flat around the work: exact enough to choose by."""
    latitude, longitude = search.spot or (0, 0)
    squeezed = math.cos(math.radians(latitude / 1_000_000))
    north = f"(d.latitude_e6 - {latitude})"
    east = f"((d.longitude_e6 - {longitude}) * {squeezed:.6f})"
    return _ids(
        store,
        search,
        joins="LEFT JOIN division d ON d.id = w.village_id",
        rest=f"{_FITTING} ORDER BY d.latitude_e6 IS NULL OR d.longitude_e6 IS NULL, "
        f"{north} * {north} + {east} * {east}, w.number LIMIT :limit",
        limit=limit,
    )


def _ids(
    store: Database,
    search: Search,
    *,
    rest: str,
    sets: str = "",
    joins: str = "",
    limit: int = -1,
    uncertified: bool = False,
) -> list[bytes]:
    order, first_day = search.order, search.first_day
    lacking = _W["no_certificate"] if order.certificate_kind else 0
    params = {
        "trade": order.trade,
        "certificate": order.certificate_kind,
        "employer": order.employer_id,
        "order": order.id,
        "batch": search.stay.batch_id or None,
        "start": search.stay.start.isoformat(),
        "end": search.stay.end.isoformat(),
        "today": search.today.isoformat(),
        "first": first_day.isoformat(),
        "born_by": search.born_by.isoformat(),
        "youngest": workers.dates.years_before(first_day, order.age_min or 0).isoformat(),
        "oldest": workers.dates.years_before(first_day, (order.age_max or 149) + 1).isoformat(),
        "no_room": search.no_room or "-",
        "sex": search.sex,
        "lacking": lacking,
        "limit": limit,
    }
    strict = order.certificate_rule == "block" and lacking and not uncertified
    needs = "AND w.id IN certified" if strict else ""
    sex = "AND w.sex = :sex" if search.sex else ""
    sql = (
        f"{_SETS}{sets} SELECT w.id FROM worker w {joins} WHERE w.state = 'active' "
        "AND w.merged_into IS NULL AND w.birth_date <= :born_by "
        f"AND w.id NOT IN away AND w.id NOT IN listed {needs} {sex} {rest}"
    )
    return [row[0] for row in store.stream(*_numbered(sql, params))]


def _numbered(sql: str, params: dict[str, Any]) -> tuple[str, list[Any]]:
    """Return SQL with `:name` as the number of the parameter, so that one may occur many times.

    A parameter that the SQL does not name is left out.
    """
    names = [name for name in params if re.search(f":{name}\\b", sql)]
    numbered = re.sub(r":([a-z_]+)", lambda found: f"?{names.index(found[1]) + 1}", sql)
    return numbered, [params[name] for name in names]


def count_under_age(store: Database, born_by: datetime.date) -> int:
    """Return how many registered people are too young for a first day of work."""
    return int(
        store.value(
            "SELECT count(*) FROM worker WHERE birth_date > ? AND state = 'active' "
            "AND merged_into IS NULL",
            (born_by.isoformat(),),
        )
    )


def count_away(store: Database, stay: dispatch.Stay, today: datetime.date) -> int:
    """Return how many people are away with other batches, or on loan, on some of these days."""
    params = {
        "batch": stay.batch_id or None,
        "start": stay.start.isoformat(),
        "end": stay.end.isoformat(),
        "today": today.isoformat(),
    }
    sql = (
        f"SELECT count(*) FROM (SELECT {PERSON} FROM batch_member m "
        "JOIN batch b ON b.id = m.batch_id JOIN worker w ON w.id = m.worker_id "
        f"WHERE {HOLDS} AND b.id IS NOT :batch AND {members.BEGIN} <= :end "
        f"AND {members.end(':today')} >= :start UNION {loans.AWAY})"
    )
    return int(store.value(*_numbered(sql, params)))


def count_lacking(store: Database, kind: str, trade: str, day: datetime.date) -> int:
    """Return how many people of a trade lack the certificate on that day."""
    return int(
        store.value(
            "SELECT count(*) FROM worker w WHERE w.state = 'active' AND w.merged_into IS NULL "
            f"AND (instr(w.trade, ?1) OR w.id IN (SELECT {PERSON} FROM intention i "
            "JOIN worker w ON w.id = i.worker_id WHERE instr(i.trades, ?1) "
            f"AND {validity.wish_open('i', '?3')})) AND w.id NOT IN "
            f"(SELECT {PERSON} FROM certificate c JOIN worker w ON w.id = c.worker_id "
            "WHERE c.state = 'active' AND (c.kind = ?2 OR c.trade = ?2) "
            f"AND {validity.reaches('c.valid_to', '?3')})",
            (trade, kind, day.isoformat()),
        )
    )
