"""What is shown of a person by default: numbers masked, sensitive matters hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

HIDDEN = "***"

_MASKS: dict[str, Callable[[str], str]] = {
    "doc_no": workers.identity.mask,
    "phone": workers.phones.mask,
    "emergency_phone": workers.phones.mask,
    "bank_account": workers.accounts.mask,
    "social_card": workers.identity.mask,
}
# Fields whose plain value is only given by `reveal`, which notes who looked at what.
PRIVATE = tuple(field.name for field in workers.worker.FIELDS if field.privacy in {"I", "S"})


def masked(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of people or telephones with numbers masked and sensitive matters hidden."""
    return {name: masked_value(name, value) for name, value in row.items()}


def masked_value(name: str, value: Any) -> Any:
    """Return one value as it may be shown."""
    if name not in PRIVATE or value in (None, ""):
        return value
    mask = _MASKS.get(name)
    return mask(str(value)) if mask else HIDDEN


def all_masked(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows as they may be shown."""
    return [masked(row) for row in rows]
