"""What the tiles of a batch say: nothing is called complete that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.actions import dispatch
from tests.gui.dispatch.batches import opened, plan
from tests.gui.rooms import add_people

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_batch_that_is_too_small_for_its_order_says_how_many_it_lacks(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, add_people(desk, 2))
    _, page = opened(qtbot, frame, batch)
    tile = page.strip.tiles["people"]
    lacking = i18n.text("batches_page.lacking", count=page.row["people"] - 2)
    assert lacking in tile.accessibleName()
    assert tile.number.property("tone") == "warning"


def test_contracts_that_nobody_signed_yet_are_not_called_complete(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    batch = plan(desk, add_people(desk, 2))
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    _, page = opened(qtbot, frame, batch)
    tile = page.strip.tiles["contract"]
    assert i18n.text("batches_page.unsigned", count=2) in tile.accessibleName()
    assert i18n.text("batches_page.all_there") not in tile.accessibleName()
    assert tile.number.property("tone") == "warning"
