"""Ending the contract of one person of a batch, or making one void that nobody has signed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import shiboken6

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import contracts
from gigdesk.gui import record
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Row

    Ended = tuple[dict[str, Any], Done]


def ask(page: BatchPage, row: Row) -> None:
    """Ask for day and reason and end the contract of somebody on the page's list."""
    name, state = row["name"], row["contract_state"]
    if state in ("", contracts.ENDED):
        key = "batches_page.contract_over" if state else "batches_page.contract_none"
        page.frame.say(i18n.text(key, name=name), "warning")
        return
    is_signed = state == contracts.SIGNED

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> Ended:
        on = datetime.date.fromisoformat(values["ended_on"])
        return dispatch.end_contract(
            desk, contract_id=row["contract_id"], on=on, reason=values["reason"]
        )

    record.question(
        page.frame,
        i18n.text("batches_page.end_of" if is_signed else "batches_page.void_of", name=name),
        (
            Field("ended_on", "batches_page.ended_on", Kind.DATE, required=True),
            Field("reason", "batches_page.reason", required=True, wide=True),
        ),
        act,
        done=lambda ended: _tell(page, name, ended),
        values={"ended_on": page.frame.clock.today().isoformat()},
    )


def _tell(page: BatchPage, name: str, ended: Ended) -> None:
    told, done = ended
    frame = page.frame
    if shiboken6.isValid(page):
        page.refresh()
    is_ended = told["state"] == contracts.ENDED
    key = "batches_page.contract_ended" if is_ended else "batches_page.contract_voided"
    frame.say(
        i18n.text(key, name=name, number=told["contract_no"]),
        undo=lambda: frame.undo.take_back(done.number),
    )
