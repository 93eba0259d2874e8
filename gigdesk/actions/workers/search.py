"""Finding people by what was typed and by filters, and what waits in the registry."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import certificates, masking
from gigdesk.domain import workers
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk

WorkerFilter = rows.filters.WorkerFilter

PAGE = "workers"
LISTED = frozenset((*rows.seek.LIST_COLUMNS, "age", "village", "certificates", "certificate_no"))
"""The columns that `shown` has of people; all others are read by `whole`."""
ORDERS = (rows.seek.FOUND, *rows.seek.ORDERS)
FOUND = rows.seek.FOUND


def _words(text: str, wanted: WorkerFilter | None) -> str:
    return f"{text} {wanted.text}".strip() if wanted is not None else text


def search(
    desk: Desk,
    text: str = "",
    *,
    order: str = FOUND,
    descending: bool = False,
    start: int = 0,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """Return one page of the list of people, masked, with age, place and certificates.

    `text` may hold any part of a name, pinyin, initials, last four or any part of a paper's
    number, a birth date in eight digits, part of a telephone, village or town or their initials,
    trade, kind or number of a certificate, W12; several words must all fit. `order` is one of
    `ORDERS`; `found` puts the likeliest meaning of `text` first, and is by pinyin without words.
    """
    found = ids(
        desk,
        text,
        order=order,
        descending=descending,
        start=start,
        limit=limit,
    )
    return shown(desk, found)


def whole(desk: Desk, found: list[bytes]) -> list[dict[str, Any]]:
    """Return every column of these people, masked, with the `categories` they belong to today.

    Categories are codes behind commas, those that the person's own words name among them; the one
    that the law protects is shown on the person alone.
    """
    listed = shown(desk, found, every=True)
    groups = rows.belongings.find_of_many(desk.store, "worker_category", found)
    for row in listed:
        listed_for = groups.get(row["id"], ())
        codes = workers.recorded.known(row, listed_for, desk.clock.today())
        row["categories"] = ",".join(one for one in codes if one in workers.recorded.SHOWN)
    return listed


def shown(desk: Desk, found: list[bytes], *, every: bool = False) -> list[dict[str, Any]]:
    """Return what lists show of these people, masked, in the order of the ids.

    `every` column is only read where a list lets all be chosen.
    """
    today = desk.clock.today()
    least = desk.rules().number("age.employable", today, desk.station.code)
    listed = masking.all_masked(rows.seek.list_rows(desk.store, found, whole=every))
    papers = certificates.of_people(desk, found)
    for row in listed:
        row["certificates"] = papers.get(row["id"], [])
        birth = workers.dates.to_day(row["birth_date"])
        row["age"] = workers.dates.age_on(birth, today) if birth else None
        row["under_age"] = birth is not None and workers.ages.is_under_age(birth, today, least)
    return listed


def ids(
    desk: Desk,
    text: str = "",
    *,
    wanted: WorkerFilter | None = None,
    order: str = FOUND,
    descending: bool = False,
    start: int = 0,
    limit: int = -1,
) -> list[bytes]:
    """Return the ids of the people found; all of them unless `limit` says otherwise."""
    return rows.seek.search(
        desk.store,
        _words(text, wanted),
        rows.filters.where(wanted, desk.clock.today()),
        order=order,
        descending=descending,
        start=start,
        limit=limit,
    )


def count(desk: Desk, text: str = "", *, wanted: WorkerFilter | None = None) -> int:
    """Return how many people are found."""
    where = rows.filters.where(wanted, desk.clock.today())
    return rows.seek.count(desk.store, _words(text, wanted), where)


def find_one(desk: Desk, said: str) -> bytes:
    """Return the id of the person a paper's number, W12 or an id means.

    Raises errors.NotFound.
    """
    found = rows.people.find_said(
        desk.store, said, today=desk.clock.today(), station_id=desk.station.id
    )
    if found is None:
        raise errors.NotFound("workers.error.nobody", said=said)
    return found


# saved filters


def from_query(query: Mapping[str, Any]) -> WorkerFilter:
    """Return the filter that was saved as JSON (`WorkerFilter.to_query`)."""
    return rows.filters.from_query(query)


def saved(desk: Desk) -> list[dict[str, Any]]:
    """Return the saved filters of the page of people, each with its filter as `wanted`."""
    found = office_rows.slots.find_filters(desk.store, PAGE)
    return [{**one, "wanted": rows.filters.from_text(one.pop("query"))} for one in found]


def count_filters(desk: Desk) -> dict[bytes, int]:
    """Return how many people each saved filter lets through, by the id of the filter."""
    return {one["id"]: count(desk, wanted=one["wanted"]) for one in saved(desk)}


def saved_by_name(desk: Desk, name: str) -> WorkerFilter:
    """Return the saved filter of that name; raises errors.NotFound."""
    for one in saved(desk):
        if one["name"] == name:
            found: WorkerFilter = one["wanted"]
            return found
    raise errors.NotFound("workers.error.no_filter", name=name)


# what waits


def counts(desk: Desk) -> dict[str, int]:
    """Return what the home page counts.

    people, active, no_phone, no_village, doc_expired, certificates_ending, intentions_ended,
    drafts (half-typed forms), rows_waiting (of imports). Possible doubles are
    `len(doubles.work_list(desk))`: ask for them in the background.
    """
    today = desk.clock.today()
    ahead = datetime.timedelta(days=desk.rules().number("certificate.warn_days", today))
    found = rows.timeline.count_open(
        desk.store, today=today.isoformat(), warn_until=(today + ahead).isoformat()
    )
    return {**found, "rows_waiting": rows.intakes.count_waiting(desk.store)}
