"""The due-diligence card of an employer: what happened is written down, settled, and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import vetting
from gigdesk.actions.orders.jobs import Taken
from gigdesk.domain import office, orders, workers
from gigdesk.domain.orders import uscc
from gigdesk.domain.workers import findings
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.orders.diligence import Licence
    from gigdesk.domain.workers.findings import Finding


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of an employer: code, licences, deposit, records, and what it comes to.

    `code` says what the check of its number found, `records` are those in force with `open` first,
    `concerns` the sentences about it, gravest first; money in whole fen.
    """

    employer: dict[str, Any]
    code: tuple[Finding, ...]
    licences: tuple[Licence, ...]
    records: list[dict[str, Any]]
    open_records: Mapping[str, int]
    past_records: Mapping[str, int]
    concerns: tuple[Finding, ...]


def card(
    desk: Desk,
    employer_id: bytes,
    *,
    order_id: bytes | None = None,
    day: datetime.date | None = None,
) -> Card:
    """Return what is known of an employer on a day (today), also for one of its orders.

    Numbers and names are masked for a role that may not reveal any. Raises errors.NotFound.
    """
    row = _employer(desk, employer_id)
    order = desk.store.get("job_order", order_id) if order_id is not None else None
    on = day or desk.clock.today()
    employer = vetting.employer_of(desk, order) if order else rows.employers.record(row)
    found = vetting.card(desk, employer, vetting.asked(desk, order, on))
    number = row["uscc"] or row["old_licence_no"] or row["owner_doc_no"] or ""
    checked = uscc.check(number, today=desk.clock.today()).findings if number else ()
    code = checked if number else (findings.warning("orders.finding.no_licence_number"),)
    return Card(
        _seen(desk, "employer", row),
        code or (findings.information("orders.concern.code_right"),),
        found.licences,
        list_records(desk, employer_id),
        found.open_records,
        found.past_records,
        found.concerns,
    )


def list_records(desk: Desk, employer_id: bytes) -> list[dict[str, Any]]:
    """Return what happened with an employer: open matters first, then the latest."""
    found = rows.records.of_employer(desk.store, employer_id)
    return [_seen(desk, "employer_record", row) for row in found]


def _seen(desk: Desk, table: str, row: dict[str, Any]) -> dict[str, Any]:
    if office.acts.sees_numbers(desk.staff.role):
        return row
    return {name: workers.masking.masked_column(table, name, value) for name, value in row.items()}


def _employer(desk: Desk, employer_id: bytes) -> dict[str, Any]:
    row = desk.store.get("employer", employer_id)
    if row is None:
        raise errors.NotFound("orders.error.no_employer", words=employer_id.hex())
    return row


def find_record(desk: Desk, words: str) -> bytes:
    """Return the id of a record of an employer from its number (R3); raises errors.NotFound."""
    found = desk.heard(words, "employer_record")
    if found is None:
        raise errors.NotFound("orders.error.no_record", words=words.strip())
    return found


def add_record(desk: Desk, *, employer_id: bytes, fields: Mapping[str, Any]) -> Taken:
    """Write down what happened with an employer; `fields` by `orders.diligence.RECORD_FIELDS`.

    A day left out is today. Raises errors.Invalid for a kind that does not exist, a day to come or
    no words, errors.NotFound.
    """
    employer = _employer(desk, employer_id)
    unknown = sorted(set(fields) - set(orders.diligence.RECORD_FIELDS))
    if unknown:
        raise errors.Invalid("orders.error.unknown_field", field=unknown[0], name=unknown[0])
    kept = {"day": desk.clock.today().isoformat(), **_plain(fields)}
    _refuse(orders.diligence.check_record(kept, today=desk.clock.today()))
    with desk.doing("orders.add_record") as act:
        made = Taken(desk.new_id(), desk.next_number("employer_record"), act.number)
        told = {"id": made.id, "station_id": desk.station.id, "number": made.number}
        desk.store.add("employer_record", {**told, "employer_id": employer_id, **kept})
        act.about.update(employer=employer["number"], name=employer["name"], record=made.number)
    return made


def close_record(
    desk: Desk, *, record_id: bytes, how: str, on: datetime.date | None = None
) -> Taken:
    """Note that a matter is settled: how, and on which day (today); raises errors.Invalid."""
    row = _record(desk, record_id)
    day = (on or desk.clock.today()).isoformat()
    _refuse(orders.diligence.check_closing(row, day, how, today=desk.clock.today()))
    return _change(desk, row, "orders.close_record", {"closed_on": day, "closed_how": how.strip()})


def drop_record(desk: Desk, *, record_id: bytes, reason: str) -> Taken:
    """Take a record away that was a mistake; the history keeps it. Raises errors.Invalid."""
    row = _record(desk, record_id)
    if not reason.strip():
        raise errors.Invalid("orders.error.drop_reason", field="reason")
    gone = {"state": orders.diligence.VOID}
    return _change(desk, row, "orders.drop_record", gone, reason=reason.strip())


def _change(
    desk: Desk, row: Mapping[str, Any], name: str, changes: dict[str, Any], *, reason: str = ""
) -> Taken:
    with desk.doing(name, reason=reason) as act:
        desk.store.change("employer_record", row["id"], changes)
        act.about.update(record=row["number"])
    return Taken(row["id"], row["number"], act.number)


def _record(desk: Desk, record_id: bytes) -> dict[str, Any]:
    row = desk.store.get("employer_record", record_id)
    if row is None or row["state"] != orders.diligence.ACTIVE:
        raise errors.NotFound("orders.error.no_record", words=record_id.hex())
    return row


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    kept = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    return {name: value for name, value in kept.items() if value not in (None, "")}


def _refuse(found: Sequence[Finding]) -> None:
    wrong = [one for one in found if one.level == findings.ERROR]
    if wrong:
        params = dict(wrong[0].params)
        raise errors.Invalid(wrong[0].code, field=str(params.pop("field", "")) or None, **params)
