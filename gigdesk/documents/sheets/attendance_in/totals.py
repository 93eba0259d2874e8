"""The sums that a month's sheet states of its own, held against what its marks come to."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gigdesk.documents.excel.rows import Row

_OTHER = "intake.attendance.other_total"
_HOUR_MINUTES = 60
# 22, 22.5 and 22 with a unit behind it.
_FIGURE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)[^0-9.]{0,2}")


def columns(headers: Sequence[Row], taken: Collection[int]) -> tuple[int, ...]:
    """Return the columns that the rows around the days call the sum of a person's days.

    Beside columns of pay a mere sum may be one of money: only what says days is held to them.
    """
    wanted = sheet_words.words("intake.words.days_total")
    texts = [sheet_words.plain(row.text(column)) for row in headers for column in row.own()]
    if any(word in text for word in sheet_words.words("intake.words.pay_group") for text in texts):
        wanted -= sheet_words.words("intake.words.subtotal")
    width = max((len(row.values) for row in headers), default=0)
    return tuple(
        column
        for column in range(width)
        if column not in taken
        and any(sheet_words.plain(row.text(column)) in wanted for row in headers)
    )


def compare(
    ledger: records.Ledger,
    rows: Sequence[Row],
    places: Sequence[int],
    *,
    name: str,
    days: Sequence[records.DayRecord],
) -> None:
    """Note a sum that neither the days nor the hours of the marks in a person's rows come to.

    A sheet with several sums (worked, rested, all) is believed where one of them is right, one
    with a sum for each part of the month where they come to it together.
    """
    stated = [
        (row, column, figure)
        for row in rows
        for column in places
        if column not in row.filled and (figure := _figure(row, column)) is not None
    ]
    quarters = sum(one.quarters or 0 for one in days)
    read = Decimal(quarters) / attendance.WHOLE_DAY
    # Where a cell says hours they are kept beside its quarters: the same time, not more of it.
    minutes = sum(
        Decimal((one.quarters or 0) * ledger.minutes_a_day) / attendance.WHOLE_DAY
        if one.minutes is None
        else Decimal(one.minutes)
        for one in days
    )
    hours = minutes / _HOUR_MINUTES
    figures = [figure for _, _, figure in stated]
    if not stated or any(figure in (read, hours) for figure in (*figures, sum(figures))):
        return
    row, column, figure = stated[0]
    ledger.totals.append(
        records.Problem(
            ledger.sheet,
            row.number,
            column,
            name,
            "",
            row.text(column),
            _OTHER,
            {"name": name, "stated": plain(figure), "read": plain(read)},
        )
    )


def _figure(row: Row, column: int) -> Decimal | None:
    """Return the number in a cell; a word, a formula's error and an empty cell say nothing."""
    found = _FIGURE.fullmatch(sheet_words.folded(row.text(column)))
    return Decimal(found[1]) if found else None


def plain(figure: Decimal) -> str:
    """Return a number of days without trailing noughts."""
    return format(figure.normalize(), "f")
