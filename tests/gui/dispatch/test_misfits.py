"""Somebody whose age asks for another contract than the order's is offered that one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, workers
from gigdesk.domain.dispatch import terms
from gigdesk.gui.dispatch.printing import PrintPage
from gigdesk.gui.dispatch.refusals import Refusals
from tests.gui.dispatch.batches import opened
from tests.gui.frames import quiet
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, modal, rows
from tests.workforce import LABOUR, add_batch, add_order

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


@pytest.fixture
def people(desk: Desk) -> list[bytes]:
    """Return three people, the last of whom is above the age for a labour contract."""
    made = add_people(desk, 3, address="青山镇新建村")
    with desk.doing("workers.correct"):
        desk.store.change("worker", made[2], {"birth_date": "1960-05-01", "sex": "1"})
    return made


@pytest.fixture
def batch(desk: Desk, people: list[bytes]) -> bytes:
    """Return a batch of theirs under labour contracts."""
    return add_batch(desk, add_order(desk, **LABOUR), people)


def test_who_was_refused_is_counted_among_all_and_offered_the_fitting_agreement(
    qtbot: QtBot, frame: Window, people: list[bytes], batch: bytes
) -> None:
    page, top = opened(qtbot, frame, batch)
    top.deeds.print_all()
    printing: Any = page.top
    assert "3" in printing.start.accessibleName()
    qtbot.waitUntil(lambda: printing.template.value() == "")
    printing.run()
    qtbot.waitUntil(lambda: isinstance(page.top, Refusals))
    refused: Any = page.top
    qtbot.waitUntil(lambda: len(rows(refused.list)) == 1)
    assert "3" in refused.note.accessibleName()
    assert "1" in refused.note.accessibleName()
    assert "3" not in printing.start.accessibleName()
    assert [each.accessibleName() for each in refused.mends] == ["给这 1 人做超龄用工协议"]
    refused.mends[0].click()
    other: Any = page.top
    assert isinstance(other, PrintPage)
    assert other is not printing
    assert other.people == people[2:]
    qtbot.waitUntil(lambda: other.template.value() == terms.OVERAGE)


def test_printing_for_somebody_begins_with_what_the_age_asks_for(
    qtbot: QtBot, frame: Window, people: list[bytes], batch: bytes
) -> None:
    page, top = opened(qtbot, frame, batch)
    top.deeds.print_for(people[2:])
    printing: Any = page.top
    qtbot.waitUntil(lambda: printing.template.value() == terms.OVERAGE)
    page.back()
    top.deeds.print_for(people[1:])
    mixed: Any = page.top
    qtbot.waitUntil(lambda: mixed.template.value() == "")


def test_the_window_says_which_version_signed_contracts_and_the_others_have(
    qtbot: QtBot, frame: Window, desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), people[:2])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    dispatch.sign(desk, batch_id=batch, people=people[:1])
    service = next(row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    dispatch.save_template(desk, body=service["body"].replace("三日", "七日"))
    page, top = opened(qtbot, frame, batch)
    top.deeds.print_all()
    printing: Any = page.top
    qtbot.waitUntil(lambda: printing.template.value() == "")
    printing.run()
    modal(qtbot).accept()
    qtbot.waitUntil(lambda: printing.preview is not None)
    said = printing.said.accessibleName()
    assert not printing.said.isHidden()
    made = i18n.text("batches_page.made", count=2, pages=printing.preview.paper.pages)
    assert said.startswith(i18n.text("batches_page.made_so", made=made))
    assert f"其中 1 份已签字，按签字时的原文重印：{service['name']}（第 1 版）" in said
    assert f"另 1 份用 {service['name']}（第 2 版）" in said


def test_the_window_says_what_left_with_the_batch_and_which_number_it_takes_the_place_of(
    qtbot: QtBot, frame: Window, desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), people[:2])
    before = dispatch.make_contracts(desk, batch, tmp_path / "a.pdf").each
    assert dispatch.send(desk, batch_id=batch).done
    (service,) = (row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    dispatch.save_template(desk, body=service["body"].replace("三日", "七日"))
    workers.people.correct(desk, worker_id=people[0], changes={"phone": "13900001234"})
    page, top = opened(qtbot, frame, batch)
    top.deeds.print_all()
    printing: Any = page.top
    qtbot.waitUntil(lambda: printing.template.value() == "")
    printing.run()
    modal(qtbot).accept()
    qtbot.waitUntil(lambda: printing.preview is not None)
    said = printing.said.accessibleName()
    assert f"1 份已随队出发，按出发时的原文重印：{service['name']}（第 1 版）" in said
    (old,) = (one.contract_no for one in before if one.worker_id == people[0])
    assert i18n.text("batches_page.replaced", numbers=old) in said


def test_contracts_given_out_become_void_only_after_a_question(
    qtbot: QtBot, frame: Window, desk: Desk, people: list[bytes], tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), people[:2])
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    workers.people.correct(desk, worker_id=people[0], changes={"phone": "13900001234"})
    before = dispatch.list_contracts(desk)
    page, top = opened(qtbot, frame, batch)
    top.deeds.print_all()
    printing: Any = page.top
    qtbot.waitUntil(lambda: printing.template.value() == "")
    printing.run()
    asked = modal(qtbot)
    assert asked.windowTitle() == i18n.text("batches_page.renumber", count=1)
    (old,) = (row["contract_no"] for row in before if row["worker_id"] == people[0])
    words = "".join(each.text() for each in asked.findChildren(QtWidgets.QLabel))
    assert old in words
    press(asked, QtCore.Qt.Key.Key_Return)
    quiet(qtbot, frame.tasks)
    assert dispatch.list_contracts(desk) == before
    assert printing.preview is None
    printing.run()
    modal(qtbot).accept()
    qtbot.waitUntil(lambda: printing.preview is not None)
    assert {row["state"] for row in dispatch.list_contracts(desk)} == {"final", "void"}


def test_of_two_templates_of_a_kind_either_can_be_chosen(
    qtbot: QtBot, frame: Window, desk: Desk, people: list[bytes]
) -> None:
    batch = add_batch(desk, add_order(desk), people[:1])
    dispatch.ensure_templates(desk)
    (service,) = (row for row in dispatch.list_templates(desk) if row["kind"] == "service")
    dispatch.save_template(desk, body=service["body"].replace(service["name"], "本县合同"))
    page, top = opened(qtbot, frame, batch)
    top.deeds.print_all()
    printing: Any = page.top
    qtbot.waitUntil(lambda: printing.template.value() == "")
    made: list[str] = []
    for value in (service["name"], "service"):
        printing.template.set_value(value)
        printing.preview = None
        printing.run()
        if made:
            modal(qtbot).accept()
        qtbot.waitUntil(lambda: printing.preview is not None)
        made.append(dispatch.list_contracts(desk)[0]["template_name"])
    assert made == [service["name"], "本县合同"]
