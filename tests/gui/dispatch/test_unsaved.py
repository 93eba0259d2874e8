"""A list of people that was pasted and not put on the batch comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import office
from tests.gui.dispatch.batches import namesakes, pasting, plan
from tests.gui.rooms import add_people

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_pasted_list_and_who_was_chosen_come_back(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    ids = add_people(desk, 3)
    name = namesakes(desk, ids[1:3])
    batch = plan(desk, [])
    paste = pasting(qtbot, frame, batch, name, "many")
    paste.settle("1", ids[2])
    draft = f"paste_members:{batch.hex()}"
    qtbot.waitUntil(
        lambda: (
            [one["fields"].get("chosen") for one in office.slots.forms(desk, draft)]
            == [{"1": [ids[2].hex(), name]}]
        )
    )
    page: Any = frame.page("dispatch")
    page.back()
    top: Any = page.top
    top.deeds.paste()
    again: Any = page.top
    qtbot.waitUntil(again.drafts.bar.isVisible)
    again.refresh()  # what it reads of the empty text comes after the text came back
    again.drafts.restore()
    qtbot.waitUntil(lambda: again.people() == [ids[2]])
    again.go()
    qtbot.waitUntil(lambda: top.row["listed"] == 1)
    qtbot.waitUntil(lambda: office.slots.forms(desk, draft) == [])
