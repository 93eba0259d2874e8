"""The page of coaches: filled in, kept, everybody seated, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import grouping
from gigdesk.gui.dispatch.coaches import CoachesPage, seating
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def coaches(qtbot: QtBot, desk: Desk, frame: Window, people: int) -> tuple[bytes, Any]:
    batch = plan(desk, add_people(desk, people))
    _, top = opened(qtbot, frame, batch)
    seating(top)[2]()
    made = top.trail.top
    assert isinstance(made, CoachesPage)
    return batch, made


def fill(qtbot: QtBot, seats: int) -> Any:
    """Fill in the question that is open and save it."""
    asked = modal(qtbot).form
    asked.set_value("plate", "湘M00001")
    asked.set_value("seats", seats)
    asked.save()
    return asked


def test_a_coach_is_added_and_everybody_is_seated_within_its_seats(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch, page = coaches(qtbot, desk, frame, 3)
    page.add()
    fill(qtbot, 3)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 1)
    page.seat_all()
    qtbot.waitUntil(lambda: rows(page.list)[0]["seated"] == 2)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
    seats = [row["seat"] for row in dispatch.list_members(desk, batch_id=batch)]
    assert sorted(seats, key=str) == [1, 2, None]
    frame.undo.take_back(desk.store.value("SELECT max(number) FROM act"))
    qtbot.waitUntil(lambda: rows(page.list)[0]["seated"] == 0)


def test_seats_that_cannot_be_are_said_at_the_field(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch, page = coaches(qtbot, desk, frame, 1)
    page.add()
    asked = fill(qtbot, 1)
    qtbot.waitUntil(lambda: asked.boxes["seats"].is_stopping)
    assert dispatch.list_vehicles(desk, batch_id=batch) == []


def test_the_list_is_divided_into_groups_and_led(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    batch = plan(desk, add_people(desk, 4))
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 4)
    grouping.lead(top)  # nobody is in a group yet: it is said, and nothing is done
    grouping.divide(top)
    asked = modal(qtbot).form
    asked.set_value("most", 2)
    asked.save()
    qtbot.waitUntil(lambda: {row["group_name"] for row in rows(top.list)} == {"1", "2"})
    second = next(row for row in rows(top.list) if row["group_name"] and not row["leads"])
    shown = [row["id"] for row in rows(top.list)]
    top.list.table.select_row(shown.index(second["id"]))
    grouping.lead(top)
    qtbot.waitUntil(
        lambda: next(row["leads"] for row in rows(top.list) if row["id"] == second["id"]) == 1
    )
    assert sum(row["leads"] for row in rows(top.list)) == 2
    over_all_steps(frame, lambda: assert_nothing_clipped(top))
