"""Whether a row with a missing or doubtful number means a known person, by what else it says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import chatted, dates, identity, names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gigdesk.domain.workers.rows import RowReading
    from gigdesk.domain.workers.worker import WorkerId

_EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the registry: the id and the stored values by column.

    `phones` are the further telephones, where a row gives more than one; `former` names and births
    of records that were merged into this one.
    """

    id: WorkerId
    values: Mapping[str, object] = field(hash=False)
    phones: frozenset[str] = frozenset()
    former: frozenset[tuple[str, str]] = frozenset()


def fits(person: Known, row: RowReading, villages: Collection[bytes] = ()) -> bool:
    """Say whether a known person has the row's name, and its birth date or one of its villages.

    Where a row states a birth that is not that of its number, the stated one counts, and another
    one speaks against a namesake of the village. The birth in a number with a wrong digit does not:
    any of its digits may be the wrong one. Fifteen digits that a numeric cell has kept whole count
    like a birth. Name and birth of a record that was merged into the person's are still his.
    """
    if any((row.name, birth) in person.former for birth in births(row)):
        return True
    if not row.name or names.normalise(str(person.values.get("name") or "")) != row.name:
        return False
    exact = exact_number(row)
    if exact and exact == person.values.get("doc_no"):
        return True
    birth = person.values.get("birth_date")
    stated = next(iter(births(row)), None)
    if stated and birth:
        agrees = dates.agree(stated, str(birth))
        if agrees or "birth_date" in row.given or not _may_be_slip(row):
            return agrees
    return person.values.get("village_id") in villages


def _may_be_slip(row: RowReading) -> bool:
    """Say whether the row's number is one of which any digit may be the wrong one."""
    return any(one.code == identity.WRONG_CHECK for one in row.paper.findings)


def births(row: RowReading) -> tuple[str, ...]:
    """Return the births by which somebody may be known to a row: what its cell says, its number."""
    stated = row.given.get("birth_date")
    exact = exact_number(row)
    old = identity.birth_date(exact) if exact else None
    found = (stated, row.birth, old.isoformat() if old else None)
    return tuple(dict.fromkeys(str(one) for one in found if one))


def exact_number(row: RowReading) -> str | None:
    """Return the number that fifteen digits of a numeric cell write whole, in its present form.

    A numeric cell keeps fifteen digits, so nothing of an old number is lost there. It is still for
    a person to confirm: the cell may have held eighteen.
    """
    whole = any(one.code == identity.WHOLE_IN_CELL for one in row.paper.findings)
    return identity.old_number(row.paper.number) if whole else None


def by_digits(fitting: list[Known], left: str) -> list[Known]:
    """Tell namesakes apart by the 15 digits a numeric cell has left, where those fit one only."""
    exact = [one for one in fitting if str(one.values.get("doc_no") or "").startswith(left)]
    return exact if len(left) == _EXACT_DIGITS and len(exact) == 1 else fitting


_OF_NAMES = (chatted.UNSURE_NAME, chatted.UNSURE_PERSON)


def as_known(row: RowReading, name: object) -> RowReading:
    """Return a line of which it was not sure who is meant as naming who has its number.

    It stays as it is where `name`, by which that person is known, is none of its words.
    """
    doubt = next((one for one in row.findings if one.code in _OF_NAMES), None)
    if doubt is None or str(name) not in str(doubt.params["names"]).split(chatted.BETWEEN):
        return row
    found = tuple(one for one in row.findings if one is not doubt)
    return replace(row, given={**row.given, "name": str(name)}, findings=found)
