"""The list of changes of one person."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk import i18n, stamps
from gigdesk.actions import office, workers
from gigdesk.gui.workers import timeline
from gigdesk.gui.workers.history import History
from tests import making
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

desk, frame = people_frame.desk, people_frame.frame
CONFIRMED = "有提醒，核对后仍保存"


def test_the_newest_change_stands_first_whatever_the_clock_showed(
    desk: Desk, frame: Window
) -> None:
    made = workers.people.register(desk, values={"name": "周小兰", "doc_no": ZHOU})
    who = made.worker_id
    workers.people.reveal(desk, worker_id=who, fields=["doc_no"])
    desk.clock = stamps.clock_at(making.MORNING - datetime.timedelta(days=30))
    workers.people.correct(desk, worker_id=who, changes={"phone": "13900000001"})
    listed = History(frame)
    listed.show_history(workers.story.changes(desk, who), workers.story.acts_about(desk, who))
    numbers = [row["act_number"] for row in listed.rows]
    assert numbers == sorted(numbers, reverse=True)
    assert (listed.rows[0]["field"], listed.rows[0]["after"]) == ("联系电话", "139****0001")
    listed.deleteLater()


def test_a_warning_that_was_confirmed_stands_in_the_history(desk: Desk, frame: Window) -> None:
    values = {"name": "周小兰", "doc_no": ZHOU, "sex": "1"}
    known = frozenset(one.code for one in workers.people.preview(desk, values).remarks)
    made = workers.people.register(desk, values=values, confirmed=known, reason="见户口簿")
    who = made.worker_id
    workers.people.correct(desk, worker_id=who, changes={"address": "石桥村3组"})
    listed = History(frame)
    listed.show_history(workers.story.changes(desk, who), workers.story.acts_about(desk, who))
    said = [(row["act"], row["field"]) for row in listed.rows if row["after"] == CONFIRMED]
    assert said == [("登记人员", "证件号码")]
    listed.deleteLater()


def test_what_was_taken_back_is_called_so_in_the_story(desk: Desk, frame: Window) -> None:
    made = workers.people.register(desk, values={"name": "周小兰", "doc_no": ZHOU})
    workers.people.correct(desk, worker_id=made.worker_id, changes={"phone": "13900000001"})
    office.undo.undo(desk)
    del frame
    story = timeline.Story()
    story.show_story(workers.story.timeline(desk, made.worker_id))
    told = [story.item(row).text() for row in range(story.count())]
    assert [i18n.text("people.story.undone") in each for each in told] == [True, False, False]
    assert i18n.text("people.story.changed") not in told[0]
    story.deleteLater()
