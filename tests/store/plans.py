"""What a store is asked while something runs, and how it goes about each question."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.store.database import Database


@contextlib.contextmanager
def listening(store: Database) -> Iterator[list[str]]:
    """Yield the statements that a store is asked meanwhile, with their values."""
    asked: list[str] = []
    store._link.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        store._link.set_trace_callback(None)


def plan(store: Database, sql: str) -> list[str]:
    """Return the steps in which a statement is worked out."""
    return [str(row["detail"]) for row in store.query(f"EXPLAIN QUERY PLAN {sql}")]
