"""Registration from the keyboard alone: checks, doubles, what is remembered, drafts, undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.domain.workers.consents import FORM_VERSION
from gigdesk.gui import dialogs, form
from gigdesk.gui.workers.declared import CONSENT
from gigdesk.gui.workers.person import PersonPage
from gigdesk.gui.workers.registration import DRAFT, RegistrationPage
from gigdesk.gui.workers.told import TOLD
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
    say,
    type_keys,
)
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import CHILD, LI, WANG, ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, frame: Window, people: WorkersPage) -> RegistrationPage:
    """Open registration in the active window."""
    people.add()
    frame.activateWindow()
    with qtbot.waitActive(frame):
        pass
    assert isinstance(people.top, RegistrationPage)
    return people.top


def target(page: RegistrationPage, key: str) -> QtWidgets.QWidget:
    return page.form.boxes[key].editor.target()


def enter(page: RegistrationPage, key: str, typed: str) -> None:
    """Type into a field and go on with Enter; Chinese comes from an input method."""
    at = target(page, key)
    assert at.hasFocus(), key
    if typed.isascii():
        type_keys(at, typed)
    else:
        say(at, typed)
    press(at, _Key.Key_Return)


def fill_in(qtbot: QtBot, page: RegistrationPage, doc_no: str, name: str, phone: str) -> None:
    """Fill in everything up to the consent, by keys."""
    enter(page, "doc_no", doc_no)
    enter(page, "name", name)
    if page.form.boxes["village_id"].editor.value() is None:
        type_keys(target(page, "village_id"), "sq")
        editor: Any = page.form.boxes["village_id"].editor
        qtbot.waitUntil(editor._list.isVisible)
    press(target(page, "village_id"), _Key.Key_Return)
    enter(page, "phone", phone)
    enter(page, "wanted_trades", "采茶")
    press(target(page, CONSENT), _Key.Key_Space)


def found(desk: Desk, doc_no: str) -> workers.people.Person:
    return workers.people.get(desk, workers.search.find_one(desk, doc_no))


def test_a_person_is_registered_by_keys_alone_and_the_next_one_begins(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, page: RegistrationPage
) -> None:
    fill_in(qtbot, page, ZHOU, "周桂香", "13870001234")
    with qtbot.waitSignal(page.registered) as registered:
        press(target(page, CONSENT), _Key.Key_Return)
    assert registered.args is not None
    assert registered.args[1] is True
    assert frame.notices.history[0][0] == "已登记 W1 周桂香"
    person = found(desk, ZHOU)
    assert person.worker["sex"] == "2"
    assert person.worker["birth_date"] == "1978-03-12"
    assert person.worker["village"] == "石桥村"
    assert person.worker["wanted_trades"] == "采茶"
    assert person.purposes == ("registration",)
    assert target(page, "doc_no").hasFocus()
    assert page.form.values()[CONSENT] is False
    box = page.form.boxes["village_id"]
    assert box.editor.value() == people_frame.village(desk, "石桥村")
    assert box.widget.property("role") == "remembered"
    people.to_bottom()
    qtbot.waitUntil(lambda: people_frame.names(people) == ["周桂香"])


def test_the_village_is_remembered_when_registration_is_opened_again(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: RegistrationPage
) -> None:
    fill_in(qtbot, page, ZHOU, "周桂香", "13870001234")
    with qtbot.waitSignal(page.registered):
        press(page.form, _Key.Key_Return, _CTRL)
    people.to_bottom()
    people.add()
    assert isinstance(people.top, RegistrationPage)
    box = people.top.form.boxes["village_id"]
    assert box.editor.value() == people_frame.village(desk, "石桥村")
    assert not people.top.form.is_changed


def test_the_next_person_never_has_the_nationality_of_the_one_before(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: RegistrationPage
) -> None:
    fill_in(qtbot, page, ZHOU, "周桂香", "13870001234")
    page.form.set_value("ethnic", "05")
    with qtbot.waitSignal(page.registered):
        press(page.form, _Key.Key_Return, _CTRL)
    assert found(desk, ZHOU).worker["ethnic"] == "05"
    assert page.form.values()["ethnic"] is None
    people.to_bottom()
    people.add()
    assert isinstance(people.top, RegistrationPage)
    assert people.top.form.values()["ethnic"] is None


def test_saving_without_the_next_one_leads_to_the_person(
    qtbot: QtBot, people: WorkersPage, page: RegistrationPage
) -> None:
    fill_in(qtbot, page, ZHOU, "周桂香", "13870001234")
    with qtbot.waitSignal(page.registered):
        press(page.form, _Key.Key_S, _CTRL)
    assert isinstance(people.top, PersonPage)
    assert people.count() == 2


def test_full_width_digits_and_x_are_taken(qtbot: QtBot, page: RegistrationPage) -> None:
    say(target(page, "doc_no"), "４３０６９９１９７８０３１２６００ｘ")
    press(target(page, "doc_no"), _Key.Key_Return)
    assert page.form.values()["doc_no"] == ZHOU
    qtbot.waitUntil(lambda: page.form.boxes["doc_no"].findings == ())
    assert page.form.boxes[TOLD].widget.property("text").startswith("女 · 1978-03-12 · 48 岁")
    asks = target(page, "doc_no").inputMethodQuery(QtCore.Qt.InputMethodQuery.ImEnabled)
    assert asks is False


def test_a_wrong_digit_is_said_on_leaving_the_field(qtbot: QtBot, page: RegistrationPage) -> None:
    enter(page, "doc_no", ZHOU[:-1] + "5")
    qtbot.waitUntil(lambda: bool(page.form.boxes["doc_no"].findings))
    assert page.form.boxes["doc_no"].findings[0].code == "findings.id.check"
    target(page, "doc_no").setFocus()
    press(target(page, "doc_no"), _Key.Key_A, _CTRL)
    type_keys(target(page, "doc_no"), "4")
    assert page.form.boxes["doc_no"].findings == ()


def test_an_old_number_is_upgraded_with_a_word_about_it(
    qtbot: QtBot, desk: Desk, page: RegistrationPage
) -> None:
    enter(page, "doc_no", ZHOU[:6] + ZHOU[8:17])
    qtbot.waitUntil(lambda: bool(page.form.boxes["doc_no"].findings))
    assert page.form.boxes["doc_no"].findings[0].code == "findings.id.upgraded"
    enter(page, "name", "周桂香")
    press(page.form, _Key.Key_S, _CTRL)
    confirm = page.form.boxes["doc_no"].confirm
    qtbot.waitUntil(confirm.hasFocus)
    with qtbot.waitSignal(page.registered):
        press(confirm, _Key.Key_Space)
        press(page.form, _Key.Key_S, _CTRL)
    qtbot.waitUntil(lambda: workers.search.count(desk) == 1)
    assert found(desk, ZHOU).worker["name"] == "周桂香"


def test_a_namesake_of_the_same_birth_is_a_warning_that_enter_confirms(
    qtbot: QtBot, desk: Desk, page: RegistrationPage
) -> None:
    village = people_frame.village(desk, "石桥村")
    people_frame.register(desk, "430699196511236085", "王金凤", village_id=village)
    fill_in(qtbot, page, WANG, "王金凤", "13870009999")
    qtbot.waitUntil(lambda: bool(page.form.boxes["name"].findings))
    assert page.note.isVisible()
    press(page.form, _Key.Key_Return, _CTRL)
    confirm = page.form.boxes["name"].confirm
    qtbot.waitUntil(confirm.hasFocus)
    with qtbot.waitSignal(page.registered):
        press(confirm, _Key.Key_Return)
    assert workers.search.count(desk) == 2


def test_a_child_is_registered_only_after_a_confirmation(
    qtbot: QtBot, desk: Desk, page: RegistrationPage
) -> None:
    enter(page, "doc_no", CHILD)
    qtbot.waitUntil(lambda: bool(page.form.boxes["doc_no"].findings))
    one = page.form.boxes["doc_no"].findings[0]
    assert (one.code, one.tone) == ("workers.finding.under_age", "warning")
    enter(page, "name", "陈小小")
    press(page.form, _Key.Key_S, _CTRL)
    qtbot.waitUntil(page.form.boxes["doc_no"].confirm.hasFocus)
    assert workers.search.count(desk) == 0
    press(page.form.boxes["doc_no"].confirm, _Key.Key_Space)
    with qtbot.waitSignal(page.registered):
        press(page.form, _Key.Key_S, _CTRL)


def test_what_was_typed_too_fast_for_the_check_is_stopped_by_the_act(
    qtbot: QtBot, desk: Desk, page: RegistrationPage
) -> None:
    page.form.show_values({"doc_no": ZHOU[:-1] + "5", "name": "周桂香"})
    page.form.save()
    qtbot.waitUntil(lambda: bool(page.form.boxes["doc_no"].findings))
    assert workers.search.count(desk) == 0
    assert page.form._foot.save.isEnabled()


def test_folds_open_by_key_and_by_what_is_wrong_in_them(
    qtbot: QtBot, page: RegistrationPage
) -> None:
    first = page.form.folds[0]
    assert not first.is_open
    assert page.form.is_hidden("education")
    press(target(page, "doc_no"), _Key.Key_M, _CTRL)
    assert first.is_open
    qtbot.waitUntil(target(page, "doc_kind").hasFocus)
    page.form.close_folds()
    page.form.show_values({"doc_no": ZHOU, "name": "周桂香", "bank_account": "12"})
    page.look()
    qtbot.waitUntil(lambda: not page.form.is_hidden("bank_account"))


def test_enter_stops_once_on_a_consent_that_is_not_ticked_and_the_notice_leads_back_to_it(
    qtbot: QtBot, desk: Desk, frame: Window, page: RegistrationPage
) -> None:
    page.form.show_values({"doc_no": ZHOU, "name": "周桂香"})
    at = target(page, CONSENT)
    at.setFocus()
    press(at, _Key.Key_Return)
    assert page.form.boxes[CONSENT].findings[0].words == i18n.text("people.consent_unticked")
    assert not page.form._foot.is_busy
    with qtbot.waitSignal(page.registered):
        press(at, _Key.Key_Return)
    done = i18n.text("people.registered", number="W1", name="周桂香")
    said = i18n.text("people.registered_unsigned", registered=done)
    assert frame.notices.history[0] == (said, "warning")
    assert not page.form.boxes[CONSENT].findings
    notice = frame.notices.current
    assert notice is not None
    lead = i18n.text("people.consent.add")
    for box in page.form.boxes.values():
        if box.isVisible():
            place = QtCore.QRect(box.mapTo(frame, QtCore.QPoint()), box.size())
            assert not notice.geometry().intersects(place)
    buttons = notice.findChildren(type(page.form._foot.save))
    next(one for one in buttons if one.text() == lead).click()
    dialog = frame.findChild(form.FormDialog)
    assert dialog is not None
    dialog.form.set_value("purpose", "registration")
    dialog.form.save()
    qtbot.waitUntil(lambda: found(desk, ZHOU).purposes == ("registration",))


def test_registration_is_taken_back_by_the_notice(
    qtbot: QtBot, desk: Desk, frame: Window, page: RegistrationPage
) -> None:
    page.form.show_values({"doc_no": ZHOU, "name": "周桂香"})
    with qtbot.waitSignal(page.registered):
        page.form.save_and_new()
    notice = frame.notices.current
    assert notice is not None
    with qtbot.waitSignal(frame.tasks.wrote):
        next(b for b in notice.findChildren(type(page.form._foot.save)) if b.text()).click()
    assert workers.search.count(desk) == 0


def test_a_registration_with_its_consent_is_taken_back_as_one(
    qtbot: QtBot, desk: Desk, page: RegistrationPage
) -> None:
    page.form.show_values({"doc_no": ZHOU, "name": "周桂香", CONSENT: True})
    with qtbot.waitSignal(page.registered):
        page.form.save_and_new()
    assert found(desk, ZHOU).purposes == ("registration",)
    (consent,) = found(desk, ZHOU).consents
    assert (consent["form_version"], consent["given_how"]) == (FORM_VERSION, "signed")
    assert office.undo.undo(desk).act_name == "workers.register"
    assert workers.search.count(desk) == 0


# drafts


def test_what_is_half_typed_survives_and_is_offered_again(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, page: RegistrationPage
) -> None:
    enter(page, "doc_no", ZHOU)
    enter(page, "name", "周桂香")
    page.form.boxes["village_id"].editor.set_value(None)
    page.form.set_value("education", "70")
    qtbot.waitUntil(lambda: _draft(desk).get("education") == "70")
    # A power cut: nothing of the page is left but what the desk keeps.
    people.removeWidget(page)
    page.setParent(None)
    page.deleteLater()
    again = RegistrationPage(frame)
    people.push(again)
    qtbot.waitUntil(again.form.drafts.bar.isVisible)
    again.form.drafts.restore()
    values = again.form.values()
    assert (values["doc_no"], values["name"], values["education"]) == (ZHOU, "周桂香", "70")
    assert again.form.is_changed
    assert not again.form.is_hidden("education")
    assert not again.form.drafts.bar.isVisible()


def _draft(desk: Desk) -> dict[str, Any]:
    kept = office.slots.forms(desk, DRAFT)
    return kept[0]["fields"] if kept else {}


def test_a_saved_person_leaves_no_draft(qtbot: QtBot, desk: Desk, page: RegistrationPage) -> None:
    enter(page, "doc_no", ZHOU)
    qtbot.waitUntil(lambda: bool(_draft(desk)))
    enter(page, "name", "周桂香")
    with qtbot.waitSignal(page.registered):
        press(page.form, _Key.Key_Return, _CTRL)
    assert _draft(desk) == {}


def test_giving_up_asks_first_and_forgets_the_draft(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, page: RegistrationPage
) -> None:
    enter(page, "doc_no", ZHOU)
    qtbot.waitUntil(lambda: bool(_draft(desk)))
    press(target(page, "name"), _Key.Key_Escape)
    asked = next(each for each in frame.findChildren(dialogs.Dialog) if each.isVisible())
    asked.accept()
    assert people.count() == 1
    qtbot.waitUntil(lambda: _draft(desk) == {})


def test_turning_to_another_page_keeps_what_is_typed(
    qtbot: QtBot, desk: Desk, frame: Window, page: RegistrationPage
) -> None:
    say(target(page, "name"), "周")
    page.form.set_value("name", "周桂香")
    frame.open("intake")
    qtbot.waitUntil(lambda: _draft(desk).get("name") == "周桂香")
    frame.open("workers")
    assert page.form.values()["name"] == "周桂香"


def test_ages_are_judged_by_the_rules_of_the_day(
    qtbot: QtBot, desk: Desk, people: WorkersPage
) -> None:
    today = desk.clock.today()
    office.slots.set_rule(desk, rule_id="age.employable", value="99", valid_from=today)
    people.add()
    assert isinstance(people.top, RegistrationPage)
    people.top.form.set_value("doc_no", WANG)
    told: Any = people.top.form.boxes[TOLD].editor
    qtbot.waitUntil(lambda: "未满 99 岁" in told.value())


def test_nothing_is_clipped_and_everything_is_named_in_every_step(
    qtbot: QtBot, desk: Desk, frame: Window, page: RegistrationPage
) -> None:
    people_frame.register(desk, LI, "李铁牛", phone="13870005678")
    page.form.set_value("name", "李铁牛")
    page._led_to.add(LI)
    enter(page, "doc_no", LI)
    qtbot.waitUntil(page.note.isVisible)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    for fold in page.form.folds:
        fold.set_open(is_open=True)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
