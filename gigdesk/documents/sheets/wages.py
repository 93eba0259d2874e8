"""The day wages of a batch in a month: one line per person and the grand total in capitals."""

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
    Place("name", 11),
    Place("doc_no", 21),
    Place("phone", 14),
    Place("village", 14, wrap=True),
    Place("group_name", 9),
    Place("days", 10, Kind.NUMBER, sum=True),
    Place("overtime_hours", 11, Kind.NUMBER, sum=True),
    Place("day_rate_fen", 12, Kind.MONEY),
    Place("amount_fen", 14, Kind.MONEY, sum=True),
    Place("bank_account", 22),
    Place("signature", 14),
    Place("remarks", 14, wrap=True),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and below a sheet of day wages, as words; `to_come` are days ahead."""

    employer: str = ""
    batch: str = ""
    period: str = ""
    paid_on: str = ""
    filled_by: str = ""
    filled_on: str = ""
    to_come: str = ""


def layout(heading: Heading | None = None, *, total_fen: int = 0) -> SheetLayout:
    """Return the layout; `total_fen` is the grand total that is written out in capitals.

    The columns are those that 保障农民工工资支付条例 article 15 asks of a wage ledger, for work
    paid by the day and without deductions. Hours of overtime are told; no rate for them is known,
    so that they are not in the amount, and the column says so.
    """
    facts = heading or Heading()
    return SheetLayout(
        name=i18n.text("sheets.wages.tab"),
        title=i18n.text("sheets.wages.title"),
        columns=words.columns("wages", _PLACES),
        head=(
            Line(
                (
                    words.labelled("sheets.wages.employer", facts.employer),
                    words.labelled("sheets.wages.batch", facts.batch),
                    i18n.text("sheets.wages.unit"),
                )
            ),
            Line(
                (
                    words.labelled("sheets.wages.period", facts.period),
                    words.labelled("sheets.wages.paid_on", facts.paid_on),
                )
            ),
        ),
        foot=(
            *_ahead(facts),
            Line(
                (words.labelled("sheets.wages.in_capitals", money.in_capitals(total_fen)),),
                height=28,
                bold=True,
            ),
            Line(
                (
                    words.labelled("sheets.filled_by", facts.filled_by),
                    words.labelled("sheets.wages.checked_by", ""),
                    words.labelled("sheets.wages.approved_by", ""),
                    words.labelled("sheets.filled_on", facts.filled_on),
                ),
                height=30,
            ),
        ),
        freeze_columns=2,
        row_height=26,
        total_label=i18n.text("sheets.total"),
    )


def rows(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Yield the records: `days` and `overtime_hours` Decimal or int, money in whole fen.

    `to_come` says as words how many of the days have not come yet.
    """
    told = ({**record, "remarks": _remark(record)} for record in records)
    return words.rows(layout(), told)


def _ahead(facts: Heading) -> tuple[Line, ...]:
    """Return the line that says how many of the days paid lie after the day of writing."""
    if not facts.to_come:
        return ()
    said = i18n.text("sheets.wages.to_come", days=facts.to_come, today=facts.filled_on)
    return (Line((said,), height=28, bold=True),)


def _remark(record: Mapping[str, Any]) -> str:
    """Return the remark about somebody: days of the sum that have not come yet."""
    days = record.get("to_come")
    said = record.get("remarks") or ""
    return i18n.text("sheets.wages.to_come_one", days=days) if days and not said else said
