"""What is due today and where its card leads."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from tests.gui.home.test_home import add_certificate, card, page_of
from tests.gui.rooms import add_people, rows

if TYPE_CHECKING:
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
