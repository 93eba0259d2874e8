"""Which month a matrix is about, and whether all that its sheet says speaks of the same one."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import days, grids, stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_YEARS, _FIRST = (2000, 2100), 0.1
_NEAR = 2
"""So many rows above or below the numbers of the days their days of the week may stand."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a matrix says of its month: in full, without a year, as a span, by its file's name.

    `dated` is the month of days that are dates, `written` then any other; `over` tells that its
    days go over two months, `is_last` that `written` is surely the one of the last of them;
    `headed` is the month (1-12) that stands over the last day, 0 where none does; `of_days` are
    the months of days that titles name, such as that of the first.
    """

    dated: str = ""
    over: bool = False
    is_last: bool = False
    written: tuple[str, ...] = ()
    bare: tuple[int, ...] = ()
    span: tuple[int, int] | None = None
    filed: str | None = None
    headed: int = 0
    of_days: tuple[str, ...] = ()


def gather(found: Sequence[Grid], sample: Sequence[Row], names: tuple[str, str]) -> Evidence:
    """Gather what a matrix says of its month; `names` are those of the sheet and the file."""
    sheet_name, file_name = names
    over = any(map(days.go_over_months, (grid.heads for grid in found)))
    rows = sample[: found[0].at + 1]
    columns, above = _apart(found, sample)
    titles = _cells(rows)
    told = stated.read(titles, goes_over=over)
    dates = [head.date[:7] for grid in found for head in grid.heads.values() if head.date]
    if dates:
        others = [one for one in told.months if one not in dates]
        return Evidence(dates[-1], written=tuple(others))
    named = stated.read([sheet_name], goes_over=over, names_sheet=True)
    filed = stated.read([file_name], goes_over=over)
    headed = stated.over_columns(columns, goes_over=over)
    noted = stated.read(above, goes_over=over)
    spans = list(dict.fromkeys((*headed.spans, *told.spans, *named.spans)))
    span = next(iter(spans), None)
    lasts_of_spans = (last for _, last in spans[1:])
    bare = (*noted.bare, *headed.bare, *named.bare, *lasts_of_spans, *_cut(rows), *_by_heads(found))
    sources = (told, headed, named)
    lasts = [month for one in sources for month in one.last]
    written = lasts + [_spanned(month, span) for one in sources for month in one.months]
    filed_as = [*filed.last, *(_spanned(month, span) for month in filed.months)]
    written += filed_as if written else ()
    if not written and span is None:
        written = stated.joined(titles, bare)
    return Evidence(
        over=over,
        is_last=bool(lasts),
        written=tuple(dict.fromkeys(written)),
        bare=bare,
        span=span,
        filed=next(iter(filed_as), None),
        headed=next(iter(_by_heads(found)), 0),
        of_days=() if over else stated.months_of_days(titles),
    )


def below(rows: Sequence[Row], at: int, grid: Grid, month: str, *, before: int) -> tuple[str, bool]:
    """Return the month of a part of a sheet by the title just above its header, else `month`.

    With it stands whether that is sure: a text of another thing may name another month, and so may
    the day of a title. `before` is the row of the header before it.
    """
    over = days.go_over_months(grid.heads)
    texts = grids.titles_above(rows, at, before)
    found = _nearest([text for text in texts if stated.is_title(text)], month, over=over)
    if found is not None:
        return found, True
    others = {_nearest([text], month, over=over) for text in texts}
    return month, others | {*stated.months_of_days(texts)} <= {None, month}


def fit_week(rows: Sequence[Row], grid: Grid, month: str) -> bool:
    """Say whether no days of the week around a header, or just above it, are those of another."""
    start = max(grid.at - 1, 0)
    return not _weekdays_differ([replace(grid, at=grid.at - start)], rows[start:], month)


def _nearest(texts: Sequence[str], month: str, *, over: bool) -> str | None:
    """Return the month that the first of some texts names, one without a year near to `month`."""
    for text in texts:
        said = stated.read([text], goes_over=over)
        bare = (stated.near(month, number) for number in said.bare)
        found = next(iter((*said.last, *said.months, *bare)), None)
        if found is not None:
            return found
    return None


def in_book(sheets: Sequence[Evidence], month: str | None) -> list[str | None]:
    """Return for each sheet of a book the month that the user's choice means for it.

    Where all say their month without a year, one after the other, the choice tells the year; with
    the newest first that takes three of them.
    """
    numbers = [one.bare[0] for one in sheets if len({*one.bare}) == 1 and not one.written]
    pairs = list(itertools.pairwise(numbers))
    rise = all(two == stated.next_of(one) for one, two in pairs)
    fall = len(pairs) > 1 and all(one == stated.next_of(two) for one, two in pairs)
    known = month is not None and int(month[5:]) in numbers
    few = len(numbers) < max(len(sheets), 2)
    if month is None or not known or few or not (rise or fall):
        return [month] * len(sheets)
    at, step = numbers.index(int(month[5:])), 1 if rise else -1
    return [stated.later(month, step * (place - at)) for place in range(len(numbers))]


def of(
    said: Evidence, found: Sequence[Grid], sample: Sequence[Row], file: str, month: str | None
) -> str:
    """Return the month of a matrix as `YYYY-MM`.

    `file` is the name of the file, `month` what the user chose. Raises as `shapes.read` does.
    """
    if said.dated:
        if said.written and month is None:
            raise errors.UnreadableFile(
                "intake.error.two_months", title=said.written[0], sheet=said.dated
            )
        return _only(month, said.dated)
    beside = next(iter(said.written), None) or month or said.filed
    if beside is None:
        raise errors.UnreadableFile("intake.error.no_month", name=file)
    spoken = _spoken(said, beside)
    if said.over and said.span is None and not said.is_last and len(spoken) == 1:
        spoken += _unless_it_ends(found, spoken[0])
    if month is not None:
        chosen = _spanned(month, said.span)
        other = said.headed and int(chosen[5:]) != said.headed
        if spoken and (other or chosen not in spoken):
            known = [one for one in spoken if not other or int(one[5:]) == said.headed]
            raise errors.Refused("intake.error.other_month", month=month, stated=known[0])
        if said.of_days and not said.written and chosen not in said.of_days:
            raise errors.Refused("intake.error.other_month", month=month, stated=said.of_days[0])
        if not said.written and _weekdays_differ(found, sample, chosen):
            raise errors.Refused("intake.error.other_weekdays", month=month)
        return chosen
    if not said.written:
        spoken = list(dict.fromkeys([_spanned(beside, said.span), *spoken]))
    if len(spoken) > 1:
        raise errors.UnreadableFile("intake.error.two_months", title=spoken[0], sheet=spoken[1])
    if _weekdays_differ(found, sample, spoken[0]):
        raise errors.UnreadableFile("intake.error.weekdays_differ", month=spoken[0])
    return spoken[0]


def _by_heads(found: Sequence[Grid]) -> list[int]:
    """Return the month of the last days, where the heads of the days say it."""
    told = [head.month for grid in found for _, head in sorted(grid.heads.items()) if head.month]
    return told[-1:]


def _apart(found: Sequence[Grid], sample: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return the months over the columns of the days, and all other texts above the header."""
    heads = {column for grid in found for column in grid.heads}
    rows = sample[: found[0].at]
    columns = [
        row.text(column)
        for row in rows[-_NEAR:]
        for column in row.own()
        if column in heads and stated.is_month(row.text(column))
    ]
    return columns, [text for text in _cells(rows) if text not in columns]


