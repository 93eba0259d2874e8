"""What the pages about batches and the home page show."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging, promising
from gigdesk.domain import office
from gigdesk.domain.dispatch import batches, contracts
from gigdesk.domain.workers import dates, identity, masking, phones
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk

_NUMBERS = {
    "doc_no": identity.mask,
    "phone": phones.mask,
    "emergency_phone": phones.mask,
}
_PRIVATE = (
    "bank_account",
    "meal_need",
    "address",
    "hukou_address",
    "name_image_sha256",
    "promise_terms",
)


def list_batches(
    desk: Desk,
    *,
    states: Sequence[str] = (),
    order_id: bytes | None = None,
    words: str = "",
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many batches fit and one page of them, the latest departure first.

    `words` may be a number as it is read out, such as B4. `order` is a column to sort by, names by
    pinyin. Each row has all columns, `order_number`, `trade`, `place`, `people`, `employer_name`,
    and the counts `listed`, `contracts` (final or signed), `signed`, and `promised` (who signed
    the promise sheet once).
    """
    words = office.numbers.bare(words, "batch")
    count = rows.batches.count_batches(desk.store, states=states, order_id=order_id, words=words)
    page = rows.batches.list_batches(
        desk.store,
        states=states,
        order_id=order_id,
        words=words,
        order=order,
        descending=descending,
        limit=limit,
        offset=offset,
    )
    return count, page


def get_batch(desk: Desk, batch_id: bytes) -> dict[str, Any]:
    """Return one batch as `list_batches` gives it, with its `next_states`; errors.NotFound.

    `asks_cover` says whether its order promises cover that takes a list to an insurer.
    """
    row = judging.batch_row(desk, batch_id)
    row["asks_cover"] = judging.asks_cover(desk, row["order_id"])
    row["next_states"] = batches.STATES.after(row["state"])
    return row


def list_members(
    desk: Desk, *, batch_id: bytes, removed: bool = False, reveal: bool = False
) -> list[dict[str, Any]]:
    """Return the list of a batch in its order.

    Each row: member_id, worker_id, worker_number, position, name, sex, `age` on the first working
    day, doc_no, phone and emergency_phone (masked; with `reveal` whole, which is noted), village,
    town, trade, emergency_name, group_name, vehicle, seat, pickup, state, until_day, reason,
    how_chosen, contract_id, contract_no, contract_state (empty where there is none), promised_on,
    promise_seen_by, promise_state (see `domain.dispatch.promises`). Raises errors.NotAllowed for
    `reveal` where the role may not, errors.NotFound.
    """
    batch = judging.batch_row(desk, batch_id)
    if reveal:
        with desk.doing("workers.reveal") as act:
            act.always_noted = True
            act.about = {"batch": batch["number"], "fields": sorted((*_NUMBERS, "reason"))}
    first_day = datetime.date.fromisoformat(batch["first_day"])
    found = rows.members.list_members(desk.store, batch_id, removed=removed)
    promised = promising.items(desk, batch)
    for row in found:
        row["promise_state"] = promising.state(row, promised)
        birth = dates.to_day(row["birth_date"])
        row["age"] = dates.age_on(birth, first_day) if birth else None
        row["contract_state"] = row["contract_state"] or ""
        for name in _PRIVATE:
            row.pop(name)
        if not reveal:
            row.update({name: mask(row[name] or "") for name, mask in _NUMBERS.items()})
            row["reason"] = masking.masked_value("reason", row["reason"])
    return found


def departures(desk: Desk) -> list[dict[str, Any]]:
    """Return batches that leave in the next days or should have left, with `days_left`.

    How many days ahead stands in the rule `departure.notice_days`.
    """
    today = desk.clock.today()
    ahead = desk.rules().number("departure.notice_days", today)
    until = today + datetime.timedelta(days=ahead)
    found = rows.duties.departures(desk.store, until.isoformat())
    for row in found:
        row["days_left"] = (datetime.date.fromisoformat(row["depart_on"]) - today).days
    return found


def without_contract(
    desk: Desk, *, on: datetime.date | None = None, order_id: bytes | None = None
) -> list[dict[str, Any]]:
    """Return people at work without a signed contract: `days` begun and `colour`, longest first.

    As of today or of a day gone by, of one order or of all. Source: 劳动合同法 art. 10, see
    `domain.dispatch.contracts.colour`. Raises errors.Invalid for a day to come.
    """
    today, book = desk.clock.today(), desk.rules()
    day = on or today
    if day > today:
        raise errors.Invalid("dispatch.error.day_ahead", field="on", day=day.isoformat())
    found = rows.duties.without_contract(
        desk.store, day.isoformat(), today=today.isoformat(), order_id=order_id
    )
    for row in found:
        first_day = datetime.date.fromisoformat(row["first_day"])
        row["days"] = contracts.days_without(first_day, day)
        row["colour"] = contracts.colour(first_day, day, book)
        row["contract_state"] = row["contract_state"] or ""
        row["phone"] = phones.mask(row["phone"] or "")
    return found
