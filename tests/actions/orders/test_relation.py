"""Answers about the relationship stay with an order and its contracts, and change nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, orders
from gigdesk.domain.orders import relation
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

UNDER_A_FOREMAN = relation.read("112111")


def test_answers_are_kept_and_name_no_order_anew(desk: Desk) -> None:
    order = add_order(desk)
    assert orders.suggestion(desk, order) is None
    done = orders.answer(desk, order_id=order, answers=UNDER_A_FOREMAN)
    row = orders.get_order(desk, order)
    assert relation.kept(row["answers"]) == UNDER_A_FOREMAN
    assert row["employment_form"] == "service"
    found = orders.suggestion(desk, order)
    assert found is not None
    assert found.form == "labour"
    office.undo.undo(desk, done.number)
    assert orders.get_order(desk, order)["answers"] is None


def test_answers_are_weighed_before_they_are_kept(desk: Desk) -> None:
    order = add_order(desk)
    found = orders.suggestion(desk, order, relation.read("222222"))
    assert found is not None
    assert found.form == "contract_work"
    assert orders.get_order(desk, order)["answers"] is None


def test_half_of_the_answers_are_refused_and_nothing_is_kept(desk: Desk) -> None:
    order = add_order(desk)
    with pytest.raises(errors.Invalid):
        orders.answer(desk, order_id=order, answers={"time": "1"})
    with pytest.raises(errors.NotFound):
        orders.answer(desk, order_id=b"x" * 16, answers=UNDER_A_FOREMAN)
    assert orders.get_order(desk, order)["answers"] is None


@pytest.mark.parametrize(("form", "differs"), [("service", True), ("", False)])
def test_contracts_keep_the_answers_of_their_order_and_its_own_form(
    desk: Desk, tmp_path: Path, form: str, *, differs: bool
) -> None:
    order = add_order(desk, employment_form=form or None)
    orders.answer(desk, order_id=order, answers=UNDER_A_FOREMAN)
    batch = add_batch(desk, order, [add_person(desk, 1), add_person(desk, 2)])
    made = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    assert made.differs is differs
    for row in dispatch.list_contracts(desk):
        kept = desk.store.get("contract", row["id"])
        assert kept is not None
        assert json.loads(kept["answers"]) == UNDER_A_FOREMAN
        assert kept["kind"] == "service"
