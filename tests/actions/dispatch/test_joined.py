"""A person whose record was joined to another is found on the list, on papers and by signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from gigdesk.actions import dispatch, workers
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
    assert dispatch.record_consents(desk, batch, [right, wrong]) == 1
    assert dispatch.record_consents(desk, batch, [right]) == 0  # the very same, the same day
    made = dispatch.make_contracts(desk, batch, tmp_path / "all.pdf", people=[right])
    assert made.contracts == 1
    (told,) = dispatch.sign(desk, batch, [right])
    assert (told.done, told.name) == (True, "王小丁")
    assert [one["state"] for one in dispatch.list_contracts(desk, batch_id=batch)] == ["signed"]
    dispatch.insurance(desk, batch, tmp_path / "i.xlsx")
    assert dispatch.record_consents(desk, batch, [right], purpose="insurer") == 1
    assert dispatch.uninsurable(desk, batch) == []
    shown = {
        str(cell)
        for row in openpyxl.load_workbook(tmp_path / "i.xlsx").worksheets[0].iter_rows()
        for cell in (each.value for each in row)
    }
    assert doc_no("1985-03-02", 2) in shown
    assert doc_no("1985-03-02", 1) not in shown
    assert dispatch.send(desk, batch).done


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
