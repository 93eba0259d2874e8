"""All papers of a batch stand on one page; each is printed or kept by a key, and promises noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, office
from gigdesk.gui import handing
from gigdesk.gui.dispatch import handouts, promising
from gigdesk.gui.dispatch.handouts import HandoutsPage
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import add_people, modal, rows, to_front

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def papers(qtbot: QtBot, desk: Desk, frame: Window, people: int = 3) -> tuple[Any, Any]:
    """Return the page of a batch and the page of its papers, opened from its menu."""
    batch = plan(desk, add_people(desk, people))
    dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": 9, "plate": "湘M00001"})
    dispatch.seat_all(desk, batch_id=batch)
    _, top = opened(qtbot, frame, batch)
    entry = next(one for one in top.deeds.papers() if one[0] == i18n.text("batches_page.handouts"))
    entry[2]()
    made = top.trail.top
    assert isinstance(made, HandoutsPage)
    qtbot.waitUntil(lambda: len(rows(made.list)) == len(dispatch.PAPERS))
    return top, made


def shown(qtbot: QtBot) -> Any:
    """Wait for the paper that is shown to be printed."""

    def find() -> Any:
        found = QtWidgets.QApplication.activeModalWidget()
        return found if isinstance(found, handing.PaperDialog) else None

    qtbot.waitUntil(lambda: find() is not None)
    return find()


def test_every_paper_is_listed_in_plain_words_and_nothing_is_clipped(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _, page = papers(qtbot, desk, frame)
    assert set(handouts.NAMES) == set(dispatch.PAPERS)
    assert next(row["name"] for row in rows(page.list)) == "乘车名册"
    assert {row["made"] for row in rows(page.list)} == {"还没做过"}
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)


def test_enter_prints_a_paper_and_a_key_keeps_it_as_a_workbook(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    _, page = papers(qtbot, desk, frame)
    at = [row["id"] for row in rows(page.list)].index(dispatch.CARDS)
    page.list.table.select_row(at)
    press(page, _Key.Key_P, _CTRL)
    dialog = shown(qtbot)
    assert dialog.windowTitle() == "应急联系卡"
    dialog.accept()
    assert len(list((tmp_path / "papers").glob("*应急联系卡*.pdf"))) == 1
    qtbot.waitUntil(lambda: "3 人" in rows(page.list)[at]["made"])
    to_front(qtbot, frame)
    page.list.table.setFocus()
    page.list.table.select_row(at)
    press(page.list.table, _Key.Key_E, _CTRL)
    folder = tmp_path / "papers"
    qtbot.waitUntil(lambda: len(list(folder.glob("*应急联系卡*.xlsx"))) == 1)


def test_the_list_with_whole_numbers_asks_first_who_gets_it(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _, page = papers(qtbot, desk, frame)
    before = desk.store.value("SELECT count(*) FROM act WHERE name = 'dispatch.export'")
    page.make("roster-filing", "pdf")
    asked = modal(qtbot).form
    asked.set_value("recipient", "县人社局")
    asked.save()
    dialog = shown(qtbot)
    sheet = dialog.preview.sheets[0]
    assert sheet.width() > sheet.height()  # this list lies across
    dialog.accept()
    noted = office.history.acts(desk, limit=1)[0]
    assert noted["about"]["recipient"] == "县人社局"
    after = desk.store.value("SELECT count(*) FROM act WHERE name = 'dispatch.export'")
    assert after == before + 1


def test_a_paper_that_cannot_be_made_says_why(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    batch = plan(desk, add_people(desk, 1))
    _, top = opened(qtbot, frame, batch)
    handouts.entry(top)[2]()
    page: Any = top.trail.top
    qtbot.waitUntil(lambda: len(rows(page.list)) == len(dispatch.PAPERS))
    page.make(dispatch.VEHICLES, "pdf")
    qtbot.waitUntil(page.trouble.isVisible)
    assert "登记车辆" in page.trouble.accessibleName()
    over_all_steps(frame, lambda: assert_nothing_clipped(page))


def test_promises_are_noted_with_a_witness_shown_and_taken_back(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, add_people(desk, 3))
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 3)
    (entry,) = promising.entries(top)
    assert "3 人" in entry[0]
    entry[2]()
    asked = modal(qtbot).form
    asked.save()
    assert asked.boxes["seen_by"].is_stopping
    asked.set_value("seen_by", "王干部")
    asked.save()
    qtbot.waitUntil(lambda: top.row["promised"] == 3)
    qtbot.waitUntil(lambda: {row["promise_state"] for row in rows(top.list)} == {"signed"})
    assert promising.entries(top) == []
    assert {promising.said(row)[:2] for row in rows(top.list)} == {"已签"}
    over_all_steps(frame, lambda: assert_nothing_clipped(top))
    frame.undo.take_back(desk.store.value("SELECT max(number) FROM act"))
    qtbot.waitUntil(lambda: {row["promise_state"] for row in rows(top.list)} == {"none"})
