"""A person whose record was joined to another is found on the list, on papers and by signing."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import openpyxl

from gigdesk.actions import dispatch, orders, training, workers
from gigdesk.domain.dispatch.batches import DOUBTS
from gigdesk.store import dispatch as rows
from tests.workforce import add_batch, add_order, add_person, doc_no

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_contract_consent_and_signature_go_by_who_somebody_is_today(
    desk: Desk, tmp_path: Path
) -> None:
    wrong = add_person(desk, 1, consent=False)
    batch = add_batch(desk, add_order(desk), [wrong])
    right = add_person(desk, 2, consent=False, name="王小丁", sex="1")
    chosen = dict.fromkeys(("name", "sex", "doc_no", "phone", "emergency_phone"), "keep")
    workers.doubles.merge(desk, keep=right, other=wrong, choices=chosen)
    assert dispatch.record_consents(desk, batch_id=batch, people=[right, wrong]) == 1
    assert (
        dispatch.record_consents(desk, batch_id=batch, people=[right]) == 0
    )  # the very same, the same day
    made = dispatch.make_contracts(desk, batch, tmp_path / "all.pdf", people=[right])
    assert made.contracts == 1
    (told,) = dispatch.sign(desk, batch_id=batch, people=[right])
    assert (told.done, told.name) == (True, "王小丁")
    assert [one["state"] for one in dispatch.list_contracts(desk, batch_id=batch)] == ["signed"]
    dispatch.insurance(desk, batch, tmp_path / "i.xlsx")
    assert dispatch.record_consents(desk, batch_id=batch, people=[right], purpose="insurer") == 1
    assert dispatch.uninsurable(desk, batch) == []
    shown = {
        str(cell)
        for row in openpyxl.load_workbook(tmp_path / "i.xlsx").worksheets[0].iter_rows()
        for cell in (each.value for each in row)
    }
    assert doc_no("1985-03-02", 2) in shown
    assert doc_no("1985-03-02", 1) not in shown
    assert dispatch.send(desk, batch_id=batch).done


def test_a_certificate_of_the_joined_record_brings_its_owner_into_the_proposal(desk: Desk) -> None:
    right, wrong = add_person(desk, 1), add_person(desk, 2)
    with desk.doing("workers.add_certificate"):
        row = {"worker_id": wrong, "kind": "4", "trade": "采棉"}
        desk.store.add("certificate", {"id": desk.new_id(), "station_id": desk.station.id, **row})
    order = add_order(desk, certificate_kind="特种作业操作证", certificate_rule="block")
    with desk.doing("workers.merge"):
        desk.store.change("worker", wrong, {"state": "merged", "merged_into": right})
    found = dispatch.propose(desk, order)
    assert [one.worker.id for one in found.candidates] == [right]
    assert not found.excluded.get("no_certificate")


def test_every_list_tells_of_a_joined_record_who_the_person_is_today(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk, from_day="2026-08-01", to_day="2026-10-31")
    course = training.open_class(
        desk, fields={"name": "采棉班", "from_day": "2026-09-10", "to_day": "2026-09-20"}
    )
    wrong = add_person(desk, 2, name="王小丁", phone="13500135000")
    batch = dispatch.plan(
        desk, order_id=order, depart_on=datetime.date(2026, 8, 1), confirmed=DOUBTS
    ).id
    dispatch.add_members(desk, batch_id=batch, people=[wrong])
    training.enrol(desk, class_id=course.id, people=[wrong])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    assert dispatch.send(desk, batch_id=batch).done
    right = add_person(desk, 1, name="王小丁", phone="13900139000")
    workers.doubles.merge(desk, keep=right, other=wrong)
    number = desk.store.value("SELECT number FROM worker WHERE id = ?", (right,))

    (contract,) = dispatch.list_contracts(desk, batch_id=batch)
    lists = (
        dispatch.list_members(desk, batch_id=batch, reveal=True),
        orders.dashboard(desk, order).people,
        training.list_enrolments(desk, course.id),
        dispatch.without_contract(desk),
        [contract],
    )
    assert [[one["worker_number"] for one in some] for some in lists] == [[number]] * len(lists)
    for some in lists[:-1]:
        assert some[0]["phone"][-4:] == "9000"
        assert some[0]["worker_id"] == wrong  # the record that was written
    places = rows.members.count_sexes(desk.store, order)
    assert (places.men, places.women) == (1, 0)


def test_a_contract_signed_under_another_record_of_the_person_counts(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk, from_day="2026-08-01", to_day="2026-10-31")
    wrong, right = add_person(desk, 1), add_person(desk, 3)
    batch = dispatch.plan(
        desk, order_id=order, depart_on=datetime.date(2026, 8, 1), confirmed=DOUBTS
    ).id
    dispatch.add_members(desk, batch_id=batch, people=[wrong])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    assert dispatch.send(desk, batch_id=batch).done
    dispatch.sign(desk, batch_id=batch)
    (paper,) = dispatch.list_contracts(desk, batch_id=batch)
    with desk.doing("workers.merge"):
        desk.store.change("worker", wrong, {"state": "merged", "merged_into": right})
        desk.store.change("contract", paper["id"], {"worker_id": right})
    assert dispatch.without_contract(desk) == []
    (told,) = dispatch.list_members(desk, batch_id=batch)
    assert told["contract_state"] == "signed"
