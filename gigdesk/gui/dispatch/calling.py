"""The field one signs in with, and the questions of its page: who does not come, how many sit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import boarding
from gigdesk.gui import record
from gigdesk.gui.dispatch import roads
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.boarding import BoardingPage, Signed


class Entry(QtWidgets.QLineEdit):
    """One line for numbers and names; a list of several lines is handed on as `pasted`."""

    pasted = QtCore.Signal(str)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Hand a list on whole: the line would run its rows together."""
        text = QtGui.QGuiApplication.clipboard().text()
        if event.matches(QtGui.QKeySequence.StandardKey.Paste) and "\n" in text.strip():
            self.pasted.emit(text)
            return
        super().keyPressEvent(event)


def absent(page: BoardingPage) -> None:
    """Ask why the marked people do not come."""
    people = page.list.table.selected_ids()
    if not people:
        return

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Signed:
        wanted = replace(
            page.wanted(boarding.BY_TICK),
            vehicle=None,
            result=boarding.ABSENT,
            reason=values["reason"],
            note=values["note"] or "",
        )
        told, _ = dispatch.sign_in(desk, batch_id=page.page.id, people=people, wanted=wanted)
        return (), told

    record.question(
        page.frame,
        i18n.text("batches_page.absent_count", count=len(people)),
        roads.absence(),
        act,
        done=page.signed,
    )


def count(page: BoardingPage) -> None:
    """Ask how many sit in a coach, and show that coach with the difference."""
    if not page.heads:
        page.frame.say(i18n.text("batches_page.no_coaches"), "warning")
        return
    leg = page.leg

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Any:
        return dispatch.count(
            desk,
            vehicle_id=values["vehicle"],
            counted=values["counted"],
            leg=leg,
            stop=values["stop"] or "",
        )

    def counted(answer: tuple[boarding.Head, Done]) -> None:
        head, done = answer
        page.show_coach(head.vehicle)
        key = "batches_page.count_agrees" if head.agrees else "batches_page.count_differs"
        page.frame.say(
            i18n.text(key, counted=head.counted, aboard=len(head.aboard)),
            "ok" if head.agrees else "warning",
            undo=lambda: page.frame.undo.take_back(done.number),
        )

    record.question(
        page.frame,
        i18n.text("batches_page.count"),
        (
            roads.coach_field(page.heads),
            Field("counted", "batches_page.counted", Kind.NUMBER, required=True),
            Field("stop", "batches_page.stop", hint="batches_page.hint.stop"),
        ),
        act,
        done=counted,
        values={"vehicle": page.coach or page.heads[0][0]["id"]},
    )
