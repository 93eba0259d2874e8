"""The register of contracts in the window: found, noted, ended and written by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import register
from gigdesk.gui.dispatch.contract_rows import ENDING
from tests import pictures
from tests.gui.dispatch.batches import plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows, to_front

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path) -> register.RegisterPage:
    """Return the register with three contracts, two of them signed."""
    people = add_people(desk, 3)
    batch = plan(desk, people)
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    dispatch.sign(desk, batch_id=batch, people=people[:2])
    trail: Any = frame.open("dispatch", ("contracts", ""))
    made: Any = trail.top
    assert isinstance(made, register.RegisterPage)
    qtbot.waitUntil(lambda: len(rows(made.list)) == 3 and bool(rows(made.list)[0]))
    to_front(qtbot, frame)
    return made


def choose(page: register.RegisterPage, state: str) -> dict[str, Any]:
    """Make the first contract in a state the current one; return its row."""
    at = next(at for at, row in enumerate(rows(page.list)) if row["state"] == state)
    page.list.table.select_row(at)
    return dict(rows(page.list)[at])


def test_everything_in_the_register_is_named_and_nothing_clipped(
    page: register.RegisterPage, frame: Window
) -> None:
    assert_everything_named(page)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))


def test_words_and_states_narrow_the_register(qtbot: QtBot, page: register.RegisterPage) -> None:
    page.only("signed")
    qtbot.waitUntil(lambda: [row["state"] for row in rows(page.list)] == ["signed", "signed"])
    page.only(ENDING)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0)
    page.list.clear()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3)
    page.list.search.setText("C2")
    qtbot.waitUntil(lambda: [row["number"] for row in rows(page.list)] == [2])


def test_a_signed_page_is_attached_seen_and_taken_away(
    qtbot: QtBot, desk: Desk, page: register.RegisterPage, tmp_path: Path
) -> None:
    file = tmp_path / "page.jpg"
    file.write_bytes(pictures.JPEG)
    row = choose(page, "signed")
    page.see()  # there is none yet
    page.take(row, file)
    qtbot.waitUntil(lambda: bool(dispatch.get_contract(desk, row["id"])["scan_sha256"]))
    qtbot.waitUntil(lambda: any(one and one["scan_sha256"] for one in rows(page.list)))
    choose(page, "signed")
    page.detach()
    modal(qtbot).accept()
    qtbot.waitUntil(lambda: not dispatch.get_contract(desk, row["id"])["scan_sha256"])


def test_copies_of_all_marked_contracts_are_noted_at_once(
    qtbot: QtBot, desk: Desk, page: register.RegisterPage
) -> None:
    page.list.table.selectAll()
    page.give()
    modal(qtbot).form.save()
    qtbot.waitUntil(lambda: sum(row["copy_given"] for row in dispatch.register(desk)[1]) == 2)


@pytest.mark.parametrize(("state", "becomes"), [("signed", "ended"), ("final", "void")])
def test_a_contract_is_ended_with_a_reason_of_the_list(
    qtbot: QtBot, desk: Desk, page: register.RegisterPage, state: str, becomes: str
) -> None:
    row = choose(page, state)
    page.end()
    dialog = modal(qtbot)
    if state == "signed":
        dialog.form.save()
        assert dialog.form.boxes["code"].findings
        dialog.form.set_value("code", "other")
        dialog.form.set_value("ended_on", row["from_day"])
        dialog.form.save()
        qtbot.waitUntil(lambda: bool(dialog.form.boxes["reason"].findings))
        dialog.form.set_value("reason", "工程停了")
    dialog.form.save()
    qtbot.waitUntil(lambda: dispatch.get_contract(desk, row["id"])["state"] == becomes)
    told = page.frame.notices.history
    qtbot.waitUntil(lambda: bool(told) and row["contract_no"] in told[0][0])


def test_enter_opens_the_batch_and_nothing_chosen_is_said(
    qtbot: QtBot, frame: Window, page: register.RegisterPage
) -> None:
    page.list.table.clearSelection()
    page.attach()
    assert frame.notices.history[0][0] == i18n.text("contracts_page.first")
    choose(page, "signed")
    page.open_batch()
    qtbot.waitUntil(lambda: page.trail.top is not page)


def test_the_register_is_written_as_it_is_shown(
    qtbot: QtBot, frame: Window, page: register.RegisterPage
) -> None:
    page.only("signed")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    frame.notices.history.clear()
    page.export()
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    assert "2" in frame.notices.history[0][0]


def test_the_button_of_the_register_never_pushes_another_over_the_search_box(
    qtbot: QtBot, frame: Window
) -> None:
    page: Any = frame.open("dispatch")
    to_front(qtbot, frame)
    search = page.list.search

    def apart() -> bool:
        tools = search.parentWidget().findChildren(
            QtWidgets.QAbstractButton, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly
        )
        shown = [each for each in tools if each.isVisible()]
        return not any(search.geometry().intersects(each.geometry()) for each in shown)

    over_all_steps(frame, lambda: qtbot.waitUntil(apart))
    assert_nothing_clipped(page)
