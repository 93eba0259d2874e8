"""The list of insured people that goes to an insurer before a batch leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
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
    batch: str = ""
    premium_fen: int | None = None
    shares_fen: tuple[int | None, ...] = ()
    changes: bool = False


_CHANGES = {
    ("added", "on"): 0,
    ("removed", "off"): 1,
    ("replaced", "on"): 2,
    ("replaced", "off"): 3,
    ("changed", "on"): 4,
}


def change_words(row: Mapping[str, Any]) -> str:
    """Return what a row of a version changes, in words; nothing for who stood on it before."""
    place = _CHANGES.get((row["change"] or "", row["part"]))
    return "" if place is None else words.listed("insurance_change")[place]


def costs(heading: Heading) -> str:
    """Return what a version costs and who pays how much of it, in words; nothing where unknown."""
    if not heading.premium_fen:
        return ""
    whole, *parts = (money.grouped(fen or 0) for fen in (heading.premium_fen, *heading.shares_fen))
    employer, station, worker = parts
    return i18n.text(
        "sheets.insurance.costs", whole=whole, employer=employer, station=station, worker=worker
    )


def title(heading: Heading) -> str:
    """Return the title of a whole list, or of its changes."""
    return i18n.text("sheets.insurance.changes" if heading.changes else "sheets.insurance.title")


def layout(heading: Heading | None = None) -> SheetLayout:
    """Return the layout with the columns that insurers' own templates share."""
    facts = heading or Heading()
    return SheetLayout(
        name=i18n.text("sheets.insurance.tab"),
        title=title(facts),
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
                    *((costs(facts),) if costs(facts) else ()),
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