def _cells(rows: Sequence[Row]) -> list[str]:
    """Return the texts of rows; a cell that only announces the month is one with the next."""
    label = sheet_words.words("intake.words.month_label")
    texts: list[str] = []
    for row in rows:
        own = [row.text(column) for column in row.own() if not _is_cut(row, column)]
        for at, text in enumerate(own):
            follows = own[at + 1] if sheet_words.plain(text) in label and at + 1 < len(own) else ""
            texts.append(f"{text}:{follows}" if follows else text)
    return texts


def _cut(rows: Sequence[Row]) -> list[int]:
    """Return both months that a number such as 2026.1 may mean: the nought of 10 is never kept."""
    return [1, 10] if any(_is_cut(row, column) for row in rows for column in row.own()) else []


def _is_cut(row: Row, column: int) -> bool:
    value = row.values[column]
    return (
        isinstance(value, float) and _YEARS[0] < value < _YEARS[1] and round(value % 1, 4) == _FIRST
    )


def _only(month: str | None, own: str) -> str:
    """Return the month of a sheet whose days are dates; raises where the user chose another."""
    if month is not None and month != own:
        raise errors.Refused("intake.error.other_month", month=month, stated=own)
    return month or own


def _unless_it_ends(found: Sequence[Grid], month: str) -> list[str]:
    """Return the month after this one where the days before its first are of no month before it.

    A sheet over two months that names only one may name the first of them as well.
    """
    first = dt.date.fromisoformat(f"{month}-01")
    length = (first - dt.timedelta(days=1)).day
    ends = {days.last_before_first(grid.heads) for grid in found} - {0}
    return [stated.following(month)] if ends and length not in ends else []


def _spoken(said: Evidence, beside: str) -> list[str]:
    """Return every month of which a sheet speaks; one without a year is that nearest to another."""
    found = list(said.written)
    numbers = list(said.bare)
    if said.span is not None:
        # Whoever names the month of the first days means the same span.
        first, last = said.span
        numbers = [last if one == first else one for one in numbers] + [last]
    near = found[0] if found else _spanned(beside, said.span)
    return list(dict.fromkeys([*found, *(stated.near(near, one) for one in numbers)]))


def _spanned(month: str, span: tuple[int, int] | None) -> str:
    """Return the month in which a span of days ends that begins in this one."""
    return stated.following(month) if span and int(month[5:]) == span[0] else month


def _weekdays_differ(found: Sequence[Grid], sample: Sequence[Row], month: str) -> bool:
    """Say whether the days of the week beside the days are mostly not those of the month."""
    right = wrong = 0
    for grid in found:
        dated = [(column, date) for column, date in days.dates(grid.heads, month).items() if date]
        for row in sample[max(grid.at - _NEAR, 0) : grid.at + _NEAR + 1]:
            told = [(days.weekday(row.text(column)), date) for column, date in dated]
            said = [(weekday, date) for weekday, date in told if weekday is not None]
            if len({weekday for weekday, _ in said}) < len(said[:2]):
                continue  # the same sign on every day is a mark: that of the day shift
            for weekday, date in said:
                fits = weekday == dt.date.fromisoformat(date).weekday()
                right, wrong = right + fits, wrong + (not fits)
    return wrong >= days.FEWEST and wrong > right
