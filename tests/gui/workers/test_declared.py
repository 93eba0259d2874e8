"""The fields of a person in forms: the tick without which health and diet are not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.gui.workers import declared, filters
from gigdesk.gui.workers.declared import CONSENT, OWN_CONSENT
from gigdesk.gui.workers.registration import RegistrationPage
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


class Windows(QtCore.QObject):
    """Watches which widgets come up as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(  # noqa: N802 -- Qt's own name
        self, watched: QtCore.QObject, event: QtCore.QEvent
    ) -> bool:
        if event.type() == QtCore.QEvent.Type.Show and isinstance(watched, QtWidgets.QWidget):
            self.seen += [type(watched).__name__] if watched.isWindow() else []
        return False


def test_no_part_of_the_form_flashes_up_as_a_window(qtbot: QtBot, people: WorkersPage) -> None:
    windows, app = Windows(), QtWidgets.QApplication.instance()
    assert app is not None
    app.installEventFilter(windows)
    people.add()
    qtbot.waitUntil(lambda: isinstance(people.top, RegistrationPage))
    app.removeEventFilter(windows)
    assert windows.seen == []


def test_health_waits_for_the_tick_of_its_own_consent(
    qtbot: QtBot, desk: Desk, people: WorkersPage
) -> None:
    people.add()
    page = people.top
    assert isinstance(page, RegistrationPage)
    page.form.show_values({"doc_no": ZHOU, "name": "周桂香", "health_note": "腰伤", CONSENT: True})
    page.form.save()
    box = page.form.boxes["health_note"]
    qtbot.waitUntil(lambda: bool(box.findings))
    assert box.findings[0].words == i18n.text("workers.finding.unagreed_health")
    page.form.set_value(OWN_CONSENT, value=True)
    with qtbot.waitSignal(page.registered):
        page.form.save()
    person = workers.people.get(desk, workers.search.find_one(desk, ZHOU))
    assert person.purposes == ("registration", "health")


def test_health_is_chosen_or_said_in_words_of_one_s_own() -> None:
    asked = declared.field("health_note")
    assert [one.value for one in asked.options] == ["1", "2", "3", "6"]
    assert asked.free
    assert asked.longest == 200


def test_the_code_of_a_residence_is_chosen_by_its_village_or_typed(
    qtbot: QtBot, desk: Desk, people: WorkersPage
) -> None:
    office.places.add_many(
        desk, wanted=[{"name": "竹溪村", "level": "village", "code": "430602001009"}]
    )
    people.add()
    page = people.top
    assert isinstance(page, RegistrationPage)
    box = page.form.boxes["address_code"]
    page.form.show_values({"doc_no": ZHOU, "name": "周桂香", CONSENT: True})
    found = filters.find_divisions(desk, "zxc")
    assert [(one.value, one.detail) for one in found] == [("430602001009", "竹溪村")]
    editor: Any = box.editor
    editor.take(found[0])
    page.form.set_value("hukou_code", value="430602001")
    with qtbot.waitSignal(page.registered):
        page.form.save()
    person = workers.people.get(desk, workers.search.find_one(desk, ZHOU))
    assert person.worker["address_code"] == "430602001009"
    assert person.worker["hukou_code"] == "430602001"
