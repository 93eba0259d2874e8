"""Orders and employers in the window: filled in by keys, saved, seen in the list."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, office, orders
from gigdesk.gui import dialogs, record, table, theme
from gigdesk.gui.orders import groups, words
from gigdesk.gui.orders.employer import EmployerPage
from gigdesk.gui.orders.order import OrderPage
from gigdesk.gui.orders.page import OrdersPage
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
    say,
    type_keys,
)
from tests.gui.rooms import add_people, rows, to_front
from tests.workforce import add_employer, add_order, review_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def has_rows(listing: table.Listing, count: int) -> bool:
    return listing.model.rowCount() == count


def opened(frame: Window, record_id: Any = None) -> OrdersPage:
    page = frame.open("orders", record_id)
    assert isinstance(page, OrdersPage)
    return page


def form_of(qtbot: QtBot, page: OrdersPage) -> Any:
    top = page.top
    assert isinstance(top, record.FormPage)
    to_front(qtbot, page.frame)
    top.form.focus_first()
    return top.form


def focus() -> QtWidgets.QWidget:
    found = QtWidgets.QApplication.focusWidget()
    assert found is not None
    return found


def test_an_empty_list_says_what_to_do_next(qtbot: QtBot, frame: Window) -> None:
    page = opened(frame)
    words = i18n.text("orders_page.no_orders")
    qtbot.waitUntil(lambda: words in [each.text() for each in page.findChildren(QtWidgets.QLabel)])


def taken_back(frame: Window) -> bool:
    """Press the way back of the notice in sight; say whether it has one."""
    assert frame.notices.current is not None
    offered = frame.notices.current.findChildren(QtWidgets.QPushButton)
    found = [each for each in offered if each.accessibleName() == i18n.text("window.undo.short")]
    for each in found:
        each.click()
    return bool(found)


def test_an_employer_is_filled_in_by_keys_and_stands_in_the_list(
    qtbot: QtBot, frame: Window
) -> None:
    page = opened(frame)
    page.tabs.setCurrentIndex(1)
    page.employers.search.setFocus()
    press(focus(), _Key.Key_N, _CTRL)
    form = form_of(qtbot, page)
    assert focus() is form.boxes["name"].editor.target()
    say(focus(), "石桥茶叶专业合作社")
    press(focus(), _Key.Key_Return)
    type_keys(focus(), "93430602MA4L16JQ9")
    press(focus(), _Key.Key_Return)
    assert form.boxes["uscc"].is_stopping
    form.set_value("uscc", "91350100M000100Y43")
    form.save()
    qtbot.waitUntil(lambda: isinstance(page.top, EmployerPage))
    press(page.top, _Key.Key_Escape)
    qtbot.waitUntil(lambda: [row["name"] for row in rows(page.employers)] == ["石桥茶叶专业合作社"])
    assert frame.notices.history[0][0] == "已登记用工单位：石桥茶叶专业合作社"
    assert taken_back(frame)
    qtbot.waitUntil(lambda: not rows(page.employers))


def test_a_credit_code_that_is_known_is_said_beside_the_field(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    add_employer(desk, uscc="91350100M000100Y43")
    page = opened(frame)
    page.add_employer()
    form = form_of(qtbot, page)
    form.set_value("uscc", "91350100M000100Y43")
    form.boxes["uscc"].editor.finished.emit()
    qtbot.waitUntil(lambda: bool(form.boxes["uscc"].findings))
    assert "青禾" in form.boxes["uscc"].findings[0].words


def test_an_order_is_filled_in_saved_and_seen_with_its_numbers(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    add_employer(desk)
    page = opened(frame)
    page.orders.search.setFocus()
    press(focus(), _Key.Key_N, _CTRL)
    form = form_of(qtbot, page)
    say(focus(), "青禾")
    lookup = form.boxes["employer"].editor
    qtbot.waitUntil(lambda: lookup._list.isVisible() and lookup._list.count() == 2)
    press(focus(), _Key.Key_Return)
    say(focus(), "采棉")
    press(focus(), _Key.Key_Return)
    type_keys(focus(), "30")
    for key, value in {
        "women": 24,
        "place": "新疆阿克苏",
        "from_day": "2026-10-01",
        "to_day": "2026-11-30",
        "hours": "7.5",
        "pay_fen": 16000,
        "age_min": 18,
        "age_max": 55,
    }.items():
        form.set_value(key, value)
    form.save()
    assert [box.field.key for box in form.boxes.values() if box.is_stopping] == ["age_reason"]
    form.set_value("age_reason", "高温露天作业")
    form.save()
    qtbot.waitUntil(lambda: isinstance(page.top, OrderPage) and bool(page.top.row))
    row = page.top.row  # type: ignore[attr-defined]
    assert (row["people"], row["minutes_per_day"], row["pay_fen"]) == (30, 450, 16000)
    said = f"已接收订单 {row['number']}：{row['employer_name']} 采棉"
    qtbot.waitUntil(lambda: [told for told, _ in frame.notices.history][:1] == [said])
    press(page.top, _Key.Key_Escape)
    qtbot.waitUntil(lambda: [each["trade"] for each in rows(page.orders)] == ["采棉"])


def test_an_employer_nobody_knows_is_made_from_the_order_which_goes_on_as_it_was(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    page = opened(frame)
    page.add_order()
    form = form_of(qtbot, page)
    form.set_value("trade", "采茶")
    say(focus(), "石桥茶叶专业合作社")
    lookup = form.boxes["employer"].editor
    qtbot.waitUntil(lookup._list.isVisible)
    offered = lookup._list.currentItem()
    assert offered.text() == i18n.text("orders_page.new_employer", name="石桥茶叶专业合作社")
    press(focus(), _Key.Key_Return)
    qtbot.waitUntil(lambda: page.count() == 3)
    made = form_of(qtbot, page)
    assert made.values()["name"] == "石桥茶叶专业合作社"
    assert not page.frame.windowTitle().startswith(form.accessibleName())
    made.set_value("uscc", "91350100M000100Y43")
    made.save()
    qtbot.waitUntil(lambda: page.count() == 2)
    assert page.top.form is form  # type: ignore[attr-defined]
    known = orders.list_employers(desk)[1][0]
    assert (form.values()["employer"], form.values()["trade"]) == (known["id"], "采茶")
    assert not form.boxes["employer"].findings
    assert focus() is lookup
    assert page.frame.windowTitle().startswith(form.accessibleName())


def test_leaving_a_new_employer_leads_back_to_its_order_which_is_never_left_unasked(
    qtbot: QtBot, frame: Window
) -> None:
    page = opened(frame)
    page.add_order()
    form = form_of(qtbot, page)
    lookup: Any = form.boxes["employer"].editor
    for _ in range(2):
        say(focus(), "石桥")
        qtbot.waitUntil(lookup._list.isVisible)
        press(focus(), _Key.Key_Return)
        qtbot.waitUntil(lambda: page.count() == 3)
        press(form_of(qtbot, page), _Key.Key_Escape)
        qtbot.waitUntil(lambda: page.count() == 2)
        assert focus() is lookup
        assert form.boxes["employer"].editor.problem()
        press(focus(), _Key.Key_A, _CTRL)
        press(focus(), _Key.Key_Delete)
    say(focus(), "石桥")
    page._add_employer_to(form, lookup, "石桥")
    assert page.count() == 3
    assert not page.may_leave()
    assert page.top.form is form  # type: ignore[attr-defined]
    asked = frame.findChild(dialogs.Dialog)
    assert asked is not None
    asked.reject()


def test_tab_takes_a_candidate_and_never_makes_anything_new(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    add_employer(desk)
    page = opened(frame)
    page.add_order()
    form = form_of(qtbot, page)
    lookup = form.boxes["employer"].editor
    say(focus(), "石桥")
    qtbot.waitUntil(lookup._list.isVisible)
    press(focus(), _Key.Key_Tab)
    qtbot.wait(30)
    assert page.count() == 2
    assert form.boxes["employer"].findings[0].words == i18n.text("window.field.not_in_list")
    lookup.setFocus()
    lookup.selectAll()
    say(focus(), "青禾")
    qtbot.waitUntil(lambda: lookup._list.isVisible() and lookup._list.count() == 2)
    press(focus(), _Key.Key_Tab)
    assert lookup.candidate() is not None


def test_the_last_order_of_an_employer_is_suggested_and_can_be_seen(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    before = orders.get_order(desk, add_order(desk, shift="两班倒", insurance_kinds="injury"))
    page = opened(frame)
    page._add_for({"id": before["employer_id"], "name": before["employer_name"]})
    form = form_of(qtbot, page)
    qtbot.waitUntil(lambda: form.boxes["shift"].editor.value() == "两班倒")
    assert form.boxes["shift"].widget.property("role") == "remembered"
    values = form.values()
    assert (values["hours"], values["insurance_kinds"]) == ("8", ("injury",))
    assert (values["people"], values["from_day"]) == (None, None)
    form.set_value("shift", "白班")
    assert form.boxes["shift"].widget.property("role") == ""
    for key, value in {"people": 5, "from_day": "2026-10-01", "to_day": "2026-11-30"}.items():
        form.set_value(key, value)
    form.save()
    qtbot.waitUntil(lambda: isinstance(page.top, OrderPage) and bool(page.top.row))
    row = page.top.row  # type: ignore[attr-defined]
    assert (row["shift"], row["minutes_per_day"], row["missing_terms"]) == ("白班", 480, ())


def test_an_order_tells_what_its_contracts_will_lack(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    page = opened(frame, add_order(desk, hazards=None))
    top = page.top
    assert isinstance(top, OrderPage)
    qtbot.waitUntil(lambda: bool(top.row))
    tile = top.tiles.tiles["terms"]
    qtbot.waitUntil(lambda: tile.number.text() == i18n.text("orders_page.terms_missing", count=1))
    tile.click()
    listing = top.lists.currentWidget()
    assert isinstance(listing, table.Listing)
    qtbot.waitUntil(lambda: bool(rows(listing)))
    assert rows(listing)[0]["term"] == i18n.text("orders.field.hazards")
    assert rows(listing)[0]["missing"]


def test_groups_fold_jump_and_open_where_something_is_wrong(qtbot: QtBot, frame: Window) -> None:
    page = opened(frame)
    page.add_order()
    form = form_of(qtbot, page)
    grouped = form.findChild(groups.Groups)
    assert isinstance(grouped, groups.Groups)
    grouped.fold(1, is_open=False)
    assert form.boxes["trade"].isHidden()
    form.save()
    assert not form.boxes["trade"].isHidden()
    press(focus(), _Key.Key_4, _CTRL)
    assert focus() is form.boxes["pay_kind"].editor.target()
    assert form.boxes["probation_days"].isHidden()
    form.boxes["employment_form"].editor.set_value("labour")
    form.boxes["employment_form"].editor.edited.emit()
    assert not form.boxes["probation_days"].isHidden()


@pytest.mark.parametrize("least", [16, 18])
def test_children_cannot_be_asked_for(qtbot: QtBot, desk: Desk, frame: Window, least: int) -> None:
    today = desk.clock.today()
    office.slots.set_rule(desk, rule_id="age.employable", value=str(least), valid_from=today)
    page = opened(frame)
    page.add_order()
    form = form_of(qtbot, page)
    form.set_value("age_min", least - 1)
    form.boxes["age_min"].editor.finished.emit()
    qtbot.waitUntil(lambda: bool(form.boxes["age_min"].findings))
    assert str(least) in form.boxes["age_min"].findings[0].words
    assert form.boxes["age_min"].is_stopping


def test_each_of_the_four_numbers_opens_its_list(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    order = add_order(desk, from_day=desk.clock.today().isoformat())
    people = add_people(desk, 3)
    planned = dispatch.plan(desk, order_id=order, depart_on=desk.clock.today())
    dispatch.add_members(desk, batch_id=planned.id, people=people)
    page = opened(frame, order)
    top = page.top
    assert isinstance(top, OrderPage)
    qtbot.waitUntil(lambda: top.tiles.tiles["listed"].number.text() == "3")
    for name, count in (("needed", 1), ("listed", 3), ("worked", 0), ("sources", 1)):
        top.tiles.tiles[name].click()
        listing = top.lists.currentWidget()
        assert isinstance(listing, table.Listing)
        qtbot.waitUntil(functools.partial(has_rows, listing, count))


def test_a_state_step_is_done_from_the_menu_and_a_refused_one_has_no_codes(
    qtbot: QtBot, desk: Desk, frame: Window, reported: list[BaseException]
) -> None:
    order = add_order(desk)
    review_order(desk, order)
    page = opened(frame, order)
    top = page.top
    assert isinstance(top, OrderPage)
    qtbot.waitUntil(lambda: bool(top.steps.words()))
    top.steps.choose(i18n.text("orders_page.to.recruiting"))
    qtbot.waitUntil(lambda: top.row.get("state") == "recruiting")
    orders.set_state(desk, order_id=order, state="archived")
    top.move_on("full", "")
    qtbot.waitUntil(lambda: bool(reported))
    said = dialogs.words_of(reported.pop())
    assert said == i18n.text("orders.error.state_step")
    assert "archived" not in said


def test_an_order_whose_people_are_all_back_says_so() -> None:
    assert words.standing({"state": "on_site", "on_site": 3}) == i18n.text("orders.state.on_site")
    back = {"state": "on_site", "on_site": 0}
    assert words.standing(back) == "人员已返回"
    assert words.standing_tone(back) == "muted"


def test_nothing_is_clipped_and_everything_is_named(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk, hazards="高温、棉尘", age_min=18, age_reason="露天")
    page = opened(frame)
    page.refresh()
    qtbot.waitUntil(lambda: page.orders.model.rowCount() == 1)
    employer = orders.list_employers(desk)[1][0]["id"]
    for show in (
        None,
        functools.partial(page.open_order, order),
        functools.partial(page.open_employer, employer),
        page.add_order,
        page.add_employer,
    ):
        page.to_bottom()
        if show is not None:
            show()
        qtbot.wait(50)
        over_all_steps(frame, lambda: assert_nothing_clipped(page))
        assert_everything_named(page)
        app = QtWidgets.QApplication.instance()
        assert isinstance(app, QtWidgets.QApplication)
        theme.use(app, step=1)


def test_what_is_typed_replaces_a_suggestion_that_came_to_where_the_keyboard_was(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    before = orders.get_order(desk, add_order(desk, trade="缝纫工"))
    page = opened(frame)
    page._add_for({"id": before["employer_id"], "name": before["employer_name"]})
    form = form_of(qtbot, page)
    trade = form.boxes["trade"].editor
    qtbot.waitUntil(lambda: trade.value() == "缝纫工")
    # Again, with the keyboard in the field before the answer comes.
    form.set_value("trade", None)
    trade.setFocus()
    form.set_value("trade", "缝纫工")
    type_keys(trade, "cook")
    assert trade.value() == "cook"


def test_the_key_of_a_group_brings_its_heading_to_the_top(qtbot: QtBot, frame: Window) -> None:
    page = opened(frame)
    page.add_order()
    made = form_of(qtbot, page)
    frame.resize(911, 512)
    to_front(qtbot, frame)
    press(focus(), QtCore.Qt.Key.Key_3, QtCore.Qt.KeyboardModifier.ControlModifier)
    heading = [
        each for each in made.findChildren(QtWidgets.QLabel) if each.property("role") == "section"
    ][2]
    view = made.area.viewport()
    qtbot.waitUntil(lambda: abs(heading.mapTo(view, QtCore.QPoint(0, 0)).y()) <= 1)
