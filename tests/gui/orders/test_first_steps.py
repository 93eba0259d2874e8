"""The first minutes of a new employer: what is blamed once, what an empty page offers, its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, record
from gigdesk.gui.orders.employer import EmployerPage
from gigdesk.gui.orders.order import OrderPage
from gigdesk.gui.orders.page import OrdersPage
from tests.gui.kit.checks import press, say
from tests.gui.rooms import to_front
from tests.workforce import add_employer, add_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.form import Form
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def opened(frame: Window) -> OrdersPage:
    page = frame.open("orders")
    assert isinstance(page, OrdersPage)
    return page


def new_employer(qtbot: QtBot, frame: Window) -> Form:
    page = opened(frame)
    page.tabs.setCurrentIndex(1)
    to_front(qtbot, frame)
    press(page.employers.search, _Key.Key_N, _CTRL)
    assert isinstance(page.top, record.FormPage)
    return page.top.form


def test_a_name_that_is_missing_is_blamed_once_and_in_words(qtbot: QtBot, frame: Window) -> None:
    form = new_employer(qtbot, frame)
    press(form.boxes["name"].editor.target(), _Key.Key_S, _CTRL)
    asked = i18n.text("orders.finding.name_missing")
    qtbot.waitUntil(lambda: asked in [each.words for each in form.boxes["name"].findings])
    assert [each.words for each in form.boxes["name"].findings] == [asked]


def test_a_form_that_is_not_left_keeps_its_title(qtbot: QtBot, frame: Window) -> None:
    form = new_employer(qtbot, frame)
    title = frame.head.title.accessibleName()
    say(form.boxes["name"].editor.target(), "红旗果业专业合作社")
    frame.open("orders")
    asked = frame.findChildren(dialogs.Dialog)[-1]
    asked.reject()
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert form.isVisible()
    assert frame.head.title.accessibleName() == title


def test_an_employer_without_orders_says_so_and_never_offers_those_of_others(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    add_order(desk)
    alone = add_employer(desk, name="红旗果业专业合作社")
    page = opened(frame)
    page.open_record(("employer", alone))
    assert isinstance(page.top, EmployerPage)
    shown = page.top
    words = i18n.text("orders_page.no_orders")
    qtbot.waitUntil(lambda: words in [each.text() for each in shown.findChildren(QtWidgets.QLabel)])
    offered = [each.text() for each in shown.list.findChildren(QtWidgets.QPushButton)]
    assert i18n.text("window.table.clear") not in offered
    shown.list.clear()
    shown.refresh()
    qtbot.waitUntil(lambda: shown.list.model.rowCount() == 0 and shown.row != {})
    with qtbot.waitSignal(shown.add_wanted):
        press(shown.list.table, _Key.Key_N, _CTRL)


def test_from_an_order_one_key_leads_to_its_people(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    order = add_order(desk)
    page = opened(frame)
    page.open_record(order)
    assert isinstance(page.top, OrderPage)
    shown = page.top
    qtbot.waitUntil(lambda: shown.row != {})
    to_front(qtbot, frame)
    press(shown, _Key.Key_N, _CTRL)
    qtbot.waitUntil(lambda: frame.page("dispatch") is not None)
