"""Why somebody is kept otherwise than the card says: asked at registration and at corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore

from gigdesk.actions import workers
from gigdesk.gui.workers import basics
from gigdesk.gui.workers.declared import WHY
from tests.gui.conftest import press, say
from tests.gui.workers import people_frame, test_registration
from tests.gui.workers.people_frame import LI, WANG
from tests.gui.workers.test_registration import fill_in, found, target

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.registration import RegistrationPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
page = test_registration.page
_Key, _CTRL = QtCore.Qt.Key, QtCore.Qt.KeyboardModifier.ControlModifier
_SAID = "看过户口簿，证件登记有误"


def test_registration_asks_why_where_somebody_is_another_than_the_card_says(
    qtbot: QtBot, desk: Desk, page: RegistrationPage
) -> None:
    fill_in(qtbot, page, WANG, "王金凤", "13870009999")
    assert not page.form.boxes[WHY].isVisible()
    page.form.next_fold()
    page.form.set_value("sex", "1")
    page.look()
    qtbot.waitUntil(page.form.boxes[WHY].isVisible)
    page.form.boxes["doc_no"].confirm.setChecked(True)
    press(page.form, _Key.Key_S, _CTRL)
    qtbot.waitUntil(target(page, WHY).hasFocus)
    assert workers.search.count(desk) == 0
    say(target(page, WHY), _SAID)
    with qtbot.waitSignal(page.registered):
        press(page.form, _Key.Key_S, _CTRL)
    kept = found(desk, WANG)
    assert kept.worker["sex"] == "1"
    (entry,) = (one for one in workers.story.timeline(desk, kept.id) if one.kind == "registered")
    assert entry.values["reason"] == _SAID


def test_what_is_right_again_asks_for_no_reason(
    qtbot: QtBot, desk: Desk, page: RegistrationPage
) -> None:
    fill_in(qtbot, page, WANG, "王金凤", "13870009999")
    page.form.next_fold()
    page.form.set_value("sex", "1")
    page.look()
    qtbot.waitUntil(page.form.boxes[WHY].isVisible)
    page.form.set_value("sex", "2")
    page.look()
    qtbot.waitUntil(lambda: not page.form.boxes[WHY].isVisible())
    assert not target(page, WHY).isEnabled()
    assert workers.search.count(desk) == 0


def test_a_correction_against_the_number_stops_until_it_is_confirmed_with_a_reason(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    who = people_frame.register(desk, LI, "李铁牛")
    shown = workers.people.get(desk, who).worker
    form = basics.make(frame, who, {name: shown[name] for name in ("doc_no", "name", "sex")})
    qtbot.addWidget(form)
    form.show()
    other = "2" if shown["sex"] == "1" else "1"
    form.set_value("sex", other)
    form.boxes["sex"].editor.finished.emit()
    qtbot.waitUntil(lambda: bool(form.boxes["sex"].findings))
    assert form.boxes["sex"].findings[0].tone == "warning"
    form.boxes["sex"].confirm.setChecked(True)
    form.save()
    qtbot.waitUntil(lambda: bool(form.boxes[basics.REASON].findings))
    form.set_value(basics.REASON, _SAID)
    with qtbot.waitSignal(form.saved):
        form.save()
    assert workers.people.get(desk, who).worker["sex"] == other
