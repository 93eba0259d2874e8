"""Refuses what would take captured rows away behind the back of the triggers that capture them."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

import sqlite_utils

from gigdesk import errors
from gigdesk.domain import tables

if TYPE_CHECKING:
    from sqlite_utils.db import Table

_CAPTURED = frozenset(table.name for table in tables.captured())
_NAME = r"(?:\W?\w+\W?\s*\.\s*)?\W?(\w+)"  # as people quote it, with or without its schema
_REPLACING = re.compile(
    rf"\b(?:REPLACE\s+INTO|INSERT\s+OR\s+REPLACE\s+INTO|UPDATE\s+OR\s+REPLACE)\s+{_NAME}",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


@functools.lru_cache(maxsize=1024)
def _replaced(sql: str) -> str:
    """Return the captured table in which a statement would replace rows, or nothing."""
    found = (one for one in _REPLACING.findall(_COMMENT.sub(" ", sql)) if one.lower() in _CAPTURED)
    return next(found, "")


def must_not_replace(sql: str) -> None:
    """Raise errors.Bug for what would take a captured row away and put another there in one go.

    SQLite tells no trigger of a row that goes so.
    """
    table = _replaced(sql)
    if table:
        raise errors.Bug("errors.bug_replace", table=table)


class GuardedDatabase(sqlite_utils.Database):
    """sqlite-utils without what would break capture."""

    def execute(self, sql: str, parameters: Any = None) -> Any:
        """Run a statement that replaces no captured row."""
        must_not_replace(sql)
        return super().execute(sql, parameters)

    def executescript(self, sql: str) -> Any:
        """Run statements that replace no captured row."""
        must_not_replace(sql)
        return super().executescript(sql)

    def query(self, sql: str, params: Any = None) -> Any:
        """Return the rows of a statement that replaces no captured row."""
        must_not_replace(sql)
        return super().query(sql, params)

    def table(self, table_name: str, **kwargs: Any) -> Table:
        """Return the table; `transform` is refused on it, and replacing in every form."""
        found = super().table(table_name, **kwargs)
        found.transform = _refuse("transform")  # type: ignore[method-assign]
        return found


def _refuse(helper: str) -> Any:
    """Return a function that refuses to run a helper which would silence capture."""

    def refused(*_: object, **__: object) -> None:
        raise errors.Bug("errors.bug_helper", helper=helper)

    return refused
