"""The list of batches, the latest departure first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import parts, record, table
from gigdesk.gui.dispatch import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

MOST = 5_000
COMING, AWAY = "coming", "away"
_STATES = {COMING: ("planned", "ready"), AWAY: ("sent",)}


def find(desk: Any, query: Query) -> Sequence[Row]:
    """Return the batches that fit the typed words and the filters in force."""
    wanted = query.value("state")
    states = _STATES.get(wanted, (wanted,)) if wanted else ()
    return dispatch.list_batches(desk, states=states, words=query.text, limit=MOST)[1]


def columns() -> tuple[table.Column, ...]:
    """Return the columns of the list."""
    column = table.Column
    return (
        column("number", "batches_page.number", right=True, width=3, frozen=True),
        column("trade", "batches_page.trade", width=6, frozen=True),
        column("employer_name", "batches_page.employer", width=11),
        column("place", "batches_page.place", width=7),
        column("depart_on", "dispatch.field.depart_on", width=6),
        column("first_day", "batches_page.days", width=12, show=_days),
        column("listed", "batches_page.people", kind="number", width=4),
        column("contracts", "batches_page.contracts", width=5, right=True, show=_contracts),
        column("leader_name", "dispatch.field.leader_name", width=4.5),
        column("state", "batches_page.state", kind="status", width=5, show=_state, tone=_tone),
    )


def _days(row: Row) -> str:
    return words.span(row["first_day"], row["returned_on"] or row["last_day"])


def _contracts(row: Row) -> str:
    return f"{row['signed']} / {row['listed']}" if row["listed"] else ""


def _state(row: Row) -> str:
    return words.state(row["state"])


def _tone(row: Row) -> str:
    return words.tone(row["state"])


def make(frame: Window, add: Callable[[], object]) -> table.Listing:
    """Return the list of batches."""
    new = i18n.text("batches_page.add_batch")
    states = record.MenuButton(i18n.text("batches_page.state"))
    made = table.Listing(
        frame.tasks,
        record.Narrowed(find),
        columns(),
        name=i18n.text("batches_page.batches"),
        view="batches",
        layouts=frame.layouts,
        tools=(states, parts.button(new, "plus", "primary", do=add)),
        nothing=table.Nothing(
            i18n.text("batches_page.no_batches"),
            i18n.text("batches_page.no_batches_words"),
            "bus",
            ((new, "plus", add),),
        ),
    )
    made.search.setPlaceholderText(i18n.text("batches_page.search"))
    states.offer(_state_menu(made))
    made.selection_said.connect(frame.say_below)
    return made


def _state_menu(made: table.Listing) -> list[record.MenuEntry]:
    def only(code: str, shown: str) -> Callable[[], object]:
        told = i18n.text("batches_page.only_state", state=shown)
        return lambda: made.set_filter(table.Filter("state", code, told))

    coming, away = i18n.text("batches_page.coming"), i18n.text("batches_page.away")
    every = i18n.text("batches_page.every_state")
    return [
        (every, "", lambda: made.set_filter(None, "state")),
        (coming, "", only(COMING, coming)),
        (away, "", only(AWAY, away)),
        *((words.state(code), "", only(code, words.state(code))) for code in words.STATES),
    ]
