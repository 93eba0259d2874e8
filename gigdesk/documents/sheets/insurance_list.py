"""The list of insured people that goes to an insurer before a batch leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PLACES = (
    Place("sequence", 6, Kind.INT),
    Place("change", 8, choices="insurance_change"),
    Place("name", 11),
    Place("doc_kind", 14),
    Place("doc_no", 21),
    Place("sex", 6, choices="sex"),
    Place("birth_date", 12, Kind.DATE),
    Place("occupation_class", 10),
    Place("trade", 12),
    Place("phone", 14),
    Place("plan", 14, wrap=True),
    Place("from_day", 12, Kind.DATE),
    Place("to_day", 12, Kind.DATE),
    Place("beneficiary", 11),
    Place("relation", 13),
)
KEYS = tuple(place.key for place in _PLACES)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above an insurance list, as words."""

    policyholder: str = ""
    insurer: str = ""
    product: str = ""
    policy_no: str = ""
    version: str = ""
    filled_by: str = ""
    filled_on: str = ""


def layout(heading: Heading | None = None) -> SheetLayout:
    """Return the layout with the columns that insurers' own templates share."""
    facts = heading or Heading()
    return SheetLayout(
        name=i18n.text("sheets.insurance.tab"),
        title=i18n.text("sheets.insurance.title"),
        columns=words.columns("insurance", _PLACES),
        head=(
            Line(
                (
                    words.labelled("sheets.insurance.policyholder", facts.policyholder),
                    words.labelled("sheets.insurance.insurer", facts.insurer),
                    words.labelled("sheets.insurance.version", facts.version),
                )
            ),
            Line(
                (
                    words.labelled("sheets.insurance.product", facts.product),
                    words.labelled("sheets.insurance.policy_no", facts.policy_no),
                )
            ),
        ),
        foot=(
            Line(
                (
                    words.labelled("sheets.filled_by", facts.filled_by),
                    words.labelled("sheets.filled_on", facts.filled_on),
                    i18n.text("sheets.insurance.seal"),
                ),
                height=32,
            ),
        ),
        freeze_columns=3,
        row_height=22,
    )


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records, words instead of codes; the document number is the whole one."""
    return words.rows(layout(), records)
