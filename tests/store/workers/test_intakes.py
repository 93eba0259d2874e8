"""Rows of imports that wait are found without reading those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import workers as rows
from tests.store import plans

if TYPE_CHECKING:
    from gigdesk.store.database import Database


def test_rows_that_wait_or_wait_again_are_found_by_indexes(store: Database) -> None:
    with plans.listening(store) as asked:
        rows.intakes.count_waiting(store)
        rows.intakes.is_waiting(store, {"id": b"x" * 16})
        rows.intakes.find_referred(store, row_numbers=[1], references=[], without=b"x" * 16)
    assert len(asked) == 3
    for sql in asked:
        steps = plans.plan(store, sql)
        assert not any(line.startswith(("SCAN r", "SCAN s", "SCAN a")) for line in steps), steps
        assert any("intake_row_by_settled_by (settled_by=?)" in line for line in steps), steps
