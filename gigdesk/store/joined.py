"""Who a record is today, as SQL: somebody whose record was joined to another is that other person.

Rows keep the record they were written for; whatever shows a person, or looks for what is a
person's own, goes through here.
"""

from __future__ import annotations

PERSON = "coalesce(w.merged_into, w.id)"
"""The id of the person that a record `w` belongs to."""
RECORDS = "(SELECT k.id FROM worker k WHERE k.id = w.id OR k.merged_into = w.id)"
"""The ids of all records of a person `w`."""
SAME = (
    "asked(person) AS (SELECT coalesce(merged_into, id) FROM worker WHERE id = ?), "
    "same(id) AS (SELECT person FROM asked UNION "
    "SELECT w.id FROM asked JOIN worker w ON w.merged_into = asked.person)"
)
"""For a WITH: in `same` the ids of all records of the person whose record is asked for."""


def person(refers: str) -> str:
    """Return the joins that make `w` the person, as they are today, to whose record a row refers.

    `refers` is the column that holds the id of the record; the record itself is `r`.
    """
    return f"JOIN worker r ON r.id = {refers} JOIN worker w ON w.id = coalesce(r.merged_into, r.id)"
