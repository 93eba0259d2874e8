"""What an act changed, in words: the list of acts shows it, whatever room the act is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.domain import workers
from gigdesk.gui.window.spec import Change
from gigdesk.gui.workers import recorded, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk

_EMPTY = (None, "")


def changes(desk: Desk, number: int) -> tuple[Sequence[Change], int]:
    """Return the first fields that an act changed, and how many rows it wrote."""
    found, count = office.deeds.of_act(desk, number)
    return [
        Change(
            _who(entry),
            _what(entry, name),
            recorded.value(entry["table"], name, before, entry["title"]),
            recorded.value(entry["table"], name, after, entry["title"]),
            entry["worker_id"],
        )
        for entry in found
        for name, (before, after) in entry["changes"].items()
        if before not in _EMPTY or after not in _EMPTY
    ], count


def _who(entry: Mapping[str, Any]) -> str:
    """Return the person a change is about, else the record by its name or number."""
    if entry["worker_id"]:
        return f"{words.number(entry['number'])} {entry['name']}"
    return recorded.whose(entry["table"], entry["title"])


def _what(entry: Mapping[str, Any], name: str) -> str:
    """Return the field; of a row that belongs to a person also which of its rows."""
    if entry["worker_id"]:
        return recorded.field(entry["table"], name, entry["cell"])
    return workers.telling.column(i18n, entry["table"], name)
