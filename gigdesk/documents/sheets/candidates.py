"""The ranking of candidates for an order, with the reasons, to defend the choice that was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.documents.excel.layout import Kind, Line, SheetLayout
from gigdesk.documents.sheets import words
from gigdesk.documents.sheets.words import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gigdesk.domain.workers.findings import Finding

_PLACES = (
    Place("sequence", 6, Kind.INT),
    Place("name", 10),
    Place("number", 9, Kind.INT),
    Place("sex", 6),
    Place("age", 6, Kind.INT),
    Place("village", 14, wrap=True),
    Place("waited_days", 10, Kind.INT),
    Place("kilometres", 10),
    Place("forbids", 26, wrap=True, left=True),
    Place("against", 34, wrap=True, left=True),
    Place("good", 34, wrap=True, left=True),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below the ranking, as words; `kept_out` counts people by rule."""

    order: str = ""
    employer: str = ""
    days: str = ""
    ranking: str = ""
    kept_out: str = ""
    filled_by: str = ""
    filled_on: str = ""


def layout(heading: Heading | None = None) -> SheetLayout:
    """Return the layout; what a hard rule forbids stands apart from wishes."""
    facts = heading or Heading()
    return SheetLayout(
        name=i18n.text("sheets.candidates.tab"),
        title=i18n.text("sheets.candidates.title"),
        columns=words.columns("candidates", _PLACES),
        head=(
            Line(
                (
                    words.labelled("sheets.candidates.order", facts.order),
                    words.labelled("sheets.candidates.employer", facts.employer),
                    words.labelled("sheets.candidates.days", facts.days),
                )
            ),
            Line(
                (
                    words.labelled("sheets.candidates.ranking", facts.ranking),
                    words.labelled("sheets.candidates.kept_out", facts.kept_out),
                )
            ),
        ),
        foot=(
            Line(
                (
                    words.labelled("sheets.filled_by", facts.filled_by),
                    words.labelled("sheets.filled_on", facts.filled_on),
                )
            ),
        ),
        freeze_columns=2,
        filtered=True,
        row_height=40,
    )


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records in their order; `forbids`, `against` and `good` are findings."""
    told = (
        {
            **one,
            **{name: _said(one[name]) for name in ("forbids", "against", "good")},
            "kilometres": kilometres(one["kilometres"]),
        }
        for one in records
    )
    return words.rows(layout(), told)


def kilometres(known: int | None) -> str:
    """Return a distance in words; one that is not known is said to be unknown, never nought."""
    if known is None:
        return i18n.text("matching.unknown")
    return i18n.text("matching.kilometres", count=known)


def _said(found: Iterable[Finding]) -> str:
    """Return findings as sentences, one below the other."""
    return "\n".join(i18n.text(one.code, **one.params) for one in found)


def heading(
    *,
    order: int,
    trade: str,
    employer: str,
    days: str,
    by: str,
    excluded: Mapping[str, int],
    filled_by: str,
    filled_on: str,
) -> Heading:
    """Return a heading in words: `by` and the rules in `excluded` are codes."""
    parts = [
        i18n.text(
            "sheets.candidates.out", why=i18n.text(f"batches_page.excluded.{rule}"), count=count
        )
        for rule, count in excluded.items()
    ]
    return Heading(
        f"{order} {trade}",
        employer,
        days,
        i18n.text(f"sheets.candidates.by.{by}"),
        i18n.text("people.joint").join(parts),
        filled_by,
        filled_on,
    )
