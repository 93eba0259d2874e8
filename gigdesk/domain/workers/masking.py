"""What is shown of private columns by default, on every page and in every history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gigdesk.domain import tables
from gigdesk.domain.workers import accounts, identity, phones
from gigdesk.domain.workers.recorded import SHOWN
from gigdesk.domain.workers.worker import BY_NAME, UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable

HIDDEN = "***"
_PRIVATE = ("I", "S")
_RESIDENT_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dX]|\d{15})(?!\d)", re.IGNORECASE)


# Words people write freely, in which numbers stand as well: remarks and reasons, of any table, and
# a bank with the account behind it.
FREE = frozenset({"notes", "note", "reason", "evidence", "end_reason", "bank_name"})
_UNREAD_ACCOUNT = BY_NAME["bank_account"].header + UNREAD
# What stood in place of an account, up to the next remark: letters in it part its digits. Else: a
# resident number (perhaps in its groups, perhaps without its check character), a mobile number,
# an account of 12 to 23 digits (perhaps in fours).
_IN_WORDS = re.compile(
    rf"""(?<!\d)(?:
        (?P<unread>{_UNREAD_ACCOUNT}[^；;\n]+)
      | (?P<resident>[1-9]\d{{5}}[ ]?(?:18|19|20)\d{{6}}[ ]?\d{{3}}[\dX]?)
      | (?P<mobile>[1１][3-9３-９]\d[- ]?\d{{4}}[- ]?\d{{4}})
      | (?P<account>\d{{12,23}}|\d{{4}}(?:[ ]\d{{4}}){{2,4}}(?:[ ]\d{{1,3}})?)
    )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_GAPS = re.compile(r"[- ]")
_BY_KIND = {"resident": identity.mask, "mobile": phones.mask, "account": accounts.mask}


def mask_words(text: str) -> str:
    """Return a remark as it is shown: the numbers of people in it are masked, words stay."""
    return _IN_WORDS.sub(_masked_number, text)


def unmask_words(before: str, given: str) -> str:
    """Return a remark that came back as it was shown, with its numbers whole again.

    Whoever corrects a remark sees its numbers masked; what she leaves masked stays as it was.
    """
    for number in _IN_WORDS.finditer(before):
        given = given.replace(_masked_number(number), number.group(), 1)
    return given


def _masked_number(found: re.Match[str]) -> str:
    kind = str(found.lastgroup)
    if kind == "unread":
        return accounts.mask_unread(found.group())
    return _BY_KIND[kind](_GAPS.sub("", found.group()))


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
    "contact_phone": phones.mask,
    "bank_account": accounts.mask,
    "certificate_no": mask_certificate,
}
# Numbers in which an asterisk can only come from a list that masks them.
_NUMBERS = frozenset((*_MASKS, "disability_no"))
_STARS = frozenset("*\uff0a")
# An account behind its bank as it is shown.
_STARRED = re.compile(r"[*\uff0a]+\s*\d|[xX●•·…]{2,}\s*\d{3,}|尾号\D{0,2}\d{3,}")
# Columns of the registry of people that are shown masked: by name, as rows are joined for lists.
PRIVATE = frozenset(
    column.name
    for table in tables.TABLES
    if table.room == "workers"
    for column in table.columns
    if column.privacy in _PRIVATE
)


def is_masked(name: str, value: Any) -> bool:
    """Say whether a value is what is shown of a private column, not the value itself.

    Whoever keeps it would lose the number behind it.
    """
    if not isinstance(value, str):
        return False
    if name in _NUMBERS:
        return not _STARS.isdisjoint(value)
    if name == "bank_name":
        return _STARRED.search(value) is not None
    return name in PRIVATE and value.strip() == HIDDEN


def masked_value(name: str, value: Any) -> Any:
    """Return one value of a column of people, their telephones or papers as it may be shown."""
    return _masked(name, value) if name in PRIVATE else _words(name, value)


def masked_column(table: str, name: str, value: Any) -> Any:
    """Return one value of a column of any table as it may be shown.

    A category that no list names (a released prisoner) is hidden in histories, too.
    """
    if (table, name) == ("worker_category", "category") and value not in {None, *SHOWN}:
        return HIDDEN
    private = any(
        column.name == name and column.privacy in _PRIVATE for column in tables.table(table).columns
    )
    return _masked(name, value) if private else _words(name, value)


def _words(name: str, value: Any) -> Any:
    return mask_words(value) if name in FREE and isinstance(value, str) else value


def _masked(name: str, value: Any) -> Any:
    """Return a private value masked as a number of its kind; all else is hidden whole."""
    if value in (None, ""):
        return value
    mask = _MASKS.get(name)
    return mask(str(value)) if mask else HIDDEN
