"""Six questions answered by digits alone, with what they suggest while one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import relation
from gigdesk.gui import form
from gigdesk.gui.orders.page import OrdersPage
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
    type_keys,
)
from tests.gui.rooms import to_front
from tests.workforce import add_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key


def opened(qtbot: QtBot, frame: Window, order: bytes) -> Any:
    """Return the page of an order with the dialog of the six questions open on it."""
    page = frame.open("orders")
    assert isinstance(page, OrdersPage)
    page.open_order(order)
    top: Any = page.top
    qtbot.waitUntil(lambda: bool(top.row))
    to_front(qtbot, frame)
    top.relate()
    return top


def dialog_of(frame: Window) -> form.FormDialog:
    return next(each for each in frame.findChildren(form.FormDialog) if each.isVisible())


def test_digits_answer_and_the_suggestion_is_told_before_and_after(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    page = opened(qtbot, frame, order)
    dialog = dialog_of(frame)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for name, digit in zip(relation.QUESTIONS, "112111", strict=True):
        box = dialog.form.boxes[name]
        qtbot.waitUntil(box.editor.target().hasFocus)
        type_keys(box.editor.target(), digit)
        if name != relation.QUESTIONS[-1]:
            press(box.editor.target(), _Key.Key_Return)
    press(box.editor.target(), _Key.Key_Tab)
    values = dialog.form.values()
    assert {name: values[name] for name in relation.QUESTIONS} == relation.read("112111")
    qtbot.waitUntil(lambda: all(box.findings for box in dialog.form.boxes.values()))
    assert_everything_named(dialog)
    over_all_steps(frame, lambda: assert_nothing_clipped(dialog))
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(orders.get_order(desk, order)["answers"]))
    said = relation.kept(orders.get_order(desk, order)["answers"])
    assert said == relation.read("112111")
    assert orders.get_order(desk, order)["employment_form"] == "service"
    labour = i18n.text("orders.employment_form.labour")
    qtbot.waitUntil(
        lambda: any(
            labour in each.accessibleName() for each in page.facts.findChildren(QtWidgets.QWidget)
        )
    )


def test_an_unanswered_question_stops_and_nothing_is_kept(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    opened(qtbot, frame, order)
    dialog = dialog_of(frame)
    dialog.form.set_value("time", "1")
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(dialog.form.boxes["place"].findings))
    assert dialog.isVisible()
    assert orders.get_order(desk, order)["answers"] is None
    dialog.form.show_values({})
    dialog.reject()
