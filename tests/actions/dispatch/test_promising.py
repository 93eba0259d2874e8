"""The promise sheet of a batch: what it says, who signed it and who saw that, and when anew."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, orders
from gigdesk.domain.office import Role
from tests.actions.dispatch.test_handouts import FORMS, LONG, travelling, written

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


@pytest.mark.parametrize("form", FORMS)
def test_the_promise_says_the_terms_and_has_a_place_to_sign_for_everybody(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    batch, _ = travelling(desk)
    said = written(desk, batch, dispatch.PROMISE, tmp_path, form)
    together = written(desk, batch, dispatch.PROMISE_BATCH, tmp_path, form)
    for words in ("160.00元/天，打到本人银行卡", "往返交通费由用工单位承担", "不得收押金", LONG):
        assert words in said
        assert words in together
    assert not re.search(r"\d{17}[\dX]", said)
    if form == "pdf":
        assert said.count("本人签字或按手印") == 12
        assert said.count("见证人签字") == 12


def test_promise_sheets_hear_of_progress_and_can_be_stopped(desk: Desk) -> None:
    batch, _ = travelling(desk)
    heard: list[tuple[int, int]] = []
    dispatch.set_paper(
        desk, batch, dispatch.PROMISE, "pdf", progress=lambda *done: heard.append(done)
    )
    assert heard[-1] == (12, 12)
    with pytest.raises(errors.Refused, match="cancelled"):
        dispatch.set_paper(desk, batch, dispatch.PROMISE, "pdf", cancelled=lambda: len(heard) >= 12)


def test_who_signed_a_promise_is_kept_with_the_witness_and_can_be_taken_back(desk: Desk) -> None:
    batch, people = travelling(desk)
    told, done = dispatch.promise(
        desk, batch_id=batch, seen_by=" 王 干部 ", people=[*people[:2], b"nobody"]
    )
    assert [one.done for one in told] == [True, True, False]
    listed = dispatch.list_members(desk, batch_id=batch)
    states = [one["promise_state"] for one in listed]
    assert states == ["signed", "signed", *["none"] * 10]
    assert (listed[0]["promised_on"], listed[0]["promise_seen_by"]) == ("2026-09-01", "王 干部")
    assert dispatch.get_batch(desk, batch)["promised"] == 2
    order = dispatch.get_batch(desk, batch)["order_id"]
    orders.change(desk, order_id=order, changes={"meals": "none"})
    again = [one["promise_state"] for one in dispatch.list_members(desk, batch_id=batch)]
    assert again[:3] == ["changed", "changed", "none"]
    office.undo.undo(desk)
    office.undo.undo(desk)
    assert done.number
    listed = dispatch.list_members(desk, batch_id=batch)
    assert {one["promise_state"] for one in listed} == {"none"}


def test_a_promise_needs_a_witness_a_day_that_has_come_and_the_role(desk: Desk) -> None:
    batch, _ = travelling(desk)
    with pytest.raises(errors.Invalid, match="promise_seen_by"):
        dispatch.promise(desk, batch_id=batch, seen_by="  ")
    later = desk.clock.today().replace(year=2027)
    with pytest.raises(errors.Invalid, match="promise_day"):
        dispatch.promise(desk, batch_id=batch, seen_by="王干部", signed_on=later)
    told, _ = dispatch.promise(desk, batch_id=batch, seen_by="王干部")
    assert all(one.done for one in told)
    desk.staff = dataclasses.replace(desk.staff, role=Role.AUDITOR)
    with pytest.raises(errors.NotAllowed):
        dispatch.promise(desk, batch_id=batch, seen_by="王干部")
