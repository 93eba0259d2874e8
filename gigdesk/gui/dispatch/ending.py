"""Ending the contract of one person, or making one void that nobody has signed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import contracts
from gigdesk.gui import record
from gigdesk.gui.dispatch import words
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.gui.window import Window


@dataclass(frozen=True, slots=True)
class Ended:
    """The contract that is to end: its id (None where there is none), whose it is, its state."""

    contract_id: bytes | None
    name: str
    state: str


def ask(frame: Window, one: Ended, done: Callable[[], object]) -> None:
    """Ask for day and reason and end somebody's contract; `done` is called afterwards."""
    contract_id = one.contract_id
    if contract_id is None or one.state in ("", contracts.ENDED, contracts.VOID):
        key = "batches_page.contract_over" if one.state else "batches_page.contract_none"
        frame.say(i18n.text(key, name=one.name), "warning")
        return
    is_signed = one.state == contracts.SIGNED

    def act(desk: Desk, values: dict[str, Any], _confirmed: object) -> tuple[dict[str, Any], Done]:
        return dispatch.end_contract(
            desk,
            contract_id=contract_id,
            on=datetime.date.fromisoformat(values["ended_on"]),
            code=values["code"],
            reason=values["reason"] or "",
        )

    title = "batches_page.end_of" if is_signed else "batches_page.void_of"
    record.question(
        frame,
        i18n.text(title, name=one.name),
        (
            Field("ended_on", "batches_page.ended_on", Kind.DATE, required=True),
            Field(
                "code",
                "batches_page.end_code",
                Kind.CHOICE,
                required=True,
                options=words.options(words.END_CODES),
            ),
            Field("reason", "batches_page.reason", hint="batches_page.end_hint", wide=True),
        ),
        act,
        done=lambda told: _tell(frame, one.name, told, done),
        values={
            "ended_on": frame.clock.today().isoformat(),
            "code": None if is_signed else contracts.MISTAKE,
        },
    )


def _tell(
    frame: Window, name: str, told: tuple[dict[str, Any], Done], done: Callable[[], object]
) -> None:
    ended, act = told
    done()
    is_ended = ended["state"] == contracts.ENDED
    key = "batches_page.contract_ended" if is_ended else "batches_page.contract_voided"
    frame.say(
        i18n.text(key, name=name, number=ended["contract_no"]),
        undo=lambda: frame.undo.take_back(act.number),
    )
