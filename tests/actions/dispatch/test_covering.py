"""Nobody leaves without the cover that the order promises, or a decision of the head."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.domain.dispatch import covers
from gigdesk.domain.office import Role, Staff
from tests.actions.dispatch.insured import EVE, insured, make, ready, sent, states
from tests.making import move_clock
from tests.workforce import FIRST, add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def rules_of(found: dispatch.Sent) -> set[str]:
    return {rule for one in found.people for rule in one.rules}


def test_nobody_leaves_without_cover_or_a_decision_of_the_head(desk: Desk, tmp_path: Path) -> None:
    batch, who, terms = insured(desk)
    ready(desk, batch, tmp_path)
    move_clock(desk, EVE)
    made = make(desk, batch, replace(terms, only=tuple(who[:2])))
    move_clock(desk, EVE + datetime.timedelta(days=1))
    refused = dispatch.send(desk, batch_id=batch)
    assert (refused.done, rules_of(refused)) == (False, {"cover_unsent", "no_cover"})
    dispatch.note_sent(desk, list_id=made, on=FIRST - datetime.timedelta(days=1))
    refused = dispatch.send(desk, batch_id=batch)
    assert [one.worker_id for one in refused.people if not one.done] == [who[2]]
    with pytest.raises(errors.Invalid, match="reason_needed"):
        dispatch.decide_cover(desk, batch_id=batch, people=[who[2]], reason=" ")
    told, decided = dispatch.decide_cover(
        desk, batch_id=batch, people=[who[2], b"nobody"], reason="到达后由单位补保"
    )
    assert [one.done for one in told] == [True, False]
    assert states(desk, batch) == ["covered", "covered", "waived"]
    assert dispatch.send(desk, batch_id=batch).done
    assert dispatch.decisions(desk, batch)[0]["decided_by"] == "李站长"
    with pytest.raises(errors.Refused, match="undo_decision"):
        office.undo.undo(desk, decided.number)


def test_only_the_head_decides(desk: Desk) -> None:
    batch, who, _ = insured(desk)
    clerk = desk.named(Staff(desk.staff.id, "wang", "王办事员", Role.CLERK))
    with pytest.raises(errors.NotAllowed):
        dispatch.decide_cover(clerk, batch_id=batch, people=who, reason="次日补保")
    dispatch.decide_cover(desk, batch_id=batch, people=who, reason="次日补保")
    office.undo.undo(desk)
    assert states(desk, batch) == ["none"] * 3


def test_the_rule_of_cover_is_a_dated_one(desk: Desk, tmp_path: Path) -> None:
    batch, _, _ = insured(desk)
    ready(desk, batch, tmp_path)
    assert rules_of(dispatch.send(desk, batch_id=batch)) == {"no_cover"}
    office.slots.set_rule(desk, rule_id="eligible.cover", value="warn", valid_from=FIRST)
    assert dispatch.send(desk, batch_id=batch).done


def test_an_order_that_promises_no_list_asks_for_none(desk: Desk, tmp_path: Path) -> None:
    who = [add_person(desk, 1)]
    batch = add_batch(desk, add_order(desk, insurance_kinds="social,injury"), who)
    ready(desk, batch, tmp_path)
    assert not dispatch.asks_cover(desk, batch)
    assert dispatch.send(desk, batch_id=batch).done


def test_somebody_who_leaves_early_is_covered_to_that_day(desk: Desk, tmp_path: Path) -> None:
    batch, who, terms = insured(desk)
    move_clock(desk, EVE)
    sent(desk, batch, terms)
    ready(desk, batch, tmp_path)
    move_clock(desk, EVE + datetime.timedelta(days=1))
    assert dispatch.send(desk, batch_id=batch).done
    move_clock(desk, EVE + datetime.timedelta(days=10))
    dispatch.leave_early(
        desk,
        batch_id=batch,
        worker_id=who[0],
        until_day=datetime.date(2026, 10, 12),
        reason="家里有事",
    )
    draft = dispatch.propose_list(desk, batch, terms)
    (gone,) = draft.changes
    assert (gone.kind, gone.goes and gone.goes.to_day) == (covers.REMOVED, "2026-10-12")
