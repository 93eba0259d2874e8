"""A version of an insurance list on landscape A4, or what it changes, to be sealed and sent."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.forms import roster
from gigdesk.documents.pdf.table import Column, Look
from gigdesk.documents.sheets import insurance_list, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOOK = Look(10.0, 13.0, 20.0)
_GAP = " " * 6
_PLACES = (
    ("change", 0.9),
    ("name", 1.1),
    ("doc_kind", 1.1),
    ("doc_no", 2.2),
    ("sex", 0.5),
    ("birth_date", 1.2),
    ("occupation_class", 0.8),
    ("trade", 1.0),
    ("from_day", 1.2),
    ("to_day", 1.2),
)


def pages(heading: insurance_list.Heading, records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a version as PDF: the rows as sent, what they cost, room for the seal."""
    columns = [Column(i18n.text("sheets.insurance.sequence"), 0.5)]
    columns += [Column(i18n.text(f"sheets.insurance.{key}"), weight) for key, weight in _PLACES]
    cells = [_cells(number, one) for number, one in enumerate(records, 1)]
    title, above = insurance_list.title(heading), _head(heading, len(records))
    return roster.listing(title, (columns, cells), above, _foot(heading), look=LOOK)


def print_of(pdf: bytes) -> str:
    """Return the SHA-256 of finished pages."""
    return hashlib.sha256(pdf).hexdigest()


def _cells(number: int, one: Mapping[str, Any]) -> list[str]:
    return [str(number), *(str(one.get(key) or "") for key, _ in _PLACES)]


def _head(heading: insurance_list.Heading, people: int) -> list[str]:
    said = words.labelled
    return [
        _GAP.join(
            (
                said("sheets.insurance.policyholder", heading.policyholder),
                said("sheets.insurance.insurer", heading.insurer),
                said("sheets.insurance.product", heading.product),
            )
        ),
        _GAP.join(
            (
                said("sheets.insurance.policy_no", heading.policy_no),
                said("sheets.insurance.batch", heading.batch),
                said("sheets.insurance.version", heading.version),
                i18n.text("sheets.insurance.count", count=people),
            )
        ),
    ]


def _foot(heading: insurance_list.Heading) -> list[str]:
    signed = _GAP.join(
        (
            words.labelled("sheets.filled_by", heading.filled_by),
            words.labelled("sheets.filled_on", heading.filled_on),
            i18n.text("sheets.insurance.seal"),
        )
    )
    costs = insurance_list.costs(heading)
    return [costs, signed] if costs else [signed]
