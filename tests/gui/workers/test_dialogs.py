"""The dialogs of a person's page: their layout, and no half numbers to be typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import workers
from gigdesk.gui import form
from gigdesk.gui.form.box import Sheet
from tests.gui.kit.checks import child
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


def test_fields_that_scroll_do_not_cost_a_dialog_its_second_column(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage
) -> None:
    page = people.open_person(people_frame.register(desk, ZHOU, "周桂香", phone="13870001234"))
    qtbot.waitUntil(lambda: page.person is not None)
    page.sections["certificates"].add_one()
    dialog = next(each for each in frame.findChildren(form.FormDialog) if each.isVisible())
    sheet = child(dialog, Sheet)
    qtbot.waitUntil(lambda: sheet._columns == 2)
    dialog.setFixedHeight(dialog.height() * 2 // 3)
    qtbot.waitUntil(lambda: dialog.form.area.verticalScrollBar().maximum() > 0)
    assert sheet._columns == 2


def test_a_certificates_number_is_corrected_whole_and_never_with_its_mask(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage
) -> None:
    who = people_frame.register(desk, ZHOU, "周桂香", phone="13870001234")
    add = workers.certificates.add_certificate
    made, _ = add(desk, worker_id=who, values={"kind": "7", "certificate_no": ZHOU})
    page = people.open_person(who)
    section = page.sections["certificates"]
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    assert "*" in section.rows[0]["certificate_no"]
    section._edit(made)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in frame.findChildren(form.FormDialog)))
    asked = next(d for d in frame.findChildren(form.FormDialog) if d.isVisible()).form
    assert asked.values()["certificate_no"] == ZHOU
    changed = f"{ZHOU[:-1]}{'0' if ZHOU[-1] != '0' else '1'}"
    asked.set_value("certificate_no", changed)
    with qtbot.waitSignal(asked.saved):
        asked.save()
    assert workers.certificates.reveal(desk, certificate_id=made) == changed
