"""The remarks beside a row that comes back: what was found, in the user's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain import office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_INFORMATION = "I"
_PERSON_GAP = "  "
KINDS = {
    "new": "intake_page.kind.new",
    "updated": "intake_page.kind.updated",
    "unchanged": "intake_page.kind.unchanged",
    "undecided": "intake_page.kind.undecided",
    "rejected": "intake_page.kind.rejected",
}


def remark(found: Iterable[tuple[str, str, Mapping[str, Any]]]) -> str:
    """Return findings (code, level, params) as sentences, one a line; information is left out."""
    sentences = [
        i18n.text(code, **_in_words(params))
        for code, level, params in found
        if level != _INFORMATION
    ]
    return "\n".join(dict.fromkeys(sentences))


def kind(name: str) -> str:
    """Return the class of a row in words."""
    return i18n.text(KINDS[name])


def person(row: Mapping[str, Any]) -> str:
    """Return who a row may mean: name, number, village and masked number of the paper."""
    said = (
        str(row["name"] or ""),
        office.numbers.spoken("worker", row["number"]),
        str(row["village"] or ""),
        str(row["doc_no"] or ""),
    )
    return _PERSON_GAP.join(part for part in said if part)


def _in_words(params: Mapping[str, Any]) -> dict[str, Any]:
    """Put the names of fields into words, where any are named."""
    found = dict(params)
    if "field" in found:
        found["field"] = i18n.text("people.joint").join(
            _field(name) for name in str(found["field"]).split(",")
        )
    return found


def _field(name: str) -> str:
    key = f"workers.field.{name}"
    return i18n.text(key) if i18n.has(key) else name
