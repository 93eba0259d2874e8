"""Who gives which telephone in a roster, of interest where several people give the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gigdesk.domain.workers import rows as row_rules


class Givers:
    """Who gives which telephone as their first, of interest where several people do."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._first: dict[str, str] = {}
        self._several: dict[str, set[str]] = {}

    def hear(self, row: row_rules.RowReading) -> None:
        """Hear one row."""
        if row.telephones:
            phone, giver = row.telephones[0].number, giver_of(row)
            first = self._first.setdefault(phone, giver)
            if first != giver:
                self._several.setdefault(phone, {first}).add(giver)

    def forget_single(self) -> None:
        """Keep, after the last row, only the telephones that several people give."""
        self._first.clear()

    def of(self, phone: str) -> set[str] | frozenset[str]:
        """Return who gives a telephone, nobody where it is only one."""
        return self._several.get(phone, frozenset())


def giver_of(row: row_rules.RowReading) -> str:
    """Return what tells a person of a file from the others: the right number, else the name."""
    return row.doc_no or row.name or row.paper.number
