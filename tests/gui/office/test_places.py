"""The section of places: one is joined to another by the window, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import office
from tests.gui.office.test_sections import dialog_of, has
from tests.gui.rooms import rows
from tests.gui.whole import section

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.fields import Candidate
    from gigdesk.gui.window import Window


def test_a_village_is_joined_to_another_one_in_the_list(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    office.places.add_list(desk, "青山镇 长石村\n青山镇 长柳村")
    places = section(frame, "places")
    qtbot.waitUntil(lambda: has(places.list, "name", "长石村"))
    at = next(n for n, row in enumerate(rows(places.list)) if row["name"] == "长石村")
    places.list.table.select_row(at)
    places.join()
    asked = dialog_of(frame)
    into: Any = asked.form.boxes["successor_id"].editor
    found: list[Candidate] = into.field.find(desk, "长")
    assert [one.words for one in found] == ["长柳村"]
    into.take(found[0])
    asked.form.save()
    qtbot.waitUntil(lambda: has(places.list, "successor_name", "长柳村"))
    (last, *_) = office.history.acts(desk, limit=1)
    assert last["name"] == "office.join_divisions"
