"""What the pages about orders show: the list with counts, one order, its four numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, orders
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The four numbers of an order, each with the list behind it.

    How many are needed, how many are there, how the work goes, how people were found: `people`
    holds everybody on the lists (`on_site` are those whose `batch_state` is `sent`), `days` each
    day with people and quarters, `sources` a count by `how_chosen`; `left_early` of them went home
    before the end.
    """

    needed: int
    listed: int
    on_site: int
    quarters: int
    worked_people: int
    last_day: str | None
    left_early: int
    people: list[dict[str, Any]]
    days: list[dict[str, Any]]
    sources: list[dict[str, Any]]


def list_orders(
    desk: Desk,
    *,
    states: Sequence[str] = (),
    words: str = "",
    employer_id: bytes | None = None,
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many orders fit and one page of them, the latest to begin first.

    `words` may be a number as it is read out, such as O9. `order` is a column to sort by, names by
    pinyin. Each row has all columns, `employer_name`, `employer_number`, `flag` of the employer and
    the counts `listed`, `on_site`, `batches` beside `people`, the number needed.
    """
    words = office.numbers.bare(words, "job_order")
    count = rows.jobs.count_orders(desk.store, states=states, words=words, employer_id=employer_id)
    page = rows.jobs.list_orders(
        desk.store,
        states=states,
        words=words,
        employer_id=employer_id,
        order=order,
        descending=descending,
        limit=limit,
        offset=offset,
    )
    return count, page


def get_order(desk: Desk, order_id: bytes) -> dict[str, Any]:
    """Return one order as `list_orders` gives it, with the `next_states` it may take.

    `missing_terms` are the fields that its contracts will ask for, `suggested_state` the one that
    its list asks for (full, recruiting again), else empty. Raises errors.NotFound.
    """
    row = rows.jobs.get_full(desk.store, order_id)
    if row is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    row["next_states"] = orders.jobs.STATES.after(row["state"])
    row["missing_terms"] = orders.terms.missing(row)
    row["suggested_state"] = orders.jobs.suggested(row["state"], row["people"], row["listed"])
    return row


def suggest_terms(desk: Desk, employer_id: bytes) -> dict[str, Any]:
    """Return what this employer's last order says about terms, place and trade, to begin from.

    Nothing is taken over by itself: a form shows it as a suggestion. Empty for a first order.
    """
    last = rows.jobs.last_terms(desk.store, employer_id)
    if last is None:
        return {}
    kept = (*orders.jobs.REPEATED, *orders.terms.FIELDS)
    return {"number": last["number"], **{name: last[name] for name in kept}}


def dashboard(desk: Desk, order_id: bytes) -> Dashboard:
    """Return the four numbers of an order and the lists behind them; raises errors.NotFound."""
    row = get_order(desk, order_id)
    going = rows.jobs.count_days(desk.store, order_id)
    people = rows.jobs.list_people(desk.store, order_id)
    return Dashboard(
        needed=row["people"],
        listed=row["listed"],
        on_site=row["on_site"],
        quarters=going["quarters"],
        worked_people=going["people"],
        last_day=going["last_day"],
        left_early=sum(one["state"] == "left" for one in people),
        people=people,
        days=rows.jobs.list_days(desk.store, order_id),
        sources=rows.jobs.count_sources(desk.store, order_id),
    )
