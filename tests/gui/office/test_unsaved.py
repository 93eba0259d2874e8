"""What is typed into the settings and not saved comes back, to whoever typed it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk.actions import dispatch, office
from gigdesk.domain.office import StaffId
from gigdesk.gui.office.places import VillageList
from tests.gui.office.test_sections import dialog_of
from tests.gui.whole import section

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_template_half_written_comes_back_to_its_writer_only(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    dispatch.ensure_templates(desk)
    templates = section(frame, "templates")
    row = {"kind": "service", "name": "范本", "version": 1, "state": "active", "body": "// text"}
    templates.edit(row)
    draft = "office.new_template:范本"
    templates.editor.box.insertPlainText("第一条 工资按月发。")
    qtbot.waitUntil(lambda: bool(office.slots.forms(desk, draft)))
    templates.close_editor()
    head, desk.staff = desk.staff, dataclasses.replace(desk.staff, id=StaffId(desk.new_id()))
    assert office.slots.forms(desk, draft) == []
    desk.staff = head
    templates.edit(row)
    again = templates.editor
    qtbot.waitUntil(again.drafts.bar.isVisible)
    words = [each.text() for each in again.drafts.bar.findChildren(QtWidgets.QLabel)]
    assert any(each.startswith("范本，") for each in words)
    again.drafts.restore()
    assert "工资按月发" in again.box.toPlainText()
    again._discard()
    qtbot.waitUntil(lambda: office.slots.forms(desk, draft) == [])


def test_a_pasted_list_of_villages_outlives_the_window(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    places = section(frame, "places")
    places.paste()
    first = dialog_of(frame, VillageList)
    first.box.setPlainText("青山镇 石桥村")
    draft = "office.add_division.list"
    qtbot.waitUntil(lambda: bool(office.slots.forms(desk, draft)))
    first.hide()
    first.setParent(None)
    first.deleteLater()
    places.paste()
    again = dialog_of(frame, VillageList)
    qtbot.waitUntil(again.drafts.bar.isVisible)
    again.drafts.restore()
    assert again.box.toPlainText() == "青山镇 石桥村"
    again.done(0)
    qtbot.waitUntil(lambda: office.slots.forms(desk, draft) == [])
