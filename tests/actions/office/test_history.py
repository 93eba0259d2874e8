"""Records are found by what people read out, and never by the number of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import office, orders, workers
from tests import workforce

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def test_people_are_found_by_every_paper_and_never_by_the_count_in_it(desk: Desk) -> None:
    for serial in range(1, 10):
        workforce.add_person(desk, serial)
    papers = {"E1234567": "08", "00000005": "12", "H00000007": "10"}
    for doc_no, kind in papers.items():
        values = {"name": "李明", "doc_kind": kind, "doc_no": doc_no}
        values |= {"birth_date": "1980-01-01", "sex": "1"}
        codes = frozenset(one.code for one in workers.people.preview(desk, values).remarks)
        made = workers.people.register(desk, values=values, confirmed=codes)
        assert office.history.find(desk, "worker", doc_no) == made.worker_id
        assert workers.search.find_one(desk, doc_no) == made.worker_id
    old = workforce.doc_no("1985-03-02", 1)
    fifteen = old[:6] + old[8:17]
    first = workers.search.find_one(desk, "W1")
    assert office.history.find(desk, "worker", fifteen) == first
    for said in ("B1", "I1", "A1", "H00000008"):
        with pytest.raises(errors.NotFound):
            office.history.find(desk, "worker", said)


def test_other_records_are_found_by_their_own_number_alone(desk: Desk) -> None:
    order_id = workforce.add_order(desk)
    assert office.history.find(desk, "order", "O1") == order_id
    assert office.history.find(desk, "order", order_id.hex()) == order_id
    with pytest.raises(errors.Invalid):
        office.history.find(desk, "order", "B1")
    for said in ("O9", bytes(16).hex()):
        with pytest.raises(errors.NotFound):
            office.history.find(desk, "order", said)


def test_the_telephone_of_a_firm_is_masked_in_its_history(desk: Desk) -> None:
    workforce.add_order(desk)
    found = office.history.find(desk, "employer", "E1")
    orders.change_employer(desk, found, {"contact_phone": "13912345678"})
    told = str(office.history.of_row(desk, "employer", found))
    assert "139****5678" in told
    assert "13912345678" not in told
    assert "13912345678" in str(office.history.of_row(desk, "employer", found, reveal=True))
