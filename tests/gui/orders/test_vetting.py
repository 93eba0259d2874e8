"""What is known of employers, and the review of orders, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, orders
from gigdesk.gui import form
from gigdesk.gui.dispatch.batch import BatchPage
from gigdesk.gui.orders.employer import EmployerPage
from gigdesk.gui.orders.order import OrderPage
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import to_front
from tests.workforce import FIRST, add_employer, add_order, add_person, review_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def shown(frame: Window, kind: type, wanted: Any, room: str = "orders") -> Any:
    page: Any = frame.open(room, wanted)
    assert isinstance(page.top, kind)
    return page.top


def question(qtbot: QtBot, frame: Window) -> Any:
    def found() -> list[QtWidgets.QDialog]:
        return [one for one in frame.findChildren(QtWidgets.QDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[-1]


def banned(desk: Desk, order: bytes) -> None:
    employer = orders.get_order(desk, order)["employer_id"]
    changes = {"flag": "banned", "flag_reason": "拖欠工资", "flag_until": "2026-12-31"}
    orders.change_employer(desk, employer_id=employer, changes=changes)


def test_the_review_of_an_order_is_confirmed_in_the_window_and_makes_it_public(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    top = shown(frame, OrderPage, order)
    qtbot.waitUntil(lambda: len(top.points) > 0)
    tile = top.tiles.tiles["review"]
    assert tile.number.text() == i18n.text("orders_page.points_left", count=4)
    to_front(qtbot, frame)
    top.steps.choose(i18n.text("orders_page.to.recruiting"))
    asked = question(qtbot, frame)
    (made,) = asked.findChildren(form.Form)
    for name in ("no_deposit", "no_papers_kept", "no_worker_fee", "pay_in_band"):
        made.set_value(name, *(True,))
    made.set_value("by", "赵经理")
    made.save()
    qtbot.waitUntil(lambda: tile.number.text() == i18n.text("orders_page.reviewed"))
    top.steps.choose(i18n.text("orders_page.to.recruiting"))
    qtbot.waitUntil(lambda: top.row["state"] == "recruiting")
    said = next(one.said for one in orders.review(desk, order) if one.name == "no_deposit")
    assert said is not None
    assert said.by == "赵经理"


def test_an_employer_s_card_tells_matters_and_papers_and_fits_every_letter_size(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    employer = add_employer(desk, agency_licence_no="1", agency_licence_to="2026-10-01")
    fields = {"kind": "unpaid", "what": "三人工资拖欠", "amount_fen": 1_200_000}
    orders.add_record(desk, employer_id=employer, fields=fields)
    top = shown(frame, EmployerPage, ("employer", employer))
    told = i18n.text("orders_page.records_open", count=1)
    qtbot.waitUntil(lambda: top.tiles.tiles["records"].number.text() == told)
    assert top.concerns.isVisible()
    top.tiles.choose("records")
    qtbot.waitUntil(lambda: top.records.model.rowCount() == 1)

    def chosen() -> bool:
        top.records.table.selectRow(0)
        return bool(top.records.table.selected_rows())

    qtbot.waitUntil(chosen)
    top.settle()
    (made,) = question(qtbot, frame).findChildren(form.Form)
    made.set_value("how", "已补发")
    made.save()
    told = i18n.text("orders_page.records_open", count=0)
    qtbot.waitUntil(lambda: top.tiles.tiles["records"].number.text() == told)
    top.tiles.choose("papers")
    qtbot.waitUntil(lambda: top.papers.model.rowCount() == 4)
    assert_everything_named(top)
    over_all_steps(frame, lambda: assert_nothing_clipped(top))


def test_a_ban_is_said_once_when_a_batch_is_to_leave(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    review_order(desk, order)
    batch = dispatch.plan(desk, order_id=order, depart_on=FIRST).id
    dispatch.add_members(desk, batch_id=batch, people=[add_person(desk, 1), add_person(desk, 2)])
    banned(desk, order)
    top = shown(frame, BatchPage, batch, "dispatch")
    qtbot.waitUntil(lambda: bool(top.row))
    qtbot.waitUntil(lambda: "拖欠工资" in top.concerns.accessibleName())
    top.deeds.send()
    asked = question(qtbot, frame)
    assert asked.accessibleName() == i18n.text("batches_page.employer_stops")
    assert any("拖欠工资" in one.text() for one in asked.findChildren(QtWidgets.QLabel))
    asked.accept()
    QtCore.QCoreApplication.processEvents()
    over_all_steps(frame, lambda: assert_nothing_clipped(top))
