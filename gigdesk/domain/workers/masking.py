"""What is shown of private columns by default, on every page and in every history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gigdesk.domain import tables
from gigdesk.domain.workers import accounts, identity, phones

if TYPE_CHECKING:
    from collections.abc import Callable

HIDDEN = "***"
_PRIVATE = ("I", "S")
_RESIDENT_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dX]|\d{15})(?!\d)", re.IGNORECASE)


def mask_certificate(number: str) -> str:
    """Return a certificate's number as it is shown: a resident number inside it is masked.

    Papers of special operation are numbered T and the resident number (GB 11643) of the holder.
    """
    return _RESIDENT_NUMBER.sub(lambda found: identity.mask(found.group()), number)


_MASKS: dict[str, Callable[[str], str]] = {
    "doc_no": identity.mask,
    "owner_doc_no": identity.mask,
    "social_card": identity.mask,
    "phone": phones.mask,
    "emergency_phone": phones.mask,
    "bank_account": accounts.mask,
    "certificate_no": mask_certificate,
}
# Columns of the registry of people that are shown masked: by name, as rows are joined for lists.
PRIVATE = frozenset(
    column.name
    for table in tables.TABLES
    if table.room == "workers"
    for column in table.columns
    if column.privacy in _PRIVATE
)


def masked_value(name: str, value: Any) -> Any:
    """Return one value of a column of people, their telephones or papers as it may be shown."""
    return _masked(name, value) if name in PRIVATE else value


def masked_column(table: str, name: str, value: Any) -> Any:
    """Return one value of a column of any table as it may be shown."""
    private = any(
        column.name == name and column.privacy in _PRIVATE for column in tables.table(table).columns
    )
    return _masked(name, value) if private else value


def _masked(name: str, value: Any) -> Any:
    """Return a private value masked as a number of its kind; all else is hidden whole."""
    if value in (None, ""):
        return value
    mask = _MASKS.get(name)
    return mask(str(value)) if mask else HIDDEN
