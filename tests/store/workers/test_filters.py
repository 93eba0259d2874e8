"""What people are filtered by is looked up once for a list, never anew for each person."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk.store import workers as rows
from tests.store import plans

if TYPE_CHECKING:
    from gigdesk.store.database import Database

TODAY = datetime.date(2026, 9, 1)


@pytest.mark.parametrize(
    "wanted",
    [
        rows.filters.WorkerFilter(categories=("01", "08")),
        rows.filters.WorkerFilter(certificate_kind="6"),
        rows.filters.WorkerFilter(wanted_trade="焊工"),
    ],
)
def test_belongings_of_a_filter_are_read_once(
    store: Database, wanted: rows.filters.WorkerFilter
) -> None:
    where = rows.filters.where(wanted, TODAY)
    with plans.listening(store) as asked:
        rows.seek.search(store, "", where)
        rows.seek.count(store, "", where)
    assert len(asked) == 2
    for sql in asked:
        steps = plans.plan(store, sql)
        assert not any("CORRELATED" in line for line in steps), steps
