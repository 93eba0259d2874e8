"""What people are filtered by is looked up once for a list, never anew for each person."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk.domain.workers import recorded
from gigdesk.store import workers as rows
from tests.store import plans
from tests.store.workers.crowd import fill

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


def test_people_whose_words_name_a_category_are_found_by_it(
    store: Database,
) -> None:
    crowd = fill(store, 600)
    said = ("低保户；独居", "残疾", "非低保", "刑满释放", "3人", None)
    with store.atomic():
        for at, one in enumerate(crowd):
            store.change("worker", one.id, {"hardship": said[at % len(said)]})
    wanted = rows.filters.WorkerFilter(categories=("03", "11"))
    found = rows.seek.search(store, "", rows.filters.where(wanted, TODAY), limit=-1)
    assert set(found) == {one.id for one in crowd[:: len(said)]}
    assert rows.seek.count(store, "", rows.filters.where(wanted, TODAY)) == len(found)
    with plans.listening(store) as asked:
        rows.seek.count(store, "", rows.filters.where(wanted, TODAY))
    steps = plans.plan(store, asked[0])
    for column in ("hardship", "person_kind"):
        assert any(f"INDEX worker_by_{column}" in line for line in steps), steps


def test_a_recorded_end_goes_before_words_that_name_the_category(store: Database) -> None:
    crowd = fill(store, 20)
    station = store.value("SELECT station_id FROM worker LIMIT 1")
    ends = (None, "2026-08-31", "2026-08", "2026-09-01", "2026-09", "2027-01-01")
    with store.atomic():
        for at, end in enumerate(ends):
            store.change("worker", crowd[at].id, {"hardship": "低保户、残疾"})
            if end:
                row = {"worker_id": crowd[at].id, "category": "03", "valid_to": end}
                store.add("worker_category", {**row, "id": bytes([at]) * 16, "station_id": station})
    for categories, wanted in ((("03",), (0, 3, 4, 5)), (("03", "04"), range(6))):
        where = rows.filters.where(rows.filters.WorkerFilter(categories=categories), TODAY)
        found = rows.seek.search(store, "", where, limit=-1)
        assert set(found) == {crowd[at].id for at in wanted}
        for at in range(6):
            row = store.get("worker", crowd[at].id) or {}
            listed = rows.belongings.find_of(store, "worker_category", [crowd[at].id])
            known = recorded.known(row, listed, TODAY)
            assert bool(set(known) & set(categories)) == (at in wanted)
