"""The dialog in which a wish for work is registered, with the day on which it ends."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.actions import workers
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.workers import entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.form import FormDialog
    from gigdesk.gui.window import Window


def intention(frame: Window, worker_id: bytes, then: Callable[[], object]) -> FormDialog:
    """Register a wish for work; the one before is replaced. It ends by the rule or as typed."""
    fields = (
        entries.trade(
            "trades", "people.field.wanted_trades", required=True, hint="people.hint.trades"
        ),
        entries.choice("region", "people.field.wanted_region", "employment_place"),
        entries.choice("form", "people.field.wanted_form", "employment_form"),
        Field("income_fen", "people.field.wanted_income_fen", Kind.MONEY),
        Field("expires_on", "people.wish.expires_on", Kind.DATE),
        Field("note", "workers.field.notes", wide=True),
    )

    def act(desk: Any, values: entries.Row, _confirmed: tuple[str, ...]) -> Any:
        ends = values["expires_on"]
        return workers.livelihood.add_intention(
            desk,
            worker_id=worker_id,
            trades=values["trades"] or "",
            region=values["region"] or "",
            form=values["form"] or "",
            income_fen=values["income_fen"],
            expires_on=datetime.date.fromisoformat(ends) if ends else None,
            note=values["note"] or "",
        )

    made = entries.open_dialog(frame, "people.wish.add", fields, act, then=then, record=worker_id)

    def fill(days: dict[str, str]) -> None:
        """Put in the end by the rule, unless somebody was quicker; nothing is unsaved by that."""
        asked = made.form
        if asked.boxes["expires_on"].editor.value():
            return
        if asked.is_changed:
            asked.set_value("expires_on", days["expires_on"])
        else:
            asked.show_values({**asked.values(), "expires_on": days["expires_on"]}, is_new=True)

    frame.tasks.ask(
        lambda desk: workers.livelihood.wish_days(desk, desk.clock.today()), fill, owner=made
    )
    return made
