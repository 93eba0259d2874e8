"""What is shown of a person by default: numbers masked, sensitive matters hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HIDDEN = workers.masking.HIDDEN
# Fields whose plain value is only given by `reveal`, which notes who looked at what.
PRIVATE = tuple(
    name
    for name in workers.worker.BY_NAME
    if name in workers.masking.PRIVATE or name in workers.masking.FREE
)


def masked(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of people, telephones or papers as it may be shown."""
    return {name: masked_value(name, value) for name, value in row.items()}


def masked_value(name: str, value: Any) -> Any:
    """Return one value as it may be shown."""
    return workers.masking.masked_value(name, value)


def is_masked(name: str, value: Any) -> bool:
    """Say whether a value is only what is shown of a private column."""
    return workers.masking.is_masked(name, value)


def restored(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return given values; remarks that came back as they are shown have their numbers again."""
    return {
        name: workers.masking.unmask_words(before[name], value)
        if name in workers.masking.FREE and isinstance(value, str) and before.get(name)
        else value
        for name, value in given.items()
    }


def all_masked(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows as they may be shown."""
    return [masked(row) for row in rows]
