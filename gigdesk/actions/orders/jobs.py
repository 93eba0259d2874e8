"""Taking in, changing and moving on job orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.orders import reviewing
from gigdesk.domain import orders
from gigdesk.domain.workers import codes, dates, findings
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as batch_rows
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers.findings import Finding


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made or changed: its id, the number people say, and the number of the act."""

    id: bytes
    number: int
    act: int


def find_order(desk: Desk, words: str) -> bytes:
    """Return the id of an order from its number or id in hexadecimal; raises errors.NotFound."""
    found = desk.heard(words, "job_order")
    if found is None:
        raise errors.NotFound("orders.error.no_order", words=words.strip())
    return found


def ages_asked(desk: Desk, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what is wrong with the ages asked for, by the rule in force on the first day.

    A day before all seasons is refused by itself, and no rule is looked up for it.
    """
    day = dates.to_day(fields.get("from_day")) or desk.clock.today()
    if day.isoformat() < orders.jobs.FIRST_DAY:
        return ()
    least = desk.rules().number("age.employable", day, desk.station.code)
    return orders.jobs.asks_for_children(fields, least)


def limits_asked(desk: Desk, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what the form of employment does not allow, by the rules in force on the first day.

    Before there were such rules nothing was limited.
    """
    day = dates.to_day(fields.get("from_day")) or desk.clock.today()
    try:
        law = orders.limits.limits(desk.rules(), day, desk.station.code)
    except errors.NotFound:
        return ()
    return (*orders.limits.check(fields, law), *orders.limits.not_entered(fields, law))


def cycles_asked(desk: Desk, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what is wrong with the pay cycle of a labour contract, by the rule on that day."""
    day = dates.to_day(fields.get("from_day")) or desk.clock.today()
    if day.isoformat() < orders.jobs.FIRST_DAY:
        return ()
    most = desk.rules().number("pay.cycle_labour", day, desk.station.code)
    return orders.review.long_cycle(fields, most)


def _accepted(desk: Desk, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as they are stored; raises errors.Invalid for the first that cannot be."""
    unknown = sorted(set(fields) - set(orders.jobs.FIELDS))
    if unknown:
        raise errors.Invalid("orders.error.unknown_field", field=unknown[0], name=unknown[0])
    kept = {name: _plain(value) for name, value in fields.items()}
    found = (*orders.jobs.check(kept), *ages_asked(desk, kept), *limits_asked(desk, kept))
    found = (*found, *cycles_asked(desk, kept))
    wrong = [one for one in found if one.level == findings.ERROR]
    if wrong:
        params = dict(wrong[0].params)
        raise errors.Invalid(wrong[0].code, field=str(params.pop("field", "")) or None, **params)
    if kept.get("fee_tiers"):
        kept["fee_tiers"] = orders.fees.kept_tiers(str(kept["fee_tiers"]))
    if kept.get("pay_unit"):
        kept["pay_unit"] = orders.terms.read_unit(str(kept["pay_unit"]))
    if kept.get("certificate_kind"):
        words = str(kept["certificate_kind"])
        kept["certificate_kind"] = codes.read_code("certificate_kind", words) or words
    if "hazardous" in kept:
        kept["hazardous"] = int(bool(kept["hazardous"]))
    return kept


def _plain(value: Any) -> Any:
    """Return words without outer space, several codes as one text, nothing for nothing."""
    if isinstance(value, tuple | list):
        value = ",".join(value)
    return (value.strip() or None) if isinstance(value, str) else value


def take(
    desk: Desk, *, employer_id: bytes, fields: Mapping[str, Any], pay: str | None = None
) -> Taken:
    """Take in an order; `fields` by the names in `orders.jobs.FIELDS`, days as ISO text.

    `pay` may give the terms as `day:160` (yuan). The order begins as a draft. Raises errors.Invalid
    for what cannot stand, errors.NotFound for the employer.
    """
    employer = desk.store.get("employer", employer_id)
    if employer is None:
        raise errors.NotFound("orders.error.no_employer", words=employer_id.hex())
    given = dict(fields)
    if pay is not None:
        given["pay_kind"], given["pay_fen"] = orders.jobs.read_pay(pay)
    with desk.doing("orders.take") as act:
        kept = _accepted(desk, given)
        made = Taken(desk.new_id(), desk.next_number("job_order"), act.number)
        desk.store.add(
            "job_order",
            {
                "id": made.id,
                "station_id": desk.station.id,
                "number": made.number,
                "employer_id": employer_id,
                "state": orders.jobs.STATES.start,
                **rows.jobs.with_pinyin({k: v for k, v in kept.items() if v is not None}),
            },
        )
        act.about.update(order=made.number, trade=kept["trade"], people=kept["people"])
    return made


def change_doubts(desk: Desk, order_id: bytes, changes: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what has to be confirmed of a change: other pay or hours than contracts say."""
    row = _row(desk, order_id)
    contracts = batch_rows.contracts.count_binding(desk.store, order_id)
    return orders.jobs.doubts(row, {**row, **changes}, contracts=contracts)


def _refuse_agreed(
    desk: Desk, row: Mapping[str, Any], whole: Mapping[str, Any], confirmed: Collection[str]
) -> bool:
    """Refuse other pay where a month is confirmed, other terms than agreed unless confirmed.

    Return whether something was confirmed.
    """
    if any(row[name] != whole[name] for name in orders.jobs.PAY):
        month = day_rows.days.confirmed_of_order(desk.store, row["id"])
        if month is not None:
            raise errors.Refused(
                "orders.error.pay_confirmed", batch=month["number"], month=month["month"]
            )
    found = change_doubts(desk, row["id"], whole)
    if found and orders.jobs.AGREED not in confirmed:
        raise errors.Refused(found[0].code, **found[0].params)
    return bool(found)


def change(
    desk: Desk,
    *,
    order_id: bytes,
    changes: Mapping[str, Any],
    pay: str | None = None,
    confirmed: Collection[str] = (),
) -> Taken:
    """Change fields of an order; raises as `take` does.

    Wages are reckoned by the pay of the order: it stays once the employer confirmed a month, and
    pay or hours on which contracts were given out have to be `confirmed` by `orders.jobs.AGREED`.
    """
    row = _row(desk, order_id)
    wanted = dict(changes)
    if pay is not None:
        wanted["pay_kind"], wanted["pay_fen"] = orders.jobs.read_pay(pay)
    with desk.doing("orders.change") as act:
        whole = _accepted(desk, {name: row[name] for name in orders.jobs.FIELDS} | wanted)
        settled = _refuse_agreed(desk, row, whole, confirmed)
        if wanted:
            derived = rows.jobs.with_pinyin(whole)
            fresh = {name: value for name, value in derived.items() if value != row.get(name)}
            if fresh:
                desk.store.change("job_order", order_id, fresh)
        act.about.update(order=row["number"], fields=sorted(wanted))
        if settled:
            act.about.update(confirmed=["terms_agreed"])
    return Taken(order_id, row["number"], act.number)


def set_state(desk: Desk, *, order_id: bytes, state: str, reason: str = "") -> Taken:
    """Move an order on (or back) to a state that may follow; raises errors.Refused otherwise.

    An order with people on the road cannot be finished; one is made public (`recruiting`) once
    every point of its review is known or confirmed.
    """
    row = _row(desk, order_id)
    orders.jobs.STATES.require(row["state"], state, code="orders.error.state_step")
    if state == orders.jobs.RECRUITING and row["state"] in orders.jobs.UNPUBLISHED:
        reviewing.refuse_unreviewed(desk, row)
    closing = state in (orders.jobs.FINISHED, orders.jobs.ARCHIVED)
    if closing and batch_rows.batches.count_open(desk.store, order_id):
        raise errors.Refused("orders.error.batches_open", order=row["number"])
    with desk.doing("orders.set_state", reason=reason) as act:
        desk.store.change("job_order", order_id, {"state": state})
        act.about.update(order=row["number"], before=row["state"], after=state)
    return Taken(order_id, row["number"], act.number)


def _row(desk: Desk, order_id: bytes) -> dict[str, Any]:
    row = desk.store.get("job_order", order_id)
    if row is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    return row
