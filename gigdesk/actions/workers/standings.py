"""How a person stands on a day: what to know at once, retirement, and how long categories hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk


def of_category(row: Mapping[str, Any], today: datetime.date) -> dict[str, Any]:
    """Return a category with how it stands today."""
    return {**row, "standing": workers.dates.standing(row["valid_from"], row["valid_to"], today)}


def flags(desk: Desk, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of what is to be known of a person at once, see `people.Person`."""
    today, book, region = desk.clock.today(), desk.rules(), desk.station.code
    birth = workers.ages.youngest_birth(row["birth_date"], row["doc_no"])
    limits = workers.ages.limits(book, today, region)
    least = limits.employable
    # Of a birth known to its month its first day may count already and its last one not yet.
    retired = workers.ages.is_retired(
        row["birth_date"] or "", row["sex"], today, rules=limits.retiring
    )
    tests = {
        "under_age": birth is not None and workers.ages.is_under_age(birth, today, least),
        "juvenile": birth is not None
        and workers.ages.is_juvenile(
            birth, today, least=least, until=book.number("age.juvenile_until", today, region)
        ),
        "is_4050": limits.is_4050(birth, row["sex"], today) and not retired,
        "doc_expired": workers.dates.has_ended(row["doc_valid_to"], today),
        "no_phone": not row["phone"],
        "no_village": row["village_id"] is None,
    }
    return tuple(name for name, holds in tests.items() if holds)


def retires(
    row: Mapping[str, Any], rules: tuple[workers.ages.RetirementRule, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the possible days of retirement as (category, day)."""
    birth = workers.dates.to_day(row["birth_date"])
    found = workers.ages.retirement_dates(birth, row["sex"], rules=rules) if birth else ()
    return tuple((category, day.isoformat()) for category, day in found)
