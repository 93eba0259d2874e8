"""Fields of an order that another choice puts out of sight stop nothing and keep what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk.actions import orders
from gigdesk.domain.orders import terms
from gigdesk.gui.fields import Candidate
from tests.gui.kit.checks import press, say
from tests.gui.rooms import to_front
from tests.workforce import add_employer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def _choose(form: Any, key: str, value: str) -> None:
    form.set_value(key, value)
    form.boxes[key].editor.edited.emit()


def test_a_fault_in_a_field_that_is_no_longer_asked_keeps_no_order_from_being_saved(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    employer = Candidate(add_employer(desk), "团场")
    page: Any = frame.open("orders")
    page.add_order()
    form = page.top.form
    to_front(qtbot, frame)
    day = desk.clock.today().isoformat()
    known = {"employer": employer, "trade": "采棉", "people": 5, "from_day": day, "to_day": day}
    known |= {"place": "棉田", "pay_kind": "day", "pay_fen": 20_000}
    for key, value in known.items():
        form.set_value(key, value)
    _choose(form, "employment_form", terms.LABOUR)
    box = form.boxes["hours_kind"]
    qtbot.waitUntil(box.isVisible)
    say(box.editor.target(), "8")
    press(form, _Key.Key_S, _CTRL)
    assert box.is_stopping
    _choose(form, "employment_form", terms.SERVICE)
    assert not box.isVisible()
    assert not box.is_stopping
    # Asked for again it stands there as it was typed, and stops.
    _choose(form, "employment_form", terms.LABOUR)
    assert box.isVisible()
    press(form, _Key.Key_S, _CTRL)
    assert box.is_stopping
    _choose(form, "employment_form", terms.SERVICE)
    press(form, _Key.Key_S, _CTRL)
    qtbot.waitUntil(lambda: orders.list_orders(desk)[0] == 1)
    (row,) = orders.list_orders(desk)[1]
    assert orders.get_order(desk, row["id"])["hours_kind"] is None


def test_what_hangs_on_a_field_out_of_sight_is_out_of_sight_as_well(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    assert desk
    page: Any = frame.open("orders")
    page.add_order()
    form = page.top.form
    _choose(form, "employment_form", terms.LABOUR)
    _choose(form, "hours_kind", terms.FLEXIBLE)
    qtbot.waitUntil(form.boxes["hours_approval"].isVisible)
    _choose(form, "employment_form", terms.SERVICE)
    assert not form.boxes["hours_approval"].isVisible()
