"""Going home from the page of a batch: before the end with a reason, or on another day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, leaving
from gigdesk.gui import reach, record
from gigdesk.gui.dispatch import roads, words
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.batch import BatchPage


def early(page: BatchPage) -> None:
    """Note that the current person left the batch early, on which day and why."""
    person = page.person(page.list.table.current_id())
    if person is None:
        return
    if page.row["state"] != batches.SENT:
        page.frame.say(words.unlike(page.row, "batches_page.leave_away"), "warning")
        return
    if person["state"] == batches.LEFT:
        told = i18n.text("batches_page.error.left_already", day=person["until_day"])
        page.frame.say(i18n.text("batches_page.of", name=person["name"], words=told), "warning")
        return

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> int:
        return dispatch.leave_early(
            desk,
            batch_id=page.id,
            worker_id=person["worker_id"],
            until_day=datetime.date.fromisoformat(values["until_day"]),
            code=values["code"] or "",
            reason=values["reason"] or "",
        ).number

    told_left = i18n.text("batches_page.left", name=person["name"])
    codes = roads.options("dispatch.left_why.", leaving.CODES)
    asked = record.question(
        page.frame,
        i18n.text("batches_page.leave_of", name=person["name"]),
        (
            Field("until_day", "batches_page.until_day", Kind.DATE, required=True),
            Field("code", "batches_page.left_code", Kind.CHOICE, options=codes),
            Field("reason", "batches_page.left_words", wide=True, hint="batches_page.hint.left"),
        ),
        act,
        done=lambda number: _told(page, told_left, number),
        values={"until_day": page.frame.clock.today().isoformat()},
    )
    # Today is only likely: the day is looked at before the reason is written.
    day = asked.boxes["until_day"].editor.target()
    day.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
    if isinstance(day, QtWidgets.QLineEdit):
        day.selectAll()


def home(page: BatchPage) -> record.MenuEntry:
    """Return the entry that notes on which day the marked people came home."""
    do = reach.needs("dispatch.come_home")(lambda: _ask_home(page))
    return i18n.text("batches_page.home"), "home", do


def _ask_home(page: BatchPage) -> None:
    people = page.list.table.selected_ids()
    if not people:
        return

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Any:
        on = datetime.date.fromisoformat(values["on"]) if values["on"] else None
        return dispatch.come_home(desk, batch_id=page.id, people=people, on=on)

    def done(answer: tuple[Sequence[dispatch.Outcome], Done]) -> None:
        told, made = answer
        count = sum(one.done for one in told)
        if count:
            _told(page, i18n.text("batches_page.home_noted", count=count), made.number)
        page.deeds.show_refused(i18n.text("batches_page.home_refused"), told)

    record.question(
        page.frame,
        i18n.text("batches_page.home_count", count=len(people)),
        (Field("on", "batches_page.home_on", Kind.DATE, hint="batches_page.hint.home"),),
        act,
        done=done,
    )


def _told(page: BatchPage, said: str, number: int) -> None:
    page.refresh()
    page.frame.say(said, undo=lambda: page.frame.undo.take_back(number))
