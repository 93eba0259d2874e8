"""The list for the insurer asks first: who has not agreed is named, with the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui.dispatch.refusals import Refusals
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def asked(qtbot: QtBot, desk: Desk, frame: Window, *, agreed: int) -> tuple[Any, Any]:
    """Return the page of a batch of three, some of whom agreed, and what its list asks."""
    people = add_people(desk, 3)
    batch = plan(desk, people)
    if agreed:
        dispatch.record_consents(desk, batch_id=batch, people=people[:agreed], purpose="insurer")
    _, top = opened(qtbot, frame, batch)
    top.strip.tiles["insurance"].click()
    qtbot.waitUntil(lambda: isinstance(top.trail.top, Refusals))
    return top, top.trail.top


def papers(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "papers").glob("*.xlsx"))


def test_nothing_is_written_before_it_is_said_who_has_not_agreed(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    top, told = asked(qtbot, desk, frame, agreed=1)
    qtbot.waitUntil(lambda: len(rows(told.list)) == 2)
    assert "1" in told.mends[1].accessibleName()
    over_all_steps(frame, lambda: assert_nothing_clipped(told))
    assert_everything_named(told)
    told.done.click()
    qtbot.waitUntil(lambda: top.trail.top is top)
    assert papers(tmp_path) == []


def test_the_others_are_written_and_the_tile_says_who_is_missing(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    top, told = asked(qtbot, desk, frame, agreed=1)
    told.mends[1].click()
    qtbot.waitUntil(lambda: len(papers(tmp_path)) == 1)
    missing = i18n.text("batches_page.left_uninsured", count=2)
    qtbot.waitUntil(lambda: missing in top.strip.tiles["insurance"].accessibleName())


def test_consents_are_recorded_and_the_whole_list_is_written(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    top, told = asked(qtbot, desk, frame, agreed=0)
    assert len(told.mends) == 1  # nobody would be left to write
    told.mends[0].click()
    modal(qtbot).form.save()
    qtbot.waitUntil(lambda: len(papers(tmp_path)) == 1)
    assert dispatch.uninsurable(desk, top.row["id"]) == []
    assert dispatch.last_exports(desk, top.row["id"])["insurance"].rows == 3
