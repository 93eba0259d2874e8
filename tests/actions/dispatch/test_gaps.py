"""Who would fit an open order but for the certificate it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions import dispatch
from tests.workforce import add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

KIND = "特种作业操作证"


def certify(desk: Desk, person: bytes, **fields: Any) -> None:
    """Give somebody the certificate."""
    with desk.doing("workers.add_certificate"):
        row = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": person, "kind": "4"}
        desk.store.add("certificate", {**row, **fields})


@pytest.mark.parametrize("rule", ["block", "warn"])
def test_the_gap_names_everybody_who_fits_but_for_the_certificate(
    desk: Desk, rule: str, tmp_path: Path
) -> None:
    holder, bare, expired = (add_person(desk, serial) for serial in range(1, 4))
    certify(desk, holder)
    certify(desk, expired, valid_to="2026-03-01")
    add_person(desk, 4, birth="2012-05-01")
    add_person(desk, 5, trade="电焊")
    add_order(desk)
    order = add_order(desk, certificate_kind=KIND, certificate_rule=rule)
    (gap,) = dispatch.gaps(desk)
    assert (gap.order_id, gap.rule, gap.needed, gap.holders) == (order, rule, 10, 1)
    assert [(one.id, one.expired) for one in gap.people] == [(bare, False), (expired, True)]
    assert gap.people[0].phone
    assert dispatch.gaps(desk, order) == [gap]
    paper = dispatch.write_gaps(desk, tmp_path / "a.xlsx")
    assert paper.rows == 2
    sheet: Any = openpyxl.load_workbook(paper.path).active
    told = {cell.value for line in sheet.iter_rows() for cell in line}
    assert {"已过期", "没有", gap.people[1].name} <= told


def test_an_order_that_ignores_the_certificate_or_is_full_has_no_gap(desk: Desk) -> None:
    add_person(desk, 1)
    add_order(desk, certificate_kind=KIND, certificate_rule="ignore")
    full = add_order(desk, people=1, certificate_kind=KIND, certificate_rule="warn")
    assert len(dispatch.gaps(desk)) == 1
    found = dispatch.propose(desk, full).candidates
    planned = dispatch.plan(desk, order_id=full, depart_on=desk.clock.today().replace(month=10))
    dispatch.add_members(desk, batch_id=planned.id, people=[found[0].worker.id])
    assert dispatch.gaps(desk) == []
