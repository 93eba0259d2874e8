"""Which month a matrix is about, and whether all that its sheet says speaks of the same one."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from gigdesk import errors, i18n
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import days, records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_NEAR = 2
"""So many rows above or below the numbers of the days their days of the week may stand."""


def of(
    found: Sequence[Grid], sample: Sequence[Row], names: tuple[str, str], month: str | None
) -> str:
    """Return the month of a matrix as `YYYY-MM`.

    `names` are those of the sheet and the file, `month` is what the user chose. Raises as
    `shapes.read` does.
    """
    sheet_name, file_name = names
    dates = [head.date for grid in found for head in grid.heads.values() if head.date]
    if dates:
        stated = [dates[-1][:7]]
    else:
        texts = [row.text(column) for row in sample[: found[0].at + 1] for column in row.own()]
        # The day on which a sheet was filled in is often one of the month after.
        texts = [text for text in texts if not records.is_of_one_day(text)]
        titled = [told for text in texts if (told := records.month_in(text))][:1]
        if any(map(days.go_over_months, (grid.heads for grid in found))):
            # A sheet is of the month of its last days: a span of days ends there.
            ends = [told for text in texts if (told := records.end_of_span_in(text))][:1]
            titled = ends or titled
        named = records.month_in(sheet_name)
        stated = list(dict.fromkeys([*titled, *([named] if named else [])]))
    if month is not None:
        if stated and month not in stated:
            raise errors.Refused("intake.error.other_month", month=month, stated=stated[0])
        return month
    if len(stated) > 1:
        one, other = stated
        raise errors.UnreadableFile("intake.error.two_months", title=one, sheet=other)
    own = stated[0] if stated else records.month_in(file_name)
    if own is None:
        raise errors.UnreadableFile("intake.error.no_month", name=file_name)
    if not dates and _weekdays_differ(found, sample, own):
        raise errors.UnreadableFile("intake.error.weekdays_differ", month=own)
    return own


def _weekdays_differ(found: Sequence[Grid], sample: Sequence[Row], month: str) -> bool:
    """Say whether the days of the week beside the days are mostly not those of the month."""
    right = wrong = 0
    for grid in found:
        dated = [(column, date) for column, date in days.dates(grid.heads, month).items() if date]
        for row in sample[max(grid.at - _NEAR, 0) : grid.at + _NEAR + 1]:
            told = [(_weekday(row.text(column)), date) for column, date in dated]
            said = [(weekday, date) for weekday, date in told if weekday is not None]
            if len({weekday for weekday, _ in said}) < len(said[:2]):
                continue  # the same sign on every day is a mark: that of the day shift
            for weekday, date in said:
                fits = weekday == dt.date.fromisoformat(date).weekday()
                right, wrong = right + fits, wrong + (not fits)
    return wrong >= days.FEWEST and wrong > right


def _weekday(text: str) -> int | None:
    """Return the day of the week, Monday 0, that a cell names alone or in brackets at its end."""
    written = sheet_words.folded(text)
    bare = written.rpartition("(")[2].removesuffix(")") if written.endswith(")") else written
    return _week().get(bare)


@functools.cache
def _week() -> dict[str, int]:
    """Return the words for the days of the week in every language."""
    return {
        sheet_words.folded(word): at
        for language in i18n.LANGUAGES
        for at, words in enumerate(i18n.words(language)["intake.words.week"].split("|"))
        for word in words.split("/")
    }
