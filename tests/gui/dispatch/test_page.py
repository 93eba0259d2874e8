"""Batches in the window: planned, filled three ways, printed, signed, refused, sent, returned."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import choosing, record, theme
from gigdesk.gui.dispatch.batch import BatchPage
from gigdesk.gui.dispatch.page import BatchesPage
from gigdesk.gui.dispatch.printing import PrintPage
from gigdesk.gui.dispatch.proposal import ProposalPage
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.store import workers
from tests.gui.dispatch.batches import namesakes, opened, pasting, plan
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
    say,
)
from tests.gui.rooms import add_people, modal, rows, to_front
from tests.workforce import FIRST, add_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def is_front(page: BatchesPage, kind: type) -> bool:
    return isinstance(page.top, kind)


def names(desk: Desk, ids: list[bytes]) -> list[str]:
    known = workers.people.by_ids(desk.store, ids, columns=("name",))
    return [known[each]["name"] for each in ids]


def button(parent: QtWidgets.QWidget, words: str) -> QtWidgets.QAbstractButton:
    return next(
        each
        for each in parent.findChildren(QtWidgets.QAbstractButton)
        if each.accessibleName() == words
    )


def test_a_batch_is_planned_for_an_order_and_filled_by_proposal(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    add_people(desk, 6)
    order = add_order(desk, people=4)
    page = frame.open("dispatch", ("plan", order))
    assert isinstance(page, BatchesPage)
    qtbot.waitUntil(lambda: is_front(page, record.FormPage))
    form: Any = page.top.form  # type: ignore[attr-defined]
    assert form.boxes["depart_on"].editor.value() == "2026-10-01"
    form.set_value("take", 2)
    form.save()
    qtbot.waitUntil(lambda: is_front(page, BatchPage))
    top: Any = page.top
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    top.deeds.propose()
    assert is_front(page, ProposalPage)
    proposal: Any = page.top
    qtbot.waitUntil(lambda: proposal.count.value() == 2 and len(rows(proposal.list)) == 4)
    assert all(row["good"] for row in rows(proposal.list))
    assert [row["rank"] for row in rows(proposal.list)] == [1, 2, 3, 4]
    assert "score" not in {each.key for each in proposal.list.model.columns}
    assert "采棉" in proposal.detail.text() or not proposal.detail.isVisible()
    proposal.rank("waiting")
    longest = i18n.text("sheets.candidates.by.waiting")
    qtbot.waitUntil(lambda: proposal.said.text().startswith(longest))
    qtbot.waitUntil(lambda: len(rows(proposal.list)) == 4)
    proposal.rank("nearest")
    unknown = i18n.text("matching.no_spot")
    qtbot.waitUntil(lambda: unknown in proposal.said.text())
    qtbot.waitUntil(lambda: len(rows(proposal.list)) == 4)
    over_all_steps(frame, lambda: assert_nothing_clipped(proposal))
    assert_everything_named(proposal)
    proposal.mark_first()
    to_front(qtbot, frame)
    press(proposal.list.table, _Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: page.top is top)
    qtbot.waitUntil(lambda: top.row["listed"] == 4)
    assert {row["how_chosen"] for row in dispatch.list_members(desk, batch_id=top.id)} == {
        "proposed"
    }


def test_people_are_found_by_typing_and_a_refused_one_is_named_with_the_rule(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    ids = add_people(desk, 3)
    with desk.doing("workers.correct"):
        desk.store.change("worker", ids[1], {"birth_date": "2012-05-01"})
    batch = plan(desk, [])
    page, top = opened(qtbot, frame, batch)
    to_front(qtbot, frame)
    top.deeds.search()
    assert is_front(page, choosing.Choosing)
    chooser: Any = page.top
    qtbot.waitUntil(lambda: len(rows(chooser.list)) == 3)
    assert not chooser.take.isEnabled()
    chooser.list.table.selectAll()
    to_front(qtbot, frame)
    press(chooser.list.table, _Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: is_front(page, Refusals))
    refused: Any = page.top
    qtbot.waitUntil(lambda: len(rows(refused.list)) == 1)
    assert "16" in rows(refused.list)[0]["why"]
    to_front(qtbot, frame)
    press(refused.list.table, _Key.Key_Escape)
    qtbot.waitUntil(lambda: page.top is top and top.row["listed"] == 2)


def test_a_pasted_list_shows_none_one_and_many_and_guesses_nothing(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    ids = add_people(desk, 4)
    name, first = namesakes(desk, ids[1:3]), names(desk, ids[:1])[0]
    batch = plan(desk, [])
    text = f"1. {first}\n2. {name}\n3. 赵云飞\n"
    paste = pasting(qtbot, frame, batch, text, "one", "many", "none")
    assert paste.people() == ids[:1]
    paste.settle("2", ids[2])
    qtbot.waitUntil(lambda: rows(paste.list)[1]["match"] == "one")
    paste.go()
    qtbot.waitUntil(lambda: len(dispatch.list_members(desk, batch_id=batch)) == 2)
    listed = {row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)}
    assert listed == {ids[0], ids[2]}


def test_sending_is_refused_by_person_then_accepted_after_printing_and_signing(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, add_people(desk, 3))
    page, top = opened(qtbot, frame, batch)
    top.deeds.send()
    qtbot.waitUntil(lambda: is_front(page, Refusals))
    refused: Any = page.top
    qtbot.waitUntil(lambda: len(rows(refused.list)) == 3)
    assert {row["why"] for row in rows(refused.list)} == {i18n.text("dispatch.finding.no_contract")}
    make = i18n.text("batches_page.mend.contract", count=3)
    assert refused.mends[0].accessibleName() == make
    refused.mends[0].click()
    assert is_front(page, PrintPage)
    printing: Any = page.top
    printing.run()
    qtbot.waitUntil(lambda: printing.preview is not None)
    assert printing.preview.paper.pages >= 3
    qtbot.waitUntil(lambda: not printing.preview.sheets[0].pixmap().isNull())
    page.back()
    qtbot.waitUntil(lambda: top.row["contracts"] == 3)
    top.deeds.sign_all()
    asked: Any = modal(qtbot)
    asked.form.save()
    qtbot.waitUntil(lambda: top.row["signed"] == 3)
    top.deeds.send()
    button(modal(qtbot), i18n.text("batches_page.send")).click()
    qtbot.waitUntil(lambda: top.row["state"] == "sent")
    assert page.top is top
    top.deeds.come_back()
    asked = modal(qtbot)
    box = asked.form.boxes["returned_on"]
    for wrong in ("2026-08-31", "2026-12-24"):
        # Whatever is wrong with the day stands below it, not squeezed beside the buttons.
        asked.form.set_value("returned_on", wrong)
        asked.form.save()
        qtbot.waitUntil(lambda: box.is_stopping and bool(box.findings))
    asked.form.set_value("returned_on", desk.clock.today().isoformat())
    asked.form.save()
    qtbot.waitUntil(lambda: top.row["state"] == "returned")
    assert top.row["returned_on"] == desk.clock.today().isoformat()


def test_a_batch_recorded_after_the_fact_is_sent_on_the_day_it_left(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    left = desk.clock.today() - datetime.timedelta(days=10)
    batch = plan(desk, add_people(desk, 2), left)
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    top = opened(qtbot, frame, batch)[1]
    top.deeds.send()
    asked = modal(qtbot)
    words = [each.text() for each in asked.findChildren(QtWidgets.QLabel)]
    days = (left.isoformat(), desk.clock.today().isoformat())
    assert [any(day in said for said in words) for day in days] == [True, False]
    button(asked, i18n.text("batches_page.send")).click()
    qtbot.waitUntil(lambda: top.row["state"] == "sent")
    assert top.row["sent_on"] == left.isoformat()


def test_a_missing_consent_is_recorded_where_it_blocks(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    batch = plan(desk, people)
    with desk.doing("workers.consent"):
        for each in desk.store.query("SELECT id FROM consent"):
            desk.store.change("consent", each["id"], {"withdrawn_on": "2026-08-15"})
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    page, top = opened(qtbot, frame, batch)
    top.deeds.send()
    qtbot.waitUntil(lambda: is_front(page, Refusals))
    refused: Any = page.top
    noted = i18n.text("batches_page.mend.consent", count=3)
    assert refused.mends[0].accessibleName() == noted
    to_front(qtbot, frame)
    press(refused.list.table, _Key.Key_1, _CTRL)
    asked: Any = modal(qtbot)
    assert page.top is top
    asked.form.save()
    qtbot.waitUntil(lambda: all(one.done for one in dispatch.check(desk, batch)))
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is None)
    top.deeds.send()
    button(modal(qtbot), i18n.text("batches_page.send")).click()
    qtbot.waitUntil(lambda: top.row["state"] == "sent")


def test_somebody_is_marked_unfit_by_keys_and_seen_when_asked_for(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 2)
    batch = plan(desk, people)
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    to_front(qtbot, frame)
    top.list.table.setFocus()
    top.list.table.select_row(0)
    press(top.list.table, _Key.Key_Delete, QtCore.Qt.KeyboardModifier.ShiftModifier)
    asked: Any = modal(qtbot)
    asked.form.save()
    assert asked.form.boxes["reason"].is_stopping
    asked.form.set_value("reason", "体检不合格")
    asked.form.save()
    qtbot.waitUntil(lambda: len(rows(top.list)) == 1)
    top.show_gone()
    qtbot.waitUntil(lambda: [row["state"] for row in rows(top.list)] == ["unfit", "listed"])
    top.show_gone()
    qtbot.waitUntil(lambda: len(rows(top.list)) == 1)


def test_a_departure_gone_by_is_confirmed_in_the_form(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    page = frame.open("dispatch", ("plan", add_order(desk, from_day="2026-08-01")))
    assert isinstance(page, BatchesPage)
    qtbot.waitUntil(lambda: is_front(page, record.FormPage))
    form: Any = page.top.form  # type: ignore[attr-defined]
    form.set_value("depart_on", "2026-08-20")
    form.boxes["depart_on"].editor.finished.emit()
    qtbot.waitUntil(lambda: bool(form.boxes["depart_on"].findings))
    form.save()
    assert is_front(page, record.FormPage)
    form.boxes["depart_on"].confirm.setChecked(True)
    form.save()
    qtbot.waitUntil(lambda: is_front(page, BatchPage))
    (batch,) = dispatch.list_batches(desk)[1]
    assert batch["depart_on"] == "2026-08-20"


def test_an_open_order_lets_the_clerk_choose_the_contract(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk, employment_form=None, hazards=None)
    planned = dispatch.plan(desk, order_id=order, depart_on=FIRST)
    dispatch.add_members(desk, batch_id=planned.id, people=add_people(desk, 1))
    page, top = opened(qtbot, frame, planned.id)
    top.deeds.print_all()
    printing: Any = page.top
    lacking = i18n.text("orders.field.hazards")
    qtbot.waitUntil(lambda: lacking in printing.said.accessibleName())
    qtbot.waitUntil(lambda: printing.ready)
    printing.run()
    assert printing.job is None

    def chosen() -> bool:
        printing.template.set_value("service")
        return bool(printing.template.value() == "service")

    qtbot.waitUntil(chosen)
    printing.run()
    qtbot.waitUntil(lambda: printing.preview is not None)
    assert [row["kind"] for row in dispatch.list_contracts(desk)] == ["service"]


def test_a_tile_shows_only_those_who_lack_something(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    agreed = add_people(desk, 2)
    batch = plan(desk, agreed)
    with desk.doing("workers.consent"):
        consent = desk.store.one("SELECT id FROM consent WHERE worker_id = ?", (agreed[0],))
        assert consent is not None
        desk.store.change("consent", consent["id"], {"withdrawn_on": "2026-08-15"})
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: top.strip.tiles["consent"].number.text() == "1/2")
    top.strip.tiles["consent"].click()
    qtbot.waitUntil(lambda: [row["id"] for row in rows(top.list)] == [agreed[0]])
    assert i18n.text("dispatch.finding.no_consent") in top.list.model.index(0, 3).data()
    top.strip.tiles["people"].click()
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)


def test_people_are_taken_off_with_a_reason(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    batch = plan(desk, add_people(desk, 2))
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    top.list.table.select_row(0)
    top.deeds.remove()
    asked: Any = modal(qtbot)
    say(asked.form.boxes["reason"].editor.target(), "家里有事")
    asked.form.save()
    qtbot.waitUntil(lambda: top.row["listed"] == 1 and len(rows(top.list)) == 1)
    gone = [
        row for row in dispatch.list_members(desk, batch_id=batch, removed=True) if row["reason"]
    ]
    assert [row["reason"] for row in gone] == ["家里有事"]


def test_the_list_for_the_insurer_is_written_and_told_stale_when_the_list_changes(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    ids = add_people(desk, 3)
    batch = plan(desk, ids[:2])
    dispatch.record_consents(desk, batch_id=batch, people=ids[:2], purpose="insurer")
    _, top = opened(qtbot, frame, batch)
    top.strip.tiles["insurance"].click()
    made = i18n.text("batches_page.people_count", count=2)
    qtbot.waitUntil(lambda: top.strip.tiles["insurance"].number.text() == made)
    notice = frame.notices.current
    assert notice is not None
    assert i18n.text("record.open_folder") in [
        each.accessibleName() for each in notice.findChildren(QtWidgets.QAbstractButton)
    ]
    dispatch.add_members(desk, batch_id=batch, people=ids[2:])
    top.refresh()
    changed = i18n.text("batches_page.list_changed")
    qtbot.waitUntil(lambda: changed in top.strip.tiles["insurance"].accessibleName())


def test_printing_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, add_people(desk, 12))
    page, top = opened(qtbot, frame, batch)
    top.deeds.print_all()
    printing: Any = page.top
    qtbot.waitUntil(lambda: printing.ready)
    printing.run()
    printing.job.cancel()
    qtbot.waitUntil(lambda: printing.job.is_over)
    assert printing.preview is None
    assert dispatch.list_contracts(desk, batch_id=batch) == []


@pytest.mark.parametrize("what", ["list", "batch", "edit", "search", "paste", "propose", "print"])
def test_nothing_is_clipped_and_everything_is_named(
    qtbot: QtBot, desk: Desk, frame: Window, what: str
) -> None:
    batch = plan(desk, add_people(desk, 5))
    page, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 5)
    show: dict[str, Callable[[], object]] = {
        "list": page.to_bottom,
        "batch": lambda: top.list.table.select_row(1),
        "edit": functools.partial(page.edit, top.row),
        "search": top.deeds.search,
        "paste": top.deeds.paste,
        "propose": top.deeds.propose,
        "print": top.deeds.print_all,
    }
    show[what]()
    qtbot.wait(100)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
    assert theme.step() == 3
