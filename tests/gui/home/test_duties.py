"""What is due today and where its card leads."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, office, workers
from gigdesk.domain.dispatch import batches
from gigdesk.gui.home import duties, lacking
from tests.gui.home.test_home import add_certificate, card, page_of
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows
from tests.workforce import add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_wishes_that_ran_out_have_a_card_that_opens_the_people(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    first, other = add_people(desk, 2)
    day = desk.clock.today() - datetime.timedelta(days=200)
    ends = day + datetime.timedelta(days=180)
    for each in (first, other):
        workers.livelihood.add_intention(
            desk, worker_id=each, trades="采茶", registered_on=day, expires_on=ends
        )
    workers.people.set_state(desk, worker_id=other, state="moved")
    page = page_of(frame)
    page.refresh()
    ended = card(page, "wishes")
    qtbot.waitUntil(ended.isVisible)
    ended.click()
    listed = frame.page("workers").list  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: [row["id"] for row in rows(listed)] == [first])


def test_the_card_of_certificates_says_the_days_of_the_rule(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    office.slots.set_rule(
        desk, rule_id="certificate.warn_days", value="90", valid_from=desk.clock.today()
    )
    add_certificate(desk, add_people(desk, 1)[0], 80)
    page = page_of(frame)
    page.refresh()
    shown = card(page, "certificates")
    qtbot.waitUntil(shown.isVisible)
    said = [label.text() for label in shown.findChildren(QtWidgets.QLabel)]
    assert i18n.text("home.certificates.words", days=90, expired=0) in said
    assert "90" in i18n.text("home.certificates.words", days=90, expired=0)


def away(desk: Desk, folder: Path, *, begun: int) -> bytes:
    """Send two people who began so many days ago and have ten days left; return their batch."""
    today = desk.clock.today()
    first = today - datetime.timedelta(days=begun - 1)
    last = today + datetime.timedelta(days=10)
    order = add_order(desk, from_day=first.isoformat(), to_day=last.isoformat())
    batch = dispatch.plan(desk, order_id=order, depart_on=first, confirmed=batches.DOUBTS).id
    people = [add_person(desk, serial) for serial in (1, 2)]
    told, _ = dispatch.add_members(desk, batch_id=batch, people=people)
    assert all(one.done for one in told)
    dispatch.make_contracts(desk, batch, folder / "all.pdf")
    assert dispatch.send(desk, batch_id=batch, on=first).done
    return batch


def test_contracts_that_end_soon_have_a_card_that_opens_the_register(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    dispatch.sign(desk, batch_id=away(desk, tmp_path, begun=25))
    facts = duties.contracts_ending(desk)
    assert (facts.count, facts.tone) == (2, "warning")
    assert "10" in facts.lines[0].words
    page = page_of(frame)
    page.refresh()
    shown = card(page, "ending")
    qtbot.waitUntil(shown.isVisible)
    shown.click()
    register: Any = frame.page("dispatch")
    qtbot.waitUntil(lambda: len(rows(register.top.list)) == 2)


def test_who_works_without_a_contract_is_shown_for_a_day_gone_by_and_written(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    dispatch.sign(desk, batch_id=away(desk, tmp_path, begun=26))
    shown: Any = frame.open("home", "contract")
    shown = shown.top
    qtbot.waitUntil(lambda: shown.list.model.rowCount() == 0)
    (day,) = shown.list.findChildren(lacking.DayButton)
    yesterday = (desk.clock.today() - datetime.timedelta(days=1)).isoformat()
    day.show_day(yesterday)
    qtbot.waitUntil(lambda: [row and row["days"] for row in rows(shown.list)] == [25, 25])
    assert {row["colour"] for row in rows(shown.list)} == {"amber"}
    assert_everything_named(shown)
    over_all_steps(frame, lambda: assert_nothing_clipped(shown))
    (out,) = shown.list.findChildren(lacking.ExportButton)
    frame.notices.history.clear()
    out.write()
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    assert "2" in frame.notices.history[0][0]
    assert yesterday in frame.notices.history[0][0]
    day.ask()
    dialog = modal(qtbot)
    dialog.form.set_value("day", "2099-01-01")
    dialog.form.save()
    qtbot.wait(200)
    assert dialog.isVisible()  # a day to come is not taken
    dialog.form.show_values({})
    dialog.reject()
