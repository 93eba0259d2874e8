"""What holds on a day, as SQL: consents in force, wishes still open, papers not yet expired."""

from __future__ import annotations


def reaches(column: str, day: str) -> str:
    """Return SQL for an end that has not passed; one known to its month holds to its last day.

    `day` is SQL for a day as ISO text; an end that is NULL is none. The same rule as
    `domain.workers.dates.has_ended`, which says the opposite.
    """
    return f"({column} IS NULL OR {column} >= substr({day}, 1, length({column})))"


def last_day(column: str) -> str:
    """Return SQL for the last day an end may mean: of a month its thirty-first, however long."""
    return f"iif(length({column}) = 7, {column} || '-31', {column})"


def consent_in_force(alias: str, day: str, *, today: str = "") -> str:
    """Return SQL for a consent that is given, is not withdrawn and has not run out on a day.

    It counts once it is given, for a day gone by as well where `today` is named beside it.
    Taking one back ends all that were given for its purpose until then, whichever record of the
    person they hang on: `domain.workers.consents`.
    """
    stands = consent_stands(alias, day, today=today)
    return f"({stands} AND NOT EXISTS ({_taken_back(alias)}))"


def consent_stands(alias: str, day: str, *, today: str = "") -> str:
    """Return SQL for a consent in force as far as its own row tells; see `INTRICATE`."""
    return (
        f"({alias}.withdrawn_on IS NULL AND {alias}.given_on <= {today or day} "
        f"AND {reaches(f'{alias}.expires_on', day)})"
    )


INTRICATE = (
    "SELECT coalesce(back_of.merged_into, back_of.id) FROM consent back "
    "CROSS JOIN worker back_of ON back_of.id = back.worker_id WHERE back.withdrawn_on IS NOT NULL "
    "UNION SELECT joint.merged_into FROM worker joint WHERE joint.merged_into > x''"
)
"""SQL for the few people of whom one row does not tell: who took something back, or was joined.

For all others a list of a whole county need not ask for other records and other consents.
"""


def _taken_back(alias: str) -> str:
    """Return SQL for what the person of a consent took back on its day or later."""
    person = "coalesce(own.merged_into, own.id)"
    return (
        "SELECT 1 FROM worker own "
        f"CROSS JOIN worker record ON record.id = {person} OR record.merged_into = {person} "
        "CROSS JOIN consent back ON back.worker_id = record.id "
        f"WHERE own.id = {alias}.worker_id AND back.purpose = {alias}.purpose "
        f"AND (back.withdrawn_on > {alias}.given_on OR (back.withdrawn_on = {alias}.given_on "
        f"AND back.worker_id <> {alias}.worker_id))"
    )


def wish_open(alias: str, day: str) -> str:
    """Return SQL for a wish for work that is neither met nor given up and has not run out."""
    return f"({alias}.state = 'open' AND {reaches(f'{alias}.expires_on', day)})"
