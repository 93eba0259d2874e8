"""Noting on the page of a batch that promise sheets are signed, and who saw it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, promises
from gigdesk.gui import reach, record
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Row

_FIELDS = (
    Field("signed_on", "batches_page.promised_on", Kind.DATE, required=True),
    Field("seen_by", "batches_page.seen_by", required=True, longest=40),
)
_STATES = {
    promises.NONE: "batches_page.promise.none",
    promises.CHANGED: "batches_page.promise.changed",
}
_TONES = {promises.NONE: "warning", promises.SIGNED: "ok", promises.CHANGED: "error"}


def said(row: Row) -> str:
    """Return whether somebody signed the promise sheet, in words."""
    if row["promise_state"] == promises.SIGNED:
        return i18n.text("batches_page.promise_signed", day=str(row["promised_on"])[5:])
    return i18n.text(_STATES[row["promise_state"]])


def tone(row: Row) -> str:
    """Return how grave that is; who is not on the list any more has nothing to sign."""
    return _TONES[row["promise_state"]] if row["state"] == batches.LISTED else "muted"


def unsigned(people: Sequence[Row]) -> list[Row]:
    """Return who is on the list and has not signed what is promised today."""
    return [
        row
        for row in people
        if row["state"] == batches.LISTED and row["promise_state"] != promises.SIGNED
    ]


def entries(page: BatchPage) -> list[record.MenuEntry]:
    """Return the entry of a menu that notes all who have not signed yet, where there are any."""
    left = unsigned(page.people)
    if not left or page.row["state"] == batches.CANCELLED:
        return []
    label = i18n.text("batches_page.promise_all", count=len(left))
    act = reach.needs("dispatch.promise")(lambda: ask(page, left))
    return [(label, "check", act)]


def of_people(page: BatchPage) -> record.MenuEntry:
    """Return the entry that notes it for the marked people."""
    act = reach.needs("dispatch.promise")(lambda: ask(page, page.list.table.selected_rows()))
    return i18n.text("batches_page.promise_chosen"), "check", act


def ask(page: BatchPage, rows: Sequence[Row]) -> None:
    """Ask on which day and who saw it, then note it for these people."""
    people = [row["worker_id"] for row in rows]
    if not people:
        return

    def act(
        desk: Desk, values: dict[str, Any], _confirmed: object
    ) -> tuple[list[dispatch.Outcome], Done]:
        return dispatch.promise(
            desk,
            batch_id=page.id,
            seen_by=values["seen_by"],
            people=people,
            signed_on=datetime.date.fromisoformat(values["signed_on"]),
        )

    def done(answer: tuple[list[dispatch.Outcome], Done]) -> None:
        told, made = answer
        page.refresh()
        count = sum(one.done for one in told)
        page.frame.say(
            i18n.text("batches_page.promised", count=count),
            undo=lambda: page.frame.undo.take_back(made.number),
        )
        page.deeds.show_refused(i18n.text("batches_page.not_promised"), told)

    record.question(
        page.frame,
        i18n.text("batches_page.promise_all", count=len(people)),
        _FIELDS,
        act,
        done=done,
        values={"signed_on": page.frame.clock.today().isoformat()},
    )
