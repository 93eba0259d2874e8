"""The page of loans: one noted by keyboard, one refused, changed, cancelled, and the days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import lending
from gigdesk.gui.fields import Candidate
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows
from tests.workforce import add_employer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def loans(qtbot: QtBot, desk: Desk, frame: Window) -> tuple[Any, Any, list[bytes]]:
    """Return the pages of batches and of loans, and two people: the first one in a batch."""
    people = add_people(desk, 2)
    trail, _ = opened(qtbot, frame, plan(desk, people[:1]))
    lending.entry(frame, trail)[2]()
    return trail, trail.top, people


def fill(desk: Desk, qtbot: QtBot, person: bytes, pair: tuple[bytes, bytes]) -> None:
    asked = modal(qtbot).form
    asked.set_value("worker", Candidate(person, "某人"))
    asked.set_value("lender_id", Candidate(pair[0], "甲"))
    asked.set_value("borrower_id", Candidate(pair[1], "乙"))
    today = desk.clock.today().isoformat()
    asked.set_value("from_day", today)
    asked.set_value("to_day", today)
    asked.save()


def test_a_loan_is_noted_changed_shown_in_the_days_and_cancelled(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    trail, page, (_, free) = loans(qtbot, desk, frame)
    pair = (add_employer(desk, name="甲竹器厂"), add_employer(desk, name="乙茶场"))
    page.add()
    fill(desk, qtbot, free, pair)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 1)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
    page.list.table.select_row(0)
    page.change()
    asked = modal(qtbot).form
    asked.set_value("agreement", "2026-共-7")
    asked.save()
    qtbot.waitUntil(lambda: rows(page.list)[0]["agreement"] == "2026-共-7")
    page.list.table.select_row(0)
    page.days()
    days: Any = trail.top
    qtbot.waitUntil(lambda: len(rows(days.list)) >= 28)
    assert sum(row["taken"] for row in rows(days.list)) == 1
    over_all_steps(frame, lambda: assert_nothing_clipped(days))
    assert_everything_named(days)
    days.turn(-1)
    qtbot.waitUntil(lambda: sum(row["taken"] for row in rows(days.list)) == 0)
    trail.back()
    page.list.table.select_row(0)
    page.cancel()
    asked = modal(qtbot).form
    asked.set_value("reason", "不去了")
    asked.save()
    qtbot.waitUntil(lambda: len(rows(page.list)) == 0)
    assert dispatch.list_loans(desk) == []


def test_somebody_in_a_batch_is_refused_with_the_rule(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    trail, page, (busy, _) = loans(qtbot, desk, frame)
    pair = (add_employer(desk, name="甲竹器厂"), add_employer(desk, name="乙茶场"))
    page.add()
    fill(desk, qtbot, busy, pair)
    qtbot.waitUntil(lambda: trail.top is not page)
    refused: Any = trail.top
    qtbot.waitUntil(lambda: len(rows(refused.list)) == 1)
    assert "批次" in rows(refused.list)[0]["why"]
