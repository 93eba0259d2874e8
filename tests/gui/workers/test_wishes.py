"""A wish for work ends on a day that is seen and can be changed; stories speak in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import workers
from gigdesk.actions.workers.story import Entry
from gigdesk.gui import form
from gigdesk.gui.workers import timeline
from tests.gui.frames import quiet
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


@pytest.fixture
def who(desk: Desk) -> bytes:
    """Register somebody."""
    return people_frame.register(desk, ZHOU, "周桂香", phone="13870001234")


@pytest.fixture
def asked(qtbot: QtBot, frame: Window, people: WorkersPage, who: bytes) -> form.Form:
    """Open the dialog of a wish of that person."""
    page = people.open_person(who)
    qtbot.waitUntil(lambda: page.person is not None)
    page.sections["wishes"].add_one()
    dialog = next(each for each in frame.findChildren(form.FormDialog) if each.isVisible())
    to_front(qtbot, dialog)
    quiet(qtbot, frame.tasks)
    return dialog.form


def test_the_end_of_a_wish_stands_there_by_the_rule_and_can_be_another_day(
    qtbot: QtBot, desk: Desk, asked: form.Form, who: bytes
) -> None:
    by_rule = workers.livelihood.wish_days(desk, desk.clock.today())["expires_on"]
    qtbot.waitUntil(lambda: asked.values()["expires_on"] == by_rule)
    assert not asked.is_changed
    asked.set_value("trades", "采茶")
    asked.set_value("expires_on", "2027-12-31")
    with qtbot.waitSignal(asked.saved):
        asked.save()
    kept = workers.people.get(desk, who).intentions
    assert [one["expires_on"] for one in kept] == ["2027-12-31"]


def test_a_wish_does_not_end_before_it_begins(desk: Desk, who: bytes) -> None:
    today = desk.clock.today()
    with pytest.raises(errors.Invalid) as refused:
        workers.livelihood.add_intention(
            desk, worker_id=who, trades="采茶", expires_on=today.replace(year=today.year - 1)
        )
    assert refused.value.field == "expires_on"
    assert workers.people.get(desk, who).intentions == []


def test_what_was_joined_is_told_without_the_names_of_columns() -> None:
    changes = {"state": ("active", "merged"), "doc_no": ("1", None), "merged_into": (None, "2")}
    values = {"changes": changes, "rows": [], "source": ""}
    said = timeline.detail(Entry("2026-11-22", "merged", values, 0))
    assert "merged" not in said
    assert "证件号码" in said
