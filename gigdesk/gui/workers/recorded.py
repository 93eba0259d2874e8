"""What stands in a history, in the user's words: the window's way to the words of the spec."""

from __future__ import annotations

from typing import Any

from gigdesk import i18n
from gigdesk.domain import workers


def field(table: str, name: str, cell: str = "") -> str:
    """Return what a column of a table is called: of a row that belongs to a person, whose row.

    Of a day of work the `cell` says which it is.
    """
    said = workers.telling.column(i18n, table, name)
    if table == "worker":
        return said
    of_table = workers.telling.table(i18n, table)
    whose = f"{of_table} {cell}" if cell else of_table
    return i18n.text("people.recorded.of", whose=whose, field=said)


def value(table: str, name: str, stored: Any, title: str = "") -> str:
    """Return a stored value in words; `title` is by what people know the record."""
    return workers.telling.value(i18n, table, name, stored, row=title)


def whose(table: str, title: str) -> str:
    """Return what a record is called that is no person's: its table and its name or number."""
    said = workers.telling.title(i18n, table, title)
    return f"{workers.telling.table(i18n, table)} {said}".strip()
